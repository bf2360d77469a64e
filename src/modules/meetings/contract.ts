import { z } from 'zod';

/** domain.md C8. From `noticed` on it has a time and a place; `cancelled` from any state before it was held. */
export const MEETING_STATES = [
  'year_plan',
  'topic_call',
  'topics_drafted',
  'coordinated',
  'leader_approved',
  'research_report',
  'noticed',
  'held',
  'minutes_draft',
  'minutes_circulated',
  'issued',
  'cancelled',
] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** domain.md C8. `overdue` is no state: it is what the date says of an open item. */
export const ITEM_STATES = [
  'assigned',
  'accepted',
  'disputed',
  'in_progress',
  'reported',
  'verified',
  'closed',
  'deferred',
  'failed',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const CONSENSUS = ['none', 'preliminary', 'full'] as const;
export type Consensus = (typeof CONSENSUS)[number];

export const SEATS = ['office', 'member', 'observer'] as const;
export const TOPIC_KINDS = ['relay', 'report', 'discuss'] as const;
/** `deferred`: the next meeting has taken it on, as a topic of its own. */
export const TOPIC_STATES = ['proposed', 'accepted', 'declined', 'heard', 'deferred'] as const;
export type TopicState = (typeof TOPIC_STATES)[number];
export const ATTENDANCE_ROLES = ['chair', 'member', 'observer', 'union', 'guest'] as const;
export const ATTENDANCE_STATES = ['expected', 'coming', 'not_coming', 'present', 'deputy', 'absent'] as const;
export const ERRAND_KINDS = ['topics', 'attend', 'review', 'item'] as const;
export type ErrandKind = (typeof ERRAND_KINDS)[number];
export const ERRAND_STATES = ['waiting', 'submitted', 'confirmed', 'returned', 'closed'] as const;
export const SUBMISSION_STATES = ['submitted', 'confirmed', 'returned'] as const;
export const SUBMISSION_VIA = ['link', 'officer'] as const;
export const CONFIRMED_HOW = ['phone', 'letter', 'known', 'in_person'] as const;
export const SECTION_KINDS = ['opening', 'carried', 'topic', 'conclusion', 'other'] as const;
export const CARRIED_DECISIONS = ['goes_on', 'deferred', 'verified', 'closed', 'failed'] as const;
export const CHASED_WHOM = ['owner', 'unit', 'chair'] as const;
/** `todo`: it stands among the things to do of who has to act. */
export const CHASED_HOW = ['sms', 'by_hand', 'todo'] as const;
export const CHASE_LEVELS = ['settle', 'remind', 'overdue', 'escalate'] as const;
/** How an item ended for those whose voices are in it. */
export const ITEM_ENDS = ['solved', 'partly', 'not_possible'] as const;

export const recordId = z.uuid();

/** A member unit as it is called now. */
export const unitRef = z.object({
  id: recordId,
  orgId: z.int(),
  name: z.string(),
  seat: z.enum(SEATS),
});
