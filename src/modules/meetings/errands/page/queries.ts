import type { Selectable } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { openLink, type Link } from '#kernel/links';
import type { FileAnswer } from '#kernel/module';
import { findOrg, phoneFor } from '#orgs';
import type { ItemState } from '../../contract.ts';
import { meetingsError } from '../../errors.ts';
import { sectionsOf } from '../../minutes/queries.ts';
import { ITEM, unitRefs, type Item, type Meeting, type Unit } from '../../queries.ts';
import { meetingCalendar } from '../../papers/queries.ts';
import { sayChange } from '../../prep/texts/changes.ts';
import type { BodyTable } from '../../tables.ts';
import type * as contract from '../contract.ts';
import type { Said } from '../contract.ts';
import { errandError } from '../errors.ts';
import { ERRAND_LINK, type Errand, type Submission } from '../queries.ts';
import { sayingsNow, type Saying, type Standing } from '../rules.ts';

type Page = Output<typeof contract.openErrand>;

/** An errand and what it is about. */
export interface Asked {
  readonly errand: Errand;
  readonly unit: Unit;
  readonly body: Selectable<BodyTable>;
  readonly meeting: Meeting | null;
  readonly item: Item | null;
  readonly submissions: readonly Submission[];
}

export async function openErrand(ctx: Ctx, { token }: Input<typeof contract.openErrand>): Promise<Page> {
  const link = await openLink(ctx, ERRAND_LINK, token);
  return beyond(ctx, 'a unit has a link and no account', async (wide) =>
    pageOf(wide, await askedBy(wide, link.subject), link),
  );
}

/** Units that are called to a meeting may keep it in a calendar; see {@link meetingCalendar}. */
export async function unitCalendar(
  ctx: Ctx,
  { token }: Input<typeof contract.unitCalendar>,
): Promise<FileAnswer> {
  const link = await openLink(ctx, ERRAND_LINK, token);
  return beyond(ctx, 'a unit keeps a meeting in its calendar', async (wide) => {
    const { errand, meeting } = await askedBy(wide, link.subject);
    if (errand.kind !== 'attend') throw errandError('errand_not_this');
    return meetingCalendar(wide, meeting!);
  });
}

/** The errand that a link opens, and nothing else; `ctx` sees past what a guest may. `lock`: until the end. */
export async function askedBy(ctx: Ctx, id: string, { lock = false } = {}): Promise<Asked> {
  let query = ctx.db.selectFrom('meetings.errand').selectAll().where('id', '=', id);
  if (lock) query = query.forUpdate();
  const errand = await query.executeTakeFirst();
  if (!errand) throw meetingsError('not_found');
  const meetingId = errand.meeting_id;
  const item = errand.item_id === null ? null : await rowOf(ctx, 'meetings.item', errand.item_id);
  const unit = await rowOf(ctx, 'meetings.unit', errand.unit_id);
  const submissions = await ctx.db
    .selectFrom('meetings.submission')
    .selectAll()
    .where('errand_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    errand,
    unit: unit as Unit,
    body: (await rowOf(ctx, 'meetings.body', (unit as Unit).body_id)) as Selectable<BodyTable>,
    meeting: meetingId === null ? null : ((await rowOf(ctx, 'meetings.meeting', meetingId)) as Meeting),
    item: item as Item | null,
    submissions,
  };
}

