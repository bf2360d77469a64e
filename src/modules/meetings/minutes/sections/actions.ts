import { sql } from 'kysely';
import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { meetingFor, type Meeting } from '../../queries.ts';
import type { SectionTable } from '../../tables.ts';
import type * as contract from '../contract.ts';
import { minutesError } from '../errors.ts';
import { sectionFor, sectionsOf, toSections, type Section } from '../queries.ts';
import { isOrderOf, mayTakeOut, obstacleToWriting } from '../rules.ts';
import {
  carriedText,
  conclusionText,
  HEADINGS,
  openingText,
  topicText,
  type MeetingRecords,
} from '../texts/draft.ts';

type View = Output<typeof contract.editSection>;
type NewSection = Pick<SectionTable, 'kind' | 'heading' | 'text'> & { readonly topicId?: string };

function mayWrite({ state }: Meeting): void {
  const obstacle = obstacleToWriting(state);
  // What has no sections has none to write in: it does not exist yet.
  if (obstacle) throw minutesError(obstacle === 'minutes_not_held' ? 'minutes_not_open' : obstacle);
}

async function insert(
  ctx: TxCtx,
  meetingId: string,
  seq: number,
  { topicId, ...given }: NewSection,
): Promise<Section> {
  return ctx.db
    .insertInto('meetings.section')
    .values({
      id: newId(ctx.now.getTime()),
      meeting_id: meetingId,
      seq,
      topic_id: topicId ?? null,
      ...given,
      version: 1,
      edited_by: requireAccount(ctx).userId,
      edited_at: ctx.now,
      removed_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The first sections of the minutes. Returns how many. */
export async function writeSections(
  ctx: TxCtx,
  { id }: Pick<Meeting, 'id'>,
  records: MeetingRecords,
): Promise<number> {
  const sections: readonly NewSection[] = [
    { kind: 'opening', heading: HEADINGS.opening, text: openingText(records) },
    { kind: 'carried', heading: HEADINGS.carried, text: carriedText(records) },
    ...records.topics.map((topic) => ({
      kind: 'topic' as const,
      topicId: topic.id,
      heading: topic.title,
      text: topicText(topic),
    })),
    { kind: 'conclusion', heading: HEADINGS.conclusion, text: conclusionText(records) },
  ];
  for (const [seq, section] of sections.entries()) await insert(ctx, id, seq, section);
  return sections.length;
}

/** Writes a section anew. What stood there is kept first; who wrote from an older version is told, and loses nothing. */
export async function editSection(
  ctx: TxCtx,
  { id, version, text, heading }: Input<typeof contract.editSection>,
): Promise<View> {
  const { section, meeting } = await sectionFor(ctx, 'meetings.manage', id, { lock: true });
  mayWrite(meeting);
  const next = { heading: heading ?? section.heading, text };
  const same = next.heading === section.heading && text === section.text;
  // Two who wrote the same have no quarrel.
  if (section.version !== version && !same) throw minutesError('section_changed');
  return (await toSections(ctx, [same ? section : await replaceSection(ctx, section, next)]))[0]!;
}

/** Puts other words into a section; those that stood there are kept. The meeting is held by the caller. */
export async function replaceSection(
  ctx: TxCtx,
  { id, version, heading, text, edited_by, edited_at }: Section,
  next: Pick<Section, 'heading' | 'text'>,
): Promise<Section> {
  await ctx.db
    .insertInto('meetings.section_edit')
    .values({ section_id: id, version, heading, text, edited_by, edited_at })
    .execute();
  return ctx.db
    .updateTable('meetings.section')
    .set({
      ...next,
      version: version + 1,
      edited_by: requireAccount(ctx).userId,
      edited_at: ctx.now,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A section of one's own, before the conclusion. */
export async function addSection(
  ctx: TxCtx,
  { id, heading, text }: Input<typeof contract.addSection>,
): Promise<View> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  mayWrite(meeting);
  const standing = await sectionsOf(ctx, id);
  const made = await insert(ctx, id, (standing.at(-1)?.seq ?? -1) + 1, { kind: 'other', heading, text });
  const ids = standing.map((section) => section.id);
  const at = standing.findIndex(({ kind }) => kind === 'conclusion');
  if (at >= 0) await putInOrder(ctx, id, [...ids.slice(0, at), made.id, ...ids.slice(at)]);
  return (await toSections(ctx, [made]))[0]!;
}

export async function moveSection(
  ctx: TxCtx,
  { id, to }: Input<typeof contract.moveSection>,
): Promise<{ done: true }> {
  const { section, meeting } = await sectionFor(ctx, 'meetings.manage', id, { lock: true });
  mayWrite(meeting);
  if (to === 'out' && !mayTakeOut(section.kind)) throw minutesError('section_fixed');
  const last = (await sectionsOf(ctx, meeting.id)).at(-1)?.seq ?? -1;
  const standing = section.removed_at === null;
  if (standing === (to === 'back')) return { done: true };
  await ctx.db
    .updateTable('meetings.section')
    .set(to === 'out' ? { removed_at: ctx.now } : { removed_at: null, seq: last + 1 })
    .where('id', '=', id)
    .execute();
  return { done: true };
}

export async function orderSections(
  ctx: TxCtx,
  { id, ids }: Input<typeof contract.orderSections>,
): Promise<{ done: true }> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  mayWrite(meeting);
  const standing = (await sectionsOf(ctx, id)).map((section) => section.id);
  if (!isOrderOf(ids, standing)) throw minutesError('minutes_order_changed');
  await putInOrder(ctx, id, ids);
  return { done: true };
}

/** In one statement: the constraint looks once it is through. */
async function putInOrder(ctx: TxCtx, meetingId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update meetings.section s set seq = o.seq - 1
    from unnest(${ids}::uuid[]) with ordinality as o (id, seq)
    where s.id = o.id and s.meeting_id = ${meetingId}`.execute(ctx.db);
}
