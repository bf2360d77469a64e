import type { SUGGESTION_STATES } from './contract.ts';

export interface SuggestionTable {
  id: string;
  org_id: number;
  text: string;
  page: string;
  contact_sealed: Buffer | null;
  state: (typeof SUGGESTION_STATES)[number];
  note: string | null;
  at: Date;
  answered_at: Date | null;
}

declare module '#kernel/db' {
  interface Tables {
    'voices.suggestion': SuggestionTable;
  }
}
