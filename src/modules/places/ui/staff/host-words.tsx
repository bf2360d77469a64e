import { useQuery } from '@tanstack/react-query';
import type { getPlaceTerms } from '#places/contract';
import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords, wordFor } from '#web/staff/words.ts';
import type { HostFacts } from './host-reads.ts';
import { hostWords } from './host-texts.ts';

/** What hosts said, the newest first. */
export function HostHistory({ host }: { readonly host: HostFacts }) {
  const words = useWords(hostWords);
  return (
    <section className="card">
      <h2>{words.words}</h2>
      {host.words.length === 0 && <p className="quiet">{words.noWords}</p>}
      <ul className="lines">
        {host.words.map((word) => (
          <WordLine key={word.id} word={word} />
        ))}
      </ul>
    </section>
  );
}

function WordLine({ word }: { readonly word: HostFacts['words'][number] }) {
  const words = useWords(hostWords);
  const language = useLocale();
  const { moment } = useFormats();
  const terms = useQuery(ask<typeof getPlaceTerms>('GET /api/public/place-terms', {}));
  const { about, state, reason, until } = word.detail;
  const facility = terms.data?.facilities.find(({ code }) => code === about);
  const parts = [
    ...(about ? [facility?.[language] ?? wordFor(words.kinds, about)] : []),
    ...(state ? [wordFor(words.states, state)] : []),
    ...(reason ? [words.reasons[reason]] : []),
    ...(until ? [words.untilMoment(moment(until))] : []),
  ];
  return (
    <li>
      <span className="grow">
        <b>{words.said[word.kind]}</b> {parts.join(' · ')}{' '}
        {word.undone && <Tag tone="plain">{words.undone}</Tag>}
        <br />
        <small>
          {moment(word.at)}
          {word.by && ` · ${word.by}`}
        </small>
      </span>
    </li>
  );
}
