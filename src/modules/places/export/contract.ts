import { z } from 'zod';
import { endpoint } from '#kernel/contract';
import { PLACE_ROLES } from '../contract.ts';

const input = z.object({ role: z.enum(PLACE_ROLES).optional() });

export const placesCsv = endpoint({
  method: 'GET',
  path: '/api/public/places.csv',
  summary: 'Open data: every listed place as CSV (UTF-8 with a byte order mark, both systems of coordinates)',
  access: 'public',
  input,
  output: z.any(),
  produces: 'text/csv',
  limit: 20,
  transaction: false,
  sample: { role: 'station' },
});

export const placesGeojson = endpoint({
  method: 'GET',
  path: '/api/public/places.geojson',
  summary:
    'Open data: every listed place as GeoJSON (RFC 7946, WGS-84); without coordinates its geometry is null',
  access: 'public',
  input,
  output: z.any(),
  produces: 'application/geo+json',
  limit: 20,
  transaction: false,
  sample: { role: 'station' },
});
