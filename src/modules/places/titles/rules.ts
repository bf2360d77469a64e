import type { TitleState, TitleStep } from './contract.ts';

/** domain.md C12, with `returned` to the applicant and the two ends that an application may come to. */
const NEXT: Readonly<Record<TitleState, Readonly<Partial<Record<TitleStep, TitleState>>>>> = {
  self_check: { apply: 'applied', withdraw: 'withdrawn' },
  applied: { pass: 'reviewing', return: 'returned', reject: 'rejected', withdraw: 'withdrawn' },
  reviewing: { pass: 'reviewing', return: 'returned', reject: 'rejected', withdraw: 'withdrawn' },
  returned: { apply: 'applied', withdraw: 'withdrawn' },
  site_visit: {
    plan: 'site_visit',
    visit: 'site_visit',
    notice: 'public_notice',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  public_notice: { award: 'awarded', return: 'returned', reject: 'rejected', withdraw: 'withdrawn' },
  awarded: { fall_due: 'reinspection_due', reinspect: 'awarded', rectify: 'rectify', revoke: 'revoked' },
  reinspection_due: { reinspect: 'awarded', rectify: 'rectify', revoke: 'revoked' },
  rectify: { reinspect: 'awarded', rectify: 'rectify', revoke: 'revoked' },
  rejected: {},
  withdrawn: {},
  revoked: {},
};

/** Who takes a step: the union of the place, that whose review it waits for, that which grants, or the calendar. */
export const TAKEN_BY: Readonly<Record<TitleStep, 'applicant' | 'reviewer' | 'grantor' | 'clock'>> = {
  apply: 'applicant',
  withdraw: 'applicant',
  pass: 'reviewer',
  return: 'reviewer',
  reject: 'reviewer',
  plan: 'grantor',
  visit: 'grantor',
  notice: 'grantor',
  award: 'grantor',
  reinspect: 'grantor',
  rectify: 'grantor',
  revoke: 'grantor',
  fall_due: 'clock',
};

/** What a case has come to, as far as its steps depend on it. Days are `YYYY-MM-DD`. */
export interface CaseFacts {
  readonly state: TitleState;
  /** Of a review: nobody above has to look after this one. */
  readonly last: boolean;
  readonly visitOn: string | null;
  readonly visitedOn: string | null;
  /** The last day of the notice. */
  readonly noticeUntil: string | null;
  /** When the title is to be looked at again. */
  readonly dueOn: string | null;
}

/** The state after a step on `today`, or undefined where the step is not to be taken. */
export function nextState(facts: CaseFacts, step: TitleStep, today: string): TitleState | undefined {
  const to = NEXT[facts.state][step];
  if (step === 'pass' && to && facts.last) return 'site_visit';
  if (step === 'notice' && facts.visitedOn === null) return undefined;
  if (step === 'award' && !(facts.noticeUntil !== null && facts.noticeUntil < today)) return undefined;
  if (step === 'fall_due' && !(facts.dueOn !== null && facts.dueOn <= today)) return undefined;
  return to;
}

export function stepsFrom(facts: CaseFacts, today: string): TitleStep[] {
  return (Object.keys(NEXT[facts.state]) as TitleStep[]).filter(
    (step) => nextState(facts, step, today) !== undefined,
  );
}

/** Whether nothing follows any more. */
export function isOver(state: TitleState): boolean {
  return Object.keys(NEXT[state]).length === 0;
}

/** The one step that comes next, or undefined where a day has to come first, or nothing comes. */
export function mainStep(facts: CaseFacts, today: string): TitleStep | undefined {
  const wanted: Readonly<Record<TitleState, TitleStep | undefined>> = {
    self_check: 'apply',
    returned: 'apply',
    applied: 'pass',
    reviewing: 'pass',
    site_visit: facts.visitOn === null ? 'plan' : facts.visitedOn === null ? 'visit' : 'notice',
    public_notice: 'award',
    awarded: undefined,
    reinspection_due: 'reinspect',
    rectify: 'reinspect',
    rejected: undefined,
    withdrawn: undefined,
    revoked: undefined,
  };
  // A visit may be noted that nobody had planned.
  const step = facts.state === 'site_visit' && facts.visitedOn !== null ? 'notice' : wanted[facts.state];
  return step && nextState(facts, step, today) ? step : undefined;
}

/** States in which a place bears the title. */
export const HELD: readonly TitleState[] = ['awarded', 'reinspection_due', 'rectify'];

/** `day` plus whole months, at most the last day of that month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** The next number of a plaque, `〔2026〕003 号`, that is not among `taken`. */
export function plaqueNo(year: string, taken: readonly string[]): string {
  for (let next = taken.filter((one) => one.startsWith(`〔${year}〕`)).length + 1; ; next += 1) {
    const no = `〔${year}〕${String(next).padStart(3, '0')} 号`;
    if (!taken.includes(no)) return no;
  }
}
