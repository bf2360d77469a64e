import { LocateFixed } from 'lucide-react';
import { useText } from '#web/kit/text.ts';
import { askHere, forgetHere, useHere } from './here.ts';
import { texts } from './near-texts.ts';

/** The button that asks for the phone's position, or takes it back. */
export function HereButton() {
  const say = useText(texts);
  const { point, asking } = useHere();
  if (point) {
    return (
      <button type="button" className="btn small" aria-pressed="true" onClick={forgetHere}>
        <LocateFixed size={18} />
        {say('sorted')}
      </button>
    );
  }
  return (
    <button type="button" className="btn line small" disabled={asking} onClick={askHere}>
      <LocateFixed size={18} />
      {say(asking ? 'asking' : 'byDistance')}
    </button>
  );
}

/** Why the position is asked for; or why there is none, and the way on. */
export function HereWords() {
  const say = useText(texts);
  const { point, trouble } = useHere();
  return (
    <div aria-live="polite">
      {trouble ? (
        <p className="note mind">{say(trouble)}</p>
      ) : (
        !point && <p className="why">{say('whyHere')}</p>
      )}
    </div>
  );
}
