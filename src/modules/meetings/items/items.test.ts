import { afterEach, describe, expect, test } from 'vitest';
import { expectProblem, nextPhone, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newMeeting, newTopic } from '../factory.ts';
import { chaseItem } from './chase/contract.ts';
import * as contract from './contract.ts';
import { heldMeeting, OWNER } from './factory.ts';
import { stepItem } from './steps/contract.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

const begun = async (given?: { now: string }) => heldMeeting(await newDistrict(await testApp()), given);
afterEach(async () => (await testApp()).setNow(null));

describe('what was agreed', () => {
  test('is written down at a held meeting, numbered, with the consensus of the meeting', async () => {
    const { t, chair, body, meeting, lead, other, office, add, get } = await begun();
    const topic = await newTopic(t, meeting);
    const id = await add({ support: [other.id, lead.id], topicId: topic.id, theme: 'membership' });
    const second = await add({ dueOn: null });
    expect(await get(id)).toMatchObject({
      seq: 1,
      state: 'assigned',
      consensus: 'preliminary',
      lead: { id: lead.id, left: false },
      support: [{ id: other.id }],
      topic: { id: topic.id },
      theme: { code: 'membership', name: '会员发展' },
      due: 'later',
      owner: null,
      next: ['accepted', 'disputed', 'deferred', 'failed'],
      mayManage: true,
      history: [{ from: null, to: 'assigned' }],
    });
    expect(await get(second)).toMatchObject({ seq: 2, due: 'none', dueOn: null });
    const tab = (await chair.call(contract.listMeetingItems, { id: meeting.id })).body;
    expect(tab).toMatchObject({ carried: [], agreed: [{ id }, { id: second }], consensus: 'preliminary' });
    expect(tab.units.map((unit) => unit.id)).toEqual([office, lead, other].map((unit) => unit.id));
    expect(body.units).toHaveLength(3);
  });

  test('needs a held meeting, units and topics of its own body, and a date once it is fully agreed', async () => {
    const { t, chair, body, meeting, lead } = await begun();
    const { other: stranger } = await begun();
    const planned = await newMeeting(t, body, 'noticed');
    const facts = { text: '一件', measure: '做完', leadUnit: lead.id, dueOn: '2027-01-01' };
    const add = (id: string, given: Record<string, unknown> = {}) =>
      chair.call(contract.addItem, { id, ...facts, ...given });
    expectProblem(await add(planned.id), 409, 'meetings.item_not_held');
    expectProblem(await add(NOWHERE), 404, 'meetings.not_found');
    expectProblem(await add(meeting.id, { leadUnit: stranger.id }), 422, 'meetings.item_unknown', 'leadUnit');
    expectProblem(await add(meeting.id, { support: [stranger.id] }), 422, 'meetings.item_unknown', 'support');
    expectProblem(await add(meeting.id, { topicId: NOWHERE }), 422, 'meetings.item_unknown', 'topicId');
    expectProblem(await add(meeting.id, { theme: 'no_such' }), 422, 'meetings.item_unknown', 'theme');
    const undated = { dueOn: null, consensus: 'full' };
    expectProblem(await add(meeting.id, undated), 422, 'meetings.item_date_needed', 'dueOn');
  });

  test('added by mistake it can be taken back for some minutes, and not once something came of it', async () => {
    const { t, chair, add } = await begun();
    const [mistake, late, used] = [await add(), await add(), await add()];
    expect((await chair.call(contract.undoItem, { id: mistake })).body).toEqual({ done: true });
    expectProblem(await chair.call(contract.getItem, { id: mistake }), 404, 'meetings.not_found');
    expectProblem(await chair.call(contract.undoItem, { id: mistake }), 404, 'meetings.not_found');
    await chair.call(chaseItem, { id: used, whom: 'unit', note: '电话告知' });
    expectProblem(await chair.call(contract.undoItem, { id: used }), 409, 'meetings.item_undo_late');
    t.setNow(new Date(Date.now() + 11 * 60_000));
    expectProblem(await chair.call(contract.undoItem, { id: late }), 409, 'meetings.item_undo_late');
  });

  test('changes with a reason, keeps what it was, and two who edit at once are told', async () => {
    const { chair, lead, other, add, get } = await begun();
    const id = await add({ owner: { ...OWNER, phone: nextPhone() } });
    const now = {
      id,
      reason: '印发前核对',
      text: '应入尽入',
      measure: '年底前启动',
      consensus: 'full' as const,
    };
    const first = {
      ...now,
      version: 1,
      leadUnit: lead.id,
      dueOn: '2027-07-31',
      support: [other.id],
      owner: OWNER,
    };
    expect((await chair.call(contract.editItem, first)).body).toEqual({ version: 2 });
    expectProblem(
      await chair.call(contract.editItem, { ...first, text: '别人改的' }),
      409,
      'meetings.item_changed',
    );
    expectProblem(
      await chair.call(contract.editItem, { ...first, version: 2, dueOn: null }),
      422,
      'meetings.item_date_needed',
      'dueOn',
    );
    expectProblem(await chair.call(contract.editItem, { ...first, id: NOWHERE }), 404, 'meetings.not_found');
    const item = await get(id);
    expect(item).toMatchObject({ text: '应入尽入', dueOn: '2027-07-31', owner: { hasPhone: true } });
    expect(item.edits).toHaveLength(1);
    expect(item.edits[0]).toMatchObject({ reason: '印发前核对' });
    expect(item.edits[0]!.changes.map(({ field }) => field).sort()).toEqual([
      'consensus',
      'dueOn',
      'support',
      'text',
    ]);
    expect(item.edits[0]!.changes.find(({ field }) => field === 'text')).toEqual({
      field: 'text',
      before: '编外人员应入尽入',
      after: '应入尽入',
    });
  });

  test('another owner never gets the phone of the one before, and an accepted item never loses its owner', async () => {
    const { chair, add, get, lead, step } = await begun();
    const phone = nextPhone();
    const id = await add({ owner: { ...OWNER, phone } });
    // Who accepts with the same owner keeps the phone that was given at the meeting.
    await step(id, { to: 'accepted', owner: { name: OWNER.name, title: '科长' } });
    expect((await get(id)).owner).toEqual({ name: OWNER.name, title: '科长', hasPhone: true });
    const facts = { text: '一件', measure: '做完', leadUnit: lead.id, dueOn: '2027-06-30', owner: OWNER };
    const edit = async (given: Record<string, unknown>) =>
      chair.call(contract.editItem, {
        id,
        version: (await get(id)).version,
        reason: '换人',
        consensus: 'full',
        ...facts,
        ...given,
      } as never);
    expectProblem(await edit({ owner: null }), 422, 'meetings.item_lacks', 'owner');
    expect((await edit({ owner: { ...OWNER, phone: nextPhone() } })).status).toBe(200);
    expect((await get(id)).edits.at(-1)!.changes).toContainEqual({
      field: 'ownerPhone',
      before: '•',
      after: '••',
    });
    await edit({ owner: { name: '李科长' } });
    expect((await get(id)).owner).toEqual({ name: '李科长', title: null, hasPhone: false });
    await edit({ owner: { name: '李科长', phone } });
    await edit({ owner: { name: '李科长' }, keepPhone: false });
    expect((await get(id)).owner).toMatchObject({ hasPhone: false });
  });

  test('is handed to another lead by a step, and what ended keeps its date', async () => {
    const { chair, add, get, lead, other, body, t, step } = await begun();
    const id = await add({ owner: OWNER });
    const facts = { id, reason: '记错了', text: '一件', measure: '做完', owner: OWNER };
    const edit = async (given: Record<string, unknown>) =>
      chair.call(contract.editItem, {
        version: (await get(id)).version,
        consensus: 'full',
        dueOn: '2027-06-30',
        leadUnit: lead.id,
        ...facts,
        ...given,
      } as never);
    expect((await edit({ leadUnit: other.id })).status).toBe(200);
    expect((await edit({})).status).toBe(200);
    await step(id, { to: 'accepted', owner: OWNER });
    expectProblem(await edit({ leadUnit: other.id }), 409, 'meetings.item_settled', 'leadUnit');
    await step(id, { to: 'assigned', reason: '职能划转', leadUnit: other.id });
    const handed = await get(id);
    expect(handed).toMatchObject({ state: 'assigned', lead: { id: other.id }, owner: null });
    expect(handed.edits.at(-1)).toMatchObject({ reason: '职能划转' });
    expect(handed.edits.at(-1)!.changes.map(({ field }) => field)).toEqual([
      'leadUnit',
      'ownerName',
      'ownerTitle',
    ]);
    await step(id, { to: 'failed', reason: '无用地', outcome: '不建' });
    const ended = { leadUnit: other.id, owner: null };
    expectProblem(await edit({ ...ended, dueOn: '2029-01-01' }), 409, 'meetings.item_settled', 'dueOn');
    expect((await edit({ ...ended, text: '错字改正' })).status).toBe(200);
    // Who has left takes nothing on any more.
    await t.pool.query(`update meetings.unit set left_at = now() where id = $1`, [body.units[2]!.id]);
    const late = await add();
    const support = { id: late, version: 1, support: [other.id] };
    expectProblem(await edit({ ...support, consensus: 'full' }), 422, 'meetings.item_unknown', 'support');
  });

  test('a change of its topic is told by name', async () => {
    const { t, chair, add, get, meeting, lead } = await begun();
    const [one, two] = [await newTopic(t, meeting), await newTopic(t, meeting)];
    const id = await add({ topicId: one.id });
    const facts = { text: '编外人员应入尽入', measure: '年底前启动', leadUnit: lead.id, dueOn: '2027-06-30' };
    const edit = { id, version: 1, reason: '议题记错', consensus: 'preliminary' as const, topicId: two.id };
    await chair.call(contract.editItem, { ...edit, ...facts });
    expect((await get(id)).edits[0]!.changes).toEqual([
      { field: 'topicId', before: one.title, after: two.title },
    ]);
  });

  test('the phone of its owner is shown to who chases, and gone when it ends', async () => {
    const { chair, add } = await begun();
    const phone = nextPhone();
    const id = await add({ owner: { ...OWNER, phone } });
    const asked = await chair.call(contract.revealOwner, { id }, { onPurpose: true });
    expect(asked.body.phone).toBe(phone);
    await chair.call(stepItem, { id, version: 1, to: 'failed', reason: '无用地', outcome: '今年不建' });
    expect((await chair.call(contract.revealOwner, { id })).body.phone).toBeNull();
    expectProblem(await chair.call(contract.revealOwner, { id: NOWHERE }), 404, 'meetings.not_found');
  });
});
