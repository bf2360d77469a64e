import type { ColumnType, Generated } from 'kysely';
import type {
  ATTENDANCE_ROLES,
  ATTENDANCE_STATES,
  CARRIED_DECISIONS,
  CHASE_LEVELS,
  CHASED_HOW,
  CHASED_WHOM,
  CONFIRMED_HOW,
  CONSENSUS,
  ERRAND_KINDS,
  ERRAND_STATES,
  ITEM_ENDS,
  ITEM_STATES,
  MEETING_STATES,
  SEATS,
  SECTION_KINDS,
  SUBMISSION_STATES,
  SUBMISSION_VIA,
  TOPIC_KINDS,
  TOPIC_STATES,
} from './contract.ts';

type Json<T> = ColumnType<T, string, string>;

export interface BodyTable {
  id: string;
  org_id: number;
  name: string;
  made_at: Date;
  ended_at: Date | null;
}

export interface UnitTable {
  id: string;
  body_id: string;
  org_id: number;
  seat: (typeof SEATS)[number];
  seq: number;
  contact_name: string | null;
  contact_title: string | null;
  contact_sealed: Buffer | null;
  joined_at: Date;
  left_at: Date | null;
  left_reason: string | null;
  heir_id: string | null;
}

/** Time, place and chair, as a change of them is kept: instants as ISO strings. */
export interface Announced {
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly venue: string | null;
  readonly chair: string | null;
}

/** What those who have a notice are told: that it was changed, cancelled, or taken back until another one. */
export interface MeetingChange {
  readonly kind: 'changed' | 'cancelled' | 'postponed';
  readonly was: Announced;
  readonly is: Announced;
  readonly reason: string;
}

export interface MeetingTable {
  id: string;
  body_id: string;
  org_id: number;
  year: number;
  ordinal: number;
  title: string;
  state: (typeof MEETING_STATES)[number];
  month: number | null;
  starts_at: Date | null;
  ends_at: Date | null;
  venue: string | null;
  chair_name: string | null;
  chair_title: string | null;
  notice_no: string | null;
  notice_text: string | null;
  noticed_at: Date | null;
  approved_by: string | null;
  approved_on: string | null;
  approval_no: string | null;
  consensus: (typeof CONSENSUS)[number] | null;
  conclusion: string | null;
  issued_at: Date | null;
  sequence: number;
  /** What was last changed after the notice; null before. */
  change: Json<MeetingChange> | null;
  changed_at: Date | null;
  made_at: Date;
}

export interface TopicTable {
  id: string;
  body_id: string;
  org_id: number;
  meeting_id: string | null;
  seq: number;
  kind: (typeof TOPIC_KINDS)[number];
  title: string;
  background: string | null;
  research: string | null;
  unit_id: string | null;
  reporter: string | null;
  state: (typeof TOPIC_STATES)[number];
  reason: string | null;
  /** The topic of an earlier meeting that it takes on. */
  from_id: string | null;
  made_at: Date;
}

export interface TopicConcernTable {
  topic_id: string;
  concern_id: string;
}

export interface AttendanceTable {
  id: string;
  meeting_id: string;
  unit_id: string | null;
  unit_name: string;
  role: (typeof ATTENDANCE_ROLES)[number];
  person: string | null;
  title: string | null;
  state: (typeof ATTENDANCE_STATES)[number];
  seq: number;
  note: string | null;
}

export interface ItemTable {
  id: string;
  body_id: string;
  org_id: number;
  meeting_id: string;
  topic_id: string | null;
  seq: number;
  text: string;
  measure: string;
  theme: string | null;
  consensus: 'preliminary' | 'full';
  lead_unit: string;
  owner_name: string | null;
  owner_title: string | null;
  owner_sealed: Buffer | null;
  due_on: string | null;
  state: (typeof ITEM_STATES)[number];
  reason: string | null;
  outcome: string | null;
  agreed_at: Date;
  chased_at: Date | null;
  escalated_at: Date | null;
  closed_at: Date | null;
  version: number;
  stepped_at: Generated<Date>;
  how: Generated<(typeof ITEM_ENDS)[number] | null>;
  deferrals: Generated<number>;
}

export interface ItemSupportTable {
  item_id: string;
  unit_id: string;
}

export interface ItemConcernTable {
  item_id: string;
  concern_id: string;
}

export interface ErrandTable {
  id: string;
  org_id: number;
  kind: (typeof ERRAND_KINDS)[number];
  unit_id: string;
  meeting_id: string | null;
  item_id: string | null;
  state: (typeof ERRAND_STATES)[number];
  due_on: string | null;
  received_at: Date | null;
  made_at: Date;
}

export interface SubmissionTable {
  id: string;
  errand_id: string;
  signer: string;
  signer_title: string | null;
  what: Json<Record<string, unknown>>;
  state: (typeof SUBMISSION_STATES)[number];
  reason: string | null;
  at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  confirmed_how: (typeof CONFIRMED_HOW)[number] | null;
  via: (typeof SUBMISSION_VIA)[number];
  contact_sealed: Buffer | null;
}

export interface UploadTable {
  id: string;
  errand_id: string;
  name: string;
  type: string;
  bytes: Buffer;
  at: Date;
}

export interface FileTable {
  id: string;
  org_id: number;
  topic_id: string | null;
  meeting_id: string | null;
  item_id: string | null;
  submission_id: string | null;
  name: string;
  type: string;
  bytes: Buffer;
  added_at: Date;
}

export interface SectionTable {
  id: string;
  meeting_id: string;
  seq: number;
  kind: (typeof SECTION_KINDS)[number];
  topic_id: string | null;
  heading: string;
  text: string;
  version: number;
  edited_by: string;
  edited_at: Date;
  removed_at: Date | null;
}

export interface SectionEditTable {
  section_id: string;
  version: number;
  heading: string;
  text: string;
  edited_by: string;
  edited_at: Date;
}

export interface IssuedTable {
  meeting_id: string;
  facts: Json<Record<string, unknown>>;
  issued_by: string;
  at: Date;
}

export interface CarriedTable {
  item_id: string;
  meeting_id: string;
  decision: (typeof CARRIED_DECISIONS)[number];
  said: string | null;
  at: Date;
}

export interface ItemEditTable {
  id: string;
  item_id: string;
  before: Json<Record<string, unknown>>;
  after: Json<Record<string, unknown>>;
  reason: string;
  edited_by: string;
  at: Date;
}

export interface ChaseTable {
  id: string;
  item_id: string;
  whom: (typeof CHASED_WHOM)[number];
  how: (typeof CHASED_HOW)[number];
  note: string | null;
  at: Date;
  made_by: string;
  level: Generated<(typeof CHASE_LEVELS)[number] | null>;
  due_on: Generated<string | null>;
}

declare module '#kernel/db' {
  interface Tables {
    'meetings.body': BodyTable;
    'meetings.unit': UnitTable;
    'meetings.meeting': MeetingTable;
    'meetings.topic': TopicTable;
    'meetings.topic_concern': TopicConcernTable;
    'meetings.attendance': AttendanceTable;
    'meetings.item': ItemTable;
    'meetings.item_support': ItemSupportTable;
    'meetings.item_concern': ItemConcernTable;
    'meetings.errand': ErrandTable;
    'meetings.submission': SubmissionTable;
    'meetings.upload': UploadTable;
    'meetings.file': FileTable;
    'meetings.section': SectionTable;
    'meetings.section_edit': SectionEditTable;
    'meetings.issued': IssuedTable;
    'meetings.carried': CarriedTable;
    'meetings.item_edit': ItemEditTable;
    'meetings.chase': ChaseTable;
  }
}
