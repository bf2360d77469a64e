import type { ColumnType } from 'kysely';
import type { ConfirmedBy, FACILITY_STATES } from '../contract.ts';
import type { CloseReason, Word } from './rules.ts';

type Json<T> = ColumnType<T, string | null, string | null>;

/** Codes and times of what a host said. Instants as ISO text. */
export interface Detail {
  readonly until?: string;
  readonly reason?: CloseReason;
  /** A facility by its code, or an item by its name. */
  readonly about?: string;
  readonly state?: string;
}

/** How a place was before a word: what taking it back restores. Instants as ISO text. */
export interface Before {
  readonly confirmed?: {
    readonly at: string | null;
    readonly by: ConfirmedBy | null;
    readonly doubted: string | null;
  };
  /** Exceptions that the word ended, and the one that it made. */
  readonly ended?: readonly string[];
  readonly made?: string;
  readonly facility?: { code: string; state: (typeof FACILITY_STATES)[number]; since: string };
  readonly note?: { readonly text: string | null; readonly until: string | null };
  readonly supply?: string;
}

export interface HostWordTable {
  id: string;
  place_id: string;
  link_id: string;
  kind: Word;
  detail: ColumnType<Detail, string, string>;
  before: Json<Before | null>;
  at: Date;
  undone_at: Date | null;
}

declare module '#kernel/db' {
  interface Tables {
    'places.host_word': HostWordTable;
  }
}
