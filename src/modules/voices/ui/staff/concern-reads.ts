import type { Output } from '#kernel/contract';
import type { getConcern, listConcerns } from '#voices/concerns/contract';
import type { listAlike } from '../../concerns/similar/contract.ts';

/** What is read again after something was done with a concern. */
export const CONCERN_READS = [
  'GET /api/concerns',
  'GET /api/concerns/:id',
  'GET /api/concerns/alike',
  'GET /api/concerns/suggestions',
  'GET /api/voices',
  'GET /api/voices/todos',
] as const;

export type ConcernRow = Output<typeof listConcerns>['items'][number];
export type Trail = Output<typeof getConcern>;
export type Heap = Output<typeof listAlike>['items'][number];
export type Why = NonNullable<Heap['voices'][number]['why']>;

/** What a dialog needs to know of a voice that is to be grouped. */
export interface Groupable {
  readonly id: string;
  readonly text: string;
  readonly org: { readonly id: number; readonly name: string };
}
