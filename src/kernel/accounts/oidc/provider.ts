import * as client from 'openid-client';
import { isLoopback, type OidcConfig } from '../../config.ts';
import type { Ctx } from '../../ctx.ts';
import type { AppError } from '../../errors.ts';
import type { RouteExtra } from '../../module.ts';
import { accountsError } from '../errors.ts';

/** Who somebody is at the provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** The provider says that it asked for more than a password (RFC 8176). */
  readonly strong: boolean;
}

/** What the provider came back with. */
export interface Returned {
  readonly state: string;
  readonly code?: string | undefined;
  readonly iss?: string | undefined;
  readonly error?: string | undefined;
}

/** What this browser went to the provider with; sealed in its cookie. `userId`: the account that a link is for. */
interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly userId: string | null;
  readonly until: number;
}

const COOKIE = 'zhijia.oidc';
const MINUTES = 10;
const TIMEOUT_SECONDS = 10;
const KNOWN_FOR_MS = 3_600_000;
const STRONG: ReadonlySet<string> = new Set(['mfa', 'otp', 'hwk']);

/** The setting, or a stop where there is none. */
export function oidcOf({ app }: Ctx): OidcConfig {
  if (app.config.oidc) return app.config.oidc;
  throw accountsError('oidc_off');
}

/**
 * Sends a browser to the provider: the address, and a cookie that only comes back from this browser. With a `userId` the
 * provider asks who it is anew, so that nobody links whoever used the computer before. Throws `accounts.oidc_away`.
 */
export async function leaveFor(ctx: Ctx, extra: RouteExtra, userId: string | null): Promise<{ url: string }> {
  const config = await discovered(oidcOf(ctx)).catch((error: unknown) => {
    throw told(error);
  });
  const journey: Journey = {
    // The page reads from it what to do when it is back.
    state: `${userId === null ? 'in' : 'link'}.${client.randomState()}`,
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    userId,
    until: ctx.now.getTime() + MINUTES * 60_000,
  };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: backAt(ctx),
    scope: 'openid',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    ...(userId === null ? {} : { prompt: 'login' }),
  });
  const sealed = ctx.app.crypto.seal(JSON.stringify(journey)).toString('base64url');
  extra.cookies.push(cookieLine(ctx, sealed, MINUTES * 60));
  return { url: url.href };
}

/**
 * Takes the code to the provider and returns who it is for. State, nonce, verifier, issuer, audience, times and signature
 * are checked; the code counts once, which the provider sees to. Throws `accounts.oidc_*`.
 */
export async function comeBack(
  ctx: Ctx,
  extra: RouteExtra,
  returned: Returned,
  userId: string | null,
): Promise<Identity> {
  const oidc = oidcOf(ctx);
  const journey = journeyOf(ctx, extra);
  if (!journey || journey.until < ctx.now.getTime()) throw accountsError('oidc_expired');
  if (journey.state !== returned.state || journey.userId !== userId) throw accountsError('oidc_expired');
  extra.cookies.push(cookieLine(ctx, '', 0));
  const { state, nonce, verifier } = journey;
  try {
    const tokens = await client.authorizationCodeGrant(await discovered(oidc), addressOf(ctx, returned), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const { iss, sub, amr } = tokens.claims()!;
    const methods: unknown[] = Array.isArray(amr) ? amr : [];
    return { issuer: iss, subject: sub, strong: methods.some((method) => STRONG.has(String(method))) };
  } catch (error) {
    throw told(error);
  }
}

function journeyOf(ctx: Ctx, { headers }: RouteExtra): Journey | null {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const sealed = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  if (!sealed) return null;
  try {
    return JSON.parse(ctx.app.crypto.open(Buffer.from(sealed, 'base64url'))) as Journey;
  } catch {
    return null;
  }
}

function cookieLine({ app }: Ctx, value: string, seconds: number): string {
  const secure = app.config.url.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${value}; Max-Age=${seconds}; Path=/api; HttpOnly; SameSite=Lax${secure}`;
}

function backAt({ app }: Ctx): string {
  return `${app.config.url}/staff/oidc`;
}

/** Our page's address, as the provider called it. */
function addressOf(ctx: Ctx, { state, code, iss, error }: Returned): URL {
  const url = new URL(backAt(ctx));
  const pairs = Object.entries({ state, code, iss, error });
  for (const [name, value] of pairs) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

const known = new WeakMap<OidcConfig, { config: client.Configuration; until: number }>();

/** What the provider publishes of itself, asked again every hour. */
async function discovered(oidc: OidcConfig): Promise<client.Configuration> {
  const before = known.get(oidc);
  if (before && before.until > Date.now()) return before.config;
  const open = isLoopback(oidc.issuer) ? [client.allowInsecureRequests] : [];
  const found = await client.discovery(new URL(oidc.issuer), oidc.clientId, undefined, client.None(), {
    timeout: TIMEOUT_SECONDS,
    execute: open,
  });
  const server = found.serverMetadata();
  const config = new client.Configuration(server, oidc.clientId, undefined, authentication(oidc, server));
  config.timeout = TIMEOUT_SECONDS;
  for (const allow of open) allow(config);
  // The token came over TLS from the provider itself; its signature is checked all the same.
  client.enableNonRepudiationChecks(config);
  known.set(oidc, { config, until: Date.now() + KNOWN_FOR_MS });
  return config;
}

function authentication({ clientSecret }: OidcConfig, server: client.ServerMetadata): client.ClientAuth {
  if (clientSecret === undefined) return client.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic')
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret);
}

/** What went wrong at the provider, in our words; the cause stays with it for the log of a developer. */
function told(error: unknown): AppError {
  return Object.assign(accountsError(`oidc_${reasonOf(error)}`), { cause: error });
}

function reasonOf(error: unknown): 'cancelled' | 'away' | 'expired' | 'failed' {
  if (error instanceof client.AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'cancelled';
    return /^(temporarily_unavailable|server_error)$/.test(error.error) ? 'away' : 'failed';
  }
  if (error instanceof client.ResponseBodyError)
    return error.error === 'invalid_grant' ? 'expired' : 'failed';
  // fetch says so by a TypeError; a page instead of an answer comes from a gateway before a provider that is down.
  const unreachable = error instanceof TypeError && error.message === 'fetch failed';
  const code = error instanceof client.ClientError ? error.code : undefined;
  const gateway = /^OAUTH_(TIMEOUT|RESPONSE_IS_NOT_(CONFORM|JSON))$/.test(code ?? '');
  return unreachable || gateway ? 'away' : 'failed';
}
