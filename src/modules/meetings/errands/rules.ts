import type { ErrandKind, ItemState, MeetingState } from '../contract.ts';

/** What a unit can say, by what it is asked. */
export const SAYINGS = {
  topics: ['topics', 'no_topics'],
  attend: ['attend'],
  review: ['agree', 'comments'],
  item: ['accept', 'dispute', 'progress', 'report', 'defer'],
} as const satisfies Record<ErrandKind, readonly string[]>;

export type Saying = (typeof SAYINGS)[ErrandKind][number];
type AtMeeting = Exclude<ErrandKind, 'item'>;

/** While a meeting is in one of these, it takes what units are asked. */
export const OPEN_WHILE: Readonly<Record<AtMeeting, readonly MeetingState[]>> = {
  topics: ['topic_call', 'topics_drafted'],
  attend: ['noticed'],
  review: ['minutes_circulated'],
};

/** Before these it is too early: a step was taken back, or the meeting is planned anew. */
const EARLY: Readonly<Record<AtMeeting, readonly MeetingState[]>> = {
  topics: ['year_plan'],
  attend: ['year_plan', 'topic_call', 'topics_drafted', 'coordinated', 'leader_approved', 'research_report'],
  review: ['held', 'minutes_draft'],
};

/** What a unit may say of an item in each state; what is reported waits for the body that decided it. */
const SAID_OF_ITEM: Readonly<Record<ItemState, readonly Saying[]>> = {
  assigned: ['accept', 'dispute'],
  disputed: ['accept'],
  accepted: ['progress', 'report', 'defer'],
  in_progress: ['progress', 'report', 'defer'],
  reported: [],
  deferred: ['progress', 'report', 'defer'],
  verified: [],
  closed: [],
  failed: [],
};

/** Where an errand stands, as far as it decides what can be answered. */
export type Standing = {
  /** The unit has left the body, or another took its seat. */
  readonly left: boolean;
  /** It is asked no more. */
  readonly closed: boolean;
} & (
  | { readonly kind: AtMeeting; readonly meeting: MeetingState }
  | {
      readonly kind: 'item';
      readonly item: ItemState;
      /** A unit that supports another tells of its progress and no more; null where the item went to others. */
      readonly part: 'lead' | 'support' | null;
      /** It has said that it accepts, and nobody has confirmed that yet. */
      readonly accepting: boolean;
    }
);

/** What a unit can say now; nothing when its errand, the meeting's step or the item is over. */
export function sayingsNow(standing: Standing): readonly Saying[] {
  if (standing.left || standing.closed) return [];
  if (standing.kind !== 'item')
    return OPEN_WHILE[standing.kind].includes(standing.meeting) ? SAYINGS[standing.kind] : [];
  const { item, part, accepting } = standing;
  if (part === null) return [];
  const said = SAID_OF_ITEM[accepting && (item === 'assigned' || item === 'disputed') ? 'accepted' : item];
  return part === 'lead' ? said : said.filter((saying) => saying === 'progress');
}

/** Why a unit can say nothing now, so that its page tells what to do instead. */
export const HALTS = [
  /** Its seat is another's, or the item is. */
  'left',
  'passed',
  'cancelled',
  'early',
  'moved_on',
  /** Of an item: the lead unit has not taken it, its result waits for the body, or it has ended. */
  'lead_first',
  'reported',
  'ended',
] as const;
export type Halt = (typeof HALTS)[number];

/** Null while there is something to say. */
export function haltOf(standing: Standing): Halt | null {
  if (sayingsNow(standing).length > 0) return null;
  if (standing.left) return 'left';
  if (standing.kind !== 'item') {
    const { kind, meeting } = standing;
    if (meeting === 'cancelled') return 'cancelled';
    return EARLY[kind].includes(meeting) ? 'early' : 'moved_on';
  }
  const { item, part } = standing;
  if (part === null) return 'passed';
  if (item === 'closed' || item === 'failed') return 'ended';
  if (item === 'reported' || item === 'verified') return 'reported';
  return standing.closed ? 'moved_on' : 'lead_first';
}

/** Whether the unit still has to do with what it was asked about; if not, the page shows no more than its answers. */
export function isConcerned(halt: Halt | null): boolean {
  return halt !== 'left' && halt !== 'passed';
}

/** Whether an earlier answer that nobody has confirmed yet is replaced by a new one; of an item each stands for itself. */
export function replaces(kind: ErrandKind): boolean {
  return kind !== 'item';
}

/** The state of an errand by its answers: one that waits for an officer comes first, else the last decision counts. */
export function stateAfter(
  waiting: number,
  decided: 'confirmed' | 'returned',
): 'submitted' | 'confirmed' | 'returned' {
  return waiting > 0 ? 'submitted' : decided;
}
