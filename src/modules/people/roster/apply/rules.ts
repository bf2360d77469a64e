/** What a person's record holds that a roster may change; bytes as hex, so that it can be kept and brought back. */
export interface PersonState {
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly phone_sealed: string | null;
  readonly phone_hash: string | null;
  readonly occupation: string;
  readonly employment: string | null;
  readonly employer_id: number | null;
  readonly employer_name: string | null;
  readonly details_sealed: string | null;
  readonly left_on: string | null;
}

/** What applying a row did, to take it back. */
export interface Before {
  /** The person was made by this row. */
  readonly made: boolean;
  /** As the person was; null where nothing on the record was changed. */
  readonly person: PersonState | null;
  readonly entry: { readonly id: string; readonly how: 'opened' | 'closed' } | null;
  readonly membership: string | null;
  readonly transfer: boolean;
}

/** Whether two states are the same; sealed bytes differ each time, so an unchanged one must be passed on as it was. */
export function sameState(a: PersonState, b: PersonState): boolean {
  return (Object.keys(a) as (keyof PersonState)[]).every((key) => a[key] === b[key]);
}

/** A membership from paper begins on the day it names, but not before the last one ended, nor after today. */
export function beginsOn(joinedOn: string | null, lastEnd: string | null, today: string): string {
  const wanted = joinedOn !== null && joinedOn < today ? joinedOn : today;
  return lastEnd !== null && lastEnd > wanted ? lastEnd : wanted;
}