async function rowOf(
  ctx: Ctx,
  table: 'meetings.item' | 'meetings.unit' | 'meetings.body' | 'meetings.meeting',
  id: string,
): Promise<unknown> {
  return ctx.db
    .selectFrom(table as 'meetings.item')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** See {@link sayingsNow}. */
export function standingOf({ errand, unit, meeting, item, submissions }: Omit<Asked, 'body'>): Standing {
  const ended = errand.state === 'closed' || unit.left_at !== null;
  if (!item) return { kind: errand.kind as 'topics', meeting: meeting!.state, ended };
  const accepting = submissions.some(({ state, what }) => state === 'submitted' && what['kind'] === 'accept');
  return { kind: 'item', item: item.state, lead: item.lead_unit === errand.unit_id, accepting, ended };
}

export async function pageOf(ctx: Ctx, asked: Asked, link: Pick<Link, 'expiresAt'>): Promise<Page> {
  const { errand, unit, body, meeting, item } = asked;
  const org = (await findOrg(ctx, errand.org_id))!;
  return {
    at: ctx.now.toISOString(),
    kind: errand.kind,
    state: errand.state,
    unit: (await unitRefs(ctx, [unit])).get(unit.id)!.name,
    body: body.name,
    union: { name: org.name, phone: await phoneFor(ctx, org) },
    askedAt: errand.made_at.toISOString(),
    dueOn: errand.due_on,
    receivedAt: errand.received_at?.toISOString() ?? null,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    may: sayingsNow(standingOf(asked)) as Saying[],
    meeting: meeting && (await meetingPart(ctx, errand, meeting)),
    item: item && (await itemPart(ctx, errand, item)),
    answers: asked.submissions.map(toAnswer),
  };
}

async function meetingPart(ctx: Ctx, { kind, unit_id }: Errand, meeting: Meeting): Promise<Page['meeting']> {
  const chair = [meeting.chair_title, meeting.chair_name].filter(Boolean).join(' ');
  return {
    title: meeting.title,
    cancelled: meeting.state === 'cancelled',
    change: meeting.change && {
      at: meeting.changed_at!.toISOString(),
      text: sayChange(ctx.locale, meeting.change),
    },
    topics: kind === 'topics' ? await broughtBy(ctx, meeting.id, unit_id) : [],
    startsAt: meeting.starts_at?.toISOString() ?? null,
    endsAt: meeting.ends_at?.toISOString() ?? null,
    venue: meeting.venue,
    chair: chair || null,
    noticeNo: meeting.notice_no,
    notice: kind === 'attend' ? meeting.notice_text : null,
    consensus: kind === 'review' ? meeting.consensus : null,
    agenda: kind === 'attend' ? await agendaOf(ctx, meeting.id) : [],
    sections: kind === 'review' ? await sectionsTo(ctx, meeting.id) : [],
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

async function itemPart(ctx: Ctx, { unit_id }: Errand, item: Item): Promise<Page['item']> {
  const units = await ctx.db
    .selectFrom('meetings.unit as u')
    .leftJoin('meetings.item_support as s', (join) =>
      join.onRef('s.unit_id', '=', 'u.id').on('s.item_id', '=', item.id),
    )
    .select(['u.id', 'u.org_id', 'u.seat', 's.item_id as supports'])
    .where((eb) => eb.or([eb('u.id', '=', item.lead_unit), eb('s.item_id', '=', item.id)]))
    .orderBy('u.seq')
    .execute();
  const names = await unitRefs(ctx, units);
  const { title } = (await rowOf(ctx, 'meetings.meeting', item.meeting_id)) as Meeting;
  return {
    text: item.text,
    measure: item.measure,
    meeting: title,
    state: item.state,
    reason: item.reason,
    outcome: item.outcome,
    consensus: item.consensus,
    dueOn: item.due_on,
    owner: [item.owner_name, item.owner_title].filter(Boolean).join('，') || null,
    lead: names.get(item.lead_unit)!.name,
    supporting: units.filter(({ supports }) => supports !== null).map(({ id }) => names.get(id)!.name),
    leads: item.lead_unit === unit_id,
    history: (await changesOf(ctx, ITEM, item.id)).map(({ at, to, reason }) => ({
      at: at.toISOString(),
      to: to as ItemState,
      reason: reason ?? null,
    })),
  };
}

/** What is kept of an answer, as it is shown. */
export function toAnswer(row: Submission): Output<typeof contract.openErrand>['answers'][number] {
  const { files = [], ...said } = row.what as { files?: { id: string; name: string }[] };
  return {
    id: row.id,
    at: row.at.toISOString(),
    via: row.via,
    signer: row.signer,
    signerTitle: row.signer_title,
    said: said as unknown as Said,
    hasPhone: row.contact_sealed !== null,
    files,
    state: row.state,
    reason: row.reason,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}
