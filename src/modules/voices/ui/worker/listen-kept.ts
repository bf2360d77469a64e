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
const OTHERS = 'listen.others';
const DAY = 86_400_000;
/** What could not be sent for so long is refused for good. */
const OTHERS_DAYS = 30;

/** What is kept, or a new beginning. What waits to be sent is kept until it is. */
export function keptInterview(given: Pick<Kept, 'areaCode' | 'visitToken'>): Kept {
  const kept = recall<Kept>(KEY);
  if (kept && (kept.ready || Date.now() - kept.at < DAY)) {
    // A link that was opened later says better where one is.
    return kept.ready || !given.visitToken
      ? kept
      : { ...kept, visitToken: given.visitToken, areaCode: given.areaCode || kept.areaCode };
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

/** Without the link of a visit, which has ended, it is another thing to send. */
export function withoutLink(kept: Kept): Kept {
  return { ...kept, visitToken: '', key: newKey() };
}

/** What was told on this phone by those before, and waits to be sent. */
export function keptOthers(): readonly Kept[] {
  return (recall<Kept[]>(OTHERS) ?? []).filter(({ at }) => Date.now() - at < OTHERS_DAYS * DAY);
}

export function keepOthers(others: readonly Kept[]): void {
  remember(OTHERS, others.length > 0 ? others : null);
}
