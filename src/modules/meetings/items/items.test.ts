import { afterEach, describe, expect, test } from 'vitest';
import { setPolicy } from '#kernel/policy';
import { expectProblem, nextPhone, testApp } from '#kernel/testing';
import { inTx } from '#kernel/ctx';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting, newTopic } from '../factory.ts';
import type { Item } from '../queries.ts';
import { applyItemAnswer, type ItemAnswer } from './actions.ts';
import { carryItem } from './carry/contract.ts';
import { chaseItem } from './chase/contract.ts';
import * as contract from './contract.ts';
import { mostItems } from './export/queries.ts';
import { ITEM_PDF } from './factory.ts';
import { itemFigures } from './figures/contract.ts';
import { addItemFile, readItemFile } from './files/contract.ts';
import { chaseItemsJob } from './jobs.ts';
import { openItemsAt, unheard } from './queries.ts';
import { noteItem, stepItem } from './steps/contract.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

afterEach(async () => (await testApp()).setNow(null));

/** A body with a held meeting, and its chair. */
async function begun({ now }: { now?: string } = {}) {
  const t = await testApp();
  if (now) t.setNow(new Date(now));
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.district);
  const body = await newBody(t, d.district);
  const meeting = await newMeeting(t, body, 'held', {
    year: 2026,
    starts_at: new Date('2026-11-01T01:00:00Z'),
  });
  const [office, lead, other] = body.units as [
    (typeof body.units)[0],
    (typeof body.units)[0],
    (typeof body.units)[0],
  ];
  const add = async (given: Record<string, unknown> = {}) => {
    const facts = { text: '编外人员应入尽入', measure: '年底前启动', leadUnit: lead.id, dueOn: '2027-06-30' };
    const answer = await chair.call(contract.addItem, { id: meeting.id, ...facts, ...given });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const get = async (id: string) => (await chair.call(contract.getItem, { id })).body;
  const plant = (given: Partial<Item> = {}) => newItem(t, meeting, lead, given);
  return { t, d, chair, body, meeting, office, lead, other, add, get, plant };
}

const owner = { name: '王处长', title: '人社局副局长' };

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
    const id = await add({ owner: { ...owner, phone: nextPhone() } });
    const now = {
      id,
      reason: '印发前核对',
      text: '应入尽入',
      measure: '年底前启动',
      consensus: 'full' as const,
    };
    const first = { ...now, version: 1, leadUnit: lead.id, dueOn: '2027-07-31', support: [other.id], owner };
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

  test('an accepted item never loses its owner by an edit', async () => {
    const { chair, lead, get, plant } = await begun();
    const { id } = await plant({ state: 'accepted', owner_name: '王处长' });
    const facts = { text: '一件', measure: '做完', leadUnit: lead.id, dueOn: '2027-01-01', owner: null };
    const edit = { id, version: 1, reason: '换人', consensus: 'full' as const, ...facts };
    expect((await chair.call(contract.editItem, edit)).status).toBe(200);
    expect((await get(id)).owner).toMatchObject({ name: '王处长' });
  });

  test('the phone of its owner is shown to who chases, and gone when it ends', async () => {
    const { chair, add } = await begun();
    const phone = nextPhone();
    const id = await add({ owner: { ...owner, phone } });
    const asked = await chair.call(contract.revealOwner, { id }, { onPurpose: true });
    expect(asked.body.phone).toBe(phone);
    await chair.call(stepItem, { id, version: 1, to: 'failed', reason: '无用地', outcome: '今年不建' });
    expect((await chair.call(contract.revealOwner, { id })).body.phone).toBeNull();
    expectProblem(await chair.call(contract.revealOwner, { id: NOWHERE }), 404, 'meetings.not_found');
  });
});

