import { afterEach, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextPhone, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { ITEM_STATES, type ItemState } from '../../contract.ts';
import { isOpen, ITEM_STEPS } from '../../rules.ts';
import { applyItemAnswer, type ItemAnswer } from '../actions.ts';
import { chaseItem } from '../chase/contract.ts';
import * as contract from '../contract.ts';
import { heldMeeting, ITEM_PDF, OWNER } from '../factory.ts';
import { addItemFile, readItemFile } from '../files/contract.ts';
import { noteItem, stepItem } from './contract.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

const begun = async (given?: { now: string }) => heldMeeting(await newDistrict(await testApp()), given);
/** One for all pairs of states. */
const world = begun();
afterEach(async () => (await testApp()).setNow(null));

describe('its way', () => {
  test('from assigned to closed, each step in the history', async () => {
    const { chair, add, get } = await begun();
    const id = await add();
    const step = async (given: Record<string, unknown>) => {
      const { version } = await get(id);
      const answer = await chair.call(stepItem, { id, version, ...given } as never);
      expect(answer.status).toBe(200);
    };
    await step({ to: 'accepted', owner: OWNER });
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
    const id = await add({ owner: OWNER, support: [other.id] });
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
    expect(item.edits[0]).toMatchObject({ reason: '政府办协调' });
    expect(item.edits[0]!.changes[0]).toMatchObject({ field: 'leadUnit' });
    expect(item.edits[0]!.changes[0]!.before).not.toBe(lead.id);
  });

  test('is deferred to a later date each time: how often and from when stays', async () => {
    const { add, get, step } = await begun();
    const id = await add({ dueOn: '2027-06-30' });
    const defer = (dueOn: string) => step(id, { to: 'deferred', reason: '等批复', owner: OWNER, dueOn });
    expectProblem(await defer('2027-06-30'), 422, 'meetings.item_date_past', 'dueOn');
    expect((await defer('2027-09-30')).status).toBe(200);
    expect((await defer('2027-12-31')).status).toBe(200);
    const item = await get(id);
    expect(item).toMatchObject({ state: 'deferred', dueOn: '2027-12-31', deferrals: 2 });
    const dates = item.edits.flatMap(({ changes }) => changes.filter(({ field }) => field === 'dueOn'));
    expect(dates.map(({ before, after }) => [before, after])).toEqual([
      ['2027-06-30', '2027-09-30'],
      ['2027-09-30', '2027-12-31'],
    ]);
  });

  test('a later date by a change counts as put off, and what is deferred keeps a date', async () => {
    const { chair, add, get, lead, step } = await begun();
    const id = await add({ dueOn: '2027-06-30' });
    const facts = { text: '一件', measure: '做完', leadUnit: lead.id, consensus: 'preliminary' as const };
    const edit = async (dueOn: string | null) =>
      chair.call(contract.editItem, {
        id,
        version: (await get(id)).version,
        reason: '改期',
        ...facts,
        owner: OWNER,
        dueOn,
      });
    await edit('2027-05-31');
    expect(await get(id)).toMatchObject({ deferrals: 0 });
    await edit('2027-07-31');
    await edit(null);
    expect(await get(id)).toMatchObject({ deferrals: 2, due: 'none' });
    await step(id, { to: 'deferred', reason: '等批复', dueOn: '2027-12-31' });
    expectProblem(await edit(null), 422, 'meetings.item_date_needed', 'dueOn');
  });

  test.each(ITEM_STATES.flatMap((from) => ITEM_STATES.map((to) => [from, to] as const)))(
    'whoever writes, from %s to %s only as the table says',
    async (from, to) => {
      const { t, plant } = await world;
      const told = { owner_name: '王', reason: '说明', due_on: '2027-06-30' };
      const endOf = (state: ItemState) =>
        isOpen(state) ? { outcome: null, closed_at: null } : { outcome: '结果', closed_at: t.app.now() };
      const { id } = await plant({ ...told, ...endOf(from), state: from });
      const moved = t.owner
        .updateTable('meetings.item')
        .set({ state: to, ...endOf(to) })
        .where('id', '=', id)
        .execute();
      if (from === to || ITEM_STEPS[from].includes(to)) await moved;
      else await expect(moved).rejects.toThrow(`cannot go from ${from} to ${to}`);
    },
  );

  test('is never deleted, and its past is only added to', async () => {
    const { t, chair, add, meeting, step } = await begun();
    const id = await add();
    await step(id, { to: 'accepted', owner: OWNER });
    await chair.call(chaseItem, { id, whom: 'unit', note: '电话告知' });
    const owner = t.owner;
    await expect(owner.deleteFrom('meetings.item').where('id', '=', id).execute()).rejects.toThrow('never');
    const moved = owner.updateTable('meetings.item').set({ meeting_id: meeting.id, seq: 99 });
    await expect(moved.where('id', '=', id).execute()).rejects.toThrow('stays with its meeting');
    for (const table of ['meetings.chase', 'meetings.item_edit'] as const)
      await expect(
        owner
          .deleteFrom(table as 'meetings.chase')
          .where('item_id', '=', id)
          .execute(),
      ).rejects.toThrow('only added to');
  });

  test('says what is missing, and takes no date that has passed', async () => {
    const { chair, add } = await begun();
    const id = await add();
    const step = (given: Record<string, unknown>) =>
      chair.call(stepItem, { id, version: 1, ...given } as never);
    expectProblem(await step({ to: 'accepted' }), 422, 'meetings.item_lacks', 'owner');
    const deferred = { to: 'deferred', reason: '未定', owner: OWNER, dueOn: '2020-01-01' };
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
    const { t, add, get, lead, other } = await begun();
    const id = await add();
    const answer = (what: ItemAnswer, unitId = lead.id) =>
      inTx(t.ctx(), (tx) => applyItemAnswer(tx, { itemId: id, unitId, what }));
    // Confirmed late: another unit leads by now.
    const stale = answer({ kind: 'accept', ownerName: '张科长' }, other.id);
    await expect(stale).rejects.toMatchObject({ code: 'meetings.item_bad_step' });
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
