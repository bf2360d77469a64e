import { useRef, type ComponentType } from 'react';
import { Join } from '../../modules/people/ui/worker/join.tsx';
import { Track } from '../../modules/people/ui/worker/track.tsx';
import { Near } from '../../modules/places/ui/worker/near.tsx';
import { PlacePage } from '../../modules/places/ui/worker/place.tsx';
import { FaultPage } from '../../modules/places/ui/worker/fault.tsx';
import { Suggest } from '../../modules/voices/ui/worker/suggest.tsx';
import { later } from '../kit/later.tsx';
import { useAddress } from '../kit/router.tsx';
import { useText } from '../kit/text.ts';
import { Bar } from './bar.tsx';
import { Boundary } from './boundary.tsx';
import { Head } from './head.tsx';
import { Home } from './home.tsx';
import { useJoinTarget } from './join-target.ts';
import { Mine } from './mine.tsx';
import { Missing } from './missing.tsx';
import { Offline } from './offline.tsx';
import { SignIn } from './sign-in.tsx';
import { texts } from './texts.ts';

/** Every page of the worker surface; few come for those that are fetched later. */
const PAGES: Readonly<Record<string, ComponentType>> = {
  '/': Home,
  '/near': Near,
  '/p/$id': PlacePage,
  '/join': Join,
  '/track': Track,
  '/book': later(() => import('../../modules/places/ui/worker/book-page.tsx'), 'BookPage'),
  '/signin': SignIn,
  '/me': Mine,
  '/me/rights': later(() => import('../../modules/people/ui/worker/my-rights.tsx'), 'MyRightsPage'),
  '/host': later(() => import('../../modules/places/ui/worker/host-door.tsx'), 'Host'),
  '/fault': FaultPage,
  '/notice': later(() => import('../../modules/places/ui/worker/title-notice.tsx'), 'NoticePage'),
  '/said': later(() => import('../../modules/voices/ui/worker/said.tsx'), 'SaidPage'),
  '/listen': later(() => import('../../modules/voices/ui/worker/listen.tsx'), 'ListenPage'),
  '/unit': later(() => import('../../modules/meetings/ui/worker/unit.tsx'), 'UnitPage'),
};

/** Of the many places each has a page of its own. */
function nameOf(path: string): string {
  return path.startsWith('/p/') ? '/p/$id' : path;
}

export function Shell() {
  const say = useText(texts);
  const { path } = useAddress();
  const Page = PAGES[nameOf(path)] ?? Missing;
  // Not a link to `#main`: the fragment belongs to the tracking token.
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <button type="button" className="sr-only focus:not-sr-only" onClick={() => main.current?.focus()}>
        {say('skip')}
      </button>
      <Offline />
      <div className="page">
        <Head home={path === '/'} />
        <main ref={main} tabIndex={-1} className="stack">
          <Boundary key={path}>
            <Page />
          </Boundary>
        </main>
        <Foot page={path} />
      </div>
      <Bar path={path} />
    </>
  );
}

function Foot({ page }: { page: string }) {
  const say = useText(texts);
  const federation = useJoinTarget().data?.federation;
  return (
    <footer className="foot">
      <Suggest page={page.slice(0, 120)} />
      {federation && <span>{say('runBy', { federation: federation.name })}</span>}
    </footer>
  );
}
