import { sql, type SqlBool } from 'kysely';
import { DUTY_OF, isWithin, type Role } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { beyond, inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { newId, newSecret } from '#kernel/ids';
import { defineTemplates } from '#kernel/notify';
import { civilDate } from '#kernel/time';
import { orgsError } from '../errors.ts';
import { endedNow, orgFor } from '../queries.ts';
import { mayInvite } from '../rules.ts';
import { holdTree, requireStanding } from '../tree/actions.ts';
import type * as contract from './contract.ts';
import { findInvitation } from './queries.ts';

const INVITATION_DAYS = 7;

defineTemplates('orgs', {
  invitation: {
    kind: 'service',
    text: {
      zh: '【职工之家】{org}邀请您担任{role}。7 天内打开 {link} 接受。若与您无关，请不必理会。',
      en: '[Zhijia] {org} invites you as {role}. Open {link} within 7 days to accept. Ignore this if it is not for you.',
    },
  },
});

const ROLE_NAMES: Readonly<Record<Role, { zh: string; en: string }>> = {
  chair: { zh: '工会主席', en: 'chair' },
  membership_officer: { zh: '会员工作人员', en: 'membership officer' },
  viewer: { zh: '查看人员', en: 'viewer' },
  system_admin: { zh: '系统管理员', en: 'system administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
};

export async function inviteOfficer(
  ctx: TxCtx,
  input: Input<typeof contract.inviteOfficer>,
): Promise<Output<typeof contract.inviteOfficer>> {
  await holdTree(ctx);
  const org = await orgFor(ctx, 'orgs.officers', input.id);
  requireStanding(org, 'id');
  if (!mayInvite(rolesAt(ctx, org.path), input.role)) throw orgsError('may_not_invite');
  if (input.until && input.until <= civilDate(ctx.now)) throw orgsError('until_past', { field: 'until' });
  if (input.replaces) await requireCurrent(ctx, input.replaces, org.id, input.role);
  await closeExpired(ctx, org.id);
  const id = newId(ctx.now.getTime());
  const token = newSecret();
  await ctx.db
    .insertInto('orgs.invitation')
    .values({
      id,
      org_id: org.id,
      name: input.name,
      role: input.role,
      phone_hash: ctx.app.crypto.hash('phone', input.phone),
      phone_sealed: ctx.app.crypto.seal(input.phone),
      token_hash: ctx.app.crypto.hash('token', token),
      until: input.until ?? null,
      replaces: input.replaces ?? null,
      invited_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system',
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + INVITATION_DAYS * 86_400_000),
      closed_at: null,
      closed_how: null,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'invitation_one_open') ? orgsError('already_invited', { field: 'phone' }) : error;
    });
  const link = `${ctx.app.config.url}/staff/invite#${token}`;
  const params = { org: org.name, role: ROLE_NAMES[input.role][ctx.locale], link };
  await ctx.notify({ channel: 'sms', to: input.phone, template: 'orgs.invitation', params });
  await ctx.audit({
    action: 'orgs.invite',
    entity: 'orgs.invitation',
    entityId: id,
    orgId: org.id,
    detail: { role: input.role },
  });
  return { id, link };
}

/** The actor's roles over `path`. */
export function rolesAt(ctx: Ctx, path: string): Role[] {
  if (ctx.actor.kind !== 'account') return ['system_admin'];
  return ctx.actor.grants.filter((grant) => isWithin(path, grant.path)).map((grant) => grant.role);
}

/** Handed over is the same role: otherwise an invitation could end a role that its sender may not end. */
async function requireCurrent(ctx: TxCtx, id: string, orgId: number, role: Role): Promise<void> {
  const row = await ctx.db
    .selectFrom('orgs.officer')
    .select('id')
    .where('id', '=', id)
    .where('org_id', '=', orgId)
    .where('role', '=', role)
    .where(sql<SqlBool>`during @> ${ctx.now}::timestamptz`)
    .executeTakeFirst();
  if (!row) throw orgsError('officer_not_found', { field: 'replaces' });
}

