import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { calendarFile } from '#kernel/ical';
import type { FileAnswer } from '#kernel/module';
import { civilDate } from '#kernel/time';
import { sectionsOf } from '../minutes/queries.ts';
import { recordsOf } from '../minutes/records/queries.ts';
import type { MeetingRecords } from '../minutes/texts/draft.ts';
import { MEETING, meetingFor, type Meeting } from '../queries.ts';
import { isHeld } from '../rules.ts';
import type * as contract from './contract.ts';
import { papersError } from './errors.ts';
import { closeUp, NEEDS, PAPERS, type Lack, type Paper, type PaperName } from './rules.ts';
import { agendaPaper } from './texts/agenda.ts';
import { minutesPaper } from './texts/minutes.ts';
import { noticePaper } from './texts/notice.ts';
import { signinPaper } from './texts/signin.ts';
import { asPdf } from './ui/print/pdf.ts';
import { asWord } from './ui/print/word.ts';

export async function listPapers(
  ctx: Ctx,
  { id }: Input<typeof contract.listPapers>,
): Promise<Output<typeof contract.listPapers>> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  const records = await recordsOf(ctx, meeting);
  const begun = (await sectionsOf(ctx, id)).length > 0;
  const lacking = lacksOf(records, begun);
  return {
    items: PAPERS.map((paper) => ({
      paper,
      ready: paper !== 'minutes' || begun,
      lacks: NEEDS[paper].filter((lack) => lacking.has(lack)),
    })),
    calendar: {
      ready: meeting.starts_at !== null,
      withdraws: meeting.state === 'cancelled',
      sequence: meeting.sequence,
    },
    issuedAt: meeting.issued_at?.toISOString() ?? null,
  };
}

function lacksOf(records: MeetingRecords, begun: boolean): ReadonlySet<Lack> {
  const came = records.attendance.some(({ state }) => state === 'present' || state === 'deputy');
  const lacks: Readonly<Record<Lack, boolean>> = {
    time: records.starts === null,
    venue: !records.venue,
    chair: !records.chairName && !records.chairTitle,
    units: records.units.length === 0,
    topics: records.topics.length === 0,
    notice: !records.noticeText,
    attendance: !came,
    consensus: records.consensus === null,
    minutes: !begun,
    items: records.items.length === 0,
  };
  return new Set((Object.keys(lacks) as Lack[]).filter((lack) => lacks[lack]));
}

async function paperOf(ctx: Ctx, meeting: Meeting, name: PaperName): Promise<Paper> {
  if (name === 'minutes') return minutesOf(ctx, meeting);
  const records = await recordsOf(ctx, meeting);
  if (name === 'notice') return noticePaper(records, civilDate(ctx.now));
  return name === 'agenda' ? agendaPaper(records) : signinPaper(records);
}

/** Once issued, from what was kept then: a unit renamed or an item changed since does not reach back. */
async function minutesOf(ctx: Ctx, meeting: Meeting): Promise<Paper> {
  const sections = await sectionsOf(ctx, meeting.id);
  if (sections.length === 0) throw papersError('paper_no_minutes');
  const issued = await ctx.db
    .selectFrom('meetings.issued')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  return minutesPaper({
    // What issueMinutes wrote: only the compiler does not know.
    records: issued ? (issued.facts as unknown as MeetingRecords) : await recordsOf(ctx, meeting),
    sections,
    issuedOn: meeting.issued_at && civilDate(meeting.issued_at),
    circulated: meeting.state === 'minutes_circulated',
  });
}

export async function paperAsWord(
  ctx: Ctx,
  { id, paper }: Input<typeof contract.paperAsWord>,
): Promise<FileAnswer> {
  return asWord(await paperFor(ctx, id, paper));
}

export async function paperAsPdf(
  ctx: Ctx,
  { id, paper }: Input<typeof contract.paperAsPdf>,
): Promise<FileAnswer> {
  return asPdf(await paperFor(ctx, id, paper), ctx.now);
}

async function paperFor(ctx: Ctx, id: string, name: PaperName): Promise<Paper> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  const paper = closeUp(await paperOf(ctx, meeting, name));
  ctx.look({
    action: 'meetings.paper',
    entity: MEETING,
    entityId: id,
    orgId: meeting.org_id,
    detail: { name },
  });
  return paper;
}

export async function getMeetingCalendar(
  ctx: Ctx,
  { id }: Input<typeof contract.getMeetingCalendar>,
): Promise<FileAnswer> {
  return meetingCalendar(ctx, await meetingFor(ctx, 'meetings.read', id));
}

/** The meeting for a calendar; whoever asks. Called off, the file withdraws it. Throws meetings.calendar_no_time. */
export function meetingCalendar(ctx: Ctx, meeting: Meeting): FileAnswer {
  const { id, title, starts_at: from, ends_at: to, venue, state, sequence } = meeting;
  if (from === null) throw papersError('calendar_no_time');
  const gone = state === 'cancelled';
  // A notice may be taken back: then the day is a plan again.
  const certain = state === 'noticed' || isHeld(state);
  const entry = {
    // Nothing else (RFC 7986 §5.3): under another address of the server it is the same meeting.
    uid: id,
    sequence,
    // With a METHOD it says when this file was made (RFC 5545 §3.8.7.2).
    stamp: ctx.now.getTime(),
    from: from.getTime(),
    to: to?.getTime() ?? null,
    status: gone ? 'CANCELLED' : certain ? 'CONFIRMED' : 'TENTATIVE',
    summary: title,
    location: venue,
    description: null,
  } as const;
  const head = { name: title, product: 'Meetings', method: gone ? 'CANCEL' : 'PUBLISH' } as const;
  return { bytes: Buffer.from(calendarFile(head, [entry])), name: `${title}.ics` };
}
