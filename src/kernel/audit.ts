import { sql } from 'kysely';
import { markOf } from './audit/mark.ts';
import type { Actor } from './auth.ts';
import type { App, Ctx } from './ctx.ts';
import type { Db } from './db.ts';
import { newId } from './ids.ts';

export {
  countEntries,
  findEntry,
  listEntries,
  type Entry,
  type EntryFilter,
  type WholeEntry,
} from './audit/entries.ts';
export { auditRestored } from './audit/head.ts';
export { looksAt, type Look } from './audit/looks.ts';
export { tellVerdict } from './audit/report.ts';
export { lastVerified, sealAudit, sealingState, startSealing, stopSealing } from './audit/seal.ts';
export { verifyAudit, type Verdict } from './audit/verify.ts';

/** One line of the audit log. `detail` holds codes and opaque ids only: no name, number or free text of a person. */
export interface AuditEntry {
  /** `module.verb`, e.g. `people.reveal`. */
  readonly action: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly orgId?: number | null;
  /** Why personal data was looked at, where the caller had to say so. */
  readonly purpose?: string;
  /** Ids of everybody who was shown, so that "who looked at me" has an exact answer; many become several entries. */
  readonly people?: readonly string[];
  /** Ids of the applications that were shown: who applies is nobody yet. */
  readonly applications?: readonly string[];
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

/** Plain insert, sealed within a second: a chained head would serialise every writer (design.md, "Tamper-evident audit"). */
export async function writeAudit(ctx: Ctx, entry: AuditEntry): Promise<void> {
  await insertEntries(ctx.db, toRows(ctx, entry));
}

/**
 * Written at once and apart from any transaction: rows of a file are on their way to somebody, and nothing can call them
 * back.
 */
export async function auditApart(ctx: Ctx, entry: AuditEntry): Promise<void> {
  await insertEntries(ctx.app.db, toRows(ctx, entry));
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
  kept.rows.push(...toRows(ctx, entry));
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

/** In one entry: more would be a document of a megabyte. */
const SHOWN_MAX = 5_000;

function toRows(ctx: Ctx, entry: AuditEntry): AuditRow[] {
  const { people, applications, ...rest } = entry;
  const many = Math.max(people?.length ?? 0, applications?.length ?? 0);
  const parts = Math.max(1, Math.ceil(many / SHOWN_MAX));
  return Array.from({ length: parts }, (_, part) => {
    const slice = (ids: readonly string[]) => ids.slice(part * SHOWN_MAX, (part + 1) * SHOWN_MAX);
    return toRow(ctx, {
      ...rest,
      orgId: rest.orgId ?? (many > 0 ? officeOf(ctx) : null),
      detail: {
        ...rest.detail,
        ...(people && { people: slice(people) }),
        ...(applications && { applications: slice(applications) }),
        ...(parts > 1 && { part: part + 1, parts }),
      },
    });
  });
}

/** Whoever goes through a list of several unions does so from their office: its auditor should see it. */
function officeOf({ actor }: Ctx): number | null {
  return actor.kind === 'account' ? (actor.grants[0]?.orgId ?? null) : null;
}

function toRow(ctx: Ctx, entry: Omit<AuditEntry, 'people' | 'applications'>) {
  const content = {
    id: newId(ctx.now.getTime()),
    at: ctx.now.toISOString(),
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
  return { ...content, mac: `\\x${markOf(ctx.app.crypto, content).toString('hex')}` };
}

async function insertEntries(db: Db, rows: readonly AuditRow[]): Promise<void> {
  await sql`
    insert into kernel.audit_entry (id, at, actor, action, entity, entity_id, org_id, purpose, detail, request_id, ip, mac)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, at timestamptz, actor text,
      action text, entity text, entity_id text, org_id integer, purpose text, detail jsonb, request_id text, ip text, mac bytea)
  `.execute(db);
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
