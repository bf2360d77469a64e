import { useState, type FormEvent } from 'react';
import { Field } from '#web/kit/field.tsx';
import { useNow } from '#web/kit/now.ts';
import { useText } from '#web/kit/text.ts';
import type { HostView, Say } from './host-say.ts';
import { dayOf, midnightAfter, instantOf, useWhen } from './host-times.ts';
import { texts } from './host-texts.ts';

const MOST = 60;
const DAY = 86_400_000;

interface HostNoteProps {
  readonly view: HostView;
  readonly busy: boolean;
  readonly onSay: Say;
}

/** A word to whoever comes today, or until a chosen day. */
export function HostNote({ view, busy, onSay }: HostNoteProps) {
  const say = useText(texts);
  const when = useWhen();
  const now = useNow(30_000);
  const [text, setText] = useState(view.note ?? '');
  const [day, setDay] = useState('');
  const trimmed = text.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const until = day && midnightAfter(instantOf(day, '00:00'));
    onSay({ kind: 'note', text: trimmed, ...(until ? { until: new Date(until).toISOString() } : {}) });
  };
  return (
    <form className="card stack" onSubmit={send}>
      <Field label={say('note')} why={say('noteHint', { left: MOST - text.length })}>
        {(tied) => (
          <textarea
            {...tied}
            rows={2}
            maxLength={MOST}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {view.note !== null && view.noteUntil && (
        <small>{say('noteUntil', { when: when(view.noteUntil, now) })}</small>
      )}
      {trimmed !== '' && (
        <Field label={say('noteDay')}>
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
      )}
      <button
        type="submit"
        className="btn wide"
        disabled={busy || trimmed === '' || (trimmed === view.note && !day)}
      >
        {say('noteSend')}
      </button>
      {view.note !== null && (
        <button
          type="button"
          className="btn line wide"
          disabled={busy}
          onClick={() => onSay({ kind: 'note', text: '' })}
        >
          {say('noteGone')}
        </button>
      )}
    </form>
  );
}
