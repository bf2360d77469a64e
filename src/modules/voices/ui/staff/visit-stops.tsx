import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowDown, ArrowUp, Check, PenLine, X } from 'lucide-react';
import { useState } from 'react';
import type { addStop, orderStops, removeStop, setStopState } from '#voices/visits/contract';
import { useFormats } from '#web/staff/format.ts';
import { Blank, FormProblem, Tag } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { StopFinder } from './visit-finder.tsx';
import { MakeLink } from './visit-links.tsx';
import { Needs, NeedDialog } from './visit-needs.tsx';
import { swapped } from './visit-plan.tsx';
import { needsAt, stopName, VISIT_READS, type StopView, type VisitView } from './visit-reads.ts';
import { SkipStop } from './visit-reason.tsx';
import { visitWords } from './visit-texts.ts';

/** The stops in order; each with what one does there, and the needs that were said. */
export function VisitStops({ visit }: { readonly visit: VisitView }) {
  const words = useWords(visitWords);
  const [editing, setEditing] = useState(false);
  const add = useSend<typeof addStop>('POST /api/visits/:id/stops', VISIT_READS);
  const changeable = visit.may.answer && visit.state === 'planned';
  const told = new Set(visit.stopList.flatMap((stop) => needsAt(stop, visit.needList)));
  const others = visit.needList.filter((need) => !told.has(need));
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.stopList}</h2>
        {changeable && visit.stopList.length > 0 && (
          <Button onClick={() => setEditing(!editing)}>{editing ? words.close : words.edit}</Button>
        )}
      </div>
      {visit.stopList.length === 0 && (
        <Blank title={words.noStops}>{changeable ? words.noStopsNext : undefined}</Blank>
      )}
      <ol className="visit-stops">
        {visit.stopList.map((stop, at) => (
          <li key={stop.id}>
            <div className="visit-stop">
              <span className="visit-no">{at + 1}</span>
              <StopWords stop={stop} />
              {editing && changeable ? (
                <EditStop visit={visit} at={at} />
              ) : (
                <StopSteps visit={visit} stop={stop} />
              )}
            </div>
            <Needs needs={needsAt(stop, visit.needList)} />
          </li>
        ))}
      </ol>
      {(editing || visit.stopList.length === 0) && changeable && (
        <>
          <StopFinder onChoose={({ stop }) => add.mutate({ id: visit.id, stop })} />
          <FormProblem error={add.error} />
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{words.otherNeeds}</h3>
          <Needs needs={others} />
        </>
      )}
    </section>
  );
}

function StopWords({ stop }: { readonly stop: StopView }) {
  const words = useWords(visitWords);
  const { moment } = useFormats();
  const name = stopName(stop) ?? words.goneStop;
  const tone = { planned: 'plain', done: 'ok', skipped: 'mind' } as const;
  const facts = [
    stop.place?.address,
    stop.state === 'done' && stop.doneAt ? words.reachedAt(moment(stop.doneAt)) : null,
    stop.reason ? words.reasonIs(stop.reason) : null,
  ].filter(Boolean);
  return (
    <div className="grow">
      {stop.place?.name ? (
        <Link to="/places/$id" params={{ id: stop.place.id }}>
          {name}
        </Link>
      ) : (
        <b>{name}</b>
      )}{' '}
      <Tag tone={tone[stop.state]}>{words.stopStates[stop.state]}</Tag>
      {facts.length > 0 && (
        <>
          <br />
          <small>{facts.join(' · ')}</small>
        </>
      )}
    </div>
  );
}

interface StepsProps {
  readonly visit: VisitView;
  readonly stop: StopView;
}

/** 到了, 没去, 记需求, 访谈码: one tap each, thumb-high. */
function StopSteps({ visit, stop }: StepsProps) {
  const words = useWords(visitWords);
  const [open, setOpen] = useState<'skip' | 'need' | null>(null);
  const send = useSend<typeof setStopState>('POST /api/visits/:id/stops/:stopId/state', VISIT_READS);
  const to = (state: 'done' | 'planned') => () => send.mutate({ id: visit.id, stopId: stop.id, state });
  if (!visit.may.answer || visit.state === 'cancelled') return null;
  const name = stopName(stop) ?? words.goneStop;
  const moving = visit.state === 'planned';
  return (
    <div className="row">
      {moving && stop.state === 'planned' && (
        <>
          <Button
            className="visit-step"
            icon={<Check size={16} aria-hidden />}
            aria-label={`${words.arrived} ${name}`}
            loading={send.isPending}
            onClick={to('done')}
          >
            {words.arrived}
          </Button>
          <Button className="visit-step" aria-label={`${words.skip} ${name}`} onClick={() => setOpen('skip')}>
            {words.skip}
          </Button>
        </>
      )}
      {moving && stop.state !== 'planned' && (
        <Button
          type="text"
          className="visit-step"
          aria-label={`${words.undoStop} ${name}`}
          loading={send.isPending}
          onClick={to('planned')}
        >
          {words.undoStop}
        </Button>
      )}
      <Button
        className="visit-step"
        icon={<PenLine size={16} aria-hidden />}
        aria-label={`${words.writeNeed} ${name}`}
        onClick={() => setOpen('need')}
      >
        {words.writeNeed}
      </Button>
      {visit.may.link && <MakeLink visit={visit} stop={stop} />}
      <FormProblem error={send.error} />
      {open === 'skip' && <SkipStop visit={visit} stop={stop} onClose={() => setOpen(null)} />}
      {open === 'need' && <NeedDialog visit={visit} stop={stop} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** Order and removal, as long as the visit is planned. */
function EditStop({ visit, at }: { readonly visit: VisitView; readonly at: number }) {
  const words = useWords(visitWords);
  const order = useSend<typeof orderStops>('PUT /api/visits/:id/stops', VISIT_READS);
  const remove = useSend<typeof removeStop>('DELETE /api/visits/:id/stops/:stopId', VISIT_READS);
  const ids = visit.stopList.map(({ id }) => id);
  const stop = visit.stopList[at]!;
  const name = stopName(stop) ?? words.goneStop;
  const move = (first: number) => () => order.mutate({ id: visit.id, ids: swapped(ids, first) });
  return (
    <div className="row">
      <Button
        type="text"
        icon={<ArrowUp size={16} aria-hidden />}
        aria-label={words.up(name)}
        disabled={at === 0 || order.isPending}
        onClick={move(at - 1)}
      />
      <Button
        type="text"
        icon={<ArrowDown size={16} aria-hidden />}
        aria-label={words.down(name)}
        disabled={at === ids.length - 1 || order.isPending}
        onClick={move(at)}
      />
      {stop.state === 'planned' && (
        <Button
          type="text"
          icon={<X size={16} aria-hidden />}
          aria-label={words.remove(name)}
          loading={remove.isPending}
          onClick={() => remove.mutate({ id: visit.id, stopId: stop.id })}
        />
      )}
      <FormProblem error={order.error ?? remove.error} />
    </div>
  );
}
