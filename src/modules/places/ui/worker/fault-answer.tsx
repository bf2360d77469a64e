import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Request } from '#kernel/contract';
import { call } from '#web/client.ts';
import { Field } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { answerFixed } from '../../trust/faults/contract.ts';
import { texts } from './fault-texts.ts';
import { trackingKey } from './fault-tracking.ts';

/** 好了吗: yes at one press; no takes a few words, if one likes. */
export function FaultAnswer({ token }: { token: string }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [not, setNot] = useState(false);
  const [note, setNote] = useState('');
  const answering = useMutation({
    mutationFn: (answer: Omit<Request<typeof answerFixed>, 'token'>) =>
      call<typeof answerFixed>('POST /api/faults/track/answer', { token, ...answer }),
    // Also where somebody else had answered already.
    onSettled: () => cache.invalidateQueries({ queryKey: trackingKey(token) }),
  });
  const sendNot = (event: FormEvent) => {
    event.preventDefault();
    answering.mutate({ works: false, ...(note.trim() ? { note: note.trim() } : {}) });
  };
  return (
    <section className="card marked stack mind">
      <h2>{say('asked')}</h2>
      <p>{say('askedWhy')}</p>
      {answering.error && <Problem error={answering.error} />}
      {not ? (
        <form className="stack" onSubmit={sendNot}>
          <Field label={say('worksNotWhat')} why={say('whatHint')}>
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
          <button type="submit" className="btn wide" disabled={answering.isPending}>
            {say('worksNotSend')}
          </button>
          <button type="button" className="text-btn" onClick={() => setNot(false)}>
            {say('back')}
          </button>
        </form>
      ) : (
        <>
          <button
            type="button"
            className="btn wide"
            disabled={answering.isPending}
            onClick={() => answering.mutate({ works: true })}
          >
            {say('works')}
          </button>
          <button
            type="button"
            className="btn line wide"
            disabled={answering.isPending}
            onClick={() => setNot(true)}
          >
            {say('worksNot')}
          </button>
        </>
      )}
    </section>
  );
}
