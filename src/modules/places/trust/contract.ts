import { z } from 'zod';
import { endpoint, timeField } from '#kernel/contract';
import { openingSchema } from '../hours/contract.ts';
import { freshnessSchema, placeCode, placeId } from '../contract.ts';
import { faultSchema } from './faults/contract.ts';

/**
 * What came of somebody's word: `confirmed` ended every doubt; `doubted` says that the place is in doubt, now or already;
 * `noted` waits for others to say the same; `closed_hours`: it is closed at this time by its published hours;
 * `again`: the same was said from there a moment ago.
 */
export const EFFECTS = ['confirmed', 'doubted', 'noted', 'closed_hours', 'again'] as const;
export type Effect = (typeof EFFECTS)[number];

export const sayOpen = endpoint({
  method: 'POST',
  path: '/api/public/places/:code/uses',
  summary:
    'I am using it now (我在这儿用上了); with the key of the sign on its wall the word counts alone; no account needed',
  access: 'public',
  input: z.object({
    code: placeCode,
    /** From the fragment of the sign’s QR. A key that was called back counts as none. */
    key: z.string().max(100).optional(),
  }),
  output: z.object({ effect: z.enum(EFFECTS), freshness: freshnessSchema }),
  errors: ['places.not_found', 'places.report_unlisted'],
  sample: { code: '7K3QXM' },
  limit: 30,
});

/** How often something was said in the last 30 days. */
const counted = z.object({
  /** By somebody who used it, with the key of its sign. */
  uses: z.number().int(),
  visitorsOpen: z.number().int(),
  visitorsClosed: z.number().int(),
  /** Closed, but when its published hours say so too. */
  closedOutsideHours: z.number().int(),
  hostOpen: z.number().int(),
  hostClosed: z.number().int(),
  officerOpen: z.number().int(),
  officerClosed: z.number().int(),
});

export const getPlaceTrust = endpoint({
  method: 'GET',
  path: '/api/places/:id/trust',
  summary: 'How far a place can be trusted: what was said of it, how often, and every fault with its steps',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z
    .object({
      freshness: freshnessSchema.extend({ doubtedAt: timeField.nullable() }),
      opening: openingSchema,
      counts: counted,
      /** The last words that say something by themselves or together, newest first: what, from whom, when. Never who. */
      latest: z.array(z.object({ at: timeField, what: z.enum(['open', 'closed']), source: z.string() })),
      faults: z.array(faultSchema),
      limits: z.object({
        verifiedDays: z.number(),
        sinkHours: z.number(),
        reports: z.number(),
        days: z.number(),
      }),
      mayManage: z.boolean(),
    })
    .meta({ id: 'PlaceTrust' }),
  errors: ['places.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const checkPlace = endpoint({
  method: 'POST',
  path: '/api/places/:id/check',
  summary: 'An officer went there: it is open, or it is closed; counts by itself',
  access: 'places.manage',
  input: z.object({ id: placeId, what: z.enum(['open', 'closed']) }),
  output: z.object({ freshness: freshnessSchema }),
  errors: ['places.not_found', 'places.report_unlisted'],
  sample: { id: '01890000-0000-7000-8000-000000000000', what: 'open' },
});
