import { useDates } from '#web/kit/dates.ts';
import { useText } from '#web/kit/text.ts';
import type { Tracking } from './tracking.ts';
import { steps, texts } from './track-texts.ts';

/** Newest first: what happened last is what one came for. */
export function History({ view }: { view: Tracking }) {
  const say = useText(texts);
  const sayStep = useText(steps);
  const dates = useDates();
  return (
    <ol className="steps">
      {view.history
        .slice()
        .reverse()
        .map(({ at, to, reason }) => (
          <li key={`${at} ${to}`}>
            {sayStep(to)} <small>{dates.time(at)}</small>
            {reason && <p className="quiet">{say('reason', { reason })}</p>}
          </li>
        ))}
    </ol>
  );
}
