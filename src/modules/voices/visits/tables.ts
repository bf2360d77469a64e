import type { VISIT_FIELDS } from './contract.ts';

/** Something that was changed of a planned visit; `was` and `now` are titles, days, offices or names of stops. */
export interface VisitChangeTable {
  id: string;
  visit_id: string;
  field: (typeof VISIT_FIELDS)[number];
  was: string | null;
  now: string | null;
  changed_by: string;
  at: Date;
}

declare module '#kernel/db' {
  interface Tables {
    'voices.visit_change': VisitChangeTable;
  }
}
