import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { sql, type SqlBool } from 'kysely';
import { meetingsError } from '../../errors.ts';
import { meetingFor, topicFor, unitRefs, unitsOf, type Meeting, type Topic } from '../../queries.ts';
import { openItemsAt } from '../../items/queries.ts';
import { HELD_STATES, isOpen, topicSteps } from '../../rules.ts';
import { concernsOf } from '../concerns/queries.ts';
import { isTopicOpen } from '../rules.ts';
import type * as contract from './contract.ts';

type Agenda = Output<typeof contract.getAgenda>;

/** What the meeting has to hear first: items that earlier ones left open, and those that ended since the last. */
async function carriedTo(ctx: Ctx, meeting: Meeting): Promise<Agenda['carried']> {
  return (await openItemsAt(ctx, meeting.id)).map((item) => ({
    id: item.id,
    text: item.text,
    state: item.state,
    leadUnit: item.lead.name,
    dueOn: item.dueOn,
    overdue: item.due === 'overdue',
    reason: item.reason,
    from: item.meeting.title,
    over: !isOpen(item.state),
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

/** The next meeting of the body that is still ahead, held for writing; whoever asks. */
export async function nextMeetingOf(
  ctx: Ctx,
  { body_id, year, ordinal }: Pick<Meeting, 'body_id' | 'year' | 'ordinal'>,
): Promise<Meeting | undefined> {
  return ctx.db
    .selectFrom('meetings.meeting')
    .selectAll()
    .where('body_id', '=', body_id)
    .where(sql<SqlBool>`(year, ordinal) > (${year}::int, ${ordinal}::int)`)
    .where('state', 'not in', [...HELD_STATES, 'cancelled'])
    .orderBy('year')
    .orderBy('ordinal')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

type Ref = { readonly id: string; readonly title: string };

/** For each of these topics the meeting that it came from, and the one that took it on. */
async function passedOn(
  ctx: Ctx,
  topics: readonly Topic[],
): Promise<{ from: Map<string, Ref>; next: Map<string, Ref> }> {
  const ids = topics.map(({ id }) => id);
  const before = topics.flatMap(({ from_id }) => from_id ?? []);
  const found = { from: new Map<string, Ref>(), next: new Map<string, Ref>() };
  if (ids.length === 0) return found;
  const rows = await ctx.db
    .selectFrom('meetings.topic as t')
    .innerJoin('meetings.meeting as m', 'm.id', 't.meeting_id')
    .select(['t.id', 't.from_id', 'm.id as meeting', 'm.title'])
    .where((eb) => eb.or([eb('t.from_id', 'in', ids), ...(before.length ? [eb('t.id', 'in', before)] : [])]))
    .execute();
  for (const { id, from_id, meeting, title } of rows) {
    found.from.set(id, { id: meeting, title });
    if (from_id) found.next.set(from_id, { id: meeting, title });
  }
  return found;
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
  const passed = await passedOn(ctx, rows);
  const linked = await concernsOf(
    ctx,
    rows.map((row) => row.id),
  );
  return {
    carried: await carriedTo(ctx, meeting),
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
      steps: [...topicSteps(meeting.state, row.state)],
      from: (row.from_id && passed.from.get(row.from_id)) || null,
      next: passed.next.get(row.id) ?? null,
      madeAt: row.made_at.toISOString(),
      concerns: linked(row.id),
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
