import { sql } from 'kysely';
import { systemCtx } from '#kernel/ctx';
import type { TestApp } from '#kernel/testing';
import {
  atPlace,
  done,
  ofOwn,
  ofPerson,
  ofSession,
  once,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { aMember, memberAt } from '../factory.ts';
import * as rights from './contract.ts';
import type { CodeUse } from './rules.ts';

/** Asks for a fresh code as `who`, and reads it from the message to `phone`. */
export async function freshCode(
  test: TestApp,
  who: Awaited<ReturnType<TestApp['worker']>>,
  phone: string,
  use: CodeUse = 'copy',
): Promise<string> {
  // A code a minute for each phone: the one before is forgotten.
  await sql`delete from auth.code where phone_hash = ${test.app.crypto.hash('phone', phone)}`.execute(
    systemCtx(test.app, 'test').db,
  );
  const sent = await who.call(rights.sendMyCode, { use, phone });
  if (sent.status !== 202) throw new Error(`no code: ${sent.problem.code}`);
  const messages = await test.messagesTo(phone);
  return messages.findLast(({ params }) => params['code'])!.params['code']!;
}

/** Where a piece of text or a number stands, in any table: plain, keyed or sealed. `schema.table.column` of each hit. */
export async function whereInDatabase({ app, pool }: TestApp, needles: readonly string[]): Promise<string[]> {
  const { rows: columns } = await pool.query<{ s: string; t: string; c: string; type: string }>(
    `select table_schema as s, table_name as t, column_name as c, data_type as type
     from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const hashes = needles.flatMap((needle) => [
    ...(['id', 'phone', 'token', 'code'] as const).map((use) => app.crypto.hash(use, needle)),
    app.crypto.hash('id', `resident_id:${needle}`),
  ]);
  const words = [
    ...needles,
    ...hashes.flatMap((hash) => [hash.toString('base64'), hash.toString('hex')]),
  ].map((word) => word.toLowerCase());
  const found = new Set<string>();
  for (const { s, t, c, type } of columns) {
    if (/^(boolean|integer|smallint|bigint|timestamp|date|numeric|double)/.test(type)) continue;
    const { rows } = await pool.query<{ value: unknown }>(
      `select distinct "${c}"::${type === 'bytea' ? 'bytea' : 'text'} as value from "${s}"."${t}" where "${c}" is not null`,
    );
    for (const { value } of rows)
      if (readings(app, value).some((text) => words.some((word) => text.includes(word))))
        found.add(`${s}.${t}.${c}`);
  }
  return [...found].sort();
}

/** A value as text, and what is sealed in it opened. */
function readings({ crypto }: TestApp['app'], value: unknown): string[] {
  if (!Buffer.isBuffer(value)) return [String(value).toLowerCase()];
  const plain = [value.toString('hex'), value.toString('utf8')];
  try {
    plain.push(crypto.open(value));
  } catch {
    // Not sealed: a hash, a file.
  }
  return plain.map((text) => text.toLowerCase());
}

/** A member of `at` asks that their name be corrected; their union answers. Returns the request's id. */
async function newRequest({ t, ...world }: World, at: Place): Promise<string> {
  const { phone } = await memberAt({ t, ...world }, at);
  const me = await t.worker(phone);
  const code = await freshCode(t, me, phone, 'correct');
  return (await done(me, rights.askByRight, { kind: 'correct', code, name: `${at.mark}大满` })).id;
}

export async function plantRequest(world: World, at: Place): Promise<void> {
  await newRequest(world, at);
}

const asked = async (world: World, at: Place) => ({
  id: await once(at, 'asked by right', () => newRequest(world, at)),
});
const own = async (world: World, at: Place) => ({
  input: {},
  owner: await world.t.worker((await aMember(world, at)).phone),
});

export const rightsLive: readonly Live[] = [
  ofPerson(rights.getMyRights, own),
  ofPerson(rights.listMyLooks, own),
  ...[
    rights.sendMyCode,
    rights.takeMyData,
    rights.printMyData,
    rights.changeMyWork,
    rights.sendNewPhoneCode,
    rights.changeMyPhone,
    rights.chooseNews,
    rights.askByRight,
  ].map((one) =>
    ofSession(one, 'takes no id: it is about the account that asks, its phone proved by a code'),
  ),
  ofOwn(rights.listRequests, { state: 'all' }),
  atPlace(rights.listRequests, async (_world, at) => ({ input: { orgId: at.id } })),
  atPlace(rights.getRequest, async (world, at) => ({ input: await asked(world, at) })),
  atPlace(rights.revealRequest, async (world, at) => ({
    input: { ...(await asked(world, at)), purpose: '对照证件更正' },
  })),
  atPlace(rights.doRequest, async (world, at) => ({ input: { id: await newRequest(world, at) } })),
  atPlace(rights.refuseRequest, async (world, at) => ({
    input: { id: await newRequest(world, at), reason: '证件与所填不一致' },
  })),
];
