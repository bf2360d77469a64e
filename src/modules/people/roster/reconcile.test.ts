import { describe, expect, test } from 'vitest';
import { expectProblem, nextIdNumber, nextPhone, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getPerson } from '../contract.ts';
import { compareFile, newMember, reconcileCsv, rosterCsv } from '../factory.ts';
import { listPeople } from '../find/contract.ts';
import { stayMember } from '../moves/contract.ts';
import * as contract from './contract.ts';

const { confirmImport, discardImport, getImport, guessImport, listImportRows, mapImport } = contract;
const { downloadRefused, listImports, listRosters, remapImport, skipImportRows } = contract;
const { undoImport, undoImportRows, uploadRoster } = contract;

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

type Line = [name: string, idNo: string, phone: string, work: string, department: string];
const line = (
  name: string,
  over: Partial<{ id: string; phone: string; work: string; dep: string }> = {},
): Line => [
  name,
  over.id ?? nextIdNumber(),
  over.phone ?? nextPhone(),
  over.work ?? '合同制',
  over.dep ?? '后勤',
];

type Chaired = Awaited<ReturnType<typeof chaired>>;

async function rowsOf({ chair }: Chaired, id: string, input: object = {}) {
  const { body } = await chair.call(listImportRows, { id, ...input });
  return body.items;
}

async function peopleAt({ chair }: Chaired, input: object) {
  return (await chair.call(listPeople, { group: 'all', ...input })).body.items;
}

describe('a reconcile', () => {
  test('finds who is new, left, changed and unchanged, and changes nothing before it is confirmed', async () => {
    const at = await chaired();
    const [a, b, c] = [line('张一'), line('王二'), line('李三')];
    const first = await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([a, b, c]));
    expect(first.counts).toMatchObject({ rows: 3, valid: 3, joined: 3, left: 0, changed: 0, unchanged: 0 });
    const next = [[a[0], a[1], a[2], '劳务派遣', a[4]] as Line, b, line('赵四')];
    const compared = await compareFile(at.app, at.chair, at.employer, rosterCsv(next));
    expect(compared.counts).toMatchObject({ rows: 3, joined: 1, left: 1, changed: 1, unchanged: 1 });
    expect((await rowsOf(at, compared.id, { outcome: 'changed' }))[0]).toMatchObject({
      name: '张一',
      changes: [{ field: 'employment', from: 'contract', to: 'dispatched' }],
      record: { standing: 'known' },
    });
    const names = async () =>
      (await peopleAt(at, { employerId: at.employer })).map(({ name }) => name).sort();
    expect(await names()).toEqual(['张一', '李三', '王二'].sort());
    await at.chair.call(confirmImport, { id: compared.id });
    await at.app.drain('people.apply_roster');
    expect(await names()).toEqual(['张一', '王二', '赵四'].sort());
  });

  test('of a member who left asks to settle the membership, and does not end it', async () => {
    const at = await chaired();
    const member = await newMember(at.app, at.chair, at.primary, { name: '孙留' });
    const other = line('钱来');
    const roster = await reconcileCsv(
      at.app,
      at.chair,
      at.primary,
      rosterCsv([other, line('孙留', { id: member.idNo, phone: member.phone })]),
    );
    expect(roster.counts).toMatchObject({ joined: 1, changed: 1, left: 0 });
    const second = await compareFile(at.app, at.chair, at.primary, rosterCsv([other]));
    expect(await rowsOf(at, second.id, { outcome: 'left' })).toMatchObject([
      { name: '孙留', remarks: ['settle'], personId: member.personId },
    ]);
    await at.chair.call(confirmImport, { id: second.id });
    await at.app.drain('people.apply_roster');
    const { body } = await at.chair.call(getPerson, { id: member.personId });
    expect(body).toMatchObject({ standing: 'active', leftOn: expect.any(String) });
    expect(await peopleAt(at, { group: 'left', orgId: at.primary })).toMatchObject([{ name: '孙留' }]);
    const stays = { id: member.personId, note: '人事漏报' };
    expect((await at.chair.call(stayMember, stays)).body).toEqual({ state: 'active' });
    expect(await peopleAt(at, { group: 'left', orgId: at.primary })).toEqual([]);
    expect((await at.chair.call(getPerson, { id: member.personId })).body.history.at(-1)).toMatchObject({
      from: 'active',
      to: 'active',
      reason: '核实仍在职：人事漏报',
    });
    expectProblem(await at.chair.call(stayMember, stays), 409, 'people.move_step');
    const sibling = await at.app.officer('chair', (await newDistrict(at.app)).district);
    expectProblem(await sibling.call(stayMember, stays), 404, 'people.person_not_found');
  });

  test('of a union’s own register makes members from the day it names, each once', async () => {
    const at = await chaired();
    const csv = rosterCsv(
      [
        ['周会员', nextIdNumber(), nextPhone(), '2019年5月4日'],
        ['吴会员', nextIdNumber(), '', '20210301'],
      ],
      ['姓名', '证件号码', '手机', '入会日期'],
    );
    const done = await reconcileCsv(at.app, at.chair, at.primary, csv, { mode: 'members' });
    expect(done).toMatchObject({ mode: 'members', counts: { joined: 2 } });
    const members = await peopleAt(at, { orgId: at.primary, group: 'members' });
    expect(members.map(({ name, joinedOn, standing }) => [name, joinedOn, standing])).toEqual([
      ['吴会员', '2021-03-01', 'active'],
      ['周会员', '2019-05-04', 'active'],
    ]);
    const again = await compareFile(at.app, at.chair, at.primary, csv, { mode: 'members' });
    expect(again.counts).toMatchObject({ joined: 0, unchanged: 2, left: 0 });
  });

  test('leaves the record of another union’s member alone, and asks for a transfer', async () => {
    const at = await chaired();
    const far = await newDistrict(at.app);
    const farChair = await at.app.officer('chair', far.district);
    const member = await newMember(at.app, farChair, far.primary, { name: '远方' });
    const csv = rosterCsv([line('远方改名', { id: member.idNo, phone: nextPhone() })]);
    const compared = await compareFile(at.app, at.chair, at.primary, csv);
    expect(compared.counts).toMatchObject({ joined: 1, transfers: 1 });
    expect(await rowsOf(at, compared.id)).toMatchObject([
      {
        personId: null,
        changes: [],
        remarks: ['member_elsewhere', 'transfer'],
        record: { standing: 'active', since: null, union: null },
      },
    ]);
    await at.chair.call(confirmImport, { id: compared.id });
    await at.app.drain('people.apply_roster');
    const { body } = await farChair.call(getPerson, { id: member.personId });
    expect(body).toMatchObject({ name: '远方', standing: 'transferring' });
    await at.chair.call(undoImport, { id: compared.id });
    await at.app.drain('people.undo_roster');
    expect((await farChair.call(getPerson, { id: member.personId })).body.standing).toBe('active');
  });

  test('without transfers asks for none', async () => {
    const at = await chaired();
    const far = await newDistrict(at.app);
    const farChair = await at.app.officer('chair', far.district);
    const member = await newMember(at.app, farChair, far.primary);
    const csv = rosterCsv([line('测试人', { id: member.idNo })]);
    const done = await reconcileCsv(at.app, at.chair, at.primary, csv, { transfers: false });
    expect(done.counts).toMatchObject({ transfers: 0 });
    expect((await farChair.call(getPerson, { id: member.personId })).body.standing).toBe('active');
  });
});

