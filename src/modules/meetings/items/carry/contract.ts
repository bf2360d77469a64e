import { z } from 'zod';
import { dateField, endpoint, textField } from '#kernel/contract';
import { CARRIED_DECISIONS, ITEM_ENDS, ITEM_STATES, recordId } from '../../contract.ts';
import { ownerField } from '../contract.ts';

export const carryItem = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/carried',
  summary: 'What a meeting heard of an item agreed before it, once for each meeting and item',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    itemId: recordId,
    /** The version of the item that was looked at. */
    version: z.int(),
    decision: z.enum(CARRIED_DECISIONS),
    /** What was said; for `deferred`, for `failed` and for what is overdue the reason. */
    said: textField(500).optional(),
    dueOn: dateField.optional(),
    /** Where nobody answers for it yet. */
    owner: ownerField.optional(),
    outcome: textField(500).optional(),
    how: z.enum(ITEM_ENDS).optional(),
  }),
  output: z.object({ state: z.enum(ITEM_STATES), version: z.int() }),
  errors: [
    'meetings.not_found',
    'meetings.item_not_held',
    'meetings.item_not_carried',
    'meetings.item_heard_already',
    'meetings.item_changed',
    'meetings.item_bad_step',
    'meetings.item_lacks',
    'meetings.item_date_past',
  ],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    itemId: '01890000-0000-7000-8000-000000000000',
    version: 1,
    decision: 'goes_on',
    said: '牵头单位汇报：正在选址',
  },
});
