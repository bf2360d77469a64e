import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { sameBytes, type Crypto } from '../crypto.ts';

/** What an entry says, as it is written: the mark is over this. `at`: ISO 8601 with milliseconds, in UTC. */
export interface Content {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly entity: string | null;
  readonly entity_id: string | null;
  readonly org_id: number | null;
  readonly purpose: string | null;
  readonly detail: unknown;
  readonly request_id: string;
  readonly ip: string | null;
}

/** First byte of a mark: which key and which form of content it was made with. */
const VERSION = 1;
/** The version byte and an HMAC-SHA-256. */
export const MARK_BYTES = 33;

const keys = new WeakMap<Crypto, KeyObject>();

function keyOf(crypto: Crypto): KeyObject {
  const key = keys.get(crypto) ?? createSecretKey(crypto.derive('audit'));
  keys.set(crypto, key);
  return key;
}

/** The mark of an entry, made before it is written: nobody who only has the database can make one. */
export function markOf(crypto: Crypto, row: Content): Buffer {
  const { id, at, actor, action, entity, entity_id, org_id, purpose, detail, request_id, ip } = row;
  const content = [
    id,
    at,
    actor,
    action,
    entity,
    entity_id,
    org_id,
    purpose,
    inOrder(detail),
    request_id,
    ip,
  ];
  return mark(crypto, 'entry', content);
}

/** A keyed hash over `content`; `kind` keeps the mark of one thing from being passed off as that of another. */
export function mark(
  crypto: Crypto,
  kind: 'entry' | 'seal' | 'prune' | 'restore',
  content: readonly unknown[],
) {
  const mac = createHmac('sha256', keyOf(crypto))
    .update(`${kind}\n${JSON.stringify(content)}`)
    .digest();
  return Buffer.concat([Buffer.from([VERSION]), mac], MARK_BYTES);
}

/** Whether an entry bears its own mark. */
export function bearsMark(crypto: Crypto, row: Content, given: Buffer | null): boolean {
  return given !== null && sameBytes(markOf(crypto, row), given);
}

/** PostgreSQL keeps the keys of a jsonb in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]): [string, unknown] => [key, inOrder(inner)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
