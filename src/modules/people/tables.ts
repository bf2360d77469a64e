import type { ColumnType } from 'kysely';
import type { MembershipState } from './contract.ts';
import type { ApplicationState, IdType, Occupation, RouteReason } from './join/contract.ts';
import type { TransferStart, TransferState } from './moves/contract.ts';
import type { FormColumn } from './forms/contract.ts';
import type { RetentionAction, RetentionCategory } from './retention/rules.ts';
import type { ConsentHow, Purpose, RequestKind, RequestState } from './rights/rules.ts';
import type {
  ImportColumn,
  ImportState,
  Outcome,
  RosterCounts,
  RosterMode,
  RowState,
} from './roster/contract.ts';
import type { Employment, RetainedAs, Standing, WARNED_HOW } from './standing/contract.ts';

/** What the database fills in by itself. */
type Kept<T> = ColumnType<T, never, never>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;
/** JSON goes in as text. */
type Json<T> = ColumnType<T, string, string>;

export interface PersonTable {
  id: string;
  name: string;
  sex: 'male' | 'female' | null;
  birth_year: number | null;
  occupation: Occupation;
  id_type: IdType;
  id_sealed: Buffer;
  id_hash: Buffer;
  phone_sealed: Buffer | null;
  phone_hash: Buffer | null;
  employer_id: number | null;
  employer_name: string | null;
  area_code: string | null;
  created_at: Date;
  updated_at: Date;
  /** `zhangxiaoyu`, `zxy`; empty until spelt. */
  pinyin: Defaulted<string>;
  initials: Defaulted<string>;
  keys: Kept<string[]>;
  /** Kept by people.settle: the union that looks after the person, and how they stand to it. */
  org_id: Kept<number | null>;
  standing: Kept<Standing>;
  number: Kept<string | null>;
  joined_on: Kept<string | null>;
  on_roster: Kept<boolean>;
  employment: Defaulted<Employment | null>;
  left_on: Defaulted<string | null>;
  /** Sealed JSON. */
  details_sealed: Defaulted<Buffer | null>;
  version: Kept<number>;
}

export interface ResolutionTable {
  id: string;
  org_id: number;
  number: string;
  held_on: string;
  title: string;
  attachment: Buffer | null;
  attachment_name: string | null;
  attachment_type: string | null;
  created_by: string;
  created_at: Date;
}

export interface MembershipTable {
  id: string;
  person_id: string;
  org_id: number;
  state: MembershipState;
  number: string;
  /** daterange, `[from, until)`; no upper bound while it is open. */
  during: ColumnType<string>;
  resolution_id: string | null;
  created_at: Date;
  retained_as: Defaulted<RetainedAs | null>;
  evidence: ColumnType<MembershipEvidence | null, string | null | undefined, string | null>;
  ended_by: Defaulted<string | null>;
}

/** What a deemed resignation rests on; dates `YYYY-MM-DD`. */
export interface MembershipEvidence {
  readonly unpaidSince: string;
  readonly absentSince: string;
  readonly warningId: string | null;
}

export interface ApplicationTable {
  id: string;
  state: ApplicationState;
  name: string;
  sex: 'male' | 'female' | null;
  birth_year: number | null;
  occupation: Occupation;
  id_type: IdType;
  id_sealed: Buffer;
  id_hash: Buffer;
  phone_sealed: Buffer;
  phone_hash: Buffer;
  phone_verified_at: Date | null;
  owner_proved_at: Date | null;
  employer_id: number | null;
  employer_name: string | null;
  area_code: string | null;
  qr_org_id: number | null;
  org_id: number;
  route_reason: RouteReason;
  offered_by: number | null;
  reason: string | null;
  consent_at: Date;
  submitted_at: Date;
  resolution_id: string | null;
  person_id: string | null;
  closed_at: Defaulted<Date | null>;
}

export interface TrackingLinkTable {
  token_hash: Buffer;
  application_id: string;
  created_at: Date;
}

export interface RosterTable {
  org_id: number;
  union_id: number;
  titles: Json<Readonly<Record<string, string>>>;
  mode: RosterMode;
  reconciled_at: Date | null;
  reconciled_by: string | null;
}

