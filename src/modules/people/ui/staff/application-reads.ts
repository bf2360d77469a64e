import type { Output } from '#kernel/contract';
import type { approveApplications, listApplications } from '#people/review/contract';

export type Application = Output<typeof listApplications>['items'][number];
export type Outcomes = Output<typeof approveApplications>;

/** What shows applications: read again after each decision. */
export const APPLICATION_READS = [
  'GET /api/applications',
  'GET /api/applications/:id',
  'GET /api/people/todos',
  'GET /api/people/counts',
  'GET /api/people',
  'GET /api/resolutions',
] as const;

/** What can be done to applications. */
export type Decision = 'approve' | 'return' | 'reject' | 'offer' | 'bounce';

const OPEN: readonly string[] = ['in_review', 'pooled', 'offered'];

/** Whether a state, or the filter of the list, is one that waits for an officer; no filter means those that do. */
export function isOpen(state: string | undefined): boolean {
  return state === undefined || OPEN.includes(state);
}

/** Whether a decision makes sense for an application in this state; the server has the last word. */
export function fits(decision: Decision, { state }: Pick<Application, 'state'>): boolean {
  return decision === 'bounce' ? state === 'offered' : isOpen(state);
}
