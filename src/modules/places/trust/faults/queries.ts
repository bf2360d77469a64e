import { sql, type Selectable, type SqlBool } from 'kysely';
import { z } from 'zod';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { definePolicy, policyAt } from '#kernel/policy';
import { orgFor, orgInScope, orgRefs, orgWithin, withNames } from '#orgs';
import { facilityTerms } from '../../queries.ts';
import { trustError } from '../errors.ts';
import type * as contract from './contract.ts';
import { OPEN_FAULTS, stepsOf, urgencyOf } from './rules.ts';
import type { FaultTable } from './tables.ts';

export const FAULT = 'places.fault';

export type FaultRow = Selectable<FaultTable>;

const whole = (max: number) => z.number().int().min(1).max(max);

export const faultLimits = definePolicy({
  key: 'places.faults',
  about:
    'Days after which a fault counts as slow and as late, and within which the same report opens it again',
  schema: z.object({ slowDays: whole(60), lateDays: whole(365), reopenDays: whole(60) }),
  fallback: { slowDays: 3, lateDays: 7, reopenDays: 7 },
  source: 'inference: no rule found; a week is what a regular visitor notices',
});

export const faultFlood = definePolicy<number>({
  key: 'places.reports_an_hour',
  about: 'Reports of one place that are taken from one network within an hour',
  schema: whole(1_000),
  fallback: 20,
  source: 'inference: a crew behind one phone’s hotspot, and no script',
});

/** One fault at a place where the actor holds `permission`, held until the transaction ends. */
export async function faultFor(
  ctx: Ctx,
  permission: string,
  id: string,
): Promise<FaultRow & { org_id: number }> {
  const fault = await ctx.db
    .selectFrom('places.fault as f')
    .innerJoin('places.place as p', 'p.id', 'f.place_id')
    .selectAll('f')
    .select('p.org_id')
    .where('f.id', '=', id)
    .where(orgInScope(ctx, permission, 'p.org_id'))
    .forUpdate('f')
    .executeTakeFirst();
  if (!fault) throw trustError('fault_not_found');
  return fault;
}

/** The name of a facility in the language of the caller. */
export async function facilityNames(ctx: Ctx): Promise<(code: string) => string> {
  const names = new Map((await policyAt(ctx, facilityTerms)).map((term) => [term.code, term[ctx.locale]]));
  return (code) => names.get(code) ?? code;
}

/** Faults as staff see them: what is known of them besides their row. */
async function toViews(ctx: Ctx, faults: readonly FaultRow[]) {
  const limits = await policyAt(ctx, faultLimits);
  const nameOf = await facilityNames(ctx);
  const reports = await ctx.db
    .selectFrom('places.fault_report')
    .select(['fault_id', 'note', 'again_note'])
    .select(sql<boolean>`phone_sealed is not null`.as('phone'))
    .where(sql<SqlBool>`fault_id = any(${faults.map(({ id }) => id)}::uuid[])`)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return faults.map((fault) => {
    const own = reports.filter(({ fault_id }) => fault_id === fault.id);
    return {
      id: fault.id,
      kind: fault.kind,
      facility: fault.facility === null ? null : { code: fault.facility, name: nameOf(fault.facility) },
      state: fault.state,
      reason: fault.reason,
      reports: fault.reports,
      reportedAt: fault.reported_at.toISOString(),
      changedAt: fault.changed_at.toISOString(),
      urgency: fault.settled_at
        ? ('new' as const)
        : urgencyOf(ctx.now.getTime() - fault.reported_at.getTime(), limits),
      notes: own.flatMap(({ note, again_note }) => [note, again_note]).filter((note) => note !== null),
      phones: own.filter(({ phone }) => phone).length,
      next: [...stepsOf(fault.state, 'keeper')],
    };
  });
}

