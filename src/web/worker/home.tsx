import { Benefits } from '../../modules/people/ui/worker/benefits.tsx';
import { JoinCard, JoinSteps } from '../../modules/people/ui/worker/join-card.tsx';
import { KeptCard } from '../../modules/people/ui/worker/kept-list.tsx';
import { useKept } from '../../modules/people/ui/worker/kept.ts';
import { useMe } from '../../modules/people/ui/worker/me.ts';
import { MyMembership } from '../../modules/people/ui/worker/my-membership.tsx';
import { HomePlace } from '../../modules/places/ui/worker/home-place.tsx';
import { ListenCard } from '../../modules/voices/ui/worker/listen-card.tsx';
import { Link } from '../kit/router.tsx';
import { Answer, Loading } from '../kit/states.tsx';
import { useText } from '../kit/text.ts';
import { Title } from '../kit/title.tsx';
import { useJoinTarget } from './join-target.ts';
import { useSession } from './session.ts';
import { texts } from './texts.ts';

/** Now, not a grid of icons: mine first, then what exists, by name. */
export function Home() {
  const say = useText(texts);
  const session = useSession();
  const federation = useJoinTarget().data?.federation;
  const account = session.data?.account;
  return (
    <>
      <Title text={say('home')}>
        <span className="sr-only">{say('brand')}</span>
      </Title>
      <HomePlace />
      {session.isPending ? <Loading /> : account ? <MyToday /> : <Welcome />}
      <nav className="links" aria-label={say('home')}>
        <ListenCard />
        {!account && <Link href="/track">{say('track')}</Link>}
        {!account && <Link href="/signin">{say('signInMine')}</Link>}
        {account && account.grants.length > 0 && <a href="/staff/">{say('staff')}</a>}
        {federation?.phone && (
          <a href={`tel:${federation.phone}`}>{say('callUs', { phone: federation.phone })}</a>
        )}
      </nav>
    </>
  );
}

function Welcome() {
  const say = useText(texts);
  const [latest] = useKept();
  if (latest) return <KeptCard kept={latest} />;
  return (
    <>
      <p className="quiet">{say('about')}</p>
      <JoinCard />
      <JoinSteps />
    </>
  );
}

function MyToday() {
  const me = useMe(true);
  return (
    <Answer query={me}>
      {(mine) => (
        <>
          <MyMembership me={mine} />
          <Benefits now={mine.benefits} />
        </>
      )}
    </Answer>
  );
}
