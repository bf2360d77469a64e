import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TITLE_STATES, TITLE_STEPS, type TitleState, type TitleStep } from './contract.ts';
import { addMonths, isOver, mainStep, nextState, plaqueNo, stepsFrom, type CaseFacts } from './rules.ts';

const TODAY = '2026-11-22';
const facts = (state: TitleState, more: Partial<CaseFacts> = {}): CaseFacts => ({
  state,
  last: false,
  visitOn: null,
  visitedOn: null,
  noticeUntil: null,
  dueOn: null,
  ...more,
});

/** domain.md C12: every step that is to be taken; whatever is not here is refused. */
const STEPS: readonly (readonly [TitleState, TitleStep, TitleState])[] = [
  ['self_check', 'apply', 'applied'],
  ['self_check', 'withdraw', 'withdrawn'],
  ['applied', 'pass', 'reviewing'],
  ['applied', 'return', 'returned'],
  ['applied', 'reject', 'rejected'],
  ['applied', 'withdraw', 'withdrawn'],
  ['reviewing', 'pass', 'reviewing'],
  ['reviewing', 'return', 'returned'],
  ['reviewing', 'reject', 'rejected'],
  ['reviewing', 'withdraw', 'withdrawn'],
  ['returned', 'apply', 'applied'],
  ['returned', 'withdraw', 'withdrawn'],
  ['site_visit', 'plan', 'site_visit'],
  ['site_visit', 'visit', 'site_visit'],
  ['site_visit', 'notice', 'public_notice'],
  ['site_visit', 'return', 'returned'],
  ['site_visit', 'reject', 'rejected'],
  ['site_visit', 'withdraw', 'withdrawn'],
  ['public_notice', 'award', 'awarded'],
  ['public_notice', 'return', 'returned'],
  ['public_notice', 'reject', 'rejected'],
  ['public_notice', 'withdraw', 'withdrawn'],
  ['awarded', 'fall_due', 'reinspection_due'],
  ['awarded', 'reinspect', 'awarded'],
  ['awarded', 'rectify', 'rectify'],
  ['awarded', 'revoke', 'revoked'],
  ['reinspection_due', 'reinspect', 'awarded'],
  ['reinspection_due', 'rectify', 'rectify'],
  ['reinspection_due', 'revoke', 'revoked'],
  ['rectify', 'reinspect', 'awarded'],
  ['rectify', 'rectify', 'rectify'],
  ['rectify', 'revoke', 'revoked'],
];
/** With everything done that a step asks for. */
const ripe = { visitedOn: '2026-11-20', noticeUntil: '2026-11-21', dueOn: TODAY };

test('the steps are those of the table, and no others', () => {
  const found = TITLE_STATES.flatMap((state) =>
    TITLE_STEPS.flatMap((step) => {
      const to = nextState(facts(state, ripe), step, TODAY);
      return to ? [`${state} ${step} ${to}`] : [];
    }),
  );
  expect(found.sort()).toEqual(STEPS.map((line) => line.join(' ')).sort());
});

describe('a day or a visit has to come first', () => {
  test.each<[what: string, CaseFacts, TitleStep, TitleState | undefined]>([
    [
      'the review of the one that grants leads to the visit',
      facts('applied', { last: true }),
      'pass',
      'site_visit',
    ],
    ['no notice before the visit', facts('site_visit', { visitOn: TODAY }), 'notice', undefined],
    [
      'no award on the last day of the notice',
      facts('public_notice', { noticeUntil: TODAY }),
      'award',
      undefined,
    ],
    ['the day after it', facts('public_notice', { noticeUntil: '2026-11-21' }), 'award', 'awarded'],
    ['no award without a notice', facts('public_notice'), 'award', undefined],
    ['not due the day before', facts('awarded', { dueOn: '2026-11-23' }), 'fall_due', undefined],
    ['due on the day', facts('awarded', { dueOn: TODAY }), 'fall_due', 'reinspection_due'],
    ['never due without a day', facts('awarded'), 'fall_due', undefined],
  ])('%s', (_what, given, step, to) => {
    expect(nextState(given, step, TODAY)).toBe(to);
  });
});

test.each<[TitleState, Partial<CaseFacts>, TitleStep | undefined]>([
  ['self_check', {}, 'apply'],
  ['returned', {}, 'apply'],
  ['applied', {}, 'pass'],
  ['site_visit', {}, 'plan'],
  ['site_visit', { visitOn: TODAY }, 'visit'],
  ['site_visit', { visitOn: TODAY, visitedOn: TODAY }, 'notice'],
  ['site_visit', { visitedOn: TODAY }, 'notice'],
  ['public_notice', { noticeUntil: TODAY }, undefined],
  ['public_notice', { noticeUntil: '2026-11-01' }, 'award'],
  ['awarded', { dueOn: '2028-01-01' }, undefined],
  ['reinspection_due', {}, 'reinspect'],
  ['rectify', {}, 'reinspect'],
  ['revoked', {}, undefined],
])('the one next step of %s %o is %s', (state, more, step) => {
  expect(mainStep(facts(state, more), TODAY)).toBe(step);
});

test('no case is ever without a next step or an end, whatever was done before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 60 }), fc.nat(3), (choices, levels) => {
      let now = facts('self_check');
      let level = 0;
      const history: TitleState[] = ['self_check'];
      for (const choice of choices) {
        const given = { ...now, ...ripe, last: level === levels };
        const steps = stepsFrom(given, TODAY);
        // An end is an end, and only ends are without a step.
        expect(steps.length === 0).toBe(isOver(given.state));
        const main = mainStep(given, TODAY);
        if (main) expect(steps).toContain(main);
        const step = steps[choice % Math.max(1, steps.length)];
        if (!step) break;
        if (step === 'pass') level += 1;
        if (step === 'apply') level = 0;
        now = { ...now, state: nextState(given, step, TODAY)! };
        history.push(now.state);
      }
      // Nobody holds a title that was not on public notice first.
      const awarded = history.indexOf('awarded');
      if (awarded !== -1) expect(history.slice(0, awarded)).toContain('public_notice');
      for (const state of history.slice(0, -1)) expect(isOver(state)).toBe(false);
    }),
  );
});

test.each([
  ['2026-11-22', 24, '2028-11-22'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2027-12-31', 2, '2028-02-29'],
  ['2026-08-31', 6, '2027-02-28'],
])('%s and %i months is %s', (day, months, then) => {
  expect(addMonths(day, months)).toBe(then);
});

test('plaques are numbered within the year, past what was typed by hand', () => {
  expect(plaqueNo('2026', [])).toBe('〔2026〕001 号');
  expect(plaqueNo('2026', ['〔2026〕001 号', '〔2025〕002 号'])).toBe('〔2026〕002 号');
  expect(plaqueNo('2026', ['〔2026〕002 号'])).toBe('〔2026〕003 号');
});
