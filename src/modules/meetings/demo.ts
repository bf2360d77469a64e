import { recordChanges } from '#kernel/audit';
import { requireAccount } from '#kernel/auth';
import { makeCtx, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate, type CivilDate } from '#kernel/time';
import { findOrgByCode, type DemoOrgs } from '#orgs';
import { tellStep, type DemoConcerns } from '#voices';
import type { ItemState, MeetingState } from './contract.ts';
import { recordsOf } from './minutes/records/queries.ts';
import { writeSections } from './minutes/sections/actions.ts';
import { noticeDraft } from './prep/come/queries.ts';
import { ITEM, MEETING, type Meeting } from './queries.ts';
import * as texts from './texts/demo-meeting.ts';
import type { DemoEnded, DemoItem, DemoTopic } from './texts/demo-meeting.ts';

/** How long ago the meeting of the page was held, in days; the one before it a year earlier. */
const HELD_AGO = 20;
const YEAR = 365;

export interface DemoMakings {
  readonly concerns: Pick<DemoConcerns, 'joining' | 'nightRest'>;
  /** The account of whoever writes the minutes. */
  readonly chair: string;
}

export interface DemoMeetings {
  readonly body: string;
  /** The meeting of the page. */
  readonly meeting: string;
  readonly topics: readonly string[];
  readonly items: readonly string[];
}

/** A context of the chair on a day gone by. */
function as(ctx: TxCtx, userId: string, day: CivilDate): TxCtx {
  const actor = { kind: 'account', userId, sessionId: 'demo', phone: null, grants: [] } as const;
  return { ...makeCtx({ ...ctx, actor }), now: nineOf(day) };
}

