import { useMutation } from '@tanstack/react-query';
import type { signOut } from '#kernel/accounts/contract';
import { useMe } from '../../modules/people/ui/worker/me.ts';
import { MyData } from '../../modules/people/ui/worker/my-data.tsx';
import { MyMembership } from '../../modules/people/ui/worker/my-membership.tsx';
import { MyFaults } from '../../modules/places/ui/worker/fault-list.tsx';
import { MyBookings } from '../../modules/places/ui/worker/bookings-mine.tsx';
import { useKeptSaid } from '../../modules/voices/ui/worker/said-kept.ts';
import { call } from '../client.ts';
import { later } from '../kit/later.tsx';
import { Link } from '../kit/router.tsx';
import { Answer, Problem } from '../kit/states.tsx';
import { useText } from '../kit/text.ts';
import { Title } from '../kit/title.tsx';
import { MySessions } from './my-sessions.tsx';
import { changeAccount, useOver, useSession } from './session.ts';
import { Settings } from './settings.tsx';
import { texts } from './texts.ts';

const MySaid = later(() => import('../../modules/voices/ui/worker/said-mine.tsx'), 'MySaid');

/** 我的: membership, applications, what is held about me, and how the pages look. */
export function Mine() {
  const say = useText(texts);
  const session = useSession();
  const saidHere = useKeptSaid().length > 0;
  return (
    <>
      <Title text={say('mineTitle')} />
      <Answer query={session}>{({ account }) => (account ? <Own /> : <Guest />)}</Answer>
      <MyFaults />
      {saidHere && <MySaid />}
      {session.data?.account && <MySessions />}
      <Settings />
      {session.data?.account && <SignOut />}
    </>
  );
}

function Own() {
  const me = useMe(true);
  return (
    <Answer query={me}>
      {(mine) => (
        <>
          <MyMembership me={mine} />
          <MyBookings />
          <MyData me={mine} />
        </>
      )}
    </Answer>
  );
}

function Guest() {
  const say = useText(texts);
  const over = useOver();
  return (
    <section className="card stack">
      <p className={over ? 'note mind' : ''}>{say(over ?? 'mineGuest')}</p>
      <Link className="btn" href="/signin?next=/me">
        {say('signIn')}
      </Link>
      <Link className="text-btn" href="/track">
        {say('track')}
      </Link>
    </section>
  );
}

function SignOut() {
  const say = useText(texts);
  const leave = useMutation({
    mutationFn: () => call<typeof signOut>('DELETE /api/session', {}),
    onSuccess: () => changeAccount(null),
  });
  return (
    <>
      {leave.error && <Problem error={leave.error} />}
      <button type="button" className="btn line" disabled={leave.isPending} onClick={() => leave.mutate()}>
        {say('signOut')}
      </button>
    </>
  );
}
