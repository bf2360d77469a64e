import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Role } from '#kernel/auth';
import type { Formation, OrgKind, OrgState, RelationKind, UnionLevel } from './tree/contract.ts';

/** A PostgreSQL range in its text form; written as `[a,b)`, read through lower() and upper(). */
type Range = ColumnType<string>;

export interface AreaTable {
  code: string;
  name: string;
  level: 'province' | 'city' | 'county' | 'street';
  parent: string | null;
}

export interface OrganisationTable {
  id: Generated<number>;
  kind: OrgKind;
  name: string;
  uscc: string | null;
  phone: string | null;
  address: string | null;
  area_code: string | null;
  state: OrgState;
  parent_id: number | null;
  /** Of a merged union: what it went into. */
  merged_into: number | null;
  /** ltree: ids from the root. */
  path: string;
  level: UnionLevel | null;
  formation: Formation | null;
  sectors: Generated<string[]>;
  founded_on: string | null;
  approval_no: string | null;
  term_ends_on: string | null;
  created_at: Date;
}

export interface PlacementTable {
  org_id: number;
  parent_id: number | null;
  during: Range;
}

export interface RelationTable {
  id: string;
  kind: RelationKind;
  from_id: number;
  to_id: number;
  during: Range;
}

export interface ServedAreaTable {
  area_code: string;
  org_id: number;
}

export interface OfficerTable {
  id: string;
  user_id: string;
  org_id: number;
  role: Role;
  duty: GeneratedAlways<string>;
  during: Range;
  granted_by: string;
  end_reason: string | null;
}

export interface InvitationTable {
  id: string;
  org_id: number;
  name: string;
  role: Role;
  phone_hash: Buffer;
  phone_sealed: Buffer;
  token_hash: Buffer;
  until: string | null;
  replaces: string | null;
  invited_by: string;
  created_at: Date;
  expires_at: Date;
  closed_at: Date | null;
  closed_how: 'accepted' | 'revoked' | null;
}

export interface TermNoticeTable {
  org_id: number;
  term_ends_on: string;
  /** The threshold in days; 0 once the term is over. */
  days_before: number;
  at: Date;
}

declare module '#kernel/db' {
  interface Tables {
    'orgs.area': AreaTable;
    'orgs.organisation': OrganisationTable;
    'orgs.placement': PlacementTable;
    'orgs.relation': RelationTable;
    'orgs.served_area': ServedAreaTable;
    'orgs.officer': OfficerTable;
    'orgs.invitation': InvitationTable;
    'orgs.term_notice': TermNoticeTable;
  }
}
