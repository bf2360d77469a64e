import { z } from 'zod';
import type { Contract } from '../contract.ts';
import { errorTexts } from '../errors.ts';

/** The body of every answer that is not 2xx. */
export const problemSchema = z
  .object({ code: z.string(), message: z.string(), hint: z.string(), field: z.string().optional() })
  .meta({ id: 'Problem' });

/** The codes an endpoint can answer: those that follow from its access and input, and its own. */
export function codesOf(contract: Contract): string[] {
  const hasInput = Object.keys(contract.input.shape).length > 0;
  return [
    ...(hasInput ? ['kernel.bad_request'] : []),
    ...(contract.access === 'public' ? [] : ['kernel.unauthenticated']),
    ...(contract.access === 'public' || contract.access === 'person' ? [] : ['kernel.forbidden']),
    ...(contract.accepts ? ['kernel.too_large'] : []),
    ...(contract.limit === undefined ? [] : ['kernel.rate_limited']),
    ...(contract.errors ?? []),
  ];
}

/** The failing statuses of an endpoint, ascending, each once. */
export function statusesOf(contract: Contract): number[] {
  const statuses = codesOf(contract).map((code) => {
    const text = errorTexts.get(code);
    if (!text) throw new Error(`${contract.method} ${contract.path} names the undefined error ${code}`);
    return text.status;
  });
  return [...new Set(statuses)].sort((a, b) => a - b);
}
