import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { App, Ctx } from '../ctx.ts';
import type { Connection } from '../db.ts';
import { StartError } from '../errors.ts';
import type { Job } from '../jobs.ts';
import { policyAt } from '../policy.ts';
import {
  backupDays,
  backupState,
  recordBackup,
  recordDeletion,
  recordFailure,
  type Failure,
} from './records.ts';
import { backupKeys } from './seal.ts';
import { takeBackup } from './take.ts';
import { trouble } from './words.ts';

/** What taking a backup needs beyond the app. */
export interface BackupPart {
  /** Of the owner of the tables; the app itself may see less. */
  readonly connection: Connection;
  readonly program: string;
}

const parts = new WeakMap<App, BackupPart>();

/** Lets the app take backups. Called once by the composition. */
export function startBackups(app: App, part: BackupPart): void {
  parts.set(app, part);
}

const NAME = 'kernel.back_up';
/** Tries of one night stop at the first that succeeds. */
const ENOUGH_MS = 20 * 3_600_000;
const HALF_FILE_MS = 86_400_000;
const SPARE_BYTES = 100 * 2 ** 20;
const FILE = /^zhijia-(\d{8}T\d{6}Z)\.backup$/;

/** Each night, and again each hour while it fails; at once when somebody asked. */
export const backUp: Job = {
  name: NAME,
  cron: '41 2-6 * * *',
  transaction: false,
  async run(ctx, data) {
    const { kept } = await backupState(ctx.db, ctx.now);
    const asked = (data as { asked?: boolean } | null)?.asked === true;
    if (asked || !kept[0] || ctx.now.getTime() - kept[0].at.getTime() > ENOUGH_MS) await takeOne(ctx);
    await deleteOld(ctx);
  },
};

/** Has a backup taken now, in the background. */
export function askForBackup(ctx: Ctx): Promise<void> {
  return ctx.app.jobs.send(ctx.db, NAME, { asked: true });
}

/** One backup into the folder, and a line about how it went. It never throws: the next hour tries again. */
async function takeOne(ctx: Ctx): Promise<void> {
  const { app, now } = ctx;
  const part = parts.get(app);
  if (!part) throw new Error('startBackups was not called for this app');
  const { backupsDir } = app.config;
  const name = `zhijia-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.backup`;
  const begun = performance.now();
  const spent = (): number => Math.round(performance.now() - begun);
  try {
    await fs.mkdir(backupsDir, { recursive: true, mode: 0o700 }).catch(() => {
      throw trouble('backup_unwritable', backupsDir);
    });
    await requireSpace(backupsDir, await sizeExpected(ctx));
    const [key] = backupKeys(app.config.dataDir);
    const taken = await takeBackup({ ...part, key, file: join(backupsDir, name) });
    await recordBackup(ctx, name, taken, spent());
  } catch (error) {
    if (error instanceof StartError && error.code === 'backup_running') return;
    const said = error instanceof Error ? error.message : String(error);
    process.stderr.write(`备份没有成功 the backup failed: ${said}\n`);
    await recordFailure(ctx, failureOf(error), spent());
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof StartError)) return 'other';
  if (error.code === 'backup_disk_full') return 'disk_full';
  return error.code === 'backup_unwritable' ? 'unwritable' : 'other';
}

/** Half as much again as the last one; before the first, half of the database, much of which is indexes. */
async function sizeExpected(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce((select bytes * 3 / 2 from kernel.backup where file is not null order by at desc limit 1),
      pg_database_size(current_database()) / 2)::bigint as bytes`.execute(ctx.db);
  return rows[0]!.bytes;
}

/** Stops before a backup that would fill the disk, which the database may stand on. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await fs.statfs(folder);
  const free = bavail * bsize;
  const megabytes = (value: number): string => `${Math.ceil(value / 2 ** 20)} MB`;
  if (free < bytes + SPARE_BYTES)
    throw trouble('backup_disk_full', `${folder} (${megabytes(free)} < ${megabytes(bytes + SPARE_BYTES)})`);
}

/**
 * Deletes what is older than the policy allows, by the name of the file: after a restore the table knows of none. The
 * newest stays however old it is.
 */
async function deleteOld(ctx: Ctx): Promise<void> {
  const { backupsDir } = ctx.app.config;
  const oldest = ctx.now.getTime() - (await policyAt(ctx, backupDays)) * 86_400_000;
  const names = await fs.readdir(backupsDir).catch(() => []);
  const files = names.filter((name) => FILE.test(name)).sort();
  const old = files.slice(0, -1).filter((name) => momentOf(name) < oldest);
  for (const name of old) await fs.rm(join(backupsDir, name), { force: true });
  await recordDeletion(ctx, old);
  for (const name of names.filter((one) => one.endsWith('.part'))) {
    const found = await fs.stat(join(backupsDir, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > HALF_FILE_MS)
      await fs.rm(join(backupsDir, name), { force: true });
  }
}

function momentOf(name: string): number {
  const text = FILE.exec(name)?.[1] ?? '';
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
