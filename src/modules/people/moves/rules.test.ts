import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import type { MembershipState } from '../standing/contract.ts';
import { mayStand, memberSince } from '../standing/rules.ts';
import { TRANSFER_STARTS, TRANSFER_STATES, type TransferStart, type TransferState } from './contract.ts';
import {
  endOf,
  isOpen,
  mayDo,
  nextState,
  sidesOf,
  TRANSFER_STEPS,
  type TransferFacts,
  type TransferStep,
} from './rules.ts';

/** What follows: from, step, to. All else is refused. */
const ASKED: readonly (readonly [TransferState, TransferStep, TransferState])[] = [
  ['requested', 'consent', 'confirmed'],
  ['requested', 'decline', 'declined'],
  ['requested', 'accept', 'requested'],
  ['requested', 'refuse', 'refused'],
  ['requested', 'withdraw', 'withdrawn'],
  ['confirmed', 'accept', 'moved'],
  ['confirmed', 'refuse', 'refused'],
  ['confirmed', 'withdraw', 'withdrawn'],
  ['confirmed', 'expire', 'moved'],
];

describe('a transfer', () => {
  const every = TRANSFER_STATES.flatMap((state) =>
    TRANSFER_STEPS.map((step) => {
      const to = ASKED.find(([from, by]) => from === state && by === step)?.[2];
      return [state, step, to] as const;
    }),
  );

  test.each(every)('%s, then %s: %s', (state, step, to) => {
    expect(nextState({ state, accepted: false }, step)).toBe(to);
  });

  test('that the other union accepted beforehand moves at the member’s word, and is accepted once', () => {
    const facts: TransferFacts = { state: 'requested', accepted: true };
    expect(TRANSFER_STEPS.map((step) => [step, nextState(facts, step)])).toEqual([
      ['consent', 'moved'],
      ['decline', 'declined'],
      ['accept', undefined],
      ['refuse', 'refused'],
      ['withdraw', 'withdrawn'],
      ['expire', undefined],
    ]);
  });

  test('is open until it moved or was given up', () => {
    expect(TRANSFER_STATES.filter(isOpen)).toEqual(['requested', 'confirmed']);
  });

  test.each([
    ['from', 'old', 'new'],
    ['to', 'new', 'old'],
    ['roster', 'new', 'old'],
  ] as const)(
    'started by %s is asked by the %s union and answered by the %s',
    (startedBy, asking, answering) => {
      expect(sidesOf({ startedBy, from: 'old', to: 'new' })).toEqual({ asking, answering });
    },
  );

  const none = { accept: false, refuse: false, withdraw: false, consent: false };
  test.each([
    ['requested', false, 'asking', { ...none, withdraw: true, consent: true }],
    ['requested', false, 'answering', { ...none, accept: true, refuse: true }],
    ['requested', true, 'answering', { ...none, refuse: true }],
    ['confirmed', false, 'asking', { ...none, withdraw: true }],
    ['confirmed', false, 'answering', { ...none, accept: true, refuse: true }],
    ['moved', false, 'asking', none],
    ['refused', false, 'answering', none],
  ] as const)('%s (accepted: %s) lets the %s side do this', (state, accepted, side, may) => {
    const at = { asking: side === 'asking', answering: side === 'answering' };
    expect(mayDo({ state, accepted }, at)).toEqual(may);
  });
});

test('a period ends on a day; one that began on it or later, on the day after it began', () => {
  expect(endOf('2024-01-12', '2026-11-22')).toBe('2026-11-22');
  expect(endOf('2026-11-22', '2026-11-22')).toBe('2026-11-23');
  expect(endOf('2026-12-31', '2026-11-22')).toBe('2027-01-01');
  expect(endOf('2028-02-28', '2028-02-28')).toBe('2028-02-29');
});

interface ModelPeriod {
  readonly org: number;
  readonly from: string;
  readonly until: string | null;
  readonly state: MembershipState;
}

interface ModelTransfer extends TransferFacts {
  readonly startedBy: TransferStart;
  readonly to: number;
  readonly was: MembershipState;
  readonly consented: boolean;
}

/** A member as the actions write one: periods, the earliest first, and the last transfer. */
interface Model {
  readonly today: string;
  readonly periods: readonly ModelPeriod[];
  readonly transfer: ModelTransfer | null;
}

type ModelStep = (before: Model) => Model;

const openOf = ({ periods }: Model) => periods.find(({ until }) => until === null);

function inState(model: Model, state: MembershipState): Model {
  const periods = model.periods.map((period) => (period.until === null ? { ...period, state } : period));
  return { ...model, periods };
}

/** The open period goes on elsewhere. */
function passed(model: Model, org: number, state: MembershipState): Model {
  const now = openOf(model)!;
  const day = endOf(now.from, model.today);
  const ended = { ...now, state: 'transferred' as const, until: day };
  return {
    ...model,
    periods: [...model.periods.slice(0, -1), ended, { org, from: day, until: null, state }],
  };
}

