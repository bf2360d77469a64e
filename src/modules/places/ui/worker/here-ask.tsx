import { LocateFixed } from 'lucide-react';
import { useText } from '#web/kit/text.ts';
import { askHere, forgetHere, useHere } from './here.ts';
import { texts } from './near-texts.ts';

/** The question for the phone's position: why, only on a tap, and a way on when the answer is no. */
export function HereAsk() {
  const say = useText(texts);
  const { point, asking, trouble } = useHere();
  if (point) {
    return (
      <p className="row here">
        <LocateFixed size={18} />
        <span className="flex-1">{say('sorted')}</span>
        <button type="button" className="text-btn" onClick={forgetHere}>
          {say('forget')}
        </button>
      </p>
    );
  }
  return (
    <div>
      <button type="button" className="btn line wide" disabled={asking} onClick={askHere}>
        <LocateFixed size={20} />
        {say(asking ? 'asking' : 'byDistance')}
      </button>
      <div aria-live="polite">{trouble && <p className="note mind mt-2">{say(trouble)}</p>}</div>
      {!trouble && <p className="why">{say('whyHere')}</p>}
    </div>
  );
}
