import { z } from 'zod';
import { endpoint } from '#kernel/contract';
import { recordId } from '../../contract.ts';

const year = z.coerce.number().int().min(2000).max(2199);

const filters = {
  body: recordId.optional(),
  /** Agreed at meetings of these years, both included. */
  from: year.optional(),
  to: year.optional(),
};

/** What came of some agreed items, as `tallyOf` of items/rules counts it. */
export const figures = {
  agreed: z.int(),
  open: z.int(),
  overdue: z.int(),
  closed: z.int(),
  /** Closed ones that had a date. */
  closedDated: z.int(),
  /** Of those, closed no later than the date in force. */
  onTime: z.int(),
  /** Days from the meeting to the closing, the one in the middle (of an even number between the two); null of none. */
  medianDays: z.number().nullable(),
  /** Put off at least once, whatever became of them. */
  putOff: z.int(),
  failed: z.int(),
};

export const itemFigures = endpoint({
  method: 'GET',
  path: '/api/meetings/figures',
  summary: 'What came of agreed items: closed on time, days to closing, still open by unit',
  access: 'meetings.read',
  input: z.object(filters),
  output: z.object({
    ...figures,
    /** By lead unit, those with most overdue first. */
    units: z.array(
      z.object({ unit: z.object({ id: recordId, name: z.string(), body: z.string() }), ...figures }),
    ),
  }),
  sample: { from: 2026 },
});

export const exportFigures = endpoint({
  method: 'GET',
  path: '/api/meetings/figures/export',
  summary: 'The same figures by lead unit as a sheet (.xlsx), with what each counts',
  access: 'meetings.read',
  input: z.object(filters),
  output: z.unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  sample: { from: 2026 },
});
