import { sql, type SqlBool } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { civilDate } from '#kernel/time';
import { endedAmong, escapeLike, findOrg, heirOf, mayAt, orgInScope, orgRefs } from '#orgs';
import { bodyFor, unitRefs, unitsOf, type Body, type Unit } from '../../queries.ts';
import type { MeetingState } from '../../contract.ts';
import { overdueSql } from '../plan/queries.ts';
import type * as contract from './contract.ts';

const OVER: readonly MeetingState[] = ['issued', 'cancelled'];

type Planned = Output<typeof contract.getBody>['meetings'][number];

/** Meetings of bodies, the latest year first; with `year` those of that year, and of others what is not over. */
async function plannedOf(
  ctx: Ctx,
  bodies: readonly string[],
  year?: number,
): Promise<Map<string, Planned[]>> {
  const found = new Map(bodies.map((id) => [id, [] as Planned[]]));
  if (bodies.length === 0) return found;
  let query = ctx.db
    .selectFrom('meetings.meeting as m')
    .select(['m.id', 'm.body_id', 'm.year', 'm.ordinal', 'm.title', 'm.state', 'm.month', 'm.starts_at'])
    .select(
      sql<number>`(select count(*) from meetings.item as i where i.meeting_id = m.id and i.closed_at is null)`.as(
        'openItems',
      ),
    )
    .select(overdueSql(ctx).due.as('late'))
    .where('m.body_id', 'in', bodies);
  if (year !== undefined)
    query = query.where((eb) => eb.or([eb('m.year', '=', year), eb('m.state', 'not in', OVER)]));
  const rows = await query.orderBy('m.year', 'desc').orderBy('m.ordinal').execute();
  for (const { body_id, starts_at, ...row } of rows)
    found.get(body_id)!.push({ ...row, startsAt: starts_at?.toISOString() ?? null });
  return found;
}

interface Seats {
  readonly units: number;
  readonly observers: number;
  readonly ended: number;
}

async function seatsOf(ctx: Ctx, bodies: readonly string[]): Promise<(id: string) => Seats> {
  if (bodies.length === 0) return () => ({ units: 0, observers: 0, ended: 0 });
  const rows = await ctx.db
    .selectFrom('meetings.unit')
    .select(['body_id', 'org_id', 'seat'])
    .where('left_at', 'is', null)
    .where('body_id', 'in', bodies)
    .execute();
  const ended = await endedAmong(
    ctx,
    rows.map(({ org_id }) => org_id),
  );
  return (id) => {
    const own = rows.filter(({ body_id }) => body_id === id);
    const observers = own.filter(({ seat }) => seat === 'observer').length;
    return {
      units: own.length - observers,
      observers,
      ended: own.filter(({ org_id }) => ended.has(org_id)).length,
    };
  };
}

