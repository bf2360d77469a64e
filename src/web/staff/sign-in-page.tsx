import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { overBy } from '../kit/over.ts';
import { Door } from './door.tsx';
import { sessionRenewed } from './expiry.ts';
import { useFilters } from './filters.ts';
import { OidcButton } from './oidc.tsx';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { signInWords } from './sign-in-texts.ts';
import { useWords } from './words.ts';

/** /staff/signin?back=/staff/…: in, and on to the page that was asked for. */
export function SignInPage() {
  const words = useWords(signInWords);
  const router = useRouter();
  const [{ back }] = useFilters();
  const over = overBy(useQuery(sessionQuery).data?.ended);
  // Only a path of ours: `back` comes from the address line.
  const target = back?.startsWith('/staff/') ? back : '/staff/';
  const enter = (): void => {
    queryClient.clear();
    sessionRenewed();
    router.history.push(target);
  };
  return (
    <Door title={words.title}>
      {over && (
        <div className="note mind form-note" role="status">
          <b>{words.again[over]}</b>
          {over === 'ended' && <div>{words.notYou}</div>}
        </div>
      )}
      <SignIn onDone={enter} />
      <OidcButton back={target} />
      <p className="door-note">
        <a href="/">{words.worker}</a>
      </p>
    </Door>
  );
}
