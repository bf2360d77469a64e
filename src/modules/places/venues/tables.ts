import type { ColumnType, Selectable } from 'kysely';
import type { BOOKERS, BookingState, ROOM_STATES } from './contract.ts';

type Defaulted<T> = ColumnType<T, T | undefined, T>;
/** A PostgreSQL range in its text form. */
type Range = ColumnType<string>;

export interface RoomTable {
  id: string;
  place_id: string;
  name: string;
  seats: number | null;
  has: string[];
  state: (typeof ROOM_STATES)[number];
  who: (typeof BOOKERS)[number];
  approval: boolean;
  from_minute: number;
  to_minute: number;
  min_minutes: number;
  max_minutes: number;
  step_minutes: number;
  ahead_days: number;
  most_ahead: number;
  rest_minutes: number;
  rules: string | null;
  created_at: Date;
  updated_at: Date;
}
export type Room = Selectable<RoomTable>;

export interface BlackoutTable {
  id: string;
  room_id: string;
  during: Range;
  reason: string;
  made_at: Date;
  withdrawn_at: Date | null;
}

export interface BookingTable {
  id: string;
  code: string;
  room_id: string;
  org_id: number | null;
  user_id: string | null;
  during: Range;
  held: Range;
  state: BookingState;
  purpose: string | null;
  title: string | null;
  reason: string | null;
  cancelled_by: 'booker' | 'keeper' | null;
  series: string | null;
  sequence: Defaulted<number>;
  created_at: Date;
  changed_at: Date;
  erased_at: Date | null;
}

declare module '#kernel/db' {
  interface Tables {
    'places.room': RoomTable;
    'places.blackout': BlackoutTable;
    'places.booking': BookingTable;
  }
}
