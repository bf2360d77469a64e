import exceljs from 'exceljs';
import { afterEach, describe, expect, test } from 'vitest';
import { setPolicy } from '#kernel/policy';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newItem } from '../../factory.ts';
import * as contract from '../contract.ts';
import { mostItems } from '../export/queries.ts';
import { heldMeeting } from '../factory.ts';
import { exportFigures, itemFigures } from '../figures/contract.ts';

const begun = async (given?: { now: string }) => heldMeeting(await newDistrict(await testApp()), given);
afterEach(async () => (await testApp()).setNow(null));

describe('the list', () => {
  test('shows what is in doubt first, narrows, pages and sorts', async () => {
    const { t, chair, body, lead, other, meeting, plant } = await begun({ now: '2026-12-08T03:00:00Z' });
    const accepted = { state: 'accepted', owner_name: '王处长' } as const;
    const later = await plant({ ...accepted, due_on: '2027-12-01', theme: 'rights' });
    const soon = await plant({ ...accepted, due_on: '2026-12-10' });
    const overdue = await plant({ ...accepted, due_on: '2026-12-01' });
    const given = await plant({ ...accepted, due_on: '2026-12-05', escalated_at: t.app.now() });
    const disputed = await newItem(t, meeting, other, {
      state: 'disputed',
      reason: '不归我',
      text: '找得到的',
    });
    const over = { outcome: '建成', closed_at: t.app.now(), owner_name: '王处长' };
    const onTime = await plant({ ...over, state: 'closed', due_on: '2026-12-08' });
    const late = await plant({ ...over, state: 'closed', due_on: '2026-12-07' });
    const ids = async (input: Record<string, unknown>) => {
      const { items, total } = (await chair.call(contract.listItems, input)).body;
      expect(items).toHaveLength(Math.min(total, 200));
      return items.map(({ id }) => id);
    };
    const inDoubt = [given, overdue, disputed, soon, later].map(({ id }) => id);
    expect(await ids({})).toEqual(inDoubt);
    expect(await ids({ sort: 'due' })).toEqual([overdue, given, soon, disputed, later].map(({ id }) => id));
    expect(new Set(await ids({ sort: 'agreed', show: 'all' })).size).toBe(7);
    expect(await ids({ show: 'overdue' })).toEqual([given.id, overdue.id]);
    expect(await ids({ show: 'escalated' })).toEqual([given.id]);
    expect(await ids({ show: 'soon' })).toEqual([soon.id]);
    expect(await ids({ show: 'unchased' })).toEqual([given.id, overdue.id]);
    expect(await ids({ show: 'disputed' })).toEqual([disputed.id]);
    expect(await ids({ show: 'on_time' })).toEqual([onTime.id]);
    expect(await ids({ show: 'late' })).toEqual([late.id]);
    expect(await ids({ q: '找得到' })).toEqual([disputed.id]);
    expect(await ids({ unit: other.id, body: body.id })).toEqual([disputed.id]);
    expect(await ids({ theme: 'rights', consensus: 'full' })).toEqual([later.id]);
    expect(await ids({ from: 2027 })).toEqual([]);
    expect(await ids({ to: 2026 })).toEqual(inDoubt);
    const first = (await chair.call(contract.listItems, { limit: 2 })).body;
    const rest = (await chair.call(contract.listItems, { cursor: first.next! })).body;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(inDoubt);
    expectProblem(await chair.call(contract.listItems, { cursor: 'x' }), 400, 'kernel.bad_cursor');
    const figures = (await chair.call(itemFigures, { body: body.id, from: 2026, to: 2026 })).body;
    expect(figures).toMatchObject({ agreed: 7, open: 5, overdue: 2, closed: 2, closedDated: 2, onTime: 1 });
    expect(figures.units.map(({ unit, open }) => [unit.id, open])).toEqual([
      [lead.id, 4],
      [other.id, 1],
    ]);
    const choices = (await chair.call(contract.itemChoices, {})).body;
    expect(choices.bodies).toMatchObject([{ id: body.id, units: [{}, {}, {}] }]);
    expect(choices.themes.map(({ code }) => code)).toContain('worker_reform');
  });

  test('as a sheet is no longer than the policy allows', async () => {
    const { t, chair, plant } = await begun();
    await plant();
    await plant();
    const sheet = await chair.call(contract.exportItems, { show: 'all' });
    expect(sheet.status).toBe(200);
    expect(sheet.raw.subarray(0, 2).toString()).toBe('PK');
    const from = new Date().toISOString().slice(0, 10);
    await setPolicy(t.ctx(), mostItems, { value: 1, from, source: 'test' });
    expectProblem(await chair.call(contract.exportItems, { show: 'all' }), 422, 'meetings.item_too_many');
    await t.pool.query(`delete from kernel.policy where key = $1`, [mostItems.key]);
  });

  test('figures go out as a sheet that says what each counts', async () => {
    const { chair, body, plant, t } = await begun();
    await plant({ deferrals: 2, state: 'deferred', reason: '等批复', owner_name: '王处长' });
    expect((await chair.call(contract.listItems, { show: 'put_off' })).body.items).toMatchObject([
      { deferrals: 2 },
    ]);
    const sheet = await chair.call(exportFigures, { body: body.id });
    const book = new exceljs.Workbook();
    await book.xlsx.load(sheet.raw as never);
    const rows = book.worksheets[0]!.getSheetValues().slice(1) as unknown[][];
    expect(rows[0]!.slice(1, 5)).toEqual(['联席会议', '牵头单位', '议定', '未办结']);
    expect(rows[1]!.slice(1, 5)).toEqual(['全部年度会议', '合计', 1, 1]);
    expect(rows[2]!.slice(3, 5)).toEqual([1, 1]);
    expect(JSON.stringify(rows)).toContain('销号日不晚于当时期限');
    t.setNow(null);
  });
});
