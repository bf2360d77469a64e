import { appendFile, readFile, rename, open } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { App } from '../ctx.ts';
import { sameBytes, type Crypto } from '../crypto.ts';
import { newId } from '../ids.ts';
import { civilDate } from '../time.ts';
import { lastSeal, runningEra, sealsOf, type Seal } from './chain.ts';
import { mark } from './mark.ts';

/** A seal as it is known outside the database. */
export interface Head {
  /** The log it is of: another database has another. */
  readonly log: string | null;
  readonly seq: number;
  /** Hexadecimal. */
  readonly root: string;
  readonly sealedAt: string;
}

/**
 * A line of `audit-roots.log`. `day`: the first seal of a civil day. `lost`: a head that the database no longer knew.
 * `restored`: a backup was put back, so that seals after `head` do not count any more; only we can write one.
 */
export type RootLine =
  | { readonly day: string; readonly head: Head }
  | { readonly lost: string; readonly head: Head }
  | Restored;

interface Restored {
  readonly restored: string;
  readonly head: Head | null;
  readonly mark: string;
}

const headFile = (dataDir: string): string => join(dataDir, 'audit-head.json');
const rootsFile = (dataDir: string): string => join(dataDir, 'audit-roots.log');

/** Shows a new seal outside the database: cutting off the end of the log is found by it. Never hides what was shown. */
export async function exportHead(app: App, { seq, root, sealedAt, prev }: Seal): Promise<void> {
  const { dataDir } = app.config;
  const { log } = await runningEra(app.db);
  const head: Head = { log, seq, root: root.toString('hex'), sealedAt };
  const shown = await readHead(dataDir);
  const follows = shown?.log === log && shown.seq === seq - 1 && shown.root === prev.toString('hex');
  if (shown && !follows && shown.root !== head.root) {
    if (!(await knows(app, shown))) await writeLine(dataDir, { lost: app.now().toISOString(), head: shown });
    // Another process on this folder was quicker.
    else if (shown.seq > seq) return;
  }
  await replace(headFile(dataDir), `${JSON.stringify(head)}\n`);
  await writeDay(app, head);
}

/** Whether the database still has this seal, or has rightly pruned it. */
async function knows(app: App, { log, seq, root }: Head): Promise<boolean> {
  if (log !== (await runningEra(app.db)).log) return false;
  const [seal] = await sealsOf(app.db, [seq]);
  if (seal) return seal.root.toString('hex') === root;
  const { rows } = await sql<{ pruned: boolean }>`
    select exists (select from kernel.audit_seal where seq > ${seq} and pruned_at is not null) as pruned`.execute(
    app.db,
  );
  return rows[0]!.pruned;
}

/** The latest day that is written down, so that the file is not read each second. */
const days = new WeakMap<App, string>();

async function writeDay(app: App, head: Head): Promise<void> {
  const day = civilDate(app.now());
  const { dataDir } = app.config;
  if (days.get(app) === day) return;
  const { lines } = await readRoots(dataDir);
  if (!lines.some((line) => 'day' in line && line.day === day)) await writeLine(dataDir, { day, head });
  days.set(app, day);
}

/**
 * To be called when a backup was put back into this database: transaction numbers begin anew, and heads shown since that
 * backup are void from here on.
 */
export async function auditRestored(app: Pick<App, 'config' | 'db' | 'crypto' | 'now'>): Promise<void> {
  const { dataDir } = app.config;
  await sql`select kernel.next_audit_era()`.execute(app.db);
  const seal = await lastSeal(app.db);
  const { log } = await runningEra(app.db);
  const head = seal ? { log, seq: seal.seq, root: seal.root.toString('hex'), sealedAt: seal.sealedAt } : null;
  const restored = app.now().toISOString();
  const signature = restoreMark(app.crypto, restored, head).toString('hex');
  await writeLine(dataDir, { restored, head, mark: signature });
  if (head) await replace(headFile(dataDir), `${JSON.stringify(head)}\n`);
}

function restoreMark(crypto: Crypto, restored: string, head: Head | null): Buffer {
  return mark(crypto, 'restore', [restored, head?.log ?? null, head?.seq ?? null, head?.root ?? null]);
}

/** Whether it was {@link auditRestored} that wrote this line. */
export function isOurs(crypto: Crypto, line: Restored): boolean {
  return sameBytes(restoreMark(crypto, line.restored, line.head), Buffer.from(line.mark, 'hex'));
}

/** The head shown last. */
export async function readHead(dataDir: string): Promise<Head | undefined> {
  const text = await readText(headFile(dataDir));
  return text === '' ? undefined : JSON.parse(text);
}

/** The lines of `audit-roots.log`, and how many of them nobody can read. */
export async function readRoots(dataDir: string): Promise<{ lines: RootLine[]; unreadable: number }> {
  const written = (await readText(rootsFile(dataDir))).split('\n').filter((line) => line !== '');
  const lines = written.flatMap((line): RootLine[] => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
  return { lines, unreadable: written.length - lines.length };
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

/** Begins with a line break as well: half a line, from a disk that was full, spoils no other. */
function writeLine(dataDir: string, line: RootLine): Promise<void> {
  return appendFile(rootsFile(dataDir), `\n${JSON.stringify(line)}\n`, { mode: 0o600 });
}

/** Whole or not at all, also when the power goes or another process does the same. */
async function replace(path: string, text: string): Promise<void> {
  const fresh = `${path}.${newId()}`;
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
}
