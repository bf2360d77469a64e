import { sql, type SqlBool } from 'kysely';
import {
  findEntry,
  lastVerified,
  listEntries,
  sealingState,
  type Entry,
  type EntryFilter,
} from '#kernel/audit';
import { scopesOf } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { addDays } from '#kernel/time';
import { orgsError } from '../errors.ts';
import { escapeLike, inScope, orgRefs } from '../queries.ts';
import type * as contract from './contract.ts';
import { actionsOf } from './texts/actions.ts';

export type AuditFilters = Omit<Input<typeof contract.listAudit>, 'cursor' | 'limit'>;

export async function listAudit(
  ctx: Ctx,
  { cursor, limit, ...filters }: Input<typeof contract.listAudit>,
): Promise<Output<typeof contract.listAudit>> {
  const after = readCursor(cursor, ['uuid']);
  const before = after?.[0] as string | undefined;
  const found = await listEntries(ctx.db, await filterOf(ctx, filters), { before, limit: limit + 1 });
  const { items, next } = page(found, limit, ({ id }) => [id]);
  ctx.look({ action: 'audit.list', entity: 'audit', orgId: placeOf(ctx), detail: toldOf(filters) });
  return { items: await toLines(ctx, items), next };
}

/** What was asked for, as the log keeps it: what was typed may be a name. */
export function toldOf({ actor, org, q, ...told }: AuditFilters) {
  return { ...told, actor: actor !== undefined, org: org !== undefined, purpose: q !== undefined };
}

/** Where the auditor looks from. */
export function placeOf(ctx: Ctx): number | null {
  return Number(scopesOf(ctx.actor, 'orgs.audit')[0]?.split('.').at(-1)) || null;
}

/** The entries that the auditor may see and asks for. */
export async function filterOf(ctx: Ctx, filters: AuditFilters): Promise<EntryFilter> {
  const { from, to, actor, group, org, about, q } = filters;
  return {
    orgIds: await orgIdsOf(ctx, org),
    from: from === undefined ? undefined : midnight(from),
    until: to === undefined ? undefined : midnight(addDays(to, 1)),
    actors: actor === undefined ? undefined : await actorsOf(ctx, actor),
    actions: group && actionsOf(group),
    about,
    purpose: q,
  };
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** The organisations in scope, below one of them if it is named; null for the whole log with what belongs to none. */
async function orgIdsOf(ctx: Ctx, org: string | undefined): Promise<number[] | null> {
  if (org === undefined && scopesOf(ctx.actor, 'orgs.audit').some((path) => !path.includes('.'))) return null;
  const named = /^\d{1,9}$/.test(org ?? '')
    ? sql<SqlBool>`top.id = ${Number(org)}`
    : sql<SqlBool>`top.name ilike ${`%${escapeLike(org ?? '')}%`}`;
  const rows = await ctx.db
    .selectFrom('orgs.organisation as o')
    .select('o.id')
    .where(inScope(ctx, 'orgs.audit', 'o.path'))
    .where(
      org === undefined
        ? sql<SqlBool>`true`
        : sql<SqlBool>`exists (select from orgs.organisation as top where ${named} and o.path <@ top.path)`,
    )
    .execute();
  return rows.map(({ id }) => id);
}

const EVERY_SYSTEM = 'system:*';

/** Officers in scope by name, now or once; whatever else was typed stands for itself. */
async function actorsOf(ctx: Ctx, typed: string): Promise<string[]> {
  if (typed === 'system' || typed === '系统') return [EVERY_SYSTEM];
  if (typed === '访客') return ['guest'];
  const rows = await ctx.db
    .selectFrom('orgs.officer as f')
    .innerJoin('orgs.organisation as o', 'o.id', 'f.org_id')
    .select('f.user_id')
    .distinct()
    .where(inScope(ctx, 'orgs.audit', 'o.path'))
    .execute();
  const names = await ctx.app.accounts.namesOf(rows.map(({ user_id }) => user_id));
  return [typed, ...[...names].flatMap(([id, name]) => (name.includes(typed) ? [id] : []))];
}

/** Entries with the names of who acted and where. */
export async function toLines(ctx: Ctx, entries: readonly Entry[]) {
  const accounts = entries.flatMap((entry) => [entry.actor, accountOf(entry) ?? []].flat());
  const names = await ctx.app.accounts.namesOf([...new Set(accounts)]);
  const orgs = await orgRefs(ctx, [...new Set(entries.flatMap(({ orgId }) => orgId ?? []))]);
  return entries.map(({ at, actor, orgId, ...entry }) => ({
    ...entry,
    at: at.toISOString(),
    actor: { id: actor, name: names.get(actor) || null },
    account: names.get(accountOf(entry) ?? '') || null,
    org: orgs.get(orgId ?? 0) ?? null,
  }));
}

function accountOf({ entity, entityId }: Pick<Entry, 'entity' | 'entityId'>): string | null {
  return entity === 'account' ? entityId : null;
}

export async function getAuditEntry(
  ctx: Ctx,
  { id }: Input<typeof contract.getAuditEntry>,
): Promise<Output<typeof contract.getAuditEntry>> {
  const entry = await findEntry(ctx.db, id, await orgIdsOf(ctx, undefined));
  if (!entry) throw orgsError('no_such_entry');
  ctx.look({ action: 'audit.view', entity: 'audit', entityId: id, orgId: placeOf(ctx) });
  const [line] = await toLines(ctx, [entry]);
  const { detail, people, applications, requestId, ip } = entry;
  return { ...line!, detail, people: [...people], applications: [...applications], requestId, ip };
}

export async function getAuditSeal(ctx: Ctx): Promise<Output<typeof contract.getAuditSeal>> {
  const { sealing, verified } = await beyond(
    ctx,
    'whether the audit log itself is whole',
    async ({ db }) => ({
      sealing: await sealingState(db),
      verified: await lastVerified(db),
    }),
  );
  const { sealedAt, unsealed } = sealing;
  return {
    sealedAt: sealedAt?.toISOString() ?? null,
    unsealed,
    verifiedAt: verified?.at.toISOString() ?? null,
    found: verified?.found ?? 0,
  };
}
