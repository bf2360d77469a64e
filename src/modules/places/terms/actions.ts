import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { policyAt, policyRecords, setPolicy, type PolicyDefinition } from '#kernel/policy';
import type * as contract from '../contract.ts';
import { placesError } from '../errors.ts';
import { facilityTerms, kindTerms, requireRoot } from '../queries.ts';
import { usesOf } from './queries.ts';

/**
 * Sets the lists of the federation, which only its own officers may. Throws places.term_in_use for a term that is taken
 * away while places have it; places.bad_terms for a code that stands twice, or a list that begins no later than the last.
 */
export async function setPlaceTerms(
  ctx: TxCtx,
  { facilities, kinds, from, source }: Input<typeof contract.setPlaceTerms>,
): Promise<Output<typeof contract.setPlaceTerms>> {
  await requireRoot(ctx);
  const uses = await usesOf(ctx);
  const when = { from, source };
  if (facilities) await setTerms(ctx, facilityTerms, facilities, { ...when, uses: uses.facilities });
  if (kinds) await setTerms(ctx, kindTerms, kinds, { ...when, uses: uses.kinds });
  return { done: true };
}

interface Term {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

interface Setting {
  readonly from: string;
  readonly source: string;
  readonly uses: ReadonlyMap<string, number>;
}

async function setTerms<T extends Term>(
  ctx: TxCtx,
  policy: PolicyDefinition<readonly T[]>,
  terms: readonly T[],
  { from, source, uses }: Setting,
): Promise<void> {
  const codes = new Set(terms.map(({ code }) => code));
  const [last] = await policyRecords(ctx, policy);
  if (codes.size < terms.length || (last && from <= last.from)) throw placesError('bad_terms');
  const before = await policyAt(ctx, policy, null, from);
  const missed = before.find(({ code }) => !codes.has(code) && (uses.get(code) ?? 0) > 0);
  if (missed) throw placesError('term_in_use', { params: { name: missed[ctx.locale] } });
  await setPolicy(ctx, policy, { value: terms, from, source });
}
