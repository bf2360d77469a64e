import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useNow } from '#web/kit/now.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import {
  dropUnsent,
  SEND_WITHIN_MS,
  useHostView,
  useUndo,
  useUnsent,
  type HostView,
  type Unsent,
  type useSay,
} from './host-say.ts';
import { clockOf } from './host-times.ts';
import { texts } from './host-texts.ts';
import { useWordText, wordOf } from './host-word.ts';

interface HostSentProps {
  readonly token: string;
  readonly view: HostView;
  readonly sending: ReturnType<typeof useSay>;
}

/** What the last tap came to: sent and for a minute to be taken back, or not sent and why that matters. */
export function HostSent({ token, view, sending }: HostSentProps) {
  const say = useText(texts);
  const words = useWordText(view);
  const now = useNow(1_000);
  const undo = useUndo(token);
  const waiting = useUnsent(token).filter(({ key }) => key !== sending.sending);
  const { last } = view;
  // By the server's clock: the phone's own may be wrong.
  const { dataUpdatedAt } = useHostView(token);
  const whole = last ? Date.parse(last.undoUntil) - Date.parse(view.at) : 0;
  const left = Math.ceil((whole - Math.max(0, now - dataUpdatedAt)) / 1_000);
  return (
    <div className="stack">
      {sending.busy && (
        <p className="note" role="status">
          {say('sending')}
        </p>
      )}
      {!sending.busy && last && left > 0 && (
        <div className="note ok">
          <CircleCheck size={20} />
          <div className="min-w-0 flex-1">
            {/* The seconds are not read out. */}
            <span role="status">{say('done', { what: words(last) })}</span>
            <br />
            <button
              type="button"
              className="text-btn"
              disabled={undo.isPending}
              onClick={() => undo.mutate(last.id)}
            >
              {say('undo', { left })}
            </button>
          </div>
        </div>
      )}
      {undo.error && <Problem error={undo.error} />}
      {waiting.map((tap) => (
        <Waiting
          key={tap.key}
          tap={tap}
          what={words(wordOf(tap.said, view))}
          now={now}
          busy={sending.busy}
          onSend={() => sending.resend(tap)}
        />
      ))}
    </div>
  );
}

interface WaitingProps {
  readonly tap: Unsent;
  readonly what: string;
  readonly now: number;
  readonly busy: boolean;
  readonly onSend: () => void;
}

function Waiting({ tap, what, now, busy, onSend }: WaitingProps) {
  const say = useText(texts);
  const old = now - tap.at > SEND_WITHIN_MS;
  return (
    <div className="note mind">
      <TriangleAlert size={20} />
      <div className="stack tight min-w-0 flex-1">
        <b role="alert">{say('unsentTitle', { what, when: clockOf(tap.at) })}</b>
        <span>{say(old ? 'unsentOld' : 'unsentHint')}</span>
        <div className="row">
          {!old && (
            <button type="button" className="btn small" disabled={busy} onClick={onSend}>
              {say('again')}
            </button>
          )}
          <button type="button" className="btn line small" onClick={() => dropUnsent(tap.key)}>
            {say('drop')}
          </button>
        </div>
      </div>
    </div>
  );
}
