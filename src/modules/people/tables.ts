import type { ColumnType } from 'kysely';
import type { MembershipState } from './contract.ts';
import type { ApplicationState, IdType, Occupation, RouteReason } from './join/contract.ts';

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
}

export interface TrackingLinkTable {
  token_hash: Buffer;
  application_id: string;
  created_at: Date;
}

declare module '#kernel/db' {
  interface Tables {
    'people.person': PersonTable;
    'people.resolution': ResolutionTable;
    'people.membership': MembershipTable;
    'people.application': ApplicationTable;
    'people.tracking_link': TrackingLinkTable;
  }
}
