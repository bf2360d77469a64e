import { Clock, DoorClosed, DoorOpen } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '#web/kit/now.ts';
import { useText } from '#web/kit/text.ts';
import { CLOSE_REASONS } from '../../host/rules.ts';
import { REASONS } from '../../host/texts/reasons.ts';
import type { HostView, Say } from './host-say.ts';
import { HostEnd, HostUntil } from './host-until.tsx';
import { useAgo, useWhen } from './host-times.ts';
import { texts } from './host-texts.ts';

interface HostNowProps {
  readonly view: HostView;
  readonly busy: boolean;
  readonly onSay: Say;
}

/** What people see of it now, and the three taps that change it. */
export function HostNow(props: HostNowProps) {
  const { view } = props;
  const say = useText(texts);
  const { place } = view;
  return (
    <>
      <Shown view={view} />
      {place.state === 'open' ? (
        <Taps {...props} />
      ) : (
        <p className="note mind">
          {say('shutByUnion', {
            state: say(
              place.state === 'temp_closed' || place.state === 'suspended' || place.state === 'delisted'
                ? place.state
                : 'notYet',
            ),
            reason: place.stateReason ?? say('noReason'),
          })}
        </p>
      )}
    </>
  );
}

function Shown({ view }: { view: HostView }) {
  const say = useText(texts);
  const when = useWhen();
  const now = useNow(30_000);
  const { opening, closing } = view;
  const tone = { open: 'ok', closed: 'mind', unknown: '' }[opening.now];
  return (
    <section className={`card marked stack tight ${tone}`}>
      <small>{say('shownNow')}</small>
      <h2 className="row">
        {opening.now === 'open' ? <DoorOpen size={28} /> : <DoorClosed size={28} />}
        <span>{say(opening.now === 'unknown' && view.hoursKnown ? 'unsure' : opening.now)}</span>
      </h2>
      {opening.until && (
        <p>{say(opening.now === 'open' ? 'openUntil' : 'opensAt', { when: when(opening.until, now) })}</p>
      )}
      {opening.now === 'unknown' && !view.hoursKnown && <p>{say('unknownHint')}</p>}
      {closing?.reason && <p>{say('closingWhy', { reason: closing.reason })}</p>}
      {opening.now !== 'closed' && <Trust view={view} now={now} />}
    </section>
  );
}

function Trust({ view: { freshness }, now }: { view: HostView; now: number }) {
  const say = useText(texts);
  const ago = useAgo();
  if (freshness.trust === 'disputed' || freshness.trust === 'sunk')
    return <p className="note mind">{say('doubted')}</p>;
  if (freshness.trust === 'stale' || !freshness.confirmedAt) return <p className="note">{say('stale')}</p>;
  const since = now - Date.parse(freshness.confirmedAt);
  return <small>{since < 60_000 ? say('confirmedNow') : say('confirmed', { ago: ago(since) })}</small>;
}

function Taps({ view, busy, onSay }: HostNowProps) {
  const say = useText(texts);
  const when = useWhen();
  const now = useNow(30_000);
  const [asking, setAsking] = useState<'open' | 'longer' | null>(null);
  const { opening, closing, todayEnds } = view;
  // Where the hours say closed, and not a tap, nobody knows how long “open” is meant.
  const ask = () => setAsking('open');
  const openNow = () => {
    if (opening.now === 'closed' && !closing) ask();
    else onSay({ kind: 'open' }, (code) => code === 'places.host_until_missing' && ask());
  };
  return (
    <section className="stack">
      <button type="button" className="btn wide" disabled={busy} onClick={openNow}>
        <DoorOpen size={24} />
        {say(closing ? 'openAgain' : 'openNow')}
      </button>
      {closing ? (
        <Closing closing={closing} busy={busy} onSay={onSay} />
      ) : (
        <>
          <button
            type="button"
            className="btn line wide"
            disabled={busy}
            onClick={() => onSay({ kind: 'close' })}
          >
            <DoorClosed size={24} />
            {say('closeToday')}
          </button>
          <small>{say('closeUntil', { when: when(todayEnds, now) })}</small>
        </>
      )}
      <button type="button" className="btn line wide" disabled={busy} onClick={() => setAsking('longer')}>
        <Clock size={24} />
        {say('longer')}
      </button>
      <HostUntil
        open={asking !== null}
        from={asking === 'longer' && opening.now !== 'closed' ? Date.parse(todayEnds) : now}
        onClose={() => setAsking(null)}
        onUntil={(until) => onSay({ kind: asking === 'longer' ? 'longer' : 'open', until })}
      />
    </section>
  );
}

/** It is closed by a tap: why, and another end, are for those who have a moment more. */
function Closing({ closing, busy, onSay }: Pick<HostNowProps, 'busy' | 'onSay'> & { closing: Shut }) {
  const say = useText(texts);
  const sayReason = useText(REASONS);
  const [asking, setAsking] = useState(false);
  const reason = CLOSE_REASONS.find((code) => REASONS[code].zh === closing.reason);
  return (
    <div className="card stack">
      <h2>{say('whyTitle')}</h2>
      <div className="tiles">
        {CLOSE_REASONS.map((code) => (
          <button
            key={code}
            type="button"
            className={code === reason ? 'btn small' : 'btn line small'}
            aria-pressed={code === reason}
            disabled={busy}
            onClick={() => onSay({ kind: 'close', until: closing.until, reason: code })}
          >
            {sayReason(code)}
          </button>
        ))}
      </div>
      <button type="button" className="text-btn" onClick={() => setAsking(true)}>
        {say('otherEnd')}
      </button>
      <HostEnd
        open={asking}
        onClose={() => setAsking(false)}
        onEnd={(until) => onSay({ kind: 'close', until, ...(reason && { reason }) })}
      />
    </div>
  );
}

type Shut = NonNullable<HostView['closing']>;
