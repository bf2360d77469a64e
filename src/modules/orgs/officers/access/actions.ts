import { sql, type SqlBool } from 'kysely';
import { allows } from '#kernel/auth';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx, type TxCtx } from '#kernel/ctx';
import { defineTemplates } from '#kernel/notify';
import { orgsError } from '../../errors.ts';
import { grantsOf, orgFor } from '../../queries.ts';
import { mayInvite } from '../../rules.ts';
import { rolesAt } from '../actions.ts';
import type * as contract from '../contract.ts';

defineTemplates('orgs', {
  second_factor_reset: {
    // At any hour: whoever did not ask for it must be able to call at once.
    kind: 'code',
    text: {
      zh: '【职工之家】您工作账号的动态码已由系统管理员重置，原有登录已全部退出；下次登录请重新设置。不是您要求的，请马上联系本级工会的系统管理员。',
      en: '[Zhijia] A system administrator has reset the second factor of your staff account and ended its sessions; set it up again at the next sign-in. If you did not ask for this, call your union’s system administrator at once.',
    },
  },
});

/** Ends every session of somebody who holds a role here, e.g. when a phone was lost. */
export async function endOfficerSessions(
  ctx: TxCtx,
  { id }: Input<typeof contract.endOfficerSessions>,
): Promise<Output<typeof contract.endOfficerSessions>> {
  const { user_id: userId, org_id: orgId } = await officerFor(ctx, 'orgs.officers', id);
  const ended = await ctx.app.accounts.endSessions(ctx, userId, 'by_admin');
  await ctx.audit({
    action: 'orgs.end_sessions',
    entity: 'account',
    entityId: userId,
    orgId,
    detail: { sessions: ended },
  });
  return { ended };
}

/**
 * For an officer whose authenticator and backup codes are gone. Another person does it, one whose own role covers every
 * role of the officer: otherwise an administrator of a street could weaken the account of a chair of the city.
 */
export async function resetSecondFactor(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.resetSecondFactor>,
): Promise<Output<typeof contract.resetSecondFactor>> {
  const officer = await officerFor(ctx, 'orgs.accounts', id);
  const { user_id: userId, org_id: orgId } = officer;
  if (ctx.actor.kind === 'account' && ctx.actor.userId === userId) throw orgsError('not_yourself');
  const roles = await beyond(ctx, 'all roles of an officer', ({ db }) => grantsOf(db, userId, ctx.now));
  if (!roles.every(({ path }) => allows(ctx.actor, 'orgs.accounts', path)))
    throw orgsError('roles_elsewhere');
  if (!(await ctx.app.accounts.resetTotp(ctx, userId))) throw orgsError('no_second_factor');
  await recordChange(
    ctx,
    { entity: 'account', entityId: userId, from: 'second_factor', to: 'second_factor_reset', reason },
    orgId,
  );
  const phone = await phoneOf(ctx, userId);
  if (phone !== null) await ctx.notify({ channel: 'sms', to: phone, template: 'orgs.second_factor_reset' });
  return { told: phone !== null };
}

async function officerFor(ctx: TxCtx, permission: 'orgs.officers' | 'orgs.accounts', id: string) {
  const officer = await ctx.db
    .selectFrom('orgs.officer')
    .select(['user_id', 'org_id', 'role'])
    .where('id', '=', id)
    .where(sql<SqlBool>`during @> ${ctx.now}::timestamptz`)
    .executeTakeFirst();
  if (!officer) throw orgsError('officer_not_found');
  const org = await orgFor(ctx, permission, officer.org_id);
  if (!mayInvite(rolesAt(ctx, org.path), officer.role)) throw orgsError('may_not_invite');
  return officer;
}

/** The number that an officer was invited by; an account keeps only its hash. */
async function phoneOf(ctx: Ctx, userId: string): Promise<string | null> {
  const hash = (await ctx.app.accounts.phoneHashesOf([userId])).get(userId);
  if (!hash) return null;
  const row = await ctx.db
    .selectFrom('orgs.invitation')
    .select('phone_sealed')
    .where('phone_hash', '=', hash)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? ctx.app.crypto.open(row.phone_sealed) : null;
}
