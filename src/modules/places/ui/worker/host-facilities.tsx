import { useLook } from '#web/kit/look.ts';
import { useText } from '#web/kit/text.ts';
import type { HostView, Say } from './host-say.ts';
import { texts } from './host-texts.ts';

interface HostFacilitiesProps {
  readonly view: HostView;
  readonly busy: boolean;
  readonly onSay: Say;
}

/** Each thing that is there: works or not, the other with one tap. */
export function HostFacilities({ view, busy, onSay }: HostFacilitiesProps) {
  const say = useText(texts);
  const { language } = useLook();
  if (view.facilities.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{say('things')}</h2>
      <ul className="stack">
        {view.facilities.map((facility) => {
          const out = facility.state === 'out';
          const verb = say(out ? 'tellOk' : 'tellOut');
          return (
            <li key={facility.code} className="row">
              <span className="min-w-0 flex-1">
                {facility[language]}{' '}
                <span className={out ? 'tag alarm' : 'tag ok'}>{say(out ? 'out' : 'works')}</span>
              </span>
              <button
                type="button"
                className={out ? 'btn small' : 'btn line small'}
                aria-label={say('aria', { name: facility[language], verb })}
                disabled={busy}
                onClick={() => onSay({ kind: 'facility', code: facility.code, state: out ? 'ok' : 'out' })}
              >
                {verb}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
