import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contract.ts';
import { statusesOf } from '../http/describe.ts';

/** Every status that the contracts promise, one `METHOD path status` a line; each process of a run writes the same. */
export function writeDeclared(runDir: string, contracts: readonly Contract[]): void {
  const lines = contracts.flatMap((contract) =>
    [contract.status ?? 200, ...statusesOf(contract)].map(
      (status) => `${contract.method} ${contract.path} ${status}\n`,
    ),
  );
  writeFileSync(join(runDir, 'declared.txt'), lines.join(''));
}

const noted = new Set<string>();

/** Writes down that an endpoint answered so, once for each process. */
export function noteAnswer(runDir: string, line: string): void {
  if (noted.has(line)) return;
  noted.add(line);
  appendFileSync(join(runDir, 'seen.txt'), `${line}\n`);
}

/** What the contracts promise and no test of the run has met. */
export function unseen(runDir: string): string[] {
  const seen = new Set(linesOf(join(runDir, 'seen.txt')));
  return linesOf(join(runDir, 'declared.txt')).filter((line) => !seen.has(line));
}

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}
