import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { aboutOidc, startOidc } from '#kernel/accounts/oidc/contract';
import { FormProblem } from './parts.tsx';
import { ask } from './query.ts';
import { signInWords } from './sign-in-texts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './words.ts';

const BACK = 'zhijia.oidc-back';

/** Where to go once the provider has sent us back: only this window knows, and forgets it when it is closed. */
export function takeBack(): string {
  const back = sessionStorage.getItem(BACK) ?? '/staff/';
  sessionStorage.removeItem(BACK);
  return back.startsWith('/staff/') ? back : '/staff/';
}

/** To the identity provider, where the deployment has one. */
export function OidcButton({ back }: { readonly back: string }) {
  const words = useWords(signInWords);
  const about = useQuery(ask<typeof aboutOidc>('GET /api/session/oidc', {}));
  const start = useSend<typeof startOidc>('POST /api/session/oidc/start');
  if (!about.data?.name) return null;
  const go = (): void =>
    start.mutate(
      {},
      {
        onSuccess: ({ url }) => {
          sessionStorage.setItem(BACK, back);
          location.assign(url);
        },
      },
    );
  return (
    <div className="stack door-or">
      <span className="quiet">{words.oidcOr}</span>
      <Button size="large" block loading={start.isPending || start.isSuccess} onClick={go}>
        {words.oidc(about.data.name)}
      </Button>
      <FormProblem error={start.error} />
    </div>
  );
}
