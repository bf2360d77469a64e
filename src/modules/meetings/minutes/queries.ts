import type { Selectable } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import { changesOf } from '#kernel/audit';
import type { Ctx } from '#kernel/ctx';
import { mayAt } from '#orgs';
import { meetingsError } from '../errors.ts';
import { unheard } from '../items/queries.ts';
import { MEETING, meetingFor, type Locked, type Meeting } from '../queries.ts';
import type { SectionTable } from '../tables.ts';
import type * as contract from './contract.ts';
import { recordsOf } from './records/queries.ts';
import { remarksOf } from './remarks/queries.ts';
import { obstacleToWriting } from './rules.ts';
import { carriedText, conclusionText, openingText } from './texts/draft.ts';

export { minutesTodos } from './todos/queries.ts';

export type Section = Selectable<SectionTable>;
type SectionView = Output<typeof contract.editSection>;

/** The sections of the minutes of a meeting, in their order; whoever asks. Empty before the minutes were begun. */
export async function sectionsOf(ctx: Ctx, meetingId: string): Promise<Section[]> {
  return ctx.db
    .selectFrom('meetings.section')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .orderBy('seq')
    .execute();
}

async function removedOf(ctx: Ctx, meetingId: string): Promise<Section[]> {
  return ctx.db
    .selectFrom('meetings.section')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is not', null)
    .orderBy('removed_at', 'desc')
    .execute();
}

/** A section, and its meeting where the actor holds `permission`. With `lock` the meeting is held: nobody else writes. */
export async function sectionFor(
  ctx: Ctx,
  permission: string,
  id: string,
  locked: Locked = {},
): Promise<{ section: Section; meeting: Meeting }> {
  const find = () =>
    ctx.db.selectFrom('meetings.section').selectAll().where('id', '=', id).executeTakeFirst();
  const found = await find();
  if (!found) throw meetingsError('not_found');
  const meeting = await meetingFor(ctx, permission, found.meeting_id, locked);
  // Read again behind the lock: somebody may have written while it was waited for.
  const section = locked.lock ? await find() : found;
  return { section: section!, meeting };
}

export async function toSections(ctx: Ctx, rows: readonly Section[]): Promise<SectionView[]> {
  const names = await ctx.app.accounts.namesOf([...new Set(rows.map(({ edited_by }) => edited_by))]);
  const me = ctx.actor.kind === 'account' ? ctx.actor.userId : null;
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    topicId: row.topic_id,
    heading: row.heading,
    text: row.text,
    version: row.version,
    by: names.get(row.edited_by) || null,
    mine: row.edited_by === me,
    at: row.edited_at.toISOString(),
  }));
}

export async function getMinutes(
  ctx: Ctx,
  { id }: Input<typeof contract.getMinutes>,
): Promise<Output<typeof contract.getMinutes>> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  const changes = await changesOf(ctx, MEETING, id);
  const back = changes.findLast(({ from }) => from === 'minutes_circulated');
  return {
    state: meeting.state,
    consensus: meeting.consensus,
    conclusion: meeting.conclusion,
    since: changes.findLast(({ to }) => to === meeting.state)?.at.toISOString() ?? null,
    takenBack: (back?.to === 'minutes_draft' && back.reason) || null,
    mayEdit:
      obstacleToWriting(meeting.state) === null && (await mayAt(ctx, 'meetings.manage', meeting.org_id)),
    unheard: (await unheard(ctx, id)).length,
    sections: await toSections(ctx, await sectionsOf(ctx, id)),
    removed: await toSections(ctx, await removedOf(ctx, id)),
    remarks: await remarksOf(ctx, id),
  };
}

export async function minutesFromRecords(
  ctx: Ctx,
  { id }: Input<typeof contract.minutesFromRecords>,
): Promise<Output<typeof contract.minutesFromRecords>> {
  const records = await recordsOf(ctx, await meetingFor(ctx, 'meetings.read', id));
  return {
    opening: openingText(records),
    carried: carriedText(records),
    conclusion: conclusionText(records),
  };
}

export async function sectionHistory(
  ctx: Ctx,
  { id }: Input<typeof contract.sectionHistory>,
): Promise<Output<typeof contract.sectionHistory>> {
  const { section } = await sectionFor(ctx, 'meetings.read', id);
  const before = await ctx.db
    .selectFrom('meetings.section_edit')
    .selectAll()
    .where('section_id', '=', id)
    .orderBy('version', 'desc')
    .execute();
  const all = [section, ...before];
  const names = await ctx.app.accounts.namesOf([...new Set(all.map(({ edited_by }) => edited_by))]);
  return {
    items: all.map(({ version, heading, text, edited_by, edited_at }) => ({
      version,
      heading,
      text,
      by: names.get(edited_by) || null,
      at: edited_at.toISOString(),
    })),
  };
}
