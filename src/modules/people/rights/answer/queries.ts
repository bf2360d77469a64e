import { sql, type SqlBool } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { civilDate } from '#kernel/time';
import { mayAt, orgFor, orgInScope, orgRefs, orgWithin, withNames } from '#orgs';
import { maskIdNo } from '../../join/rules.ts';
import type * as contract from '../contract.ts';
import { rightsError } from '../errors.ts';
import { REQUEST, type Wish } from '../rules.ts';

/** Requests that a union answers, with the person: an open one goes with them (people.pass_requests). */
function rows(ctx: Ctx) {
  return ctx.db
    .selectFrom('people.rights_request as r')
    .leftJoin('people.person as p', 'p.id', 'r.person_id')
    .selectAll('r')
    .select(['p.name', 'p.id as present', 'p.id_type', 'p.id_sealed', 'p.id_hash', 'p.phone_sealed'])
    .select(sql<number>`r.org_id`.as('at_org'))
    .where('r.org_id', 'is not', null);
}

export type RequestRow = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function inScope(ctx: Ctx) {
  return orgInScope(ctx, 'people.rights', 'r.org_id');
}

/** A request of somebody whom a union in the actor's scope looks after; elsewhere it does not exist for them. */
export async function requestFor(ctx: Ctx, id: string): Promise<RequestRow> {
  const row = await rows(ctx).where('r.id', '=', id).where(inScope(ctx)).executeTakeFirst();
  if (!row) throw rightsError('request_not_found');
  return row;
}

/** What is asked for instead, opened. */
export function wishIn(ctx: Ctx, { wish_sealed }: Pick<RequestRow, 'wish_sealed'>): Wish | null {
  return wish_sealed && (JSON.parse(ctx.app.crypto.open(wish_sealed)) as Wish);
}

async function toItems(ctx: Ctx, found: readonly RequestRow[]) {
  const orgs = await orgRefs(ctx, [...new Set(found.map(({ at_org }) => at_org))]);
  const today = civilDate(ctx.now);
  return found.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    name: row.name,
    personId: row.present,
    union: orgs.get(row.at_org) ?? null,
    createdAt: row.created_at.toISOString(),
    dueOn: row.due_on,
    overdue: row.closed_at === null && row.due_on < today,
    closedAt: row.closed_at?.toISOString() ?? null,
  }));
}

export async function listRequests(
  ctx: Ctx,
  input: Input<typeof contract.listRequests>,
): Promise<Output<typeof contract.listRequests>> {
  const after = readCursor(input.cursor, ['date', 'uuid']);
  const under = input.orgId === undefined ? undefined : await orgFor(ctx, 'people.rights', input.orgId);
  const matching = sql<SqlBool>`${inScope(ctx)} and ${stateFilter(input.state)}
    and ${under ? orgWithin('r.org_id', [under.path]) : sql`true`}`;
  let query = rows(ctx).where(matching);
  if (after) query = query.where(sql<SqlBool>`(r.due_on, r.id) > (${after[0]}::date, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('r.due_on')
    .orderBy('r.id')
    .limit(input.limit + 1)
    .execute();
  const { total } = await ctx.db
    .selectFrom('people.rights_request as r')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('r.org_id', 'is not', null)
    .where(matching)
    .executeTakeFirstOrThrow();
  const result = page(found, input.limit, (row) => [row.due_on, row.id]);
  ctx.look({
    action: 'people.list_requests',
    detail: { state: input.state },
    people: result.items.flatMap(({ present }) => present ?? []),
  });
  return { items: await toItems(ctx, result.items), next: result.next, total };
}

function stateFilter(state: Input<typeof contract.listRequests>['state']) {
  if (state === 'all') return sql<SqlBool>`true`;
  return state === 'open' ? sql<SqlBool>`r.closed_at is null` : sql<SqlBool>`r.state = ${state}`;
}

export async function getRequest(
  ctx: Ctx,
  { id }: Input<typeof contract.getRequest>,
): Promise<Output<typeof contract.getRequest>> {
  const row = await requestFor(ctx, id);
  const [item] = await toItems(ctx, [row]);
  const wish = wishIn(ctx, row);
  if (row.present)
    ctx.look({
      action: 'people.view_request',
      entity: 'people.person',
      entityId: row.present,
      orgId: row.at_org,
    });
  return {
    ...item!,
    reason: row.reason,
    answer: row.answer || null,
    fields: wish ? fieldsOf(ctx, row, wish) : [],
    sameAs: wish?.idNo ? await otherWith(ctx, row, wish) : null,
    history: await withNames(ctx, await changesOf(ctx, REQUEST, id)),
    may: { answer: row.state === 'identity_checked', reveal: await mayAt(ctx, 'people.reveal', row.at_org) },
  };
}

function fieldsOf(ctx: Ctx, row: RequestRow, wish: Wish) {
  const idNo = row.id_sealed ? ctx.app.crypto.open(row.id_sealed) : '';
  return [
    ...(wish.name === null ? [] : [{ field: 'name' as const, old: row.name ?? '', wished: wish.name }]),
    ...(wish.idNo === null
      ? []
      : [{ field: 'idNo' as const, old: maskIdNo(idNo), wished: maskIdNo(wish.idNo) }]),
  ];
}

/** Somebody else with the wished number; opened only where the officer may see them. */
async function otherWith(ctx: Ctx, row: RequestRow, wish: Wish) {
  const other = await beyond(ctx, 'whose an ID number is', ({ db }) =>
    db
      .selectFrom('people.person as p')
      .select(['p.id', 'p.name'])
      .select(sql<boolean>`coalesce(${orgInScope(ctx, 'people.read', 'p.org_id')}, false)`.as('reach'))
      .where('p.id_hash', 'in', ctx.app.crypto.hashes('id', `${wish.idType}:${wish.idNo}`))
      .where('p.id', '<>', row.person_id)
      .executeTakeFirst(),
  );
  if (!other) return null;
  return { name: other.reach ? other.name : '', personId: other.reach ? other.id : null };
}

const MINUTES_EACH = 2;

/** The to-do of the home page: what waits for an answer, the first due first. */
export async function rightsTodos(ctx: Ctx) {
  const { count, oldest, overdue } = await ctx.db
    .selectFrom('people.rights_request as r')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('r.created_at').as('oldest')])
    .select(sql<boolean>`coalesce(bool_or(r.due_on < ${civilDate(ctx.now)}::date), false)`.as('overdue'))
    .where('r.org_id', 'is not', null)
    .where('r.closed_at', 'is', null)
    .where(inScope(ctx))
    .executeTakeFirstOrThrow();
  if (count === 0) return [];
  return [
    {
      code: overdue ? 'people.rights_overdue' : 'people.rights_waiting',
      count,
      oldest: oldest?.toISOString() ?? null,
      minutes: count * MINUTES_EACH,
      href: '/staff/rights',
    },
  ];
}
