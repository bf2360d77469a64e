import type { Generated, ColumnType } from 'kysely';
import type {
  CONCERN_STATES,
  OUTCOMES,
  REFERRAL_LANES,
  STEP_KINDS,
  STOP_STATES,
  VISIT_STATES,
  VOICE_KINDS,
  VOICE_STATES,
} from './contract.ts';

export interface VoiceTable {
  id: string;
  org_id: number;
  kind: (typeof VOICE_KINDS)[number];
  text: string;
  /** The page of ours that it was said on; null for what did not come from one. */
  page: string | null;
  theme: string | null;
  place_id: string | null;
  area_code: string | null;
  contact_sealed: Buffer | null;
  name_sealed: Buffer | null;
  source_ref: string | null;
  visit_id: string | null;
  concern_id: string | null;
  state: (typeof VOICE_STATES)[number];
  note: string | null;
  at: Date;
  answered_at: Date | null;
  /** Opened again by who said it: the wait begins anew. */
  reopened_at: Date | null;
}

export interface ConcernTable {
  id: string;
  org_id: number;
  title: string;
  summary: string | null;
  theme: string | null;
  place_id: string | null;
  area_code: string | null;
  state: (typeof CONCERN_STATES)[number];
  answer: string | null;
  opened_by: string;
  opened_at: Date;
  answered_at: Date | null;
  version: ColumnType<number, number | undefined, number>;
  merged_into: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ReferralTable {
  id: string;
  concern_id: string;
  lane: (typeof REFERRAL_LANES)[number];
  to_org: number | null;
  note: string | null;
  made_by: string;
  made_at: Date;
  how: (typeof OUTCOMES)[number] | null;
  outcome: string | null;
  ended_at: Date | null;
  case_no: ColumnType<string | null, string | null | undefined, string | null>;
  fault_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface StepTable {
  id: string;
  concern_id: string;
  kind: (typeof STEP_KINDS)[number];
  text: string;
  href: string | null;
  at: Date;
}

export interface VisitTable {
  id: string;
  org_id: number;
  title: string;
  on_day: string;
  led_by: string | null;
  state: (typeof VISIT_STATES)[number];
  reason: string | null;
  made_by: string;
  made_at: Date;
  ended_at: Date | null;
  /** How many told six taps by its link; none of them knows of it. */
  interviews: Generated<number>;
}

export interface VisitStopTable {
  id: string;
  visit_id: string;
  seq: number;
  union_id: number | null;
  place_id: string | null;
  state: (typeof STOP_STATES)[number];
  reason: string | null;
  done_at: Date | null;
}

export interface InterviewTable {
  id: string;
  org_id: number;
  area_code: string | null;
  /** The first of the month. */
  month: string;
  job: string;
  platform: string;
  hours_a_day: string;
  days_a_month: string;
  longest_stretch: string;
  rest_place: string;
}

declare module '#kernel/db' {
  interface Tables {
    'voices.voice': VoiceTable;
    'voices.concern': ConcernTable;
    'voices.referral': ReferralTable;
    'voices.step': StepTable;
    'voices.visit': VisitTable;
    'voices.visit_stop': VisitStopTable;
    'voices.interview': InterviewTable;
  }
}
