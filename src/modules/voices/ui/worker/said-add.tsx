import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Request } from '#kernel/contract';
import { call } from '#web/client.ts';
import { Field, useFaultFocus } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { addSaid } from '../../said/contract.ts';
import { texts } from './said-texts.ts';
import { saidKey, type SaidView } from './said-view.ts';

const MOST = 500;

function useAdd(token: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (more: Omit<Request<typeof addSaid>, 'token'>) =>
      call<typeof addSaid>('POST /api/public/voices/said/add', { token, ...more }),
    // Also where it was answered or opened again meanwhile.
    onSettled: () => cache.invalidateQueries({ queryKey: saidKey(token) }),
  });
}

/** 解决了吗: yes at one press; no takes a few words, if one likes. */
export function Helped({ token, view }: { token: string; view: SaidView }) {
  const say = useText(texts);
  const adding = useAdd(token);
  const [not, setNot] = useState(false);
  const [text, setText] = useState('');
  const told = view.additions.some(({ helped, at }) => helped === true && at >= (view.answeredAt ?? ''));
  if (told) return <p role="status">{say('youHelped')}</p>;
  const sendNot = (event: FormEvent) => {
    event.preventDefault();
    if (!adding.isPending) adding.mutate({ helped: false, ...(text.trim() ? { text: text.trim() } : {}) });
  };
  return (
    <>
      <h3>{say('asked')}</h3>
      <p className="quiet">{say('askedWhy')}</p>
      {adding.error && <Problem error={adding.error} />}
      {not ? (
        <form className="stack" onSubmit={sendNot}>
          <Field label={say('why')} why={say('moreWhy', { most: MOST })}>
            {(tied) => (
              <textarea
                {...tied}
                rows={3}
                maxLength={MOST}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
          <button type="submit" className="btn wide" disabled={adding.isPending}>
            {say('sendNot')}
          </button>
          <button type="button" className="text-btn" onClick={() => setNot(false)}>
            {say('back')}
          </button>
        </form>
      ) : (
        <div className="tiles">
          <button
            type="button"
            className="btn"
            disabled={adding.isPending}
            onClick={() => adding.mutate({ helped: true })}
          >
            {say('helped')}
          </button>
          <button type="button" className="btn line" disabled={adding.isPending} onClick={() => setNot(true)}>
            {say('helpedNot')}
          </button>
        </div>
      )}
    </>
  );
}

/** A few words more; under an answer they open it again. */
export function AddWords({ token, reopens }: { token: string; reopens: boolean }) {
  const say = useText(texts);
  const adding = useAdd(token);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const empty = text.trim() === '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty) return focusFault();
    if (adding.isPending) return;
    const sent = () => {
      setText('');
      setTried(false);
    };
    adding.mutate({ text: text.trim() }, { onSuccess: sent });
  };
  return (
    <details className="fold">
      <summary>
        <span>{say('more')}</span>
      </summary>
      <form ref={box} className="stack" noValidate onSubmit={send}>
        <Field
          label={say('moreWhat')}
          why={say('moreWhy', { most: MOST })}
          fault={tried && empty ? say('moreMissing') : undefined}
        >
          {(tied) => (
            <textarea
              {...tied}
              rows={3}
              maxLength={MOST}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {reopens && <small>{say('moreReopens')}</small>}
        {adding.error && <Problem error={adding.error} />}
        <button type="submit" className="btn line wide" disabled={adding.isPending}>
          {say('send')}
        </button>
      </form>
    </details>
  );
}
