import { findOrg } from '#orgs';
import type { Ctx } from '#kernel/ctx';
import { civilDate, wallClock } from '#kernel/time';
import { unitRefs, unitsOf, type Meeting } from '../../queries.ts';
import type { MeetingRecords, Moment, RecordedItem } from '../texts/draft.ts';

type Names = ReadonlyMap<string, { readonly name: string; readonly seat: 'office' | 'member' | 'observer' }>;

/** All that is on record of a meeting, under the names that units bear now; whoever asks. */
export async function recordsOf(ctx: Ctx, meeting: Meeting): Promise<MeetingRecords> {
  const units = await unitsOf(ctx, meeting.body_id);
  const names: Names = await unitRefs(ctx, units);
  const sitting = units.filter(({ left_at }) => left_at === null).map(({ id }) => names.get(id)!);
  const body = await ctx.db
    .selectFrom('meetings.body')
    .select('name')
    .where('id', '=', meeting.body_id)
    .executeTakeFirstOrThrow();
  return {
    body: body.name,
    union: (await findOrg(ctx, meeting.org_id))!.name,
    office: sitting.find(({ seat }) => seat === 'office')?.name ?? null,
    year: meeting.year,
    ordinal: meeting.ordinal,
    title: meeting.title,
    starts: momentOf(meeting.starts_at),
    ends: momentOf(meeting.ends_at),
    venue: meeting.venue,
    chairName: meeting.chair_name,
    chairTitle: meeting.chair_title,
    noticeNo: meeting.notice_no,
    noticeText: meeting.notice_text,
    noticed: momentOf(meeting.noticed_at),
    consensus: meeting.consensus,
    conclusion: meeting.conclusion,
    units: sitting.map(({ name, seat }) => ({ name, seat })),
    attendance: await attendanceOf(ctx, meeting.id),
    topics: await topicsOf(ctx, meeting.id, names),
    carried: await carriedOf(ctx, meeting, names),
    items: await itemsOf(ctx, meeting.id, names),
  };
}

function momentOf(at: Date | null): Moment | null {
  return at && { day: civilDate(at), time: wallClock(at) };
}

async function attendanceOf(ctx: Ctx, meetingId: string): Promise<MeetingRecords['attendance']> {
  const rows = await ctx.db
    .selectFrom('meetings.attendance')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('seq')
    .orderBy('id')
    .execute();
  return rows.map(({ unit_name, role, person, title, state }) => ({
    unit: unit_name,
    role,
    person,
    title,
    state,
  }));
}

async function topicsOf(ctx: Ctx, meetingId: string, names: Names): Promise<MeetingRecords['topics']> {
  const rows = await ctx.db
    .selectFrom('meetings.topic')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('state', 'in', ['accepted', 'heard'])
    .orderBy('seq')
    .orderBy('id')
    .execute();
  return rows.map(({ id, kind, title, unit_id, reporter }) => ({
    id,
    kind,
    title,
    unit: (unit_id && names.get(unit_id)?.name) ?? null,
    reporter,
  }));
}

/** Items of earlier meetings that were open when this one began, or that it decided about. */
async function carriedOf(ctx: Ctx, meeting: Meeting, names: Names): Promise<MeetingRecords['carried']> {
  const rows = await ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.meeting as m', 'm.id', 'i.meeting_id')
    .leftJoin('meetings.carried as c', (on) =>
      on.onRef('c.item_id', '=', 'i.id').on('c.meeting_id', '=', meeting.id),
    )
    .selectAll('i')
    .select('c.said')
    .where('i.body_id', '=', meeting.body_id)
    .where('i.meeting_id', '<>', meeting.id)
    .where('m.starts_at', '<', meeting.starts_at ?? ctx.now)
    .where((eb) =>
      eb.or([
        eb('c.item_id', 'is not', null),
        eb('i.closed_at', 'is', null),
        eb('i.closed_at', '>', meeting.starts_at ?? ctx.now),
      ]),
    )
    .orderBy('m.starts_at')
    .orderBy('i.seq')
    .execute();
  const items = await withSupports(ctx, rows, names);
  return items.map((item, at) => ({ ...item, said: rows[at]!.said ?? rows[at]!.reason }));
}

async function itemsOf(ctx: Ctx, meetingId: string, names: Names): Promise<readonly RecordedItem[]> {
  const rows = await ctx.db
    .selectFrom('meetings.item')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('seq')
    .execute();
  return withSupports(ctx, rows, names);
}

interface ItemRow {
  readonly id: string;
  readonly text: string;
  readonly measure: string;
  readonly lead_unit: string;
  readonly owner_name: string | null;
  readonly owner_title: string | null;
  readonly due_on: string | null;
  readonly consensus: 'preliminary' | 'full';
  readonly state: RecordedItem['state'];
}

async function withSupports(ctx: Ctx, rows: readonly ItemRow[], names: Names): Promise<RecordedItem[]> {
  if (rows.length === 0) return [];
  const supports = await ctx.db
    .selectFrom('meetings.item_support')
    .selectAll()
    .where(
      'item_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const nameOf = (unit: string): string => names.get(unit)?.name ?? '';
  return rows.map((row) => ({
    text: row.text,
    measure: row.measure,
    lead: nameOf(row.lead_unit),
    supports: supports.filter(({ item_id }) => item_id === row.id).map(({ unit_id }) => nameOf(unit_id)),
    owner: [row.owner_name, row.owner_title].filter(Boolean).join('，') || null,
    dueOn: row.due_on,
    consensus: row.consensus,
    state: row.state,
  }));
}
