import { z } from 'zod';
import { endpoint } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';
import { DATUMS, PLACE_ROLES, PLACE_STATES, placeFilters, placeId } from '../contract.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const countPlaces = endpoint({
  method: 'GET',
  path: '/api/places/counts',
  summary: 'How many places there are in your scope, and how far they can be trusted',
  access: 'places.read',
  input: z.object({ role: z.enum(PLACE_ROLES).optional(), under: orgParam.optional() }),
  output: z.object({
    /** Without those that were taken off the list. */
    total: z.number().int(),
    /** Of those that people are sent to: */
    verified: z.number().int(),
    stale: z.number().int(),
    disputed: z.number().int(),
    sunk: z.number().int(),
    unlocated: z.number().int(),
  }),
  errors: ['orgs.not_found'],
  sample: { role: 'station' },
});

export const exportPlaces = endpoint({
  method: 'GET',
  path: '/api/places/export',
  summary: 'The filtered list as Excel, the most doubtful first',
  access: 'places.read',
  input: z.object(placeFilters),
  output: z.any(),
  produces: XLSX,
  errors: ['orgs.not_found', 'places.export_too_long'],
  sample: { role: 'station' },
});

/** A position in a query, where everything is text. */
const positionParams = {
  lat: z.coerce.number().min(-85).max(85),
  lng: z.coerce.number().min(-180).max(180),
  datum: z.enum(DATUMS),
};

const neighbour = z.object({
  id: placeId,
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.enum(PLACE_STATES),
  address: z.string().nullable(),
  org: orgRef,
  /** As the crow flies; null where one of the two has no position. */
  metres: z.number().int().nullable(),
});

export const findSimilar = endpoint({
  method: 'GET',
  path: '/api/places/similar',
  summary: 'Places that may be the one about to be put on record: much the same name, or a few steps away',
  access: 'places.manage',
  input: z.object({
    name: z.string().trim().max(60).optional(),
    lat: positionParams.lat.optional(),
    lng: positionParams.lng.optional(),
    datum: positionParams.datum.optional(),
  }),
  output: z.object({ items: z.array(neighbour) }),
  errors: ['places.outside_china'],
  sample: { name: '白坊家园暖心驿站' },
});

export const listNeighbours = endpoint({
  method: 'GET',
  path: '/api/places/neighbours',
  summary: 'The places around a position, to see whether a pin stands where it should',
  access: 'places.read',
  input: z.object(positionParams),
  output: z.object({
    items: z.array(
      neighbour.extend({
        metres: z.number().int(),
        wgs84: z.object({ lat: z.number(), lng: z.number() }),
      }),
    ),
  }),
  errors: ['places.outside_china'],
  sample: { lat: '40.07', lng: '116.33', datum: 'wgs84' },
});
