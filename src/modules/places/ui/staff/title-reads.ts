import type { Output } from '#kernel/contract';
import type { getTitle, listPlaceTitles, listTitles, TitleState, TitleStep } from '#places/titles/contract';
import type { TagTone } from '#web/staff/parts.tsx';

export type TitleCase = Output<typeof listTitles>['items'][number];
export type TitleDetail = Output<typeof getTitle>;
export type PlaceTitles = Output<typeof listPlaceTitles>;
export type TitleCheck = PlaceTitles['open'][number]['checks'][number];

/** What shows cases, and is read again once one has taken a step. */
export const TITLE_READS = [
  'GET /api/titles',
  'GET /api/titles/:id',
  'GET /api/titles/counts',
  'GET /api/places/:id/titles',
  'GET /api/places/todos',
] as const;

const TONES: Readonly<Partial<Record<TitleState, TagTone>>> = {
  returned: 'mind',
  awarded: 'ok',
  reinspection_due: 'mind',
  rectify: 'alarm',
  rejected: 'plain',
  withdrawn: 'plain',
  revoked: 'plain',
};

export function toneOfTitle(state: TitleState): TagTone {
  return TONES[state] ?? 'info';
}

export const HELD_STATES: readonly TitleState[] = ['awarded', 'reinspection_due', 'rectify'];
export const OVER_STATES: readonly TitleState[] = ['rejected', 'withdrawn', 'revoked'];

/** Steps that a dialog belongs to; the clock takes its own. */
export type DialogStep = Exclude<TitleStep, 'fall_due'>;

/** The step that the reader is offered as the one button, where it is theirs to take. */
export function mainOf({ next, steps }: Pick<TitleCase, 'next' | 'steps'>): DialogStep | null {
  return next !== null && next !== 'fall_due' && steps.includes(next) ? next : null;
}

/** All others that the reader may take. */
export function othersOf(one: Pick<TitleCase, 'next' | 'steps'>): DialogStep[] {
  const main = mainOf(one);
  return one.steps.filter((step): step is DialogStep => step !== 'fall_due' && step !== main);
}