export async function listBodies(
  ctx: Ctx,
  input: Input<typeof contract.listBodies>,
): Promise<Output<typeof contract.listBodies>> {
  const year = input.year ?? Number(civilDate(ctx.now).slice(0, 4));
  const named = `%${escapeLike(input.q ?? '')}%`;
  const where = sql<SqlBool>`${orgInScope(ctx, 'meetings.read', 'b.org_id')} and b.ended_at is null
    and b.name ilike ${named}`;
  const after = readCursor(input.cursor, ['text', 'uuid']);
  let query = ctx.db.selectFrom('meetings.body as b').selectAll('b').where(where);
  if (after) query = query.where(sql<SqlBool>`(b.name, b.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('b.name')
    .orderBy('b.id')
    .limit(input.limit + 1)
    .execute();
  const { total } = await ctx.db
    .selectFrom('meetings.body as b')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  const { items: bodies, next } = page(rows, input.limit, ({ name, id }) => [name, id]);
  const ids = bodies.map(({ id }) => id);
  const [seats, planned, orgs] = [
    await seatsOf(ctx, ids),
    await plannedOf(ctx, ids, year),
    await orgRefs(ctx, [...new Set(bodies.map(({ org_id }) => org_id))]),
  ];
  const items = [];
  for (const body of bodies)
    items.push({
      id: body.id,
      name: body.name,
      org: orgs.get(body.org_id)!,
      units: seats(body.id).units,
      observers: seats(body.id).observers,
      endedUnits: seats(body.id).ended,
      meetings: planned.get(body.id)!,
      mayManage: await mayAt(ctx, 'meetings.manage', body.org_id),
    });
  return { items, next, total, year };
}

/** Agreed items that are not ended, by the unit that leads them. */
async function openByUnit(ctx: Ctx, bodyId: string): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('meetings.item')
    .select((eb) => ['lead_unit', eb.fn.countAll<number>().as('count')])
    .where('body_id', '=', bodyId)
    .where('closed_at', 'is', null)
    .groupBy('lead_unit')
    .execute();
  return new Map(rows.map(({ lead_unit, count }) => [lead_unit, count]));
}

type View = Output<typeof contract.getBody>['units'][number];

async function toUnits(ctx: Ctx, body: Body): Promise<View[]> {
  const units = await unitsOf(ctx, body.id);
  const open = await openByUnit(ctx, body.id);
  const named = await unitRefs(ctx, units);
  const ended = await endedAmong(
    ctx,
    units.map(({ org_id }) => org_id),
  );
  const views: View[] = [];
  for (const unit of units)
    views.push({
      ...named.get(unit.id)!,
      contactName: unit.contact_name,
      contactTitle: unit.contact_title,
      hasPhone: unit.contact_sealed !== null,
      joinedAt: unit.joined_at.toISOString(),
      leftAt: unit.left_at?.toISOString() ?? null,
      leftReason: unit.left_reason,
      heir: (unit.heir_id && named.get(unit.heir_id)?.name) ?? null,
      ended: ended.get(unit.org_id) ?? null,
      successor: ended.has(unit.org_id) ? await successorOf(ctx, unit.org_id) : null,
      openItems: open.get(unit.id) ?? 0,
    });
  return views;
}

/** Who took over from an organisation that is no more, by the register. */
async function successorOf(ctx: Ctx, orgId: number): Promise<View['successor']> {
  const org = (await findOrg(ctx, orgId))!;
  const heir = await heirOf(ctx, org);
  return heir && heir.id !== org.id ? { id: heir.id, name: heir.name, kind: heir.kind } : null;
}

export async function getBody(
  ctx: Ctx,
  { id }: Input<typeof contract.getBody>,
): Promise<Output<typeof contract.getBody>> {
  const body = await bodyFor(ctx, 'meetings.read', id);
  const units = await toUnits(ctx, body);
  const orgs = await orgRefs(ctx, [body.org_id]);
  return {
    id: body.id,
    name: body.name,
    org: orgs.get(body.org_id)!,
    madeAt: body.made_at.toISOString(),
    meetings: (await plannedOf(ctx, [id])).get(id)!,
    mayManage: await mayAt(ctx, 'meetings.manage', body.org_id),
    units: units.filter(({ leftAt }) => leftAt === null),
    left: units.filter(({ leftAt }) => leftAt !== null),
  };
}

/** The units of a body that take part now, in their order; whoever asks. */
export async function presentUnits(ctx: Ctx, bodyId: string): Promise<Unit[]> {
  return (await unitsOf(ctx, bodyId)).filter(({ left_at }) => left_at === null);
}

/** Units whose organisation is no more, and since when the first has been: what waits for an officer. */
export async function endedUnits(
  ctx: Ctx,
): Promise<{ count: number; oldest: Date | null; body: string | null }> {
  const units = await ctx.db
    .selectFrom('meetings.unit as u')
    .innerJoin('meetings.body as b', 'b.id', 'u.body_id')
    .select(['u.org_id', 'b.id as body'])
    .where('u.left_at', 'is', null)
    .where('b.ended_at', 'is', null)
    .where(orgInScope(ctx, 'meetings.manage', 'b.org_id'))
    .execute();
  const ended = await endedAmong(
    ctx,
    units.map(({ org_id }) => org_id),
  );
  const gone = units.filter(({ org_id }) => ended.has(org_id));
  const since: Date[] = [];
  for (const [id, state] of ended) {
    const changes = await changesOf(ctx, 'orgs.organisation', String(id));
    since.push(...changes.filter(({ to }) => to === state).map(({ at }) => at));
  }
  const oldest = since.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return { count: gone.length, oldest, body: gone[0]?.body ?? null };
}
