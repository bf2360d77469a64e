import { inTx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import type { TestApp } from '#kernel/testing';
import { once, type Place, type World } from '#kernel/testing/matrix';
import { findOrg, insertOrg } from '#orgs';
import type { MeetingState } from './contract.ts';
import type { Item, Meeting, Topic, Unit } from './queries.ts';

type Test = Pick<TestApp, 'ctx'>;

let made = 0;

export interface TestBody {
  readonly id: string;
  readonly orgId: number;
  /** The government office first, then the members. */
  readonly units: readonly Unit[];
}

/** A joint meeting of the union `orgId` with a government office and `members` other member units. */
export async function newBody(
  t: Test,
  orgId: number,
  { members = 2, sign = `测${process.pid}` }: { members?: number; sign?: string } = {},
): Promise<TestBody> {
  const ctx = t.ctx();
  made += 1;
  const id = newId(ctx.now.getTime());
  const name = `${sign}政府与工会联席会议${made}`;
  await ctx.db
    .insertInto('meetings.body')
    .values({ id, org_id: orgId, name, made_at: ctx.now, ended_at: null })
    .execute();
  const units: Unit[] = [];
  for (let seq = 0; seq <= members; seq += 1) {
    const office = await newOffice(
      t,
      orgId,
      seq === 0 ? `${sign}政府办公室${made}` : `${sign}局${made}之${seq}`,
    );
    units.push(await newUnit(t, id, { org_id: office, seat: seq === 0 ? 'office' : 'member', seq }));
  }
  return { id, orgId, units };
}

/** A government office whose record the union `orgId` looks after. Returns its id. */
export async function newOffice(t: Test, orgId: number, name: string): Promise<number> {
  const parent = (await findOrg(t.ctx(), orgId))!;
  return inTx(t.ctx(), (tx) => insertOrg(tx, parent, { kind: 'government_office', state: 'active', name }));
}

export async function newUnit(
  t: Test,
  bodyId: string,
  given: Partial<Unit> & Pick<Unit, 'org_id'>,
): Promise<Unit> {
  const ctx = t.ctx();
  return ctx.db
    .insertInto('meetings.unit')
    .values({
      id: newId(ctx.now.getTime()),
      body_id: bodyId,
      seat: 'member',
      seq: 99,
      contact_name: null,
      contact_title: null,
      contact_sealed: null,
      joined_at: ctx.now,
      left_at: null,
      left_reason: null,
      heir_id: null,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const DAY_MS = 86_400_000;

/** A meeting in the state asked for, with what that state needs. */
export async function newMeeting(
  t: Test,
  { id: bodyId, orgId }: Pick<TestBody, 'id' | 'orgId'>,
  state: MeetingState = 'year_plan',
  given: Partial<Omit<Meeting, 'change'>> = {},
): Promise<Meeting> {
  const ctx = t.ctx();
  made += 1;
  const timed = !['year_plan', 'topic_call', 'topics_drafted', 'coordinated', 'cancelled'].includes(state);
  return ctx.db
    .insertInto('meetings.meeting')
    .values({
      id: newId(ctx.now.getTime()),
      body_id: bodyId,
      org_id: orgId,
      year: 2026,
      ordinal: made,
      title: `第${made}次联席会议`,
      state,
      month: 12,
      starts_at: timed ? new Date(ctx.now.getTime() + 7 * DAY_MS) : null,
      ends_at: timed ? new Date(ctx.now.getTime() + 7 * DAY_MS + 7_200_000) : null,
      venue: timed ? '区政府第一会议室' : null,
      chair_name: null,
      chair_title: '副区长',
      notice_no: null,
      notice_text: null,
      noticed_at: null,
      consensus: state.startsWith('minutes') || state === 'issued' ? 'preliminary' : null,
      conclusion: null,
      issued_at: state === 'issued' ? ctx.now : null,
      sequence: 0,
      changed_at: null,
      made_at: ctx.now,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function newTopic(t: Test, meeting: Meeting, given: Partial<Topic> = {}): Promise<Topic> {
  const ctx = t.ctx();
  made += 1;
  return ctx.db
    .insertInto('meetings.topic')
    .values({
      id: newId(ctx.now.getTime()),
      body_id: meeting.body_id,
      org_id: meeting.org_id,
      meeting_id: meeting.id,
      seq: made,
      kind: 'report',
      title: `议题${made}`,
      background: null,
      research: null,
      unit_id: null,
      reporter: null,
      state: 'accepted',
      reason: null,
      made_at: ctx.now,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Something agreed at `meeting`, assigned to `lead`. */
export async function newItem(
  t: Test,
  meeting: Meeting,
  lead: Pick<Unit, 'id'>,
  given: Partial<Item> = {},
): Promise<Item> {
  const ctx = t.ctx();
  made += 1;
  return ctx.db
    .insertInto('meetings.item')
    .values({
      id: newId(ctx.now.getTime()),
      body_id: meeting.body_id,
      org_id: meeting.org_id,
      meeting_id: meeting.id,
      topic_id: null,
      seq: made,
      text: `议定事项${made}`,
      measure: '年底前建成并对外开放',
      theme: null,
      consensus: 'full',
      lead_unit: lead.id,
      owner_name: null,
      owner_title: null,
      owner_sealed: null,
      due_on: '2027-06-30',
      state: 'assigned',
      reason: null,
      outcome: null,
      agreed_at: ctx.now,
      chased_at: null,
      escalated_at: null,
      closed_at: null,
      version: 1,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** For the matrix: a body of each union, made once; everything in it bears the union's mark. */
export function aBody({ t }: Pick<World, 't'>, at: Place): Promise<TestBody> {
  return once(at, 'meetings.body', () => newBody(t, at.id, { sign: at.sign }));
}

export function aMeeting(world: Pick<World, 't'>, at: Place): Promise<Meeting> {
  return once(at, 'meetings.meeting', async () =>
    newMeeting(world.t, await aBody(world, at), 'held', { title: `${at.mark}联席会议` }),
  );
}

export function anItem(world: Pick<World, 't'>, at: Place): Promise<Item> {
  return once(at, 'meetings.item', async () => {
    const { units } = await aBody(world, at);
    return newItem(world.t, await aMeeting(world, at), units[1]!, { text: `${at.mark}议定事项` });
  });
}

/** One more meeting with something agreed, for lists and counts. */
export async function plantMeeting({ t }: World, at: Place): Promise<void> {
  const body = await newBody(t, at.id, { sign: at.sign, members: 1 });
  const meeting = await newMeeting(t, body, 'held', { title: `${at.mark}另一次会议` });
  await newItem(t, meeting, body.units[1]!, { text: `${at.mark}另一项`, due_on: '2026-01-31' });
}
