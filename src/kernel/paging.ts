import { kernelError } from './errors.ts';
import { isCivilDate } from './time.ts';

type Key = string | number;

/** What a sort key can be, each as PostgreSQL will take it: a cursor comes back from outside. */
const KEYS = {
  text: (key: unknown) => typeof key === 'string' && !key.includes('\0') && key.isWellFormed(),
  int: (key: unknown) => typeof key === 'number' && key === (key | 0),
  float: (key: unknown) => typeof key === 'number' && Number.isFinite(key),
  uuid: (key: unknown) => typeof key === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key),
  date: (key: unknown) => typeof key === 'string' && isCivilDate(key) && key > '0001',
  time: (key: unknown) => typeof key === 'string' && isInstant(key) && key > '0001',
};
export type KeyKind = keyof typeof KEYS;

/** As `toISOString` writes it. */
function isInstant(text: string): boolean {
  const instant = new Date(text);
  return text.length === 24 && !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
}

/**
 * A cursor is the sort key of the last row seen, as URL-safe JSON: pages stay right while rows come and go, and the
 * thousandth costs as much as the first. Throws `kernel.bad_cursor` unless it has exactly these `kinds`.
 */
export function readCursor(cursor: string | undefined, kinds: readonly KeyKind[]): Key[] | undefined {
  if (cursor === undefined) return undefined;
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw kernelError('bad_cursor');
  }
  if (!Array.isArray(keys) || keys.length !== kinds.length || !keys.every((key, i) => KEYS[kinds[i]!](key))) {
    throw kernelError('bad_cursor');
  }
  return keys as Key[];
}

/** Cuts `rows`, fetched with `limit + 1`, into a page; `keysOf` gives the sort key of its last row. */
export function page<T>(rows: readonly T[], limit: number, keysOf: (row: T) => readonly Key[]) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, next: more ? Buffer.from(JSON.stringify(keysOf(last))).toString('base64url') : null };
}