async function meetingOf(ctx: TxCtx, id: string): Promise<Meeting> {
  return ctx.db.selectFrom('meetings.meeting').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The notice, as it went out on that day. */
async function noticeAsOf(ctx: TxCtx, id: string): Promise<void> {
  const notice_text = await noticeDraft(ctx, await meetingOf(ctx, id));
  await ctx.db.updateTable('meetings.meeting').set({ notice_text }).where('id', '=', id).execute();
}

/** The minutes, as they were issued on that day. */
async function issueAsOf(ctx: TxCtx, id: string): Promise<void> {
  const meeting = await meetingOf(ctx, id);
  const records = await recordsOf(ctx, meeting);
  await writeSections(ctx, meeting, records);
  await ctx.db
    .insertInto('meetings.issued')
    .values({
      meeting_id: id,
      facts: JSON.stringify(records),
      issued_by: requireAccount(ctx).userId,
      at: ctx.now,
    })
    .execute();
}

interface OnTopic {
  readonly concern: string;
  readonly topic: string;
  readonly meeting: string;
}

/** What people said becomes a part of a topic; they read so by their links. */
async function takeUp(ctx: TxCtx, { concern, topic, meeting }: OnTopic): Promise<void> {
  await ctx.db
    .insertInto('meetings.topic_concern')
    .values({ topic_id: topic, concern_id: concern })
    .execute();
  const href = `/staff/meetings/${meeting}`;
  await tellStep(ctx, { concernId: concern, kind: 'topic', text: texts.ON_TOPIC, href });
}

/** Something was agreed on it. */
async function agreeOn(ctx: TxCtx, concern: string, item: string): Promise<void> {
  await ctx.db.insertInto('meetings.item_concern').values({ item_id: item, concern_id: concern }).execute();
  const href = `/staff/items/${item}`;
  await tellStep(ctx, { concernId: concern, kind: 'agreed', text: texts.ON_AGREED, href });
}

interface Plan {
  readonly ctx: TxCtx;
  readonly orgId: number;
  readonly body: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

/** What the next meeting says of an item that it finds in such a state. */
const HEARD = { closed: 'closed', in_progress: 'goes_on', deferred: 'deferred', failed: 'failed' } as const;

const nineOf = (day: CivilDate): Date => new Date(`${day}T09:00:00+08:00`);

/**
 * The joint meeting of Haidian with its 13 units: last year's, whose items are told first, that of the page with its three
 * reports, the relayed notice and the preliminary consensus, and the next one, planned.
 */
export async function demoMeetings(
  ctx: TxCtx,
  orgs: DemoOrgs,
  { concerns, chair }: DemoMakings,
): Promise<DemoMeetings> {
  const today = civilDate(ctx.now);
  const plan = await plantBody(ctx, orgs.haidian, nineOf(addDays(today, -2 * YEAR)));
  const lastDay = addDays(today, -HELD_AGO - YEAR);
  const last = await plantMeeting(plan, { day: lastDay, title: texts.LAST_TITLE, state: 'issued' });
  const lastTopics = await plantTopics(plan, last, texts.LAST_TOPICS, 'heard');
  const before = await plantItems(plan, last, lastTopics, texts.LAST_ITEMS, {
    day: lastDay,
    consensus: 'full',
  });
  const day = addDays(today, -HELD_AGO);
  const meeting = await plantMeeting(plan, { day, title: texts.TITLE, state: 'issued' });
  await ctx.db
    .insertInto('meetings.carried')
    .values(
      before.map((id, nth) => ({
        item_id: id,
        meeting_id: meeting,
        decision: HEARD[texts.LAST_ITEMS[nth]!.state],
        said: texts.LAST_ITEMS[nth]!.said ?? null,
        at: nineOf(day),
      })),
    )
    .execute();
  const topics = await plantTopics(plan, meeting, texts.TOPICS, 'heard');
  const items = await plantItems(plan, meeting, topics, texts.ITEMS, { day, consensus: 'preliminary' });
  for (const [id, held] of [
    [last, lastDay],
    [meeting, day],
  ] as const) {
    await noticeAsOf(as(ctx, chair, addDays(held, -10)), id);
    await issueAsOf(as(ctx, chair, addDays(held, 8)), id);
  }
  const next = await plantMeeting(plan, {
    day: addDays(day, YEAR),
    title: texts.NEXT_TITLE,
    state: 'year_plan',
  });
  const [night] = await plantTopics(plan, next, texts.NEXT_TOPICS, 'accepted');
  await takeUp(as(ctx, chair, addDays(day, -5)), { concern: concerns.joining, topic: topics[3]!, meeting });
  await agreeOn(as(ctx, chair, day), concerns.joining, items[0]!);
  await takeUp(ctx, { concern: concerns.nightRest, topic: night!, meeting: next });
  await ctx.audit({ action: 'meetings.demo', orgId: orgs.haidian, detail: { meetings: 3 } });
  return { body: plan.body, meeting, topics, items };
}

async function plantBody(ctx: TxCtx, orgId: number, madeAt: Date): Promise<Plan> {
  const body = newId(madeAt.getTime());
  await ctx.db
    .insertInto('meetings.body')
    .values({ id: body, org_id: orgId, name: texts.BODY, made_at: madeAt, ended_at: null })
    .execute();
  const units: { id: string; name: string }[] = [];
  for (const [seq, { name, contact }] of texts.UNITS.entries()) {
    const office = await findOrgByCode(ctx, name);
    if (!office) throw new Error(`the demo federation has no ${name}`);
    const id = newId(madeAt.getTime());
    await ctx.db
      .insertInto('meetings.unit')
      .values({
        id,
        body_id: body,
        org_id: office.id,
        seat: seq === 0 ? 'office' : 'member',
        seq,
        contact_name: null,
        contact_title: contact,
        contact_sealed: null,
        joined_at: madeAt,
        left_at: null,
      })
      .execute();
    units.push({ id, name });
  }
  return { ctx, orgId, body, units };
}

interface Day {
  readonly day: CivilDate;
  readonly title: string;
  readonly state: MeetingState;
}

/** The steps that a meeting of the page has gone through, and how many days before or after it each was taken. */
const STEPS: readonly (readonly [MeetingState, number])[] = [
  ['year_plan', -90],
  ['topic_call', -60],
  ['topics_drafted', -45],
  ['coordinated', -38],
  ['leader_approved', -30],
  ['research_report', -20],
  ['noticed', -10],
  ['held', 0],
  ['minutes_draft', 1],
  ['minutes_circulated', 3],
  ['issued', 8],
];

async function plantMeeting(plan: Plan, { day, title, state }: Day): Promise<string> {
  const { ctx, orgId, body } = plan;
  const planned = state === 'year_plan';
  const madeAt = planned ? ctx.now : nineOf(addDays(day, -90));
  const id = newId(madeAt.getTime());
  await ctx.db
    .insertInto('meetings.meeting')
    .values({
      id,
      body_id: body,
      org_id: orgId,
      year: Number(day.slice(0, 4)),
      ordinal: 1,
      title,
      state,
      month: Number(day.slice(5, 7)),
      starts_at: planned ? null : nineOf(day),
      ends_at: planned ? null : new Date(nineOf(day).getTime() + 7_200_000),
      venue: planned ? null : texts.VENUE,
      chair_name: null,
      chair_title: planned ? null : texts.CHAIR,
      notice_no: null,
      notice_text: null,
      noticed_at: planned ? null : nineOf(addDays(day, -10)),
      approved_by: planned ? null : texts.CHAIR,
      approved_on: planned ? null : addDays(day, -30),
      consensus: planned ? null : title === texts.TITLE ? 'preliminary' : 'full',
      conclusion: title === texts.TITLE ? texts.CONCLUSION : null,
      issued_at: planned ? null : nineOf(addDays(day, 8)),
      sequence: 0,
      made_at: madeAt,
    })
    .execute();
  const steps = planned ? STEPS.slice(0, 1) : STEPS;
  await recordChanges(
    ctx,
    steps.map(([to, days], nth) => ({
      entity: MEETING,
      entityId: id,
      from: steps[nth - 1]?.[0] ?? null,
      to,
      at: planned ? ctx.now : nineOf(addDays(day, days)),
    })),
  );
  if (!planned) await plantAttendance(plan, id);
  return id;
}

async function plantAttendance({ ctx, units }: Plan, meeting: string): Promise<void> {
  const people = [
    { unit_id: null, unit_name: '海淀区人民政府', role: 'chair' as const, title: texts.CHAIR },
    { unit_id: null, unit_name: '海淀区总工会', role: 'union' as const, title: texts.UNION_CHAIR },
    { unit_id: null, unit_name: '海淀区总工会', role: 'union' as const, title: '领导班子成员' },
    ...units.map(({ id, name }) => ({
      unit_id: id,
      unit_name: name,
      role: 'member' as const,
      title: '分管负责人',
    })),
  ];
  await ctx.db
    .insertInto('meetings.attendance')
    .values(
      people.map((one, seq) => ({
        ...one,
        id: newId(ctx.now.getTime()),
        meeting_id: meeting,
        person: null,
        state: 'present' as const,
        seq,
        note: null,
      })),
    )
    .execute();
}

async function plantTopics(
  { ctx, orgId, body }: Plan,
  meeting: string,
  topics: readonly DemoTopic[],
  state: 'accepted' | 'heard',
): Promise<string[]> {
  const rows = topics.map((topic, seq) => ({
    ...topic,
    id: newId(ctx.now.getTime()),
    body_id: body,
    org_id: orgId,
    meeting_id: meeting,
    seq: seq + 1,
    research: null,
    unit_id: null,
    state,
    reason: null,
    made_at: ctx.now,
  }));
  await ctx.db.insertInto('meetings.topic').values(rows).execute();
  return rows.map(({ id }) => id);
}

interface Agreed {
  readonly day: CivilDate;
  readonly consensus: 'preliminary' | 'full';
}

async function plantItems(
  { ctx, orgId, body, units }: Plan,
  meeting: string,
  topics: readonly string[],
  items: readonly (DemoItem | DemoEnded)[],
  { day, consensus }: Agreed,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [nth, item] of items.entries()) {
    const id = newId(nineOf(day).getTime());
    const { state, reason = null, outcome = null, ended } = told(item);
    const closedAt = ended === undefined ? null : nineOf(addDays(day, ended));
    const way = wayTo(id, state, { day, ended: ended ?? 40, reason });
    await ctx.db
      .insertInto('meetings.item')
      .values({
        id,
        body_id: body,
        org_id: orgId,
        meeting_id: meeting,
        topic_id: topics[item.topic]!,
        seq: nth + 1,
        text: item.text,
        measure: item.measure,
        theme: item.theme,
        consensus,
        lead_unit: units[item.lead]!.id,
        owner_name: item.owner,
        owner_title: null,
        owner_sealed: null,
        due_on: item.due === null ? null : addDays(day, state === 'deferred' ? item.due + YEAR : item.due),
        state,
        reason,
        outcome,
        agreed_at: nineOf(day),
        chased_at: null,
        escalated_at: null,
        closed_at: closedAt,
        version: 1,
        deferrals: state === 'deferred' ? 1 : 0,
        stepped_at: way.at(-1)!.at,
      })
      .execute();
    if (item.support.length > 0)
      await ctx.db
        .insertInto('meetings.item_support')
        .values(item.support.map((unit) => ({ item_id: id, unit_id: units[unit]!.id })))
        .execute();
    await recordChanges(ctx, way);
    ids.push(id);
  }
  return ids;
}

function told(
  item: DemoItem | DemoEnded,
): Pick<Partial<DemoEnded>, 'reason' | 'outcome' | 'ended'> & { readonly state: ItemState } {
  if ('state' in item) return item;
  return { state: item.owner === null ? 'assigned' : 'accepted' };
}

/** The states through which an item of the demo has come to `state`. */
const WAYS: Readonly<Partial<Record<ItemState, readonly ItemState[]>>> = {
  accepted: ['accepted'],
  in_progress: ['accepted', 'in_progress'],
  deferred: ['accepted', 'deferred'],
  failed: ['accepted', 'in_progress', 'failed'],
  closed: ['accepted', 'in_progress', 'reported', 'verified', 'closed'],
};

function wayTo(
  id: string,
  state: ItemState,
  { day, ended, reason }: { readonly day: CivilDate; readonly ended: number; readonly reason: string | null },
) {
  const way: readonly ItemState[] = ['assigned', ...(WAYS[state] ?? [])];
  return way.map((to, nth) => ({
    entity: ITEM,
    entityId: id,
    from: way[nth - 1] ?? null,
    to,
    at: nineOf(addDays(day, Math.round((ended * nth) / Math.max(1, way.length - 1)))),
    ...(to === state && reason !== null ? { reason } : {}),
  }));
}
