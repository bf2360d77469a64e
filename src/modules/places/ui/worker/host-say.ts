import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import { ApiError, call, newKey } from '#web/client.ts';
import { recall, remember } from '#web/kit/storage.ts';
import { createStore, useStore } from '#web/kit/store.ts';
import type { openHostPage, Said, sayAsHost, undoAsHost } from '../../host/contract.ts';

export type HostView = Output<typeof openHostPage>;

/** A tap that has not arrived, as far as this phone knows. Its key makes sending it again harmless. */
export interface Unsent {
  readonly key: string;
  readonly token: string;
  readonly said: Said;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** “Open now” of half an hour ago is no news: after this long it has to be tapped again. */
export const SEND_WITHIN_MS = 15 * 60_000;

const KEY = 'host-unsent';
const unsent = createStore<readonly Unsent[]>(recall<Unsent[]>(KEY) ?? []);

function write(next: readonly Unsent[]): void {
  unsent.set(next);
  remember(KEY, next.length > 0 ? next : null);
}

export function useUnsent(token: string): readonly Unsent[] {
  return useStore(unsent).filter((tap) => tap.token === token);
}

export function dropUnsent(key: string): void {
  write(unsent.get().filter((tap) => tap.key !== key));
}

const keyOf = (token: string) => ['host', token] as const;

/** The page as the server last told it; looked at again each minute while it is open. */
export function useHostView(token: string) {
  return useQuery({
    queryKey: keyOf(token),
    queryFn: ({ signal }) => call<typeof openHostPage>('POST /api/host/page', { token }, { signal }),
    refetchInterval: 60_000,
  });
}

/** Says something; what did not arrive is kept on the phone until it is sent again or dropped. */
export function useSay(token: string) {
  const cache = useQueryClient();
  const send = useMutation({
    mutationFn: ({ said, key }: Unsent) =>
      call<typeof sayAsHost>('POST /api/host/say', { token, said }, { key }),
    onSuccess: (view, { key }) => {
      dropUnsent(key);
      cache.setQueryData(keyOf(token), view);
    },
    onError: (error, { key }) => {
      // What the server refused is refused the next time too.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429)
        dropUnsent(key);
    },
  });
  return {
    say: (said: Said, onRefused?: (code: string) => void): void => {
      const tap = { key: newKey(), token, said, at: Date.now() };
      // Written down before it is sent: the phone may be put away meanwhile.
      write([tap, ...unsent.get()]);
      send.mutate(tap, {
        onError: (error) => error instanceof ApiError && onRefused?.(error.code),
      });
    },
    resend: send.mutate,
    busy: send.isPending,
    sending: send.isPending ? send.variables.key : null,
    error: send.error,
  };
}

export type Say = (said: Said, onRefused?: (code: string) => void) => void;

export function useUndo(token: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<typeof undoAsHost>('POST /api/host/undo', { token, id }),
    onSuccess: (view) => void cache.setQueryData(keyOf(token), view),
  });
}
