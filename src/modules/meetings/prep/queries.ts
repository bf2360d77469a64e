import type { z } from 'zod';
import { changesOf } from '#kernel/audit';
import type { Input, Output, todoSchema } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { mayAt, orgRefs, withNames } from '#orgs';
import { presentUnits } from './bodies/queries.ts';
import { bodyFor, MEETING, meetingFor, type Body, type Meeting, type Unit } from '../queries.ts';
import { MEETING_STEPS } from '../rules.ts';
import type * as contract from './contract.ts';
import { waitingFor } from './waiting/queries.ts';
import { lacksFor, needsReason, PREPARED, type Ready } from './rules.ts';
import { sayChange } from './texts/changes.ts';

type View = Output<typeof contract.getMeeting>;

export async function toMeeting(
  ctx: Ctx,
  row: Meeting,
  body: Pick<Body, 'id' | 'name'>,
): Promise<z.output<typeof contract.meetingSchema>> {
  const orgs = await orgRefs(ctx, [row.org_id]);
  return {
    id: row.id,
    body: { id: body.id, name: body.name },
    org: orgs.get(row.org_id)!,
    year: row.year,
    ordinal: row.ordinal,
    title: row.title,
    state: row.state,
    month: row.month,
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    venue: row.venue,
    chairName: row.chair_name,
    chairTitle: row.chair_title,
    consensus: row.consensus,
    conclusion: row.conclusion,
    next: [...MEETING_STEPS[row.state]],
    mayManage: await mayAt(ctx, 'meetings.manage', row.org_id),
  };
}

/** What a meeting has of what its steps need; whoever asks. */
export async function readyOf(ctx: Ctx, row: Meeting): Promise<Ready> {
  const topics = await ctx.db
    .selectFrom('meetings.topic')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('meeting_id', '=', row.id)
    .groupBy('state')
    .execute();
  const count = (state: string) => topics.find((one) => one.state === state)?.count ?? 0;
  return {
    proposed: count('proposed'),
    accepted: count('accepted') + count('heard'),
    startsAt: row.starts_at,
    venue: row.venue,
    chair: row.chair_title ?? row.chair_name,
    units: (await presentUnits(ctx, row.body_id)).length,
  };
}

export async function getMeeting(ctx: Ctx, { id }: Input<typeof contract.getMeeting>): Promise<View> {
  const row = await meetingFor(ctx, 'meetings.read', id);
  const ready = await readyOf(ctx, row);
  const changes = await changesOf(ctx, MEETING, id);
  return {
    ...(await toMeeting(ctx, row, await bodyFor(ctx, 'meetings.read', row.body_id))),
    sequence: row.sequence,
    noticedAt: row.noticed_at?.toISOString() ?? null,
    changeNote: row.change && sayChange(ctx.locale, row.change),
    changedAt: row.changed_at?.toISOString() ?? null,
    approval:
      row.approved_by === null ? null : { by: row.approved_by, on: row.approved_on!, no: row.approval_no },
    steps: MEETING_STEPS[row.state]
      .filter((to) => to === 'cancelled' || PREPARED.includes(to))
      .map((to) => ({ to, back: needsReason(row.state, to), lacks: lacksFor(to, ready, ctx.now) })),
    since: (changes.at(-1)?.at ?? row.made_at).toISOString(),
    history: await withNames(ctx, changes),
  };
}

/** The units that a meeting asks for topics, answers and remarks: all that take part now, in their order. Whoever asks. */
export async function unitsToAsk(ctx: Ctx, meetingId: string): Promise<Unit[]> {
  const { body_id } = await ctx.db
    .selectFrom('meetings.meeting')
    .select('body_id')
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return presentUnits(ctx, body_id);
}

/** What waits for the officer about preparing meetings: items of the to-do list. */
export function prepTodos(ctx: Ctx): Promise<z.output<typeof todoSchema>[]> {
  return waitingFor(ctx);
}
