import { newKey } from '#web/client.ts';
import { recall, remember } from '#web/kit/storage.ts';

/** The questions in their order. */
export const QUESTIONS = ['job', 'platform', 'hours', 'days', 'stretch', 'rest'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What was answered on this phone and not sent yet. It is forgotten once it has arrived, and after a day. */
export interface Kept {
  readonly at: number;
  /** How many questions are behind; 6: the words. */
  readonly step: number;
  readonly answers: Readonly<Partial<Record<Question, string>>>;
  readonly note: string;
  readonly contact: string;
  readonly areaCode: string;
  /** The same for every try to send it: what arrived twice counts once. */
  readonly key: string;
  /** It is to be sent as soon as that is possible. */
  readonly ready: boolean;
  /** Of the link of a visit; it may end before a phone has a network again. */
  readonly visitToken: string;
}

const KEY = 'listen';
const DAY = 86_400_000;

/** What is kept, or a new beginning. What waits to be sent is kept until it is. */
export function keptInterview(given: Pick<Kept, 'areaCode' | 'visitToken'>): Kept {
  const kept = recall<Kept>(KEY);
  if (kept && (kept.ready || Date.now() - kept.at < DAY)) {
    // A link that was opened later says better where one is.
    return kept.ready || !given.visitToken ? kept : { ...kept, visitToken: given.visitToken };
  }
  return newInterview(given);
}

export function newInterview(given: Pick<Kept, 'areaCode' | 'visitToken'>): Kept {
  return {
    ...given,
    at: Date.now(),
    step: 0,
    answers: {},
    note: '',
    contact: '',
    key: newKey(),
    ready: false,
  };
}

export function keepInterview(kept: Kept | null): void {
  remember(KEY, kept);
}
