import { useQuery } from '@tanstack/react-query';
import type { getJoinTarget } from '#orgs/contract';
import { call } from '../client.ts';

/** What a join QR names (`u` a union, `a` a street), and the federation that runs this deployment. */
export function useJoinTarget(u: string | null = null, a: string | null = null) {
  return useQuery({
    queryKey: ['join-target', u, a],
    queryFn: () =>
      call<typeof getJoinTarget>('GET /api/public/join-target', { ...(u ? { u } : {}), ...(a ? { a } : {}) }),
    staleTime: 600_000,
  });
}
