import { useRef, useState } from 'react';
import type { Output, Request } from '#kernel/contract';
import { newKey } from '#web/client.ts';
import type { answerErrand, openErrand } from '../../errands/contract.ts';
import type { Saying } from '../../errands/rules.ts';

export type UnitView = Output<typeof openErrand>;
export type Answered = Omit<Request<typeof answerErrand>, 'token'>;

export const MOST_TOPICS = 5;

/** What a unit has typed so far; it outlives a lost network, an error and the page being opened again. */
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

/** The draft of one link, kept for as long as the browser's tab is open. */
export function useDraft(token: string) {
  const key = `zhijia.unit.${token.slice(-12)}`;
  const [draft, setDraft] = useState<Draft>(() => ({ ...EMPTY, ...read(key) }));
  // A file arrives while the next word is typed: each change builds on the newest draft, not on the one it was drawn with.
  const newest = useRef(draft);
  const keep = (next: Draft): void => {
    newest.current = next;
    setDraft(next);
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // A browser in private mode keeps nothing; what is on the page stays there.
    }
  };
  return {
    draft,
    change: (part: Partial<Draft> | ((now: Draft) => Partial<Draft>)) =>
      keep({ ...newest.current, ...(typeof part === 'function' ? part(newest.current) : part) }),
    /** Who answers is asked once, the rest begins anew. */
    clear: () => keep({ ...EMPTY, signer: newest.current.signer, signerTitle: newest.current.signerTitle }),
    /** One key for one answer, however often it is sent. */
    keyFor(answer: Answered): string {
      const content = JSON.stringify(answer);
      const { sent } = newest.current;
      if (sent?.content === content) return sent.key;
      const next = { content, key: newKey() };
      keep({ ...newest.current, sent: next });
      return next.key;
    },
  };
}

function read(key: string): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft>;
  } catch {
    return {};
  }
}

/** What is missing, by the field that is marked; none when it can be sent. */
export type Missing =
  | 'saying'
  | 'topics'
  | 'coming'
  | 'person'
  | 'comments'
  | 'ownerName'
  | 'text'
  | 'dueOn'
  | 'signer';

/** The answer that a draft stands for, or what it lacks. */
export function answerOf(draft: Draft): Answered | Missing {
  const said = saidOf(draft);
  if (typeof said === 'string') return said;
  const signer = draft.signer.trim();
  if (signer === '') return 'signer';
  const title = draft.signerTitle.trim();
  return {
    signer,
    ...(title && { signerTitle: title }),
    said,
    ...(takesFiles(draft.saying) && { files: draft.files.map(({ id }) => id) }),
  };
}

export function takesFiles(saying: Saying | null): boolean {
  return saying === 'topics' || saying === 'progress' || saying === 'report';
}

function saidOf(draft: Draft): Answered['said'] | Missing {
  const text = (draft.saying && draft.texts[draft.saying]?.trim()) ?? '';
  switch (draft.saying) {
    case null:
      return 'saying';
    case 'no_topics':
    case 'agree':
      return { kind: draft.saying };
    case 'topics':
      return topicsOf(draft);
    case 'attend':
      return comingOf(draft);
    case 'comments': {
      const comments = Object.entries(draft.comments)
        .map(([section, comment]) => ({ section, text: comment.trim() }))
        .filter((comment) => comment.text !== '');
      return comments.length === 0 ? 'comments' : { kind: 'comments', comments };
    }
    case 'accept':
      return ownerOf(draft);
    case 'dispute':
      return text === '' ? 'text' : { kind: 'dispute', reason: text };
    case 'progress':
    case 'report':
      return text === '' ? 'text' : { kind: draft.saying, text };
    case 'defer':
      if (text === '') return 'text';
      return draft.dueOn === '' ? 'dueOn' : { kind: 'defer', reason: text, dueOn: draft.dueOn };
  }
}

function topicsOf({ topics, files }: Draft): Answered['said'] | Missing {
  const named = topics
    .map(({ title, background }) => ({ title: title.trim(), background: background.trim() }))
    .filter(({ title, background }) => title !== '' || background !== '');
  if (named.some(({ title }) => title === '')) return 'topics';
  return named.length === 0 && files.length === 0 ? 'topics' : { kind: 'topics', topics: named };
}

function comingOf({ coming, person, personTitle, note }: Draft): Answered['said'] | Missing {
  if (coming === null) return 'coming';
  if (coming && person.trim() === '' && personTitle.trim() === '') return 'person';
  return {
    kind: 'attend',
    coming,
    ...(coming && person.trim() && { person: person.trim() }),
    ...(coming && personTitle.trim() && { title: personTitle.trim() }),
    ...(note.trim() && { note: note.trim() }),
  };
}

function ownerOf({ ownerName, ownerTitle, ownerPhone }: Draft): Answered['said'] | Missing {
  if (ownerName.trim() === '') return 'ownerName';
  return {
    kind: 'accept',
    ownerName: ownerName.trim(),
    ...(ownerTitle.trim() && { ownerTitle: ownerTitle.trim() }),
    ...(ownerPhone.trim() && { ownerPhone: ownerPhone.trim() }),
  };
}
