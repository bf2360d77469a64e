import type { Output } from '#kernel/contract';
import type { bookRoom } from '#places/venues/contract';
import { useDates } from '#web/kit/dates.ts';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './book-texts.ts';

export type Booked = Output<typeof bookRoom>['items'][number];

interface BookDoneProps {
  readonly booked: Booked;
  readonly place: string;
  readonly onAnother: () => void;
}

/** It is booked, or asked for: what follows, and the code for the door. */
export function BookDone({ booked: { state, code, from }, place, onAnother }: BookDoneProps) {
  const say = useText(texts);
  const dates = useDates();
  return (
    <section className={`card marked stack ${state === 'confirmed' ? 'ok' : 'mind'}`} role="status">
      <h2>{say(state)}</h2>
      <p>
        {place} · {dates.time(from)}
      </p>
      <p>
        {say('showCode')} <b className="digits">{code}</b>
      </p>
      {state === 'asked' && <small>{say('askedNext')}</small>}
      <Link className="btn" href="/me">
        {say('toMine')}
      </Link>
      <button type="button" className="btn line" onClick={onAnother}>
        {say('another')}
      </button>
    </section>
  );
}
