import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import { findOrg, orgRefs } from '#orgs';
import { meetingFor, unitRefs, unitsOf, type Meeting } from '../../queries.ts';
import { openItemsAt } from '../../items/queries.ts';
import { isOpen } from '../../rules.ts';
import { draftNotice } from '../texts/notice.ts';
import type * as contract from './contract.ts';

export const answerDays = definePolicy({
  key: 'meetings.answer_days',
  about: 'So many days before a joint meeting its units are asked to say who comes',
  schema: z.number().int().min(0).max(60),
  fallback: 2,
  source: 'inference',
});

type Rows = Output<typeof contract.listAttendance>;

/** By when the units of a meeting are asked to answer; null without a time. Never a day that has gone. */
export async function answerBy(ctx: Ctx, { starts_at }: Pick<Meeting, 'starts_at'>): Promise<string | null> {
  if (starts_at === null) return null;
  const wanted = addDays(civilDate(starts_at), -(await policyAt(ctx, answerDays)));
  const today = civilDate(ctx.now);
  return wanted < today ? today : wanted;
}

export async function listAttendance(ctx: Ctx, { id }: Input<typeof contract.listAttendance>): Promise<Rows> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  const rows = await ctx.db
    .selectFrom('meetings.attendance')
    .selectAll()
    .where('meeting_id', '=', id)
    .orderBy('seq')
    .orderBy('id')
    .execute();
  const errands = await ctx.db
    .selectFrom('meetings.errand')
    .select(['id', 'unit_id', 'state', 'due_on', 'received_at', 'made_at'])
    .where('meeting_id', '=', id)
    .where('kind', '=', 'attend')
    .execute();
  const asked = new Map(errands.map((errand) => [errand.unit_id, errand]));
  const units = await unitsOf(ctx, meeting.body_id);
  const named = await unitRefs(ctx, units);
  const phones = new Set(units.flatMap(({ id: unit, contact_sealed }) => (contact_sealed ? [unit] : [])));
  const items = rows.map((row): Rows['items'][number] => {
    const errand = row.unit_id === null ? undefined : asked.get(row.unit_id);
    const now = row.unit_id === null ? row.unit_name : (named.get(row.unit_id)?.name ?? row.unit_name);
    return {
      id: row.id,
      unitId: row.unit_id,
      unit: row.unit_name,
      nowCalled: now === row.unit_name ? null : now,
      role: row.role,
      person: row.person,
      title: row.title,
      state: row.state,
      note: row.note,
      asked: errand
        ? {
            id: errand.id,
            hasPhone: phones.has(errand.unit_id),
            state: errand.state,
            since: errand.made_at.toISOString(),
            dueOn: errand.due_on,
            receivedAt: errand.received_at?.toISOString() ?? null,
          }
        : null,
    };
  });
  return { items, counts: countsOf(items) };
}

function countsOf(items: Rows['items']): Rows['counts'] {
  const units = items.filter(({ role }) => role === 'member');
  const observers = items.filter(({ role }) => role === 'observer');
  const are = (...states: readonly string[]) => units.filter(({ state }) => states.includes(state)).length;
  return {
    units: units.length,
    answered: units.length - are('expected'),
    coming: are('coming', 'present', 'deputy'),
    notComing: are('not_coming'),
    received: units.filter(({ asked, state }) => state !== 'expected' || asked?.receivedAt).length,
    there: are('present', 'deputy'),
    absent: are('absent'),
    observers: observers.length,
    observersThere: observers.filter(({ state }) => state === 'present' || state === 'deputy').length,
  };
}

export async function getNotice(
  ctx: Ctx,
  { id }: Input<typeof contract.getNotice>,
): Promise<Output<typeof contract.getNotice>> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  return {
    no: meeting.notice_no,
    text: meeting.notice_text,
    draft: await noticeDraft(ctx, meeting),
    answerBy: await answerBy(ctx, meeting),
    noticedAt: meeting.noticed_at?.toISOString() ?? null,
  };
}

/** The notice as the records give it; whoever asks. */
export async function noticeDraft(ctx: Ctx, meeting: Meeting): Promise<string> {
  const units = (await unitsOf(ctx, meeting.body_id)).filter(({ left_at }) => left_at === null);
  const named = await unitRefs(ctx, units);
  const namesOf = (seats: readonly string[]) =>
    units.filter(({ seat }) => seats.includes(seat)).map(({ id }) => named.get(id)!.name);
  const topics = await ctx.db
    .selectFrom('meetings.topic')
    .select(['title', 'unit_id', 'reporter'])
    .where('meeting_id', '=', meeting.id)
    .where('state', 'in', ['accepted', 'heard'])
    .orderBy('seq')
    .execute();
  const carried = (await openItemsAt(ctx, meeting.id)).filter(({ state }) => isOpen(state)).length;
  const union = (await orgRefs(ctx, [meeting.org_id])).get(meeting.org_id)!;
  const org = await findOrg(ctx, meeting.org_id);
  return draftNotice({
    title: meeting.title,
    startsAt: meeting.starts_at,
    endsAt: meeting.ends_at,
    venue: meeting.venue,
    chair: [meeting.chair_title, meeting.chair_name].filter(Boolean).join(' ') || null,
    carried,
    topics: topics.map(({ title, unit_id, reporter }) => ({
      title,
      by: (unit_id === null ? union.name : named.get(unit_id)?.name) ?? reporter,
    })),
    members: namesOf(['office', 'member']),
    observers: namesOf(['observer']),
    answerBy: await answerBy(ctx, meeting),
    phone: org?.phone ?? null,
    signed: [...namesOf(['office']), union.name],
    today: civilDate(ctx.now),
  });
}
