import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import { call } from '#web/client.ts';
import type { getMe } from '../../contract.ts';

export type Me = Output<typeof getMe>;

/** What is held about the person signed in. */
export function useMe(enabled: boolean) {
  return useQuery({
    queryKey: ['mine', 'membership'],
    queryFn: () => call<typeof getMe>('GET /api/me', {}),
    enabled,
  });
}
