/**
 * 100,000 rows through the officer's main road: `zhijia import roster` and `zhijia export people`, each a process of its
 * own with its PostgreSQL, against a bare script that reads the same file and writes its cells to one table, or reads
 * the same rows and writes them to a sheet.
 */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeSheet } from '#kernel/sheets';
import { print, short } from './figure.ts';
import { runToEnd, type Run } from './processes.ts';

const ROWS = 100_000;
const FEDERATION = '量测总工会';
const dir = mkdtempSync(join(tmpdir(), 'zj-'));
const [file, out] = [join(dir, 'roster.xlsx'), join(dir, 'people.xlsx')];
const cli = ['src/cli.ts'];

try {
  await pipeline(writeSheet({ name: '花名册', columns: TITLES(), rows: people() }), createWriteStream(file));
  await run([
    ...cli,
    'admin',
    'create',
    '--phone',
    '13900000000',
    '--name',
    '量测',
    '--federation',
    FEDERATION,
  ]);
  const roster = await run([...cli, 'import', 'roster', file, '--org', FEDERATION, '--members', '--json']);
  const { valid, joined } = JSON.parse(roster.stdout) as { valid: number; joined: number };
  if (valid !== ROWS || joined !== ROWS) throw new Error(`not what was to be imported: ${roster.stdout}`);
  const exported = await run([
    ...cli,
    'export',
    'people',
    '--org',
    FEDERATION,
    '--purpose',
    '量测',
    '--out',
    out,
  ]);
  const bareIn = await run(['bench/bare-roster.ts', 'import', file]);
  const bareOut = await run(['bench/bare-roster.ts', 'export', join(dir, 'bare.xlsx')]);
  report(
    'import',
    roster,
    bareIn,
    `${megabytes(file)} MB; dry run and application, with start and stop; baseline: the same file read by exceljs into one table of text`,
  );
  report(
    'export',
    exported,
    bareOut,
    `${megabytes(out)} MB; with start and stop, ID and phone opened; baseline: one table written by exceljs`,
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}

function report(name: string, ours: Run, baseline: Run, note: string): void {
  const rows = `${ROWS} rows, ${note}`;
  print({ figure: `roster.${name}`, ours: ours.seconds, baseline: baseline.seconds, unit: 's', note: rows });
  print({
    figure: `roster.${name}.memory`,
    ours: ours.peak,
    baseline: baseline.peak,
    unit: 'MB',
    note: 'peak RSS of the Node process, PostgreSQL not included',
  });
}

function megabytes(path: string): number {
  return short(statSync(path).size / 1_000_000);
}

function TITLES() {
  return ['姓名', '身份证号', '手机号', '性别', '用工形式', '部门', '入会日期', '学历'].map((title) => ({
    title,
  }));
}

function* people(): Generator<string[]> {
  const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗';
  const given = '伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超霞平刚桂';
  for (let nth = 0; nth < ROWS; nth += 1) {
    const name = surnames[nth % 20]! + given[Math.floor(nth / 20) % 22]! + given[Math.floor(nth / 440) % 22]!;
    const year = 1965 + (nth % 38);
    const day = `${year}${String((nth % 12) + 1).padStart(2, '0')}${String((nth % 28) + 1).padStart(2, '0')}`;
    const idNo = withCheck(
      `9901${String(14 + Math.floor(nth / 1000))
        .padStart(2, '0')
        .slice(-2)}${day}${String(nth % 1000).padStart(3, '0')}`,
    );
    yield [
      name,
      idNo,
      `139${String(1e7 + nth)}`,
      nth % 2 === 1 ? '男' : '女',
      '合同制',
      `${(nth % 40) + 1}部`,
      '2021-05-06',
      '20',
    ];
  }
}

/** GB 11643. */
function withCheck(body: string): string {
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return body + '10X98765432'[sum % 11]!;
}

function run(args: readonly string[]): Promise<Run> {
  return runToEnd(args, { ZHIJIA_DATA: join(dir, 'data'), BENCH_DIR: dir });
}
