import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { bookRoom } from '#places/venues/contract';
import { call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Field, useFaultFocus } from '#web/kit/field.tsx';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { useSession } from '#web/worker/session.ts';
import type { Booked } from './book-done.tsx';
import { texts } from './book-texts.ts';

interface BookFormProps {
  readonly roomId: string;
  readonly from: number;
  readonly minutes: number;
  readonly onBooked: (booked: Booked) => void;
  /** Somebody was faster: the times are read anew. */
  readonly onRefused: () => void;
}

/** What for; whoever is not signed in goes to do so and comes back to the same time. */
export function BookForm({ roomId, from, minutes, onBooked, onRefused }: BookFormProps) {
  const say = useText(texts);
  const dates = useDates();
  const cache = useQueryClient();
  const account = useSession().data?.account;
  const { query } = useAddress();
  const [purpose, setPurpose] = useState('');
  const [title, setTitle] = useState('');
  const [tried, setTried] = useState(false);
  const [box, focusFault] = useFaultFocus<HTMLFormElement>();
  const when = dates.time(new Date(from).toISOString());
  const send = useMutation({
    mutationFn: () =>
      call<typeof bookRoom>('POST /api/me/bookings', {
        roomId,
        from: new Date(from).toISOString(),
        to: new Date(from + minutes * 60_000).toISOString(),
        purpose: purpose.trim(),
        ...(title.trim() ? { title: title.trim() } : {}),
      }),
    onSuccess: ({ items }) => {
      void cache.invalidateQueries({ queryKey: ['mine', 'bookings'] });
      void cache.invalidateQueries({ queryKey: ['room-days'] });
      onBooked(items[0]!);
    },
    onError: onRefused,
  });
  if (!account)
    return (
      <Link className="btn wide" href={`/signin?next=${encodeURIComponent(`/book?${query}`)}`}>
        {say('signIn', { when })}
      </Link>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (purpose.trim() === '') focusFault();
    else if (!send.isPending) send.mutate();
  };
  return (
    <form ref={box} className="card stack" noValidate onSubmit={submit}>
      <Field
        label={say('purpose')}
        why={say('purposeWhy')}
        fault={tried && purpose.trim() === '' ? say('purposeMissing') : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            maxLength={60}
            value={purpose}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={say('publicTitle')} why={say('publicWhy')}>
        {(tied) => (
          <input
            {...tied}
            maxLength={30}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
      </Field>
      <small>{say('noPhone')}</small>
      {send.error && <Problem error={send.error} />}
      <button type="submit" className="btn wide" disabled={send.isPending}>
        {say('book', { when })}
      </button>
    </form>
  );
}
