import type { ColumnType } from 'kysely';
import type { FaultKind, FaultState } from './contract.ts';

export interface FaultTable {
  id: string;
  place_id: string;
  kind: FaultKind;
  facility: string | null;
  state: FaultState;
  reason: string | null;
  reports: number;
  marked: ColumnType<boolean, boolean | undefined, boolean>;
  reported_at: Date;
  changed_at: Date;
  settled_at: Date | null;
}

export interface FaultReportTable {
  id: string;
  fault_id: string;
  at: Date;
  network_hash: Buffer | null;
  account_hash: Buffer | null;
  note: string | null;
  phone_sealed: Buffer | null;
  works: boolean | null;
  works_at: Date | null;
  again_note: string | null;
}

declare module '#kernel/db' {
  interface Tables {
    'places.fault': FaultTable;
    'places.fault_report': FaultReportTable;
  }
}
