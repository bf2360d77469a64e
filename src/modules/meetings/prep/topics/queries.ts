import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { civilDate } from '#kernel/time';
import { sql } from 'kysely';
import { meetingsError } from '../../errors.ts';
import { meetingFor, topicFor, unitRefs, unitsOf, type Meeting } from '../../queries.ts';
import { isTopicOpen } from '../rules.ts';
import type * as contract from './contract.ts';

type Agenda = Output<typeof contract.getAgenda>;

/** What earlier meetings of the body agreed and nobody has ended, the first due first. */
async function carriedTo(ctx: Ctx, meeting: Meeting, unitName: (id: string) => string) {
  const rows = await ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.meeting as m', 'm.id', 'i.meeting_id')
    .select(['i.id', 'i.text', 'i.state', 'i.lead_unit', 'i.due_on', 'i.reason', 'm.title as from'])
    .where('i.body_id', '=', meeting.body_id)
    .where('i.meeting_id', '<>', meeting.id)
    .where('i.closed_at', 'is', null)
    .where('m.made_at', '<=', meeting.made_at)
    .orderBy('i.due_on')
    .orderBy('i.id')
    .execute();
  const today = civilDate(ctx.now);
  return rows.map(({ lead_unit, due_on, ...row }) => ({
    ...row,
    leadUnit: unitName(lead_unit),
    dueOn: due_on,
    overdue: due_on !== null && due_on < today,
  }));
}

async function filesOf(ctx: Ctx, topics: readonly string[]) {
  if (topics.length === 0) return [];
  return ctx.db
    .selectFrom('meetings.file')
    .select(['id', 'topic_id', 'name', 'type', 'added_at', sql<number>`octet_length(bytes)`.as('bytes')])
    .where('topic_id', 'in', topics)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

export async function getAgenda(ctx: Ctx, { id }: Input<typeof contract.getAgenda>): Promise<Agenda> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  const units = await unitsOf(ctx, meeting.body_id);
  const named = await unitRefs(ctx, units);
  const rows = await ctx.db
    .selectFrom('meetings.topic')
    .selectAll()
    .where('meeting_id', '=', id)
    .orderBy('seq')
    .orderBy('id')
    .execute();
  const files = await filesOf(
    ctx,
    rows.map((row) => row.id),
  );
  return {
    carried: await carriedTo(ctx, meeting, (unit) => named.get(unit)?.name ?? ''),
    topics: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      background: row.background,
      research: row.research,
      unit: row.unit_id === null ? null : named.get(row.unit_id)!,
      reporter: row.reporter,
      state: row.state,
      reason: row.reason,
      madeAt: row.made_at.toISOString(),
      files: files
        .filter(({ topic_id }) => topic_id === row.id)
        .map((file) => ({
          id: file.id,
          name: file.name,
          type: file.type,
          bytes: file.bytes,
          addedAt: file.added_at.toISOString(),
        })),
    })),
    units: units.filter(({ left_at }) => left_at === null).map((unit) => named.get(unit.id)!),
    open: isTopicOpen(meeting.state),
  };
}

/** A file as it was given; the browser saves it and never shows it as a page of ours. */
export async function readTopicFile(
  ctx: Ctx,
  { id, file }: Input<typeof contract.readTopicFile>,
): Promise<FileAnswer> {
  await topicFor(ctx, 'meetings.read', id);
  const found = await ctx.db
    .selectFrom('meetings.file')
    .select(['bytes', 'name'])
    .where('id', '=', file)
    .where('topic_id', '=', id)
    .executeTakeFirst();
  if (!found) throw meetingsError('not_found');
  return { bytes: found.bytes, name: found.name };
}