describe('its way', () => {
  test('from assigned to closed, each step in the history', async () => {
    const { chair, add, get } = await begun();
    const id = await add();
    const step = async (given: Record<string, unknown>) => {
      const { version } = await get(id);
      const answer = await chair.call(stepItem, { id, version, ...given } as never);
      expect(answer.status).toBe(200);
    };
    await step({ to: 'accepted', owner });
    expect((await chair.call(noteItem, { id, text: '已选址' })).body).toMatchObject({ state: 'in_progress' });
    expect((await chair.call(noteItem, { id, text: '已开工' })).body).toMatchObject({ state: 'in_progress' });
    await step({ to: 'deferred', reason: '雨季停工', dueOn: '2027-09-30' });
    await step({ to: 'reported', reason: '已建成' });
    await step({ to: 'verified' });
    await step({ to: 'closed', outcome: '文化宫已开放', how: 'solved' });
    const item = await get(id);
    expect(item).toMatchObject({
      state: 'closed',
      outcome: '文化宫已开放',
      how: 'solved',
      reason: null,
      next: [],
    });
    expect(item.history.map(({ to }) => to)).toEqual([
      'assigned',
      'accepted',
      'in_progress',
      'in_progress',
      'deferred',
      'reported',
      'verified',
      'closed',
    ]);
    const again = { id, version: item.version, to: 'in_progress' as const };
    expectProblem(await chair.call(stepItem, again), 409, 'meetings.item_bad_step');
    expectProblem(await chair.call(noteItem, { id, text: '还有' }), 409, 'meetings.item_bad_step');
    expectProblem(
      await chair.call(chaseItem, { id, whom: 'unit', note: '催' }),
      409,
      'meetings.item_bad_step',
    );
  });

  test('a dispute ends with another lead, and nobody has accepted yet', async () => {
    const { chair, lead, other, add, get } = await begun();
    const id = await add({ owner, support: [other.id] });
    await chair.call(stepItem, { id, version: 1, to: 'disputed', reason: '职责在另一个局' });
    expect(await get(id)).toMatchObject({ state: 'disputed', reason: '职责在另一个局' });
    const { other: stranger } = await begun();
    const assign = { id, version: 2, to: 'assigned' as const, reason: '政府办协调' };
    expectProblem(
      await chair.call(stepItem, { ...assign, leadUnit: stranger.id }),
      422,
      'meetings.item_unknown',
      'leadUnit',
    );
    expect((await chair.call(stepItem, { ...assign, leadUnit: other.id })).status).toBe(200);
    const item = await get(id);
    expect(item).toMatchObject({
      state: 'assigned',
      lead: { id: other.id },
      support: [],
      owner: null,
      reason: null,
    });
    expect(item.edits[0]).toMatchObject({ reason: '政府办协调', changes: [{ field: 'leadUnit' }] });
    expect(item.edits[0]!.changes[0]!.before).not.toBe(lead.id);
  });

  test('says what is missing, and takes no date that has passed', async () => {
    const { chair, add } = await begun();
    const id = await add();
    const step = (given: Record<string, unknown>) =>
      chair.call(stepItem, { id, version: 1, ...given } as never);
    expectProblem(await step({ to: 'accepted' }), 422, 'meetings.item_lacks', 'owner');
    const deferred = { to: 'deferred', reason: '未定', owner, dueOn: '2020-01-01' };
    expectProblem(await step(deferred), 422, 'meetings.item_date_past', 'dueOn');
    expectProblem(await step({ to: 'disputed', version: 2, reason: '不归我' }), 409, 'meetings.item_changed');
    expectProblem(
      await chair.call(stepItem, { id: NOWHERE, version: 1, to: 'failed' }),
      404,
      'meetings.not_found',
    );
    expectProblem(await chair.call(noteItem, { id: NOWHERE, text: '进展' }), 404, 'meetings.not_found');
    expectProblem(
      await chair.call(chaseItem, { id: NOWHERE, whom: 'unit', note: '催' }),
      404,
      'meetings.not_found',
    );
  });

  test('goes on by what a unit answered, once its source is confirmed', async () => {
    const { t, add, get } = await begun();
    const id = await add();
    const answer = (what: ItemAnswer) => inTx(t.ctx(), (tx) => applyItemAnswer(tx, { itemId: id, what }));
    await answer({ kind: 'dispute', reason: '不归我局' });
    await answer({ kind: 'accept', ownerName: '李科长', ownerPhone: nextPhone() });
    await answer({ kind: 'progress', text: '摸底完成' });
    await answer({ kind: 'defer', reason: '等批复', dueOn: '2027-12-31' });
    await answer({ kind: 'report', text: '全部入会' });
    expect(await get(id)).toMatchObject({ state: 'reported', owner: { name: '李科长', hasPhone: true } });
    await expect(answer({ kind: 'progress', text: '还有' })).rejects.toMatchObject({
      code: 'meetings.item_bad_step',
    });
  });

  test('evidence is a PDF, a picture or a sheet, and comes back as it was', async () => {
    const { chair, add, get } = await begun();
    const id = await add();
    const { body } = await chair.call(addItemFile, { id, name: '验收单' }, { file: ITEM_PDF });
    const read = await chair.call(readItemFile, { id, file: body.id });
    expect(read.raw).toEqual(ITEM_PDF.bytes);
    expect((await get(id)).files).toMatchObject([{ name: '验收单.pdf', bytes: ITEM_PDF.bytes.length }]);
    const program = { bytes: Buffer.from('MZ....'), type: 'application/pdf' };
    expectProblem(
      await chair.call(addItemFile, { id, name: '决议.pdf' }, { file: program }),
      415,
      'meetings.item_bad_file',
    );
    expectProblem(await chair.call(readItemFile, { id, file: NOWHERE }), 404, 'meetings.not_found');
    expectProblem(
      await chair.call(addItemFile, { id: NOWHERE, name: '一.pdf' }, { file: ITEM_PDF }),
      404,
      'meetings.not_found',
    );
    for (let count = 1; count < 40; count += 1)
      await chair.call(addItemFile, { id, name: '又' }, { file: ITEM_PDF });
    expectProblem(
      await chair.call(addItemFile, { id, name: '太多' }, { file: ITEM_PDF }),
      409,
      'meetings.item_many_files',
    );
  });
});

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
      await hear({ decision: 'deferred', said: '未定', owner, dueOn: '2020-01-01' }),
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
});

