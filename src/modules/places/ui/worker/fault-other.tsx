import { useState, type FormEvent } from 'react';
import { Field, useFaultFocus } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './fault-texts.ts';

interface FaultOtherProps {
  readonly busy: boolean;
  readonly onSend: (note: string) => void;
  readonly onBack: () => void;
}

/** Something that has no button: a few words. */
export function FaultOther({ busy, onSend, onBack }: FaultOtherProps) {
  const say = useText(texts);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const empty = note.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty) focusFault();
    else if (!busy) onSend(note.trim());
  };
  return (
    <form ref={box} className="stack" noValidate onSubmit={submit}>
      <Field
        label={say('what')}
        why={say('whatHint')}
        fault={tried && empty ? say('whatMissing') : undefined}
      >
        {(tied) => (
          <textarea
            {...tied}
            rows={2}
            maxLength={100}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" className="btn wide" disabled={busy}>
        {say('send')}
      </button>
      <button type="button" className="text-btn" onClick={onBack}>
        {say('back')}
      </button>
    </form>
  );
}
