import { z } from 'zod';
import { endpoint } from '#kernel/contract';
import { facilityTerm, kindTerm } from '../contract.ts';

const records = z.array(z.object({ from: z.iso.date(), source: z.string() }));
const used = { used: z.number().int() };

export const getTermSettings = endpoint({
  method: 'GET',
  path: '/api/place-terms',
  summary:
    'Names of facilities and kinds as they will be, how many places use each, and since when by which notice',
  access: 'places.settings',
  input: z.object({}),
  output: z.object({
    facilities: z.array(facilityTerm.extend(used)),
    kinds: z.array(kindTerm.extend(used)),
    /** Every list there has been, the newest first; none while the first one holds. */
    records: z.object({ facilities: records, kinds: records }),
    /** Whether you may change them: the lists are the same for the whole federation. */
    may: z.boolean(),
  }),
});
