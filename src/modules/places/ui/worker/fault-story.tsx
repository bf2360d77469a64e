import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { useAbout } from '#web/kit/about.ts';
import { copyText } from '#web/kit/copy.ts';
import { useDates } from '#web/kit/dates.ts';
import { goTo, Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import type { addToReport } from '../../trust/faults/contract.ts';
import { FaultAnswer } from './fault-answer.tsx';
import { forgetFault } from './fault-kept.ts';
import { FaultMore } from './fault-more.tsx';
import { kinds, stateSentences, stateWords, texts } from './fault-texts.ts';
import { TONES, trackingKey, type TrackedFault } from './fault-tracking.ts';

interface StoryProps {
  readonly token: string;
  readonly view: TrackedFault;
  readonly kept: boolean;
}

/** Where a report stands, the question whether it works again, and what happened when. */
export function FaultStory({ token, view, kept }: StoryProps) {
  const say = useText(texts);
  const sayWord = useText(stateWords);
  const sayState = useText(stateSentences);
  const dates = useDates();
  useAbout(view.place);
  const settled = view.state === 'confirmed' || view.state === 'refused';
  return (
    <>
      <section className={`card marked stack ${TONES[view.state]}`}>
        <p>
          <span className={`tag ${TONES[view.state]}`}>{sayWord(view.state)}</span>
        </p>
        <h2>{useWrong(view)}</h2>
        <p>{sayState(view.state)}</p>
        {view.reason && <p className="note mind">{say('reason', { reason: view.reason })}</p>}
        <small>
          {say('at', { place: view.place.name, when: dates.time(view.at) })}
          {view.reports > 1 && ` · ${say('many', { count: view.reports })}`}
        </small>
        {view.note && <p className="quiet">{say('yourNote', { note: view.note })}</p>}
      </section>
      {view.asked && <FaultAnswer token={token} />}
      <section className="card stack">
        <h2>{say('history')}</h2>
        <Steps view={view} />
      </section>
      {!settled && <Further token={token} view={view} />}
      <Others token={token} view={view} kept={kept} />
    </>
  );
}

/** What is wrong, in a few words. */
export function useWrong({ kind, facility }: Pick<TrackedFault, 'kind' | 'facility'>): string {
  const sayKind = useText(kinds);
  return facility && kind === 'broken' ? `${facility} · ${sayKind(kind)}` : sayKind(kind);
}

function Steps({ view }: { view: TrackedFault }) {
  const say = useText(texts);
  const sayWord = useText(stateWords);
  const dates = useDates();
  return (
    <ol className="steps">
      {[...view.history].reverse().map(({ at, to, reason }) => (
        <li key={`${at} ${to}`}>
          {sayWord(to)} <small>{dates.time(at)}</small>
          {reason && <p className="quiet">{say('reason', { reason })}</p>}
        </li>
      ))}
    </ol>
  );
}

/** The phone that gets an SMS, which may be taken back; or the fields to add one. */
function Further({ token, view }: { token: string; view: TrackedFault }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const removing = useMutation({
    mutationFn: () => call<typeof addToReport>('POST /api/faults/track/details', { token, phone: '' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: trackingKey(token) }),
  });
  if (view.phone)
    return (
      <section className="card stack tight">
        <p>{say('yourPhone', { phone: view.phone })}</p>
        <small>{say('phoneWhy', { days: view.contactDays })}</small>
        <button
          type="button"
          className="text-btn"
          disabled={removing.isPending}
          onClick={() => removing.mutate()}
        >
          {say('removePhone')}
        </button>
      </section>
    );
  return (
    <section className="card">
      <details className="fold">
        <summary>
          <span>{say('more')}</span>
        </summary>
        <FaultMore token={token} contactDays={view.contactDays} />
      </details>
    </section>
  );
}

function Others({ token, view, kept }: StoryProps) {
  const say = useText(texts);
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(`${location.origin}/fault#${token}`));
  const remove = () => {
    forgetFault(token);
    goTo('/fault', { replace: true });
  };
  return (
    <section className="card stack">
      {view.union?.phone && (
        <a className="btn line" href={`tel:${view.union.phone}`}>
          <Phone size={18} />
          {say('call', { phone: view.union.phone })}
        </a>
      )}
      <div className="links">
        <Link href={`/p/${view.place.code}`}>{say('place')}</Link>
        <button type="button" onClick={() => void copy()}>
          {say('copy')}
        </button>
        {kept && (
          <button type="button" onClick={remove}>
            {say('forget')}
          </button>
        )}
      </div>
      <small role="status">{copied && say('copied')}</small>
    </section>
  );
}
