import type { FormEvent } from 'react';
import { Field } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { ListenArea } from './listen-area.tsx';
import type { Kept } from './listen-kept.ts';
import { texts } from './listen-texts.ts';

interface NoteProps {
  readonly kept: Kept;
  /** The code that was scanned says where. */
  readonly isPlaced: boolean;
  readonly onType: (typed: Partial<Kept>) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly onBack: () => void;
}

const MOST = 500;

/** After the six: words of one's own, how to be reached, and where; all of it may stay empty. */
export function ListenNote({ kept, isPlaced, onType, busy, error, onSend, onBack }: NoteProps) {
  const say = useText(texts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSend();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <h2>{say('noteTitle')}</h2>
      <Field label={say('note')} why={say('noteWhy')}>
        {(tied) => (
          <textarea
            {...tied}
            rows={3}
            maxLength={MOST}
            value={kept.note}
            onChange={(event) => onType({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      {kept.note.trim() !== '' && (
        <Field label={say('contact')} why={say('contactWhy')}>
          {(tied) => (
            <input
              {...tied}
              maxLength={60}
              value={kept.contact}
              onChange={(event) => onType({ contact: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {!isPlaced && <ListenArea value={kept.areaCode} onPick={(areaCode) => onType({ areaCode })} />}
      {error !== null && <Problem error={error} />}
      <div className="row">
        <button type="button" className="btn line listen-tall" onClick={onBack}>
          {say('back')}
        </button>
        <button type="submit" className="btn listen-tall flex-1" disabled={busy}>
          {say(busy ? 'sending' : 'send')}
        </button>
      </div>
    </form>
  );
}
