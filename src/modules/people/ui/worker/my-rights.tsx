import { Answer } from '#web/kit/states.tsx';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { useSession } from '#web/worker/session.ts';
import { Consents } from './rights-consents.tsx';
import { Copy } from './rights-copy.tsx';
import { Corrections } from './rights-correct.tsx';
import { Erase, useGone } from './rights-erase.tsx';
import { Held } from './rights-held.tsx';
import { Looks } from './rights-looks.tsx';
import { Requests } from './rights-requests.tsx';
import { texts } from './rights-texts.ts';
import { useRights } from './rights.ts';

/** 我的信息与权利: what is held, who looked, and what the person can do about it (PIPL §15, §44–47). */
export function MyRightsPage() {
  const say = useText(texts);
  const session = useSession();
  // Whoever signs in afterwards begins anew.
  const gone = useGone() && !session.data?.account;
  return (
    <>
      <Title text={say('title')} />
      {gone && <p className="note ok">{say('gone')}</p>}
      {!gone && <Answer query={session}>{({ account }) => (account ? <Own /> : <Guest />)}</Answer>}
      <Link className="text-btn" href="/me">
        {say('back')}
      </Link>
    </>
  );
}

function Guest() {
  const say = useText(texts);
  return (
    <section className="card stack">
      <p>{say('guest')}</p>
      <Link className="btn" href="/signin?next=/me/rights">
        {say('signIn')}
      </Link>
    </section>
  );
}

function Own() {
  const mine = useRights(true);
  return (
    <Answer query={mine}>
      {(rights) => (
        <>
          <Requests rights={rights} />
          <Held held={rights.held} />
          <Looks />
          <Corrections rights={rights} />
          <Consents rights={rights} />
          <Copy rights={rights} />
          <Erase rights={rights} />
        </>
      )}
    </Answer>
  );
}
