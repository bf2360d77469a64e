import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { orgsError } from '../errors.ts';
import { orgFor } from '../queries.ts';
import { maskPhone } from '../rules.ts';
import type * as contract from './contract.ts';

export async function listOfficers(
  ctx: Ctx,
  { id }: Input<typeof contract.listOfficers>,
): Promise<Output<typeof contract.listOfficers>> {
  await orgFor(ctx, 'orgs.read', id);
  const officers = await ctx.db
    .selectFrom('orgs.officer')
    .select(['id', 'user_id', 'role', 'end_reason'])
    .select([sql<Date>`lower(during)`.as('from'), sql<Date | null>`upper(during)`.as('until')])
    .where('org_id', '=', id)
    .orderBy('from', 'desc')
    .limit(200)
    .execute();
  const names = await ctx.app.accounts.namesOf(officers.map((officer) => officer.user_id));
  return {
    officers: officers.map((officer) => ({
      id: officer.id,
      name: names.get(officer.user_id) ?? '',
      role: officer.role,
      from: officer.from.toISOString(),
      until: officer.until?.toISOString() ?? null,
      endReason: officer.end_reason,
      current: officer.from <= ctx.now && (officer.until === null || officer.until > ctx.now),
    })),
    invitations: await openInvitations(ctx, id),
  };
}

async function openInvitations(ctx: Ctx, orgId: number) {
  const found = await ctx.db
    .selectFrom('orgs.invitation')
    .select(['id', 'name', 'phone_sealed', 'role', 'expires_at'])
    .where('org_id', '=', orgId)
    .where('closed_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute();
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    phone: maskPhone(ctx.app.crypto.open(row.phone_sealed)),
    role: row.role,
    expiresAt: row.expires_at.toISOString(),
    expired: row.expires_at <= ctx.now,
  }));
}

/** The open invitation that a link's token stands for, or a stop with 410. */
export async function findInvitation(ctx: Ctx, token: string) {
  const row = await beyond(ctx, 'what a secret link opens', ({ db }) =>
    db
      .selectFrom('orgs.invitation as i')
      .innerJoin('orgs.organisation as o', 'o.id', 'i.org_id')
      .selectAll('i')
      .select('o.name as org')
      .where('i.token_hash', '=', ctx.app.crypto.hash('token', token))
      .where('i.closed_at', 'is', null)
      .where('i.expires_at', '>', ctx.now)
      .executeTakeFirst(),
  );
  if (!row) throw orgsError('invitation_gone');
  return { ...row, phone: ctx.app.crypto.open(row.phone_sealed) };
}

export async function lookAtInvitation(
  ctx: Ctx,
  { token }: Input<typeof contract.lookAtInvitation>,
): Promise<Output<typeof contract.lookAtInvitation>> {
  const invitation = await findInvitation(ctx, token);
  const account = await ctx.app.accounts.findByPhone(invitation.phone);
  return {
    org: invitation.org,
    role: invitation.role,
    name: invitation.name,
    phone: maskPhone(invitation.phone),
    expiresAt: invitation.expires_at.toISOString(),
    hasPassword: account?.hasPassword ?? false,
  };
}
