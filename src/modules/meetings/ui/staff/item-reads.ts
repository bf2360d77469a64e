import type { Output } from '#kernel/contract';
import type { getItem, listItems, listMeetingItems } from '#meetings/items/contract';
import type { TagTone } from '#web/staff/parts.tsx';

export type ItemRow = Output<typeof listItems>['items'][number];
export type ItemDetail = Output<typeof getItem>;
export type MeetingItems = Output<typeof listMeetingItems>;
export type Carried = MeetingItems['carried'][number];
export type ItemState = ItemRow['state'];

/** What shows agreed items, and is read again once one has changed. */
export const ITEM_READS = [
  'GET /api/items',
  'GET /api/items/:id',
  'GET /api/items/:id/concerns',
  'GET /api/meetings/:id/items',
  'GET /api/meetings/figures',
  'GET /api/meetings/todos',
] as const;

const TONES: Readonly<Partial<Record<ItemState, TagTone>>> = {
  disputed: 'mind',
  deferred: 'mind',
  reported: 'mind',
  verified: 'ok',
  closed: 'ok',
  failed: 'plain',
};

export function toneOfItem(state: ItemState): TagTone {
  return TONES[state] ?? 'info';
}

/** Whether it still has to be answered for. */
export function isOpenItem({ closedAt }: Pick<ItemRow, 'closedAt'>): boolean {
  return closedAt === null;
}
