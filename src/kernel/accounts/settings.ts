import { sql } from 'kysely';
import { forgetActor, requireAccount, type Account } from '../auth.ts';
import type { Input, Output } from '../contract.ts';
import type { Ctx } from '../ctx.ts';
import { kernelError } from '../errors.ts';
import type { RouteExtra } from '../module.ts';
import type * as contract from './contract.ts';
import { dropSessions, namesOf } from './directory.ts';
import { accountsError } from './errors.ts';
import { answerOf, ISSUER, named, withCookie, type Answer } from './library.ts';
import { guarded } from './lockout.ts';
import { apart, partsOf } from './parts.ts';
import { claimTotp, passwordSubject } from './sign-in.ts';

export async function startTotp(
  ctx: Ctx,
  { password }: Input<typeof contract.startTotp>,
  extra: RouteExtra,
): Promise<Output<typeof contract.startTotp>> {
  const { account, headers } = ownSession(ctx, extra);
  const { api } = partsOf(ctx).library;
  const answer = await withPassword(ctx, account, () =>
    answerOf(api.enableTwoFactor({ body: { password }, headers, returnHeaders: true })),
  );
  if (answer.refused !== null || answer.value.method !== 'totp') throw accountsError('totp_on');
  await audit(ctx, account, 'totp_started');
  const secret = new URL(answer.value.totpURI).searchParams.get('secret')!;
  // The library would name the account by its invented address; its owner knows it by name.
  const name = (await namesOf(ctx.db, [account.userId])).get(account.userId);
  const label = [ISSUER, ...(name ? [name] : [])].map(encodeURIComponent).join(':');
  const query = new URLSearchParams({ secret, issuer: ISSUER, digits: '6', period: '30' });
  return {
    uri: `otpauth://totp/${label}?${query.toString()}`,
    secret,
    backupCodes: answer.value.backupCodes,
  };
}

export async function confirmTotp(
  ctx: Ctx,
  { code }: Input<typeof contract.confirmTotp>,
  extra: RouteExtra,
): Promise<Output<typeof contract.confirmTotp>> {
  const { account, headers } = ownSession(ctx, extra);
  const { library, db } = partsOf(ctx);
  const begun = await sql`
    select id from auth."twoFactor" where "userId" = ${account.userId} and verified = false`.execute(ctx.db);
  if (begun.rows.length === 0) throw accountsError('totp_not_started');
  const answer = await answerOf(library.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
  if (answer.refused === 'INVALID_TWO_FACTOR_COOKIE') throw kernelError('unauthenticated');
  if (answer.refused !== null) {
    await audit(ctx, account, 'totp_refused');
    throw accountsError('wrong_totp');
  }
  // The same code must not also sign in.
  await claimTotp(ctx, account.userId, code);
  // Every session so far was opened by one factor alone. Whoever holds another one must not rise with this one.
  await dropSessions(db, account.userId);
  const body = { userId: account.userId };
  const fresh = await library.api.openSession({ body, headers: named(extra.headers), returnHeaders: true });
  extra.cookies.push(...fresh.headers.getSetCookie());
  await forgetActor(ctx.db, account.userId);
  await audit(ctx, account, 'totp_enabled');
  return { done: true };
}

export async function changePassword(
  ctx: Ctx,
  { current, next }: Input<typeof contract.changePassword>,
  extra: RouteExtra,
): Promise<Output<typeof contract.changePassword>> {
  const { account, headers } = ownSession(ctx, extra);
  const { api } = partsOf(ctx).library;
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
  const answer = await withPassword(ctx, account, () =>
    answerOf(api.changePassword({ body, headers, returnHeaders: true })),
  );
  if (answer.refused === null) extra.cookies.push(...answer.cookies);
  await forgetActor(ctx.db, account.userId);
  await audit(ctx, account, 'password_changed');
  return { done: true };
}

/**
 * The account and its session cookie, for what only its owner may do. An access token must not change how one signs in,
 * and a request with both would be one account to us and perhaps another to the library.
 */
export function ownSession(ctx: Ctx, { headers }: RouteExtra): { account: Account; headers: Headers } {
  if (headers.has('authorization')) throw kernelError('unauthenticated');
  return { account: requireAccount(ctx), headers: withCookie(headers, partsOf(ctx).library.cookieName) };
}

const WRONG_PASSWORD: ReadonlySet<string | null> = new Set([
  'INVALID_PASSWORD',
  'CREDENTIAL_ACCOUNT_NOT_FOUND',
]);
const RIGHT_PASSWORD: ReadonlySet<string | null> = new Set([null, 'TOTP_ALREADY_ENABLED']);

/**
 * Runs a call that names the password, as one counted try. Throws `accounts.wrong_password`; any other refusal means
 * that the session has ended meanwhile, and takes no try back.
 */
async function withPassword<T>(
  ctx: Ctx,
  account: Account,
  call: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const subject = passwordSubject(ctx.app.crypto, Buffer.from(account.phone ?? account.userId, 'base64'));
  const answer = await guarded(apart(ctx), { subject, userId: account.userId }, async () => {
    const given = await call();
    if (WRONG_PASSWORD.has(given.refused)) return null;
    if (!RIGHT_PASSWORD.has(given.refused)) throw kernelError('unauthenticated');
    return given;
  });
  if (answer) return answer;
  await audit(ctx, account, 'password_refused');
  throw accountsError('wrong_password');
}

/** Stops unless it is the account's password; a counted try like any other. */
export async function requirePassword(ctx: Ctx, account: Account, password: string): Promise<void> {
  const { library } = partsOf(ctx);
  const { rows } = await sql<{ hash: string | null }>`
    select password as hash from auth.account
    where "userId" = ${account.userId} and "providerId" = 'credential'`.execute(ctx.db);
  await withPassword(ctx, account, async () => {
    const right = await library.isPassword(rows[0]?.hash ?? null, password);
    return right ? { refused: null, value: true, cookies: [] } : { refused: 'INVALID_PASSWORD' };
  });
}

export function audit(ctx: Ctx, { userId }: Account, verb: string): Promise<void> {
  return ctx.audit({ action: `accounts.${verb}`, entity: 'account', entityId: userId });
}
