// kill -9 under load: of the server in odd rounds, of PostgreSQL in even ones.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { between, seeded } from './chance.ts';
import { check, isClean, type Findings } from './check.ts';
import { acknowledged, newLedger } from './ledger.ts';
import { startLoad } from './load.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

/**
 * Faults of our own making, to see whether the check finds them. `early`: commits are acknowledged before they are done.
 * `async`: PostgreSQL acknowledges before its log is written (synchronous_commit off).
 */
export const PLANTS = ['early', 'async'] as const;
export type Plant = (typeof PLANTS)[number];

export interface KillsOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly rate: number;
  readonly plant?: Plant;
  /** Hears of each round. */
  readonly tell?: (line: object) => void;
}

export interface KillsResult {
  readonly findings: Findings;
  readonly clean: boolean;
  readonly acknowledged: number;
  /** Answered writes a second while nothing was broken. */
  readonly rate: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  readonly replays: number;
  /** 503 and 507 answers without Retry-After. */
  readonly unasked: number;
  /** Milliseconds from the kill to the first answer. */
  readonly back: { readonly server: readonly number[]; readonly postgres: readonly number[] };
}

const PLANTED: Readonly<Record<Plant, StageOptions>> = {
  early: { entry: join(import.meta.dirname, 'planted.ts') },
  async: { env: { PGOPTIONS: '-c synchronous_commit=off' } },
};

export async function kills({ rounds, seed, rate, plant, tell }: KillsOptions): Promise<KillsResult> {
  const rng = seeded(seed);
  const ledger = newLedger();
  const stage = await openStage(plant ? PLANTED[plant] : {});
  const back = { server: [] as number[], postgres: [] as number[] };
  let calmMs = 0;
  let calmWrites = 0;
  try {
    await stage.start();
    const load = await startLoad({ url: stage.url, rng, rate, ledger });
    for (let round = 1; round <= rounds; round++) {
      const what = round % 2 === 1 ? 'server' : 'postgres';
      const before = acknowledged(ledger).length;
      const calm = between(rng, 500, 2_500);
      await sleep(calm);
      calmMs += calm;
      const writes = acknowledged(ledger).length - before;
      calmWrites += writes;
      const ms = await kill(stage, what);
      back[what].push(ms);
      tell?.({ round, killed: what, after: calm, writes, backMs: ms });
      await sleep(300);
    }
    await load.settle(60_000);
    const findings = await check(stage, ledger);
    return {
      findings,
      clean: isClean(findings),
      acknowledged: acknowledged(ledger).length,
      rate: Math.round((calmWrites * 1_000) / calmMs),
      statuses: Object.fromEntries(ledger.statuses),
      codes: Object.fromEntries(ledger.codes),
      replays: ledger.replays,
      unasked: ledger.unasked,
      back,
    };
  } finally {
    await stage.close();
  }
}

async function kill(stage: Stage, what: 'server' | 'postgres'): Promise<number> {
  const begin = performance.now();
  if (what === 'server') {
    await stage.killServer();
    await stage.start();
  } else {
    process.kill(stage.postmaster(), 'SIGKILL');
    await sleep(20);
    await stage.untilReady();
  }
  return Math.round(performance.now() - begin);
}
