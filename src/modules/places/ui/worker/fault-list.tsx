import { useMutation } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { ApiError, call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { goTo, Link } from '#web/kit/router.tsx';
import { Answer, Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { useSession } from '#web/worker/session.ts';
import type { openMyFault } from '../../trust/faults/contract.ts';
import { keepFault, useKeptFaults, type KeptFault } from './fault-kept.ts';
import { useWrong } from './fault-story.tsx';
import { stateWords, texts } from './fault-texts.ts';
import { TONES, useFault, useOwnFaults, type OwnFault, type TrackedFault } from './fault-tracking.ts';

/** What was reported on this phone, and by this account elsewhere; each with where it stands now. */
export function FaultList() {
  const say = useText(texts);
  const kept = useKeptFaults();
  const own = useOthers();
  if (kept.length === 0 && own.length === 0)
    return (
      <section className="card">
        <h2>{say('none')}</h2>
      </section>
    );
  return <Cards kept={kept} own={own} />;
}

/** The same on 我的, where there is one; else nothing. */
export function MyFaults() {
  const say = useText(texts);
  const kept = useKeptFaults();
  const own = useOthers();
  if (kept.length === 0 && own.length === 0) return null;
  return (
    <>
      <h2>{say('title')}</h2>
      <Cards kept={kept.slice(0, 3)} own={own.slice(0, 3)} />
      {kept.length + own.length > 3 && (
        <Link className="text-btn" href="/fault">
          {say('title')}
        </Link>
      )}
    </>
  );
}

/** Reports of the account that this phone does not know of. */
function useOthers(): readonly OwnFault[] {
  const kept = useKeptFaults();
  const account = useSession().data?.account ?? null;
  const own = useOwnFaults(account !== null);
  return own.data?.items.filter(({ id }) => !kept.some((each) => each.id === id)) ?? [];
}

function Cards({ kept, own }: { kept: readonly KeptFault[]; own: readonly OwnFault[] }) {
  return (
    <>
      {kept.map(({ token }) => (
        <KeptCard key={token} token={token} />
      ))}
      {own.map((fault) => (
        <OwnCard key={fault.id} fault={fault} />
      ))}
    </>
  );
}

function KeptCard({ token }: { token: string }) {
  const fault = useFault(token);
  const gone = fault.error instanceof ApiError && (fault.error.status === 404 || fault.error.status === 410);
  // Its link has ended: its own page says so once more, here it would stand for ever.
  if (gone) return null;
  return (
    <Answer query={fault} lines={2}>
      {(view) => <Short view={view} href={`/fault#${token}`} />}
    </Answer>
  );
}

/** The account's own: opened by a link that is made at the press. */
function OwnCard({ fault }: { fault: OwnFault }) {
  const opening = useMutation({
    mutationFn: () => call<typeof openMyFault>('POST /api/me/faults/:id/link', { id: fault.id }),
    onSuccess: ({ token }) => {
      keepFault({ token, id: fault.id, at: Date.parse(fault.at) });
      goTo(`/fault#${token}`);
    },
  });
  const open = (event: MouseEvent) => {
    event.preventDefault();
    if (!opening.isPending) opening.mutate();
  };
  return (
    <>
      <Short view={fault} href="/fault" onOpen={open} />
      {opening.error && <Problem error={opening.error} />}
    </>
  );
}

interface ShortProps {
  readonly view: TrackedFault;
  readonly href: string;
  readonly onOpen?: (event: MouseEvent) => void;
}

function Short({ view, href, onOpen }: ShortProps) {
  const say = useText(texts);
  const sayWord = useText(stateWords);
  const dates = useDates();
  return (
    <section className={`card marked stack tight ${TONES[view.state]}`}>
      <div className="row">
        <span className={`tag ${TONES[view.state]}`}>{sayWord(view.state)}</span>
        <small>{say('at', { place: view.place.name, when: dates.day(view.at) })}</small>
      </div>
      <h3>{useWrong(view)}</h3>
      <Link className="btn line small" href={href} {...(onOpen ? { onClick: onOpen } : {})}>
        {say(view.asked ? 'asked' : 'progress')}
      </Link>
    </section>
  );
}
