import { sql, type SqlBool } from 'kysely';
import { recordChange, recordChanges } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { civilDate } from '#kernel/time';
import { orgsError } from '../errors.ts';
import { endRole, keepOneAdmin } from '../officers/actions.ts';
import { endedNow, findOrg, orgFor, type Org } from '../queries.ts';
import { mayStep, needsReason } from '../rules.ts';
import { lockTree, placeBelow } from '../tree/actions.ts';
import type * as contract from './contract.ts';
import { chairPhones, noticeDays, termsEnding, type Term } from './queries.ts';
import { daysBetween, mayTakeOver, noticeDue, OVER } from './rules.ts';

const ENTITY = 'orgs.organisation';

export async function changeOrgState(
  ctx: TxCtx,
  input: Input<typeof contract.changeOrgState>,
): Promise<Output<typeof contract.changeOrgState>> {
  await orgFor(ctx, 'orgs.manage', input.id);
  if (input.to === 'dissolved') await lockTree(ctx);
  const org = await lockOrg(ctx, input.id);
  if (!mayStep(org.state, input.to)) throw orgsError('bad_step');
  if (needsReason(input.to) && !input.reason) throw orgsError('reason_needed', { field: 'reason' });
  if (input.to === 'dissolved') await refuseChildren(ctx, org);
  await ctx.db.updateTable('orgs.organisation').set({ state: input.to }).where('id', '=', org.id).execute();
  await tell(ctx, org, input.to, input.reason ?? null);
  if (input.to === 'dissolved') await closeDown(ctx, org, `撤销：${input.reason}`);
  return { state: input.to };
}

/** A step of an organisation in its history and in the audit log. */
function tell(ctx: TxCtx, org: Org, to: Org['state'], reason: string | null): Promise<void> {
  return recordChange(ctx, { entity: ENTITY, entityId: String(org.id), from: org.state, to, reason }, org.id);
}

