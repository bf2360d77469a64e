import type { Selectable } from 'kysely';

export interface EventTable {
  id: string;
  place_id: string;
  on: string;
  title: string;
  about: string | null;
  attendances: number | null;
  follows: string | null;
  is_public: boolean;
  created_at: Date;
  updated_at: Date;
}
export type PlaceEvent = Selectable<EventTable>;

declare module '#kernel/db' {
  interface Tables {
    'places.event': EventTable;
  }
}
