import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { readRows } from '#kernel/sheets';
import { expectProblem, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { forgetHotline } from './actions.ts';
import * as contract from './contract.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';
const HEAD = [
  '工单编号',
  '来电时间',
  '联系电话',
  '所属工会',
  '街道',
  '诉求类别',
  '诉求内容',
  '办理状态',
  '答复内容',
];
const FIELDS = ['caseNo', 'date', null, 'union', 'area', 'theme', 'text', 'status', 'answer'] as const;
const MAPPED = FIELDS.flatMap((field, index) => (field ? [{ index, field }] : []));

let t: TestApp;
let d: TestDistrict;
let chair: Client;
let made = 0;
beforeAll(async () => {
  t = await testApp();
  d = await newDistrict(t);
  chair = await t.officer('chair', d.district);
});
afterEach(() => t.setNow(null));
afterAll(() => t.setNow(null));

const caseNo = () => `工单${process.pid}-${(made += 1)}`;
/** A row as {@link HEAD} has it; the given cells by their heading. */
const row = (given: Readonly<Record<string, string>>) => HEAD.map((title) => given[title] ?? '');

async function upload(rows: readonly (readonly string[])[], by = chair, head = HEAD) {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(','));
  const file = { bytes: Buffer.from(lines.join('\n')), type: 'text/csv' };
  return by.call(contract.uploadHotline, { orgId: d.district, name: '12351.csv' }, { file });
}

async function compared(rows: readonly (readonly string[])[], by = chair): Promise<string> {
  const { body, status } = await upload(rows, by);
  expect(status).toBe(201);
  expect((await by.call(contract.mapHotline, { id: body.id, columns: MAPPED })).status).toBe(200);
  return body.id;
}

const rowsOf = async (id: string, show: 'all' | 'left' | 'known' | 'refused' = 'all') =>
  (await chair.call(contract.listHotlineRows, { id, show })).body.items;

const voicesOf = async (refs: readonly string[]) =>
  (
    await t.pool.query(
      'select org_id, kind, state, text, theme, note, area_code, at from voices.voice where source_ref = any($1) order by source_ref',
      [refs],
    )
  ).rows;

