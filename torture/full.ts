// The disk fills up: reads go on, writes say why, and all goes on by itself once there is room. Also when it was full to
// the last byte and PostgreSQL could not write its log.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from './chance.ts';
import { check, isClean, type Findings } from './check.ts';
import { acknowledged, newLedger } from './ledger.ts';
import { startLoad } from './load.ts';
import { ADMIN, signIn } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const MB = 2 ** 20;
const SIZE_MB = 420;
const NODE = process.execPath;

export interface FullResult {
  readonly findings: Findings;
  readonly clean: boolean;
  readonly acknowledged: number;
  /** What did not come out as it should. */
  readonly missed: readonly string[];
  /** Milliseconds from the moment there was room again until a write was answered 2xx. */
  readonly backMs: { readonly nearlyFull: number; readonly full: number };
}

/** In a mount namespace of its own, so that the small disk is seen by nobody else and goes with us. */
const NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'];

/** Runs {@link full} on a small disk, in a process of its own. Null where this machine does not let us mount one. */
export function fullOnSmallDisk(seed: number): FullResult | null {
  const home = mkdtempSync(join(tmpdir(), 'zhijia-small-'));
  try {
    const mount = `mount -t tmpfs -o size=${SIZE_MB}m none ${home}`;
    const [command = '', ...args] = NAMESPACE;
    if (spawnSync(command, [...args, mount]).status !== 0) return null;
    const ours = [import.meta.filename, '--home', home, '--seed', String(seed)];
    const inside = spawnSync(command, [...args, `${mount} && exec "$0" "$@"`, NODE, ...ours], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(inside.stdout) as FullResult;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function full(home: string, seed: number): Promise<FullResult> {
  const ledger = newLedger();
  const missed: string[] = [];
  const expect = (holds: boolean, what: string): void => void (holds || missed.push(what));
  const stage = await openStage({ home });
  try {
    await stage.start();
    const load = await startLoad({ url: stage.url, rng: seeded(seed), rate: 30, ledger });
    await sleep(1_500);
    const nearlyFull = await whileNearlyFull(stage, home, expect);
    await sleep(1_000);
    const fully = await whileFull(stage, home, expect);
    await load.settle(60_000);
    expect(
      (ledger.codes.get('kernel.disk_full') ?? 0) > 0,
      'no client of the load was told that the disk is full',
    );
    expect(ledger.unasked === 0, 'answers without Retry-After');
    const findings = await check(stage, ledger);
    return {
      findings,
      clean: isClean(findings) && missed.length === 0,
      acknowledged: acknowledged(ledger).length,
      missed,
      backMs: { nearlyFull, full: fully },
    };
  } finally {
    await stage.close();
  }
}

type Expect = (holds: boolean, what: string) => void;

async function whileNearlyFull(stage: Stage, home: string, expect: Expect): Promise<number> {
  const ballast = await fill(home, 60 * MB);
  await sleep(2_500);
  const refused = await suggest(stage);
  expect(
    refused.status === 507 && refused.code === 'kernel.disk_full',
    `a write was answered ${refused.status}`,
  );
  const read = await fetch(`${stage.url}/api/public/join-target`);
  expect(read.status === 200, `a read was answered ${read.status}`);
  const admin = await signIn(stage.url, ADMIN.phone).catch((error: Error) => error);
  expect(!(admin instanceof Error), `the administrator could not sign in: ${String(admin)}`);
  const room = await fetch(`${stage.url}/api/system/disk`, { headers: { cookie: String(admin) } });
  const told = (await room.json()) as { level: string };
  expect(told.level === 'full', `the administrator was told ${JSON.stringify(told)}`);
  return untilSaved(stage, ballast);
}

async function whileFull(stage: Stage, home: string, expect: Expect): Promise<number> {
  const ballast = await fill(home, 0);
  // Somebody writes past us until PostgreSQL cannot write its log, and ends itself.
  const main = stage.postmaster();
  const greedy = `select pg_logical_emit_message(true, 'greed', repeat('x', 1000000)) from generate_series(1, 400)`;
  const failed = await stage.query(greedy).then(
    () => 'went through',
    (error: Error) => error.message,
  );
  expect(failed !== 'went through', 'the disk was not full');
  await sleep(3_000);
  const page = await fetch(`${stage.url}/staff/`);
  expect(page.status === 200, `the page was answered ${page.status}`);
  const refused = await suggest(stage);
  expect([503, 507].includes(refused.status), `a write was answered ${refused.status}`);
  const ms = await untilSaved(stage, ballast);
  process.stderr.write(
    `full to the last byte: ${failed}; PostgreSQL ${stage.postmaster() === main ? 'lived on' : 'came back'}\n`,
  );
  return ms;
}

async function suggest(stage: Stage): Promise<{ status: number; code: string | undefined }> {
  const answer = await fetch(`${stage.url}/api/voices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: '磁盘满了还能写吗', page: '/' }),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status, code };
}

/** Makes room, and waits until a write is answered 2xx. */
async function untilSaved(stage: Stage, ballast: string): Promise<number> {
  rmSync(ballast);
  const begin = performance.now();
  while ((await suggest(stage)).status !== 201) {
    if (performance.now() - begin > 90_000) throw new Error(`nothing is saved: ${stage.said()}`);
    await sleep(200);
  }
  return Math.round(performance.now() - begin);
}

/** Fills the disk until `left` bytes are free. */
async function fill(home: string, left: number): Promise<string> {
  const path = join(home, 'ballast');
  const file = await open(path, 'w');
  const block = Buffer.alloc(MB);
  const free = (): number => {
    const { bavail, bsize } = statfsSync(home);
    return bavail * bsize;
  };
  try {
    while (free() > left) await file.write(block, 0, Math.min(MB, Math.max(4096, free() - left)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
  return path;
}

const at = process.argv.indexOf('--home');
if (import.meta.main && at > 0) {
  const seed = Number(process.argv[process.argv.indexOf('--seed') + 1]);
  process.stdout.write(JSON.stringify(await full(process.argv[at + 1]!, seed)));
}
