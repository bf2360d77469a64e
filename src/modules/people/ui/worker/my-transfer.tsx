import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { answerMyTransfer } from '../../moves/contract.ts';
import type { Me } from './me.ts';
import { texts } from './transfer-texts.ts';

type Transfer = NonNullable<Me['transfer']>;

/** A union asks that the membership moves: who, from where to where, what changes; the member says yes or no. */
export function MyTransfer({ transfer }: { transfer: Transfer }) {
  const say = useText(texts);
  const dates = useDates();
  const { from, to, startedBy, state, note, dueOn, createdAt } = transfer;
  const asked = state === 'requested';
  const asker = { union: (startedBy === 'from' ? from : to).name, date: dates.day(createdAt) };
  return (
    <section className={asked ? 'card marked stack mind' : 'card marked stack'}>
      <p>
        <span className={asked ? 'tag mind' : 'tag'}>{say(asked ? 'asked' : 'waits')}</span>
      </p>
      <h2>{say(asked ? 'title' : 'agreedTitle')}</h2>
      <p className="quiet">{say(startedBy === 'roster' ? 'byRoster' : 'by', asker)}</p>
      <dl className="facts">
        <div>
          <dt>{say('from')}</dt>
          <dd>{from.name}</dd>
        </div>
        <div>
          <dt>{say('to')}</dt>
          <dd>{to.name}</dd>
        </div>
      </dl>
      {note && <p className="note">{say('note', { note })}</p>}
      {asked ? (
        <Answer transfer={transfer} />
      ) : (
        <p>{dueOn ? say('due', { date: dates.weekday(dueOn) }) : say('waiting')}</p>
      )}
    </section>
  );
}

/** The last move was not agreed to: why, for some days. */
export function MyRefusal({ refusal: { from, to, reason, at } }: { refusal: NonNullable<Me['refusal']> }) {
  const say = useText(texts);
  const dates = useDates();
  return (
    <section className="card marked stack tight mind">
      <p>
        <span className="tag mind">{say('refusedTag')}</span>
      </p>
      <h2>{say('refusedTitle')}</h2>
      <p>{say('refused', { from: from.name, to: to.name, date: dates.day(at) })}</p>
      <p className="note mind">{say('refusedReason', { reason })}</p>
      <small>{say('refusedNext')}</small>
    </section>
  );
}

/** Yes at one press; no asks once more, for it ends the matter. */
function Answer({ transfer: { id, from } }: { transfer: Transfer }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [declining, setDeclining] = useState(false);
  const answer = useMutation({
    mutationFn: (agree: boolean) => call<typeof answerMyTransfer>('POST /api/me/transfer', { id, agree }),
    onSuccess: async () => {
      setDeclining(false);
      await cache.invalidateQueries({ queryKey: ['mine', 'membership'] });
    },
  });
  return (
    <>
      <p>{say('changes')}</p>
      <small>{say('unsure')}</small>
      {answer.error && !declining && <Problem error={answer.error} />}
      <button
        type="button"
        className="btn wide"
        disabled={answer.isPending}
        onClick={() => answer.mutate(true)}
      >
        {say('agree')}
      </button>
      <button
        type="button"
        className="btn line wide"
        disabled={answer.isPending}
        onClick={() => setDeclining(true)}
      >
        {say('decline')}
      </button>
      <Dialog title={say('declineTitle')} open={declining} onClose={() => setDeclining(false)}>
        <p>{say('declineBody', { union: from.name })}</p>
        {answer.error && <Problem error={answer.error} />}
        <button
          type="button"
          className="btn alarm wide"
          disabled={answer.isPending}
          onClick={() => answer.mutate(false)}
        >
          {say('decline')}
        </button>
        <button type="button" className="btn line wide" onClick={() => setDeclining(false)}>
          {say('back')}
        </button>
      </Dialog>
    </>
  );
}
