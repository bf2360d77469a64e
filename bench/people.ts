/**
 * Finding people among a million (`BENCH_PEOPLE` for fewer): the demo federation as `ZHIJIA_DEMO=large` makes it, searched
 * by its city chair through HTTP, against the same SQL through bare node:http + pg. Rounds alternate; each figure is the
 * best round of either side, for the machine is shared.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { masterKeys, readConfig } from '#kernel/config';
import { stdCrypto } from '#kernel/crypto';
import { startEmbedded } from '#kernel/postgres';
import { prepareDatabase, startApp } from '../src/compose.ts';
import { DEMO_PASSWORD, fillEmpty } from '../src/demo.ts';
import type { Plan, Ports } from './bare.ts';
import type { Load, Result } from './client.ts';
import { print, short } from './figure.ts';
import { ask, companion, freePort, NODE, ROOT, start, stop, until200 } from './processes.ts';
import { statementsOf, type Endpoint } from './statements.ts';

const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);
const LOAD_BUDGET_SECONDS = 180;
const P95_BUDGET_MS = 50;
const CONNECTIONS = 4;
const ROUNDS = 4;
const SECONDS = 1.5;
/** One account may look up so many numbers a minute; those of a round, with a margin for the warm-up. */
const LOOKUPS = 12;
/** The city chair sees everything; a district’s (13900000002) is bounded by row-level security. */
const CHAIR = process.env['BENCH_CHAIR'] ?? '13900000005';

interface Named extends Endpoint {
  readonly name: string;
  readonly about: string;
}

const dataDir = mkdtempSync(join(tmpdir(), 'zj-'));
const connection = { host: join(dataDir, 'run'), user: 'zhijia', database: 'zhijia' };
const bare = companion('bare.ts');
const client = companion('client.ts');

