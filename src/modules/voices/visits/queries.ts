import { sql, type Selectable, type SqlBool } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { isLive, linksTo } from '#kernel/links';
import { page, readCursor } from '#kernel/paging';
import { addDays, civilDate } from '#kernel/time';
import { escapeLike, findOrg, mayAt, orgFor, orgInScope, orgRefs, orgWithin, withNames } from '#orgs';
import { placeRefs } from '#places';
import type { VisitStopTable, VisitTable } from '../tables.ts';
import type * as contract from './contract.ts';
import { visitError } from './errors.ts';

export type Visit = Selectable<VisitTable>;
export type Stop = Selectable<VisitStopTable>;

export const VISIT = 'voices.visit';
/** The kind of the links that open the six taps; their subject is the visit. */
export const VISIT_LINK = 'voices.visit';
const MOST_NEEDS = 300;

/** A visit where the actor holds `permission`; elsewhere it does not exist for them. `lock`: until the transaction ends. */
export async function visitFor(
  ctx: Ctx,
  permission: 'voices.read' | 'voices.answer',
  id: string,
  { lock = false } = {},
): Promise<Visit> {
  let query = ctx.db
    .selectFrom('voices.visit as v')
    .selectAll('v')
    .where('v.id', '=', id)
    .where(orgInScope(ctx, permission, 'v.org_id'));
  if (lock) query = query.forUpdate();
  const visit = await query.executeTakeFirst();
  if (!visit) throw visitError('visit_not_found');
  return visit;
}

/** The stops of a visit in their order. */
export function stopsOf(ctx: Ctx, visitId: string): Promise<Stop[]> {
  return ctx.db
    .selectFrom('voices.visit_stop')
    .selectAll()
    .where('visit_id', '=', visitId)
    .orderBy('seq')
    .execute();
}

/** One of them. Throws voices.visit_stop_unknown. */
export function knownStop(stops: readonly Stop[], stopId: string): Stop {
  const stop = stops.find((one) => one.id === stopId);
  if (!stop) throw visitError('visit_stop_unknown');
  return stop;
}

/** What a stop is called, in which area it lies, and whose it is; null where a place is no longer shown. */
export async function whereIs(ctx: Ctx, { union_id, place_id }: Stop) {
  const place = place_id === null ? undefined : (await placeRefs(ctx, [place_id])).get(place_id);
  const orgId = union_id ?? place?.org_id ?? null;
  const org = orgId === null ? undefined : await findOrg(ctx, orgId);
  return {
    name: (place ?? (union_id === null ? undefined : org))?.name ?? null,
    areaCode: (place ?? org)?.area_code ?? null,
    orgId,
  };
}

/** When links of a visit end: with the day after it. */
export function linkEnd({ on_day }: Pick<Visit, 'on_day'>): Date {
  return new Date(`${addDays(on_day, 2)}T00:00:00+08:00`);
}

type Counted = Output<typeof contract.listVisits>['items'][number]['needs'];

/** Voices of visits by their state. */
const NEEDS = sql`count(*)::integer as "all", count(*) filter (where state = 'open')::integer as open,
  count(*) filter (where state = 'grouped')::integer as grouped,
  count(*) filter (where state = 'answered')::integer as answered`;

/** Visits as lists show them, in the order given. */
export async function toRows(ctx: Ctx, visits: readonly Visit[]) {
  const ids = visits.map(({ id }) => id);
  const orgs = await orgRefs(ctx, [...new Set(visits.map(({ org_id }) => org_id))]);
  const stops = await sql<{ visit_id: string; all: number; done: number; skipped: number }>`
    select visit_id, count(*)::integer as "all", count(*) filter (where state = 'done')::integer as done,
      count(*) filter (where state = 'skipped')::integer as skipped
    from voices.visit_stop where visit_id = any(${ids}::uuid[]) group by visit_id`.execute(ctx.db);
  const needs = await sql<{ visit_id: string } & Counted>`
    select visit_id, ${NEEDS} from voices.voice where visit_id = any(${ids}::uuid[]) group by visit_id`.execute(
    ctx.db,
  );
  const today = civilDate(ctx.now);
  return visits.map((visit) => {
    const { visit_id: _stops, ...stopCounts } =
      stops.rows.find((row) => row.visit_id === visit.id) ?? NO_STOPS;
    const { visit_id: _needs, ...needCounts } =
      needs.rows.find((row) => row.visit_id === visit.id) ?? NO_NEEDS;
    return {
      id: visit.id,
      org: orgs.get(visit.org_id)!,
      title: visit.title,
      day: visit.on_day,
      ledBy: visit.led_by,
      state: visit.state,
      reason: visit.reason,
      over: visit.state === 'planned' && visit.on_day < today,
      stops: stopCounts,
      needs: needCounts,
    };
  });
}

