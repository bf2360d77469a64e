import { CircleCheck, Clock3 } from 'lucide-react';
import type { Output } from '#kernel/contract';
import { useDates } from '#web/kit/dates.ts';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import type { sayOpen } from '../../trust/contract.ts';
import type { reportFault } from '../../trust/faults/contract.ts';
import { FaultMore } from './fault-more.tsx';
import { texts } from './fault-texts.ts';

type Sent = Output<typeof reportFault>;

/** A report has arrived: what happens with it, the way to its progress, and one more step for who likes. */
export function FaultSent({ sent, onAnother }: { sent: Sent; onAnother: () => void }) {
  const say = useText(texts);
  const dates = useDates();
  const { result, token, opening } = sent;
  if (token === null)
    return (
      <>
        <div className="note mind" role="status">
          <Clock3 size={20} />
          <div>
            {say('closedHours')}
            {opening.until && ` ${say('opensAt', { when: dates.time(opening.until) })}`}
          </div>
        </div>
        <button type="button" className="text-btn" onClick={onAnother}>
          {say('back')}
        </button>
      </>
    );
  return (
    <>
      <div className="note ok" role="status">
        <CircleCheck size={20} />
        <div>
          <b>{say('gotTitle')}</b>
          <div>{result === 'joined' && say('joined')}</div>
          <div>{say('got')}</div>
        </div>
      </div>
      <Link className="btn wide" href={`/fault#${token}`}>
        {say('progress')}
      </Link>
      <details className="fold">
        <summary>
          <span>{say('more')}</span>
        </summary>
        <FaultMore token={token} contactDays={30} />
      </details>
      <button type="button" className="text-btn" onClick={onAnother}>
        {say('another')}
      </button>
    </>
  );
}

/** What came of "I am using it". */
export function UseNoted({ noted: { effect, freshness } }: { noted: Output<typeof sayOpen> }) {
  const say = useText(texts);
  const confirmed = freshness.confirmedBy === 'use' ? 'confirmedUse' : 'confirmedTogether';
  const words = effect === 'confirmed' ? confirmed : effect === 'again' ? 'again' : 'noted';
  return (
    <div className={effect === 'confirmed' ? 'note ok' : 'note'} role="status">
      <CircleCheck size={20} />
      <div>{say(words)}</div>
    </div>
  );
}
