import { recordChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import { findOrg, findOrgByCode, type DemoOrgs } from '#orgs';
import { placeRefs, type DemoPlaces } from '#places';
import { putVoices } from '../received/actions.ts';
import { insertVisit, type NewStop } from './actions.ts';
import { VISIT } from './queries.ts';
import { NEEDS, TOWN_AND_STREETS } from './texts/demo-visits.ts';

const DAYS_AGO = 26;
const DAYS_AHEAD = 31;
const DAY_MS = 86_400_000;

export interface DemoVisits {
  /** That of the source page: the station, and one town and six streets. */
  readonly done: string;
  /** The same way once more, next month. */
  readonly planned: string;
}

/** The visit of the source page, with the needs that it left, and the next one. */
export async function demoVisits(
  ctx: TxCtx,
  { orgs, places }: { readonly orgs: DemoOrgs; readonly places: DemoPlaces },
): Promise<DemoVisits> {
  const stops: NewStop[] = [{ union_id: null, place_id: places.baifang }];
  for (const name of TOWN_AND_STREETS) {
    const union = await findOrgByCode(ctx, name);
    if (union) stops.push({ union_id: union.id, place_id: null });
  }
  const at = (days: number): TxCtx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * DAY_MS) });
  const visit = {
    orgId: orgs.changping,
    title: '走访慰问一镇六街新就业形态劳动者',
    ledBy: '市总工会党组成员、副主席，昌平区总工会',
  };
  const day = addDays(civilDate(ctx.now), -DAYS_AGO);
  const done = await insertVisit(at(-DAYS_AGO - 9), { ...visit, day }, stops);
  await walk(at(-DAYS_AGO), ctx, { id: done, orgId: orgs.changping, stops });
  const next = { ...visit, title: '新年走访一镇六街', day: addDays(civilDate(ctx.now), DAYS_AHEAD) };
  return { done, planned: await insertVisit(at(-3), next, stops) };
}

interface Walked {
  readonly id: string;
  readonly orgId: number;
  readonly stops: readonly NewStop[];
}

/** Every stop is reached, needs are written down, and some of them have been answered since. */
async function walk(then: TxCtx, ctx: TxCtx, { id, orgId, stops }: Walked): Promise<void> {
  await ctx.db
    .updateTable('voices.visit_stop')
    .set({ state: 'done', done_at: then.now })
    .where('visit_id', '=', id)
    .execute();
  const place = (await placeRefs(ctx, [stops[0]!.place_id!])).values().next().value!;
  for (const { at, text, theme, note } of NEEDS) {
    const stop = stops[at];
    if (!stop) continue;
    const union = stop.union_id === null ? null : (await findOrg(ctx, stop.union_id))!;
    const need = {
      kind: 'visit' as const,
      visit_id: id,
      org_id: union?.id ?? place.org_id,
      place_id: stop.place_id,
      area_code: union?.area_code ?? place.area_code,
    };
    const answered = note === null ? then : { ...then, now: new Date(then.now.getTime() + 6 * DAY_MS) };
    await putVoices(answered, [{ ...need, source_ref: null, text, theme, note, at: then.now }]);
  }
  await ctx.db
    .updateTable('voices.visit')
    .set({ state: 'done', ended_at: then.now })
    .where('id', '=', id)
    .execute();
  await recordChange(then, { entity: VISIT, entityId: id, from: 'planned', to: 'done' }, orgId);
}
