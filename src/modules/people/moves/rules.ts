import type { TransferStart, TransferState } from './contract.ts';

/** The member's word, the other union's, that of the union that asked, and the end of the time given to the other. */
export const TRANSFER_STEPS = ['consent', 'decline', 'accept', 'refuse', 'withdraw', 'expire'] as const;
export type TransferStep = (typeof TRANSFER_STEPS)[number];

/** domain.md C2. Nothing moves before the member's word; after it, silence moves as well as agreement. */
const NEXT: Readonly<Record<TransferState, Readonly<Partial<Record<TransferStep, TransferState>>>>> = {
  requested: {
    consent: 'confirmed',
    decline: 'declined',
    accept: 'requested',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  confirmed: { accept: 'moved', refuse: 'refused', withdraw: 'withdrawn', expire: 'moved' },
  moved: {},
  refused: {},
  declined: {},
  withdrawn: {},
};

/** `accepted`: the other union agreed already. */
export interface TransferFacts {
  readonly state: TransferState;
  readonly accepted: boolean;
}

/** The state after a step, or undefined where the step is not to be taken. */
export function nextState({ state, accepted }: TransferFacts, step: TransferStep): TransferState | undefined {
  if (accepted && step === 'accept') return undefined;
  if (accepted && step === 'consent' && state === 'requested') return 'moved';
  return NEXT[state][step];
}

/** Whether a transfer still waits for somebody. */
export function isOpen(state: TransferState): boolean {
  return Object.keys(NEXT[state]).length > 0;
}

/** The union that asked, and the one whose answer counts: asking is agreeing. */
export function sidesOf<T>(transfer: { startedBy: TransferStart; from: T; to: T }): {
  asking: T;
  answering: T;
} {
  const { startedBy, from, to } = transfer;
  return startedBy === 'from' ? { asking: from, answering: to } : { asking: to, answering: from };
}

/** What an officer may do who moves members at either side, or at both. */
export function mayDo(facts: TransferFacts, at: { readonly asking: boolean; readonly answering: boolean }) {
  const can = (step: TransferStep) => nextState(facts, step) !== undefined;
  return {
    accept: at.answering && can('accept'),
    refuse: at.answering && can('refuse'),
    withdraw: at.asking && can('withdraw'),
    // On paper, before the officer who asked.
    consent: at.asking && can('consent'),
  };
}

/**
 * The day on which a period that began on `from` ends, itself no longer in it: who joined this very day was a member
 * for that day. Where the membership goes on elsewhere, the next period begins on it. Days are `YYYY-MM-DD`.
 */
export function endOf(from: string, on: string): string {
  return on > from ? on : dayAfter(from);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