/** Others may go on pointing at it meanwhile: its number does not change. */
async function lockOrg(ctx: TxCtx, id: number): Promise<Org> {
  return ctx.db
    .selectFrom('orgs.organisation')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

async function refuseChildren(ctx: TxCtx, org: Org): Promise<void> {
  const { count } = await ctx.db
    .selectFrom('orgs.organisation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('parent_id', '=', org.id)
    .where('state', 'not in', ['dissolved', 'merged'])
    .executeTakeFirstOrThrow();
  if (count > 0) throw orgsError('has_children', { params: { count } });
}

/** Ends with a dissolved organisation whatever still stands open at it. */
async function closeDown(ctx: TxCtx, org: Org, reason: string): Promise<void> {
  await closeOffices(ctx, org.id, reason);
  await tellEmployers(ctx, await endRelations(ctx, org.id));
  await ctx.db.deleteFrom('orgs.served_area').where('org_id', '=', org.id).execute();
  if (org.kind === 'union' && org.parent_id !== null)
    await ctx.emit('orgs.union_dissolved', { orgId: org.id, upperId: org.parent_id });
}

async function closeOffices(ctx: TxCtx, orgId: number, reason: string): Promise<void> {
  // Invitations first: who has just accepted one holds a role by the time the roles are read.
  await ctx.db
    .updateTable('orgs.invitation')
    .set({ closed_at: ctx.now, closed_how: 'revoked' })
    .where('org_id', '=', orgId)
    .where('closed_at', 'is', null)
    .execute();
  const held = await ctx.db
    .selectFrom('orgs.officer')
    .select(['id', 'role'])
    .where('org_id', '=', orgId)
    .where('end_reason', 'is', null)
    .where(sql<SqlBool>`coalesce(upper(during), 'infinity') > ${ctx.now}`)
    .execute();
  const admins = held.filter(({ role }) => role === 'system_admin');
  if (admins.length > 0)
    await keepOneAdmin(
      ctx,
      admins.map(({ id }) => id),
    );
  for (const { id } of held) await endRole(ctx, id, reason);
}

/** Ends every open relation of an organisation, on either side; returns them, each with the moment of its end. */
function endRelations(ctx: TxCtx, orgId: number) {
  return ctx.db
    .updateTable('orgs.relation')
    .set({ during: endedNow(ctx) })
    .where((eb) => eb.or([eb('from_id', '=', orgId), eb('to_id', '=', orgId)]))
    .where(sql<SqlBool>`upper_inf(during)`)
    .returning(['kind', 'from_id', 'to_id', sql<Date>`upper(during)`.as('until')])
    .execute();
}

type Ended = Awaited<ReturnType<typeof endRelations>>;

async function tellEmployers(ctx: TxCtx, ended: Ended): Promise<void> {
  for (const { kind, to_id } of ended)
    if (kind === 'organises') await ctx.emit('orgs.employer_union_changed', { employerId: to_id });
}

/** Merges a union into another; the tree's lock keeps two from being merged into each other. */
export async function mergeOrg(
  ctx: TxCtx,
  { id, intoId, reason }: Input<typeof contract.mergeOrg>,
): Promise<Output<typeof contract.mergeOrg>> {
  await orgFor(ctx, 'orgs.manage', id);
  await orgFor(ctx, 'orgs.manage', intoId);
  await lockTree(ctx);
  const org = await findOrg(ctx, id);
  const into = await findOrg(ctx, intoId);
  if (!org || !into) throw orgsError('not_found');
  if (org.kind !== 'union' || org.state !== 'active') throw orgsError('bad_step');
  if (!mayTakeOver(into, org)) throw orgsError('bad_successor', { field: 'intoId' });
  const { numUpdatedRows } = await ctx.db
    .updateTable('orgs.organisation')
    .set({ state: 'merged', merged_into: into.id })
    .where('id', '=', org.id)
    .executeTakeFirst();
  // What the database keeps from us did not happen, and nobody may hear that it did.
  if (numUpdatedRows === 0n) throw orgsError('not_found');
  await tell(ctx, org, 'merged', `${reason}（→ ${into.name}）`);
  await tell(ctx, into, into.state, `${org.name}并入：${reason}`);
  const went = await handOver(ctx, org, into, `并入${into.name}：${reason}`);
  await ctx.audit({
    action: 'orgs.merge',
    entity: ENTITY,
    entityId: String(org.id),
    orgId: org.id,
    detail: { into: into.id, ...went },
  });
  await ctx.emit('orgs.union_merged', { orgId: org.id, intoId: into.id });
  return went;
}

/** What the merged union had goes on with the other; its officers' work is done. Returns how much went over. */
async function handOver(ctx: TxCtx, org: Org, into: Org, reason: string) {
  await closeOffices(ctx, org.id, reason);
  const below = await standingBelow(ctx, org.id);
  await placeBelow(ctx, below, into);
  await recordChanges(
    ctx,
    below.map(({ id, state }) => ({
      entity: ENTITY,
      entityId: String(id),
      from: state,
      to: state,
      reason: `随${org.name}${reason}`,
      at: ctx.now,
    })),
  );
  await passRelations(ctx, org.id, into.id);
  const { numUpdatedRows } = await ctx.db
    .updateTable('orgs.served_area')
    .set({ org_id: into.id })
    .where('org_id', '=', org.id)
    .executeTakeFirst();
  const unions = below.filter(({ kind }) => kind === 'union').length;
  return { unions, records: below.length - unions, streets: Number(numUpdatedRows) };
}

/** What stands directly below a union, and every record of another kind that it looks after. */
function standingBelow(ctx: TxCtx, orgId: number): Promise<Org[]> {
  return ctx.db
    .selectFrom('orgs.organisation')
    .selectAll()
    .where('parent_id', '=', orgId)
    .where((eb) => eb.or([eb('kind', '<>', 'union'), eb('state', 'not in', ['dissolved', 'merged'])]))
    .orderBy('id')
    .execute();
}

/** Relations go on with the successor from the moment they end here, unless it has them already. */
async function passRelations(ctx: TxCtx, orgId: number, intoId: number): Promise<void> {
  const ended = await endRelations(ctx, orgId);
  const heir = (id: number): number => (id === orgId ? intoId : id);
  const begun = ended
    .filter(({ from_id, to_id }) => heir(from_id) !== heir(to_id))
    .map(({ kind, from_id, to_id, until }) => ({
      id: newId(ctx.now.getTime()),
      kind,
      from_id: heir(from_id),
      to_id: heir(to_id),
      during: sql<string>`tstzrange(${until}, null)`,
    }));
  if (begun.length > 0)
    await beyond(ctx, 'relations that others have with a union go on with its successor', ({ db }) =>
      db
        .insertInto('orgs.relation')
        .values(begun)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  await tellEmployers(ctx, ended);
}

/** Records that a union was elected anew (换届): a new term, and with it new notices of its end. */
export async function reelectOrg(
  ctx: TxCtx,
  { id, heldOn, termEndsOn }: Input<typeof contract.reelectOrg>,
): Promise<Output<typeof contract.reelectOrg>> {
  await orgFor(ctx, 'orgs.manage', id);
  const org = await lockOrg(ctx, id);
  if (org.kind !== 'union' || org.state !== 'active') throw orgsError('bad_step');
  if (heldOn > civilDate(ctx.now)) throw orgsError('held_in_future', { field: 'heldOn' });
  if (termEndsOn <= heldOn) throw orgsError('term_ends_early', { field: 'termEndsOn' });
  await ctx.db
    .updateTable('orgs.organisation')
    .set({ term_ends_on: termEndsOn })
    .where('id', '=', id)
    .execute();
  await tell(ctx, org, org.state, `${heldOn} 换届，本届到 ${termEndsOn}`);
  return { termEndsOn };
}

interface Notice extends Term {
  /** The threshold that was reached, in days. */
  readonly daysBefore: number;
}

/** Tells the chairs of unions whose term ends: once for each term and threshold, and one message a morning to each. */
export async function tellOfTerms(ctx: TxCtx): Promise<void> {
  const notices = await noteTerms(ctx);
  if (notices.length === 0) return;
  const phones = await chairPhones(
    ctx,
    notices.map(({ id }) => id),
  );
  const toTell = notices.flatMap((notice) =>
    (phones.get(notice.id) ?? []).map((phone) => ({ phone, notice })),
  );
  const byPhone = Map.groupBy(toTell, ({ phone }) => phone);
  for (const [to, told] of byPhone)
    await ctx.notify({
      channel: 'sms',
      to,
      ...termMessage(
        ctx,
        told.map(({ notice }) => notice),
      ),
    });
  await ctx.audit({
    action: 'orgs.term_notices',
    detail: { unions: notices.length, messages: byPhone.size },
  });
}

/** Keeps the notices that are due and were not given yet, and returns them. */
async function noteTerms(ctx: TxCtx): Promise<Notice[]> {
  const days = await noticeDays(ctx);
  const today = civilDate(ctx.now);
  const due = (await termsEnding(ctx, days)).flatMap((term): Notice[] => {
    const daysBefore = noticeDue(term.endsOn, today, days);
    return daysBefore === undefined ? [] : [{ ...term, daysBefore }];
  });
  const { rows } = await sql<{ org_id: number }>`
    insert into orgs.term_notice (org_id, term_ends_on, days_before, at)
    select id, "endsOn", "daysBefore", ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as given (id integer, "endsOn" date, "daysBefore" integer)
    on conflict do nothing returning org_id`.execute(ctx.db);
  const fresh = new Set(rows.map(({ org_id }) => org_id));
  return due.filter(({ id }) => fresh.has(id));
}

function termMessage(ctx: TxCtx, notices: readonly Notice[]) {
  const { url } = ctx.app.config;
  const [only] = notices;
  if (notices.length > 1 || !only)
    return { template: 'orgs.terms_several', params: { count: notices.length, link: `${url}/staff/` } };
  return {
    template: only.daysBefore === OVER ? 'orgs.term_overdue' : 'orgs.term_expiring',
    params: {
      union: only.name,
      date: only.endsOn,
      days: daysBetween(civilDate(ctx.now), only.endsOn),
      link: `${url}/staff/orgs/${only.id}`,
    },
  };
}