describe('a list of the hotline', () => {
  test('is read, and put on record with what its rows say', async () => {
    const [a, b] = [caseNo(), caseNo()];
    const street = (await t.pool.query('select name from orgs.organisation where id = $1', [d.street]))
      .rows[0]!;
    const id = await compared([
      row({
        工单编号: a,
        来电时间: '2026-01-05 10:30',
        所属工会: street.name,
        街道: '没有这条街',
        诉求类别: '拖欠工资',
        诉求内容: '三个月没发工资',
        办理状态: '办理中',
      }),
      row({ 工单编号: b, 诉求类别: '邻里', 诉求内容: '吵', 办理状态: '已办结', 答复内容: '已调解' }),
      row({ 诉求内容: '没有编号' }),
      row({ 工单编号: caseNo(), 诉求内容: '' }),
    ]);
    const { body } = await chair.call(contract.getHotline, { id });
    expect(body.counts).toEqual({ rows: 4, new: 2, known: 0, refused: 2, taken: 2, left: 2, answered: 1 });
    expect((await rowsOf(id)).map(({ remarks }) => remarks.map(({ code }) => code))).toEqual([
      ['unknown_area'],
      ['no_date'],
      ['no_case_no', 'no_date'],
      ['no_text', 'no_date'],
    ]);
    const applied = await chair.call(contract.applyHotline, { id });
    expect(applied.body).toMatchObject({ state: 'applied', counts: { taken: 2, left: 2 } });
    expect(await voicesOf([a, b])).toMatchObject([
      {
        org_id: d.street,
        kind: 'hotline',
        state: 'open',
        text: '三个月没发工资',
        theme: 'pay',
        at: new Date('2026-01-04T16:00:00Z'),
      },
      { org_id: d.district, state: 'answered', text: '【邻里】吵', theme: 'other', note: '已调解' },
    ]);
    const left = await chair.call(contract.exportLeftOut, { id });
    const sheet = [];
    for await (const line of readRows(left.raw, '没有导入的行')) sheet.push(line.cells);
    expect(sheet[0]).not.toContain('联系电话');
    expect(sheet.slice(1).map((cells) => [cells[0], String(cells[1]).split('，')[0]])).toEqual([
      [4, '没有工单编号'],
      [5, '没有诉求内容'],
    ]);
    expectProblem(await chair.call(contract.applyHotline, { id }), 409, 'voices.hotline_over');
    expectProblem(await chair.call(contract.discardHotline, { id }), 409, 'voices.hotline_over');
    expectProblem(await chair.call(contract.mapHotline, { id, columns: MAPPED }), 409, 'voices.hotline_over');
    expectProblem(
      await chair.call(contract.skipHotlineRow, { id, no: 2, skip: true }),
      409,
      'voices.hotline_over',
    );
  });

  test('keeps no column about people, and no number of theirs elsewhere', async () => {
    const phones = [nextPhone(), nextPhone()];
    const ref = caseNo();
    const { body } = await upload([
      row({ 工单编号: ref, 联系电话: phones[0]!, 诉求内容: `要热水，电话 ${phones[1]!}` }),
    ]);
    const { id } = body;
    const seen = (await chair.call(contract.getHotline, { id })).body;
    expect(seen).toMatchObject({ masked: 1 });
    expect(seen.columns[2]).toMatchObject({ personal: true, field: null, samples: [] });
    const rows = await t.pool.query(
      'select r::text as row from voices.hotline_row as r where intake_id = $1',
      [id],
    );
    for (const phone of phones) expect(rows.rows[0]!.row).not.toContain(phone);
    const columns = [...MAPPED.filter(({ field }) => field !== 'date'), { index: 2, field: 'date' as const }];
    expectProblem(
      await chair.call(contract.mapHotline, { id, columns }),
      422,
      'voices.hotline_personal_column',
      'columns',
    );
    await chair.call(contract.mapHotline, { id, columns: MAPPED });
    await chair.call(contract.applyHotline, { id });
    expect(await voicesOf([ref])).toMatchObject([{ text: '要热水，电话 〔电话已隐去〕' }]);
  });

  test('taken in twice takes nothing twice, and tells what was there', async () => {
    const refs = [caseNo(), caseNo()];
    const rows = [...refs, refs[0]!].map((ref) => row({ 工单编号: ref, 诉求内容: '要热水' }));
    const first = await compared(rows);
    const second = await compared(rows);
    expect((await rowsOf(first, 'known')).map(({ no, remarks }) => [no, remarks.at(-1)!.code])).toEqual([
      [4, 'twice_in_file'],
    ]);
    await chair.call(contract.applyHotline, { id: first });
    // It was compared before the first was applied.
    const late = await chair.call(contract.applyHotline, { id: second });
    expect(late.body.counts).toMatchObject({ taken: 0, left: 3 });
    expect((await rowsOf(second, 'left')).map(({ remarks }) => remarks.at(-1)!.code)).toEqual([
      'known_case',
      'known_case',
      'twice_in_file',
    ]);
    const third = await compared(rows);
    expect((await chair.call(contract.getHotline, { id: third })).body.counts).toMatchObject({
      new: 0,
      known: 3,
    });
    expectProblem(
      await chair.call(contract.skipHotlineRow, { id: third, no: 2, skip: false }),
      409,
      'voices.hotline_row_refused',
    );
    expect(await voicesOf(refs)).toHaveLength(2);
    const finished = await compared(
      refs.map((ref) => row({ 工单编号: ref, 诉求内容: '要热水', 办理状态: '已办结', 答复内容: '已装' })),
    );
    expect((await rowsOf(finished, 'known')).map(({ remarks }) => remarks.at(-1)!.code)).toEqual([
      'known_open',
      'known_open',
    ]);
  });

  test('applied by several at once is taken in once', async () => {
    const refs = [caseNo(), caseNo()];
    const rows = refs.map((ref) => row({ 工单编号: ref, 诉求内容: '要热水' }));
    const ids = [await compared(rows), await compared(rows), await compared(rows)];
    const all = await Promise.all(ids.map((id) => chair.call(contract.applyHotline, { id })));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(all.reduce((sum, { body }) => sum + body.counts.taken, 0)).toBe(2);
    expect(await voicesOf(refs)).toHaveLength(2);
  });

  test('is undone for seven days, but for what somebody has touched', async () => {
    const refs = [caseNo(), caseNo(), caseNo()];
    const id = await compared(
      refs.map((ref, at) =>
        row({ 工单编号: ref, 诉求内容: '要热水', 办理状态: at === 2 ? '已办结' : '', 答复内容: '好' }),
      ),
    );
    expectProblem(await chair.call(contract.undoHotline, { id }), 409, 'voices.hotline_undo_over');
    await chair.call(contract.applyHotline, { id });
    await t.pool.query(
      `update voices.voice set state = 'answered', note = '办了', answered_at = now() where source_ref = $1`,
      [refs[1]],
    );
    const { body } = await chair.call(contract.undoHotline, { id });
    expect(body).toMatchObject({ removed: 2, kept: [{ caseNo: refs[1] }] });
    expect(await voicesOf(refs)).toHaveLength(1);
    expectProblem(await chair.call(contract.undoHotline, { id }), 409, 'voices.hotline_undo_over');
    const late = await compared([row({ 工单编号: caseNo(), 诉求内容: '要热水' })]);
    await chair.call(contract.applyHotline, { id: late });
    t.setNow(new Date(Date.now() + 8 * 86_400_000));
    const by = await t.officer('chair', d.district);
    expectProblem(await by.call(contract.undoHotline, { id: late }), 409, 'voices.hotline_undo_over');
  });

  test('leaves out what somebody leaves out, and can be thrown away', async () => {
    const ref = caseNo();
    const id = await compared([row({ 工单编号: ref, 诉求内容: '要热水' })]);
    const skipped = await chair.call(contract.skipHotlineRow, { id, no: 2, skip: true });
    expect(skipped.body.counts).toMatchObject({ taken: 0, left: 1 });
    await chair.call(contract.skipHotlineRow, { id, no: 2, skip: false });
    expectProblem(
      await chair.call(contract.skipHotlineRow, { id, no: 99, skip: true }),
      404,
      'voices.hotline_not_found',
    );
    expect((await chair.call(contract.discardHotline, { id })).body).toEqual({ done: true });
    expectProblem(await chair.call(contract.getHotline, { id }), 404, 'voices.hotline_not_found');
    expect(await voicesOf([ref])).toEqual([]);
  });
});