const NO_STOPS = { visit_id: '', all: 0, done: 0, skipped: 0 };
const NO_NEEDS = { visit_id: '', all: 0, open: 0, grouped: 0, answered: 0 };

type Filters = Input<typeof contract.exportVisits>;

/** SQL: visits `v` in the actor’s scope that match. Throws orgs.not_found. */
async function matching(ctx: Ctx, { q, state, year, under, at }: Filters) {
  const org = under === undefined ? undefined : await orgFor(ctx, 'voices.read', under);
  const stop = at === undefined ? undefined : await orgFor(ctx, 'voices.read', at);
  const like = `%${escapeLike(q ?? '')}%`;
  const today = civilDate(ctx.now);
  return sql<SqlBool>`${orgInScope(ctx, 'voices.read', 'v.org_id')}
    and ${org ? orgWithin('v.org_id', [org.path]) : sql`true`}
    and ${stop ? sql`exists (select from voices.visit_stop as s where s.visit_id = v.id and s.union_id = ${stop.id})` : sql`true`}
    and ${q ? sql`(v.title ilike ${like} or v.led_by ilike ${like})` : sql`true`}
    and ${year ? sql`extract(year from v.on_day) = ${year}` : sql`true`}
    and ${state === 'over' ? sql`v.state = 'planned' and v.on_day < ${today}::date` : state ? sql`v.state = ${state}` : sql`true`}`;
}

type Numbers = Output<typeof contract.listVisits>['numbers'];

async function numbersOf(ctx: Ctx, where: Awaited<ReturnType<typeof matching>>): Promise<Numbers> {
  const of = sql`(select v.id from voices.visit as v where ${where})`;
  const { rows } = await sql<{ visits: number; stops: number }>`select
    (select count(*)::integer from ${of} as m) as visits,
    (select count(*)::integer from voices.visit_stop where visit_id in ${of}) as stops`.execute(ctx.db);
  const needs = await sql<Counted>`select ${NEEDS} from voices.voice where visit_id in ${of}`.execute(ctx.db);
  return { ...rows[0]!, needs: needs.rows[0]! };
}

export async function listVisits(
  ctx: Ctx,
  input: Input<typeof contract.listVisits>,
): Promise<Output<typeof contract.listVisits>> {
  const after = readCursor(input.cursor, ['date', 'uuid']);
  const where = await matching(ctx, input);
  const newest = input.order === 'newest';
  let query = ctx.db.selectFrom('voices.visit as v').selectAll('v').where(where);
  if (after)
    query = query.where(
      sql<SqlBool>`(v.on_day, v.id) ${newest ? sql`<` : sql`>`} (${after[0]}::date, ${after[1]}::uuid)`,
    );
  const way = newest ? 'desc' : 'asc';
  const found = await query
    .orderBy('v.on_day', way)
    .orderBy('v.id', way)
    .limit(input.limit + 1)
    .execute();
  const { items, next } = page(found, input.limit, (row) => [row.on_day, row.id]);
  const numbers = await numbersOf(ctx, where);
  const years = await sql<{ year: number }>`select distinct extract(year from v.on_day)::integer as year
    from voices.visit as v where ${orgInScope(ctx, 'voices.read', 'v.org_id')} order by year desc`.execute(
    ctx.db,
  );
  return {
    items: await toRows(ctx, items),
    next,
    total: numbers.visits,
    numbers,
    years: years.rows.map(({ year }) => year),
  };
}

/** All visits that match, the latest first; for a sheet. */
export async function visitsMatching(ctx: Ctx, filters: Filters): Promise<Visit[]> {
  return ctx.db
    .selectFrom('voices.visit as v')
    .selectAll('v')
    .where(await matching(ctx, filters))
    .orderBy('v.on_day', 'desc')
    .orderBy('v.id', 'desc')
    .execute();
}

