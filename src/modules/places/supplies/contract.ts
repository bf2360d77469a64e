import { z } from 'zod';
import { dateField, endpoint, pageFields, pageOf, textField, timeField } from '#kernel/contract';
import { placeId } from '../contract.ts';
import { WAYS_GONE } from './rules.ts';

const SAMPLE = '01890000-0000-7000-8000-000000000000';

const supplySchema = z.object({
  id: z.uuid(),
  item: z.string(),
  quantity: z.int(),
  unit: z.string(),
  placedOn: dateField,
  /** Null for what does not expire. */
  expiresOn: dateField.nullable(),
  gone: z.object({ at: timeField, how: z.enum(WAYS_GONE), by: z.enum(['host', 'officer']) }).nullable(),
});
export type Supply = z.output<typeof supplySchema>;

export const listSupplies = endpoint({
  method: 'GET',
  path: '/api/places/:id/supplies',
  summary: 'What a place keeps, what expires first at the top; what was taken away below',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z.object({
    /** At most 300. */
    here: z.array(supplySchema),
    /** The last 50. */
    gone: z.array(supplySchema),
    /** So many days ahead it is said that something expires. */
    days: z.int(),
  }),
  errors: ['places.not_found'],
  sample: { id: SAMPLE },
});

export const addSupply = endpoint({
  method: 'POST',
  path: '/api/places/:id/supplies',
  summary: 'Note what was placed somewhere',
  access: 'places.manage',
  input: z.object({
    id: placeId,
    item: textField(40),
    quantity: z.int().min(1).max(100_000),
    unit: textField(10),
    placedOn: dateField,
    expiresOn: dateField.nullable().optional(),
  }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: ['places.not_found', 'places.supply_bad_days'],
  sample: {
    id: SAMPLE,
    item: '藿香正气水',
    quantity: 20,
    unit: '盒',
    placedOn: '2026-06-01',
    expiresOn: '2027-05-31',
  },
});

export const takeSupplyAway = endpoint({
  method: 'POST',
  path: '/api/supplies/:id/gone',
  summary: 'Note that a lot is used up, expired or otherwise gone',
  access: 'places.manage',
  input: z.object({ id: z.uuid(), how: z.enum(WAYS_GONE) }),
  output: z.object({ id: z.uuid() }),
  errors: ['places.supply_not_found', 'places.supply_gone'],
  sample: { id: SAMPLE, how: 'used_up' },
});

export const listExpiring = endpoint({
  method: 'GET',
  path: '/api/supplies/expiring',
  summary: 'What expires soon or has expired at the places in your scope, the first at the top',
  access: 'places.read',
  input: z.object({ ...pageFields }),
  output: pageOf(supplySchema.extend({ place: z.object({ id: placeId, name: z.string() }) })).extend({
    total: z.number().int(),
    days: z.int(),
  }),
  errors: ['kernel.bad_cursor'],
  sample: { limit: 50 },
});
