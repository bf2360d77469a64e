import { useState, type FormEvent } from 'react';
import { Dialog } from '#web/kit/dialog.tsx';
import { Field } from '#web/kit/field.tsx';
import { useNow } from '#web/kit/now.ts';
import { useText } from '#web/kit/text.ts';
import { clockOf, dayOf, instantOf, midnightAfter } from './host-times.ts';
import { texts } from './host-texts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface HostUntilProps {
  readonly open: boolean;
  /** From when on it is open longer. */
  readonly from: number;
  readonly onClose: () => void;
  readonly onUntil: (until: string) => void;
}

/** Open until when: one tap for the usual, a clock for the rest. */
export function HostUntil({ open, from, onClose, onUntil }: HostUntilProps) {
  const say = useText(texts);
  const [clock, setClock] = useState('');
  const half = Math.ceil(from / (HOUR / 2)) * (HOUR / 2);
  const choices = [1, 2, 3].map((hours) => half + hours * HOUR);
  const send = (at: number) => {
    onUntil(new Date(at).toISOString());
    onClose();
  };
  const name = (at: number) => {
    if (at === midnightAfter(from)) return say('midnight');
    return dayOf(at) === dayOf(from) ? clockOf(at) : say('nextDay', { when: clockOf(at) });
  };
  const sendClock = (event: FormEvent) => {
    event.preventDefault();
    if (clock === '') return;
    const today = instantOf(dayOf(from), clock);
    send(today > from ? today : today + DAY);
  };
  return (
    <Dialog title={say('untilTitle')} open={open} onClose={onClose}>
      <div className="tiles three">
        {choices.map((at) => (
          <button key={at} type="button" className="btn line" onClick={() => send(at)}>
            {name(at)}
          </button>
        ))}
      </div>
      <form className="stack" onSubmit={sendClock}>
        <Field label={say('untilOwn')}>
          {(tied) => (
            <input
              {...tied}
              type="time"
              value={clock}
              onChange={(event) => setClock(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" className="btn wide" disabled={clock === ''}>
          {say('endSend')}
        </button>
      </form>
      <button type="button" className="btn line wide" onClick={onClose}>
        {say('back')}
      </button>
    </Dialog>
  );
}

interface HostEndProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onEnd: (until: string) => void;
}

/** When it opens again: a day, and a time on it. */
export function HostEnd({ open, onClose, onEnd }: HostEndProps) {
  const say = useText(texts);
  const now = useNow(60_000);
  const [day, setDay] = useState(dayOf(now + DAY));
  const [clock, setClock] = useState('00:00');
  const end = day && clock ? instantOf(day, clock) : NaN;
  const send = (event: FormEvent) => {
    event.preventDefault();
    onEnd(new Date(end).toISOString());
    onClose();
  };
  return (
    <Dialog title={say('endTitle')} open={open} onClose={onClose}>
      <form className="stack" onSubmit={send}>
        <Field label={say('endDay')}>
          {(tied) => (
            <input
              {...tied}
              type="date"
              min={dayOf(now)}
              max={dayOf(now + 30 * DAY)}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={say('endClock')}>
          {(tied) => (
            <input
              {...tied}
              type="time"
              value={clock}
              onChange={(event) => setClock(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" className="btn wide" disabled={!(end > now)}>
          {say('endSend')}
        </button>
        <button type="button" className="btn line wide" onClick={onClose}>
          {say('back')}
        </button>
      </form>
    </Dialog>
  );
}
