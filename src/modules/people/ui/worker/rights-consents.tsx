import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { askByRight, chooseNews } from '../../rights/contract.ts';
import { FreshCode } from './rights-code.tsx';
import { useRefresh, type MyRights } from './rights.ts';
import { purposes, texts } from './rights-texts.ts';

type Consent = MyRights['consents'][number];

/** Each purpose by itself, with what was agreed to and when; withdrawing is as easy as agreeing. */
export function Consents({ rights }: { rights: MyRights }) {
  const say = useText(texts);
  const sayPurpose = useText(purposes);
  return (
    <section className="card stack">
      <h2>{say('consents')}</h2>
      {rights.consents.map((consent) => (
        <div key={consent.purpose} className="stack tight">
          <div className="row">
            <b className="flex-1">{sayPurpose(consent.purpose)}</b>
            <Standing consent={consent} />
          </div>
          <When consent={consent} />
          {consent.purpose === 'news' && <News inForce={consent.inForce} />}
          {consent.purpose === 'membership' && rights.erasure.how === 'by_union' && <Leave rights={rights} />}
        </div>
      ))}
    </section>
  );
}

function Standing({ consent: { purpose, givenAt, inForce } }: { consent: Consent }) {
  const say = useText(texts);
  // Silence is no consent: where nobody was asked, nothing is in force.
  if (inForce && purpose === 'news' && !givenAt) return <span className="tag plain">{say('open')}</span>;
  return <span className={inForce ? 'tag ok' : 'tag plain'}>{say(inForce ? 'on' : 'off')}</span>;
}

function When({ consent: { purpose, givenAt, withdrawnAt, textVersion } }: { consent: Consent }) {
  const say = useText(texts);
  const dates = useDates();
  const given = givenAt
    ? say('given', { date: dates.year(givenAt), version: textVersion ?? '' })
    : say(purpose === 'news' ? 'neverAsked' : 'paper');
  return (
    <small>
      {given}
      {withdrawnAt && ` · ${say('withdrawnOn', { date: dates.year(withdrawnAt) })}`}
    </small>
  );
}

function News({ inForce }: { inForce: boolean }) {
  const say = useText(texts);
  const refresh = useRefresh();
  const choose = useMutation({
    mutationFn: () => call<typeof chooseNews>('POST /api/my/rights/news', { wanted: !inForce }),
    onSuccess: refresh,
  });
  return (
    <>
      {choose.error && <Problem error={choose.error} />}
      <button
        type="button"
        className="btn line small"
        disabled={choose.isPending}
        onClick={() => choose.mutate()}
      >
        {say(inForce ? 'newsOff' : 'newsOn')}
      </button>
      <small>{say('newsHint')}</small>
    </>
  );
}

/** Says what it means before it asks for the code. */
function Leave({ rights }: { rights: MyRights }) {
  const say = useText(texts);
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  if (rights.requests.some(({ kind, closedAt }) => kind === 'withdraw' && closedAt === null)) return null;
  const ask = async (proof: { code: string; phone?: string }): Promise<void> => {
    await call<typeof askByRight>('POST /api/my/rights/requests', { kind: 'withdraw', ...proof });
    setAsking(false);
    await refresh();
  };
  return (
    <>
      <button type="button" className="btn line small" onClick={() => setAsking(true)}>
        {say('leave')}
      </button>
      <Dialog title={say('leaveTitle')} open={asking} onClose={() => setAsking(false)}>
        <p>{say('leaveBody')}</p>
        <FreshCode rights={rights} use="withdraw" verb={say('leave')} onCode={ask} />
      </Dialog>
    </>
  );
}
