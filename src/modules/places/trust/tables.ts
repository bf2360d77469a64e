import type { Source, Weight, What } from './rules.ts';

export interface SightingTable {
  id: string;
  place_id: string;
  what: What;
  source: Source;
  weight: Weight;
  at: Date;
  network_hash: Buffer | null;
  account_hash: Buffer | null;
}

declare module '#kernel/db' {
  interface Tables {
    'places.sighting': SightingTable;
  }
}
