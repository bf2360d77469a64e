import type { Output } from '#kernel/contract';
import type { listTitleTemplates } from '../../titles/templates/contract.ts';

type Listed = Output<typeof listTitleTemplates>;
export type Template = Listed['items'][number];
export type Ready = Listed['ready'][number];

export const TEMPLATE_READS = ['GET /api/title-templates', 'GET /api/places/:id/titles'] as const;

/** What is being written: a new title, from nothing or from what there is, or a change of one. */
export type Draft =
  | { readonly kind: 'create'; readonly from: Omit<Ready, 'key'> | null }
  | { readonly kind: 'change'; readonly template: Template };
