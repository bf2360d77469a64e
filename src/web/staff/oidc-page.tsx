import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { linkOidc, signInByOidc } from '#kernel/accounts/oidc/contract';
import { call } from '../client.ts';
import { Door } from './door.tsx';
import { sessionRenewed } from './expiry.ts';
import { takeBack } from './oidc.tsx';
import { Blank, Loading, Problem } from './parts.tsx';
import { queryClient } from './query.ts';
import { SignIn } from './sign-in.tsx';
import { signInWords } from './sign-in-texts.ts';
import { useWords } from './words.ts';

/** /staff/oidc?code=…&state=…: where the identity provider sends people back to, to sign in or to link. */
export function OidcPage() {
  const words = useWords(signInWords);
  const router = useRouter();
  const { next, error } = useReturn();
  const enter = (): void => {
    const back = takeBack();
    queryClient.clear();
    sessionRenewed();
    router.history.replace(back);
  };
  return (
    <Door title={words.title}>
      {stateOf() === '' && (
        <Blank title={words.oidcNothing}>
          <a href="/staff/signin">{words.oidcBack}</a>
        </Blank>
      )}
      {stateOf() !== '' && next === null && error === null && (
        <>
          <p className="quiet">{words.oidcBusy}</p>
          <Loading rows={3} />
        </>
      )}
      {error !== null && (
        <div className="stack">
          <Problem error={error} />
          <a href={isLink() ? '/staff/account' : '/staff/signin'}>
            {isLink() ? words.oidcToAccount : words.oidcBack}
          </a>
        </div>
      )}
      {next === 'linked' && (
        <div className="stack">
          <p role="status">{words.oidcLinked}</p>
          <a href="/staff/account">{words.oidcToAccount}</a>
        </div>
      )}
      {next === 'done' && <Entered onEnter={enter} />}
      {(next === 'totp' || next === 'enrol') && <SignIn first={next} onDone={enter} />}
    </Door>
  );
}

type Next = 'linked' | 'done' | 'totp' | 'enrol';

/** A code counts once, so it is sent once, however often React looks. No query: those are read again when it suits. */
const sent = new Map<string, Promise<Next>>();

function useReturn(): { readonly next: Next | null; readonly error: unknown } {
  const [answer, setAnswer] = useState<{ next: Next | null; error: unknown }>({ next: null, error: null });
  useEffect(() => {
    if (stateOf() === '') return;
    const { search } = location;
    const asked = sent.get(search) ?? finish();
    sent.set(search, asked);
    asked.then(
      (next) => setAnswer({ next, error: null }),
      (error: unknown) => setAnswer({ next: null, error }),
    );
  }, []);
  return answer;
}

/** What we began: the state that comes back says so, and the server holds it against our cookie. */
function isLink(): boolean {
  return stateOf().startsWith('link.');
}

function stateOf(): string {
  return new URLSearchParams(location.search).get('state') ?? '';
}

async function finish(): Promise<Next> {
  const query = new URLSearchParams(location.search);
  const given = (name: string): object => (query.has(name) ? { [name]: query.get(name) ?? '' } : {});
  const input = {
    state: stateOf(),
    ...given('code'),
    ...given('iss'),
    ...given('error'),
  };
  if (!isLink()) return (await call<typeof signInByOidc>('POST /api/session/oidc', input)).next;
  await call<typeof linkOidc>('PUT /api/account/oidc', input);
  return 'linked';
}

/** Goes on by itself, once. */
function Entered({ onEnter }: { readonly onEnter: () => void }) {
  const [onArrival] = useState(() => onEnter);
  useEffect(onArrival, [onArrival]);
  return <Loading rows={3} />;
}