const later =
  (days: number): ModelStep =>
  (model) => ({ ...model, today: addDays(model.today, days) });

const start =
  (startedBy: TransferStart, to: number): ModelStep =>
  (model) => {
    const now = openOf(model);
    if (!now || now.org === to || !mayStand(now.state, 'transfer')) return model;
    const transfer = { startedBy, to, was: now.state, state: 'requested', accepted: false } as const;
    return inState({ ...model, transfer: { ...transfer, consented: false } }, 'transferring');
  };

const step =
  (by: TransferStep): ModelStep =>
  (model) => {
    const { transfer } = model;
    const state = transfer ? nextState(transfer, by) : undefined;
    if (!transfer || state === undefined) return model;
    const consented = transfer.consented || by === 'consent';
    const next = { ...transfer, state, consented, accepted: transfer.accepted || by === 'accept' };
    if (state === 'moved') return passed({ ...model, transfer: next }, transfer.to, 'active');
    return isOpen(state) ? { ...model, transfer: next } : inState({ ...model, transfer: next }, transfer.was);
  };

const stand =
  (by: 'retain' | 'restore'): ModelStep =>
  (model) => {
    const now = openOf(model);
    if (!now || !mayStand(now.state, by)) return model;
    return inState(model, by === 'retain' ? 'retained' : 'active');
  };

/** The union is merged or dissolved: a transfer to the heir has no object any more, in the other case none has. */
const succeed =
  (how: 'merge' | 'dissolve', heir: number): ModelStep =>
  (model) => {
    const now = openOf(model);
    if (!now || now.org === heir) return model;
    const closes = how === 'dissolve' || model.transfer?.to === heir;
    const freed = closes ? step('withdraw')(model) : model;
    const state = how === 'dissolve' ? 'retained' : openOf(freed)!.state;
    return passed(freed, heir, state);
  };

const end: ModelStep = (model) => {
  if (!openOf(model)) return model;
  const freed = step('withdraw')(model);
  const now = openOf(freed)!;
  const ended = { ...now, state: 'resigned' as const, until: endOf(now.from, freed.today) };
  return { ...freed, periods: [...freed.periods.slice(0, -1), ended] };
};

const orgs = fc.integer({ min: 1, max: 4 });
const steps: fc.Arbitrary<ModelStep> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }).map(later) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...TRANSFER_STARTS), orgs).map((s) => start(...s)) },
  { weight: 12, arbitrary: fc.constantFrom(...TRANSFER_STEPS).map(step) },
  { weight: 2, arbitrary: fc.constantFrom('retain' as const, 'restore' as const).map(stand) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('merge' as const, 'dissolve' as const), orgs)
      .map((s) => succeed(...s)),
  },
);

const member: Model = {
  today: '2024-01-12',
  periods: [{ org: 1, from: '2024-01-12', until: null, state: 'active' }],
  transfer: null,
};

/** Periods meet exactly, none is empty, and at most the last is open. */
function hasNoGap({ periods }: Model): boolean {
  return periods.every(({ from, until }, at) => {
    const next = periods[at + 1];
    if (until === null) return next === undefined;
    return from < until && (next === undefined || next.from === until);
  });
}

/** What is wrong with a member; in plain words, for the counterexample. */
function faultOf(now: Model): string | null {
  const { periods, transfer } = now;
  if (periods.filter(({ until }) => until === null).length !== 1) return 'not one open period';
  if (!hasNoGap(now)) return 'a gap';
  if (memberSince(periods.toReversed()) !== member.today) return 'a membership that began again';
  const isMoving = transfer !== null && isOpen(transfer.state);
  if ((openOf(now)!.state === 'transferring') !== isMoving) return 'out of step with the transfer';
  return transfer?.state === 'moved' && !transfer.consented ? 'moved without consent' : null;
}

describe('whatever happens, in whatever order', () => {
  test('a member has exactly one open period, and no day without one', () => {
    let moves = 0;
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60, size: 'max' }), (sequence) => {
        let now = member;
        for (const one of sequence) {
          const { transfer } = now;
          now = one(now);
          const fault = faultOf(now);
          if (fault) throw new Error(fault);
          if (now.transfer?.state === 'moved' && transfer?.state !== 'moved') moves += 1;
        }
      }),
      { numRuns: 500 },
    );
    // The sequences are not so wild that nothing ever moves.
    expect(moves).toBeGreaterThan(100);
  });

  test('who left has none, and stays out whatever comes after', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), fc.array(steps, { maxLength: 10 }), (before, after) => {
        const left = end(before.reduce((now, one) => one(now), member));
        const now = after.reduce((model, one) => one(model), left);
        expect(now.periods).toEqual(left.periods);
        expect(now.periods.every(({ until }) => until !== null)).toBe(true);
        expect(hasNoGap(now)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
