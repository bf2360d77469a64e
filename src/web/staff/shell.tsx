import { useQuery } from '@tanstack/react-query';
import { Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { Menu } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { listMyOrgs } from '#orgs/contract';
import { OfflineBar, UpdateBar } from './bars.tsx';
import { Forbidden } from './dead-ends.tsx';
import { useSessionExpired } from './expiry.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { AccountLink, Nav, type PageName } from './nav.tsx';
import { ask } from './query.ts';
import { may, useAccount, type Permission } from './session.ts';
import { ShortcutHint } from './shortcuts.tsx';
import { SuggestLink } from './suggest.tsx';
import { frameWords } from './texts.ts';
import { useTitle } from './title.ts';
import { TotpGate } from './totp-gate.tsx';
import { useWords } from './words.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageName;
    needs?: Permission;
  }
}

// Forms weigh more than the frame: they come when they are needed.
const ExpiredDialog = lazy(async () => ({ default: (await import('./expired.tsx')).ExpiredDialog }));

/** Everything around a page of somebody who is signed in. */
export function Shell() {
  const words = useWords(frameWords);
  const account = useAccount();
  const { page = 'home', needs } = useMatches().at(-1)?.staticData ?? {};
  useTitle(words.pages[page]);
  const main = useFocusOnArrival();
  const expired = useSessionExpired();
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <div className="shell">
        <aside className="side">
          <SideContent />
        </aside>
        <div className="page">
          <TopBar />
          <OfflineBar />
          <UpdateBar />
          <main className="content" id="content" tabIndex={-1} ref={main}>
            <TotpGate>
              {needs && !may(account, needs) ? <Forbidden page={words.pages[page]} /> : <Outlet />}
            </TotpGate>
          </main>
          <footer className="footer">
            <SuggestLink />
            <ShortcutHint />
          </footer>
        </div>
      </div>
      <Suspense>{expired && <ExpiredDialog why={expired} />}</Suspense>
    </>
  );
}

function SideContent({ onGo }: { readonly onGo?: () => void }) {
  const account = useAccount();
  return (
    <>
      <Brand />
      <Nav {...(onGo ? { onGo } : {})} />
      <div className="side-foot stack">
        {account && <AccountLink account={account} {...(onGo ? { onGo } : {})} />}
        <div className="side-language">
          <LanguageSwitch />
        </div>
      </div>
    </>
  );
}

function Brand() {
  const words = useWords(frameWords);
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const first = mine.data?.items[0]?.org.name;
  return <div className="brand">{first ? `${words.product} · ${first}` : words.product}</div>;
}

function TopBar() {
  const words = useWords(frameWords);
  const [open, setOpen] = useState(false);
  return (
    <div className="topbar">
      <Button
        type="text"
        icon={<Menu size={20} aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {words.menu}
      </Button>
      <Brand />
      <Drawer open={open} placement="left" size={264} title={words.menu} onClose={() => setOpen(false)}>
        <div className="side">
          <SideContent onGo={() => setOpen(false)} />
        </div>
      </Drawer>
    </div>
  );
}

/** On a new page reading starts at its top, for screen readers too; the first page keeps the browser's own order. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}
