import { useQuery } from '@tanstack/react-query';
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
  const returned = useQuery({
    // A code counts once: asked for again, the first answer stands.
    queryKey: ['oidc', location.search],
    queryFn: finish,
    enabled: stateOf() !== '',
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const enter = (): void => {
    const back = takeBack();
    queryClient.clear();
    sessionRenewed();
    router.history.replace(back);
  };
  const next = returned.data;
  return (
    <Door title={words.title}>
      {stateOf() === '' && (
        <Blank title={words.oidcNothing}>
          <a href="/staff/signin">{words.oidcBack}</a>
        </Blank>
      )}
      {returned.isLoading && (
        <>
          <p className="quiet">{words.oidcBusy}</p>
          <Loading rows={3} />
        </>
      )}
      {returned.error && (
        <div className="stack">
          <Problem error={returned.error} />
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

/** What we began: the state that comes back says so, and the server holds it against our cookie. */
function isLink(): boolean {
  return stateOf().startsWith('link.');
}

function stateOf(): string {
  return new URLSearchParams(location.search).get('state') ?? '';
}

async function finish(): Promise<'linked' | 'done' | 'totp' | 'enrol'> {
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
