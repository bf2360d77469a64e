import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { appliedSteps, type Connection } from '../db.ts';
import { StartError } from '../errors.ts';
import { encodeFrame, type BackupHeader, type Frame, type TableHeader } from './frames.ts';
import { sealed, type BackupKey } from './seal.ts';
import { hiddenTables, JOBS, jobsTable, queuesInUse, sequenceValues, tablesToCopy } from './tables.ts';
import { isLost, trouble } from './words.ts';

export interface TakeOptions {
  /** Of the owner of the tables: row-level security hides rows from everybody else. */
  readonly connection: Connection;
  readonly key: BackupKey;
  /** Must not exist. Appears whole or not at all. */
  readonly file: string;
  /** Version of this program, for the file's header. */
  readonly program: string;
  /** Hears each table before it is copied, and is waited for. */
  readonly tell?: (table: string) => unknown;
}

/** A backup that was taken. `takenAt`: the moment whose state it holds. */
export interface Taken {
  readonly takenAt: Date;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

/** One at a time for each database, whichever process takes it. */
export const BACKUP_LOCK = 7_301_502;

/**
 * Copies the whole database into an encrypted file while it is in use: one snapshot, so that what belongs together is
 * together; bounded memory. Throws {@link StartError} in plain words, and leaves nothing behind.
 */
export async function takeBackup(options: TakeOptions): Promise<Taken> {
  const { connection, file } = options;
  if (existsSync(file)) throw trouble('backup_exists', file);
  const client = new pg.Client({ ...connection, application_name: 'zhijia-backup', statement_timeout: 0 });
  client.on('error', () => undefined); // a lost connection also rejects the query
  await client.connect();
  const part = `${file}.${process.pid}.part`;
  try {
    await beginSnapshot(client);
    const head = await readHead(client, options.program);
    const counted = { rows: 0 };
    await pipeline(
      Readable.from(frames(client, head, counted, options.tell), { objectMode: true }),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
      (source: AsyncIterable<Buffer>) => sealed(source, options.key, options.program),
      createWriteStream(part, { mode: 0o600, flags: 'wx' }),
    );
    await publish(part, file);
    const { size } = await fs.stat(file);
    return {
      takenAt: new Date(head.takenAt),
      tables: head.tables.length,
      rows: counted.rows,
      bytes: size,
    };
  } catch (error) {
    await fs.rm(part, { force: true }).catch(() => undefined); // the folder may be none
    throw explain(error, file);
  } finally {
    await client.end();
  }
}

async function beginSnapshot(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean; there: boolean }>(
    `select pg_try_advisory_lock(${BACKUP_LOCK}) as free, to_regclass('kernel.migration') is not null as there`,
  );
  if (!rows[0]!.free) throw trouble('backup_running');
  if (!rows[0]!.there) throw trouble('backup_nothing');
  await client.query('begin isolation level repeatable read read only');
  await client.query('set local idle_in_transaction_session_timeout = 0');
  const hidden = await hiddenTables(client);
  if (hidden.length > 0) throw trouble('backup_hidden', hidden.join(', '));
}

async function readHead(client: pg.Client, program: string): Promise<BackupHeader> {
  // The first of these takes the snapshot.
  const migrations = Object.fromEntries(await appliedSteps(client));
  const { rows } = await client.query<{ at: Date; postgres: string }>(
    `select now() as at, current_setting('server_version') as postgres`,
  );
  const jobs = await jobsTable(client);
  return {
    program,
    postgres: rows[0]!.postgres,
    takenAt: rows[0]!.at.toISOString(),
    migrations,
    tables: [...(await tablesToCopy(client)), ...(jobs ? [jobs] : [])],
    sequences: await sequenceValues(client),
    queues: jobs ? await queuesInUse(client) : [],
  };
}

async function* frames(
  client: pg.Client,
  head: BackupHeader,
  counted: { rows: number },
  tell: TakeOptions['tell'],
): AsyncGenerator<Buffer> {
  const frame = (one: Frame): Buffer => encodeFrame(one);
  yield frame({ kind: 'head', head });
  for (const table of head.tables) {
    await tell?.(table.name);
    yield frame({ kind: 'table', name: table.name });
    const stream = client.query(copyTo(copyText(table)));
    const hash = createHash('sha256');
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      hash.update(bytes);
      yield frame({ kind: 'rows', bytes });
    }
    // How many they were comes after the last of them, in a message that may still be on its way.
    await client.query('select');
    counted.rows += stream.rowCount;
    yield frame({ kind: 'sum', sum: { rows: stream.rowCount, sha256: hash.digest('hex') } });
  }
  await client.query('commit');
  yield frame({ kind: 'end', end: { tables: head.tables.length, rows: counted.rows } });
}

/** COPY of a table's own rows; with a condition only a query can be copied. */
function copyText({ name, columns }: TableHeader): string {
  const list = columns.join(', ');
  return name === JOBS.name
    ? `copy (select ${list} from ${name} where ${JOBS.where}) to stdout`
    : `copy ${name} (${list}) to stdout`;
}

/** A file that is there is whole, also after a power cut. */
async function publish(part: string, file: string): Promise<void> {
  await sync(part);
  await fs.rename(part, file);
  await sync(dirname(file));
}

async function sync(path: string): Promise<void> {
  await using handle = await fs.open(path, 'r');
  await handle.sync();
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof StartError) return error;
  if (isLost(error)) return trouble('backup_database_lost');
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return trouble('backup_disk_full', file);
  if (code && /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR)$/.test(code)) return trouble('backup_unwritable', file);
  return error;
}
