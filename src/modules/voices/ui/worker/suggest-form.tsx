import { useState, type FormEvent } from 'react';
import { Field, useFaultFocus } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './texts.ts';

export interface Suggestion {
  readonly text: string;
  readonly contact: string;
}

export interface SuggestFormProps {
  readonly typed: Suggestion;
  readonly onType: (typed: Suggestion) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}

const MOST = 1000;

export function SuggestForm({ typed, onType, busy, error, onSend, onCancel }: SuggestFormProps) {
  const say = useText(texts);
  const [tried, setTried] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const empty = typed.text.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty) focusFault();
    else if (!busy) onSend();
  };
  return (
    <form ref={box} className="stack" noValidate onSubmit={submit}>
      <Field
        label={say('text')}
        why={typed.text ? say('left', { count: MOST - typed.text.length }) : say('textHint')}
        fault={tried && empty ? say('textMissing') : undefined}
      >
        {(tied) => (
          <textarea
            {...tied}
            rows={4}
            maxLength={MOST}
            value={typed.text}
            onChange={(event) => onType({ ...typed, text: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say('contact')} why={say('contactWhy')}>
        {(tied) => (
          <input
            {...tied}
            maxLength={60}
            value={typed.contact}
            onChange={(event) => onType({ ...typed, contact: event.currentTarget.value })}
          />
        )}
      </Field>
      <small>{say('page')}</small>
      {error !== null && <Problem error={error} />}
      <button type="submit" className="btn wide" disabled={busy}>
        {say('send')}
      </button>
      <button type="button" className="btn line wide" onClick={onCancel}>
        {say('cancel')}
      </button>
    </form>
  );
}
