import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newItem } from '../../factory.ts';
import { errandStage } from '../factory.ts';
import { unitProgress } from './contract.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const { scene, ask } = errandStage(() => t, newDistrict);

test('the page of a unit counts what it leads, by the same definitions', async () => {
  const now = new Date();
  const s = await scene('held', { starts_at: new Date(now.getTime() - 3 * 86_400_000), ends_at: now });
  await newItem(t, s.meeting, s.unit, { due_on: '2026-01-31' });
  await newItem(t, s.meeting, s.unit, {
    state: 'closed',
    owner_name: '张国强',
    outcome: '已办',
    due_on: '2026-12-31',
    closed_at: now,
  });
  const supported = await newItem(t, s.meeting, s.body.units[2]!);
  await t.owner
    .insertInto('meetings.item_support')
    .values({ item_id: supported.id, unit_id: s.unit.id })
    .execute();
  await ask(s, 'item', supported.id);
  const { body } = await s.chair.call(unitProgress, { id: s.unit.id });
  expect(body.figures).toEqual({
    agreed: 2,
    open: 1,
    overdue: 1,
    closed: 1,
    failed: 0,
    closedDated: 1,
    putOff: 0,
    onTime: 1,
    // From the meeting, not from the day on which it was written down.
    medianDays: 3,
  });
  expect(body.items.map(({ leads }) => leads)).toEqual([true, false, true]);
  expect(body.unanswered).toBe(1);
  expectProblem(await s.chair.call(unitProgress, { id: s.meeting.id }), 404, 'meetings.not_found');
});
