import { z } from 'zod';
import { endpoint } from '../contract.ts';

export const health = endpoint({
  method: 'GET',
  path: '/api/health',
  summary: 'For load balancers: this process answers. `zhijia doctor` looks deeper',
  access: 'public',
  input: z.object({}),
  output: z.object({ ok: z.literal(true) }),
});

export const ready = endpoint({
  method: 'GET',
  path: '/api/ready',
  summary:
    'For pages that wait: the database answers too, 503 until it does; and whether anything can be saved',
  access: 'public',
  input: z.object({}),
  output: z.object({ ok: z.literal(true), saving: z.boolean().describe('false: the disk is nearly full') }),
});

export const diskRoom = endpoint({
  method: 'GET',
  path: '/api/system/disk',
  summary: 'How much room the disk of the data folder has left',
  access: 'kernel.watch',
  input: z.object({}),
  output: z.object({
    /** `unknown`: the database is elsewhere. */
    level: z.enum(['ok', 'low', 'full', 'unknown']),
    freeBytes: z.number().nullable(),
  }),
});
