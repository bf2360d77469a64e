import exceljs from 'exceljs';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { definePermissions, permissionTable, type Role } from '#kernel/auth';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextIdNumber, nextPhone, testApp, type Client } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newMember, reconcileCsv, rosterCsv } from '../factory.ts';
import { XLSX } from '../roster/contract.ts';
import * as contract from './contract.ts';
import type { FormColumn } from './contract.ts';
import { demoForm } from './demo.ts';

const { deleteForm, exportForm, getForm, listForms, mapForm, uploadForm } = contract;

const NOBODY = '01890000-0000-7000-8000-000000000000';
const PURPOSE = '报市总实名制数据';

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

/** Members of `orgId` by the hundred, as far as an export of names needs them: 甲000001 and so on. */
async function crowd(orgId: number, count: number): Promise<void> {
  const { pool } = await testApp();
  await pool.query(
    `insert into people.person (id, name, pinyin, initials, occupation, id_type, id_sealed, id_hash, created_at,
       updated_at, org_id, standing)
     select gen_random_uuid(), '甲' || lpad(n::text, 6, '0'), 'jia', 'j', 'other', 'resident_id', '',
       sha256(($1 || n)::bytea), now(), now(), $2, 'active'
     from generate_series(1, $3::integer) as n`,
    [`crowd ${orgId} `, orgId, count],
  );
}

