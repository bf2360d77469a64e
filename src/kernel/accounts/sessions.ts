import { sql } from 'kysely';
import { forgetActor, grantsInForce, type Grant } from '../auth.ts';
import type { Output } from '../contract.ts';
import { systemCtx, type App, type Ctx } from '../ctx.ts';
import { kernelError } from '../errors.ts';
import type { RouteExtra } from '../module.ts';
import { definePolicy, policyAt } from '../policy.ts';
import { z } from 'zod';
import type * as contract from './contract.ts';
import type { SessionEnd } from './contract.ts';
import { withCookie } from './library.ts';
import { partsOf } from './parts.ts';

export const totpPolicy = definePolicy({
  key: 'accounts.totp_required',
  about: 'Officers have no rights until they have set up a second factor (TOTP)',
  schema: z.boolean(),
  fallback: true,
  source: 'GB/T 22239-2019 level 3: two factors',
});

/** Whether officers need a second factor today; for `startActors`. */
export function totpRequired(app: App): Promise<boolean> {
  return policyAt(systemCtx(app, 'accounts'), totpPolicy);
}

type AccountView = NonNullable<Output<typeof contract.getSession>['account']>;

export async function getSession(ctx: Ctx): Promise<Output<typeof contract.getSession>> {
  if (ctx.actor.kind !== 'account') return { account: null, ...endOf(ctx) };
  const row = await userRow(ctx, ctx.actor.userId);
  return { account: viewOf(ctx.actor.userId, row, ctx.actor.grants) };
}

function endOf({ actor }: Ctx): { ended?: SessionEnd } {
  return actor.kind === 'guest' && actor.ended ? { ended: actor.ended } : {};
}

/** An account that has just signed in, with the rights its new session has. */
export async function accountView(ctx: Ctx, userId: string): Promise<AccountView> {
  const row = await userRow(ctx, userId);
  const grants = await partsOf(ctx).grantsOf(userId);
  return viewOf(userId, row, await grantsInForce(grants, row.totp, () => totpRequired(ctx.app)));
}

interface UserRow {
  readonly name: string;
  readonly totp: boolean;
}

async function userRow(ctx: Ctx, userId: string): Promise<UserRow> {
  const { rows } = await sql<UserRow>`
    select name, coalesce("twoFactorEnabled", false) as totp from auth."user" where id = ${userId}`.execute(
    ctx.db,
  );
  if (!rows[0]) throw kernelError('unauthenticated');
  return rows[0];
}

function viewOf(id: string, { name, totp }: UserRow, grants: readonly Grant[]): AccountView {
  return { id, name, totp, grants: grants.map(({ role, orgId }) => ({ role, orgId })) };
}

/** Hands out the cookies of a new session, and ends the one this browser had before. */
export async function enter(
  ctx: Ctx,
  extra: RouteExtra,
  { userId, by, cookies }: { userId: string; by: string; cookies: readonly string[] },
): Promise<void> {
  extra.cookies.push(...cookies);
  await leave(ctx);
  await ctx.audit({ action: 'accounts.signed_in', entity: 'account', entityId: userId, detail: { by } });
}

/** Ends the session of the request, if it has one. Access tokens stay. */
export async function leave(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.kind !== 'account') return false;
  const { numAffectedRows } = await sql`
    delete from auth.session where id = ${ctx.actor.sessionId}`.execute(ctx.db);
  await forgetActor(ctx.db, ctx.actor.userId);
  return numAffectedRows === 1n;
}

export async function signOut(ctx: Ctx, _input: object, extra: RouteExtra): Promise<{ done: true }> {
  const { library } = partsOf(ctx);
  if ((await leave(ctx)) && ctx.actor.kind === 'account') {
    await ctx.audit({ action: 'accounts.signed_out', entity: 'account', entityId: ctx.actor.userId });
  }
  const headers = withCookie(extra.headers, library.cookieName);
  const answer = await library.api.signOut({ headers, returnHeaders: true });
  extra.cookies.push(...answer.headers.getSetCookie());
  return { done: true };
}
