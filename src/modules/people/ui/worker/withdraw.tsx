import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { withdrawApplication } from '../../join/contract.ts';
import { trackingKey, type Tracking } from './tracking.ts';
import { texts } from './track-texts.ts';

/** Withdrawing asks once, by the name of what is withdrawn. */
export function Withdraw({ token, view }: { token: string; view: Tracking }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => call<typeof withdrawApplication>('POST /api/join/track/withdraw', { token }),
    onSuccess: async () => {
      setAsking(false);
      await cache.invalidateQueries({ queryKey: trackingKey(token) });
    },
  });
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {say('withdraw')}
      </button>
      <Dialog
        title={say('withdrawTitle', { name: view.name })}
        open={asking}
        onClose={() => setAsking(false)}
      >
        <p>{say('withdrawBody', { union: view.union?.name ?? say('theUnion') })}</p>
        {withdraw.error && <Problem error={withdraw.error} />}
        <button
          type="button"
          className="btn alarm wide"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          {say('withdraw')}
        </button>
        <button type="button" className="btn line wide" onClick={() => setAsking(false)}>
          {say('keep')}
        </button>
      </Dialog>
    </>
  );
}
