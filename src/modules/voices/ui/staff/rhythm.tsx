import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import type { readRhythm, rhythmPaper, rhythmSheet } from '../../listen/contract.ts';
import { RHYTHM_TEXTS } from '../../listen/texts/rhythm.ts';
import { copyText } from '#web/staff/clipboard.ts';
import { useFilters } from '#web/staff/filters.ts';
import { useLocale } from '#web/staff/locale.ts';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { useState } from 'react';
import { RhythmPicture } from './rhythm-picture.tsx';
import type { Rhythm } from './rhythm-table.tsx';
import { rhythmWords } from './rhythm-texts.ts';

/** 作息时间: what the six taps come to, as a picture for a meeting. */
export function RhythmPage() {
  const frame = useWords(frameWords);
  const words = useWords(rhythmWords);
  const [{ by, measure, quarter, org }] = useFilters();
  const asked = {
    by: by as Rhythm['by'] | undefined,
    measure: measure as Rhythm['measure'] | undefined,
    quarter,
    orgId: org,
  };
  const rhythm = useQuery({
    ...ask<typeof readRhythm>('GET /api/interviews/rhythm', asked),
    placeholderData: keepPreviousData,
  });
  const sheet = useDownload<typeof rhythmSheet>('GET /api/interviews/rhythm.xlsx');
  const paper = useDownload<typeof rhythmPaper>('GET /api/interviews/rhythm.pdf');
  const shown = Boolean(rhythm.data?.all);
  const failed = sheet.error ?? paper.error;
  return (
    <>
      <div className="head">
        <h1>{frame.pages.rhythm}</h1>
        {shown && (
          <>
            <Button onClick={() => window.print()}>{words.print}</Button>
            <Button loading={paper.isPending} onClick={() => paper.mutate(asked)}>
              {words.pdf}
            </Button>
            <Button loading={sheet.isPending} onClick={() => sheet.mutate(asked)}>
              {words.excel}
            </Button>
          </>
        )}
      </div>
      <p className="quiet rhythm-about">{words.about}</p>
      {failed && <Problem error={failed} />}
      {rhythm.data && <Choices rhythm={rhythm.data} />}
      {rhythm.isLoading && <Loading />}
      {rhythm.error && <Problem error={rhythm.error} onRetry={() => void rhythm.refetch()} />}
      {rhythm.data && (shown ? <RhythmPicture rhythm={rhythm.data} /> : <TooFew rhythm={rhythm.data} />)}
    </>
  );
}

function Choices({ rhythm: { by, measure, quarter, quarters, org, orgs } }: { readonly rhythm: Rhythm }) {
  const words = useWords(rhythmWords);
  const texts = RHYTHM_TEXTS[useLocale()];
  return (
    <section className="card list">
      <div className="filters">
        <Choice name="measure" label={words.measure} value={measure} words={texts.measures} wide />
        <Choice name="by" label={words.by} value={by} words={texts.by} />
        <Choice
          name="quarter"
          label={words.quarter}
          value={quarter}
          words={Object.fromEntries(quarters.map((each) => [each, texts.quarter(each)]))}
        />
        {orgs.length > 1 && (
          <Choice
            name="org"
            label={words.org}
            value={String(org.id)}
            words={Object.fromEntries(orgs.map(({ id, name }) => [String(id), name]))}
            wide
          />
        )}
      </div>
      <p className="quiet rhythm-hint">{words.orgHint}</p>
    </section>
  );
}

interface ChoiceProps {
  /** The name in the address line. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly words: Readonly<Record<string, string>>;
  readonly wide?: boolean;
}

/** One of several; there is always one. */
function Choice({ name, label, value, words, wide = false }: ChoiceProps) {
  const [, setFilters] = useFilters();
  return (
    <Select
      className={wide ? 'filter rhythm-wide' : 'filter'}
      aria-label={label}
      value={value}
      onChange={(next: string) => setFilters({ [name]: next })}
      options={keysOf(words).map((key) => ({ value: key, label: words[key] }))}
    />
  );
}

/** How many there are is not told: only that they are too few, and how there will be more. */
function TooFew({ rhythm: { least, quarter, quarters } }: { readonly rhythm: Rhythm }) {
  const words = useWords(rhythmWords);
  const [copied, setCopied] = useState(false);
  const address = `${location.origin}/listen`;
  if (quarter !== quarters[0])
    return (
      <section className="card">
        <Blank title={words.emptyTitle(String(least))}>{words.emptyPast}</Blank>
      </section>
    );
  return (
    <section className="card">
      <Blank title={words.emptyTitle(String(least))}>
        <p>{words.emptyBody}</p>
        <p>
          <code>{address}</code>
        </p>
        <Button onClick={() => void copyText(address).then(() => setCopied(true))}>
          {copied ? words.copied : words.copy}
        </Button>
      </Blank>
    </section>
  );
}
