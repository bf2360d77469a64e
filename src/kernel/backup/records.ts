import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../ctx.ts';
import type { Db } from '../db.ts';
import { newId } from '../ids.ts';
import { definePolicy, policyAt } from '../policy.ts';
import { addDays, civilDate, type CivilDate } from '../time.ts';
import { BACKUP_LOCK, type Taken } from './take.ts';

/** How long a nightly backup is kept. What was erased from the database is in them until then. */
export const backupDays = definePolicy({
  key: 'kernel.backup_days',
  about: 'Days after which a nightly backup is deleted',
  schema: z.number().int().min(1).max(366),
  fallback: 14,
  source:
    'inference: two weeks to notice a fault; PIPL Art. 47 wants what was erased gone from backups as well',
});

/** Nobody should work for longer on what would be lost. */
const LATE_MS = 2 * 86_400_000;

export const FAILURES = ['disk_full', 'unwritable', 'other'] as const;
export type Failure = (typeof FAILURES)[number];

/** One that is there. */
export interface KeptBackup {
  readonly at: Date;
  readonly file: string;
  readonly bytes: number;
  readonly milliseconds: number;
}

export interface BackupState {
  readonly running: boolean;
  /** Newest first. */
  readonly kept: readonly KeptBackup[];
  /** The last try, if it failed. */
  readonly failure: { readonly at: Date; readonly error: Failure } | null;
  /** No backup for two days, by an installation that is older than that. */
  readonly late: boolean;
  /** Since when there is none: the last one, or the beginning. */
  readonly since: Date;
}

/** How it stands with the backups of this installation. */
export async function backupState(db: Db, now: Date): Promise<BackupState> {
  const { rows: kept } = await sql<KeptBackup>`
    select at, file, bytes, milliseconds from kernel.backup
    where file is not null and deleted_at is null order by at desc`.execute(db);
  const { rows } = await sql<{ running: boolean; began: Date; at: Date | null; error: Failure | null }>`
    select exists (select from pg_locks where locktype = 'advisory' and classid = 0 and objid = ${BACKUP_LOCK}
        and database = (select oid from pg_database where datname = current_database())) as running,
      (select min(applied_at) from kernel.migration) as began, last.at, last.error
    from (select) as one left join (select at, error from kernel.backup order by at desc limit 1) as last on true
  `.execute(db);
  const { running, began, at, error } = rows[0]!;
  const since = kept[0]?.at ?? began;
  const late = now.getTime() - since.getTime() > LATE_MS;
  return { running, kept, failure: at && error ? { at, error } : null, late, since };
}

/** The first day on which no backup has in it what is erased from the database at `ctx.now`. */
export async function backupsUntil(ctx: Ctx): Promise<CivilDate> {
  // The night after the last day deletes it.
  return addDays(civilDate(ctx.now), (await policyAt(ctx, backupDays)) + 1);
}

export async function recordBackup(
  ctx: Ctx,
  file: string,
  taken: Taken,
  milliseconds: number,
): Promise<void> {
  await sql`insert into kernel.backup (id, at, file, bytes, milliseconds)
    values (${newId()}, ${ctx.now}, ${file}, ${taken.bytes}, ${milliseconds})`.execute(ctx.db);
}

export async function recordFailure(ctx: Ctx, error: Failure, milliseconds: number): Promise<void> {
  await sql`insert into kernel.backup (id, at, milliseconds, error)
    values (${newId()}, ${ctx.now}, ${milliseconds}, ${error})`.execute(ctx.db);
}

export async function recordDeletion(ctx: Ctx, files: readonly string[]): Promise<void> {
  await sql`update kernel.backup set deleted_at = ${ctx.now}
    where file = any(${files}) and deleted_at is null`.execute(ctx.db);
}
