import type { MeetingState } from '../contract.ts';

/** What a meeting is called unless somebody names it. */
export function ordinalTitle(body: string, year: number, ordinal: number): string {
  return `${body}${year}年第${ordinal}次会议`;
}

/** States that preparing leads to; the minutes have steps of their own. */
export const PREPARED: readonly MeetingState[] = [
  'year_plan',
  'topic_call',
  'topics_drafted',
  'coordinated',
  'leader_approved',
  'research_report',
  'noticed',
  'held',
];

/** The whole way of a meeting, the minutes included. */
export const WAY: readonly MeetingState[] = [...PREPARED, 'minutes_draft', 'minutes_circulated', 'issued'];

export const LACKS = [
  'topic',
  'accepted',
  'undecided',
  'time',
  'place',
  'chair',
  'units',
  'not_yet',
] as const;
export type Lack = (typeof LACKS)[number];

/** What a meeting has, as far as its next step depends on it. */
export interface Ready {
  readonly proposed: number;
  readonly accepted: number;
  readonly startsAt: Date | null;
  readonly venue: string | null;
  readonly chair: string | null;
  readonly units: number;
}

/**
 * What is missing for a step ahead (domain.md B6, C8): topics before the office coordinates them, each decided before a
 * leader approves, and time, place, chair and units before the notice. A meeting is held only once it has begun, and with
 * every topic on its agenda or off it.
 */
export function lacksFor(to: MeetingState, ready: Ready, now: Date): Lack[] {
  const lacks: Record<Lack, boolean> = {
    units: to === 'noticed' || to === 'topic_call' ? ready.units === 0 : false,
    topic: to === 'topics_drafted' && ready.proposed + ready.accepted === 0,
    accepted: ['coordinated', 'leader_approved', 'noticed'].includes(to) && ready.accepted === 0,
    undecided: ['leader_approved', 'held'].includes(to) && ready.proposed > 0,
    time: to === 'noticed' && ready.startsAt === null,
    place: to === 'noticed' && ready.venue === null,
    chair: to === 'noticed' && ready.chair === null,
    not_yet: to === 'held' && ready.startsAt !== null && ready.startsAt > now,
  };
  return LACKS.filter((one) => lacks[one]);
}

/** Whether it is still to take place. */
export function isAhead(state: MeetingState): boolean {
  return state !== 'held' && PREPARED.includes(state);
}

/** Whether what a leader approved stands no longer: topics are open again. */
export function opensTopics(to: MeetingState): boolean {
  return PREPARED.indexOf(to) >= 0 && PREPARED.indexOf(to) < PREPARED.indexOf('leader_approved');
}

/** Whether a step goes back, or gives up: those concerned read why. */
export function needsReason(from: MeetingState, to: MeetingState): boolean {
  if (to === 'cancelled') return true;
  return from === 'cancelled' || PREPARED.indexOf(to) < PREPARED.indexOf(from);
}

/** Whether topics may still be added and changed: also on the day, and while the minutes are written. */
export function isTopicOpen(state: MeetingState): boolean {
  return state !== 'issued' && state !== 'cancelled';
}

/** The order after one of `ids` has moved one place; the same at an end of it. */
export function moved(ids: readonly string[], id: string, to: 'up' | 'down'): string[] {
  const at = ids.indexOf(id);
  const other = at + (to === 'up' ? -1 : 1);
  if (at < 0 || other < 0 || other >= ids.length) return [...ids];
  const next = [...ids];
  [next[at], next[other]] = [next[other]!, next[at]!];
  return next;
}
