import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { listMyOrgs } from '#orgs/contract';
import { Loading } from './parts.tsx';
import { ask, queryClient } from './query.ts';
import { Enrol } from './second-factor.tsx';
import { useAccount } from './session.ts';

/**
 * Where the second factor is a rule, the server lets a role rest until it is set up: an account that holds roles and
 * has no rights comes here first, e.g. after the page was closed in the middle of it.
 */
export function TotpGate({ children }: { readonly children: ReactNode }) {
  const account = useAccount();
  const suspect = account !== null && !account.totp && account.grants.length === 0;
  const mine = useQuery({ ...ask<typeof listMyOrgs>('GET /api/my/orgs', {}), enabled: suspect });
  if (suspect && mine.isLoading) return <Loading />;
  if (!suspect || !mine.data || mine.data.items.length === 0) return children;
  return (
    <section className="card gate">
      <Enrol onDone={() => void queryClient.invalidateQueries()} />
    </section>
  );
}
