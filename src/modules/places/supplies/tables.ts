import type { WayGone } from './rules.ts';

export interface SupplyTable {
  id: string;
  place_id: string;
  item: string;
  quantity: number;
  unit: string;
  placed_on: string;
  expires_on: string | null;
  gone_at: Date | null;
  gone_how: WayGone | null;
  gone_by: 'host' | 'officer' | null;
}

declare module '#kernel/db' {
  interface Tables {
    'places.supply': SupplyTable;
  }
}
