import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import type { exportVoices, listVoices } from '#voices/contract';
import { useFilters } from '#web/staff/filters.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { useRowKeys } from '#web/staff/records.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { voiceWords } from './texts.ts';
import { VoiceActions } from './voice-actions.tsx';
import { VoiceFilters } from './voice-filters.tsx';
import { VoiceLine } from './voice-line.tsx';
import { requestOf, type Voice } from './voice-request.ts';

/** 意见与心愿: what was said, however it came, and the answers. */
export function VoicesPage() {
  const words = useWords(voiceWords);
  const [filters] = useFilters();
  const list = useInfiniteQuery(
    askPages<typeof listVoices>('GET /api/voices', { ...requestOf(filters), limit: 50 }),
  );
  const lines = useRef<HTMLUListElement>(null);
  useRowKeys(lines);
  const [chosen, setChosen] = useState<readonly Voice[]>([]);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const searched = Object.keys(filters).length > 0;
  const days = list.data?.pages[0]?.answerDays;
  const choose = (voice: Voice, on: boolean): void =>
    setChosen((now) => [...now.filter(({ id }) => id !== voice.id), ...(on ? [voice] : [])]);
  return (
    <>
      <VoicesHead canExport={rows.length > 0} />
      <section className="card list">
        <VoiceFilters days={days} />
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Blank title={searched ? words.none : words.empty}>
            {searched ? words.noneNext : words.emptyNext}
          </Blank>
        )}
        {rows.length > 0 && (
          <>
            <ul className="voices" ref={lines}>
              {rows.map((row) => (
                <VoiceLine
                  key={row.id}
                  voice={row}
                  chosen={chosen.some(({ id }) => id === row.id)}
                  onChoose={choose}
                />
              ))}
            </ul>
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
        {chosen.length > 0 && (
          <div className="selection" role="region" aria-label={words.chosen(chosen.length)}>
            <b role="status">{words.chosen(chosen.length)}</b>
            <VoiceActions voices={chosen} onDone={() => setChosen([])} />
            <Button type="text" onClick={() => setChosen([])}>
              {words.unchoose}
            </Button>
          </div>
        )}
      </section>
    </>
  );
}

/** The title, and the list as it is filtered as a sheet. */
function VoicesHead({ canExport }: { readonly canExport: boolean }) {
  const frame = useWords(frameWords);
  const words = useWords(voiceWords);
  const [filters] = useFilters();
  const send = useDownload<typeof exportVoices>('GET /api/voices/export');
  return (
    <>
      <div className="head">
        <h1>{frame.pages.voices}</h1>
        {canExport && (
          <Button
            icon={<Download size={16} aria-hidden />}
            loading={send.isPending}
            onClick={() => send.mutate(requestOf(filters))}
          >
            {words.export}
          </Button>
        )}
      </div>
      <FormProblem error={send.error} />
    </>
  );
}
