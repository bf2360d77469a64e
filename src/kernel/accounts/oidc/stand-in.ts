import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** For tests: a real OpenID provider on this machine, at which one signs in by being named. */
export interface StandIn {
  readonly issuer: string;
  /** Who sits at its login page; null leaves by "cancel". */
  person: { readonly sub: string; readonly amr?: readonly string[] } | null;
  /** Puts other claims, or another key, into the ID tokens it hands out. */
  forge: ((claims: Readonly<Record<string, unknown>>) => Forgery) | null;
  /** Goes the way of a browser, from the address that we gave it until it is back at our page. */
  visit(url: string): Promise<Back>;
  stop(): Promise<void>;
}

export interface Forgery {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly foreignKey?: boolean;
}

/** What stands in the address of our page. */
export interface Back {
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
}

export const CLIENT = { id: 'zhijia', secret: 'a secret of at least thirty-two bytes' };
const KID = 'stand-in';

export async function openStandIn(redirectUri: string): Promise<StandIn> {
  const [key, foreign] = [newKey(), newKey()];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }] },
    claims: { openid: ['sub', 'amr'] },
    cookies: { keys: ['for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ sub }) }),
    ttl: { Session: 600, Grant: 600, Interaction: 600, IdToken: 600, AccessToken: 600 },
  });
  const standIn: StandIn = {
    issuer,
    person: null,
    forge: null,
    visit: (url) => browse(url, redirectUri),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/interaction/')) return interact(request, response);
    if (request.url === '/token' && standIn.forge) rewrite(response, standIn.forge, key, foreign);
    await provider.callback()(request, response);
  }

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const finish = (result: object) => provider.interactionFinished(request, response, result);
    if (!standIn.person) return finish({ error: 'access_denied' });
    const { sub, amr } = standIn.person;
    if (prompt.name === 'login') return finish({ login: { accountId: sub, ...(amr ? { amr } : {}) } });
    const grant = new provider.Grant({ accountId: session?.accountId ?? sub, clientId: params.client_id });
    grant.addOIDCScope('openid');
    await finish({ consent: { grantId: await grant.save() } });
  }
  return standIn;
}

function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

/** Changes the ID token in the answer that is about to go out. */
function rewrite(
  response: ServerResponse,
  forge: NonNullable<StandIn['forge']>,
  key: KeyObject,
  foreign: KeyObject,
): void {
  const end = response.end.bind(response) as (text: string) => ServerResponse;
  response.end = ((text: string | Buffer) => {
    const body = JSON.parse(text.toString()) as { id_token?: string };
    const claims = JSON.parse(
      Buffer.from(body.id_token?.split('.')[1] ?? '', 'base64url').toString() || '{}',
    ) as Record<string, unknown>;
    const made = forge(claims);
    const forged = JSON.stringify({
      ...body,
      id_token: signed(made.claims, made.foreignKey ? foreign : key),
    });
    response.setHeader('content-length', Buffer.byteLength(forged));
    return end(forged);
  }) as typeof response.end;
}

function signed(claims: object, key: KeyObject): string {
  const head = { alg: 'RS256', typ: 'JWT', kid: KID };
  const text = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`;
}

/** Follows redirects with the cookies of one browser. */
async function browse(url: string, until: string): Promise<Back> {
  const cookies = new Map<string, string>();
  for (let at = url, hops = 0; hops < 12; hops++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]!.split(/=(.*)/s);
      cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    if (!to) throw new Error(`${at} answered ${answer.status}: ${await answer.text()}`);
    at = new URL(to, at).href;
    if (at.startsWith(until)) return Object.fromEntries(new URL(at).searchParams) as unknown as Back;
  }
  throw new Error('the provider sent us round and round');
}
