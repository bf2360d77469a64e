import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import { call } from '#web/client.ts';
import type { FaultState, listMyFaults, trackFault } from '../../trust/faults/contract.ts';

export type TrackedFault = Output<typeof trackFault>;
export type OwnFault = Output<typeof listMyFaults>['items'][number];

/** How a state is coloured; the words say the same. */
export const TONES: Readonly<Record<FaultState, '' | 'ok' | 'mind' | 'alarm'>> = {
  reported: '',
  acked: '',
  fixing: '',
  fixed: 'mind',
  confirmed: 'ok',
  reopened: 'mind',
  refused: 'alarm',
};

export const trackingKey = (token: string) => ['fault', token] as const;

export function useFault(token: string) {
  return useQuery({
    queryKey: trackingKey(token),
    queryFn: () => call<typeof trackFault>('POST /api/faults/track', { token }),
  });
}

/** What the account has reported; asked only of somebody signed in. */
export function useOwnFaults(signedIn: boolean) {
  return useQuery({
    queryKey: ['mine', 'faults'],
    queryFn: () => call<typeof listMyFaults>('GET /api/me/faults', {}),
    enabled: signedIn,
  });
}
