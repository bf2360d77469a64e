import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import type { Link } from '#kernel/links';
import type { FileAnswer } from '#kernel/module';
import { findOrg } from '#orgs';
import type { ItemState } from '../../contract.ts';
import { sectionsOf } from '../../minutes/queries.ts';
import { ITEM, MEETING, unitRefs, type Item, type Meeting, type Unit } from '../../queries.ts';
import { meetingCalendar } from '../../papers/queries.ts';
import { sayChange } from '../../prep/texts/changes.ts';
import { askedBy, errandLink, rowOf, standingOf, toAnswer, unionOf, type Asked } from '../asked/queries.ts';
import type * as contract from '../contract.ts';
import { errandError } from '../errors.ts';
import type { Errand } from '../queries.ts';
import { haltOf, isConcerned, OPEN_WHILE, sayingsNow, type Saying } from '../rules.ts';

type Page = Output<typeof contract.openErrand>;

export async function openErrand(ctx: Ctx, { token }: Input<typeof contract.openErrand>): Promise<Page> {
  const link = await errandLink(ctx, token);
  return beyond(ctx, 'a unit has a link and no account', async (wide) =>
    pageOf(wide, await askedBy(wide, link.subject), link),
  );
}

/** Units that are called to a meeting may keep it in a calendar; see {@link meetingCalendar}. */
export async function unitCalendar(
  ctx: Ctx,
  { token }: Input<typeof contract.unitCalendar>,
): Promise<FileAnswer> {
  const link = await errandLink(ctx, token);
  return beyond(ctx, 'a unit keeps a meeting in its calendar', async (wide) => {
    const asked = await askedBy(wide, link.subject);
    if (asked.errand.kind !== 'attend' || !isConcerned(haltOf(standingOf(asked))))
      throw errandError('errand_not_this');
    return meetingCalendar(wide, asked.meeting!);
  });
}

export async function pageOf(ctx: Ctx, asked: Asked, link: Pick<Link, 'expiresAt'>): Promise<Page> {
  const { errand, unit, body, meeting, item } = asked;
  const org = (await findOrg(ctx, errand.org_id))!;
  const standing = standingOf(asked);
  const halt = haltOf(standing);
  const concerned = isConcerned(halt);
  const about = meeting ?? ((await rowOf(ctx, 'meetings.meeting', item!.meeting_id)) as Meeting);
  const { union, phone } = await unionOf(ctx, org);
  return {
    id: errand.id,
    at: ctx.now.toISOString(),
    kind: errand.kind,
    state: errand.state,
    unit: await nameOf(ctx, unit),
    body: body.name,
    union: { name: union, phone },
    title: about.title,
    askedAt: errand.made_at.toISOString(),
    dueOn: errand.due_on,
    receivedAt: errand.received_at?.toISOString() ?? null,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    may: sayingsNow(standing) as Saying[],
    halt,
    why: halt === 'cancelled' ? await whyCancelled(ctx, about.id) : null,
    heir: await heirOf(ctx, asked),
    meeting: meeting && concerned ? await meetingPart(ctx, errand, meeting) : null,
    item: item && concerned ? await itemPart(ctx, asked, item) : null,
    answers: asked.submissions.map(toAnswer),
  };
}

async function nameOf(ctx: Ctx, unit: Pick<Unit, 'id' | 'org_id' | 'seat'>): Promise<string> {
  return (await unitRefs(ctx, [unit])).get(unit.id)!.name;
}

async function whyCancelled(ctx: Ctx, meetingId: string): Promise<string | null> {
  const changes = await changesOf(ctx, MEETING, meetingId);
  return changes.findLast(({ to }) => to === 'cancelled')?.reason ?? null;
}

/** Who took the seat of a unit that has left, or the item. */
async function heirOf(ctx: Ctx, { unit, item }: Asked): Promise<string | null> {
  if (unit.heir_id !== null) return nameOf(ctx, (await rowOf(ctx, 'meetings.unit', unit.heir_id)) as Unit);
  if (!item || item.lead_unit === unit.id) return null;
  return nameOf(ctx, (await rowOf(ctx, 'meetings.unit', item.lead_unit)) as Unit);
}

async function meetingPart(ctx: Ctx, { kind, unit_id }: Errand, meeting: Meeting): Promise<Page['meeting']> {
  const chair = [meeting.chair_title, meeting.chair_name].filter(Boolean).join(' ');
  // A draft that was taken back is being written: it is nobody's to read until it goes round again.
  const round = kind === 'review' && OPEN_WHILE.review.includes(meeting.state);
  return {
    topics: kind === 'topics' ? await broughtBy(ctx, meeting.id, unit_id) : [],
    startsAt: meeting.starts_at?.toISOString() ?? null,
    endsAt: meeting.ends_at?.toISOString() ?? null,
    venue: meeting.venue,
    chair: chair || null,
    noticeNo: meeting.notice_no,
    notice: kind === 'attend' ? meeting.notice_text : null,
    change: kind === 'attend' && meeting.change ? sayChange(ctx.locale, meeting.change) : null,
    consensus: round ? meeting.consensus : null,
    agenda: kind === 'attend' ? await agendaOf(ctx, meeting.id) : [],
    sections: round ? await sectionsTo(ctx, meeting.id) : [],
  };
}

async function broughtBy(ctx: Ctx, meetingId: string, unitId: string) {
  return ctx.db
    .selectFrom('meetings.topic')
    .select(['title', 'state', 'reason'])
    .where('meeting_id', '=', meetingId)
    .where('unit_id', '=', unitId)
    .orderBy('seq')
    .orderBy('id')
    .execute();
}

async function agendaOf(ctx: Ctx, meetingId: string): Promise<string[]> {
  const topics = await ctx.db
    .selectFrom('meetings.topic')
    .select('title')
    .where('meeting_id', '=', meetingId)
    .where('state', 'in', ['accepted', 'heard'])
    .orderBy('seq')
    .orderBy('id')
    .execute();
  return topics.map(({ title }) => title);
}

async function sectionsTo(ctx: Ctx, meetingId: string) {
  return (await sectionsOf(ctx, meetingId)).map(({ id, heading, text }) => ({ id, heading, text }));
}

async function itemPart(ctx: Ctx, { unit, supporting }: Asked, item: Item): Promise<Page['item']> {
  const units = await ctx.db
    .selectFrom('meetings.unit')
    .select(['id', 'org_id', 'seat'])
    .where('id', 'in', [item.lead_unit, ...supporting])
    .orderBy('seq')
    .execute();
  const names = await unitRefs(ctx, units);
  return {
    text: item.text,
    measure: item.measure,
    state: item.state,
    reason: item.reason,
    outcome: item.outcome,
    consensus: item.consensus,
    dueOn: item.due_on,
    owner: [item.owner_name, item.owner_title].filter(Boolean).join('，') || null,
    lead: names.get(item.lead_unit)!.name,
    supporting: units.filter(({ id }) => supporting.includes(id)).map(({ id }) => names.get(id)!.name),
    leads: item.lead_unit === unit.id,
    history: (await changesOf(ctx, ITEM, item.id)).map(({ at, to, reason }) => ({
      at: at.toISOString(),
      to: to as ItemState,
      reason: reason ?? null,
    })),
  };
}
