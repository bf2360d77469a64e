import { useEffect } from 'react';
import { ApiError } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { useNow } from '#web/kit/now.ts';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { useJoinTarget } from '#web/worker/join-target.ts';
import { Benefits } from './benefits.tsx';
import { Correct } from './correct.tsx';
import { History } from './history.tsx';
import { KeptList } from './kept-list.tsx';
import { trim, useKept } from './kept.ts';
import { MemberCard } from './member-card.tsx';
import { texts as rightsTexts } from './rights-texts.ts';
import { StateCard } from './state-card.tsx';
import { TrackActions } from './track-actions.tsx';
import { isWaiting, useTracking, type Tracking } from './tracking.ts';
import { texts } from './track-texts.ts';
import { Verify } from './verify.tsx';

/** 查进度, without an account: the token is in the fragment, which browsers send to no server. */
export function Track() {
  const { fragment } = useAddress();
  return fragment ? <One key={fragment} token={fragment} /> : <Several />;
}

function Several() {
  const say = useText(texts);
  return (
    <>
      <Title text={say('myApplications')} />
      <KeptList />
      <section className="card stack">
        <p>{say('noneHint')}</p>
        <Link className="btn line" href="/signin?next=/me">
          {say('signIn')}
        </Link>
      </section>
    </>
  );
}

function One({ token }: { token: string }) {
  const say = useText(texts);
  const tracking = useTracking(token);
  const gone = tracking.error instanceof ApiError && tracking.error.status === 404;
  return (
    <>
      <Title text={say('title')} />
      <Answer query={tracking}>{(view) => <Application token={token} view={view} />}</Answer>
      {gone && (
        <Link className="btn line" href="/track">
          {say('myApplications')}
        </Link>
      )}
    </>
  );
}

function Application({ token, view }: { token: string; view: Tracking }) {
  const say = useText(texts);
  const sayRights = useText(rightsTexts);
  const dates = useDates();
  const federation = useJoinTarget().data?.federation;
  const kept = useKept().find((each) => each.token === token);
  const now = useNow(30_000);
  const justSent = kept !== undefined && now - kept.at < 120_000 && isWaiting(view.state);
  const settled = !isWaiting(view.state) && view.state !== 'returned';
  useEffect(() => {
    if (settled) trim(token);
  }, [settled, token]);
  return (
    <>
      <p className="quiet">{say('ofWhom', { name: view.name, date: dates.day(view.submittedAt) })}</p>
      {justSent && (
        <p className="note ok" role="status">
          {say('sent')}
        </p>
      )}
      <StateCard view={view} phone={view.union?.phone ?? federation?.phone ?? null} />
      {view.member && view.union && <MemberCard union={view.union.name} state="active" {...view.member} />}
      {isWaiting(view.state) && <Verify token={token} phone={view.phone} memberAt={view.memberAt} />}
      {view.state === 'returned' && <Correct token={token} />}
      {settled && view.state !== 'approved' && (
        <Link className="btn" href="/join">
          {say('applyAgain')}
        </Link>
      )}
      <Benefits now={view.benefits} />
      <section className="card stack">
        <h2>{say('history')}</h2>
        <History view={view} />
      </section>
      <TrackActions token={token} view={view} kept={kept !== undefined} />
      <p className="why">{sayRights('trackHint')}</p>
    </>
  );
}
