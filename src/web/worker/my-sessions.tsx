import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { endOtherSessions, endSession, listSessions } from '#kernel/accounts/contract';
import type { Output } from '#kernel/contract';
import { call } from '../client.ts';
import { deviceWords } from '../kit/devices.ts';
import { Dialog } from '../kit/dialog.tsx';
import { useDates } from '../kit/dates.ts';
import { useLook } from '../kit/look.ts';
import { Answer, Problem } from '../kit/states.tsx';
import { useText } from '../kit/text.ts';
import { cache } from './session.ts';
import { texts } from './texts.ts';

type Session = Output<typeof listSessions>['sessions'][number];

const SESSIONS = ['mine', 'sessions'] as const;

/** Where this account is signed in, and a way to end what is not one's own doing. Read when it is opened. */
export function MySessions() {
  const say = useText(texts);
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: SESSIONS,
    queryFn: () => call<typeof listSessions>('GET /api/account/sessions', {}),
    enabled: open,
  });
  return (
    <section className="card">
      <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span>{say('sessions')}</span>
        </summary>
        {open && <Answer query={query}>{({ sessions }) => <List sessions={sessions} />}</Answer>}
      </details>
    </section>
  );
}

/** What a person is asked about before it is done: one session, or all the others. */
type Asked = Session | 'others' | null;

function List({ sessions }: { readonly sessions: readonly Session[] }) {
  const say = useText(texts);
  const [asked, setAsked] = useState<Asked>(null);
  const others = sessions.filter(({ current }) => !current);
  return (
    <div className="stack">
      <ul className="sessions">
        {sessions.map((session) => (
          <Line key={session.id} session={session} onEnd={() => setAsked(session)} />
        ))}
      </ul>
      {others.length === 0 && <small>{say('sessionAlone')}</small>}
      {others.length > 1 && (
        <button type="button" className="btn line" onClick={() => setAsked('others')}>
          {say('endOthers')}
        </button>
      )}
      <Confirm asked={asked} onClose={() => setAsked(null)} />
    </div>
  );
}

function Line({ session, onEnd }: { readonly session: Session; readonly onEnd: () => void }) {
  const say = useText(texts);
  const { language } = useLook();
  const { time } = useDates();
  const name = deviceWords(session.device, language);
  return (
    <li>
      <div>
        <b>{name}</b>
        {session.current && <span> {say('sessionThis')}</span>}
        <small>{say('sessionUsed', { when: time(session.lastUsedAt) })}</small>
      </div>
      {!session.current && (
        <button type="button" className="text-btn" aria-label={`${say('endIt')} ${name}`} onClick={onEnd}>
          {say('endIt')}
        </button>
      )}
    </li>
  );
}

function Confirm({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const say = useText(texts);
  const { language } = useLook();
  const end = useMutation({
    mutationFn: async (what: Session | 'others'): Promise<void> => {
      if (what === 'others') await call<typeof endOtherSessions>('POST /api/account/sessions/end-others', {});
      else await call<typeof endSession>('DELETE /api/account/sessions/:id', { id: what.id });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: SESSIONS });
      onClose();
    },
  });
  const device = asked === null || asked === 'others' ? '' : deviceWords(asked.device, language);
  return (
    <Dialog
      open={asked !== null}
      title={asked === 'others' ? say('endOthersTitle') : say('endTitle', { device })}
      onClose={onClose}
    >
      <p>{say('endBody')}</p>
      {end.error && <Problem error={end.error} />}
      <button
        type="button"
        className="btn alarm wide"
        disabled={end.isPending}
        onClick={() => asked !== null && end.mutate(asked)}
      >
        {say('endIt')}
      </button>
      <button type="button" className="btn line wide" onClick={onClose}>
        {say('keepIt')}
      </button>
    </Dialog>
  );
}
