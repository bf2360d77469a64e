import { MutationCache, QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import type { getSession } from '#kernel/accounts/contract';
import type { Output } from '#kernel/contract';
import { ApiError, call } from '../client.ts';
import { noteFailure } from '../kit/away.ts';
import { createStore } from '../kit/store.ts';

/** Whether the server has said that the session is over while the page thought otherwise. */
export const expired = createStore(false);

const SESSION = ['session'] as const;

function hear(error: unknown): void {
  noteFailure(error, readAgain);
  if (!(error instanceof ApiError) || error.status !== 401) return;
  expired.set(true);
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

type Account = Output<typeof getSession>['account'];

/** Somebody has signed in or out: what was read for another (every key under `mine`) must not stay on the screen. */
export function changeAccount(account: Account): void {
  expired.set(false);
  cache.setQueryData(SESSION, { account });
  cache.removeQueries({ queryKey: ['mine'] });
}
