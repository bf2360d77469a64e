import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type { Contract, Output, Request } from '#kernel/contract';
import { ApiError, call } from '../client.ts';
import { noteFailure } from '../kit/away.ts';
import { overOf } from '../kit/over.ts';
import { expireSession } from './expiry.ts';

/** Tells the shell when the server says that nobody is signed in any more, wherever that happens. */
function watch(error: unknown): void {
  noteFailure(error, readAgain);
  const over = overOf(error);
  if (over !== null) expireSession(over);
}

function readAgain(): void {
  void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
}

/** One more try where the answer may differ next time; what the server refused stays refused. */
function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 1 && error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: { queries: { staleTime: 15_000, retry: worthRetrying }, mutations: { retry: false } },
});

/** A read of an endpoint: `useQuery(ask<typeof getOrg>('GET /api/orgs/:id', { id }))`. */
export function ask<C extends Contract>(route: `GET ${C['path']}`, input: Request<C>) {
  return queryOptions({
    queryKey: [route, input] as const,
    queryFn: ({ signal }): Promise<Output<C>> =>
      call<C>(route as `${C['method']} ${C['path']}`, input, { signal }),
  });
}

/** A list that is read page after page by its cursor. */
export function askPages<C extends Contract>(route: `GET ${C['path']}`, input: Request<C>) {
  return infiniteQueryOptions({
    queryKey: [route, 'pages', input] as const,
    queryFn: ({ signal, pageParam }): Promise<Output<C> & { readonly next: string | null }> =>
      call<C>(
        route as `${C['method']} ${C['path']}`,
        { ...input, cursor: pageParam ?? undefined },
        { signal },
      ) as Promise<Output<C> & { readonly next: string | null }>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}

/** Forgets what was read from these endpoints, so that every screen that shows it reads again. */
export function refresh(...routes: readonly string[]): Promise<void> {
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => routes.includes(String(queryKey[0])) });
}
