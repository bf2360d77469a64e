import { afterEach, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { nextPhone, testApp, type Client } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { listItems, listMeetingTodos } from '../contract.ts';
import { heldMeeting, OWNER } from '../factory.ts';
import { chaseItemsJob } from '../jobs.ts';
import { stepItem } from '../steps/contract.ts';
import { chaseItem } from './contract.ts';

const begun = async (given?: { now: string }) => heldMeeting(await newDistrict(await testApp()), given);
afterEach(async () => (await testApp()).setNow(null));

const OURS = [
  'overdue',
  'escalated',
  'disputed',
  'reported',
  'verified',
  'to_chase',
  'leaderless',
  'undated',
].map((code) => `meetings.${code}`);

/** What waits among items; what waits for the preparing of meetings is told elsewhere. */
async function todosOf(who: Client) {
  const { items } = (await who.call(listMeetingTodos, {})).body;
  return items.filter(({ code }) => OURS.includes(code));
}

describe('what is late', () => {
  test('is reminded, chased and given to the chair, each once for a date; a new date begins again', async () => {
    const { t, d, chair, add, get } = await begun({ now: '2026-12-01T03:00:00Z' });
    const phone = nextPhone();
    const id = await add({ dueOn: '2026-12-07', owner: { ...OWNER, phone } });
    const silent = await add({ dueOn: '2026-12-07', owner: OWNER });
    const run = async (now: string) => {
      t.setNow(new Date(now));
      for (let twice = 0; twice < 2; twice += 1) await inTx(t.ctx(), (tx) => chaseItemsJob.run(tx, {}));
    };
    const sent = async () => (await t.messagesTo(phone)).map(({ template }) => template);
    const todos = async () => {
      return Object.fromEntries((await todosOf(chair)).map(({ code, count }) => [code, count]));
    };
    await run('2026-12-01T14:00:00Z');
    expect(await sent()).toEqual([]);
    await run('2026-12-01T03:00:00Z');
    expect(await sent()).toEqual(['meetings.item_remind']);
    expect(await todos()).toEqual({});
    await run('2026-12-08T03:00:00Z');
    expect(await sent()).toEqual(['meetings.item_remind', 'meetings.item_overdue']);
    expect(await get(id)).toMatchObject({ due: 'overdue', chasedAt: '2026-12-08T03:00:00.000Z' });
    expect(await todos()).toEqual({ 'meetings.overdue': 2, 'meetings.to_chase': 1 });
    await chair.call(chaseItem, { id: silent, whom: 'owner', note: '答复本周内报' });
    expect(await todos()).toEqual({ 'meetings.overdue': 2 });
    await run('2026-12-21T03:00:00Z');
    expect(await todos()).toEqual({ 'meetings.overdue': 2, 'meetings.escalated': 2 });
    const clerk = await t.officer('membership_officer', d.district);
    const own = (await todosOf(clerk)).map(({ code }) => code);
    expect(own).toEqual(['meetings.overdue']);
    const late = await get(id);
    expect(late.chases.map(({ level, whom }) => [level, whom])).toEqual([
      ['remind', 'owner'],
      ['overdue', 'owner'],
      ['escalate', 'chair'],
    ]);
    const deferral = { to: 'accepted' as const, owner: { ...OWNER, phone } };
    await chair.call(stepItem, { id, version: 1, ...deferral });
    await chair.call(stepItem, { id, version: 2, to: 'deferred', reason: '等批复', dueOn: '2026-12-25' });
    expect(await get(id)).toMatchObject({ due: 'soon', chasedAt: null, escalatedAt: null, reason: '等批复' });
    await run('2026-12-22T03:00:00Z');
    expect((await sent()).at(-1)).toBe('meetings.item_remind');
    expect(await sent()).toHaveLength(3);
  });

  test('what is reported waits for us, what is disputed for another unit: neither owner is chased', async () => {
    const { t, plant, chair } = await begun({ now: '2026-12-08T03:00:00Z' });
    const phone = nextPhone();
    const sealed = { owner_name: '王处长', owner_sealed: t.app.crypto.seal(phone), due_on: '2026-12-07' };
    await plant({ state: 'reported', ...sealed });
    await plant({ state: 'disputed', reason: '不归我', ...sealed });
    await inTx(t.ctx(), (tx) => chaseItemsJob.run(tx, {}));
    expect(await t.messagesTo(phone)).toEqual([]);
    expect((await todosOf(chair)).map(({ code }) => code)).toEqual([
      'meetings.overdue',
      'meetings.disputed',
      'meetings.reported',
    ]);
  });

  test('nobody waits for ever: undated, verified, or led by a unit that has left', async () => {
    const { t, chair, plant, lead } = await begun({ now: '2026-12-01T03:00:00Z' });
    const phone = nextPhone();
    const undated = { consensus: 'preliminary', due_on: null, agreed_at: t.app.now() } as const;
    await plant({ ...undated, owner_name: '王处长', owner_sealed: t.app.crypto.seal(phone) });
    await plant({ state: 'verified', owner_name: '王处长' });
    const todos = async () =>
      Object.fromEntries((await todosOf(chair)).map(({ code, count }) => [code, count]));
    const run = async (now: string) => {
      t.setNow(new Date(now));
      for (let twice = 0; twice < 2; twice += 1) await inTx(t.ctx(), (tx) => chaseItemsJob.run(tx, {}));
      return (await t.messagesTo(phone)).map(({ template }) => template);
    };
    // A month to settle a date: asked for it a week before that is over, and then it waits for an officer.
    expect(await run('2026-12-02T03:00:00Z')).toEqual([]);
    expect(await todos()).toEqual({ 'meetings.verified': 1 });
    expect(await run('2026-12-24T03:00:00Z')).toEqual(['meetings.item_settle']);
    t.setNow(new Date('2027-01-01T03:00:00Z'));
    expect(await todos()).toEqual({ 'meetings.verified': 1, 'meetings.undated': 1 });
    await t.pool.query(`update meetings.unit set left_at = now() where id = $1`, [lead.id]);
    expect(await todos()).toMatchObject({ 'meetings.leaderless': 2 });
    const listed = async (show: 'undated' | 'leaderless') =>
      (await chair.call(listItems, { show })).body.total;
    expect([await listed('undated'), await listed('leaderless')]).toEqual([1, 2]);
  });

  test('a new lead of what is late is chased by hand, and the chair keeps it', async () => {
    const { t, chair, add, get, step, other } = await begun({ now: '2026-12-01T03:00:00Z' });
    const id = await add({ dueOn: '2026-12-02', owner: { ...OWNER, phone: nextPhone() } });
    t.setNow(new Date('2026-12-20T03:00:00Z'));
    await inTx(t.ctx(), (tx) => chaseItemsJob.run(tx, {}));
    await step(id, { to: 'accepted', owner: OWNER });
    await step(id, { to: 'assigned', reason: '职能划转', leadUnit: other.id });
    await step(id, { to: 'accepted', owner: { name: '李科长', phone: nextPhone() } });
    expect(await get(id)).toMatchObject({ chasedAt: null, escalatedAt: '2026-12-20T03:00:00.000Z' });
    const codes = (await todosOf(chair)).map(({ code }) => code);
    expect(codes).toEqual(['meetings.overdue', 'meetings.escalated', 'meetings.to_chase']);
  });
});
