import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { getApplication, revealApplication } from '#people/review/contract';
import { call } from '#web/client.ts';
import { useFormats } from '#web/staff/format.ts';
import { useKeys } from '#web/staff/keys.ts';
import { Fact, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { Past, type Change } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import { toneOf } from './application-columns.tsx';
import { isOpen, type Application, type Decision } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { DecisionButtons } from './decisions.tsx';
import { Numbers } from './numbers.tsx';
import { peopleWords } from './texts.ts';

type Detail = Output<typeof getApplication>;

interface ApplicationDrawerProps {
  readonly id: string;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  readonly onStep: (by: number) => void;
  readonly onDecide: (decision: Decision, row: Application) => void;
  readonly onClose: () => void;
}

/** One application beside the list; j and k go on to the next and back. */
export function ApplicationDrawer({
  id,
  hasPrevious,
  hasNext,
  onStep,
  onDecide,
  onClose,
}: ApplicationDrawerProps) {
  const words = useWords(applicationWords);
  const one = useQuery(ask<typeof getApplication>('GET /api/applications/:id', { id }));
  useKeys({ j: () => onStep(1), k: () => onStep(-1) });
  return (
    <Drawer
      open
      size={560}
      title={words.drawer.title}
      onClose={onClose}
      extra={
        <>
          <Button
            type="text"
            disabled={!hasPrevious}
            icon={<ChevronUp size={18} aria-hidden />}
            onClick={() => onStep(-1)}
          >
            {words.drawer.previous}
          </Button>
          <Button
            type="text"
            disabled={!hasNext}
            icon={<ChevronDown size={18} aria-hidden />}
            onClick={() => onStep(1)}
          >
            {words.drawer.next}
          </Button>
        </>
      }
      footer={
        one.data?.may.decide && (
          <div className="row">
            <DecisionButtons rows={[one.data]} onDecide={(decision) => onDecide(decision, one.data)} />
          </div>
        )
      }
    >
      {one.isLoading && <Loading />}
      {one.error && <Problem error={one.error} onRetry={() => void one.refetch()} />}
      {one.data && <ApplicationDetail key={id} application={one.data} />}
    </Drawer>
  );
}

function ApplicationDetail({ application }: { readonly application: Detail }) {
  const words = useWords(applicationWords).drawer;
  const people = useWords(peopleWords);
  return (
    <div className="stack">
      <div className="row">
        <h2>{application.name}</h2>
        <Tag tone={application.state === 'approved' ? 'ok' : 'info'}>
          {people.applicationStates[application.state]}
        </Tag>
      </div>
      {application.flags.map((flag) => (
        <div key={flag} className={`note ${toneOf(flag)}`}>
          <b>{people.flags[flag]}</b>
          <div>{people.flagHelp[flag]}</div>
        </div>
      ))}
      <ApplicationFacts application={application} />
      <section>
        <h3>{words.history}</h3>
        <Past changes={application.history.map(routed)} states={people.applicationStates} />
      </section>
    </div>
  );
}

/** Checking and routing happen in the applicant's own request, but it is the system that does them. */
function routed(change: Change): Change {
  const byRule = change.to === 'auto_checked' || change.from === 'auto_checked';
  return byRule ? { ...change, by: 'system' } : change;
}

function ApplicationFacts({ application }: { readonly application: Detail }) {
  const words = useWords(applicationWords).drawer;
  const people = useWords(peopleWords);
  const { age, day, moment } = useFormats();
  const mayReveal = useMay('people.reveal');
  const { id, sex, birthYear, resolution, personId } = application;
  const reveal = (purpose: string) =>
    call<typeof revealApplication>('POST /api/applications/:id/reveal', { id, purpose });
  return (
    <dl className="facts">
      <Fact name={words.occupation}>{people.occupations[application.occupation]}</Fact>
      <Fact name={words.who}>
        {[sex && people.sexes[sex], birthYear && people.born(birthYear)].filter(Boolean).join(' · ') || '—'}
      </Fact>
      <Numbers
        name={application.name}
        idLabel={people.idTypes[application.idType]}
        masked={application}
        {...(mayReveal ? { reveal } : {})}
      />
      <Fact name={words.employer}>{application.employer ?? '—'}</Fact>
      <Fact name={words.area}>{application.areaName ?? '—'}</Fact>
      <Fact name={words.org}>
        {application.org.name} <small>{people.routes[application.routeReason]}</small>
      </Fact>
      <Fact name={words.submitted}>
        {moment(application.submittedAt)}{' '}
        {isOpen(application.state) && <small>{words.waited(age(application.submittedAt))}</small>}
      </Fact>
      {application.reason && <Fact name={words.reason}>{application.reason}</Fact>}
      {resolution && (
        <Fact name={words.resolution}>{words.heldOn(resolution.number, day(resolution.heldOn))}</Fact>
      )}
      {personId && (
        <Fact name={words.person}>
          <Link to="/people" search={{ open: personId }}>
            {words.personLink}
          </Link>
        </Fact>
      )}
    </dl>
  );
}
