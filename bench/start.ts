/**
 * From a fresh clone to the first page, the second start, and the memory at rest. Installing uses the npm cache as it
 * is: on a machine that never installed Zhijia both sides of the first figure download 250 packages more.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, print, short } from './figure.ts';
import {
  freePort,
  NODE,
  outerEnvironment,
  ROOT,
  start,
  stop,
  treeMemory,
  until200,
  type Memory,
} from './processes.ts';

const WARM_ROUNDS = 5;
const REST_SECONDS = 3;

const home = mkdtempSync(join(tmpdir(), 'zj-'));
const BARE = [join(import.meta.dirname, 'bare-start.ts'), join(home, 'bare'), 'PORT'];
try {
  const { clone, origin } = await firstStart();
  await secondStart(clone);
  await memoryAtRest(clone);
  process.stderr.write(`measured ${origin}\n`);
} finally {
  rmSync(home, { recursive: true, force: true });
}

/**
 * `npm ci` alone before and after ours, so that neither has the warmer disk cache. Nothing is removed in between: the
 * file system is three times as slow just after. Returns the clone, installed.
 */
async function firstStart(): Promise<{ clone: string; origin: string }> {
  const before = installAlone('before');
  const { clone, origin } = freshClone('ours');
  const begin = Date.now();
  const ours = await timeStart('npm', ['start'], clone);
  // prepare.mjs writes a stamp when it has installed, and one when it has built.
  const [installed, built] = [join('node_modules', '.zhijia-stamp'), join('dist', '.stamp')].map(
    (stamp) => statSync(join(clone, stamp)).mtimeMs - begin,
  );
  const after = installAlone('after');
  print({
    figure: 'start.cold',
    ours: ours / 1_000,
    baseline: (before + after) / 2_000,
    unit: 's',
    note:
      `${origin}: npm start until the first 200 on /, of which ${short(installed! / 1_000)} s installing and ` +
      `${short((built! - installed!) / 1_000)} s building, the rest demo data and start; baseline: npm ci alone in another ` +
      'copy, mean of one before and one after in the same run; both with the npm cache as it was',
  });
  return { clone, origin };
}

/** Milliseconds. */
function installAlone(when: 'before' | 'after'): number {
  const { clone } = freshClone(when);
  const begin = performance.now();
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: clone,
    env: outerEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const took = performance.now() - begin;
  if (status !== 0) throw new Error(`npm ci ended with ${status}`);
  return took;
}

/** What somebody would get: the last commit; before the first one, the files that it would hold. */
function freshClone(folder: string): { clone: string; origin: string } {
  const clone = join(home, folder);
  const head = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' });
  if (head.status === 0) {
    execFileSync('git', ['clone', '--quiet', ROOT, clone]);
    return { clone, origin: `fresh clone of ${head.stdout.trim()}` };
  }
  const listed = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(ROOT, file), join(clone, file));
  }
  return { clone, origin: 'copy of the working tree (no commit yet)' };
}

/** Milliseconds from the command to the first 200 on its page; then stops it. */
async function timeStart(command: string, args: readonly string[], cwd: string): Promise<number> {
  const port = await freePort();
  const child = start(
    command,
    args.map((arg) => arg.replace('PORT', String(port))),
    {
      cwd,
      env: { PORT: String(port) },
    },
  );
  try {
    return await until200(child, `http://127.0.0.1:${port}/`);
  } finally {
    await stop(child);
  }
}

async function secondStart(clone: string): Promise<void> {
  await timeStart(NODE, BARE, home); // makes the folder of its database
  const ours: number[] = [];
  const direct: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < WARM_ROUNDS; round++) {
    ours.push(await timeStart('npm', ['start'], clone));
    bare.push(await timeStart(NODE, BARE, home));
    direct.push(await timeStart(NODE, ['src/cli.ts', 'serve'], clone));
  }
  print({
    figure: 'start.warm',
    ours: median(ours) / 1_000,
    baseline: median(bare) / 1_000,
    unit: 's',
    note:
      `second npm start until the first 200 on /, median of ${WARM_ROUNDS}; without npm and prepare.mjs ` +
      `${short(median(direct) / 1_000)} s; baseline: node:http + pg in the same run, starting the same embedded PostgreSQL`,
  });
}

async function memoryAtRest(clone: string): Promise<void> {
  const ours = await restingMemory(['src/cli.ts', 'serve'], clone);
  const bare = await restingMemory(BARE, home);
  print({
    figure: 'start.memory',
    ours: ours.rss,
    baseline: bare.rss,
    unit: 'MB',
    note:
      `highest RSS of the process tree in ${REST_SECONDS} s at rest after one page: node with ` +
      `${ours.processes - 1} processes of PostgreSQL, pages they share counted for each; shared pages counted once (PSS) ` +
      `${short(ours.pss)} against ${short(bare.pss)} MB; baseline: node:http + pg with the same PostgreSQL in the same run`,
  });
}

/** The moment at rest when most is resident. */
async function restingMemory(args: readonly string[], cwd: string): Promise<Memory> {
  const port = await freePort();
  const child = start(
    NODE,
    args.map((arg) => arg.replace('PORT', String(port))),
    {
      cwd,
      env: { PORT: String(port) },
    },
  );
  try {
    await until200(child, `http://127.0.0.1:${port}/`);
    await sleep(2_000); // what the start itself needed is given back
    const seen: Memory[] = [];
    for (let i = 0; i < REST_SECONDS * 4; i++) {
      seen.push(treeMemory(child.pid!));
      await sleep(250);
    }
    return seen.reduce((most, memory) => (memory.rss > most.rss ? memory : most));
  } finally {
    await stop(child);
  }
}