/** An expired invitation must not stand in the way of a new one. */
async function closeExpired(ctx: TxCtx, orgId: number): Promise<void> {
  await ctx.db
    .updateTable('orgs.invitation')
    .set({ closed_at: ctx.now, closed_how: 'revoked' })
    .where('org_id', '=', orgId)
    .where('closed_at', 'is', null)
    .where('expires_at', '<=', ctx.now)
    .execute();
}

export async function revokeInvitation(
  ctx: TxCtx,
  { id }: Input<typeof contract.revokeInvitation>,
): Promise<Output<typeof contract.revokeInvitation>> {
  const row = await ctx.db
    .selectFrom('orgs.invitation')
    .select(['org_id', 'role', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.closed_at) throw orgsError('invitation_gone');
  const org = await orgFor(ctx, 'orgs.officers', row.org_id);
  if (!mayInvite(rolesAt(ctx, org.path), row.role)) throw orgsError('may_not_invite');
  await closeInvitation(ctx, id, 'revoked');
  await ctx.audit({
    action: 'orgs.revoke_invitation',
    entity: 'orgs.invitation',
    entityId: id,
    orgId: row.org_id,
  });
  return { done: true };
}

/** Closes an open invitation; whoever comes second finds it gone. */
async function closeInvitation(ctx: TxCtx, id: string, how: 'accepted' | 'revoked'): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('orgs.invitation')
    .set({ closed_at: ctx.now, closed_how: how })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw orgsError('invitation_gone');
}

export async function sendInvitationCode(
  ctx: Ctx,
  { token }: Input<typeof contract.sendInvitationCode>,
): Promise<Output<typeof contract.sendInvitationCode>> {
  const invitation = await findInvitation(ctx, token);
  return ctx.app.accounts.sendCode(ctx, invitation.phone, `invitation:${invitation.id}`);
}

export async function acceptInvitation(
  ctx: Ctx,
  { token, code, password }: Input<typeof contract.acceptInvitation>,
): Promise<Output<typeof contract.acceptInvitation>> {
  const { accounts } = ctx.app;
  const invitation = await findInvitation(ctx, token);
  const existing = await accounts.findByPhone(invitation.phone);
  if (!existing?.hasPassword && !password) throw orgsError('password_missing', { field: 'password' });
  await accounts.checkCode(ctx, invitation.phone, `invitation:${invitation.id}`, code);
  if (existing)
    await beyond(ctx, 'the duties of who is invited', (wide) =>
      refuseOtherDuty(wide, existing.userId, invitation),
    );
  // An account that has a password keeps it: a forwarded invitation must not become a way to reset one.
  const fresh = existing?.hasPassword || !password ? {} : { password };
  const userId = await accounts.ensure({ phone: invitation.phone, name: invitation.name, ...fresh });
  await inTx(ctx, (tx) => beyond(tx, 'the invitation gives it', (wide) => takeUp(wide, invitation, userId)));
  return { org: invitation.org, role: invitation.role };
}

async function takeUp(
  ctx: TxCtx,
  invitation: Awaited<ReturnType<typeof findInvitation>>,
  userId: string,
): Promise<void> {
  await closeInvitation(ctx, invitation.id, 'accepted');
  if (invitation.replaces) await endRole(ctx, invitation.replaces, '交接');
  await grantRole(ctx, {
    userId,
    orgId: invitation.org_id,
    role: invitation.role,
    until: invitation.until,
    by: invitation.invited_by,
  });
}

/** Told before the account is touched: a password set for a role that is then refused would lock a worker out. */
async function refuseOtherDuty(
  ctx: Ctx,
  userId: string,
  { role, until }: { role: Role; until: string | null },
): Promise<void> {
  const other = await ctx.db
    .selectFrom('orgs.officer')
    .select('id')
    .where('user_id', '=', userId)
    .where('duty', '<>', DUTY_OF[role])
    .where(sql<SqlBool>`during && tstzrange(${ctx.now}, ${endOf(until)})`)
    .executeTakeFirst();
  if (other) throw orgsError('duties_separated');
}

