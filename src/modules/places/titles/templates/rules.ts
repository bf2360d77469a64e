import type { Criterion, CriterionRule, Verdict } from './contract.ts';

/** What is on record of a place; null: nobody has written it down. */
export interface PlaceFacts {
  /** Codes of facilities that work. */
  readonly facilities: readonly string[];
  readonly areaM2: number | null;
  readonly administrators: number | null;
  readonly photos: number | null;
  readonly books: number | null;
  readonly hoursKnown: boolean;
  readonly located: boolean;
  /** Confirmed of late to be open. */
  readonly verified: boolean;
  /** It stands at a place of its own: an address or a position. */
  readonly fixedPremises: boolean | null;
  /** It is found in the list and on the map that everybody sees. */
  readonly listed: boolean;
}

/** A criterion weighed. */
export interface Weighed {
  readonly code: string;
  readonly required: boolean;
  readonly verdict: Verdict;
}

/** What records say of one rule: met, missing, or unknown where there are none. */
export function weigh(rule: CriterionRule, facts: PlaceFacts): 'met' | 'missing' | 'unknown' {
  switch (rule.fact) {
    case 'facilities':
      return missingFacilities(rule.has, facts).length === 0 ? 'met' : 'missing';
    case 'areaM2':
    case 'administrators':
    case 'photos':
    case 'books': {
      const value = facts[rule.fact];
      if (value === null) return 'unknown';
      return value >= rule.atLeast ? 'met' : 'missing';
    }
    case 'fixedPremises':
      return facts.fixedPremises === null ? 'unknown' : facts.fixedPremises ? 'met' : 'missing';
    case 'hoursKnown':
    case 'located':
    case 'verified':
    case 'listed':
      return facts[rule.fact] ? 'met' : 'missing';
  }
}

export function missingFacilities(has: readonly string[], facts: PlaceFacts): string[] {
  return has.filter((code) => !facts.facilities.includes(code));
}

/** All criteria against the records and what was laid before the reviewers (`backed`: codes that have any evidence). */
export function selfCheck(
  criteria: readonly Criterion[],
  facts: PlaceFacts,
  backed: ReadonlySet<string>,
): Weighed[] {
  return criteria.map(({ code, how, rule, required }) => {
    const has = backed.has(code);
    if (how === 'judged') return { code, required, verdict: 'judged' };
    if (how === 'evidence') return { code, required, verdict: has ? 'backed' : 'missing' };
    const found = rule ? weigh(rule, facts) : 'unknown';
    return { code, required, verdict: found !== 'met' && has ? 'backed' : found };
  });
}

/** Codes of what is still to be done before anybody can apply. */
export function gapsOf(checks: readonly Weighed[]): string[] {
  return checks
    .filter(({ required, verdict }) => required && (verdict === 'missing' || verdict === 'unknown'))
    .map(({ code }) => code);
}

/** Whether a criterion counts as met: by what was seen at the visit, otherwise by the records when it was applied for. */
export function isMet(check: Weighed, marks: Readonly<Record<string, boolean>>): boolean {
  return marks[check.code] ?? check.verdict === 'met';
}

/** Codes of required criteria that neither records nor the visit have shown: before them there is no public notice. */
export function openAfterVisit(
  checks: readonly Weighed[],
  marks: Readonly<Record<string, boolean>>,
): string[] {
  return checks.filter((check) => check.required && !isMet(check, marks)).map(({ code }) => code);
}

/** Whether no two criteria have one code, and exactly the computed ones have a rule. */
export function areSound(criteria: readonly Criterion[]): boolean {
  const codes = new Set(criteria.map(({ code }) => code));
  return (
    codes.size === criteria.length &&
    criteria.every(({ how, rule }) => (how === 'computed') === (rule !== null))
  );
}
