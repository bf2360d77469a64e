import type { VOICE_STATES } from './contract.ts';

type State = (typeof VOICE_STATES)[number];

const DAY_MS = 86_400_000;

/** What waits since before this instant is overdue. `days`: policy voices.answer_days. */
export function overdueBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** Whether a voice waits longer than answers take. What is answered waits no more. */
export function isOverdue(
  { state, since }: { readonly state: State; readonly since: Date },
  now: Date,
  days: number,
): boolean {
  return state !== 'answered' && since < overdueBefore(now, days);
}