export async function listFaults(
  ctx: Ctx,
  input: Input<typeof contract.listFaults>,
): Promise<Output<typeof contract.listFaults>> {
  const under = input.under === undefined ? undefined : await orgFor(ctx, 'places.read', input.under);
  const states = input.state === 'open' ? OPEN_FAULTS : [input.state];
  const before = input.days === undefined ? undefined : new Date(ctx.now.getTime() - input.days * 86_400_000);
  const matching = sql<SqlBool>`${orgInScope(ctx, 'places.read', 'p.org_id')}
    and ${input.state === 'all' ? sql`true` : sql`f.state = any(${states})`}
    and ${input.kind ? sql`f.kind = ${input.kind}` : sql`true`}
    and ${before ? sql`f.reported_at <= ${before}` : sql`true`}
    and ${under ? orgWithin('p.org_id', [under.path]) : sql`true`}`;
  const faults = ctx.db
    .selectFrom('places.fault as f')
    .innerJoin('places.place as p', 'p.id', 'f.place_id')
    .where(matching);
  const { total } = await faults
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const after = readCursor(input.cursor, ['time', 'uuid']);
  let query = faults.selectAll('f').select(['p.org_id', 'p.code', 'p.name']);
  if (after)
    query = query.where(sql<SqlBool>`(f.reported_at, f.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('f.reported_at')
    .orderBy('f.id')
    .limit(input.limit + 1)
    .execute();
  const result = page(found, input.limit, (row) => [row.reported_at.toISOString(), row.id]);
  const orgs = await orgRefs(ctx, [...new Set(result.items.map(({ org_id }) => org_id))]);
  const views = await toViews(ctx, result.items);
  const items = result.items.map((row, nth) => ({
    ...views[nth]!,
    place: { id: row.place_id, code: row.code, name: row.name },
    org: orgs.get(row.org_id)!,
  }));
  return { items, next: result.next, total };
}

/** Every fault of a place with its steps: those that wait first, then the past, 50 at most. */
export async function faultsOf(ctx: Ctx, placeId: string) {
  const rows = await ctx.db
    .selectFrom('places.fault')
    .selectAll()
    .where('place_id', '=', placeId)
    .orderBy(sql`settled_at is not null`)
    .orderBy('reported_at', 'desc')
    .limit(50)
    .execute();
  const views = await toViews(ctx, rows);
  const histories: Awaited<ReturnType<typeof withNames>>[] = [];
  for (const { id } of rows) histories.push(await withNames(ctx, await changesOf(ctx, FAULT, id)));
  return views.map((view, nth) => ({ ...view, history: histories[nth]! }));
}

/** What waits to be mended at a public place, for anyone: what, how far, since when. No word of any reporter. */
export async function publicFaults(
  ctx: Ctx,
  placeId: string,
): Promise<{ kind: string; facility: string | null; state: string; since: string }[]> {
  const rows = await beyond(ctx, 'what is wrong at a place, for whoever goes there', ({ db }) =>
    db
      .selectFrom('places.fault')
      .select(['kind', 'facility', 'state', 'reported_at'])
      .where('place_id', '=', placeId)
      .where('state', 'in', OPEN_FAULTS)
      .orderBy('reported_at')
      .execute(),
  );
  return rows.map(({ reported_at, ...row }) => ({ ...row, since: reported_at.toISOString() }));
}

/** A fault that nobody mends, as other modules hear of it. */
export interface StaleFault extends Pick<
  FaultRow,
  'id' | 'place_id' | 'kind' | 'state' | 'reports' | 'reported_at' | 'changed_at'
> {
  /** What is out of order, by its name; null where that is not said. */
  readonly facility: string | null;
  /** The union that keeps the place. */
  readonly org_id: number;
  readonly area_code: string | null;
  readonly place: string;
}

/** Faults that are open after so many days, wherever the caller’s net reaches; the oldest first. For jobs. */
export async function faultsOpenSince(ctx: Ctx, days: number): Promise<StaleFault[]> {
  const nameOf = await facilityNames(ctx);
  const rows = await ctx.db
    .selectFrom('places.fault as f')
    .innerJoin('places.place as p', 'p.id', 'f.place_id')
    .select(['f.id', 'f.place_id', 'f.kind', 'f.facility', 'f.reports', 'f.reported_at'])
    .select(['f.state', 'f.changed_at'])
    .select(['p.org_id', 'p.area_code', 'p.name as place'])
    .where('f.state', 'in', OPEN_FAULTS)
    .where('f.reported_at', '<=', new Date(ctx.now.getTime() - days * 86_400_000))
    .orderBy('f.reported_at')
    .orderBy('f.id')
    .execute();
  return rows.map(({ facility, ...row }) => ({
    ...row,
    facility: facility === null ? null : nameOf(facility),
  }));
}

/** How faults stand, by their ids, as far as the caller’s net reaches. `settledAt`: mended, confirmed or refused since. */
export async function faultStates(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, { state: FaultRow['state']; reason: string | null; settledAt: Date | null }>> {
  const rows = await ctx.db
    .selectFrom('places.fault')
    .select(['id', 'state', 'reason', 'settled_at'])
    .where(sql<SqlBool>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ id, state, reason, settled_at }) => [id, { state, reason, settledAt: settled_at }]),
  );
}
