import { sql } from 'kysely';
import type { Actor } from './auth.ts';
import type { App, Ctx } from './ctx.ts';
import type { Db } from './db.ts';
import { newId } from './ids.ts';

/** One line of the audit log. `detail` holds codes and opaque ids only: no name, number or free text of a person. */
export interface AuditEntry {
  /** `module.verb`, e.g. `people.reveal`. */
  readonly action: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly orgId?: number | null;
  /** Why personal data was looked at, where the caller had to say so. */
  readonly purpose?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One step of a state machine (`domain.md` §C conventions): never changed, never removed. */
export interface StateChange {
  readonly entity: string;
  readonly entityId: string;
  /** Null when the thing came into being. */
  readonly from: string | null;
  readonly to: string;
  readonly reason?: string | null;
}

export interface StateChangeRow extends StateChange {
  readonly at: Date;
  readonly actor: string;
}

/** Plain insert: a chained head would serialise every writer (design.md, "Tamper-evident audit"). */
export async function writeAudit(ctx: Ctx, entry: AuditEntry): Promise<void> {
  await insertEntries(ctx.db, [toRow(ctx, entry)]);
}

interface Looks {
  readonly rows: AuditRow[];
  timer: NodeJS.Timeout | undefined;
}

const LOOKS_WAIT_MS = 500;
const LOOKS_MAX = 200;
const looks = new WeakMap<App, Looks>();

/**
 * Notes that personal data was looked at: one entry a request, written within a second, since writing each at once cuts
 * list reads to a third (design.md, "Auditing every look"). Showing a full number is written at once by `audit`.
 */
export function noteLook(ctx: Ctx, entry: AuditEntry): void {
  const kept = looks.get(ctx.app) ?? { rows: [], timer: undefined };
  looks.set(ctx.app, kept);
  kept.rows.push(toRow(ctx, entry));
  if (kept.rows.length >= LOOKS_MAX) void flushLooks(ctx.app);
  else kept.timer ??= setTimeout(() => void flushLooks(ctx.app), LOOKS_WAIT_MS);
}

/** Writes the looks that wait; on failure they wait on. Called by the timer, and before the process ends. */
export async function flushLooks(app: App): Promise<void> {
  const kept = looks.get(app);
  if (!kept) return;
  clearTimeout(kept.timer);
  kept.timer = undefined;
  const rows = kept.rows.splice(0);
  if (rows.length === 0) return;
  await insertEntries(app.db, rows).catch(() => {
    kept.rows.unshift(...rows);
    kept.timer ??= setTimeout(() => void flushLooks(app), LOOKS_WAIT_MS);
  });
}

type AuditRow = ReturnType<typeof toRow>;

function toRow(ctx: Ctx, entry: AuditEntry) {
  return {
    id: newId(ctx.now.getTime()),
    at: ctx.now,
    actor: actorName(ctx),
    action: entry.action,
    entity: entry.entity ?? null,
    entity_id: entry.entityId ?? null,
    org_id: entry.orgId ?? null,
    purpose: entry.purpose ?? null,
    detail: entry.detail ?? {},
    request_id: ctx.requestId,
    ip: ctx.ip,
  };
}

async function insertEntries(db: Db, rows: readonly AuditRow[]): Promise<void> {
  await sql`
    insert into kernel.audit_entry (id, at, actor, action, entity, entity_id, org_id, purpose, detail, request_id, ip)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, at timestamptz, actor text,
      action text, entity text, entity_id text, org_id integer, purpose text, detail jsonb, request_id text, ip inet)
  `.execute(db);
}

/** Somebody looked at a person: `actor` is the opaque id of an account. */
export interface Look {
  readonly at: Date;
  readonly action: string;
  readonly orgId: number | null;
  readonly purpose: string | null;
  readonly actor: string;
}

const LOOKS_OF = [
  'people.view',
  'people.reveal',
  'people.list',
  'people.claim',
  'people.lookup',
  'people.import_rows',
  'people.view_request',
  'people.list_requests',
  'people.view_application',
  'people.list_applications',
];

/** Who looked at a person, the latest first; `before` goes on from an earlier page. */
export async function looksAt(
  ctx: Ctx,
  personId: string,
  { before, limit }: { readonly before?: Date; readonly limit: number },
): Promise<Look[]> {
  const { rows } = await sql<Look>`
    select at, action, org_id as "orgId", purpose, actor from kernel.audit_entry
    where action = any(${LOOKS_OF}) and at < ${before ?? new Date('2999-01-01')}
      and (entity_id = ${personId} or detail -> 'ids' @> ${JSON.stringify([personId])}::jsonb)
    order by at desc, id desc limit ${limit}`.execute(ctx.db);
  return rows;
}

/** Appends a state change and its audit line. */
export async function recordChange(
  ctx: Ctx,
  change: StateChange,
  orgId: number | null = null,
): Promise<void> {
  await sql`
    insert into kernel.state_change (id, entity, entity_id, from_state, to_state, reason, actor, at)
    values (${newId(ctx.now.getTime())}, ${change.entity}, ${change.entityId}, ${change.from}, ${change.to},
      ${change.reason ?? null}, ${actorName(ctx)}, ${ctx.now})`.execute(ctx.db);
  const { entity, entityId, from, to } = change;
  await writeAudit(ctx, { action: `${entity}.${to}`, entity, entityId, orgId, detail: { from } });
}

/** A change at its own time and, where `actor` is given, by another than the caller. */
export interface PastChange extends StateChange {
  readonly at: Date;
  readonly actor?: Actor;
}

/** Appends many changes in one statement, for imports and the demo. No audit lines: the caller writes one for all. */
export async function recordChanges(ctx: Ctx, changes: readonly PastChange[]): Promise<void> {
  // An array a column: half the cost of JSON.
  const column = <T>(valueOf: (change: PastChange) => T): T[] => changes.map(valueOf);
  await sql`
    insert into kernel.state_change (id, entity, entity_id, from_state, to_state, reason, actor, at)
    select * from unnest(${column(({ at }) => newId(at.getTime()))}::uuid[],
      ${column(({ entity }) => entity)}::text[], ${column(({ entityId }) => entityId)}::text[],
      ${column(({ from }) => from)}::text[], ${column(({ to }) => to)}::text[],
      ${column(({ reason }) => reason ?? null)}::text[],
      ${column(({ actor }) => actorName({ actor: actor ?? ctx.actor }))}::text[],
      ${column(({ at }) => at.toISOString())}::timestamptz[])`.execute(ctx.db);
}

/** The history of one thing, oldest first. */
export async function changesOf(ctx: Ctx, entity: string, entityId: string): Promise<StateChangeRow[]> {
  const { rows } = await sql<StateChangeRow>`
    select entity, entity_id as "entityId", from_state as "from", to_state as "to", reason, actor, at
    from kernel.state_change where entity = ${entity} and entity_id = ${entityId} order by at, id`.execute(
    ctx.db,
  );
  return rows;
}

function actorName({ actor }: Pick<Ctx, 'actor'>): string {
  if (actor.kind === 'account') return actor.userId;
  return actor.kind === 'system' ? `system:${actor.name}` : 'guest';
}