/** A form as an upper union hands it out: a cover, a locked sheet with choices and an example, a hidden list of codes. */
async function newForm(draw: (sheet: exceljs.Worksheet) => void = () => undefined): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.addWorksheet('填表说明').addRow(['请勿改动格式']);
  const sheet = book.addWorksheet('会员信息', { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.addRow(['北京工会会员信息采集表']);
  sheet.mergeCells('A1:H1');
  sheet.addRow(['序号', '*姓名', '*性别', '*证件类型', '*证件号码', '*手机号', '入会日期', '备注']);
  sheet.addRow([
    '1',
    '示例',
    '1-男',
    '1-居民身份证',
    '990000199001010000',
    '13900000000',
    '20190504',
    '示例行',
  ]);
  sheet.getColumn(5).width = 24;
  sheet.getCell('E3').numFmt = '@';
  sheet.getCell('B3').font = { bold: true, name: 'FangSong' };
  const lists = sheet as unknown as { dataValidations: { add(area: string, rule: object): void } };
  lists.dataValidations.add('C3:C999', { type: 'list', formulae: ['"1-男,2-女"'] });
  lists.dataValidations.add('D3:D999', { type: 'list', formulae: ['代码!$A$1:$A$2'] });
  await sheet.protect('上级工会', { selectLockedCells: true });
  draw(sheet);
  const codes = book.addWorksheet('代码', { state: 'hidden' });
  codes.addRows([['1-居民身份证'], ['2-护照']]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function upload(by: Client, orgId: number, bytes: Buffer, name = '采集表', fileName = '会员信息.xlsx') {
  return by.call(uploadForm, { orgId, name, fileName }, { file: { bytes, type: XLSX } });
}

/** Uploaded, and mapped as it is guessed. Returns its id. */
async function readyForm(by: Client, orgId: number, bytes: Buffer, name?: string): Promise<string> {
  const { id } = (await upload(by, orgId, bytes, name)).body;
  const { sheets } = (await by.call(getForm, { id })).body;
  const { name: sheet, headerRow, firstRow, columns } = sheets.find(({ name: one }) => one === '会员信息')!;
  const guesses = columns.flatMap(({ guess }) => guess ?? []);
  const mapped = await by.call(mapForm, { id, sheet, headerRow, firstRow, columns: guesses });
  expect(mapped.body).toEqual({ id });
  return id;
}

/** Uploaded, with columns of our choice from row 2 on. */
async function plainForm(by: Client, orgId: number, columns: readonly Partial<FormColumn>[], name?: string) {
  const book = new exceljs.Workbook();
  book.addWorksheet('表').addRow(columns.map((_none, nth) => `列${nth + 1}`));
  const { id } = (await upload(by, orgId, Buffer.from(await book.xlsx.writeBuffer()), name)).body;
  const mapping = columns.map((column, index) => ({ index, field: null, ...column }));
  const mapped = await by.call(mapForm, { id, sheet: '表', headerRow: 1, firstRow: 2, columns: mapping });
  expect(mapped.status).toBe(200);
  return id;
}

async function opened(bytes: Buffer): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
}

/** The rows of the last sheet but hidden ones, from `first` on. */
async function rowsIn(bytes: Buffer, first = 2): Promise<unknown[][]> {
  const book = await opened(bytes);
  const sheet = book.worksheets.findLast(({ state }) => state === 'visible')!;
  const rows: unknown[][] = [];
  sheet.eachRow((row, no) => {
    if (no >= first) rows.push((row.values as unknown[]).slice(1));
  });
  return rows;
}

async function filled(by: Client, id: string, orgId: number, given: object = {}) {
  const answer = await by.call(exportForm, { id, orgId, purpose: PURPOSE, ...given });
  expect(answer.problem?.code).toBeUndefined();
  return rowsIn(answer.raw);
}

describe('a form comes back as the very file', () => {
  test('but for the rows: other parts byte for byte, locks, choices and formats as they were', async () => {
    const { app, chair, district, primary } = await chaired();
    const member = await newMember(app, chair, primary, { name: '王小明', idNo: nextIdNumber() });
    const bytes = await newForm((sheet) => sheet.addRow(['2', '示例二', '2-女', '', '', '', '', '']));
    const id = await readyForm(chair, district, bytes);
    const answer = await chair.call(exportForm, { id, orgId: district, purpose: PURPOSE });
    expect(answer.headers['content-type']).toBe(XLSX);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(
      `会员信息-${today}.xlsx`,
    );

    const [before, after] = [unzipSync(bytes), unzipSync(answer.raw)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const differing = Object.keys(before).filter((name) => !Buffer.from(before[name]!).equals(after[name]!));
    expect(differing).toEqual(['xl/worksheets/sheet2.xml']);

    const [was, now] = [await opened(bytes), await opened(answer.raw)].map((book) =>
      book.getWorksheet('会员信息')!,
    );
    expect(now!.model).toMatchObject({
      sheetProtection: (was!.model as { sheetProtection?: object }).sheetProtection,
      dataValidations: (was!.model as { dataValidations?: object }).dataValidations,
      merges: ['A1:H1'],
      views: was!.model.views,
    });
    expect((now!.model as { sheetProtection?: object }).sheetProtection).toMatchObject({ sheet: true });
    expect(now!.getColumn(5).width).toBe(24);
    expect(now!.getCell('B3').font).toEqual(was!.getCell('B3').font);
    // The note of the example stood in a column that is none of ours: it went with the example.
    expect((now!.getRow(3).values as unknown[]).slice(1)).toEqual([
      1,
      '王小明',
      expect.stringMatching(/^[12]-[男女]$/),
      '1-居民身份证',
      member.idNo,
      member.phone,
      '20240112',
    ]);
    expect(now!.getCell('E3').value).toBe(member.idNo);
    expect((now!.getRow(4).values as unknown[]).filter((value) => value !== null)).toEqual([]);
  });

  test('with everybody whom the union looks after, union by union and then by name', async () => {
    const { app, chair, district, street, primary } = await chaired();
    for (const [orgId, name] of [
      [primary, '张三'],
      [primary, '阿明'],
      [street, '王五'],
      [street, '李四'],
    ] as const)
      await newMember(app, chair, orgId, { name });
    const far = await newDistrict(app);
    await newMember(app, await app.officer('chair', far.district), far.primary, { name: '远方' });
    const id = await plainForm(chair, district, [{ field: 'rowNo' }, { field: 'name' }, { field: 'union' }]);
    const rows = await filled(chair, id, district);
    expect(rows.map(([nth, name]) => [nth, name])).toEqual([
      [1, '李四'],
      [2, '王五'],
      [3, '阿明'],
      [4, '张三'],
    ]);
    expect(rows[0]![2]).toMatch(/^测试街道/);
    expect((await filled(chair, id, primary)).map(([nth, name]) => [nth, name])).toEqual([
      [1, '阿明'],
      [2, '张三'],
    ]);
  });

  test('with what rosters brought, by code tables and date styles; nothing known stays empty', async () => {
    const { app, chair, employer, primary, district } = await chaired();
    const titles = [
      '姓名',
      '证件号码',
      '手机号',
      '用工形式',
      '部门',
      '职务',
      '学历',
      '民族',
      '证件有效期至',
      '是否农民工',
      '现居住地',
      '入会日期',
      '单位名称',
    ];
    const idNo = nextIdNumber('19870605');
    const phone = nextPhone();
    const roster = rosterCsv(
      [
        [
          '周一',
          idNo,
          phone,
          '劳务派遣',
          '后勤',
          '班长',
          '本科',
          '回族',
          '长期',
          '是',
          '110115',
          '2019-05-04',
          '某公司',
        ],
        ['周二', nextIdNumber(), '', '', '', '', '', '', '2035-12-31', '否', '', '2020-01-31', ''],
      ],
      titles,
    );
    await reconcileCsv(app, chair, primary, roster, { mode: 'members' });
    const id = await plainForm(chair, district, [
      { field: 'name' },
      { field: 'idNo' },
      { field: 'phone' },
      { field: 'birthDate', dates: '2026/11/22' },
      { field: 'employment', codes: { dispatched: '03' } },
      { field: 'department' },
      { field: 'position' },
      { field: 'education', codes: { 本科: '21' } },
      { field: 'ethnicity' },
      { field: 'idValidUntil', dates: '20261122' },
      { field: 'migrant', codes: { yes: '1', no: '0' } },
      { field: 'residence' },
      { field: 'joinedOn', dates: '2026年11月22日' },
      { field: 'standing', codes: { active: '1' } },
      { field: 'employer' },
      { field: 'sex' },
      { field: 'idType' },
      { field: 'occupation' },
      { field: 'memberNo' },
      { field: 'skill', codes: { '': '0' } },
      { constant: '北京市' },
      {},
    ]);
    const [second, first] = await filled(chair, id, district);
    const sex = expect.stringMatching(/^[男女]$/);
    const days = ['1987/06/05', '2019年05月04日', '1990/01/01', '2020年01月31日'] as const;
    expect(first!.slice(0, 12)).toEqual([
      '周一',
      idNo,
      phone,
      days[0],
      '03',
      '后勤',
      '班长',
      '21',
      '回族',
      '长期',
      '1',
      '110115',
    ]);
    expect(first!.slice(12)).toEqual([
      days[1],
      '1',
      '某公司',
      sex,
      '居民身份证',
      '其他',
      expect.stringMatching(/^\d{10}$/),
      '0',
      '北京市',
    ]);
    const empty = undefined;
    expect(second!.slice(2, 14)).toEqual([
      empty,
      days[2],
      empty,
      empty,
      empty,
      empty,
      empty,
      '20351231',
      '0',
      empty,
      days[3],
      '1',
    ]);
    const staff = rosterCsv([['吴三', nextIdNumber(), nextPhone(), '编外', '前台']]);
    await app.pool.query(
      `insert into orgs.relation (id, kind, from_id, to_id, during)
       values (gen_random_uuid(), 'organises', $1, $2, tstzrange(now() - interval '1 day', null))`,
      [primary, employer],
    );
    await reconcileCsv(app, chair, employer, staff);
    const names = async (group?: 'not_reached' | 'known') =>
      (await filled(chair, id, district, group && { group })).map(([name]) => name);
    expect(await names()).toEqual(['周二', '周一']);
    expect(await names('not_reached')).toEqual(['吴三']);
    expect(await names('known')).toEqual(['吴三', '周二', '周一']);
    const [reached] = await filled(chair, id, district, { group: 'not_reached' });
    expect(reached!.slice(12, 15)).toEqual([empty, '未入会', expect.stringMatching(/^测试公司/)]);
  });

  test('with more people than are filled in at one go', async () => {
    const { chair, district, primary } = await chaired();
    await crowd(primary, 1203);
    const id = await plainForm(chair, district, [{ field: 'name' }, { field: 'rowNo' }]);
    const rows = await filled(chair, id, district);
    expect(rows).toHaveLength(1203);
    const names = rows.map(([name]) => String(name));
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
    expect(rows.at(-1)).toEqual(['甲001203', 1203]);
  });
});

describe('the export', () => {
  test('is written into the audit with its purpose, and without a number', async () => {
    const { app, chair, district, primary } = await chaired();
    const member = await newMember(app, chair, primary);
    const id = await plainForm(chair, district, [{ field: 'name' }, { field: 'idNo' }]);
    await filled(chair, id, primary);
    const { rows } = await app.pool.query(
      `select action, org_id, purpose, detail from kernel.audit_entry where entity_id = $1 order by at, id`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'people.form_upload',
      'people.form_map',
      'people.form_export',
    ]);
    expect(rows[2]).toEqual({
      action: 'people.form_export',
      org_id: primary,
      purpose: PURPOSE,
      detail: { group: 'members', fields: ['name', 'idNo'], count: 1, people: [member.personId] },
    });
    expect(JSON.stringify(rows)).not.toContain(member.idNo);
  });

  test('sends nothing when the audit cannot be written', async () => {
    const { app, chair, district, primary } = await chaired();
    await newMember(app, chair, primary);
    const id = await plainForm(chair, district, [{ field: 'name' }]);
    await app.pool.query(
      `alter table kernel.audit_entry add constraint no_export check (action <> 'people.form_export') not valid`,
    );
    try {
      const answer = await chair.call(exportForm, { id, orgId: district, purpose: PURPOSE });
      expectProblem(answer, 500, 'kernel.internal');
    } finally {
      await app.pool.query('alter table kernel.audit_entry drop constraint no_export');
    }
  });

  test('of full numbers takes the right to see them; a form without them does not', async () => {
    const { app, chair, district, primary } = await chaired();
    const { idNo } = await newMember(app, chair, primary, { name: '王小明' });
    const open = await plainForm(chair, district, [{ field: 'name' }, { field: 'birthDate' }], '无号码');
    const [byId, byPhone] = [
      await plainForm(chair, district, [{ field: 'idNo' }], '有证件号'),
      await plainForm(chair, district, [{ field: 'name' }, { field: 'phone' }], '有手机号'),
    ];
    const officer = await app.officer('membership_officer', district);
    const reveal = [...permissionTable().get('people.reveal')!];
    // Everybody who exports may reveal today; the rule is there for a table that says otherwise.
    definePermissions('people', { reveal: reveal.filter((role: Role) => role !== 'membership_officer') });
    try {
      for (const id of [byId, byPhone])
        expectProblem(
          await officer.call(exportForm, { id, orgId: district, purpose: PURPOSE }),
          403,
          'kernel.forbidden',
        );
      expect(await filled(officer, open, district)).toEqual([['王小明', `${idNo.slice(6, 10)}-01-01`]]);
      expect(await filled(chair, byId, district)).toEqual([[idNo]]);
    } finally {
      definePermissions('people', { reveal });
    }
  });

  test('stops where there is nobody, no mapping, no such union or form, or too many people', async () => {
    const { app, chair, district, primary, employer } = await chaired();
    const id = await plainForm(chair, district, [{ field: 'name' }]);
    const exported = (given: object) =>
      chair.call(exportForm, { id, orgId: primary, purpose: PURPOSE, ...given });
    expectProblem(await exported({}), 409, 'people.form_nobody');
    expectProblem(await exported({ orgId: employer }), 409, 'people.form_nobody');
    expectProblem(await exported({ orgId: 2_000_000_000 }), 404, 'orgs.not_found');
    expectProblem(await exported({ id: NOBODY }), 404, 'people.form_not_found');
    expectProblem(await exported({ purpose: '' }), 400, 'kernel.bad_request', 'purpose');
    const bare = (await upload(chair, district, await newForm(), '未对列')).body.id;
    expectProblem(await exported({ id: bare }), 409, 'people.form_not_ready');
    await crowd(primary, 100_001);
    try {
      const answer = await exported({});
      expectProblem(answer, 422, 'people.export_too_long');
      expect(answer.problem.message).toContain('100000');
    } finally {
      await app.pool.query('delete from people.person where org_id = $1', [primary]);
    }
  });
});

describe('a form', () => {
  test('is listed with its columns; whoever may not import only reads it', async () => {
    const { app, chair, district, street } = await chaired();
    const id = await readyForm(chair, district, await newForm(), '乙表');
    await upload(chair, street, await newForm(), '甲表');
    const { items, next } = (await chair.call(listForms, { limit: 1 })).body;
    expect(items).toMatchObject([{ name: '甲表', ready: false, sheet: null, org: { id: street } }]);
    const rest = (await chair.call(listForms, { limit: 1, cursor: next! })).body;
    expect(rest.next).toBeNull();
    expect(rest.items).toMatchObject([
      {
        id,
        name: '乙表',
        fileName: '会员信息.xlsx',
        ready: true,
        sheet: '会员信息',
        headerRow: 2,
        firstRow: 3,
        org: { id: district },
        may: { change: true, export: true },
      },
    ]);
    expect(rest.items[0]!.columns[2]).toEqual({
      index: 2,
      field: 'sex',
      constant: null,
      codes: { male: '1-男', female: '2-女' },
      dates: null,
    });
    expectProblem(await chair.call(listForms, { cursor: 'x' }), 400, 'kernel.bad_cursor');
    const viewer = await app.officer('viewer', district);
    const seen = (await viewer.call(getForm, { id })).body;
    expect(seen.may).toEqual({ change: false, export: false });
  });

  test('is shown as it is, with a guess, and nothing of its examples', async () => {
    const { chair, district } = await chaired();
    const { id } = (await upload(chair, district, await newForm())).body;
    const { body, raw } = await chair.call(getForm, { id });
    expect(body).toMatchObject({ ready: false, columns: [] });
    expect(body.sheets.map(({ name, isProtected }) => [name, isProtected])).toEqual([
      ['填表说明', false],
      ['会员信息', true],
    ]);
    expect(body.sheets[1]).toMatchObject({ headerRow: 2, firstRow: 3, examples: 1 });
    expect(body.sheets[1]!.columns.map(({ letter, title, guess }) => [letter, title, guess?.field])).toEqual([
      ['A', '序号', 'rowNo'],
      ['B', '姓名', 'name'],
      ['C', '性别', 'sex'],
      ['D', '证件类型', 'idType'],
      ['E', '证件号码', 'idNo'],
      ['F', '手机号', 'phone'],
      ['G', '入会日期', 'joinedOn'],
      ['H', '备注', null],
    ]);
    expect(body.sheets[1]!.columns[3]).toMatchObject({
      choices: ['1-居民身份证', '2-护照'],
      guess: { codes: { resident_id: '1-居民身份证', passport: '2-护照' } },
    });
    for (const example of ['示例', '990000199001010000', '13900000000'])
      expect(raw.toString()).not.toContain(example);
    expectProblem(await chair.call(getForm, { id: NOBODY }), 404, 'people.form_not_found');
  });

  test('lies sealed: it may have come with last year’s people', async () => {
    const { app, chair, district } = await chaired();
    const bytes = await newForm();
    const { id } = (await upload(chair, district, bytes)).body;
    const { rows } = await app.pool.query('select file, created_by from people.form where id = $1', [id]);
    expect(rows[0].file.includes(bytes.subarray(0, 40))).toBe(false);
    expect(app.app.crypto.open(rows[0].file)).toBe(bytes.toString('base64'));
  });

  test('of an upper union is there for those below, who export their own people alone', async () => {
    const { app, chair, district, street, primary, pool } = await chaired();
    await newMember(app, chair, primary, { name: '王五' });
    await crowd(pool, 2);
    const id = await plainForm(chair, district, [{ field: 'name' }]);
    const below = await app.officer('membership_officer', street);
    expect((await below.call(listForms, {})).body.items).toMatchObject([
      { id, may: { change: false, export: true } },
    ]);
    expect((await below.call(getForm, { id })).body.sheets).toHaveLength(1);
    expect(await filled(below, id, street)).toEqual([['王五']]);
    for (const orgId of [district, pool])
      expectProblem(await below.call(exportForm, { id, orgId, purpose: PURPOSE }), 404, 'orgs.not_found');
    const mapping = { sheet: '表', headerRow: 1, firstRow: 2, columns: [{ index: 0, field: null }] };
    expectProblem(await below.call(mapForm, { id, ...mapping }), 403, 'kernel.forbidden');
    expectProblem(await below.call(deleteForm, { id }), 403, 'kernel.forbidden');
    expectProblem(await upload(below, district, await newForm()), 404, 'orgs.not_found');
  });

  test('of a sibling, or of a union below, does not exist beside them', async () => {
    const { app, chair, street, pool, primary } = await chaired();
    const id = await plainForm(chair, street, [{ field: 'name' }]);
    const sibling = await app.officer('chair', pool);
    expect((await sibling.call(listForms, {})).body.items).toEqual([]);
    const mapping = { sheet: '表', headerRow: 1, firstRow: 2, columns: [{ index: 0, field: null }] };
    for (const answer of [
      await sibling.call(getForm, { id }),
      await sibling.call(exportForm, { id, orgId: pool, purpose: PURPOSE }),
      await sibling.call(mapForm, { id, ...mapping }),
      await sibling.call(deleteForm, { id }),
    ])
      expectProblem(answer, 404, 'people.form_not_found');
    const lowest = await app.officer('chair', primary);
    expect((await lowest.call(listForms, {})).body.items).toHaveLength(1);
    expect((await chair.call(getForm, { id })).body.may).toEqual({ change: true, export: true });
  });

  test('has a name of its own in its organisation, and can be deleted', async () => {
    const { chair, district, street } = await chaired();
    const bytes = await newForm();
    const { id } = (await upload(chair, district, bytes)).body;
    expectProblem(await upload(chair, district, bytes), 409, 'people.form_exists', 'name');
    expect((await upload(chair, street, bytes)).status).toBe(201);
    expect((await chair.call(deleteForm, { id })).body).toEqual({ done: true });
    expectProblem(await chair.call(deleteForm, { id }), 404, 'people.form_not_found');
    expect((await upload(chair, district, bytes)).status).toBe(201);
  });

  test('of the demo is ready, locked and fills itself in', async () => {
    const { app, chair, district, primary } = await chaired();
    await inTx(app.ctx(), (tx) => demoForm(tx, district));
    const [form] = (await chair.call(listForms, {})).body.items;
    expect(form).toMatchObject({ name: '北京工会会员信息采集表（示范）', ready: true });
    expect(form!.columns.map(({ field }) => field)).toEqual([
      'rowNo',
      'name',
      'sex',
      'idType',
      'idNo',
      'phone',
      'union',
      'occupation',
      'education',
      'migrant',
      'memberNo',
      'joinedOn',
    ]);
    const { name, idNo, phone } = await newMember(app, chair, primary, { name: '王小明' });
    const answer = await chair.call(exportForm, { id: form!.id, orgId: district, purpose: PURPOSE });
    const [row] = await rowsIn(answer.raw, 3);
    expect(row!.slice(0, 8)).toEqual([
      1,
      name,
      expect.stringMatching(/^[12]-[男女]$/),
      '1-居民身份证',
      idNo,
      phone,
      expect.any(String),
      '03-快递员',
    ]);
    const sheet = (await opened(answer.raw)).getWorksheet('会员信息')!;
    expect([sheet.getCell('B2'), sheet.getCell('B3')].map((cell) => cell.protection?.locked ?? true)).toEqual(
      [true, false],
    );
  });

  test('is one of fifty at most', async () => {
    const { app, chair, district } = await chaired();
    const bytes = await newForm();
    await app.pool.query(
      `insert into people.form (id, org_id, name, file_name, file, created_by, created_at, updated_at)
       select gen_random_uuid(), $1, '旧表' || n, '旧表.xlsx', '', 'test', now(), now() from generate_series(1, 49) as n`,
      [district],
    );
    expect((await upload(chair, district, bytes, '第五十份')).status).toBe(201);
    const answer = await upload(chair, district, bytes, '第五十一份');
    expectProblem(answer, 409, 'people.too_many_forms');
    expect(answer.problem.message).toContain('50');
  });

  test('is an .xlsx that can be read', async () => {
    const { chair, district } = await chaired();
    const empty = new exceljs.Workbook();
    empty.addWorksheet('空');
    const whole = await newForm();
    const cases: [Buffer, number, string][] = [
      [Buffer.from('姓名,证件号码\n王五,1\n'), 415, 'people.form_not_xlsx'],
      [Buffer.from('%PDF-1.7'), 415, 'people.form_not_xlsx'],
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 415, 'kernel.sheet_xls'],
      [
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
        415,
        'kernel.sheet_encrypted',
      ],
      [whole.subarray(0, whole.length / 2), 415, 'kernel.sheet_unreadable'],
      [Buffer.from(await empty.xlsx.writeBuffer()), 422, 'kernel.sheet_empty'],
      [Buffer.alloc(10 * 1024 * 1024 + 1), 413, 'kernel.too_large'],
    ];
    for (const [bytes, status, code] of cases)
      expectProblem(await upload(chair, district, bytes), status, code);
    expectProblem(await upload(chair, district, whole, ' '), 400, 'kernel.bad_request', 'name');
    expect((await chair.call(listForms, {})).body.items).toEqual([]);
  });
});

describe('a mapping', () => {
  test('names a sheet and columns that are there, each once, and rows below the header', async () => {
    const { chair, district } = await chaired();
    const { id } = (await upload(chair, district, await newForm())).body;
    const good = {
      id,
      sheet: '会员信息',
      headerRow: 2,
      firstRow: 3,
      columns: [{ index: 1, field: 'name' as const }],
    };
    const mapped = (given: object) => chair.call(mapForm, { ...good, ...given });
    expectProblem(await mapped({ id: NOBODY }), 404, 'people.form_not_found');
    expectProblem(await mapped({ sheet: '别的' }), 400, 'people.mapping_unknown', 'sheet');
    expectProblem(await mapped({ sheet: '代码' }), 400, 'people.mapping_unknown', 'sheet');
    expectProblem(
      await mapped({ columns: [{ index: 8, field: 'name' }] }),
      400,
      'people.mapping_unknown',
      'columns',
    );
    expectProblem(
      await mapped({
        columns: [
          { index: 1, field: 'name' },
          { index: 1, field: null },
        ],
      }),
      ...([400, 'people.mapping_twice', 'columns'] as const),
    );
    const crossed = await mapped({ firstRow: 2 });
    expectProblem(crossed, 400, 'kernel.bad_request', 'firstRow');
    expect(crossed.problem.message).toContain('表头');
    expect((await chair.call(getForm, { id })).body.ready).toBe(false);
    expect((await mapped({})).status).toBe(200);
    expect(
      (
        await mapped({
          columns: [
            { index: 1, field: 'name' },
            { index: 2, field: 'name' },
          ],
        })
      ).status,
    ).toBe(200);
    expect((await chair.call(getForm, { id })).body).toMatchObject({ ready: true, columns: [{}, {}] });
  });

  test('is refused where the form has no room, and the export where it has too little', async () => {
    const { chair, district, street, primary, pool } = await chaired();
    const blocked = await newForm((sheet) => sheet.mergeCells('A3:H3'));
    const { id } = (await upload(chair, district, blocked)).body;
    const mapping = {
      sheet: '会员信息',
      headerRow: 2,
      firstRow: 3,
      columns: [{ index: 1, field: 'name' as const }],
    };
    const answer = await chair.call(mapForm, { id, ...mapping });
    expectProblem(answer, 409, 'kernel.sheet_form_blocked');
    expect(answer.problem.message).toContain('3');
    const narrow = await newForm((sheet) => {
      sheet.getCell('A5').value = '填表人：';
      sheet.mergeCells('A5:H5');
    });
    const ready = (await upload(chair, district, narrow, '有表尾')).body.id;
    expect((await chair.call(mapForm, { id: ready, ...mapping })).status).toBe(200);
    const exported = () => chair.call(exportForm, { id: ready, orgId: district, purpose: PURPOSE });
    await crowd(primary, 2);
    expect((await exported()).status).toBe(200);
    // Few are filled in here, many in a thread of their own: both say so.
    for (const [orgId, count] of [
      [street, 1],
      [pool, 1200],
    ] as const) {
      await crowd(orgId, count);
      const full = await exported();
      expectProblem(full, 409, 'kernel.sheet_form_blocked');
      expect(full.problem.message).toContain('5');
    }
  });
});
