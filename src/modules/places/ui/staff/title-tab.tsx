import './title.css';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { listPlaceTitles } from '#places/titles/contract';
import type { openTitle } from '../../titles/cases/contract.ts';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { PlaceTabProps } from './place-tabs.ts';
import { CheckLines } from './title-checks.tsx';
import { TitleDrawer } from './title-drawer.tsx';
import {
  HELD_STATES,
  mainOf,
  OVER_STATES,
  TITLE_READS,
  toneOfTitle,
  type PlaceTitles,
  type TitleCase,
} from './title-reads.ts';
import { titleWords } from './title-texts.ts';

/** 称号: what a place holds, what is under way, and what it lacks for each that it could have. */
export function TitleTab({ place: { id } }: PlaceTabProps) {
  const [filters, setFilters] = useFilters();
  const titles = useQuery(ask<typeof listPlaceTitles>('GET /api/places/:id/titles', { id }));
  const open = (caseId: string): void => setFilters({ title: caseId });
  if (titles.error) return <Problem error={titles.error} onRetry={() => void titles.refetch()} />;
  if (!titles.data) return <Loading />;
  return (
    <>
      <Sections titles={titles.data} placeId={id} onOpen={open} />
      {filters['title'] && (
        <TitleDrawer id={filters['title']} onClose={() => setFilters({ title: undefined })} />
      )}
    </>
  );
}

interface SectionsProps {
  readonly titles: PlaceTitles;
  readonly placeId: string;
  readonly onOpen: (id: string) => void;
}

function Sections({ titles: { cases, open, may }, placeId, onOpen }: SectionsProps) {
  const words = useWords(titleWords).tab;
  const held = cases.filter(({ state }) => HELD_STATES.includes(state));
  const past = cases.filter(({ state }) => OVER_STATES.includes(state));
  const under = cases.filter((one) => !held.includes(one) && !past.includes(one));
  return (
    <>
      <section className="card">
        <h2>{words.held}</h2>
        {held.length === 0 && <p className="quiet">{words.heldNone}</p>}
        <CaseLines cases={held} onOpen={onOpen} />
      </section>
      {under.length > 0 && (
        <section className="card">
          <h2>{words.open}</h2>
          <CaseLines cases={under} onOpen={onOpen} />
        </section>
      )}
      <section className="card">
        <h2>{words.gaps}</h2>
        {open.length === 0 && <Blank title={words.gapsNone} />}
        {open.map((one) => (
          <GapLine key={one.title.line} one={one} placeId={placeId} mayApply={may.apply} onBegun={onOpen} />
        ))}
      </section>
      {past.length > 0 && (
        <section className="card">
          <h2>{words.past}</h2>
          <CaseLines cases={past} onOpen={onOpen} />
        </section>
      )}
    </>
  );
}

interface CaseLinesProps {
  readonly cases: readonly TitleCase[];
  readonly onOpen: (id: string) => void;
}

function CaseLines({ cases, onOpen }: CaseLinesProps) {
  const words = useWords(titleWords);
  const { age, day } = useFormats();
  return cases.map((one) => {
    const main = mainOf(one);
    const told = [
      words.tab.grantor(one.title.grantor.name),
      one.plaqueNo && words.tab.plaque(one.plaqueNo),
      one.awardedOn && words.tab.awarded(day(one.awardedOn)),
      one.dueOn && words.tab.due(day(one.dueOn)),
      one.awardedOn === null && words.drawer.since(age(one.steppedAt)),
    ];
    return (
      <div key={one.id} className="row title-line">
        <div className="grow">
          <button type="button" className="link" onClick={() => onOpen(one.id)}>
            {one.title.name}
          </button>
          <div className="quiet">{told.filter(Boolean).join(' · ')}</div>
        </div>
        <Tag tone={toneOfTitle(one.state)}>{words.states[one.state]}</Tag>
        {main && <Button onClick={() => onOpen(one.id)}>{words.steps[main]}</Button>}
      </div>
    );
  });
}

interface GapLineProps {
  readonly one: PlaceTitles['open'][number];
  readonly placeId: string;
  readonly mayApply: boolean;
  readonly onBegun: (id: string) => void;
}

function GapLine({
  one: { title, source, inferred, checks, met, lacks },
  placeId,
  mayApply,
  onBegun,
}: GapLineProps) {
  const words = useWords(titleWords);
  const { message } = App.useApp();
  const [whole, setWhole] = useState(false);
  const send = useSend<typeof openTitle>('POST /api/titles', TITLE_READS);
  const begin = (): void =>
    send.mutate(
      { placeId, templateId: title.templateId },
      {
        onSuccess: ({ id }) => {
          message.success(words.done.begin);
          onBegun(id);
        },
      },
    );
  return (
    <div className="title-line">
      <div className="row">
        <div className="grow">
          <b>{title.name}</b> <small>{words.levels[title.level]}</small>
          <div>{lacks.length > 0 ? words.tab.lacks(lacks.join('；')) : words.tab.noLacks}</div>
          <small>{[words.tab.met(met, checks.length), words.tab.source(source)].join(' · ')}</small>
        </div>
        {inferred && <Tag tone="plain">{words.tab.inferred}</Tag>}
        <Button type="text" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {words.tab.criteria}
        </Button>
        {mayApply && (
          <Button loading={send.isPending} onClick={begin}>
            {words.tab.begin}
          </Button>
        )}
      </div>
      {send.error && <Problem error={send.error} />}
      {whole && <CheckLines checks={checks} />}
    </div>
  );
}
