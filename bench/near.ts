/**
 * The nearest places among 50,000 (`BENCH_PLACES` for fewer) through HTTP, as a phone asks for them, against the same SQL
 * through bare node:http + pg. Rounds alternate; each figure is the best round of either side, for the machine is shared.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '#kernel/config';
import { startEmbedded } from '#kernel/postgres';
import { prepareDatabase, startApp } from '../src/compose.ts';
import { fillEmpty } from '../src/demo.ts';
import type { Plan, Ports } from './bare.ts';
import type { Load, Result } from './client.ts';
import { print, short } from './figure.ts';
import { ask, companion, freePort, NODE, ROOT, start, stop, until200 } from './processes.ts';
import { statementsOf } from './statements.ts';

const PLACES = Number(process.env['BENCH_PLACES'] ?? 50_000);
const P95_BUDGET_MS = 20;
/** For the rate; how long one answer takes is asked one after the other. */
const CONNECTIONS = 4;
const ROUNDS = 4;
const SECONDS = 1;

/** The middle of the city, where places stand thick, and a valley where they do not. */
const CITY = { lat: '39.93', lng: '116.41' };
const VALLEY = { lat: '40.62', lng: '116.66' };

type Asked = (typeof ASKED)[number];
const ASKED = [
  {
    name: 'nearest',
    about: 'open now, with toilet and hot water, the nearest 10, in the middle of the city',
    path: api({ ...CITY, open: 'yes', with: 'toilet,water', limit: '10' }),
  },
  {
    name: 'valley',
    about: 'the same where places are few',
    path: api({ ...VALLEY, open: 'yes', with: 'toilet,water', limit: '10' }),
  },
  {
    name: 'rare',
    about: 'open now, with a defibrillator and a fridge (one place in sixty), the nearest 10',
    path: api({ ...CITY, open: 'yes', with: 'aed,fridge', limit: '10' }),
  },
  {
    name: 'area',
    about: 'those of a district open now, the most trusted 40, and how many each street has',
    path: api({ area: '110114', open: 'yes', limit: '40' }),
  },
  {
    name: 'word',
    about:
      'three characters of a name that one place in a thousand bears, in the whole city, the most trusted 40',
    path: api({ q: '第77站', limit: '40' }),
  },
  {
    name: 'city',
    about: 'the whole city, the most trusted 40, and how many each district has',
    path: api({ limit: '40' }),
  },
  {
    name: 'first',
    about: 'the page /near as it is sent, drawn and with its data: the most trusted 40 of a district',
    path: '/near?area=110114&open=yes',
  },
];

function api(query: Readonly<Record<string, string>>): string {
  return `/api/public/places?${new URLSearchParams(query).toString()}`;
}

const dataDir = mkdtempSync(join(tmpdir(), 'zj-'));
const connection = { host: join(dataDir, 'run'), user: 'zhijia', database: 'zhijia' };
const bare = companion('bare.ts');
const client = companion('client.ts');

try {
  await load();
  const port = await freePort();
  const zhijia = start(NODE, ['src/cli.ts', 'serve'], {
    cwd: ROOT,
    env: { PORT: String(port), ZHIJIA_DATA: dataDir, ZHIJIA_LOG: 'error', ZHIJIA_PROXIES: '1' },
  });
  try {
    await until200(zhijia, `http://127.0.0.1:${port}/api/session`);
    const endpoints = ASKED.map(({ path }) => ({ path, session: false }));
    const routes = await statementsOf(connection, dataDir, '', endpoints);
    const ports = await ask<Ports>(bare, { connection, routes } satisfies Plan);
    for (const asked of ASKED) {
      const { statements } = routes.get(asked.path)!;
      reportTime(asked, statements.length, await alternate(asked.path, port, ports.bare, 1));
      reportRate(asked, await alternate(asked.path, port, ports.bare, CONNECTIONS));
    }
  } finally {
    bare.kill(); // its connections would not outlive the database
    await stop(zhijia);
  }
} finally {
  client.kill();
  bare.kill();
  rmSync(dataDir, { recursive: true, force: true });
}

/** The demo federation, and a city full of places. */
async function load(): Promise<void> {
  const embedded = await startEmbedded(dataDir);
  await prepareDatabase(embedded.connection);
  const running = await startApp(
    readConfig({ ZHIJIA_DATA: dataDir, ZHIJIA_LOG: 'error' }),
    embedded.connection,
  );
  await fillEmpty(running.app, 'page');
  await running.stop();
  const owner = new pg.Client(connection);
  await owner.connect();
  await owner.query(
    readFileSync(new URL('near.sql', import.meta.url), 'utf8').replace(':places', String(PLACES)),
  );
  for (const table of ['place', 'place_facility']) await owner.query(`vacuum analyze places.${table}`);
  await owner.end();
  await embedded.stop();
}

interface Rounds {
  readonly ours: Result[];
  readonly bare: Result[];
}

/** A B A B …, so that whatever else the machine does falls on both. */
async function alternate(path: string, ours: number, baseline: number, connections: number): Promise<Rounds> {
  const drive = (port: number) =>
    ask<Result>(client, { path, port, cookie: '', seconds: SECONDS, connections } satisfies Load);
  const rounds: Rounds = { ours: [], bare: [] };
  for (const port of [ours, baseline]) await drive(port);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.ours.push(await drive(ours));
    rounds.bare.push(await drive(baseline));
  }
  return rounds;
}

function reportTime({ name, about }: Asked, statements: number, { ours, bare: base }: Rounds): void {
  const least = (of: readonly Result[], field: 'p50' | 'p95') => Math.min(...of.map((round) => round[field]));
  print({
    figure: `near.${name}.p95`,
    ours: least(ours, 'p95'),
    baseline: least(base, 'p95'),
    unit: 'ms',
    note:
      `${PLACES} places; ${about}; p50 ${short(least(ours, 'p50'))} against ${short(least(base, 'p50'))} ms, budget ` +
      `${P95_BUDGET_MS} ms; ${ours[0]!.bytes} bytes, 1 connection, best of ${ROUNDS} rounds, load ${short(loadavg()[0]!)}; ` +
      `baseline: node:http + pg in the same run, the same SQL (statements: ${statements})`,
  });
}

function reportRate({ name }: Asked, { ours, bare: base }: Rounds): void {
  const most = (of: readonly Result[]) => Math.max(...of.map(({ rate }) => rate));
  const note = `${CONNECTIONS} connections, best of ${ROUNDS} rounds; the same baseline`;
  print({ figure: `near.${name}.rate`, ours: most(ours), baseline: most(base), unit: 'req/s', note });
}
