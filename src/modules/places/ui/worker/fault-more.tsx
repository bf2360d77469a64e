import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '#web/client.ts';
import { Field, useFaultFocus } from '#web/kit/field.tsx';
import { isMobile } from '#web/kit/phone.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { addToReport } from '../../trust/faults/contract.ts';
import { texts } from './fault-texts.ts';
import { trackingKey } from './fault-tracking.ts';

/** A few words more, and a phone for one SMS; both may stay empty. */
export function FaultMore({ token, contactDays }: { token: string; contactDays: number }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [note, setNote] = useState('');
  const [phone, setPhone] = useState('');
  const [tried, setTried] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const wrong = phone.trim() !== '' && !isMobile(phone);
  const adding = useMutation({
    mutationFn: () =>
      call<typeof addToReport>('POST /api/faults/track/details', {
        token,
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(phone.trim() ? { phone: phone.trim() } : {}),
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: trackingKey(token) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) focusFault();
    else if (!adding.isPending && (note.trim() || phone.trim())) adding.mutate();
  };
  if (adding.isSuccess) return <p role="status">{say('added')}</p>;
  return (
    <form ref={box} className="stack" noValidate onSubmit={submit}>
      <Field label={say('note')} why={say('whatHint')}>
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
      <Field
        label={say('phone')}
        why={say('phoneWhy', { days: contactDays })}
        fault={tried && wrong ? say('phoneWrong') : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            type="tel"
            autoComplete="tel"
            maxLength={30}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
        )}
      </Field>
      {adding.error && <Problem error={adding.error} />}
      <button type="submit" className="btn line wide" disabled={adding.isPending}>
        {say('add')}
      </button>
    </form>
  );
}
