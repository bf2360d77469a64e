import { MutationCache, QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import type { getSession } from '#kernel/accounts/contract';
import type { Output } from '#kernel/contract';
import { ApiError, call } from '../client.ts';
import { noteFailure } from '../kit/away.ts';
import { overBy, overOf, type Over } from '../kit/over.ts';
import { createStore, useStore } from '../kit/store.ts';

/** What the server has said of a session that the page thought was open. */
const over = createStore<Over | null>(null);

const SESSION = ['session'] as const;

function hear(error: unknown): void {
  noteFailure(error, readAgain);
  if (!(error instanceof ApiError) || error.status !== 401) return;
  over.set(overOf(error) ?? 'expired');
  cache.setQueryData(SESSION, { account: null });
}

function readAgain(): void {
  void cache.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
}

/** Asks again only where asking again can help; without a network it fails at once and says so. */
export const cache: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: hear }),
  mutationCache: new MutationCache({ onError: hear }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 30_000,
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && [0, 502, 503].includes(error.status),
    },
    mutations: { networkMode: 'always' },
  },
});

export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: () => call<typeof getSession>('GET /api/session', {}),
    staleTime: 300_000,
  });
}

/** Why one has to sign in again, for the sentence that says so; null where nobody was signed in. */
export function useOver(): Over | null {
  const told = useStore(over);
  const ended = useSession().data?.ended;
  return told ?? overBy(ended);
}

type Account = Output<typeof getSession>['account'];

/** Somebody has signed in or out: what was read for another (every key under `mine`) must not stay on the screen. */
export function changeAccount(account: Account): void {
  over.set(null);
  cache.setQueryData(SESSION, { account });
  cache.removeQueries({ queryKey: ['mine'] });
}