try {
  print({
    figure: 'people.load',
    ours: await load(),
    baseline: LOAD_BUDGET_SECONDS,
    unit: 's',
    note: `${PEOPLE} people into an empty database, all indexes made; baseline: the budget for a million`,
  });
  const port = await freePort();
  const zhijia = start(NODE, ['src/cli.ts', 'serve'], {
    cwd: ROOT,
    env: { PORT: String(port), ZHIJIA_DATA: dataDir, ZHIJIA_LOG: 'error', ZHIJIA_PROXIES: '1' },
  });
  try {
    await until200(zhijia, `http://127.0.0.1:${port}/api/session`);
    const cookie = await signIn(port);
    const endpoints = await endpointsOf();
    const routes = await statementsOf(connection, dataDir, cookie, endpoints);
    const ports = await ask<Ports>(bare, { connection, routes } satisfies Plan);
    for (const endpoint of endpoints)
      report(
        endpoint,
        routes.get(endpoint.path)!.statements.length,
        await alternate(endpoint, port, ports.bare, cookie),
      );
  } finally {
    bare.kill(); // its connections would not outlive the database
    await stop(zhijia);
  }
} finally {
  client.kill();
  bare.kill();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Makes the federation; seconds from an empty database to the last index. */
async function load(): Promise<number> {
  const embedded = await startEmbedded(dataDir);
  await prepareDatabase(embedded.connection);
  const running = await startApp(
    readConfig({ ZHIJIA_DATA: dataDir, ZHIJIA_LOG: 'error' }),
    embedded.connection,
  );
  const begin = performance.now();
  await fillEmpty(running.app, 'large', {
    people: PEOPLE,
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  const seconds = (performance.now() - begin) / 1_000;
  await running.stop();
  await embedded.stop();
  return seconds;
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: CHAIR, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** What is asked for depends on who is there. */
async function endpointsOf(): Promise<Named[]> {
  const db = new pg.Client(connection);
  await db.connect();
  const one = async <Row extends object>(text: string): Promise<Row> => (await db.query<Row>(text)).rows[0]!;
  const { id: district } = await one<{ id: number }>(
    `select id from orgs.organisation where name = '昌平区总工会'`,
  );
  const names = (length: 2 | 3, order: 'asc' | 'desc') =>
    one<{ name: string; count: number }>(
      `select name, count(*)::integer as count from people.person where length(name) = ${length} and name !~ '[·A-Z]'
        and standing = 'active' group by name order by count ${order}, name limit 1`,
    );
  const [rare, common] = [await names(3, 'asc'), await names(2, 'desc')];
  const { initials, count } = await one<{ initials: string; count: number }>(
    `select initials, count(*)::integer as count from people.person where length(initials) = 3 and standing = 'active'
      group by initials order by count desc, initials limit 1`,
  );
  const { id_sealed } = await one<{ id_sealed: Buffer }>(
    `select id_sealed from people.person where id_type = 'resident_id' order by id desc limit 1`,
  );
  const far = Math.floor(PEOPLE * 0.4);
  const { id, name } = await one<{ id: string; name: string }>(
    `select id, name from people.person where standing in ('active', 'transferring')
      order by name collate "zh-x-icu", id offset ${far} limit 1`,
  );
  await db.end();
  const cursor = Buffer.from(JSON.stringify([name, id])).toString('base64url');
  const number = stdCrypto(masterKeys(dataDir)).open(id_sealed);
  const list = (figure: string, about: string, query: Readonly<Record<string, string>>): Named => ({
    name: figure,
    about,
    path: `/api/people?${new URLSearchParams({ ...query, limit: '50' }).toString()}`,
    session: true,
  });
  return [
    list('all', 'first page of all members', {}),
    list('filtered', 'couriers of a district, by name', { orgId: String(district), occupation: 'courier' }),
    list('filtered_newest', 'couriers of a district, the newest first', {
      orgId: String(district),
      occupation: 'courier',
      sort: 'joined_desc',
    }),
    list('nef_newest', 'the four key groups of the city, the newest first', {
      occupation: 'nef',
      sort: 'joined_desc',
    }),
    list('rare_name', `a name of three characters that ${rare.count} bears`, { q: rare.name }),
    list('two_characters', `a name of two characters; ${common.count} are called so`, { q: common.name }),
    list('surname', 'the commonest surname', { q: '王' }),
    list('initials', `three initials that ${count} share`, { q: initials }),
    list('deep', `the page after ${far} members, by its cursor`, { cursor }),
    {
      name: 'lookup',
      about: 'POST, one person by ID number, audited',
      path: '/api/people/lookup',
      session: true,
      body: JSON.stringify({ number }),
    },
  ];
}

interface Rounds {
  readonly ours: readonly Result[];
  readonly bare: readonly Result[];
}

/** A B A B …, so that whatever else the machine does falls on both. */
async function alternate(
  endpoint: Endpoint,
  ours: number,
  baseline: number,
  cookie: string,
): Promise<Rounds> {
  const isLookup = endpoint.body !== undefined;
  const drive = (port: number, seconds: number, most: number) =>
    ask<Result>(client, {
      ...endpoint,
      port,
      cookie,
      seconds,
      connections: isLookup ? 1 : CONNECTIONS,
      ...(isLookup ? { most } : {}),
    } satisfies Load);
  const rounds: { ours: Result[]; bare: Result[] } = { ours: [], bare: [] };
  for (const port of [ours, baseline]) await drive(port, SECONDS, 60 - ROUNDS * LOOKUPS);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.ours.push(await drive(ours, SECONDS, LOOKUPS));
    rounds.bare.push(await drive(baseline, SECONDS, LOOKUPS));
  }
  return rounds;
}

function report({ name, about, body }: Named, statements: number, rounds: Rounds): void {
  const connections =
    body === undefined ? `${CONNECTIONS} connections` : '1 connection, for an account may ask 60 a minute';
  const same = `baseline: node:http + pg in the same run, the same SQL (statements: ${statements}) after a session join`;
  const least = (of: readonly Result[], field: 'p50' | 'p95' | 'p99') =>
    Math.min(...of.map((round) => round[field]));
  const most = (of: readonly Result[]) => Math.max(...of.map(({ rate }) => rate));
  const note = `${PEOPLE} people; ${about}; ${connections}, best of ${ROUNDS} rounds; ${same}`;
  print({
    figure: `people.${name}.rate`,
    ours: most(rounds.ours),
    baseline: most(rounds.bare),
    unit: 'req/s',
    note,
  });
  for (const field of ['p95', 'p99'] as const) {
    const budget = field === 'p95' ? `; budget ${P95_BUDGET_MS} ms` : '';
    const p50 = `p50 ${short(least(rounds.ours, 'p50'))} against ${short(least(rounds.bare, 'p50'))} ms`;
    print({
      figure: `people.${name}.${field}`,
      ours: least(rounds.ours, field),
      baseline: least(rounds.bare, field),
      unit: 'ms',
      note: `${p50}${budget}; ${connections}`,
    });
  }
}
