import type { ErrandKind, ItemState, MeetingState } from '../contract.ts';

/** What a unit can say, by what it is asked. */
export const SAYINGS = {
  topics: ['topics', 'no_topics'],
  attend: ['attend'],
  review: ['agree', 'comments'],
  item: ['accept', 'dispute', 'progress', 'report', 'defer'],
} as const satisfies Record<ErrandKind, readonly string[]>;

export type Saying = (typeof SAYINGS)[ErrandKind][number];

/** While a meeting is in one of these, it takes what units are asked. */
export const OPEN_WHILE: Readonly<Record<Exclude<ErrandKind, 'item'>, readonly MeetingState[]>> = {
  topics: ['topic_call', 'topics_drafted'],
  attend: ['noticed'],
  review: ['minutes_circulated'],
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
export type Standing =
  | { readonly kind: Exclude<ErrandKind, 'item'>; readonly meeting: MeetingState; readonly ended: boolean }
  | {
      readonly kind: 'item';
      readonly item: ItemState;
      /** A unit that supports another tells of its progress and no more. */
      readonly lead: boolean;
      /** It has said that it accepts, and nobody has confirmed that yet. */
      readonly accepting: boolean;
      readonly ended: boolean;
    };

/** What a unit can say now; nothing when its errand, the meeting's step or the item is over. */
export function sayingsNow(standing: Standing): readonly Saying[] {
  if (standing.ended) return [];
  if (standing.kind !== 'item')
    return OPEN_WHILE[standing.kind].includes(standing.meeting) ? SAYINGS[standing.kind] : [];
  const { item, lead, accepting } = standing;
  const said = SAID_OF_ITEM[accepting && (item === 'assigned' || item === 'disputed') ? 'accepted' : item];
  return lead ? said : said.filter((saying) => saying === 'progress');
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
