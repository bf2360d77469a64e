import './visits.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { getVisit, printItinerary, setVisitState } from '#voices/visits/contract';
import { useFormats } from '#web/staff/format.ts';
import { Fact, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useTitle } from '#web/staff/title.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { VisitLinks } from './visit-links.tsx';
import { CopyVisit, EditVisit } from './visit-plan.tsx';
import { CancelVisit } from './visit-reason.tsx';
import { AFTER_NEED, VISIT_READS, type VisitView } from './visit-reads.ts';
import { VisitStops } from './visit-stops.tsx';
import { visitWords } from './visit-texts.ts';
import { VisitTag } from './visits.tsx';

/** A visit: on the day its stops are ticked off here on a phone; afterwards it tells what came of the needs. */
export function VisitPage() {
  const frame = useWords(frameWords);
  const { id } = useParams({ strict: false }) as { id: string };
  const visit = useQuery(ask<typeof getVisit>('GET /api/visits/:id', { id }));
  useTitle(visit.data?.title ?? frame.pages.visits);
  if (visit.error) return <Problem error={visit.error} onRetry={() => void visit.refetch()} />;
  if (!visit.data) return <Loading />;
  return (
    <>
      <Head visit={visit.data} />
      <div className="two">
        <div>
          <VisitStops visit={visit.data} />
        </div>
        <div>
          <VisitLinks visit={visit.data} />
          <Facts visit={visit.data} />
        </div>
      </div>
    </>
  );
}

function Head({ visit }: { readonly visit: VisitView }) {
  const frame = useWords(frameWords);
  const words = useWords(visitWords);
  const { day } = useFormats();
  const [open, setOpen] = useState<'edit' | 'copy' | 'cancel' | null>(null);
  const print = useDownload<typeof printItinerary>('GET /api/visits/:id/itinerary');
  const changeable = visit.may.answer && visit.state === 'planned';
  return (
    <>
      <ul className="crumbs">
        <li>
          <Link to="/visits">{frame.pages.visits}</Link>
        </li>
      </ul>
      <div className="head">
        <h1>{visit.title}</h1>
        <span>
          {day(visit.day)} <VisitTag visit={visit} />
        </span>
        <Button
          icon={<Printer size={16} aria-hidden />}
          loading={print.isPending}
          onClick={() => print.mutate({ id: visit.id })}
        >
          {words.print}
        </Button>
        {changeable && <Button onClick={() => setOpen('edit')}>{words.edit}</Button>}
        {visit.may.answer && <Button onClick={() => setOpen('copy')}>{words.copyVisit}</Button>}
        {changeable && (
          <Button type="text" danger onClick={() => setOpen('cancel')}>
            {words.cancel}
          </Button>
        )}
      </div>
      <FormProblem error={print.error} />
      <Ending visit={visit} />
      {open === 'edit' && <EditVisit visit={visit} onClose={() => setOpen(null)} />}
      {open === 'copy' && <CopyVisit visit={visit} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelVisit visit={visit} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Offers to end a visit whose stops are all dealt with, and to take the last step back on its day. */
function Ending({ visit }: { readonly visit: VisitView }) {
  const words = useWords(visitWords);
  const { message } = App.useApp();
  const send = useSend<typeof setVisitState>('POST /api/visits/:id/state', [...VISIT_READS, ...AFTER_NEED]);
  const { all, done, skipped } = visit.stops;
  const ready = visit.may.answer && visit.state === 'planned' && all > 0 && done + skipped === all;
  const to = (state: 'done' | 'planned', told: string) => () =>
    send.mutate({ id: visit.id, state }, { onSuccess: () => void message.success(told) });
  if (!ready && !visit.may.undo && !visit.reason) return null;
  return (
    <div className="card stack form-note">
      {visit.reason && <p>{words.reasonIs(visit.reason)}</p>}
      {ready && (
        <div className="row">
          <b className="grow">{words.allReached}</b>
          <Button
            type="primary"
            className="visit-step"
            loading={send.isPending}
            onClick={to('done', words.ended)}
          >
            {words.end}
          </Button>
        </div>
      )}
      {visit.may.undo && (
        <div className="row">
          <span className="quiet grow">{words.undoNote}</span>
          <Button loading={send.isPending} onClick={to('planned', words.undone)}>
            {words.undo}
          </Button>
        </div>
      )}
      <FormProblem error={send.error} />
    </div>
  );
}

function Facts({ visit }: { readonly visit: VisitView }) {
  const words = useWords(visitWords);
  const { number } = useFormats();
  const { needs } = visit;
  return (
    <section className="card">
      <h2>{words.facts}</h2>
      <dl className="facts">
        <Fact name={words.by}>{visit.org.name}</Fact>
        <Fact name={words.led}>{visit.ledBy ?? words.notSaid}</Fact>
        <Fact name={words.columns.stops}>
          {words.stopsOf(number(visit.stops.done), number(visit.stops.all))}
          {visit.stops.skipped > 0 && ` · ${words.skipped(number(visit.stops.skipped))}`}
        </Fact>
        <Fact name={words.columns.needs}>
          {needs.all === 0 ? words.noNeeds : words.needsOf(number(needs.all), number(needs.answered))}
          {needs.open > 0 && (
            <>
              {' · '}
              <Link to="/voices" search={{ kind: 'visit' }}>
                {words.answerNeeds}
              </Link>
            </>
          )}
        </Fact>
      </dl>
      <p className="visit-gap">
        <b>{words.noPhotos}</b>
        <br />
        <small>{words.noPhotosWhy}</small>
      </p>
      <h2 className="visit-gap">{words.history}</h2>
      <Past changes={visit.history} states={words.states} />
      <Changes changes={visit.changes} />
    </section>
  );
}

function Changes({ changes }: Pick<VisitView, 'changes'>) {
  const words = useWords(visitWords);
  const { day, moment } = useFormats();
  if (changes.length === 0) return null;
  const told = ({ field, was, now }: VisitView['changes'][number]): string => {
    const name = words.fields[field];
    const shown = (text: string | null) => (text === null ? words.blank : field === 'day' ? day(text) : text);
    return field === 'title' || field === 'day' || field === 'led_by'
      ? words.changed(name, shown(was), shown(now))
      : words.changedTo(name, was ?? now ?? '');
  };
  return (
    <details>
      <summary>{words.changes}</summary>
      <ul className="past">
        {changes.map((change) => (
          <li key={`${change.at}${change.field}${change.now}`}>
            <div>{told(change)}</div>
            <small>{words.changedBy(change.by, moment(change.at))}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
