import type { ColumnType } from 'kysely';
import type { PlaceRole } from '../contract.ts';
import type { TitleState } from './contract.ts';
import type { Criterion, TitleLevel } from './templates/contract.ts';
import type { Weighed } from './templates/rules.ts';

/** JSON goes in as text. */
type Json<T> = ColumnType<T, string | null, string | null>;

export interface TitleTemplateTable {
  id: string;
  line: string;
  version: number;
  org_id: number;
  name_zh: string;
  name_en: string;
  level: TitleLevel;
  granted_by: string | null;
  roles: PlaceRole[];
  area_code: string | null;
  during: string;
  source: string;
  inferred: boolean;
  criteria: ColumnType<Criterion[], string, string>;
  notice_days: number;
  recheck_months: number | null;
  created_by: string;
  created_at: Date;
}

export interface TitleCaseTable {
  id: string;
  place_id: string;
  template_id: string;
  line: string;
  grantor_id: number;
  state: TitleState;
  stepped_at: Date;
  review_org: number | null;
  applied_by: string | null;
  applied_at: Date | null;
  snapshot: Json<Weighed[] | null>;
  marks: Json<Record<string, boolean> | null>;
  visit_on: string | null;
  visited_on: string | null;
  findings: string | null;
  notice_from: string | null;
  notice_until: string | null;
  plaque_no: string | null;
  awarded_on: string | null;
  awarded_by: string | null;
  due_on: string | null;
  rectify_until: string | null;
  rectify_what: string | null;
  created_at: Date;
}

export interface TitleEvidenceTable {
  id: string;
  case_id: string;
  criterion: string;
  note: string | null;
  file: Buffer | null;
  file_name: string | null;
  file_type: 'image/jpeg' | 'image/png' | 'application/pdf' | null;
  added_by: string;
  added_at: Date;
}

declare module '#kernel/db' {
  interface Tables {
    'places.title_template': TitleTemplateTable;
    'places.title_case': TitleCaseTable;
    'places.title_evidence': TitleEvidenceTable;
  }
}
