import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useNow } from '#web/kit/now.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import {
  dropUnsent,
  SEND_WITHIN_MS,
  useUndo,
  useUnsent,
  type HostView,
  type Unsent,
  type useSay,
} from './host-say.ts';
import { clockOf } from './host-times.ts';
import { texts, WORD_TEXTS } from './host-texts.ts';

interface HostSentProps {
  readonly token: string;
  readonly view: HostView;
  readonly sending: ReturnType<typeof useSay>;
}

/** What the last tap came to: sent and for a minute to be taken back, or not sent and why that matters. */
export function HostSent({ token, view, sending }: HostSentProps) {
  const say = useText(texts);
  const words = useText(WORD_TEXTS);
  const now = useNow(1_000);
  const undo = useUndo(token);
  const waiting = useUnsent(token).filter(({ key }) => key !== sending.sending);
  const { last } = view;
  const left = last ? Math.ceil((Date.parse(last.undoUntil) - now) / 1_000) : 0;
  return (
    <div className="stack" aria-live="polite">
      {sending.busy && <p className="note">{say('sending')}</p>}
      {!sending.busy && last && left > 0 && (
        <div className="note ok">
          <CircleCheck size={20} />
          <div className="min-w-0 flex-1">
            {say('done', { what: words(last.kind) })}
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
        <Waiting key={tap.key} tap={tap} now={now} busy={sending.busy} onSend={() => sending.resend(tap)} />
      ))}
    </div>
  );
}

interface WaitingProps {
  readonly tap: Unsent;
  readonly now: number;
  readonly busy: boolean;
  readonly onSend: () => void;
}

function Waiting({ tap, now, busy, onSend }: WaitingProps) {
  const say = useText(texts);
  const words = useText(WORD_TEXTS);
  const old = now - tap.at > SEND_WITHIN_MS;
  return (
    <div className="note mind">
      <TriangleAlert size={20} />
      <div className="stack tight min-w-0 flex-1">
        <b>{say('unsentTitle', { what: words(tap.said.kind), when: clockOf(tap.at) })}</b>
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
