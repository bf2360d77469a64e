import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DoorClosed, DropletOff, KeyRound, MessageSquareText, ThumbsUp, Wrench } from 'lucide-react';
import { useState } from 'react';
import type { Output, Request } from '#kernel/contract';
import { call } from '#web/client.ts';
import { useLook } from '#web/kit/look.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { getPlaceTerms } from '../../contract.ts';
import type { publicPlace } from '../../near/contract.ts';
import type { sayOpen } from '../../trust/contract.ts';
import type { FaultKind, reportFault } from '../../trust/faults/contract.ts';
import { keepFault } from './fault-kept.ts';
import { FaultOther } from './fault-other.tsx';
import { FaultSent, UseNoted } from './fault-sent.tsx';
import { kinds, texts } from './fault-texts.ts';

export type PlaceView = Output<typeof publicPlace>;
type Report = Omit<Request<typeof reportFault>, 'code'>;

const AT_ONCE = [
  ['closed', DoorClosed],
  ['locked_out', KeyRound],
  ['no_water', DropletOff],
] as const;

/** What somebody who stands there can tell with one tap: closed, broken, no water; and that they used it. */
export function ReportPlace({
  place,
  signKey,
}: {
  readonly place: PlaceView;
  readonly signKey: string | null;
}) {
  const say = useText(texts);
  const { code } = place;
  const cache = useQueryClient();
  const reread = () => cache.invalidateQueries({ queryKey: ['place', code] });
  const using = useMutation({
    mutationFn: () =>
      call<typeof sayOpen>('POST /api/public/places/:code/uses', {
        code,
        ...(signKey ? { key: signKey } : {}),
      }),
    onSuccess: reread,
  });
  const reporting = useMutation({
    mutationFn: (report: Report) =>
      call<typeof reportFault>('POST /api/public/places/:code/faults', { code, ...report }),
    onSuccess: ({ token, id }) => {
      if (token) keepFault({ token, id, at: Date.now() });
      return reread();
    },
  });
  // Nobody is sent there: there is nothing to tell.
  if (place.state !== 'open' && place.state !== 'temp_closed') return null;
  const busy = using.isPending || reporting.isPending;
  return (
    <section className="card stack" id="report">
      {reporting.data ? (
        <FaultSent sent={reporting.data} onAnother={() => reporting.reset()} />
      ) : (
        <>
          <h2>{say('here')}</h2>
          <p className="quiet">{say('hereWhy')}</p>
          {using.data ? (
            <UseNoted noted={using.data} />
          ) : (
            <button type="button" className="btn wide" disabled={busy} onClick={() => using.mutate()}>
              <ThumbsUp size={20} />
              {say('used')}
            </button>
          )}
          <Wrong place={place} busy={busy} onReport={(report) => reporting.mutate(report)} />
        </>
      )}
      <p role="status">{busy && say('sending')}</p>
      {(using.error ?? reporting.error) && <Problem error={using.error ?? reporting.error} />}
    </section>
  );
}

interface WrongProps {
  readonly place: PlaceView;
  readonly busy: boolean;
  readonly onReport: (report: Report) => void;
}

/** A button for each thing that is often wrong; what is broken and what is something else takes one answer more. */
function Wrong({ place, busy, onReport }: WrongProps) {
  const say = useText(texts);
  const sayKind = useText(kinds);
  const [asking, setAsking] = useState<FaultKind | null>(null);
  if (asking === 'broken')
    return (
      <Which
        place={place}
        busy={busy}
        onPick={(facility) => onReport({ kind: 'broken', facility })}
        onElse={() => setAsking('other')}
        onBack={() => setAsking(null)}
      />
    );
  if (asking === 'other')
    return (
      <FaultOther
        busy={busy}
        onSend={(note) => onReport({ kind: 'other', note })}
        onBack={() => setAsking(null)}
      />
    );
  return (
    <div className="grid grid-cols-2 gap-2">
      {AT_ONCE.map(([kind, Icon]) => (
        <button
          key={kind}
          type="button"
          className="btn line"
          disabled={busy}
          onClick={() => onReport({ kind })}
        >
          <Icon size={20} />
          {sayKind(kind)}
        </button>
      ))}
      <button type="button" className="btn line" disabled={busy} onClick={() => setAsking('broken')}>
        <Wrench size={20} />
        {sayKind('broken')}
      </button>
      <button
        type="button"
        className="btn line small col-span-2"
        disabled={busy}
        onClick={() => setAsking('other')}
      >
        <MessageSquareText size={18} />
        {say('else')}
      </button>
    </div>
  );
}

interface WhichProps {
  readonly place: PlaceView;
  readonly busy: boolean;
  readonly onPick: (facility: string) => void;
  readonly onElse: () => void;
  readonly onBack: () => void;
}

function Which({ place, busy, onPick, onElse, onBack }: WhichProps) {
  const say = useText(texts);
  const { language } = useLook();
  const terms = useQuery({
    queryKey: ['place-terms'],
    queryFn: () => call<typeof getPlaceTerms>('GET /api/public/place-terms', {}),
    staleTime: 3_600_000,
  });
  const nameOf = (code: string) =>
    terms.data?.facilities.find((term) => term.code === code)?.[language] ?? code;
  return (
    <>
      <h3>{say('which')}</h3>
      <div className="grid grid-cols-2 gap-2">
        {place.equipment.map(({ code }) => (
          <button key={code} type="button" className="btn line" disabled={busy} onClick={() => onPick(code)}>
            {nameOf(code)}
          </button>
        ))}
        <button type="button" className="btn line" disabled={busy} onClick={onElse}>
          {say('else')}
        </button>
      </div>
      <button type="button" className="text-btn" onClick={onBack}>
        {say('back')}
      </button>
    </>
  );
}