describe('what is late', () => {
  test('is reminded, chased and given to the chair, each once for a date; a new date begins again', async () => {
    const { t, d, chair, add, get } = await begun({ now: '2026-12-01T03:00:00Z' });
    const phone = nextPhone();
    const id = await add({ dueOn: '2026-12-07', owner: { ...owner, phone } });
    const silent = await add({ dueOn: '2026-12-07', owner });
    const run = async (now: string) => {
      t.setNow(new Date(now));
      for (let twice = 0; twice < 2; twice += 1) await inTx(t.ctx(), (tx) => chaseItemsJob.run(tx, {}));
    };
    const sent = async () => (await t.messagesTo(phone)).map(({ template }) => template);
    const todos = async () => {
      const { items } = (await chair.call(contract.listMeetingTodos, {})).body;
      return Object.fromEntries(items.map(({ code, count }) => [code, count]));
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
    const own = (await clerk.call(contract.listMeetingTodos, {})).body.items.map(({ code }) => code);
    expect(own).toEqual(['meetings.overdue']);
    const late = await get(id);
    expect(late.chases.map(({ level, whom }) => [level, whom])).toEqual([
      ['remind', 'owner'],
      ['overdue', 'owner'],
      ['escalate', 'chair'],
    ]);
    const deferral = { to: 'accepted' as const, owner: { ...owner, phone } };
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
    const { items } = (await chair.call(contract.listMeetingTodos, {})).body;
    expect(items.map(({ code }) => code)).toEqual([
      'meetings.overdue',
      'meetings.disputed',
      'meetings.reported',
    ]);
  });
});

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
    expect(choices.themes.map(({ code }) => code)).toContain('workforce_reform');
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
});
