import type { ColumnType, Selectable } from 'kysely';
import type { HotlineField, HotlineOutcome, HotlineState } from './contract.ts';
import type { Cell, Read, Remark } from './rules.ts';

type Json<T> = ColumnType<T, string, string>;

/** What a column is headed, and what it is taken to hold. */
export interface HotlineColumn {
  readonly index: number;
  readonly title: string;
  readonly field: HotlineField | null;
  readonly personal: boolean;
}

/** A row as it will be put on record. */
export interface Resolved extends Omit<Read, 'union' | 'area'> {
  readonly orgId: number;
  readonly areaCode: string | null;
}

export interface HotlineIntakeTable {
  id: string;
  org_id: number;
  file_name: string;
  state: HotlineState;
  columns: Json<readonly HotlineColumn[]>;
  masked: number;
  created_by: string;
  created_at: Date;
  applied_at: Date | null;
  undo_until: Date | null;
  taken: number | null;
  left_out: number | null;
}

export interface HotlineRowTable {
  intake_id: string;
  no: number;
  cells: Json<readonly Cell[]>;
  read: ColumnType<Resolved | null, string | null, string | null>;
  outcome: HotlineOutcome | null;
  remarks: Json<readonly Remark[]>;
  skip: boolean;
  voice_id: string | null;
}

export type HotlineIntake = Selectable<HotlineIntakeTable>;

declare module '#kernel/db' {
  interface Tables {
    'voices.hotline_intake': HotlineIntakeTable;
    'voices.hotline_row': HotlineRowTable;
  }
}
