import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { listVoices } from '#voices/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { voiceWords } from './texts.ts';

export type Voice = Output<typeof listVoices>['items'][number];

/** 意见: what people said about any page, the newest first, and the answers. */
export function VoicesPage() {
  const frame = useWords(frameWords);
  const words = useWords(voiceWords);
  const [{ state, q }] = useFilters();
  const list = useInfiniteQuery(
    askPages<typeof listVoices>('GET /api/voices', {
      state: state as 'open' | 'answered' | 'all' | undefined,
      q,
      limit: 50,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const searched = Boolean(q ?? state);
  const { open: _open, ...others } = words.states;
  return (
    <>
      <div className="head">
        <h1>{frame.pages.voices}</h1>
      </div>
      <section className="card list">
        <div className="filters">
          <SearchBox label={words.searchLabel} />
          <FilterSelect name="state" label={words.states.open} words={others} />
        </div>
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Blank title={searched ? words.none : words.empty}>
            {searched ? words.noneNext : words.emptyNext}
          </Blank>
        )}
        {rows.length > 0 && (
          <>
            <ul className="voices">
              {rows.map((row) => (
                <VoiceLine key={row.id} voice={row} />
              ))}
            </ul>
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
      </section>
    </>
  );
}

function VoiceLine({ voice }: { readonly voice: Voice }) {
  const words = useWords(voiceWords);
  const { age, moment } = useFormats();
  const mayAnswer = useMay('voices.answer');
  const [answering, setAnswering] = useState(false);
  const { text, page, org, at, state, hasContact, note, answeredAt } = voice;
  const open = state === 'open';
  return (
    <li className="row">
      <div className="grow">
        <p>{text}</p>
        <small>
          {[
            org.name,
            ...(page === null ? [] : [words.page(page)]),
            hasContact ? words.hasContact : words.noContact,
          ].join(' · ')}
          {open && ` · ${words.waited(age(at))}`}
        </small>
        {note && answeredAt && (
          <p className="said">
            {note} <small>{words.answered(moment(answeredAt))}</small>
          </p>
        )}
      </div>
      {!open && <Tag tone="ok">{words.states.answered}</Tag>}
      {open && mayAnswer && <Button onClick={() => setAnswering(true)}>{words.answer}</Button>}
      {answering && <AnswerDialog voice={voice} onClose={() => setAnswering(false)} />}
    </li>
  );
}