test.each([
  ['no number', [{ index: 6, field: 'text' }], 'voices.hotline_needs_columns'],
  ['no words', [{ index: 0, field: 'caseNo' }], 'voices.hotline_needs_columns'],
  [
    'a field twice',
    [
      { index: 0, field: 'caseNo' },
      { index: 1, field: 'caseNo' },
      { index: 6, field: 'text' },
    ],
    'voices.hotline_field_twice',
  ],
] as const)('columns with %s are refused', async (_what, columns, code) => {
  const { body } = await upload([row({ 工单编号: caseNo(), 诉求内容: '要热水' })]);
  expectProblem(await chair.call(contract.applyHotline, body), 409, 'voices.hotline_not_mapped');
  const answer = await chair.call(contract.mapHotline, { id: body.id, columns: [...columns] });
  expectProblem(answer, 422, code, 'columns');
});

test('a file that is no list is refused in words', async () => {
  expectProblem(await upload([]), 422, 'voices.hotline_no_rows');
  const many = Array.from({ length: 5_001 }, () => ['x', 'y']);
  expectProblem(await upload(many, chair, ['编号', '内容']), 422, 'voices.hotline_too_long');
  const file = { bytes: Buffer.from('PK\x03\x04broken'), type: 'application/octet-stream' };
  const broken = await chair.call(contract.uploadHotline, { orgId: d.district, name: 'x.xlsx' }, { file });
  expect(broken.status).toBeGreaterThanOrEqual(400);
});

test('lists are listed, and nobody elsewhere sees them', async () => {
  const e = await newDistrict(t);
  const foreign = await t.officer('chair', e.district);
  const id = await compared([row({ 工单编号: caseNo(), 诉求内容: `要热水${newId()}` })]);
  const { body } = await chair.call(contract.listHotline, { limit: 1 });
  expect(body).toMatchObject({ items: [{ id }], total: expect.any(Number) });
  expect((await chair.call(contract.listHotline, { cursor: body.next! })).body.items).not.toContainEqual(
    expect.objectContaining({ id }),
  );
  expect((await foreign.call(contract.listHotline, {})).body.items).toEqual([]);
  const given = { id };
  for (const answer of [
    await foreign.call(contract.getHotline, given),
    await foreign.call(contract.listHotlineRows, given),
    await foreign.call(contract.exportLeftOut, given),
    await foreign.call(contract.applyHotline, given),
    await foreign.call(contract.undoHotline, given),
    await foreign.call(contract.discardHotline, given),
    await foreign.call(contract.mapHotline, { id, columns: MAPPED }),
  ])
    expectProblem(answer, 404, 'voices.hotline_not_found');
  expectProblem(await foreign.call(contract.getHotline, { id: NOBODY }), 404, 'voices.hotline_not_found');
  expectProblem(await upload([['a']], foreign), 404, 'orgs.not_found');
  const cursor = 'x';
  expectProblem(await chair.call(contract.listHotline, { cursor }), 400, 'kernel.bad_cursor');
  expectProblem(await chair.call(contract.listHotlineRows, { id, cursor }), 400, 'kernel.bad_cursor');
});

test('the rows of a list are forgotten after a month; what came of it is not', async () => {
  const ref = caseNo();
  const id = await compared([row({ 工单编号: ref, 诉求内容: '要热水' })]);
  await chair.call(contract.applyHotline, { id });
  const open = await compared([row({ 工单编号: caseNo(), 诉求内容: '要热水' })]);
  const late = await compared([row({ 工单编号: caseNo(), 诉求内容: '要热水' })]);
  t.setNow(new Date(Date.now() + 29 * 86_400_000));
  const by = await t.officer('chair', d.district);
  expect((await by.call(contract.applyHotline, { id: late })).status).toBe(200);
  t.setNow(null);
  const now = new Date(Date.now() + 31 * 86_400_000);
  await inTx(t.ctx(), (tx) => forgetHotline({ ...tx, now }));
  // Taken in late it can still be undone, and that needs its rows.
  expect((await chair.call(contract.getHotline, { id: late })).body.counts.rows).toBe(1);
  const { counts, state } = (await chair.call(contract.getHotline, { id })).body;
  expect({ state, counts }).toMatchObject({ state: 'applied', counts: { rows: 0, taken: 1, left: 0 } });
  expectProblem(await chair.call(contract.getHotline, { id: open }), 404, 'voices.hotline_not_found');
  expect(await voicesOf([ref])).toHaveLength(1);
});
