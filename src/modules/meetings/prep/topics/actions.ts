import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { Upload } from '#kernel/module';
import { meetingsError } from '../../errors.ts';
import { meetingFor, TOPIC, topicFor, type Meeting, type Topic } from '../../queries.ts';
import { isHeld } from '../../rules.ts';
import { presentUnits } from '../bodies/queries.ts';
import { prepError } from '../errors.ts';
import { isTopicOpen, moved } from '../rules.ts';
import type * as contract from './contract.ts';

/** Of one topic. */
const FILES_MAX = 10;

type NewTopic = Pick<Topic, 'kind' | 'title'> &
  Partial<Pick<Topic, 'background' | 'research' | 'unit_id' | 'reporter' | 'state' | 'from_id'>>;

/** A topic at the end of a meeting's list; whoever asks. Returns its id. */
export async function addTopic(ctx: TxCtx, meeting: Meeting, given: NewTopic): Promise<string> {
  const id = newId(ctx.now.getTime());
  const { last } = await ctx.db
    .selectFrom('meetings.topic')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  const state = given.state ?? 'proposed';
  await ctx.db
    .insertInto('meetings.topic')
    .values({
      background: null,
      research: null,
      unit_id: null,
      reporter: null,
      reason: null,
      from_id: null,
      ...given,
      id,
      body_id: meeting.body_id,
      org_id: meeting.org_id,
      meeting_id: meeting.id,
      seq: (last ?? 0) + 1,
      state,
      made_at: ctx.now,
    })
    .execute();
  await recordChange(ctx, { entity: TOPIC, entityId: id, from: null, to: state }, meeting.org_id);
  return id;
}

async function meetingToFill(ctx: TxCtx, id: string): Promise<Meeting> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (!isTopicOpen(meeting.state)) throw prepError('meeting_closed');
  return meeting;
}

/** A topic that may be changed, with its meeting held until the transaction ends. */
async function topicToChange(ctx: TxCtx, id: string): Promise<{ topic: Topic; meeting: Meeting }> {
  const { meeting_id } = await topicFor(ctx, 'meetings.manage', id);
  if (meeting_id === null) throw meetingsError('not_found');
  const meeting = await meetingToFill(ctx, meeting_id);
  return { meeting, topic: await topicFor(ctx, 'meetings.manage', id, { lock: true }) };
}

async function requireUnitOf(
  ctx: TxCtx,
  { body_id }: Meeting,
  unitId: string | null | undefined,
): Promise<void> {
  if (!unitId) return;
  const units = await presentUnits(ctx, body_id);
  if (!units.some(({ id }) => id === unitId)) throw prepError('unit_unknown', { field: 'unitId' });
}

export async function proposeTopic(
  ctx: TxCtx,
  { id, unitId, accepted, ...given }: Input<typeof contract.proposeTopic>,
): Promise<Output<typeof contract.proposeTopic>> {
  const meeting = await meetingToFill(ctx, id);
  await requireUnitOf(ctx, meeting, unitId);
  const { kind, title, background = null, research = null, reporter = null } = given;
  // What is only proposed once the meeting was held would never be decided.
  const state = accepted || isHeld(meeting.state) ? 'accepted' : 'proposed';
  const facts = { kind, title, background, research, reporter, state, unit_id: unitId ?? null } as const;
  return { id: await addTopic(ctx, meeting, facts) };
}

export async function changeTopic(
  ctx: TxCtx,
  { id, unitId, ...given }: Input<typeof contract.changeTopic>,
): Promise<Output<typeof contract.changeTopic>> {
  const { topic, meeting } = await topicToChange(ctx, id);
  // A unit that has left since stays the one that brought it.
  if (unitId !== topic.unit_id) await requireUnitOf(ctx, meeting, unitId);
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  await ctx.db
    .updateTable('meetings.topic')
    .set({ title: topic.title, ...set, unit_id: unitId === undefined ? topic.unit_id : unitId })
    .where('id', '=', id)
    .execute();
  await ctx.audit({ action: 'meetings.topic_change', entity: TOPIC, entityId: id, orgId: topic.org_id });
  return { done: true };
}

export async function moveTopic(
  ctx: TxCtx,
  { id, to }: Input<typeof contract.moveTopic>,
): Promise<Output<typeof contract.moveTopic>> {
  const { topic, meeting } = await topicToChange(ctx, id);
  // The agenda and what is only proposed, or was declined, are lists of their own.
  const rows = await ctx.db
    .selectFrom('meetings.topic')
    .select(['id', 'state'])
    .where('meeting_id', '=', meeting.id)
    .orderBy('seq')
    .orderBy('id')
    .execute();
  const beside = rows.filter(({ state }) => state === topic.state).map((row) => row.id);
  const order = [
    ...moved(beside, id, to),
    ...rows.filter(({ state }) => state !== topic.state).map((row) => row.id),
  ];
  for (const [seq, one] of order.entries())
    await ctx.db.updateTable('meetings.topic').set({ seq }).where('id', '=', one).execute();
  return { done: true };
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TYPES = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
} as const;
const KINDS = Object.keys(TYPES) as (keyof typeof TYPES)[];

export async function addTopicFile(
  ctx: TxCtx,
  { id, name }: Input<typeof contract.addTopicFile>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.addTopicFile>> {
  const { topic } = await topicToChange(ctx, id);
  const refuse = (): Error => prepError('topic_bad_file');
  const checked = checkFile(upload, { name, kinds: KINDS, refuse });
  const { count } = await ctx.db
    .selectFrom('meetings.file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('topic_id', '=', id)
    .executeTakeFirstOrThrow();
  if (count >= FILES_MAX) throw prepError('topic_too_many_files', { params: { limit: FILES_MAX } });
  const file = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.file')
    .values({
      id: file,
      org_id: topic.org_id,
      topic_id: id,
      meeting_id: null,
      item_id: null,
      submission_id: null,
      name: checked.name,
      type: TYPES[checked.kind as keyof typeof TYPES],
      bytes: checked.bytes,
      added_at: ctx.now,
    })
    .execute();
  await ctx.audit({ action: 'meetings.topic_file', entity: TOPIC, entityId: id, orgId: topic.org_id });
  return { id: file };
}

export async function removeTopicFile(
  ctx: TxCtx,
  { id, file }: Input<typeof contract.removeTopicFile>,
): Promise<Output<typeof contract.removeTopicFile>> {
  const { topic } = await topicToChange(ctx, id);
  const gone = await ctx.db
    .deleteFrom('meetings.file')
    .where('id', '=', file)
    .where('topic_id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!gone) throw meetingsError('not_found');
  await ctx.audit({ action: 'meetings.topic_file_remove', entity: TOPIC, entityId: id, orgId: topic.org_id });
  return { done: true };
}
