import { z } from 'zod';
import { endpoint } from '#kernel/contract';
import { DATUMS } from '../contract.ts';

export const getMapTiles = endpoint({
  method: 'GET',
  path: '/api/public/map-tiles',
  summary: 'The licensed map that this deployment may show, if any; ours never brings its own',
  access: 'public',
  input: z.object({}),
  output: z.object({
    tiles: z
      .object({
        /** With {z}, {x}, {y} and perhaps {s}, one of 1, 2, 3, 4. */
        url: z.string(),
        datum: z.enum(DATUMS),
        /** Whose map it is, with its review number (审图号). */
        attribution: z.string(),
      })
      .nullable(),
  }),
});
