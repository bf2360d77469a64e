import type { ItemState, MeetingState, TopicState } from './contract.ts';

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

/** Whether it has taken place. */
export function isHeld(state: MeetingState): boolean {
  return HELD_STATES.includes(state);
}

type Phase = 'ahead' | 'held' | 'issued' | 'cancelled';

/**
 * What may become of a topic. Once its meeting was held, or will not be, each ends as heard, as declined or as one that the
 * next meeting takes on, the last two with a reason; from then on only what nobody has ended yet may still be ended.
 */
const TOPIC_STEPS: Readonly<Record<Phase, Readonly<Record<TopicState, readonly TopicState[]>>>> = {
  ahead: {
    proposed: ['accepted', 'declined', 'deferred'],
    accepted: ['proposed', 'declined', 'deferred'],
    declined: ['proposed', 'accepted'],
    heard: [],
    deferred: [],
  },
  held: {
    proposed: ['heard', 'declined', 'deferred'],
    accepted: ['heard', 'declined', 'deferred'],
    declined: ['accepted'],
    heard: ['accepted'],
    deferred: [],
  },
  issued: {
    proposed: ['declined', 'deferred'],
    accepted: ['heard', 'declined', 'deferred'],
    declined: [],
    heard: [],
    deferred: [],
  },
  cancelled: {
    proposed: ['declined', 'deferred'],
    accepted: ['declined', 'deferred'],
    declined: [],
    heard: [],
    deferred: [],
  },
};

/** Where a topic may go while its meeting is in `meeting`. */
export function topicSteps(meeting: MeetingState, topic: TopicState): readonly TopicState[] {
  const phase =
    meeting === 'issued' || meeting === 'cancelled' ? meeting : isHeld(meeting) ? 'held' : 'ahead';
  return TOPIC_STEPS[phase][topic];
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
