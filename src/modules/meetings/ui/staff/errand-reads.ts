import type { Output } from '#kernel/contract';
import type { TagTone } from '#web/staff/parts.tsx';
import type { listErrands } from '../../errands/desk/contract.ts';

export type ErrandsView = Output<typeof listErrands>;
export type ErrandRow = ErrandsView['items'][number];
export type ErrandAnswer = ErrandRow['answers'][number];

/** What is read again after something was done with an errand; a confirmed answer changes meetings and items too. */
export const ERRAND_READS = [
  'GET /api/meetings/:id/errands',
  'GET /api/items/:id/errands',
  'GET /api/meetings/:id',
  'GET /api/meetings/:id/topics',
  'GET /api/meetings/:id/attendance',
  'GET /api/meetings/:id/notice',
  'GET /api/items/:id',
  'GET /api/meetings/todos',
  'GET /api/units/:id/progress',
];

export const STATE_TONES: Readonly<Record<ErrandRow['state'], TagTone>> = {
  waiting: 'info',
  submitted: 'mind',
  confirmed: 'ok',
  returned: 'mind',
  closed: 'plain',
};

/** Whether the unit can answer and has not. */
export function isWaiting({ may, state }: Pick<ErrandRow, 'may' | 'state'>): boolean {
  return may.length > 0 && (state === 'waiting' || state === 'returned');
}

/** The answers that wait to be confirmed. */
export function waitingOf({ answers }: Pick<ErrandRow, 'answers'>): ErrandAnswer[] {
  return answers.filter(({ state }) => state === 'submitted');
}

/** What an errand is about: a meeting, or an item. */
export type ErrandsAbout = { readonly meeting: string } | { readonly item: string };
