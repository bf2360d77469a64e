import { sql } from 'kysely';
import type { Input, Output } from '../contract.ts';
import type { Crypto } from '../crypto.ts';
import type { Ctx } from '../ctx.ts';
import type { RouteExtra } from '../module.ts';
import { asGuess } from './attempts.ts';
import { checkCode, sendCode } from './codes.ts';
import type * as contract from './contract.ts';
import { findCredential, upsertUser } from './directory.ts';
import { accountsError } from './errors.ts';
import { answerOf, named, withCookie } from './library.ts';
import { guarded } from './lockout.ts';
import { apart, partsOf } from './parts.ts';
import { accountView, enter, totpRequired } from './sessions.ts';

const PURPOSE = 'sign_in';

export function sendSignInCode(
  ctx: Ctx,
  { phone }: Input<typeof contract.sendCode>,
): Promise<Output<typeof contract.sendCode>> {
  return sendCode(apart(ctx), phone, PURPOSE, 'holder');
}

export async function signInByCode(
  ctx: Ctx,
  { phone, code }: Input<typeof contract.signInByCode>,
  extra: RouteExtra,
): Promise<Output<typeof contract.signInByCode>> {
  const { library, db } = partsOf(ctx);
  await checkCode(apart(ctx), [{ phone, purpose: PURPOSE }], code);
  // Only after the code is right: that a phone belongs to staff is told to nobody else.
  const { crypto } = ctx.app;
  const credential = await findCredential(db, crypto, phone);
  if (credential?.hash) {
    await failed(ctx, credential.userId, 'password_needed');
    throw accountsError('password_needed');
  }
  const userId = await upsertUser(db, crypto, phone);
  const { headers } = await library.api.openSession({
    body: { userId },
    headers: named(extra.headers),
    returnHeaders: true,
  });
  await enter(ctx, extra, { userId, by: 'code', cookies: headers.getSetCookie() });
  return { account: await accountView(ctx, userId) };
}

export async function signInByPassword(
  ctx: Ctx,
  { phone, password }: Input<typeof contract.signInByPassword>,
  extra: RouteExtra,
): Promise<Output<typeof contract.signInByPassword>> {
  const { library, db } = partsOf(ctx);
  const { crypto } = ctx.app;
  const credential = await findCredential(db, crypto, phone);
  const who = {
    subject: passwordSubject(crypto, crypto.hash('phone', phone)),
    userId: credential?.userId,
  };
  const check = async (): Promise<string | null> => {
    const right = await library.isPassword(credential?.hash ?? null, password);
    return right && credential ? credential.userId : null;
  };
  const userId = await asGuess(apart(ctx), () => guarded(apart(ctx), who, check));
  if (userId === null || !credential) {
    await failed(ctx, credential?.userId, 'password');
    throw accountsError('wrong_password');
  }
  // The library checks the password once more, and decides whether a second factor is due.
  const { headers, response } = await library.api.signInPhoneNumber({
    body: { phoneNumber: credential.phone, password },
    headers: named(extra.headers),
    returnHeaders: true,
  });
  const cookies = headers.getSetCookie();
  if ('twoFactorRedirect' in response) {
    extra.cookies.push(...cookies);
    await ctx.audit({ action: 'accounts.password_passed', entity: 'account', entityId: userId });
    return { next: 'totp' };
  }
  await enter(ctx, extra, { userId, by: 'password', cookies });
  return { next: (await totpRequired(ctx.app)) ? 'enrol' : 'done' };
}

export async function signInByTotp(
  ctx: Ctx,
  { code }: Input<typeof contract.signInByTotp>,
  extra: RouteExtra,
): Promise<Output<typeof contract.signInByTotp>> {
  const headers = withCookie(extra.headers, partsOf(ctx).library.challengeCookieName);
  const userId = await challenged(ctx, headers);
  if (userId === null) {
    await failed(ctx, undefined, 'totp');
    throw accountsError('wrong_totp');
  }
  // Apps show six digits in two groups; backup codes have letters and keep their dash.
  const typed = code.normalize('NFKC').replace(/\s/g, '');
  const passed = await asGuess(apart(ctx), () =>
    guarded(apart(ctx), { subject: `totp:${userId}`, userId }, () =>
      secondFactor(ctx, userId, typed, headers),
    ),
  );
  if (!passed) {
    await failed(ctx, userId, 'totp');
    throw accountsError('wrong_totp');
  }
  await enter(ctx, extra, { userId, ...passed });
  return { account: await accountView(ctx, userId) };
}

/** Whose second factor the challenge cookie of `headers` waits for. The library checks its signature afterwards. */
async function challenged(ctx: Ctx, headers: Headers): Promise<string | null> {
  const identifier = /=(2fa-(?!attempts)[\w-]+)\./.exec(headers.get('cookie') ?? '')?.[1] ?? '';
  const { rows } = await sql<{ value: string }>`
    select value from auth.verification where identifier = ${identifier}`.execute(ctx.db);
  return rows[0]?.value ?? null;
}

interface Passed {
  readonly by: 'totp' | 'backup_code';
  readonly cookies: readonly string[];
}

async function secondFactor(
  ctx: Ctx,
  userId: string,
  code: string,
  headers: Headers,
): Promise<Passed | null> {
  const { api } = partsOf(ctx).library;
  if (!/^\d{6}$/.test(code)) {
    const answer = await answerOf(api.verifyBackupCode({ body: { code }, headers, returnHeaders: true }));
    return answer.refused === null ? { by: 'backup_code', cookies: answer.cookies } : null;
  }
  if (!(await claimTotp(ctx, userId, code))) return null;
  const answer = await answerOf(api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
  return answer.refused === null ? { by: 'totp', cookies: answer.cookies } : null;
}

/**
 * False for a code that was typed before: RFC 6238 §5.2 wants each taken once, the library takes one again for up to
 * 90 seconds. Claimed before the check, so that of two at once one wins and the challenge stays open for the next code.
 */
export async function claimTotp(ctx: Ctx, userId: string, code: string): Promise<boolean> {
  const hash = ctx.app.crypto.hash('code', `totp:${userId}:${code}`);
  const { numAffectedRows } = await sql`
    insert into auth.used_totp as used (user_id, code_hash, at) values (${userId}, ${hash}, ${ctx.now})
    on conflict (user_id, code_hash) do update set at = excluded.at
    where used.at < ${new Date(ctx.now.getTime() - 2 * 60_000)}`.execute(ctx.db);
  return numAffectedRows === 1n;
}

/** Signing in and changing the password count their tries together, also while the phone's hash is being lifted. */
export function passwordSubject(crypto: Crypto, phoneHash: Buffer): string {
  return `password:${crypto.variants('phone', phoneHash).at(-1)!.toString('base64')}`;
}

async function failed(ctx: Ctx, userId: string | undefined, reason: string): Promise<void> {
  const who = userId === undefined ? {} : { entity: 'account', entityId: userId };
  await ctx.audit({ action: 'accounts.sign_in_failed', ...who, detail: { reason } });
}
