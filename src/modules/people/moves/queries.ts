import { sql, type RawBuilder, type Selectable, type SqlBool } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { escapeLike, orgFor, orgInScope, orgRefs, orgWithin, withNames } from '#orgs';
import { peopleError } from '../errors.ts';
import type { TransferTable } from '../tables.ts';
import type * as contract from './contract.ts';
import { mayDo, sidesOf } from './rules.ts';

export type Transfer = Selectable<TransferTable>;
export const TRANSFER = 'people.transfer';

/** SQL over `people.transfer as t`: the union whose answer counts lies where the actor holds `permission`. */
function answeringIn(ctx: Ctx, permission: string) {
  return sql<SqlBool>`case t.started_by when 'from' then ${orgInScope(ctx, permission, 't.to_org')}
    else ${orgInScope(ctx, permission, 't.from_org')} end`;
}

function askingIn(ctx: Ctx, permission: string) {
  return sql<SqlBool>`case t.started_by when 'from' then ${orgInScope(ctx, permission, 't.from_org')}
    else ${orgInScope(ctx, permission, 't.to_org')} end`;
}

function eitherIn(ctx: Ctx, permission: string) {
  return sql<SqlBool>`(${orgInScope(ctx, permission, 't.from_org')} or ${orgInScope(ctx, permission, 't.to_org')})`;
}

/** The member has agreed, and the answer is for the actor to give: what the list calls `mine`, and the to-do counts. */
function isMine(ctx: Ctx) {
  return sql<SqlBool>`t.state = 'confirmed' and ${answeringIn(ctx, 'people.move')}`;
}

/**
 * Reads transfers together with the names of who moves, whom only one of the two unions looks after: `read` gets a
 * condition that keeps it to those of the `wanted` (SQL over `people.transfer as t`) that the caller may see.
 */
async function withNamesOfMovers<T>(
  ctx: Ctx,
  wanted: RawBuilder<SqlBool>,
  read: (wide: Ctx, visible: RawBuilder<SqlBool>) => Promise<T>,
): Promise<T> {
  if (ctx.net.kind === 'all') return read(ctx, wanted);
  const seen = await ctx.db.selectFrom('people.transfer as t').select('t.id').where(wanted).execute();
  const ids = seen.map(({ id }) => id);
  return beyond(ctx, 'the names of those who move', (wide) =>
    read(wide, sql<SqlBool>`t.id = any(${ids}::uuid[])`),
  );
}

