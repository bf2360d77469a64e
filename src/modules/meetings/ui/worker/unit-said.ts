import type { Saying } from '../../errands/rules.ts';
import type { Answered, Draft, UnitView } from './unit-draft.ts';

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

/** Who says no more than yes has nothing to add to it. */
export function takesFiles(saying: Saying | null): boolean {
  return saying !== null && !['no_topics', 'agree', 'attend', 'accept'].includes(saying);
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

/** An answer that came back, as a draft to go on from; its files have to be chosen again. */
export function draftOf({ said }: UnitView['answers'][number]): Partial<Draft> {
  const saying = said.kind;
  switch (said.kind) {
    case 'no_topics':
    case 'agree':
      return { saying };
    case 'topics':
      return { saying, ...(said.topics.length > 0 && { topics: said.topics }) };
    case 'attend': {
      const { coming, person = '', title: personTitle = '', note = '' } = said;
      return { saying, coming, person, personTitle, note };
    }
    case 'comments':
      return {
        saying,
        comments: Object.fromEntries(said.comments.map(({ section, text }) => [section, text])),
      };
    case 'accept':
      return { saying, ownerName: said.ownerName, ownerTitle: said.ownerTitle ?? '' };
    case 'dispute':
      return { saying, texts: { dispute: said.reason } };
    case 'progress':
      return { saying, texts: { progress: said.text } };
    case 'report':
      return { saying, texts: { report: said.text } };
    case 'defer':
      return { saying, texts: { defer: said.reason }, dueOn: said.dueOn };
  }
}
