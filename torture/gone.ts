// The database is gone for a while and comes back: clear answers meanwhile, recovery by itself, nothing lost.
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from './chance.ts';
import { check, isClean, type Findings } from './check.ts';
import { openElsewhere, type Elsewhere } from './elsewhere.ts';
import { acknowledged, newLedger } from './ledger.ts';
import { startLoad } from './load.ts';
import { openStage, type Stage } from './stage.ts';
import { watch, type Glance } from './watch.ts';

/**
 * `stopped`: every process of the embedded PostgreSQL stands still (SIGSTOP), as on a machine out of breath.
 * `external`: a PostgreSQL behind DATABASE_URL is killed, and started again by whoever runs it.
 */
export const WAYS = ['external', 'stopped'] as const;
export type Way = (typeof WAYS)[number];

export interface GoneOptions {
  readonly way: Way;
  readonly seconds: number;
  readonly seed: number;
  readonly rate: number;
}

export interface GoneResult {
  readonly findings: Findings;
  readonly clean: boolean;
  readonly acknowledged: number;
  /** Milliseconds from the return of the database to the first answer. */
  readonly backMs: number;
  /** Answers to reads while it was gone, by what they said. */
  readonly meanwhile: Readonly<Record<string, number>>;
  /** The slowest of them. */
  readonly slowestMs: number;
  /** What should not have been seen: a page that did not come, an answer that was neither 200 nor 503 in our words. */
  readonly odd: readonly Glance[];
}

export async function gone({ way, seconds, seed, rate }: GoneOptions): Promise<GoneResult> {
  const rng = seeded(seed);
  const ledger = newLedger();
  const place = way === 'external' ? await openElsewhere() : undefined;
  const stage = await openStage(place ? place.options : {});
  try {
    await stage.start();
    const load = await startLoad({ url: stage.url, rng, rate, ledger });
    await sleep(1_000);
    const seen = watch(stage.url);
    await (place ? awayFor(place, seconds * 1_000) : standStill(stage, seconds * 1_000));
    const backMs = await stage.untilReady();
    await sleep(1_000);
    await seen.stop();
    await load.settle(60_000);
    const findings = await check(stage, ledger);
    const during = seen.reads.filter(({ at }) => at > 500 && at < seconds * 1_000);
    const odd = [
      ...seen.pages.filter(({ status }) => status !== 200),
      ...seen.reads.filter(({ status }) => status !== 200 && status !== 503),
      ...seen.reads.filter((a) => a.status === 503 && (a.code !== 'kernel.unavailable' || !a.retryAfter)),
    ];
    return {
      findings,
      clean: isClean(findings) && odd.length === 0 && during.some(({ status }) => status === 503),
      acknowledged: acknowledged(ledger).length,
      backMs,
      meanwhile: tally(during),
      slowestMs: Math.max(0, ...seen.reads.map(({ tookMs }) => tookMs)),
      odd: odd.slice(0, 5),
    };
  } finally {
    await stage.close();
    await place?.close();
  }
}

function tally(glances: readonly Glance[]): Record<string, number> {
  const groups = Map.groupBy(glances, ({ status, code }) => `${status} ${code ?? ''}`.trim());
  return Object.fromEntries([...groups].map(([name, list]) => [name, list.length]));
}

async function awayFor(place: Elsewhere, ms: number): Promise<void> {
  await place.kill();
  await sleep(ms);
  await place.start();
}

async function standStill(stage: Stage, ms: number): Promise<void> {
  const main = stage.postmaster();
  process.kill(main, 'SIGSTOP');
  const all = stage.postgres();
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  await sleep(ms);
  for (const pid of all.reverse()) if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGCONT');
}
