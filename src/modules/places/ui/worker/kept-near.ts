import { recall, remember } from '#web/kit/storage.ts';
import type { NearAnswer } from './place-words.ts';

/** The last list that arrived and the area it was of: what an open page shows where no service worker can. */
export interface KeptNear {
  readonly area: string | null;
  /** Whether places were left out by a filter: better than nothing, worse than the whole list. */
  readonly narrow: boolean;
  readonly answer: NearAnswer;
}

const LIST = 'near';
const AREA = 'near-area';

export function keptNear(): KeptNear | null {
  const kept = recall<KeptNear>(LIST);
  // Written by an older page, it may have another shape.
  return kept && Array.isArray(kept.answer?.items) ? kept : null;
}

/** A narrowed list does not take the place of a whole one: a kept list is searched on the phone. */
export function keepNear(kept: KeptNear): void {
  if (!kept.narrow || keptNear()?.narrow !== false) remember(LIST, kept);
}

/** The area that was chosen on this phone last; null for all. */
export function keptArea(): string | null {
  return recall<string>(AREA);
}

export function keepArea(area: string | null): void {
  remember(AREA, area);
}

/** The list where one left it: of the area that was chosen last. */
export function nearHome(): string {
  const area = keptArea();
  return area ? `/near?area=${area}` : '/near';
}
