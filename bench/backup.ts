/**
 * A million people (`BENCH_PEOPLE` for fewer) through `zhijia backup` and `zhijia restore`, each a process of its own with
 * its PostgreSQL, against a bare script that copies the same tables to files, and from them into tables without an index.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#kernel/config';
import { startEmbedded } from '#kernel/postgres';
import { prepareDatabase, startApp } from '../src/compose.ts';
import { fillEmpty } from '../src/demo.ts';
import { print, short } from './figure.ts';
import { runToEnd, type Run } from './processes.ts';

const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);
const dir = mkdtempSync(join(tmpdir(), 'zj-'));
const [data, restored, file] = [join(dir, 'data'), join(dir, 'restored'), join(dir, 'all.backup')];

/** What the bare script copied. */
interface Bare {
  readonly rows: number;
  readonly bytes: number;
}

try {
  await load();
  const taken = await runToEnd(['src/cli.ts', 'backup', file], { ZHIJIA_DATA: data });
  const bareTaken = await runToEnd(['bench/bare-backup.ts', 'backup', dir], { ZHIJIA_DATA: data });
  mkdirSync(restored);
  copyFileSync(join(data, 'master.key'), join(restored, 'master.key'));
  const back = await runToEnd(['src/cli.ts', 'restore', file], { ZHIJIA_DATA: restored });
  const bareBack = await runToEnd(['bench/bare-backup.ts', 'restore', dir], {
    ZHIJIA_DATA: join(dir, 'bare'),
  });
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
