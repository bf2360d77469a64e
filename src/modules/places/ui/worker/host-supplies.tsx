import { useDates } from '#web/kit/dates.ts';
import { useNow } from '#web/kit/now.ts';
import { useText } from '#web/kit/text.ts';
import type { HostView, Say } from './host-say.ts';
import { dayOf } from './host-times.ts';
import { texts } from './host-texts.ts';

interface HostSuppliesProps {
  readonly view: HostView;
  readonly busy: boolean;
  readonly onSay: Say;
}

/** What expires soon or has expired: used up, or taken away. */
export function HostSupplies({ view, busy, onSay }: HostSuppliesProps) {
  const say = useText(texts);
  const dates = useDates();
  const now = useNow(60_000);
  if (view.supplies.length === 0) return null;
  const today = dayOf(now);
  return (
    <section className="card stack">
      <h2>{say('supplies')}</h2>
      {view.supplies.map(({ id, item, quantity, unit, expiresOn }) => (
        <div key={id} className="stack tight">
          <b>
            {item} {quantity} {unit}
          </b>
          <span>
            <span className={expiresOn < today ? 'tag alarm' : 'tag mind'}>
              {say(expiresOn < today ? 'expired' : 'expires', { date: dates.day(expiresOn) })}
            </span>
          </span>
          <div className="tiles">
            <button
              type="button"
              className="btn line small"
              aria-label={say('aria', { name: item, verb: say('usedUp') })}
              disabled={busy}
              onClick={() => onSay({ kind: 'supply', id, how: 'used_up' })}
            >
              {say('usedUp')}
            </button>
            <button
              type="button"
              className="btn line small"
              aria-label={say('aria', { name: item, verb: say('takenAway') })}
              disabled={busy}
              onClick={() => onSay({ kind: 'supply', id, how: 'expired' })}
            >
              {say('takenAway')}
            </button>
          </div>
        </div>
      ))}
    </section>
  );
}
