import { useRouter } from '@tanstack/react-router';
import { Door } from './door.tsx';
import { sessionRenewed } from './expiry.ts';
import { useFilters } from './filters.ts';
import { queryClient } from './query.ts';
import { SignIn } from './sign-in.tsx';
import { signInWords } from './sign-in-texts.ts';
import { useWords } from './words.ts';

/** /staff/signin?back=/staff/…: in, and on to the page that was asked for. */
export function SignInPage() {
  const words = useWords(signInWords);
  const router = useRouter();
  const [{ back }] = useFilters();
  const enter = (): void => {
    queryClient.clear();
    sessionRenewed();
    // Only a path of ours: `back` comes from the address line.
    router.history.push(back?.startsWith('/staff/') ? back : '/staff/');
  };
  return (
    <Door title={words.title}>
      <SignIn onDone={enter} />
      <p className="door-note">
        <a href="/">{words.worker}</a>
      </p>
    </Door>
  );
}
