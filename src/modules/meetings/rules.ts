import type { ItemState, MeetingState } from './contract.ts';

/**
 * Where a joint meeting may go from each state (domain.md C8). Before it is held a step may also be taken back, with a
 * reason; once held nothing undoes that it took place.
 */
export const MEETING_STEPS: Readonly<Record<MeetingState, readonly MeetingState[]>> = {
  year_plan: ['topic_call', 'topics_drafted', 'cancelled'],
  topic_call: ['topics_drafted', 'year_plan', 'cancelled'],
  topics_drafted: ['coordinated', 'topic_call', 'cancelled'],
  coordinated: ['leader_approved', 'topics_drafted', 'cancelled'],
  leader_approved: ['research_report', 'noticed', 'topics_drafted', 'cancelled'],
  research_report: ['noticed', 'topics_drafted', 'cancelled'],
  noticed: ['held', 'research_report', 'cancelled'],
  held: ['minutes_draft'],
  minutes_draft: ['minutes_circulated'],
  minutes_circulated: ['issued', 'minutes_draft'],
  issued: [],
  cancelled: ['year_plan'],
};

export function mayGo(from: MeetingState, to: MeetingState): boolean {
  return MEETING_STEPS[from].includes(to);
}

/** States of a meeting that has taken place. */
export const HELD_STATES: readonly MeetingState[] = ['held', 'minutes_draft', 'minutes_circulated', 'issued'];

export function isHeld(state: MeetingState): boolean {
  return HELD_STATES.includes(state);
}

/**
 * Where an agreed item may go (domain.md C8). Only the body that decided it ends it: `verified`, `closed` and `failed` are
 * for its officers, whatever a unit has reported. `assigned` again is for another lead, who has accepted nothing yet. Nothing
 * leaves `closed` or `failed`. The database holds the same (migrations/0003).
 */
export const ITEM_STEPS: Readonly<Record<ItemState, readonly ItemState[]>> = {
  assigned: ['accepted', 'disputed', 'deferred', 'failed'],
  disputed: ['assigned', 'accepted', 'failed'],
  accepted: ['in_progress', 'reported', 'deferred', 'assigned', 'failed'],
  in_progress: ['reported', 'deferred', 'assigned', 'failed'],
  reported: ['verified', 'in_progress', 'deferred', 'failed'],
  verified: ['closed', 'in_progress'],
  deferred: ['in_progress', 'reported', 'deferred', 'assigned', 'failed'],
  closed: [],
  failed: [],
};

/** Whether it still has to be answered for at the next meeting. */
export function isOpen(state: ItemState): boolean {
  return state !== 'closed' && state !== 'failed';
}