export async function getVisit(
  ctx: Ctx,
  { id }: Input<typeof contract.getVisit>,
): Promise<Output<typeof contract.getVisit>> {
  const visit = await visitFor(ctx, 'voices.read', id);
  const [row] = await toRows(ctx, [visit]);
  const answer = await mayAt(ctx, 'voices.answer', visit.org_id);
  const links = await linksTo(ctx, VISIT_LINK, id);
  return {
    ...row!,
    stopList: await stopViews(ctx, await stopsOf(ctx, id)),
    needList: await needsOf(ctx, id),
    interviews: visit.interviews,
    links: links.map((link) => ({
      id: link.id,
      stop: link.label,
      createdAt: link.createdAt.toISOString(),
      expiresAt: link.expiresAt?.toISOString() ?? null,
      live: isLive(link, ctx.now),
      revoked: link.revokedAt !== null,
    })),
    changes: await changesTo(ctx, id),
    history: await withNames(ctx, await changesOf(ctx, VISIT, id)),
    may: {
      answer,
      undo: answer && visit.state !== 'planned' && endedToday(ctx, visit),
      link: answer && visit.state !== 'cancelled' && linkEnd(visit) > ctx.now,
    },
  };
}

/** Whether a visit was ended today, by the calendar of Shanghai. */
export function endedToday({ now }: Pick<Ctx, 'now'>, { ended_at }: Pick<Visit, 'ended_at'>): boolean {
  return ended_at !== null && civilDate(ended_at) === civilDate(now);
}

async function stopViews(ctx: Ctx, stops: readonly Stop[]) {
  const orgs = await orgRefs(
    ctx,
    stops.flatMap(({ union_id }) => union_id ?? []),
  );
  const places = await placeRefs(
    ctx,
    stops.flatMap(({ place_id }) => place_id ?? []),
  );
  return stops.map(({ id, union_id, place_id, state, reason, done_at }) => {
    const place = place_id === null ? undefined : places.get(place_id);
    return {
      id,
      union: union_id === null ? null : orgs.get(union_id)!,
      place:
        place_id === null
          ? null
          : { id: place_id, name: place?.name ?? null, address: place?.address ?? null },
      state,
      reason,
      doneAt: done_at?.toISOString() ?? null,
    };
  });
}

async function needsOf(ctx: Ctx, visitId: string) {
  const rows = await ctx.db
    .selectFrom('voices.voice')
    .select(['id', 'text', 'theme', 'org_id', 'place_id', 'state', 'note', 'at', 'contact_sealed'])
    .where('visit_id', '=', visitId)
    .orderBy('at')
    .orderBy('id')
    .limit(MOST_NEEDS)
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]);
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    theme: row.theme,
    org: orgs.get(row.org_id)!,
    place: row.place_id,
    state: row.state,
    note: row.note,
    at: row.at.toISOString(),
    hasContact: row.contact_sealed !== null,
  }));
}

async function changesTo(ctx: Ctx, visitId: string) {
  const rows = await ctx.db
    .selectFrom('voices.visit_change')
    .selectAll()
    .where('visit_id', '=', visitId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const names = await ctx.app.accounts.namesOf([...new Set(rows.map(({ changed_by }) => changed_by))]);
  return rows.map(({ field, was, now, changed_by, at }) => ({
    field,
    was,
    now,
    by: names.get(changed_by) ?? changed_by,
    at: at.toISOString(),
  }));
}

/** Visits whose day has gone by without a word how it went; for the to-dos of voices. */
export async function visitsTodos(ctx: Ctx) {
  const over = await ctx.db
    .selectFrom('voices.visit as v')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<string | null>`min(v.on_day)::text`.as('first'),
    ])
    .where('v.state', '=', 'planned')
    .where(sql<SqlBool>`v.on_day < ${civilDate(ctx.now)}::date`)
    .where(orgInScope(ctx, 'voices.answer', 'v.org_id'))
    .executeTakeFirstOrThrow();
  if (over.count === 0) return [];
  return [
    {
      code: 'voices.visits_over',
      count: over.count,
      oldest: over.first && new Date(`${addDays(over.first, 1)}T00:00:00+08:00`).toISOString(),
      minutes: Math.min(10, over.count * 2),
      href: '/staff/visits?state=over',
    },
  ];
}
