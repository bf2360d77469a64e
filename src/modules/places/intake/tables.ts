import type { ColumnType, Selectable } from 'kysely';
import type { IntakeDatum, IntakeField, IntakeOutcome, IntakeState } from './contract.ts';
import type { Cell, Read, Remark } from './rules.ts';

type Json<T> = ColumnType<T, string, string>;

/** What a column is headed, and what it is taken to hold. */
export interface IntakeColumn {
  readonly index: number;
  readonly title: string;
  readonly field: IntakeField | null;
}

/** Something that is like a row: a place on record, or a row above in the file. */
export interface Similar {
  readonly id: string | null;
  readonly no: number | null;
  readonly name: string;
  readonly metres: number | null;
}

export interface IntakeTable {
  id: string;
  org_id: number;
  file_name: string;
  state: IntakeState;
  columns: Json<readonly IntakeColumn[]>;
  datum: IntakeDatum | null;
  kind: string | null;
  created_by: string;
  created_at: Date;
  applied_at: Date | null;
  undo_until: Date | null;
}

export interface IntakeRowTable {
  intake_id: string;
  no: number;
  cells: Json<readonly Cell[]>;
  /** With the union and the street that were found, and the position in both systems. */
  read: ColumnType<Resolved | null, string | null, string | null>;
  outcome: IntakeOutcome | null;
  remarks: Json<readonly Remark[]>;
  alike: Json<readonly Similar[]>;
  skip: boolean;
  place_id: string | null;
}

/** A row as it will be put on record. */
export interface Resolved extends Omit<Read, 'union' | 'area' | 'position'> {
  readonly orgId: number;
  readonly areaCode: string | null;
  readonly position: { readonly lat: number; readonly lng: number; readonly datum: 'wgs84' | 'gcj02' } | null;
}

export type Intake = Selectable<IntakeTable>;

declare module '#kernel/db' {
  interface Tables {
    'places.intake': IntakeTable;
    'places.intake_row': IntakeRowTable;
  }
}
