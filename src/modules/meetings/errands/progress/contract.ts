import { z } from 'zod';
import { dateField, endpoint } from '#kernel/contract';
import { figures } from '../../items/figures/contract.ts';
import { CONSENSUS, ITEM_STATES, recordId, unitRef } from '../../contract.ts';
import { SAMPLE_ID } from '../contract.ts';

export const unitProgress = endpoint({
  method: 'GET',
  path: '/api/units/:id/progress',
  summary: 'What a unit leads and supports over all meetings, how it goes, and what it has not answered',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    unit: unitRef,
    body: z.string(),
    /** Of the items that it leads. */
    figures: z.object(figures),
    /** Asked by a link and without an answer, in all meetings. */
    unanswered: z.int(),
    items: z.array(
      z.object({
        id: recordId,
        text: z.string(),
        meeting: z.object({ id: recordId, title: z.string() }),
        state: z.enum(ITEM_STATES),
        consensus: z.enum(CONSENSUS),
        leads: z.boolean(),
        agreedOn: dateField,
        dueOn: dateField.nullable(),
        closedOn: dateField.nullable(),
        overdue: z.boolean(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  errors: ['meetings.not_found'],
  sample: { id: SAMPLE_ID },
});