/** The instant at which a role ends that is held until this day. */
function endOf(until: string | null): Date | null {
  return until === null ? null : new Date(`${until}T00:00:00+08:00`);
}

export interface NewGrant {
  readonly userId: string;
  readonly orgId: number;
  readonly role: Role;
  /** Civil date on which the role ends by itself. */
  readonly until: string | null;
  readonly by: string;
}

/**
 * Gives a role, and ends the sessions of who gets it: a role begins with a fresh sign-in. A role that is held already
 * stays as it is.
 */
export async function grantRole(ctx: TxCtx, grant: NewGrant): Promise<void> {
  const id = newId(ctx.now.getTime());
  const held = await ctx.db
    .selectFrom('orgs.officer')
    .select('id')
    .where('user_id', '=', grant.userId)
    .where('org_id', '=', grant.orgId)
    .where('role', '=', grant.role)
    .where(sql<SqlBool>`during @> ${ctx.now}::timestamptz`)
    .executeTakeFirst();
  if (held) return;
  await ctx.db
    .insertInto('orgs.officer')
    .values({
      id,
      user_id: grant.userId,
      org_id: grant.orgId,
      role: grant.role,
      during: sql`tstzrange(${ctx.now}, ${endOf(grant.until)})`,
      granted_by: grant.by,
      end_reason: null,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'officer_duties_separated') ? orgsError('duties_separated') : error;
    });
  await ctx.app.accounts.endSessions(ctx, grant.userId, 'role_changed');
  await ctx.audit({
    action: 'orgs.grant',
    entity: 'orgs.officer',
    entityId: id,
    orgId: grant.orgId,
    detail: { role: grant.role },
  });
}

export async function endOfficer(
  ctx: TxCtx,
  input: Input<typeof contract.endOfficer>,
): Promise<Output<typeof contract.endOfficer>> {
  const officer = await ctx.db
    .selectFrom('orgs.officer')
    .select(['org_id', 'role'])
    .where('id', '=', input.id)
    .where(sql<SqlBool>`during @> ${ctx.now}::timestamptz`)
    .where('end_reason', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!officer) throw orgsError('officer_not_found');
  const org = await orgFor(ctx, 'orgs.officers', officer.org_id);
  if (!mayInvite(rolesAt(ctx, org.path), officer.role)) throw orgsError('may_not_invite');
  if (officer.role === 'system_admin') await keepOneAdmin(ctx, [input.id]);
  await endRole(ctx, input.id, input.reason);
  return { done: true };
}

/** Stops where the administrators with these roles are the last ones. */
export async function keepOneAdmin(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  // Two administrators ending each other at once must not both succeed.
  await sql`lock table orgs.officer in share row exclusive mode`.execute(ctx.db);
  const other = await ctx.db
    .selectFrom('orgs.officer')
    .select('id')
    .where('role', '=', 'system_admin')
    .where('id', 'not in', ids)
    .where(sql<SqlBool>`during @> ${ctx.now}::timestamptz`)
    // Whoever held the lock before may have ended a role at a moment that is still to come for us.
    .where('end_reason', 'is', null)
    .executeTakeFirst();
  if (!other) throw orgsError('last_admin');
}

/** Ends a role now, and the sessions of who held it; one that has ended already stays as it ended. */
export async function endRole(ctx: TxCtx, id: string, reason: string): Promise<void> {
  const ended = await ctx.db
    .updateTable('orgs.officer')
    .set({
      during: endedNow(ctx),
      end_reason: reason,
    })
    .where('id', '=', id)
    .where('end_reason', 'is', null)
    // Also one that began while this transaction waited for its turn.
    .where(sql<SqlBool>`coalesce(upper(during), 'infinity') > ${ctx.now}`)
    .returning(['user_id', 'org_id', 'role'])
    .executeTakeFirst();
  if (!ended) return;
  await ctx.app.accounts.endSessions(ctx, ended.user_id, 'role_changed');
  await ctx.audit({
    action: 'orgs.end_role',
    entity: 'orgs.officer',
    entityId: id,
    orgId: ended.org_id,
    detail: { role: ended.role },
  });
}