describe('phones', () => {
  test('a new one replaces the old, and the old one hears of it', async () => {
    const at = await chaired();
    const [id, phone] = [nextIdNumber(), nextPhone()];
    await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([line('冯换', { id, phone })]));
    const fresh = nextPhone();
    const csv = rosterCsv([line('冯换', { id, phone: fresh })]);
    const compared = await compareFile(at.app, at.chair, at.employer, csv);
    const [row] = await rowsOf(at, compared.id);
    expect(row).toMatchObject({ outcome: 'changed', remarks: ['phone_notice'] });
    expect(row!.changes[0]).toEqual({
      field: 'phone',
      from: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      to: `${fresh.slice(0, 3)}****${fresh.slice(-4)}`,
    });
    await at.chair.call(confirmImport, { id: compared.id });
    await at.app.drain('people.apply_roster');
    expect(await at.app.messagesTo(phone)).toMatchObject([{ template: 'people.phone_changed' }]);
  });

  test('one on another’s record, or that several give, is written on nobody’s', async () => {
    const at = await chaired();
    const taken = nextPhone();
    await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([line('陈有', { phone: taken })]));
    const shared = nextPhone();
    const csv = rosterCsv([
      line('褚借', { phone: taken }),
      line('卫共', { phone: shared }),
      line('蒋共', { phone: shared }),
    ]);
    const done = await reconcileCsv(at.app, at.chair, at.primary, csv);
    expect((await rowsOf(at, done.id)).map(({ name, remarks }) => [name, remarks])).toEqual([
      ['褚借', ['phone_taken']],
      ['卫共', ['phone_shared']],
      ['蒋共', ['phone_shared']],
    ]);
    for (const { id } of await peopleAt(at, { orgId: at.primary }))
      expect((await at.chair.call(getPerson, { id })).body.phone).toBeNull();
  });
});

