import './title.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Dropdown } from 'antd';
import { useState } from 'react';
import type { getTitle, titleCertificate, titleForm } from '#places/titles/contract';
import { useFormats } from '#web/staff/format.ts';
import { Fact, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { TitleStepDialog } from './title-actions.tsx';
import { CaseChecks } from './title-checks.tsx';
import {
  HELD_STATES,
  mainOf,
  othersOf,
  toneOfTitle,
  type DialogStep,
  type TitleDetail,
} from './title-reads.ts';
import { titleWords } from './title-texts.ts';

interface TitleDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One case: where it stands, what was checked and shown, and the next step as one button. */
export function TitleDrawer({ id, onClose }: TitleDrawerProps) {
  const words = useWords(titleWords);
  const one = useQuery(ask<typeof getTitle>('GET /api/titles/:id', { id }));
  const [step, setStep] = useState<DialogStep | null>(null);
  return (
    <Drawer
      open
      size={640}
      title={words.drawer.title}
      onClose={onClose}
      footer={one.data && <Steps one={one.data} onStep={setStep} />}
    >
      {one.isLoading && <Loading />}
      {one.error && <Problem error={one.error} onRetry={() => void one.refetch()} />}
      {one.data && <Detail one={one.data} />}
      {one.data && step && <TitleStepDialog step={step} one={one.data} onClose={() => setStep(null)} />}
    </Drawer>
  );
}

interface StepsProps {
  readonly one: TitleDetail;
  readonly onStep: (step: DialogStep) => void;
}

function Steps({ one, onStep }: StepsProps) {
  const words = useWords(titleWords);
  const main = mainOf(one);
  const others = othersOf(one);
  return (
    <div className="row">
      {main && (
        <Button type="primary" onClick={() => onStep(main)}>
          {words.steps[main]}
        </Button>
      )}
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((step) => ({
              key: step,
              label: words.steps[step],
              danger: ['reject', 'revoke', 'withdraw'].includes(step),
            })),
            onClick: ({ key }) => onStep(key as DialogStep),
          }}
        >
          <Button>{words.drawer.more}</Button>
        </Dropdown>
      )}
      <Papers one={one} />
    </div>
  );
}

function Papers({ one: { id, state } }: Pick<StepsProps, 'one'>) {
  const words = useWords(titleWords).drawer;
  const certificate = useDownload<typeof titleCertificate>('GET /api/titles/:id/certificate');
  const form = useDownload<typeof titleForm>('GET /api/titles/:id/form');
  const held = HELD_STATES.includes(state);
  const paper = held ? certificate : form;
  return (
    <Button loading={paper.isPending} onClick={() => paper.mutate({ id })}>
      {held ? words.certificate : words.form}
    </Button>
  );
}

function Detail({ one }: { readonly one: TitleDetail }) {
  const words = useWords(titleWords);
  const { age, day, moment } = useFormats();
  const { title, place, state, noticeUntil } = one;
  const own = (state === 'self_check' || state === 'returned') && one.steps.includes('withdraw');
  return (
    <div className="stack">
      <div className="row">
        <h2>{title.name}</h2>
        <Tag tone={toneOfTitle(state)}>{words.states[state]}</Tag>
      </div>
      <p className="quiet">
        <Link to="/places/$id" params={{ id: place.id }} search={{ tab: 'titles' }}>
          {place.name}
        </Link>
        {` · ${words.tab.version(title.version)} · ${words.drawer.since(age(one.steppedAt))}`}
      </p>
      {state === 'public_notice' && one.next === null && noticeUntil && (
        <p className="note">{words.drawer.waiting(day(noticeUntil))}</p>
      )}
      <Facts one={one} />
      <section>
        <h3>{words.drawer.checks}</h3>
        <p className="quiet">
          {one.checkedAt ? words.drawer.checkedAt(moment(one.checkedAt)) : words.drawer.now}
        </p>
        <CaseChecks one={one} mayAdd={own} />
        {own && <p className="quiet">{words.drawer.fileWhy}</p>}
      </section>
      <section>
        <h3>{words.drawer.history}</h3>
        <Past changes={one.history} states={words.states} />
      </section>
    </div>
  );
}

function Facts({ one }: { readonly one: TitleDetail }) {
  const words = useWords(titleWords).drawer;
  const { day } = useFormats();
  const { title, reviewOrg, visitOn, visitedOn, noticeFrom, noticeUntil, rectifyUntil } = one;
  const visit = visitedOn ?? visitOn;
  return (
    <dl className="facts">
      <Fact name={words.grantor}>{title.grantor.name}</Fact>
      {reviewOrg && <Fact name={words.waits}>{reviewOrg.name}</Fact>}
      {visit && <Fact name={words.visit}>{day(visit)}</Fact>}
      {one.findings && <Fact name={words.findings}>{one.findings}</Fact>}
      {noticeFrom && noticeUntil && (
        <Fact name={words.notice}>
          {words.days(day(noticeFrom), day(noticeUntil))}{' '}
          <a href={`/notice?id=${one.id}`} target="_blank" rel="noreferrer">
            {words.noticeLink}
          </a>
        </Fact>
      )}
      {one.plaqueNo && <Fact name={words.plaque}>{one.plaqueNo}</Fact>}
      {one.awardedOn && <Fact name={words.awarded}>{day(one.awardedOn)}</Fact>}
      {one.dueOn && <Fact name={words.due}>{day(one.dueOn)}</Fact>}
      {rectifyUntil && one.rectifyWhat && (
        <Fact name={words.rectify}>{words.rectifyBy(one.rectifyWhat, day(rectifyUntil))}</Fact>
      )}
    </dl>
  );
}
