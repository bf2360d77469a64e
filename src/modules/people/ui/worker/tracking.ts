import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import { call } from '#web/client.ts';
import { addWorkingDays, civilDate } from '#web/kit/dates.ts';
import type { ApplicationState, trackApplication } from '../../join/contract.ts';

export type Tracking = Output<typeof trackApplication>;

/** How a state is coloured; the words say the same. */
export const TONES: Readonly<Record<ApplicationState, '' | 'ok' | 'mind' | 'alarm'>> = {
  submitted: '',
  auto_checked: '',
  in_review: '',
  pooled: '',
  offered: '',
  returned: 'mind',
  approved: 'ok',
  rejected: 'alarm',
  withdrawn: '',
};

const WAITING: readonly ApplicationState[] = ['submitted', 'auto_checked', 'in_review', 'pooled', 'offered'];

/** Whether somebody else has to act next. */
export function isWaiting(state: ApplicationState): boolean {
  return WAITING.includes(state);
}

/** The last day on which the union has promised an answer, and whether it has passed. */
export function promiseOf(
  { submittedAt, answerDays }: Pick<Tracking, 'submittedAt' | 'answerDays'>,
  now: Date,
) {
  const by = addWorkingDays(civilDate(new Date(submittedAt)), answerDays);
  return { by, late: civilDate(now) > by };
}

export const trackingKey = (token: string) => ['tracking', token] as const;

/** Where an application stands. The machine's own steps take seconds, so the page looks again while they last. */
export function useTracking(token: string) {
  return useQuery({
    queryKey: trackingKey(token),
    queryFn: () => call<typeof trackApplication>('POST /api/join/track', { token }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'submitted' || data?.state === 'auto_checked' ? 10_000 : false,
  });
}
