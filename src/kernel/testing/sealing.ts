import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { sealAudit } from '../audit.ts';
import type { App } from '../ctx.ts';

/**
 * Seals all that has been committed, at once. Transactions of other test files hold it up: the numbers of transactions
 * are those of the whole PostgreSQL.
 */
export async function sealAll(app: App): ReturnType<typeof sealAudit> {
  for (;;) {
    const { rows } = await sql<{ ready: boolean }>`
      select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as ready
      from kernel.audit_entry where era = kernel.audit_era()`.execute(app.db);
    if (rows[0]!.ready) return sealAudit(app);
    await pause(20);
  }
}
