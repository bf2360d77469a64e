import { useDates } from '#web/kit/dates.ts';
import { useLook } from '#web/kit/look.ts';
import { useText } from '#web/kit/text.ts';
import type { HostView, Say } from './host-say.ts';
import { FAULT_TEXTS, texts } from './host-texts.ts';

interface HostFaultsProps {
  readonly view: HostView;
  readonly busy: boolean;
  readonly onSay: Say;
}

/** What visitors have found wrong: seen, or mended. They hear of it. */
export function HostFaults({ view, busy, onSay }: HostFaultsProps) {
  const say = useText(texts);
  const kinds = useText(FAULT_TEXTS);
  const dates = useDates();
  const { language } = useLook();
  if (view.faults.length === 0) return null;
  return (
    <section className="card marked mind stack">
      <h2>{say('faults')}</h2>
      {view.faults.map(({ id, kind, facility, state, reports, since, next }) => {
        const what = facility ? facility[language] : kinds(kind);
        return (
          <div key={id} className="stack tight">
            <b>{facility ? say('whatOf', { name: what, what: kinds(kind) }) : what}</b>
            <small>
              {say('faultSince', { when: dates.time(since), count: reports })}
              {(state === 'acked' || state === 'fixing') && say('faultSeen')}
            </small>
            <div className="tiles">
              {next.map((to) => (
                <button
                  key={to}
                  type="button"
                  className={to === 'fixed' ? 'btn small' : 'btn line small'}
                  aria-label={say('aria', {
                    name: what,
                    verb: say(to === 'fixed' ? 'fixedWord' : 'ackedWord'),
                  })}
                  disabled={busy}
                  onClick={() => onSay({ kind: 'fault', id, to })}
                >
                  {say(to === 'fixed' ? 'fixedWord' : 'ackedWord')}
                </button>
              ))}
            </div>
          </div>
        );
      })}
      <small>{say('faultHint')}</small>
    </section>
  );
}