function rows(ctx: Ctx) {
  return ctx.db
    .selectFrom('people.transfer as t')
    .innerJoin('people.person as p', 'p.id', 't.person_id')
    .selectAll('t')
    .select([
      'p.name',
      sql<boolean>`coalesce(${orgInScope(ctx, 'people.read', 'p.org_id')}, false)`.as('reach'),
      askingIn(ctx, 'people.move').as('asking'),
      answeringIn(ctx, 'people.move').as('answering'),
      sql<number>`case when ${isMine(ctx)} then 0 else 1 end`.as('rank'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

async function toItems(ctx: Ctx, found: readonly Row[]) {
  const orgs = await orgRefs(ctx, [...new Set(found.flatMap(({ from_org, to_org }) => [from_org, to_org]))]);
  return found.map((row) => ({
    id: row.id,
    personId: row.reach ? row.person_id : null,
    name: row.name,
    from: orgs.get(row.from_org)!,
    to: orgs.get(row.to_org)!,
    startedBy: row.started_by,
    state: row.state,
    note: row.note,
    reason: row.reason,
    consentAt: row.consent_at?.toISOString() ?? null,
    consentHow: row.consent_how,
    dueOn: row.due_on,
    byItself: row.by_itself,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    may: mayDo(
      { state: row.state, accepted: row.accepted_at !== null },
      { asking: Boolean(row.asking), answering: Boolean(row.answering) },
    ),
  }));
}

export async function listTransfers(
  ctx: Ctx,
  input: Input<typeof contract.listTransfers>,
): Promise<Output<typeof contract.listTransfers>> {
  const after = readCursor(input.cursor, ['int', 'time', 'uuid']);
  const under = input.orgId === undefined ? undefined : await orgFor(ctx, 'people.read', input.orgId);
  const matching = sql<SqlBool>`${stateFilter(ctx, input.state)}
    and ${under ? sql`(${orgWithin('t.from_org', [under.path])} or ${orgWithin('t.to_org', [under.path])})` : sql`true`}
    and ${input.q ? sql`p.name ilike ${`%${escapeLike(input.q)}%`}` : sql`true`}`;
  const since = after
    ? sql<SqlBool>`(case when ${isMine(ctx)} then 0 else 1 end, t.created_at, t.id)
        > (${after[0]}::integer, ${after[1]}::timestamptz, ${after[2]}::uuid)`
    : sql<SqlBool>`true`;
  const { found, total } = await withNamesOfMovers(
    ctx,
    eitherIn(ctx, 'people.read'),
    async (wide, visible) => ({
      found: await rows(wide)
        .where(visible)
        .where(matching)
        .where(since)
        .orderBy('rank')
        .orderBy('t.created_at')
        .orderBy('t.id')
        .limit(input.limit + 1)
        .execute(),
      total: await countTransfers(wide, sql<SqlBool>`${visible} and ${matching}`),
    }),
  );
  const result = page(found, input.limit, (row) => [row.rank, row.created_at.toISOString(), row.id]);
  ctx.look({
    action: 'people.list_transfers',
    detail: { state: input.state },
    people: result.items.map((row) => row.person_id),
  });
  return { items: await toItems(ctx, result.items), next: result.next, total };
}

async function countTransfers(ctx: Ctx, matching: RawBuilder<SqlBool>): Promise<number> {
  const { total } = await ctx.db
    .selectFrom('people.transfer as t')
    .innerJoin('people.person as p', 'p.id', 't.person_id')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow();
  return total;
}

function stateFilter(ctx: Ctx, state: Input<typeof contract.listTransfers>['state']) {
  if (state === 'all') return sql<SqlBool>`true`;
  if (state === 'mine') return isMine(ctx);
  return state === 'open' ? sql<SqlBool>`t.closed_at is null` : sql<SqlBool>`t.state = ${state}`;
}

/** A transfer from or to a union where the actor holds `permission`; elsewhere it does not exist for them. */
export async function transferFor(ctx: Ctx, permission: string, id: string): Promise<Row> {
  const wanted = sql<SqlBool>`t.id = ${id} and ${eitherIn(ctx, permission)}`;
  const row = await withNamesOfMovers(ctx, wanted, (wide, visible) =>
    rows(wide).where(visible).executeTakeFirst(),
  );
  if (!row) throw peopleError('transfer_not_found');
  return row;
}

export async function getTransfer(
  ctx: Ctx,
  { id }: Input<typeof contract.getTransfer>,
): Promise<Output<typeof contract.getTransfer>> {
  const row = await transferFor(ctx, 'people.read', id);
  const [item] = await toItems(ctx, [row]);
  ctx.look({
    action: 'people.view_transfer',
    entity: TRANSFER,
    entityId: id,
    orgId: row.to_org,
    people: [row.person_id],
  });
  return { ...item!, history: await withNames(ctx, await changesOf(ctx, TRANSFER, id)) };
}

/** The open transfer of a person. */
export function openTransferOf(ctx: Ctx, personId: string): Promise<Transfer | undefined> {
  return ctx.db
    .selectFrom('people.transfer')
    .selectAll()
    .where('person_id', '=', personId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}

/** What the member sees of it: waits for their answer, or for the other union’s after it. */
export async function transferOfMine(ctx: Ctx, personId: string) {
  const row = await openTransferOf(ctx, personId);
  if (!row) return null;
  const orgs = await orgRefs(ctx, [row.from_org, row.to_org]);
  return {
    id: row.id,
    from: orgs.get(row.from_org)!,
    to: orgs.get(row.to_org)!,
    startedBy: row.started_by,
    state: row.consent_at === null ? ('requested' as const) : ('confirmed' as const),
    note: row.note,
    dueOn: row.due_on,
    createdAt: row.created_at.toISOString(),
  };
}

/** For how long the member is shown why a transfer was refused. */
const REFUSAL_DAYS = 30;

/** The last transfer of a person, if it was refused not long ago. */
export async function refusalOf(ctx: Ctx, personId: string) {
  const last = await ctx.db
    .selectFrom('people.transfer')
    .select(['from_org', 'to_org', 'state', 'reason', 'closed_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const since = ctx.now.getTime() - REFUSAL_DAYS * 86_400_000;
  if (last?.state !== 'refused' || last.closed_at!.getTime() < since) return null;
  const orgs = await orgRefs(ctx, [last.from_org, last.to_org]);
  return {
    from: orgs.get(last.from_org)!,
    to: orgs.get(last.to_org)!,
    reason: last.reason ?? '',
    at: last.closed_at!.toISOString(),
  };
}

/** The sides of a transfer by the numbers of their unions. */
export function sides(row: Pick<Transfer, 'started_by' | 'from_org' | 'to_org'>) {
  return sidesOf({ startedBy: row.started_by, from: row.from_org, to: row.to_org });
}

/** For how long officers are told that a membership moved by itself. */
const TOLD_DAYS = 7;

/** Transfers that wait for an answer, and those that moved without one: nothing times out silently (domain.md C). */
export async function transferTodos(ctx: Ctx) {
  const waiting = await ctx.db
    .selectFrom('people.transfer as t')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('t.consent_at').as('oldest')])
    .where(isMine(ctx))
    .executeTakeFirstOrThrow();
  const since = new Date(ctx.now.getTime() - TOLD_DAYS * 86_400_000);
  const moved = await ctx.db
    .selectFrom('people.transfer as t')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('t.closed_at').as('oldest')])
    .where('t.by_itself', '=', true)
    .where('t.closed_at', '>', since)
    .where(eitherIn(ctx, 'people.move'))
    .executeTakeFirstOrThrow();
  return [
    {
      code: 'people.transfers_waiting',
      ...waiting,
      minutes: waiting.count,
      href: '/staff/transfers?state=mine',
    },
    { code: 'people.transfers_moved', ...moved, minutes: 1, href: '/staff/transfers?state=moved' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ oldest, ...todo }) => ({ ...todo, oldest: oldest?.toISOString() ?? null }));
}
