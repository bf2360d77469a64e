import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { forgetSaid } from '../../said/contract.ts';
import { texts } from './said-texts.ts';
import { saidKey, type SaidView } from './said-view.ts';

/** Name and contact that were left, and the way to have them deleted at once. */
export function WhatLeft({ token, view }: { token: string; view: SaidView }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const forgetting = useMutation({
    mutationFn: () => call<typeof forgetSaid>('POST /api/public/voices/said/forget', { token }),
    onSuccess: () => cache.invalidateQueries({ queryKey: saidKey(token) }),
  });
  const { name, contact } = view;
  if (name === null && contact === null) return null;
  const left = name && contact ? say('leftBoth', { name, contact }) : (name ?? contact ?? '');
  return (
    <section className="card stack">
      <h2>{say('left')}</h2>
      <p>{left}</p>
      <small>{say('leftWhy', { months: view.keptMonths.contact })}</small>
      {forgetting.error && <Problem error={forgetting.error} />}
      {asking ? (
        <>
          <p role="status">{say('forgetAsk', { left })}</p>
          <div className="tiles">
            <button
              type="button"
              className="btn alarm"
              disabled={forgetting.isPending}
              onClick={() => forgetting.mutate()}
            >
              {say('forgetYes')}
            </button>
            <button type="button" className="btn line" onClick={() => setAsking(false)}>
              {say('forgetNo')}
            </button>
          </div>
        </>
      ) : (
        <button type="button" className="text-btn" onClick={() => setAsking(true)}>
          {say('forget')}
        </button>
      )}
    </section>
  );
}
