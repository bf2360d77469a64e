import { sql } from 'kysely';
import { requireAccount } from '../../auth.ts';
import type { Input, Output } from '../../contract.ts';
import { inTx, type Ctx, type TxCtx } from '../../ctx.ts';
import { newId } from '../../ids.ts';
import type { RouteExtra } from '../../module.ts';
import { endSessions } from '../directory.ts';
import { accountsError } from '../errors.ts';
import { audit, ownSession, requirePassword } from '../settings.ts';
import type * as contract from './contract.ts';
import { comeBack, leaveFor, oidcOf } from './provider.ts';
import { keyOf } from './sign-in.ts';

export async function getOidcLink(ctx: Ctx): Promise<Output<typeof contract.getOidcLink>> {
  const { userId } = requireAccount(ctx);
  const { rows } = await sql<{ at: Date }>`
    select "createdAt" as at from auth.account where "userId" = ${userId} and "providerId" = 'oidc'`.execute(
    ctx.db,
  );
  return { name: ctx.app.config.oidc?.name ?? null, linkedAt: rows[0]?.at.toISOString() ?? null };
}

export async function startOidcLink(
  ctx: Ctx,
  { password }: Input<typeof contract.startOidcLink>,
  extra: RouteExtra,
): Promise<Output<typeof contract.startOidcLink>> {
  oidcOf(ctx);
  const { account } = ownSession(ctx, extra);
  // Whoever finds the computer open must not leave a door of their own behind.
  await requirePassword(ctx, account, password);
  return leaveFor(ctx, extra, account.userId);
}

export async function linkOidc(
  ctx: Ctx,
  input: Input<typeof contract.linkOidc>,
  extra: RouteExtra,
): Promise<Output<typeof contract.linkOidc>> {
  const { account } = ownSession(ctx, extra);
  const key = keyOf(await comeBack(ctx, extra, input, account.userId));
  await inTx(ctx, async (tx) => {
    const { db } = tx;
    await sql`delete from auth.account where "userId" = ${account.userId} and "providerId" = 'oidc'`.execute(
      db,
    );
    const { numAffectedRows } = await sql`
      insert into auth.account (id, "accountId", "providerId", "userId", "updatedAt")
      values (${newId()}, ${key}, 'oidc', ${account.userId}, now()) on conflict do nothing`.execute(db);
    if (numAffectedRows !== 1n) throw accountsError('oidc_taken');
    await audit(tx, account, 'oidc_linked');
  });
  return { done: true };
}

export async function unlinkOidc(ctx: TxCtx): Promise<Output<typeof contract.unlinkOidc>> {
  const account = requireAccount(ctx);
  const { numAffectedRows } = await sql`
    delete from auth.account where "userId" = ${account.userId} and "providerId" = 'oidc'`.execute(ctx.db);
  if (numAffectedRows === 0n) throw accountsError('oidc_none');
  await endSessions(ctx, account.userId, 'by_owner', { but: account.sessionId });
  await audit(ctx, account, 'oidc_unlinked');
  return { done: true };
}
