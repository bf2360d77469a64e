/**
 * A million people (`BENCH_PEOPLE` for fewer) through `zhijia backup` and `zhijia restore`, each a process of its own with
 * its PostgreSQL, against a bare script that copies the same tables to files, and from them into tables without an index.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#kernel/config';
import { startEmbedded } from '#kernel/postgres';
import { prepareDatabase, startApp } from '../src/compose.ts';
import { fillEmpty } from '../src/demo.ts';
import { print, short } from './figure.ts';
import { NODE, outerEnvironment, ROOT } from './processes.ts';

const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);
const dir = mkdtempSync(join(tmpdir(), 'zj-'));
const [data, restored, file] = [join(dir, 'data'), join(dir, 'restored'), join(dir, 'all.backup')];

interface Run {
  readonly seconds: number;
  /** Megabytes: the most that the Node process had resident. */
  readonly peak: number;
  readonly stdout: string;
}

/** What the bare script copied. */
interface Bare {
  readonly rows: number;
  readonly bytes: number;
}

try {
  await load();
  const taken = await run(data, ['src/cli.ts', 'backup', file]);
  const bareTaken = await run(data, ['bench/bare-backup.ts', 'backup', dir]);
  mkdirSync(restored);
  copyFileSync(join(data, 'master.key'), join(restored, 'master.key'));
  const back = await run(restored, ['src/cli.ts', 'restore', file]);
  const bareBack = await run(join(dir, 'bare'), ['bench/bare-backup.ts', 'restore', dir]);
  const { rows, bytes } = JSON.parse(bareTaken.stdout) as Bare;
  const size = `${short(statSync(file).size / 1e6)} MB file`;
  report('take', taken, bareTaken, `${size}; baseline: COPY of the same tables to plain files`, rows, bytes);
  report(
    'restore',
    back,
    bareBack,
    `checked as a whole first; and brought to where it was, 100 indexes and constraints made anew; baseline: COPY of the plain files into tables without any`,
    rows,
    bytes,
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function load(): Promise<void> {
  const embedded = await startEmbedded(data);
  await prepareDatabase(embedded.connection);
  const config = readConfig({ ZHIJIA_DATA: data, ZHIJIA_LOG: 'error' });
  const running = await startApp(config, embedded.connection);
  await fillEmpty(running.app, 'large', {
    people: PEOPLE,
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  await running.stop();
  await embedded.stop();
}

function report(name: string, ours: Run, bare: Run, about: string, rows: number, bytes: number): void {
  const rate = ({ seconds }: Run): string =>
    `${short(rows / seconds / 1e3)}k rows/s, ${short(bytes / seconds / 1e6)} MB/s`;
  print({
    figure: `backup.${name}`,
    ours: ours.seconds,
    baseline: bare.seconds,
    unit: 's',
    note: `${rows} rows, ${short(bytes / 1e6)} MB of text, with start and stop; ours ${rate(ours)}; ${about}, ${rate(bare)}`,
  });
  print({
    figure: `backup.${name}.memory`,
    ours: ours.peak,
    baseline: bare.peak,
    unit: 'MB',
    note: 'peak RSS of the Node process, PostgreSQL not included',
  });
}

/** Runs a script on a data folder to its end and watches its memory. */
async function run(dataDir: string, args: readonly string[]): Promise<Run> {
  const begin = performance.now();
  const child = spawn(NODE, args, {
    cwd: ROOT,
    env: { ...outerEnvironment(), ZHIJIA_DATA: dataDir, ZHIJIA_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid!));
  }, 50);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stdout}`);
  return { seconds: (performance.now() - begin) / 1_000, peak, stdout };
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0; // it has just ended
  }
}
