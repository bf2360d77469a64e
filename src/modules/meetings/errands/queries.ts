import { z } from 'zod';
import type { Selectable } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { definePolicy } from '#kernel/policy';
import { orgInScope } from '#orgs';
import { meetingsError } from '../errors.ts';
import type { Locked } from '../queries.ts';
import type { ErrandTable, SubmissionTable } from '../tables.ts';

export const ERRAND = 'meetings.errand';
/** The kind of the links that units get (kernel/links.ts); each opens one errand. */
export const ERRAND_LINK = 'meetings.errand';

export type Errand = Selectable<ErrandTable>;
export type Submission = Selectable<SubmissionTable>;

export const errandLinkDays = definePolicy({
  key: 'meetings.link_days',
  about: 'How long a link of a unit opens its page after it was made or renewed',
  schema: z.number().int().min(1).max(365),
  fallback: 60,
  source: 'inference',
});

/** One errand where the actor holds `permission`; elsewhere it does not exist for them. Throws meetings.not_found. */
export async function errandFor(
  ctx: Ctx,
  permission: string,
  id: string,
  { lock = false }: Locked = {},
): Promise<Errand> {
  let query = ctx.db.selectFrom('meetings.errand').selectAll().where('id', '=', id);
  if (ctx.actor.kind !== 'system') query = query.where(orgInScope(ctx, permission, 'org_id'));
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw meetingsError('not_found');
  return row;
}