test('a row that is left out is not written, and counted as left out', async () => {
  const at = await chaired();
  const { id } = await compareFile(at.app, at.chair, at.employer, rosterCsv([line('林留'), line('方写')]));
  const skip = (rows: number[], skipping: boolean) =>
    at.chair.call(skipImportRows, { id, rows, skip: skipping });
  expect((await skip([2, 3], true)).body).toEqual({ changed: 2 });
  expect((await skip([3], false)).body).toEqual({ changed: 1 });
  const skipped = { joined: 1, left: 0, changed: 0 };
  expect((await at.chair.call(getImport, { id })).body.counts).toMatchObject({ skipped });
  await at.chair.call(confirmImport, { id });
  await at.app.drain('people.apply_roster');
  expect((await peopleAt(at, { employerId: at.employer })).map(({ name }) => name)).toEqual(['方写']);
  const { body } = await at.chair.call(listImports, { orgId: at.employer });
  expect(body.items[0]!.counts).toMatchObject({ joined: 2, skipped });
  expect((await at.chair.call(getImport, { id })).body.counts).toMatchObject({ skipped });
});

describe('undoing', () => {
  test('takes one row back; one that was touched since is listed and left', async () => {
    const at = await chaired();
    const [a, b] = [line('沈甲'), line('韩乙')];
    await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([a, b]));
    const next = [
      [a[0], a[1], a[2], '劳务派遣', '一部'] as Line,
      [b[0], b[1], b[2], '劳务派遣', '二部'] as Line,
    ];
    const done = await reconcileCsv(at.app, at.chair, at.employer, rosterCsv(next));
    await at.app.pool.query(`update people.person set area_code = '110114' where name = '韩乙'`);
    const rows = (await rowsOf(at, done.id)).map(({ no }) => no);
    const { body } = await at.chair.call(undoImportRows, { id: done.id, rows });
    expect(body).toEqual({ undone: 1, touched: [{ no: rows[1], name: '韩乙' }] });
    const people = await peopleAt(at, { employerId: at.employer });
    expect(Object.fromEntries(people.map(({ name, employment }) => [name, employment]))).toEqual({
      沈甲: 'contract',
      韩乙: 'dispatched',
    });
    expect((await rowsOf(at, done.id)).map(({ applied }) => applied)).toEqual(['undone', 'touched']);
    expect((await at.chair.call(undoImportRows, { id: done.id, rows })).body.undone).toBe(0);
  });

  test('of everything brings back who left and removes who came', async () => {
    const at = await chaired();
    const [a, b] = [line('杨甲'), line('朱乙')];
    await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([a]));
    const done = await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([b]));
    expect(done.counts).toMatchObject({ joined: 1, left: 1 });
    expect((await at.chair.call(undoImport, { id: done.id })).status).toBe(202);
    await at.app.drain('people.undo_roster');
    const people = await peopleAt(at, { employerId: at.employer });
    expect(people.map(({ name }) => name)).toEqual(['杨甲']);
    expect((await at.chair.call(getImport, { id: done.id })).body).toMatchObject({
      state: 'applied',
      undone: 2,
    });
    const { rows } = await at.app.pool.query(`select 1 from people.person where name = '朱乙'`);
    expect(rows).toEqual([]);
  });

  test('is over after seven days, and then nothing is left of the file', async () => {
    const at = await chaired();
    const done = await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([line('秦迟')]));
    at.app.setNow(new Date(Date.now() + 8 * 86_400_000));
    try {
      const chair = await at.app.officer('chair', at.district);
      expectProblem(await chair.call(undoImportRows, { id: done.id, rows: [2] }), 409, 'people.undo_over');
      expectProblem(await chair.call(undoImport, { id: done.id }), 409, 'people.undo_over');
      await at.app.app.jobs.send(at.app.app.db, 'people.forget_imports', {});
      await at.app.drain('people.forget_imports');
    } finally {
      at.app.setNow(null);
    }
    expect(await rowsOf(at, done.id)).toEqual([]);
    const { rows } = await at.app.pool.query('select 1 from people.roster_file where import_id = $1', [
      done.id,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('rows that cannot be used', () => {
  test('come back as Excel with the reason, and the look is audited', async () => {
    const at = await chaired();
    const good = line('尤好');
    const csv = rosterCsv([good, line('许缺', { id: '' }), ['尤好', good[1], good[2], '', '']]);
    const compared = await compareFile(at.app, at.chair, at.employer, csv);
    expect(compared.counts).toMatchObject({
      rows: 3,
      valid: 1,
      invalid: 1,
      duplicates: 1,
      joined: 1,
      byReason: { id_missing: 1 },
    });
    expect(await rowsOf(at, compared.id, { outcome: 'duplicate' })).toMatchObject([{ firstRow: 2 }]);
    const file = await at.chair.call(downloadRefused, { id: compared.id });
    expect(file.raw.subarray(0, 2).toString()).toBe('PK');
    const { rows } = await at.app.pool.query(
      `select 1 from kernel.audit_entry where action = 'people.import_refused' and entity_id = $1`,
      [compared.id],
    );
    expect(rows).toHaveLength(1);
  });

  test('nothing refused is nothing to download', async () => {
    const at = await chaired();
    const compared = await compareFile(at.app, at.chair, at.employer, rosterCsv([line('何全')]));
    expectProblem(await at.chair.call(downloadRefused, { id: compared.id }), 404, 'people.nothing_refused');
  });
});

describe('the mapping', () => {
  test('is remembered for the organisation’s next file, and a person’s word wins over the title', async () => {
    const at = await chaired();
    const titles = ['姓名', '身份证号', '手机号', '备注甲'];
    const csv = rosterCsv([['吕记', nextIdNumber(), nextPhone(), '一车间']], titles);
    const file = { file: { bytes: csv, type: 'text/csv' } };
    const { body } = await at.chair.call(uploadRoster, { orgId: at.employer, name: 'a.csv' }, file);
    const begun = (await at.chair.call(getImport, { id: body.id })).body;
    expect(begun).toMatchObject({ state: 'mapping', remembered: false, sheet: 'CSV', headerRow: 1 });
    const columns = [
      { index: 0, field: 'name' as const },
      { index: 1, field: 'idNo' as const },
      { index: 3, field: 'department' as const },
    ];
    const mapping = { id: body.id, sheet: 'CSV', headerRow: 1, columns, mode: 'staff' as const };
    expect((await at.chair.call(mapImport, mapping)).body).toEqual({ state: 'comparing' });
    await at.app.drain('people.compare_roster');
    await at.chair.call(discardImport, { id: body.id });
    const next = await at.chair.call(uploadRoster, { orgId: at.employer, name: 'b.csv' }, file);
    const remembered = (await at.chair.call(getImport, { id: next.body.id })).body;
    expect(remembered.remembered).toBe(true);
    expect(remembered.columns.map(({ field }) => field)).toEqual(['name', 'idNo', null, 'department']);
    expect(JSON.stringify(remembered.columns)).not.toContain(csv.toString().split('"')[11]);
  });

  test('can be gone back to, and another sheet looked at', async () => {
    const at = await chaired();
    const compared = await compareFile(at.app, at.chair, at.employer, rosterCsv([line('施回')]));
    expect((await at.chair.call(remapImport, { id: compared.id })).body).toEqual({ state: 'mapping' });
    const guess = await at.chair.call(guessImport, { id: compared.id, sheet: 'CSV', headerRow: 1 });
    expect(guess.body).toMatchObject({ sheet: 'CSV', headerRow: 1 });
    expectProblem(
      await at.chair.call(guessImport, { id: compared.id, sheet: '没有' }),
      400,
      'people.mapping_unknown',
      'sheet',
    );
  });

  test('needs a name and an ID number, each once, in columns that exist', async () => {
    const at = await chaired();
    const file = { file: { bytes: rosterCsv([line('张缺')]), type: 'text/csv' } };
    const { body } = await at.chair.call(uploadRoster, { orgId: at.employer, name: 'a.csv' }, file);
    const name = { index: 0, field: 'name' as const };
    const idNo = { index: 1, field: 'idNo' as const };
    const map = (columns: contract.ImportColumn[] | object[], mode: 'staff' | 'members' = 'staff') =>
      at.chair.call(mapImport, { id: body.id, sheet: 'CSV', headerRow: 1, columns: columns as never, mode });
    expectProblem(await map([idNo]), 400, 'people.mapping_needs_name');
    expectProblem(await map([name]), 400, 'people.mapping_needs_id');
    expectProblem(await map([name, idNo, { index: 2, field: 'idNo' }]), 400, 'people.mapping_twice');
    expectProblem(await map([name, { index: 99, field: 'idNo' }]), 400, 'people.mapping_unknown');
    expectProblem(await map([name, idNo], 'members'), 409, 'people.not_a_roster_org', 'mode');
  });
});

describe('the list of rosters', () => {
  test('has the stalest first, those never reconciled last, and says how old each is', async () => {
    const at = await chaired();
    await reconcileCsv(at.app, at.chair, at.employer, rosterCsv([line('孔旧')]));
    await at.app.pool.query(
      `update people.roster set reconciled_at = reconciled_at - interval '40 days' where org_id = $1`,
      [at.employer],
    );
    const { body } = await at.chair.call(listRosters, { orgId: at.district });
    expect(body.items[0]).toMatchObject({ org: { id: at.employer }, days: 40, stale: true, people: 1 });
    expect(body.items.slice(1).every(({ reconciledAt }) => reconciledAt === null)).toBe(true);
    const stale = await at.chair.call(listRosters, { orgId: at.district, stale: 'yes', limit: 1 });
    expect(stale.body.items.map(({ org }) => org.id)).toEqual([at.employer]);
    const far = await newDistrict(at.app);
    expectProblem(await at.chair.call(listRosters, { orgId: far.district }), 404, 'orgs.not_found');
    const imports = await at.chair.call(listImports, { orgId: at.employer });
    expect(imports.body.items).toMatchObject([{ state: 'applied', counts: { joined: 1 } }]);
  });
});

describe('who may', () => {
  test('only officers whose scope has the organisation; for the others it does not exist', async () => {
    const at = await chaired();
    const file = { file: { bytes: rosterCsv([line('曹界')]), type: 'text/csv' } };
    const far = await newDistrict(at.app);
    const sibling = await at.app.officer('chair', far.district);
    const viewer = await at.app.officer('viewer', at.district);
    const begin = { orgId: at.employer, name: 'a.csv' };
    expectProblem(await sibling.call(uploadRoster, begin, file), 404, 'orgs.not_found');
    expectProblem(await viewer.call(uploadRoster, begin, file), 403, 'kernel.forbidden');
    expectProblem(await at.app.guest().call(uploadRoster, begin, file), 401, 'kernel.unauthenticated');
    const { id } = (await at.chair.call(uploadRoster, begin, file)).body;
    expectProblem(await at.chair.call(uploadRoster, begin, file), 409, 'people.import_open');
    for (const call of [
      getImport,
      listImportRows,
      downloadRefused,
      remapImport,
      confirmImport,
      discardImport,
      undoImport,
    ])
      expectProblem(await sibling.call(call, { id }), 404, 'people.import_not_found');
    expectProblem(
      await sibling.call(skipImportRows, { id, rows: [1], skip: true }),
      404,
      'people.import_not_found',
    );
    expectProblem(await sibling.call(undoImportRows, { id, rows: [1] }), 404, 'people.import_not_found');
    expectProblem(await at.chair.call(confirmImport, { id }), 409, 'people.import_step');
    expectProblem(await at.chair.call(remapImport, { id }), 409, 'people.import_step');
    expectProblem(
      await at.chair.call(skipImportRows, { id, rows: [1], skip: true }),
      409,
      'people.import_step',
    );
    expectProblem(await at.chair.call(undoImportRows, { id, rows: [1] }), 409, 'people.import_step');
    expectProblem(await at.chair.call(undoImport, { id }), 409, 'people.import_step');
    await at.chair.call(discardImport, { id });
    expectProblem(await at.chair.call(guessImport, { id, sheet: 'CSV' }), 409, 'people.import_step');
    expectProblem(await at.chair.call(discardImport, { id }), 409, 'people.import_step');
  });
});

describe('files', () => {
  test.each([
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'kernel.sheet_xls'],
    ['not a sheet', Buffer.from('504b0304', 'hex'), 'kernel.sheet_unreadable'],
    ['an empty one', Buffer.from('\n\n'), 'kernel.sheet_empty'],
  ])('%s is refused in plain words, and nothing is kept', async (_, bytes, code) => {
    const at = await chaired();
    const answer = await at.chair.call(
      uploadRoster,
      { orgId: at.employer, name: 'a.xls' },
      {
        file: {
          bytes: Buffer.concat([bytes, Buffer.alloc(600)]).subarray(0, bytes.length > 4 ? 608 : bytes.length),
          type: 'application/octet-stream',
        },
      },
    );
    expect(answer.problem.code).toBe(code);
    expect((await at.chair.call(listImports, { orgId: at.employer })).body.items).toEqual([]);
  });

  test('of more than 40 MB are refused', async () => {
    const at = await chaired();
    const answer = await at.chair.call(
      uploadRoster,
      { orgId: at.employer, name: 'a.csv' },
      { file: { bytes: Buffer.alloc(40 * 1024 * 1024 + 1, 'a'), type: 'text/csv' } },
    );
    expectProblem(answer, 413, 'kernel.too_large');
  });
});
