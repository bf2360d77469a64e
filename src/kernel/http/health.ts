import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { route } from '../module.ts';

const health = endpoint({
  method: 'GET',
  path: '/api/health',
  summary: 'For load balancers: this process answers. `zhijia doctor` looks deeper',
  access: 'public',
  input: z.object({}),
  output: z.object({ ok: z.literal(true) }),
});

export const healthRoute = route(health, async () => ({ ok: true as const }));
