import { afterEach, describe, expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newItem, newMeeting } from '../../factory.ts';
import * as contract from '../contract.ts';
import { heldMeeting, OWNER } from '../factory.ts';
import { openItemsAt, unheard } from '../queries.ts';
import { stepItem } from '../steps/contract.ts';
import { carryItem } from './contract.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

const begun = async (given?: { now: string }) => heldMeeting(await newDistrict(await testApp()), given);
afterEach(async () => (await testApp()).setNow(null));

describe('the next meeting', () => {
  test('begins with all that is open, and with what ended since, and says once what it heard', async () => {
    const { t, chair, body, meeting, add } = await begun();
    const [open, ended, past] = [await add(), await add(), await add()];
    const fail = (id: string) =>
      chair.call(stepItem, { id, version: 1, to: 'failed', reason: '无用地', outcome: '今年不建' });
    await fail(past);
    const next = await newMeeting(t, body, 'held', { year: 2027, starts_at: new Date(Date.now() + 60_000) });
    await fail(ended);
    const carried = await openItemsAt(t.ctx(), next.id);
    expect(carried.map(({ id }) => id).sort()).toEqual([open, ended, past].sort());
    expect(carried[0]).toMatchObject({ id: open, heard: null, meeting: { id: meeting.id } });
    const hear = (given: Record<string, unknown>) =>
      chair.call(carryItem, {
        id: next.id,
        itemId: open,
        version: 1,
        decision: 'goes_on',
        ...given,
      } as never);
    expectProblem(await hear({ version: 7 }), 409, 'meetings.item_changed');
    expectProblem(await hear({ decision: 'deferred' }), 422, 'meetings.item_lacks', 'reason');
    expectProblem(await hear({ decision: 'verified' }), 409, 'meetings.item_bad_step');
    expectProblem(
      await hear({ decision: 'deferred', said: '未定', owner: OWNER, dueOn: '2020-01-01' }),
      422,
      'meetings.item_date_past',
      'dueOn',
    );
    expectProblem(await hear({ id: NOWHERE }), 404, 'meetings.not_found');
    expectProblem(await hear({ id: meeting.id }), 409, 'meetings.item_not_carried');
    const planned = await newMeeting(t, body, 'noticed', { year: 2028 });
    expectProblem(await hear({ id: planned.id }), 409, 'meetings.item_not_held');
    expect((await hear({ said: '正在选址' })).body).toEqual({ state: 'assigned', version: 1 });
    expectProblem(await hear({}), 409, 'meetings.item_heard_already');
    expect((await unheard(t.ctx(), next.id)).map(({ id }) => id).sort()).toEqual([ended, past].sort());
    await hear({ itemId: ended, version: 2, decision: 'failed' });
    const later = await openItemsAt(t.ctx(), planned.id);
    expect(later.map(({ id }) => id)).toEqual([open]);
    expect((await chair.call(contract.getItem, { id: open })).body.heard).toMatchObject([
      { decision: 'goes_on', said: '正在选址', meeting: { id: next.id } },
    ]);
  });

  test('is the one that is held first, whatever was planned first; and no plan loses what is open', async () => {
    const { t, body, add } = await begun();
    const [planned, urgent] = [
      await newMeeting(t, body, 'noticed', { year: 2026, starts_at: new Date('2030-12-01'), ends_at: null }),
      await newMeeting(t, body, 'year_plan', { year: 2027 }),
    ];
    const id = await add({ dueOn: '2040-01-01' });
    const idsAt = async (at: { id: string }) => (await openItemsAt(t.ctx(), at.id)).map((item) => item.id);
    expect([await idsAt(planned), await idsAt(urgent)]).toEqual([[id], [id]]);
    // The later number is held first, and agrees on something of its own.
    await t.pool.query(
      `update meetings.meeting set state = 'held', starts_at = '2027-06-01', venue = '一室' where id = $1`,
      [urgent.id],
    );
    const next = await newItem(t, { ...urgent, state: 'held' }, body.units[1]!);
    expect(await idsAt(urgent)).toEqual([id]);
    expect((await idsAt(planned)).sort()).toEqual([id, next.id].sort());
  });

  test('is told why what is late was not done', async () => {
    const { t, chair, body, plant } = await begun({ now: '2026-12-08T03:00:00Z' });
    const late = await plant({ due_on: '2026-12-01' });
    const next = await newMeeting(t, body, 'held', {
      year: 2027,
      starts_at: new Date('2026-12-08T01:00:00Z'),
    });
    const said = { id: next.id, itemId: late.id, version: 1, decision: 'goes_on' as const };
    expectProblem(await chair.call(carryItem, said), 422, 'meetings.item_lacks', 'said');
    expect((await chair.call(carryItem, { ...said, said: '图纸没有批' })).status).toBe(200);
  });
});
