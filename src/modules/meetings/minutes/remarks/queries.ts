import type { Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { orgRefs } from '#orgs';
import type { getMinutes } from '../contract.ts';
import { remarkIn } from '../rules.ts';

type Remark = Output<typeof getMinutes>['remarks'][number];

/** What units said of the draft by their links, the newest first; whoever asks. */
export async function remarksOf(ctx: Ctx, meetingId: string): Promise<Remark[]> {
  const rows = await ctx.db
    .selectFrom('meetings.submission as s')
    .innerJoin('meetings.errand as e', 'e.id', 's.errand_id')
    .innerJoin('meetings.unit as u', 'u.id', 'e.unit_id')
    .select(['s.id', 's.signer', 's.state', 's.what', 's.at', 'u.org_id'])
    .where('e.meeting_id', '=', meetingId)
    .where('e.kind', '=', 'review')
    .orderBy('s.at', 'desc')
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]);
  return rows.flatMap(({ id, signer, state, what, at, org_id }) =>
    remarkIn(what).map((said) => ({
      ...said,
      id,
      unit: orgs.get(org_id)!.name,
      signer,
      state,
      at: at.toISOString(),
    })),
  );
}
