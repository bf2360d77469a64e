import type { ColumnType, GeneratedAlways } from 'kysely';
import type {
  BuildMode,
  ConfirmedBy,
  Datum,
  EntryMode,
  FACILITY_STATES,
  PlaceRole,
  PlaceState,
} from './contract.ts';
import type { HolidayYear } from './hours/calendar/contract.ts';
import type { Hours, Span } from './hours/contract.ts';

type Defaulted<T> = ColumnType<T, T | undefined, T>;
/** JSON goes in as text. */
type Json<T> = ColumnType<T, string | null, string | null>;
/** A PostgreSQL range or multirange in its text form. */
type Range = ColumnType<string>;

export interface PlaceTable {
  id: string;
  code: string;
  org_id: number;
  name: string;
  kind: string;
  roles: PlaceRole[];
  build_mode: BuildMode;
  host_org_id: number | null;
  host_name: string | null;
  state: PlaceState;
  state_reason: string | null;
  closed_until: Date | null;
  area_code: string | null;
  address: string | null;
  directions: string | null;
  wgs_lat: number | null;
  wgs_lng: number | null;
  gcj_lat: number | null;
  gcj_lng: number | null;
  datum: Datum | null;
  spot: GeneratedAlways<string | null>;
  entry_mode: EntryMode;
  entry_note: string | null;
  phone: string | null;
  area_m2: string | number | null;
  seats: number | null;
  administrators: number | null;
  hours: Json<Hours | null>;
  open_spans: Defaulted<string>;
  shut_spans: Defaulted<string>;
  spans_until: Date | null;
  facilities: Defaulted<string[]>;
  confirmed_at: Date | null;
  confirmed_by: ConfirmedBy | null;
  used_at: Date | null;
  doubted_at: Date | null;
  note: string | null;
  note_until: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface PlaceFacilityTable {
  place_id: string;
  code: string;
  state: (typeof FACILITY_STATES)[number];
  note: string | null;
  since: Date;
  /** Its place in the order in which they are told. */
  rank: Defaulted<number>;
}

export interface ExceptionTable {
  id: string;
  place_id: string;
  kind: 'day' | 'cut' | 'extra';
  days: Range | null;
  spans: Json<Span[] | null>;
  during: Range | null;
  reason: string | null;
  made_by: 'host' | 'officer';
  made_at: Date;
  withdrawn_at: Date | null;
}

export interface HolidayYearTable {
  id: string;
  year: number;
  holidays: Json<HolidayYear['holidays']>;
  workdays: Json<HolidayYear['workdays']>;
  source: string;
  set_at: Date;
}

declare module '#kernel/db' {
  interface Tables {
    'places.place': PlaceTable;
    'places.place_facility': PlaceFacilityTable;
    'places.exception': ExceptionTable;
    'places.holiday_year': HolidayYearTable;
  }
}
