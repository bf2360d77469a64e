import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { withoutIndexes, type Send } from '../bulk.ts';
import { migrateIn, refuseForeignSteps, type Connection, type MigrationSource } from '../db.ts';
import { createQueues } from '../jobs.ts';
import type { Erasure } from './erasures.ts';
import type { BackupEnd, BackupHeader, Frame, TableHeader } from './frames.ts';
import { checkBackup, readBackup } from './read.ts';
import type { BackupKey } from './seal.ts';
import { JOBS, tablesToCopy } from './tables.ts';
import { isLost, trouble } from './words.ts';

export interface RestoreOptions {
  /** Opens an empty database as its owner; called when the file is found to be good. */
  readonly connect: () => Promise<Connection>;
  readonly sources: readonly MigrationSource[];
  readonly keys: readonly BackupKey[];
  readonly file: string;
  /** Whom to erase again: see {@link readErasures}. */
  readonly erasures?: readonly Erasure[];
  /** Hears each table before it is loaded, and is waited for. */
  readonly tell?: (table: string) => unknown;
}

/** What was restored, and the steps that have been applied since the backup. */
export interface Restored extends BackupEnd {
  readonly head: BackupHeader;
  readonly upgraded: readonly string[];
}

/** A person erased on the last day before the backup may still be in it: the clocks need not agree. */
const MARGIN_MS = 86_400_000;

/**
 * Loads a backup into an empty database and brings it to the state of the code, all in one transaction: cut short, it
 * leaves the database empty. Throws {@link StartError} in plain words when the file or the place is not fit.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { connect, sources, keys, file } = options;
  const { head, end } = await checkBackup(file, keys);
  refuseForeignSteps(new Map(Object.entries(head.migrations)), sources);
  const connection = await connect();
  const client = new pg.Client({ ...connection, application_name: 'zhijia-restore', statement_timeout: 0 });
  client.on('error', () => undefined); // a lost connection also rejects the query
  await client.connect();
  try {
    await client.query('begin; set local idle_in_transaction_session_timeout = 0');
    await requireEmpty(client);
    await migrateIn(client, sources, (step) => step in head.migrations);
    await load(client, head, options);
    await client.query('set constraints all immediate');
    const upgraded = await migrateIn(client, sources);
    await client.query(NEXT_ERA);
    await noteErasures(client, head, options.erasures ?? []);
    await client.query('commit');
    return { ...end, head, upgraded };
  } catch (error) {
    throw isLost(error) ? trouble('backup_database_lost') : error;
  } finally {
    await client.end(); // an open transaction ends with it
  }
}

/** Rows sealed before and after a restore must not be mixed up: their transaction numbers come from two servers. */
const NEXT_ERA = `do $$ begin
  if to_regprocedure('kernel.next_audit_era()') is not null then perform kernel.next_audit_era(); end if;
end $$`;

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class as c
       join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
     order by c.relkind <> 'r', 1 limit 3`,
  );
  if (rows.length > 0) throw trouble('restore_not_empty', rows.map(({ name }) => name).join(', '));
}

/** Rows as they were: triggers would write them anew, and a forced policy would refuse COPY even to the owner. */
async function load(client: pg.Client, head: BackupHeader, options: RestoreOptions): Promise<void> {
  const forced = await forcedTables(client);
  const tables = await tablesToCopy(client);
  const send: Send = async (text) => (await client.query(text)).rows;
  await alterEach(client, forced, 'no force row level security');
  await withoutIndexes(
    send,
    tables.map(({ name }) => name),
    () => loadRows(client, head, options),
  );
  await alterEach(client, forced, 'force row level security');
  for (const { name, value, called } of head.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, value, called]);
}

async function loadRows(client: pg.Client, head: BackupHeader, options: RestoreOptions): Promise<void> {
  await createQueues(client, head.queues);
  // What pg-boss sets for making its tables would end a transaction that waits for a slow disk.
  await client.query('set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0');
  // Migrations begin some tables with a row of their own.
  for (const { name } of head.tables) if (name !== JOBS.name) await client.query(`delete from ${name}`);
  const frames = readBackup(options.file, options.keys);
  for await (const frame of frames) {
    if (frame.kind !== 'table') continue;
    await options.tell?.(frame.name);
    await copyIn(
      client,
      head.tables.find(({ name }) => name === frame.name)!,
      frames,
      options.file,
    );
  }
}

async function forcedTables(client: pg.Client): Promise<{ name: string }[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class as c
       join pg_namespace as n on n.oid = c.relnamespace where c.relforcerowsecurity`,
  );
  return rows;
}

async function alterEach(
  client: pg.Client,
  tables: readonly { readonly name: string }[],
  how: string,
): Promise<void> {
  for (const { name } of tables) await client.query(`alter table ${name} ${how}`);
}

/** Copies the rows that come next into their table; jobs by way of text, since another pg-boss has other columns. */
async function copyIn(
  client: pg.Client,
  table: TableHeader,
  frames: AsyncGenerator<Frame>,
  file: string,
): Promise<void> {
  const isJobs = table.name === JOBS.name;
  if (isJobs)
    await client.query(
      `create temp table restored_job (${table.columns.map((column) => `${column} text`).join(', ')})`,
    );
  const target = isJobs ? 'restored_job' : table.name;
  const stream = client.query(copyFrom(`copy ${target} (${table.columns.join(', ')}) from stdin`));
  const done = new Promise<void>((resolve, reject) => stream.once('finish', resolve).on('error', reject));
  done.catch(() => undefined); // awaited below, or the reading failed first
  for (;;) {
    // Should this throw: the connection is closed in the middle of the COPY, and nothing stays.
    const { value: frame } = (await frames.next()) as { value: Frame };
    if (frame.kind === 'rows') {
      if (!stream.write(frame.bytes))
        await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), done]);
      continue;
    }
    stream.end();
    await done;
    if (frame.kind !== 'sum' || frame.sum.rows !== stream.rowCount) throw trouble('backup_damaged', file);
    break;
  }
  if (isJobs) await insertJobs(client, table);
}

async function insertJobs(client: pg.Client, { columns }: TableHeader): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [JOBS.name],
  );
  const known = rows.filter(({ name }) => columns.includes(name));
  // Nobody is working on what was being worked on.
  await client.query(`update restored_job set state = 'retry' where state = 'active'`);
  await client.query(
    `insert into ${JOBS.name} (${known.map(({ name }) => name).join(', ')})
     select ${known.map(({ name, type }) => `${name}::${type}`).join(', ')} from restored_job`,
  );
  await client.query('drop table restored_job');
}

async function noteErasures(
  client: pg.Client,
  { takenAt }: BackupHeader,
  erasures: readonly Erasure[],
): Promise<void> {
  const since = Date.parse(takenAt) - MARGIN_MS;
  const later = erasures.filter(({ at }) => at.getTime() >= since);
  await client.query(
    `insert into kernel.erasure_replay (id, at) select * from unnest($1::text[], $2::timestamptz[])
     on conflict (id) do nothing`,
    [later.map(({ id }) => id), later.map(({ at }) => at)],
  );
}
