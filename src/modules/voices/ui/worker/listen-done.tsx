import { CircleCheck, CloudOff } from 'lucide-react';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './listen-texts.ts';

interface DoneProps {
  readonly token: string | null;
  readonly least: number;
  readonly onAgain: () => void;
}

/** What happens with the answers, and the way to what comes of the words. */
export function ListenDone({ token, least, onAgain }: DoneProps) {
  const say = useText(texts);
  return (
    <section className="card stack">
      <div className="note ok" role="status">
        <CircleCheck size={20} />
        <div>
          <b>{say('doneTitle')}</b>
          <div>{say('done', { least })}</div>
        </div>
      </div>
      <p>{say('doneUse')}</p>
      {token !== null && (
        <>
          <p>{say('doneNote')}</p>
          <Link className="btn wide" href={`/said#${token}`}>
            {say('seeNote')}
          </Link>
        </>
      )}
      <button type="button" className="btn line wide" onClick={onAgain}>
        {say('again')}
      </button>
      <Link className="text-btn" href="/">
        {say('home')}
      </Link>
    </section>
  );
}

interface WaitingProps {
  readonly busy: boolean;
  readonly onTry: () => void;
  /** The phone goes on to the next person. */
  readonly onPass: () => void;
}

/** Nothing could be sent: it waits on this phone, and says so. */
export function ListenWaiting({ busy, onTry, onPass }: WaitingProps) {
  const say = useText(texts);
  return (
    <section className="card stack">
      <div className="note mind" role="status">
        <CloudOff size={20} />
        <div>
          <b>{say('waitingTitle')}</b>
          <div>{say('waiting')}</div>
        </div>
      </div>
      <button type="button" className="btn wide" disabled={busy} onClick={onTry}>
        {say(busy ? 'sending' : 'trySend')}
      </button>
      <button type="button" className="btn line wide" disabled={busy} onClick={onPass}>
        {say('again')}
      </button>
    </section>
  );
}