export interface RosterImportTable {
  id: string;
  org_id: number;
  union_id: number;
  state: ImportState;
  mode: RosterMode;
  transfers: boolean;
  file_name: string;
  file_bytes: number;
  sheets: string[];
  sheet: string;
  header_row: number;
  columns: Json<readonly ImportColumn[]>;
  remembered: boolean;
  counts: ColumnType<RosterCounts | null, string | null, string | null>;
  compared_at: Date | null;
  done: Defaulted<number>;
  run: Defaulted<string | null>;
  beat_at: Defaulted<Date | null>;
  failure: string | null;
  created_by: string;
  created_at: Date;
  confirmed_by: string | null;
  applied_at: Date | null;
  undo_until: Date | null;
}

export interface RosterFileTable {
  import_id: string;
  sealed: Buffer;
}

export interface RosterRowTable {
  import_id: string;
  no: number;
  outcome: Outcome;
  name: string;
  person_id: string | null;
  first_row: number | null;
  shown: string | null;
  refusals: string[];
  repairs: string[];
  remarks: string[];
  given_sealed: Buffer | null;
  seen: number | null;
  skipped: Defaulted<boolean>;
  applied: RowState | null;
  before_sealed: Buffer | null;
  left_version: number | null;
}

export interface RosterEntryTable {
  id: string;
  org_id: number;
  person_id: string;
  since: string;
  until: string | null;
}

export interface WarningTable {
  id: string;
  person_id: string;
  org_id: number;
  given_on: string;
  how: (typeof WARNED_HOW)[number];
  note: string;
  created_by: string;
  created_at: Date;
}

export interface TransferTable {
  id: string;
  person_id: string;
  from_org: number;
  to_org: number;
  started_by: TransferStart;
  state: TransferState;
  note: string | null;
  reason: string | null;
  consent_at: Date | null;
  consent_how: 'phone' | 'paper' | null;
  accepted_at: Defaulted<Date | null>;
  accepted_by: Defaulted<string | null>;
  due_on: string | null;
  by_itself: Defaulted<boolean>;
  import_id: string | null;
  was: 'active' | 'retained';
  created_by: string;
  created_at: Date;
  closed_at: Date | null;
}

export interface SavedViewTable {
  id: string;
  user_id: string;
  name: string;
  query: string;
  created_at: Date;
}

export interface FormTable {
  id: string;
  org_id: number;
  name: string;
  file_name: string;
  /** Sealed, as base64: last year's people may still stand in it. */
  file: Buffer;
  sheet: string | null;
  header_row: number | null;
  first_row: number | null;
  columns: Json<readonly FormColumn[]>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
}

export interface CoverageDayTable {
  day: string;
  org_id: number;
  employer_id: number;
  known: number;
  members: number;
  retained: number;
  not_reached: number;
  off_establishment: number;
  nef: number;
}

export interface ConsentTable {
  id: string;
  person_id: Defaulted<string | null>;
  application_id: Defaulted<string | null>;
  user_id: Defaulted<string | null>;
  purpose: Purpose;
  text_version: string;
  given_at: Date | null;
  how: ConsentHow;
  withdrawn_at: Defaulted<Date | null>;
}

export interface RightsRequestTable {
  id: string;
  kind: RequestKind;
  state: RequestState;
  person_id: string | null;
  user_id: string;
  org_id: number | null;
  wish_sealed: Buffer | null;
  reason: string | null;
  answer: string | null;
  due_on: string;
  created_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
}

export interface PastPeriodTable {
  id: string;
  org_id: number;
  state: MembershipState;
  during: ColumnType<string>;
  resolution_id: string | null;
}

export interface RetentionRunTable {
  id: string;
  at: Date;
  category: RetentionCategory;
  policy: string;
  cutoff: Date;
  action: RetentionAction;
  count: number;
  backups_until: string;
}

declare module '#kernel/db' {
  interface Tables {
    'people.person': PersonTable;
    'people.resolution': ResolutionTable;
    'people.membership': MembershipTable;
    'people.application': ApplicationTable;
    'people.tracking_link': TrackingLinkTable;
    'people.roster': RosterTable;
    'people.roster_import': RosterImportTable;
    'people.roster_file': RosterFileTable;
    'people.roster_row': RosterRowTable;
    'people.roster_entry': RosterEntryTable;
    'people.warning': WarningTable;
    'people.transfer': TransferTable;
    'people.saved_view': SavedViewTable;
    'people.form': FormTable;
    'people.coverage_day': CoverageDayTable;
    'people.consent': ConsentTable;
    'people.rights_request': RightsRequestTable;
    'people.past_period': PastPeriodTable;
    'people.retention_run': RetentionRunTable;
  }
}
