/**
 * Our server against a bare node:http + pg server that does the same SQL work, on one embedded PostgreSQL, driven by a
 * client in a third process. Rounds alternate between the two; the figures are medians.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_OFFICERS, DEMO_PASSWORD } from '../src/demo.ts';
import type { Plan, Ports } from './bare.ts';
import type { Load, Result } from './client.ts';
import { median, print, short } from './figure.ts';
import { ask, companion, cpuMs, freePort, NODE, ROOT, start, stop, until200 } from './processes.ts';
import { statementsOf } from './statements.ts';

const CONNECTIONS = 16;
const ROUNDS = 4;
const SECONDS = 0.9;
/** V8 needs some ten thousand requests until its code is as fast as it will be. */
const WARM_UP_SECONDS = 1.2;

interface Target {
  readonly port: number;
  readonly pid: number;
}

interface Round extends Result {
  /** CPU time of the server's process for each request, in microseconds. */
  readonly cpu: number;
}

const dataDir = mkdtempSync(join(tmpdir(), 'zj-'));
const port = await freePort();
const zhijia = start(NODE, ['src/cli.ts', 'serve'], {
  cwd: ROOT,
  env: { PORT: String(port), ZHIJIA_DATA: dataDir, ZHIJIA_LOG: 'error', ZHIJIA_PROXIES: '1' },
});
const bare = companion('bare.ts');
const client = companion('client.ts');

try {
  await until200(zhijia, `http://127.0.0.1:${port}/api/session`);
  const cookie = await signIn();
  const orgId = await firstOrg(cookie);
  const endpoints = [
    { name: 'session', path: '/api/session', session: false },
    { name: 'my_orgs', path: '/api/my/orgs', session: true },
    { name: 'org', path: `/api/orgs/${orgId}`, session: true },
    { name: 'people', path: '/api/people?limit=50', session: true },
  ];
  const connection = { host: join(dataDir, 'run'), user: 'zhijia', database: 'zhijia' };
  const routes = await statementsOf(connection, dataDir, cookie, endpoints);
  const ports = await ask<Ports>(bare, { connection, routes } satisfies Plan);
  const ours = { port, pid: zhijia.pid! };
  const baseline = { port: ports.bare, pid: bare.pid! };

  const fastest: Round[] = [];
  for (const { name, path, session } of endpoints) {
    const request = { path, cookie: session ? cookie : '' };
    const rounds = await alternate(ours, baseline, request);
    report(name, path, routes.get(path)!.statements.length, rounds);
    fastest.push(...rounds.ours);
  }
  const ceiling = await drive({ port: ports.constant, pid: bare.pid! }, { path: '/', cookie: '' }, SECONDS);
  const top = fastest.reduce((best, round) => (round.rate > best.rate ? round : best));
  print({
    figure: 'http.client',
    ours: top.rate,
    baseline: ceiling.rate,
    unit: 'req/s',
    note:
      'what the client reaches: our fastest round against a socket that answers a constant; the client was busy on ' +
      `${top.cores.toFixed(2)} of a core in ours, ${ceiling.cores.toFixed(2)} in the other`,
  });
} finally {
  client.kill();
  bare.kill();
  await stop(zhijia);
  rmSync(dataDir, { recursive: true, force: true });
}

async function signIn(): Promise<string> {
  const chair = DEMO_OFFICERS.find(({ role }) => role === 'chair')!;
  const answer = await fetch(`http://127.0.0.1:${port}/api/session/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: chair.phone, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function firstOrg(cookie: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/my/orgs`, { headers: { cookie } });
  const { items } = (await answer.json()) as { items: { org: { id: number } }[] };
  return items[0]!.org.id;
}

type Asked = Pick<Load, 'path' | 'cookie'>;

async function drive(target: Target, request: Asked, seconds: number): Promise<Round> {
  const before = cpuMs(target.pid);
  const load: Load = { ...request, port: target.port, connections: CONNECTIONS, seconds };
  const result = await ask<Result>(client, load);
  return { ...result, cpu: ((cpuMs(target.pid) - before) * 1_000) / result.requests };
}

/** A B A B …, so that whatever else the machine does falls on both. */
async function alternate(ours: Target, baseline: Target, request: Asked) {
  const rounds: { ours: Round[]; baseline: Round[] } = { ours: [], baseline: [] };
  for (const target of [ours, baseline]) await drive(target, request, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.ours.push(await drive(ours, request, SECONDS));
    rounds.baseline.push(await drive(baseline, request, SECONDS));
  }
  return rounds;
}

function report(
  name: string,
  path: string,
  statements: number,
  rounds: { ours: Round[]; baseline: Round[] },
): void {
  const middle = (of: 'ours' | 'baseline', field: keyof Round): number =>
    median(rounds[of].map((round) => round[field]));
  const both = (field: keyof Round): string =>
    `${short(middle('ours', field))} against ${short(middle('baseline', field))}`;
  const about = `GET ${path.replace(/\d+$/, (id) => (path.includes('?') ? id : ':id'))}, ${CONNECTIONS} connections; `;
  const same = `baseline: node:http + pg in the same run, ${
    statements > 0 ? `the same SQL (statements: ${statements}) after a session join` : 'no SQL on either side'
  }`;
  const figure = (field: 'rate' | 'cpu' | 'p99', unit: string, more: string): void =>
    print({
      figure: `http.${name}.${field}`,
      ours: middle('ours', field),
      baseline: middle('baseline', field),
      unit,
      note: `${about}${same}; ${more}`,
    });
  figure('rate', 'req/s', `body ${both('bytes')} bytes`);
  figure('cpu', 'µs', 'CPU time of the server process for each request, PostgreSQL not included');
  figure('p99', 'ms', `p50 ${both('p50')} ms`);
}
