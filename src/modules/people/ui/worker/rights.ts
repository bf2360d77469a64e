import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import { call } from '#web/client.ts';
import type { getMyRights } from '../../rights/contract.ts';

export type MyRights = Output<typeof getMyRights>;

const KEY = ['mine', 'rights'] as const;

export function useRights(enabled: boolean) {
  return useQuery({
    queryKey: KEY,
    queryFn: () => call<typeof getMyRights>('GET /api/my/rights', {}),
    enabled,
  });
}

/** Reads again what a change has touched. */
export function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ['mine'] });
}
