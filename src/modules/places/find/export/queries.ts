import { z } from 'zod';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { definePolicy, policyAt } from '#kernel/policy';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { orgRefs } from '#orgs';
import { placesError } from '../../errors.ts';
import { facilityTerms, freshnessLimits, kindTerms, toRows, type Place } from '../../queries.ts';
import type * as contract from '../contract.ts';
import { countMatching, matchingPlaces, placesInOrder } from '../queries.ts';
import { EXPORT_COLUMNS, EXPORT_WORDS } from '../texts/words.ts';

const mostPlaces = definePolicy({
  key: 'places.export_rows',
  about: 'The most places that are exported in one sheet',
  schema: z.number().int().min(1).max(100_000),
  fallback: 20_000,
  source: 'inference: more than any city has; a sheet that an office PC opens without a pause',
});

/** The filtered list as a sheet, the most doubtful first. Throws places.export_too_long. */
export async function exportPlaces(
  ctx: Ctx,
  filters: Input<typeof contract.exportPlaces>,
): Promise<FileAnswer> {
  const limits = await policyAt(ctx, freshnessLimits);
  const matching = await matchingPlaces(ctx, filters, limits);
  const limit = await policyAt(ctx, mostPlaces);
  if ((await countMatching(ctx, matching)) > limit)
    throw placesError('export_too_long', { params: { limit } });
  const { items } = await placesInOrder(ctx, matching, limits, { order: 'doubt', limit });
  const words = EXPORT_WORDS[ctx.locale];
  const bytes = writeSheet({
    name: words.sheet,
    columns: EXPORT_COLUMNS.map((column) => ({ title: words.columns[column] })),
    rows: await cellsOf(ctx, items, await toRows(ctx, items, limits)),
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

type Told = Awaited<ReturnType<typeof toRows>>;

async function cellsOf(ctx: Ctx, places: readonly Place[], told: Told): Promise<Cell[][]> {
  const hosts = await orgRefs(ctx, [...new Set(places.flatMap(({ host_org_id }) => host_org_id ?? []))]);
  const names = await namesOf(ctx);
  const words = EXPORT_WORDS[ctx.locale];
  const separator = ctx.locale === 'zh' ? '、' : ', ';
  return places.map((place, at) => {
    const row = told[at]!;
    const cells: Record<(typeof EXPORT_COLUMNS)[number], Cell> = {
      code: row.code,
      name: row.name,
      kind: names(row.kind),
      roles: row.roles.map((role) => words.roles[role]).join(separator),
      state: words.states[row.state],
      now: words.now[row.opening.now],
      trust: words.trusts[row.freshness.trust],
      confirmedAt: row.freshness.confirmedAt && civilDate(new Date(row.freshness.confirmedAt)),
      org: row.org.name,
      area: row.areaName,
      address: row.address,
      directions: place.directions,
      lat: place.gcj_lat,
      lng: place.gcj_lng,
      phone: place.phone,
      host: hosts.get(place.host_org_id ?? 0)?.name ?? place.host_name,
      facilities: row.facilities.map(names).join(separator),
      seats: place.seats,
    };
    return EXPORT_COLUMNS.map((column) => cells[column]);
  });
}

/** What the codes of kinds and facilities are called. */
async function namesOf(ctx: Ctx): Promise<(code: string) => string> {
  const terms = [...(await policyAt(ctx, kindTerms)), ...(await policyAt(ctx, facilityTerms))];
  const names = new Map(terms.map((term) => [term.code, term[ctx.locale]]));
  return (code) => names.get(code) ?? code;
}
