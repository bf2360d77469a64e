import { z } from 'zod';
import { dateField, endpoint, textField } from '#kernel/contract';
import { ITEM_ENDS, ITEM_STATES, recordId } from '../../contract.ts';
import { ownerField } from '../contract.ts';

const stepped = z.object({ state: z.enum(ITEM_STATES), version: z.int() });

export const stepItem = endpoint({
  method: 'POST',
  path: '/api/items/:id/step',
  summary: 'Take an agreed item a step on; what ends it is for the officers of the body that decided it',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    /** The version that was looked at: of two at once one is told. */
    version: z.int(),
    to: z.enum(ITEM_STATES),
    /** Why it is disputed, deferred, failed or taken up again; for `reported` what was done. */
    reason: textField(500).optional(),
    /** For `accepted`: who answers for it. */
    owner: ownerField.optional(),
    /** For `assigned`, after a dispute: the unit that leads from now on. */
    leadUnit: recordId.optional(),
    /** For `deferred`. */
    dueOn: dateField.optional(),
    /** For `closed` and `failed`: what came of it, in words for those whose voices are in it. */
    outcome: textField(500).optional(),
    how: z.enum(ITEM_ENDS).optional(),
  }),
  output: stepped,
  errors: [
    'meetings.not_found',
    'meetings.item_bad_step',
    'meetings.item_changed',
    'meetings.item_lacks',
    'meetings.item_date_past',
    'meetings.item_unknown',
  ],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    version: 1,
    to: 'disputed',
    reason: '不属于本单位职责',
  },
});

export const noteItem = endpoint({
  method: 'POST',
  path: '/api/items/:id/progress',
  summary: 'Note how far an accepted item is; from then on it is in progress',
  access: 'meetings.manage',
  input: z.object({ id: recordId, text: textField(500) }),
  output: stepped,
  errors: ['meetings.not_found', 'meetings.item_bad_step'],
  sample: { id: '01890000-0000-7000-8000-000000000000', text: '已完成选址' },
});
