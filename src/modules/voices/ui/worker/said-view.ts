import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import { ApiError, call } from '#web/client.ts';
import type { viewSaid } from '../../said/contract.ts';

export type SaidView = Output<typeof viewSaid>;

const DAY_MS = 86_400_000;

export const saidKey = (token: string) => ['said', token] as const;

export function useSaid(token: string) {
  return useQuery({
    queryKey: saidKey(token),
    queryFn: () => call<typeof viewSaid>('POST /api/public/voices/said', { token }),
  });
}

/** Its link opens nothing any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 410);
}

/** How it is coloured; the words say the same. */
export function toneOf({ state, overdue }: SaidView): '' | 'ok' | 'mind' {
  if (state === 'answered') return 'ok';
  return overdue ? 'mind' : '';
}

/** Whole days since it waits. */
export function daysWaited({ since }: SaidView, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / DAY_MS));
}

/** What of its texts says where it stands. */
export function standOf(view: SaidView, days: number) {
  const { state, others } = view;
  if (state === 'answered') return 'standAnswered';
  if (state === 'grouped') return others ? 'standGrouped' : 'standConcern';
  if (view.overdue) return 'standOverdue';
  return days === 0 ? 'standToday' : 'standWaiting';
}
