import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Contract, Output, Request } from '../contract.ts';
import { nextPhone, type Answer, type TestApp } from '../testing.ts';
import { getSession, signInByPassword } from './contract.ts';
import { phoneKey } from './directory.ts';

/** The root organisation of every test database. */
export const ROOT = 1;
export const PASSWORD = 'correct horse';

/** For tests: one browser with its cookies. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  /** The Set-Cookie lines of the last answer. */
  readonly lines: readonly string[];
  call<C extends Contract>(
    contract: C,
    input: Request<C>,
    headers?: Record<string, string>,
  ): Promise<Answer<C>>;
  /** The status of a page's request to `url`. */
  get(url: string): Promise<number>;
}

/** A browser at an address of its own. One made from `other` starts with a copy of its cookies. */
export function visitor(app: TestApp, other?: Visitor): Visitor {
  const client = app.guest();
  const cookies = new Map(other?.cookies);
  const lines: string[] = [];
  const header = (): Record<string, string> =>
    cookies.size > 0 ? { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } : {};
  return {
    cookies,
    lines,
    async call(contract, input, headers = {}) {
      const answer = await client.call(contract, input, { headers: { ...header(), ...headers } });
      lines.splice(0, lines.length, ...[answer.headers['set-cookie'] ?? []].flat().map(String));
      for (const line of lines) keep(cookies, line);
      return answer;
    },
    async get(url) {
      return (await app.server.inject({ url, headers: header() })).statusCode;
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const name = pair.slice(0, pair.indexOf('='));
  if (attributes.includes('Max-Age=0')) cookies.delete(name);
  else cookies.set(name, pair.slice(name.length + 1));
}

/** The six digits an authenticator app shows (RFC 6238), `steps` of 30 s from now. */
export function totpOf(secret: string, steps = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const value = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fff_ffff;
  return String(value % 1_000_000).padStart(6, '0');
}

/** Lets time pass; it stands still afterwards. */
export function skip(app: TestApp, ms: number): void {
  app.setNow(new Date(app.app.now().getTime() + ms));
}

/** The code in the newest message to `phone`. */
export async function codeFor(app: TestApp, phone: string): Promise<string> {
  const messages = await app.messagesTo(phone);
  return messages.at(-1)!.params['code']!;
}

/** An account with a password and the role of a chair. */
export async function officer(app: TestApp): Promise<{ id: string; phone: string }> {
  const phone = nextPhone();
  const { userId: id } = await app.officer('chair', ROOT);
  const key = phoneKey(app.app.crypto, phone);
  await sql`update auth."user" set "phoneNumber" = ${key} where id = ${id}`.execute(app.app.db);
  await app.app.accounts.ensure({ phone, name: '王芳', password: PASSWORD });
  return { id, phone };
}

export function enter(
  who: Visitor,
  phone: string,
  password = PASSWORD,
): Promise<Answer<typeof signInByPassword>> {
  return who.call(signInByPassword, { phone, password });
}

export async function accountOf(who: Visitor): Promise<Output<typeof getSession>['account']> {
  return (await who.call(getSession, {})).body.account;
}

/** What the audit log has of an account, without the prefix. */
export async function actionsOn(app: TestApp, userId: string): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    select action from kernel.audit_entry where entity = 'account' and entity_id = ${userId}`.execute(
    app.app.db,
  );
  return rows.map(({ action }) => action.replace('accounts.', ''));
}
