import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { findOrg, orgRefs, phoneFor } from '#orgs';
import { placeRefs } from '#places';
import { itinerary, type ItineraryStop } from '../../ui/print/itinerary.ts';
import type * as contract from '../contract.ts';
import { stopsOf, toRows, visitFor, visitsMatching } from '../queries.ts';
import { EXPORT_WORDS } from '../texts/words.ts';

/** The filtered list as a sheet, the latest day first. */
export async function exportVisits(
  ctx: Ctx,
  filters: Input<typeof contract.exportVisits>,
): Promise<FileAnswer> {
  const words = EXPORT_WORDS[ctx.locale];
  const visits = await visitsMatching(ctx, filters);
  const rows = await toRows(ctx, visits);
  const stops = await stopNames(
    ctx,
    visits.map(({ id }) => id),
  );
  const cells = rows.map((row): Cell[] => [
    row.day,
    row.title,
    row.org.name,
    row.ledBy,
    words.states[row.state],
    row.reason,
    (stops.get(row.id) ?? []).map((name) => name ?? words.gone).join(words.separator),
    row.stops.all,
    row.stops.done,
    row.stops.skipped,
    row.needs.all,
    row.needs.open,
    row.needs.grouped,
    row.needs.answered,
  ]);
  const bytes = writeSheet({
    name: words.sheet,
    columns: words.columns.map((title) => ({ title })),
    rows: cells,
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

/** What the stops of visits are called, in their order; null for a place that is no longer shown. */
async function stopNames(ctx: Ctx, visitIds: readonly string[]): Promise<Map<string, (string | null)[]>> {
  if (visitIds.length === 0) return new Map();
  const stops = await ctx.db
    .selectFrom('voices.visit_stop')
    .select(['visit_id', 'union_id', 'place_id'])
    .where('visit_id', 'in', visitIds)
    .orderBy('seq')
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(stops.flatMap(({ union_id }) => union_id ?? []))]);
  const places = await placeRefs(ctx, [...new Set(stops.flatMap(({ place_id }) => place_id ?? []))]);
  const named = stops.map(({ visit_id, union_id, place_id }) => ({
    visit_id,
    name: orgs.get(union_id ?? 0)?.name ?? places.get(place_id ?? '')?.name ?? null,
  }));
  return new Map(
    [...Map.groupBy(named, ({ visit_id }) => visit_id)].map(([id, all]) => [id, all.map(({ name }) => name)]),
  );
}

export async function printItinerary(
  ctx: Ctx,
  { id }: Input<typeof contract.printItinerary>,
): Promise<FileAnswer> {
  const visit = await visitFor(ctx, 'voices.read', id);
  const org = (await findOrg(ctx, visit.org_id))!;
  const places = await placeRefs(
    ctx,
    (await stopsOf(ctx, id)).flatMap(({ place_id }) => place_id ?? []),
  );
  const stops: ItineraryStop[] = [];
  for (const { union_id, place_id } of await stopsOf(ctx, id)) {
    const place = places.get(place_id ?? '');
    const union = (await findOrg(ctx, union_id ?? place?.org_id ?? visit.org_id))!;
    stops.push({
      name: union_id === null ? (place?.name ?? EXPORT_WORDS.zh.gone) : union.name,
      address: union_id === null ? (place?.address ?? null) : union.address,
      union: union_id === null ? union.name : null,
      phone: place?.phone ?? (await phoneFor(ctx, union)),
    });
  }
  const { title, on_day: day, led_by: ledBy } = visit;
  return itinerary({ title, day, ledBy, union: org.name, stops }, ctx.now);
}
