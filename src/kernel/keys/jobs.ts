import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';
import type { Job } from '../jobs.ts';
import { keyState, laggards, refreshKeys, tellTurn, type KeyState } from '../keys.ts';
import type { KeyedColumns } from './columns.ts';
import { letWritersFinish, liftSlices, turnHashes } from './lift.ts';
import { resealAll, resealFactors } from './reseal.ts';
import { olderThan } from './status.ts';

/** Only one rotation works at a time. */
const ROTATES = 7_301_505;
/** How long a step waits for every process to hear of the one before. */
const WAIT_MS = 60_000;
const ROUNDS = 3;

/**
 * Takes everything to the newest version of the keys, if it is not there yet, while everybody goes on working
 * (docs/decisions/0010). Stopped at any moment it goes on from there; `columns` is asked when it runs.
 */
export function rotateKeysJob(columns: () => KeyedColumns): Job {
  return {
    name: 'kernel.rotate_keys',
    transaction: false,
    // Whatever stopped one, it goes on within minutes.
    cron: '*/5 * * * *',
    run: (ctx) => runRotation(ctx, columns()),
  };
}

/** The rotation itself, for the job and the command line. */
export function runRotation(ctx: Ctx, columns: KeyedColumns): Promise<void> {
  return alone(ctx, () => rotate(ctx, columns));
}

/** Does nothing where another process is at it; the lock ends with the connection. */
function alone(ctx: Ctx, work: () => Promise<void>): Promise<void> {
  return ctx.db.connection().execute(async (held) => {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_lock(${ROTATES}, 0) as free`.execute(held);
    if (!rows[0]!.free) return;
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${ROTATES}, 0)`.execute(held);
    }
  });
}

async function rotate(ctx: Ctx, columns: KeyedColumns): Promise<void> {
  await refreshKeys(ctx.app.crypto);
  const to = ctx.app.crypto.versions().at(-1)!;
  let state = await keyState(ctx.db);
  if (state.target === null) {
    if (state.hashes === to) return;
    await step(ctx, sql`target = ${to}, lifted = 0, started_at = ${ctx.now}, finished_at = null`);
    state = await keyState(ctx.db);
  }
  const target = state.target!;
  await everybodyKnows(ctx, state);
  // Sealed only from now on, when everybody can open it.
  if (state.seals < target) await step(ctx, sql`seals = ${target}`);
  if (state.hashes < target) {
    const lift = { columns: columns.hashed, from: state.hashes, to: target };
    await letWritersFinish(ctx, columns.hashed);
    await liftSlices(ctx, lift);
    await turnHashes(ctx, lift);
    await tellTurn(ctx.db);
  }
  await everybodyKnows(ctx, await keyState(ctx.db));
  // More than once, for what was sealed before and written only now.
  for (let round = 0; round < ROUNDS && (await anyOlder(ctx, columns, target)); round++) {
    await resealAll(ctx, columns.sealed, target);
    await resealFactors(ctx);
  }
  await finish(ctx, columns, target);
}

async function anyOlder(ctx: Ctx, columns: KeyedColumns, version: number): Promise<boolean> {
  return Object.keys(await olderThan(ctx, columns, version)).length > 0;
}

async function finish(ctx: Ctx, columns: KeyedColumns, target: number): Promise<void> {
  if (await anyOlder(ctx, columns, target))
    throw new Error('some values are still under an older key: the next run takes them');
  await sql`delete from kernel.lifted`.execute(ctx.db);
  await step(ctx, sql`target = null, finished_at = ${ctx.app.now()}`);
  await ctx.audit({ action: 'kernel.keys_rotated', detail: { version: target } });
}

async function step(ctx: Ctx, change: ReturnType<typeof sql>): Promise<void> {
  await sql`update kernel.key_state set ${change}, generation = generation + 1`.execute(ctx.db);
  await tellTurn(ctx.db);
  await everybodyKnows(ctx, await keyState(ctx.db));
}

/** Waits for processes that still act on an older state; one that cannot read the new keys stops us here. */
async function everybodyKnows(ctx: Ctx, { generation }: KeyState): Promise<void> {
  for (const until = Date.now() + WAIT_MS; ; await sleep(50)) {
    const behind = await laggards(ctx.db, generation);
    if (behind === 0) return;
    if (Date.now() > until)
      throw new Error(`${behind} processes do not have the new keys: is master.key the same everywhere?`);
  }
}
