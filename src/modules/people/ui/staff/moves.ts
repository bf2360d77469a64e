import { mayStand, type StandingStep } from '../../standing/rules.ts';
import type { Person } from './people-reads.ts';

export type Move = StandingStep;

/** In the order of the buttons. */
export const MOVES: readonly Move[] = ['transfer', 'retain', 'restore', 'warn', 'end', 'deem'];

/** Whether a move makes sense as things stand; the server has the last word. */
export function fitsPerson(move: Move, { standing }: Pick<Person, 'standing'>): boolean {
  return standing !== 'known' && mayStand(standing, move);
}

export interface MoveDialogProps {
  readonly person: Person;
  /** Says what was done, and closes. */
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** The union of the open membership: its committee decides, and from it the membership moves. */
export function unionOf({ memberships, org }: Pick<Person, 'memberships' | 'org'>): Person['org'] {
  return memberships.find(({ until }) => until === null)?.org ?? org;
}
