import { z } from 'zod';
import { endpoint } from '#kernel/contract';
import { recordId } from '../../contract.ts';

const year = z.coerce.number().int().min(2000).max(2199);

export const itemFigures = endpoint({
  method: 'GET',
  path: '/api/meetings/figures',
  summary: 'What came of agreed items: closed on time, days to closing, still open by unit',
  access: 'meetings.read',
  input: z.object({
    body: recordId.optional(),
    /** Agreed at meetings of these years, both included. */
    from: year.optional(),
    to: year.optional(),
  }),
  output: z.object({
    agreed: z.int(),
    open: z.int(),
    overdue: z.int(),
    closed: z.int(),
    /** Closed ones that had a date. */
    closedDated: z.int(),
    /** Of those, closed no later than the date in force. */
    onTime: z.int(),
    /** Days from being written down to being closed, the one in the middle; null of none. */
    medianDays: z.int().nullable(),
    /** Deferred, and not taken up again yet. */
    deferred: z.int(),
    failed: z.int(),
    /** By lead unit, those with most overdue first. */
    units: z.array(
      z.object({
        unit: z.object({ id: recordId, name: z.string(), body: z.string() }),
        agreed: z.int(),
        open: z.int(),
        overdue: z.int(),
        closed: z.int(),
      }),
    ),
  }),
  sample: { from: 2026 },
});
