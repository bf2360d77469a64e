import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { mayAt, orgRefs } from '#orgs';
import { bodyFor, meetingFor, type Body, type Meeting } from '../queries.ts';
import { MEETING_STEPS } from '../rules.ts';
import type * as contract from './contract.ts';

type View = Output<typeof contract.getMeeting>;

export async function toMeeting(ctx: Ctx, row: Meeting, body: Pick<Body, 'id' | 'name'>): Promise<View> {
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

export async function getMeeting(ctx: Ctx, { id }: Input<typeof contract.getMeeting>): Promise<View> {
  const row = await meetingFor(ctx, 'meetings.read', id);
  return toMeeting(ctx, row, await bodyFor(ctx, 'meetings.read', row.body_id));
}
