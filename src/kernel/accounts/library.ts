import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { parseEnvelope, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { phoneNumber, twoFactor } from 'better-auth/plugins';
import type pg from 'pg';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Crypto } from '../crypto.ts';
import { kernelError } from '../errors.ts';
import { newId, newSecret } from '../ids.ts';
import { deviceOf, writeDevice } from './devices.ts';

/** Days a session lasts; an officer's ends sooner, when it is not used (kernel/auth). */
const SESSION_DAYS = 30;
/** Shown by authenticator apps. */
export const ISSUER = '职工之家';

/** Opens a session for an account whose owner has been identified by our own means (an SMS code). */
const openSession = createAuthEndpoint.serverOnly(
  { method: 'POST', body: z.object({ userId: z.string() }) },
  async (ctx) => {
    const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
    if (!user) throw kernelError('unauthenticated');
    const session = await ctx.context.internalAdapter.createSession(user.id);
    await setSessionCookie(ctx, { session, user });
  },
);

const CHALLENGE_SECONDS = 600;

/**
 * Begins the wait for a second factor of an account whose owner was identified elsewhere (OIDC). The same two rows and
 * the same cookie as the library's own after a password, so that the same check ends it; a test holds them together.
 */
const openChallenge = createAuthEndpoint.serverOnly(
  { method: 'POST', body: z.object({ userId: z.string() }) },
  async (ctx) => {
    const { internalAdapter, secret, createAuthCookie } = ctx.context;
    const identifier = `2fa-${newSecret().replaceAll(/[^\w]/g, '')}`;
    const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1_000);
    const rows = [
      { identifier, value: ctx.body.userId },
      { identifier: `2fa-attempts-${identifier}`, value: '0' },
    ];
    for (const row of rows) await internalAdapter.createVerificationValue({ ...row, expiresAt });
    const cookie = createAuthCookie('two_factor', { maxAge: CHALLENGE_SECONDS });
    await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes);
  },
);

const sessions = {
  id: 'zhijia-sessions',
  endpoints: { openSession, openChallenge },
} satisfies BetterAuthPlugin;

/**
 * better-auth for sessions, passwords and second factors. Reached only through `api`, never over HTTP: its rate limits
 * and origin checks do not run, ours do. It never sees a phone number: what it calls one is the keyed hash.
 */
export function configure(pool: pg.Pool, config: Config, crypto: Crypto) {
  return betterAuth({
    appName: ISSUER,
    baseURL: config.url,
    database: pool,
    // The versioned form, because a BETTER_AUTH_SECRETS in the environment would win over a plain `secret`.
    secrets: crypto
      .versions()
      .toReversed()
      .map((version) => ({ version, value: crypto.derive('cookies', version).toString('base64') })),
    session: { expiresIn: SESSION_DAYS * 86_400, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: 'zhijia',
      useSecureCookies: config.url.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
    },
    // Counting of wrong codes is ours (lockout.ts), one rule for passwords and second factors.
    plugins: [phoneNumber(), twoFactor({ issuer: ISSUER, accountLockout: { enabled: false } }), sessions],
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
  });
}

export type Library = Awaited<ReturnType<typeof openLibrary>>;

/** Starts better-auth and reads from it how its cookies are named and signed. */
export async function openLibrary(pool: pg.Pool, config: Config, crypto: Crypto) {
  const auth = configure(pool, config, crypto);
  const context = await auth.$context;
  const nobody = await context.password.hash(newSecret());
  return {
    api: auth.api,
    cookieName: context.authCookies.sessionToken.name,
    challengeCookieName: context.createAuthCookie('two_factor').name,
    cookieSecret: context.secret,
    /** Whether a second factor is sealed under the newest key; and the same sealed so. */
    isCurrent: (sealed: string): boolean => parseEnvelope(sealed)?.version === crypto.versions().at(-1),
    async reseal(sealed: string): Promise<string> {
      const key = context.secretConfig;
      return symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data: sealed }) });
    },
    hashPassword: (password: string): Promise<string> => context.password.hash(password),
    /** Takes as long for an account without a password, or for none at all, as for a wrong one. */
    async isPassword(hash: string | null, password: string): Promise<boolean> {
      const same = await context.password.verify({ hash: hash ?? nobody, password });
      return same && hash !== null;
    },
  };
}

/** What a call of the library came to: its answer with the cookies to pass on, or the code of its refusal. */
export type Answer<T> =
  | { readonly refused: null; readonly value: T; readonly cookies: readonly string[] }
  | { readonly refused: string };

/** Waits for a call that was made with `returnHeaders`. A refusal is an answer; anything else it throws is a fault. */
export async function answerOf<T>(call: Promise<{ headers: Headers; response: T }>): Promise<Answer<T>> {
  try {
    const { headers, response } = await call;
    return { refused: null, value: response, cookies: headers.getSetCookie() };
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    return { refused: error.body?.code ?? error.message };
  }
}

/**
 * The request's headers as the library may see them: the cookie called `name` and nothing else. Another of its cookies
 * would lead it elsewhere (with a session it checks a second factor without counting), and so would a foreign Origin.
 */
export function withCookie(headers: Headers, name: string): Headers {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const seen = named(headers);
  // The first of several, as in kernel/http: both must mean the same session.
  seen.set('cookie', cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? '');
  return seen;
}

/** No more than what kind of device asks: the library writes it down with a session that it opens. */
export function named(headers: Headers): Headers {
  return new Headers({ 'user-agent': writeDevice(deviceOf(headers.get('user-agent'))) });
}
