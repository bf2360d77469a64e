import { useRef, useState } from 'react';
import type { Output, Request } from '#kernel/contract';
import { newKey } from '#web/client.ts';
import { recall, remember } from '#web/kit/storage.ts';
import type { answerErrand, openErrand } from '../../errands/contract.ts';
import type { Saying } from '../../errands/rules.ts';

export type UnitView = Output<typeof openErrand>;
export type Answered = Omit<Request<typeof answerErrand>, 'token'>;

export const MOST_TOPICS = 5;

/** What a unit has typed so far; it outlives a lost network, an error, a renewed link and the page being closed. */
export interface Draft {
  readonly saying: Saying | null;
  readonly signer: string;
  readonly signerTitle: string;
  readonly topics: readonly { readonly title: string; readonly background: string }[];
  readonly coming: boolean | null;
  readonly person: string;
  readonly personTitle: string;
  readonly note: string;
  /** By section of the minutes. */
  readonly comments: Readonly<Record<string, string>>;
  readonly ownerName: string;
  readonly ownerTitle: string;
  readonly ownerPhone: string;
  /** Words of an answer about an item, by what is said. */
  readonly texts: Partial<Record<Saying, string>>;
  readonly dueOn: string;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** What was sent and by which key: sent again it is still one answer. */
  readonly sent: { readonly content: string; readonly key: string } | null;
}

const EMPTY: Draft = {
  saying: null,
  signer: '',
  signerTitle: '',
  topics: [{ title: '', background: '' }],
  coming: null,
  person: '',
  personTitle: '',
  note: '',
  comments: {},
  ownerName: '',
  ownerTitle: '',
  ownerPhone: '',
  texts: {},
  dueOn: '',
  files: [],
  sent: null,
};

export type Change = (part: Partial<Draft> | ((now: Draft) => Partial<Draft>)) => void;

/** What stays on this phone or computer: no longer than a link, and never the phone number of anybody. */
interface Kept {
  readonly at: number;
  readonly draft: Omit<Partial<Draft>, 'ownerPhone'>;
}
const KEY = 'units';
const KEPT_MS = 60 * 86_400_000;

/** By errand; what is old goes when any is looked at. */
function keptDrafts(): Record<string, Kept> {
  const fresh = Object.entries(recall<Record<string, Kept>>(KEY) ?? {}).filter(
    ([, { at }]) => Date.now() - at < KEPT_MS,
  );
  return Object.fromEntries(fresh);
}

function keep(errandId: string, draft: Kept['draft'] | null): void {
  const { [errandId]: _before, ...others } = keptDrafts();
  const all = draft ? { ...others, [errandId]: { at: Date.now(), draft } } : others;
  remember(KEY, Object.keys(all).length > 0 ? all : null);
}

/** The draft of one errand; what `base` says stands in every field that nobody has touched. */
export function useDraft(errandId: string, base: Partial<Draft>) {
  const [changes, setChanges] = useState<Partial<Draft>>(() => keptDrafts()[errandId]?.draft ?? {});
  // A file arrives while the next word is typed: each change builds on the newest draft, not on the one it was drawn with.
  const newest = useRef(changes);
  const over = (typed: Partial<Draft>): Draft => ({ ...EMPTY, ...base, ...typed });
  const put = (next: Partial<Draft>): void => {
    newest.current = next;
    setChanges(next);
    const { ownerPhone, sent = null, ...draft } = next;
    // What was sent holds the phone too; whoever left one sees on the page that the answer has arrived.
    keep(errandId, { ...draft, sent: ownerPhone ? null : sent });
  };
  const change: Change = (part) => {
    const typed = newest.current;
    put({ ...typed, ...(typeof part === 'function' ? part(over(typed)) : part) });
  };
  return {
    draft: over(changes),
    touched: Object.keys(changes).some((field) => field !== 'signer' && field !== 'signerTitle'),
    change,
    /** Nothing of it stays here; who answers is asked once as long as the page is open. */
    clear: (): void => {
      const { signer, signerTitle } = over(newest.current);
      put({ signer, signerTitle });
      keep(errandId, null);
    },
    /** One key for one answer, however often it is sent. */
    keyFor(answer: Answered): string {
      const content = JSON.stringify(answer);
      const { sent } = newest.current;
      if (sent?.content === content) return sent.key;
      const next = { content, key: newKey() };
      put({ ...newest.current, sent: next });
      return next.key;
    },
  };
}
