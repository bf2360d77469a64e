// What was sent and what was answered; the database is held against it.

export const KINDS = ['join', 'suggestion', 'edit', 'found', 'approve', 'sign_in'] as const;
export type Kind = (typeof KINDS)[number];

/** One intention of one client. It is sent with the same key until it is answered with 2xx. */
export interface Write {
  readonly kind: Kind;
  /** A text that nothing else carries; of an approval the application’s id. */
  readonly marker: string;
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly cookie: string;
  /** How often it was sent. */
  tries: number;
  /** The id that the 2xx answer named, or the session’s cookie; undefined while unanswered. */
  acknowledged?: string;
  /**
   * Of a sign-in: the account is locked. A try that a fault cut off counts as one, so that a fault gives nobody free
   * guesses; with everybody in five accounts it comes to that.
   */
  locked?: true;
  /** An answer that must not be: its status and body. */
  wrong?: string;
}

export interface Ledger {
  readonly writes: Write[];
  /** Answers by status; 0 for none at all. */
  readonly statuses: Map<number, number>;
  /** Answers by code, of those that are not 2xx. */
  readonly codes: Map<string, number>;
  /** Retries that were answered from the idempotency key: saved, though the first answer was lost. */
  replays: number;
  /** Of 503 and 507 answers: without a Retry-After header. */
  unasked: number;
}

export function newLedger(): Ledger {
  return { writes: [], statuses: new Map(), codes: new Map(), replays: 0, unasked: 0 };
}

export function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export const acknowledged = ({ writes }: Ledger): Write[] =>
  writes.filter((write) => write.acknowledged !== undefined);
