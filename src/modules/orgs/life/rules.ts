/** How a term stands that has an officer's attention: it soon ends, or it is over without an election. */
export const TERM_STAGES = ['expiring', 'overdue'] as const;
export type TermStage = (typeof TERM_STAGES)[number];

/** The threshold of a notice about a term that is over. */
export const OVER = 0;

/** Whole days from one civil date to another; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The stage of a term on `today`, with the days that are left or have passed; null while the end is far. */
export function termDue(
  endsOn: string,
  today: string,
  noticeDays: readonly number[],
): { stage: TermStage; days: number } | null {
  const left = daysBetween(today, endsOn);
  if (left < 0) return { stage: 'overdue', days: -left };
  return left <= Math.max(...noticeDays) ? { stage: 'expiring', days: left } : null;
}

/** Which notice is due on `today`: the nearest threshold that the days left have reached, or {@link OVER}. */
export function noticeDue(endsOn: string, today: string, noticeDays: readonly number[]): number | undefined {
  const left = daysBetween(today, endsOn);
  if (left < 0) return OVER;
  const reached = noticeDays.filter((days) => left <= days);
  return reached.length > 0 ? Math.min(...reached) : undefined;
}

/** Years for which a union of a level is elected (工会法 §16): a primary one for 3 or 5, any other for 5. */
export function termYears(level: string | null): readonly number[] {
  return level === 'primary' ? [3, 5] : [5];
}

/** The same day some years later; a leap day becomes the 28th. */
export function yearsAfter(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) + years}${date.slice(4).replace('-02-29', '-02-28')}`;
}

/** Whether a term from `heldOn` to `endsOn` has a length of 工会法 §16, with a month to spare on either side. */
export function isUsualTerm(level: string | null, heldOn: string, endsOn: string): boolean {
  return termYears(level).some((years) => Math.abs(daysBetween(yearsAfter(heldOn, years), endsOn)) <= 31);
}

interface Place {
  readonly kind: string;
  readonly state: string;
  readonly formation: string | null;
  /** Ids from the root, `1.4.17`. */
  readonly path: string;
}

/** Whether `into` can take over what `org` was: an active union that does not itself stand below `org`; no pool. */
export function mayTakeOver(into: Place, org: Pick<Place, 'path'>): boolean {
  const below = into.path === org.path || into.path.startsWith(`${org.path}.`);
  return into.kind === 'union' && into.state === 'active' && into.formation !== 'pool' && !below;
}
