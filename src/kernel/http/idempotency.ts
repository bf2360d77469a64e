import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx, TxCtx } from '../ctx.ts';
import { kernelError } from '../errors.ts';

export interface Asked {
  readonly path: string;
  readonly input: object;
  readonly upload: Buffer | undefined;
}

/** A key of 128 random bits has at least as many characters, however it is written. */
const GUEST_KEY_LENGTH = 20;

/**
 * Runs `work` once for each (caller, key). The key's row is written in the same transaction as the work: a second
 * request with the key waits for the first to commit and gets its answer; if the first failed, it left no row.
 * The answer is kept sealed, since it may hold a tracking secret.
 */
export async function once(ctx: TxCtx, key: string, asked: Asked, work: () => Promise<unknown>) {
  if (!/^[\x21-\x7e]{8,100}$/.test(key)) {
    throw kernelError('bad_request', {
      field: 'Idempotency-Key',
      params: { reason: '8–100 ASCII characters' },
    });
  }
  const actor = ctx.actor.kind === 'account' ? ctx.actor.userId : 'guest';
  const kept = keptKey(ctx, key);
  const hash = requestHash(ctx, asked);
  const { numAffectedRows } = await sql`
    insert into kernel.idempotency (actor, key, request_hash, at) values (${actor}, ${kept}, ${hash}, ${ctx.now})
    on conflict do nothing`.execute(ctx.db);
  if (numAffectedRows === 0n) return { answer: await firstAnswer(ctx, actor, kept, hash), replayed: true };
  const answer = await work();
  const sealed = ctx.app.crypto.seal(JSON.stringify(answer));
  await sql`update kernel.idempotency set answer = ${sealed} where actor = ${actor} and key = ${kept}`.execute(
    ctx.db,
  );
  return { answer, replayed: false };
}

/**
 * All guests are one caller, for a phone that changes from Wi-Fi to its provider's network must still get its first
 * answer. So a guest's key is the secret that keeps them apart: long, and kept only as a hash.
 */
function keptKey({ app, actor }: TxCtx, key: string): string {
  if (actor.kind === 'account') return key;
  if (key.length < GUEST_KEY_LENGTH) {
    throw kernelError('bad_request', {
      field: 'Idempotency-Key',
      params: { reason: `at least ${GUEST_KEY_LENGTH} random characters without signing in` },
    });
  }
  return app.crypto.hash('token', `idempotency:${key}`).toString('base64');
}

async function firstAnswer(ctx: TxCtx, actor: string, key: string, hash: Buffer): Promise<unknown> {
  const { rows } = await sql<{ request_hash: Buffer; answer: Buffer }>`
    select request_hash, answer from kernel.idempotency where actor = ${actor} and key = ${key}`.execute(
    ctx.db,
  );
  const row = rows[0];
  if (!row?.request_hash.equals(hash)) throw kernelError('idempotency_mismatch');
  return JSON.parse(ctx.app.crypto.open(row.answer));
}

/** Keyed: of what has few possible values, six taps beside a note say, a plain hash would be found by trying them. */
function requestHash({ app }: TxCtx, { path, input, upload }: Asked): Buffer {
  const digest = createHash('sha256')
    .update(JSON.stringify([path, input]))
    .update(upload ?? '')
    .digest('hex');
  return app.crypto.hash('token', `request:${digest}`);
}

/** How many first answers are older than `cutoff`. */
export async function countOldAnswers(ctx: Ctx, cutoff: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from kernel.idempotency where at < ${cutoff}`.execute(ctx.db);
  return rows[0]!.count;
}

/** Removes at most `limit` first answers older than `cutoff`; returns how many. */
export async function forgetAnswers(ctx: TxCtx, cutoff: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from kernel.idempotency where (actor, key) in (
      select actor, key from kernel.idempotency where at < ${cutoff} limit ${limit})`.execute(ctx.db);
  return Number(numAffectedRows ?? 0n);
}
