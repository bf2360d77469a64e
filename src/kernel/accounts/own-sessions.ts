import { sql } from 'kysely';
import { forgetActor, requireAccount, STAFF_IDLE_MINUTES, type Account } from '../auth.ts';
import type { Input, Output } from '../contract.ts';
import type { Ctx, TxCtx } from '../ctx.ts';
import type * as contract from './contract.ts';
import { readDevice } from './devices.ts';
import { endSessions } from './directory.ts';
import { accountsError } from './errors.ts';

interface SessionRow {
  readonly id: string;
  readonly device: string | null;
  readonly signedIn: Date;
  readonly used: Date;
}

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly created: Date;
  readonly expires: Date;
  readonly used: Date | null;
}

/** The newest use first. An officer's session that lay idle for too long is over, though nobody has tried it yet. */
export async function listSessions(ctx: Ctx): Promise<Output<typeof contract.listSessions>> {
  const { userId, sessionId, grants } = requireAccount(ctx);
  const idleMinutes = grants.length > 0 ? STAFF_IDLE_MINUTES : null;
  const sessions = await sql<SessionRow>`
    select id, "userAgent" as device, "createdAt" as "signedIn", "updatedAt" as used from auth.session
    where "userId" = ${userId} and "expiresAt" > now()
      and (${idleMinutes}::int is null or "updatedAt" > now() - make_interval(mins => ${idleMinutes}::int))
    order by (id = ${sessionId}) desc, "updatedAt" desc, id limit 100`.execute(ctx.db);
  const tokens = await sql<TokenRow>`
    select id, name, created_at as created, expires_at as expires, last_used_at as used from auth.access_token
    where user_id = ${userId} and revoked_at is null and expires_at > now()
    order by created_at desc, id limit 100`.execute(ctx.db);
  return {
    sessions: sessions.rows.map((row) => ({
      id: row.id,
      device: readDevice(row.device),
      signedInAt: row.signedIn.toISOString(),
      lastUsedAt: row.used.toISOString(),
      current: row.id === sessionId,
    })),
    tokens: tokens.rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created.toISOString(),
      expiresAt: row.expires.toISOString(),
      lastUsedAt: row.used?.toISOString() ?? null,
    })),
  };
}

export async function endSession(
  ctx: TxCtx,
  { id }: Input<typeof contract.endSession>,
): Promise<Output<typeof contract.endSession>> {
  const account = requireAccount(ctx);
  const ended = await endSessions(ctx, account.userId, 'by_owner', { only: id });
  if (ended === 0) throw accountsError('session_not_found');
  await audit(ctx, account, 'session_ended', { session: id });
  return { done: true };
}

export async function endOtherSessions(ctx: TxCtx): Promise<Output<typeof contract.endOtherSessions>> {
  const account = requireAccount(ctx);
  const ended = await endSessions(ctx, account.userId, 'by_owner', { but: account.sessionId });
  await audit(ctx, account, 'other_sessions_ended', { sessions: ended });
  return { ended };
}

export async function revokeToken(
  ctx: TxCtx,
  { id }: Input<typeof contract.revokeToken>,
): Promise<Output<typeof contract.revokeToken>> {
  const account = requireAccount(ctx);
  const { numAffectedRows } = await sql`
    update auth.access_token set revoked_at = ${ctx.now}
    where id = ${id} and user_id = ${account.userId} and revoked_at is null`.execute(ctx.db);
  if (numAffectedRows === 0n) throw accountsError('token_not_found');
  await forgetActor(ctx.db, account.userId);
  await audit(ctx, account, 'token_revoked', { token: id });
  return { done: true };
}

function audit(ctx: Ctx, { userId }: Account, verb: string, detail: object): Promise<void> {
  return ctx.audit({
    action: `accounts.${verb}`,
    entity: 'account',
    entityId: userId,
    detail: { ...detail },
  });
}
