import type { IdType } from '../join/contract.ts';

/** The entity of requests in history and audit. */
export const REQUEST = 'people.rights_request';

/** domain.md C14. `delete` is of somebody who is no member: nobody has to be asked. `deregister` ends a membership first. */
export const REQUEST_KINDS = ['copy', 'correct', 'withdraw', 'delete', 'deregister'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ['requested', 'identity_checked', 'done', 'refused'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A fresh code, and the answer: by the union, or by the system where nobody has to be asked. */
export const REQUEST_STEPS = ['check', 'do', 'refuse'] as const;
export type RequestStep = (typeof REQUEST_STEPS)[number];

const NEXT: Readonly<Record<RequestState, Readonly<Partial<Record<RequestStep, RequestState>>>>> = {
  requested: { check: 'identity_checked' },
  identity_checked: { do: 'done', refuse: 'refused' },
  done: {},
  refused: {},
};

/** The state after a step, or undefined where the step is not to be taken. Nothing is refused but by a union. */
export function nextState(
  kind: RequestKind,
  state: RequestState,
  step: RequestStep,
): RequestState | undefined {
  if (step === 'refuse' && !needsUnion(kind)) return undefined;
  return NEXT[state][step];
}

/** What an officer has to look at. All else is done at once. */
export function needsUnion(kind: RequestKind): boolean {
  return kind === 'correct' || kind === 'withdraw' || kind === 'deregister';
}

/** What an officer is asked to write instead; sealed while it waits. */
export interface Wish {
  readonly name: string | null;
  readonly idType: IdType | null;
  readonly idNo: string | null;
}

/** What a fresh code is asked for; `phone` proves the old number. */
export const CODE_USES = [...REQUEST_KINDS, 'phone'] as const;
export type CodeUse = (typeof CODE_USES)[number];

/** What is agreed to, each by itself: the membership with its data, and news by SMS. */
export const PURPOSES = ['membership', 'news'] as const;
export type Purpose = (typeof PURPOSES)[number];
export type ConsentHow = 'join_form' | 'account';

/** The wording of the notice on the join form and of the news switch; a new wording is a new version. */
export const NOTICE_VERSION = '2026-11';

/** What a person is asked to know before they let everything be erased. */
export interface ErasureFacts {
  readonly member: boolean;
  readonly periods: boolean;
  readonly onRoster: boolean;
  readonly officer: boolean;
  readonly warnings: boolean;
  readonly transfers: boolean;
  readonly applications: boolean;
  readonly record: boolean;
}

export const GOES = [
  'account',
  'messages',
  'consents',
  'applications',
  'record',
  'moves',
  'rosters',
] as const;
export const STAYS = [
  'membership',
  'office',
  'audit',
  'periods',
  'resolutions',
  'employer',
  'backups',
] as const;
export type Goes = (typeof GOES)[number];
export type Stays = (typeof STAYS)[number];

export interface Erasure {
  /** `by_union`: the membership has to be ended first, in the same step. */
  readonly how: 'at_once' | 'by_union';
  readonly goes: readonly Goes[];
  readonly stays: readonly Stays[];
}

/** What goes and what has to stay, named. */
export function erasureOf(facts: ErasureFacts): Erasure {
  const goes: Readonly<Record<Goes, boolean>> = {
    account: !facts.officer,
    messages: true,
    consents: true,
    applications: facts.applications,
    record: facts.record,
    moves: facts.warnings || facts.transfers,
    rosters: facts.onRoster,
  };
  const stays: Readonly<Record<Stays, boolean>> = {
    membership: facts.member,
    office: facts.officer,
    audit: true,
    periods: facts.periods,
    resolutions: facts.periods,
    employer: facts.onRoster,
    backups: true,
  };
  return {
    how: facts.member ? 'by_union' : 'at_once',
    goes: GOES.filter((each) => goes[each]),
    stays: STAYS.filter((each) => stays[each]),
  };
}
