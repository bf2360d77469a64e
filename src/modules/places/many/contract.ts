import { z } from 'zod';
import { endpoint, timeField } from '#kernel/contract';
import { orgNumber } from '#orgs/contract';
import { PLACE_STATES, placeId } from '../contract.ts';

const ids = z.array(placeId).min(1).max(200);
const sampleIds = ['01890000-0000-7000-8000-000000000000'];

/** What became of each: one that cannot be done does not hold up the others. */
const outcomes = z.object({
  done: z.number().int(),
  outcomes: z.array(
    z.object({ id: placeId, ok: z.boolean(), code: z.string().nullable(), message: z.string().nullable() }),
  ),
});

export const changeManyStates = endpoint({
  method: 'POST',
  path: '/api/places/states',
  summary: 'Take many places a step on, each with an outcome of its own',
  access: 'places.manage',
  input: z.object({
    ids,
    to: z.enum(PLACE_STATES),
    reason: z.string().trim().max(200).optional(),
    until: timeField.optional(),
  }),
  output: outcomes,
  sample: { ids: sampleIds, to: 'temp_closed', reason: '冬季检修' },
});

export const undoManyStates = endpoint({
  method: 'POST',
  path: '/api/places/states/undo',
  summary: 'Take back the last step of each place, where it was a short while ago',
  access: 'places.manage',
  input: z.object({ ids }),
  output: outcomes,
  sample: { ids: sampleIds },
});

export const moveManyPlaces = endpoint({
  method: 'POST',
  path: '/api/places/unions',
  summary: 'Have many places looked after by another union in your scope, each with an outcome of its own',
  access: 'places.manage',
  input: z.object({ ids, orgId: orgNumber }),
  output: outcomes,
  errors: ['orgs.not_found'],
  sample: { ids: sampleIds, orgId: 1 },
});
