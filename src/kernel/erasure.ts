import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ERASURES_FILE, erasureLine } from './backup/erasures.ts';
import type { Ctx, TxCtx } from './ctx.ts';
import type { Job } from './jobs.ts';

/** Something that was erased for good; ids are opaque. */
export interface Erased {
  readonly entity: string;
  readonly entityId: string;
}

/**
 * Enters what is erased in this transaction into the ledger and empties the free words of its history. After the commit a
 * job appends the ids to `erasures.log` beside the database: who restores an older backup deletes them again with it.
 */
export async function recordErasure(ctx: TxCtx, erased: readonly Erased[]): Promise<void> {
  if (erased.length === 0) return;
  const ids = erased.map(({ entityId }) => entityId);
  const entities = erased.map(({ entity }) => entity);
  await sql`
    insert into kernel.erasure (entity, entity_id, at)
    select entity, entity_id, ${ctx.now} from unnest(${entities}::text[], ${ids}::text[]) as e (entity, entity_id)
    on conflict do nothing`.execute(ctx.db);
  await sql`select kernel.forget_reasons(${ids}::text[])`.execute(ctx.db);
  await ctx.app.jobs.send(ctx.db, logErasures.name, {});
}

/** How many entries the ledger has. */
export async function countErased(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from kernel.erasure`.execute(ctx.db);
  return rows[0]!.count;
}

/** Written before it is marked as written: after a crash a line may stand there twice, never not at all. */
export const logErasures: Job = {
  name: 'kernel.log_erasures',
  async run(ctx) {
    const { rows } = await sql<{ entity: string; entity_id: string; at: Date }>`
      update kernel.erasure set logged_at = ${ctx.now} where logged_at is null
      returning entity, entity_id, at`.execute(ctx.db);
    if (rows.length === 0) return;
    const lines = rows.map(({ entity, entity_id, at }) => erasureLine({ at, entity, id: entity_id }));
    const file = openSync(join(ctx.app.config.dataDir, ERASURES_FILE), 'a', 0o600);
    try {
      writeSync(file, lines.join(''));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
};
