import { useEffect, useState } from 'react';
import { ApiError } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { goTo, Link, useAddress } from '#web/kit/router.tsx';
import { Answer, Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { HostFacilities } from './host-facilities.tsx';
import { HostFaults } from './host-faults.tsx';
import { forgetStation, keepStation, useKeptStations, type KeptStation } from './host-kept.ts';
import { HostNote } from './host-note.tsx';
import { HostNow } from './host-now.tsx';
import { useHostView, useSay, type HostView } from './host-say.ts';
import { HostSent } from './host-sent.tsx';
import { HostSupplies } from './host-supplies.tsx';
import { texts } from './host-texts.ts';

/**
 * The pages of those whose room it is: `/host#token` the first time, and from then on `/host`, where the phone knows the
 * token by itself. No account, no name.
 */
export function HostPages() {
  const { fragment, query } = useAddress();
  const kept = useKeptStations();
  const token = fragment || tokenOf(kept, query.get('p'));
  return token ? <Station key={token} token={token} /> : <Stations kept={kept} />;
}

function tokenOf(kept: readonly KeptStation[], code: string | null): string | undefined {
  const named = kept.find((each) => each.code === code);
  return named?.token ?? (kept.length === 1 ? kept[0]!.token : undefined);
}

function Stations({ kept }: { kept: readonly KeptStation[] }) {
  const say = useText(texts);
  return (
    <>
      <Title text={say('mine')} />
      <section className="card">
        {kept.length === 0 ? (
          <div className="stack">
            <h2>{say('noneTitle')}</h2>
            <p>{say('noneHint')}</p>
          </div>
        ) : (
          <div className="links">
            {kept.map(({ code, name }) => (
              <Link key={code} href={`/host?p=${code}`}>
                {name}
              </Link>
            ))}
          </div>
        )}
      </section>
    </>
  );
}

function Station({ token }: { token: string }) {
  const say = useText(texts);
  const view = useHostView(token);
  const own = useKeptStations().find((each) => each.token === token);
  const over = view.error instanceof ApiError && [404, 410].includes(view.error.status);
  const place = view.data?.place;
  const { code, name } = place ?? {};
  useEffect(() => {
    if (!code || !name) return;
    // The secret leaves the address as soon as the phone has it: a bookmark or a picture of the page gives nothing away.
    const keeps = keepStation({ token, code, name });
    if (keeps && location.hash) goTo(`/host?p=${code}`, { replace: true });
  }, [token, code, name]);
  if (over)
    return (
      <>
        <Title text={own?.name ?? say('title')} />
        <Problem error={view.error} />
        <section className="card stack">
          <p>{say('overHint')}</p>
          {place && <Call view={view.data!} />}
          {own && <Forget token={token} name={own.name} />}
        </section>
      </>
    );
  return (
    <>
      <Title text={place?.name ?? say('title')} />
      <Answer query={view}>{(data) => <Page token={token} view={data} />}</Answer>
    </>
  );
}

function Page({ token, view }: { token: string; view: HostView }) {
  const say = useText(texts);
  const dates = useDates();
  const sending = useSay(token);
  const kept = useKeptStations();
  const { say: tell, busy, error } = sending;
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500 ? error : null;
  return (
    <>
      {view.label && <p className="quiet">{view.label}</p>}
      <HostSent token={token} view={view} sending={sending} />
      {refused && <Problem error={refused} />}
      <HostNow view={view} busy={busy} onSay={tell} />
      <HostFaults view={view} busy={busy} onSay={tell} />
      <HostFacilities view={view} busy={busy} onSay={tell} />
      <HostNote key={view.note ?? ''} view={view} busy={busy} onSay={tell} />
      <HostSupplies view={view} busy={busy} onSay={tell} />
      <section className="card stack">
        <small>
          {say('kept')} {view.expiresAt && say('until', { date: dates.year(view.expiresAt) })}
        </small>
        <Call view={view} />
        <div className="links">
          <Link href={`/p/${view.place.code}`}>{say('seePublic')}</Link>
          {kept
            .filter((each) => each.token !== token)
            .map(({ code, name }) => (
              <Link key={code} href={`/host?p=${code}`}>
                {name}
              </Link>
            ))}
        </div>
        <Forget token={token} name={view.place.name} />
      </section>
    </>
  );
}

function Call({ view: { union } }: { view: HostView }) {
  const say = useText(texts);
  if (!union.phone) return null;
  return (
    <a className="btn line wide" href={`tel:${union.phone}`}>
      {say('call', { union: union.name, phone: union.phone })}
    </a>
  );
}

/** Asks once: without the link there is no way back. */
function Forget({ token, name }: { token: string; name: string }) {
  const say = useText(texts);
  const [asking, setAsking] = useState(false);
  const forget = () => {
    forgetStation(token);
    goTo('/host', { replace: true });
  };
  return (
    <>
      <button type="button" className="text-btn" onClick={() => setAsking(true)}>
        {say('forget')}
      </button>
      <Dialog title={say('forgetTitle', { name })} open={asking} onClose={() => setAsking(false)}>
        <p>{say('forgetBody')}</p>
        <button type="button" className="btn alarm wide" onClick={forget}>
          {say('forgetYes')}
        </button>
        <button type="button" className="btn line wide" onClick={() => setAsking(false)}>
          {say('back')}
        </button>
      </Dialog>
    </>
  );
}
