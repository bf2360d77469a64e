import { sql } from 'kysely';
import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { findOrg, heirOf, organiserOf, type Org } from '#orgs';
import { MEMBERSHIP } from '../actions.ts';
import { passOn } from '../join/actions.ts';
import { closeTransfers } from '../transfer/actions.ts';
import type { MembershipState } from '../contract.ts';

/**
 * Nobody is lost when a union is dissolved: its members are retained at the union above (工会法 §13, domain.md B2), who
 * was to move to it stays, its applications and rosters go on above. May run again: there is nobody left then.
 */
export async function retainAbove(ctx: TxCtx, orgId: number, upperId: number): Promise<void> {
  const upper = await takerOf(ctx, upperId);
  if (!upper) return;
  await holdAll(ctx, orgId);
  const open = await openTransfers(ctx, orgId);
  await closeTransfers(ctx, open, 'withdrawn', '原工会已撤销');
  const members = await passMembers(ctx, orgId, upper.id, 'retained', '原工会撤销，会籍保留在上级工会');
  const rosters = await passRosters(ctx, orgId, upper.id);
  await passOn(ctx, orgId, upper.id);
  await tell(ctx, 'people.retain_above', upper.id, { from: orgId, members, rosters, closed: open.length });
}

/**
 * A merged union's members go on at its successor as what they were; transfers, applications and rosters follow. May
 * run again: there is nobody left then.
 */
export async function mergeMembers(ctx: TxCtx, orgId: number, intoId: number): Promise<void> {
  const into = await takerOf(ctx, intoId);
  if (!into || into.id === orgId) return;
  await holdAll(ctx, orgId);
  const between = await openTransfers(ctx, orgId, into.id);
  await closeTransfers(ctx, between, 'withdrawn', '两个工会已合并，不用再接转');
  const members = await passMembers(ctx, orgId, into.id, 'same', '原工会合并，会籍随同接转');
  const transfers = await followTransfers(ctx, orgId, into.id);
  await passEntries(ctx, orgId, into.id);
  const rosters = await passRosters(ctx, orgId, into.id);
  await passOn(ctx, orgId, into.id);
  await tell(ctx, 'people.merge', into.id, { from: orgId, members, transfers, rosters });
}

/** Who takes over: by the time this runs that union may itself have ended. */
async function takerOf(ctx: TxCtx, id: number): Promise<Org | undefined> {
  const org = await findOrg(ctx, id);
  return org && heirOf(ctx, org, ['merged', 'dissolved']);
}

/** Holds everybody whom the end of a union concerns. */
async function holdAll(ctx: TxCtx, orgId: number): Promise<void> {
  await sql`select people.hold(array(
      select person_id from people.membership where org_id = ${orgId} and upper_inf(during)
      union select person_id from people.transfer
        where closed_at is null and (from_org = ${orgId} or to_org = ${orgId})
      union select e.person_id from people.roster_entry as e join people.roster as r using (org_id)
        where r.union_id = ${orgId}))`.execute(ctx.db);
}

/** Open transfers from or to a union; with `other` only those between the two. */
async function openTransfers(ctx: TxCtx, orgId: number, other?: number): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('people.transfer')
    .select('id')
    .where('closed_at', 'is', null)
    .where((eb) => eb.or([eb('from_org', '=', orgId), eb('to_org', '=', orgId)]))
    .$if(other !== undefined, (query) =>
      query.where((eb) => eb.or([eb('from_org', '=', other!), eb('to_org', '=', other!)])),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Members in one statement: a second or so each, however large the union. */
const LOT = 5000;

/**
 * Ends the periods of everybody at a union today (of who came this very day, tomorrow), and begins others at `toId`
 * with the same number: `same` as before, or `retained`. Returns how many.
 */
async function passMembers(
  ctx: TxCtx,
  orgId: number,
  toId: number,
  as: 'same' | 'retained',
  reason: string,
): Promise<number> {
  for (let passed = 0; ;) {
    const lot = await passLot(ctx, orgId, toId, as);
    await recordChanges(
      ctx,
      lot.map(({ person_id, was }) => ({
        entity: MEMBERSHIP,
        entityId: person_id,
        from: was,
        to: as === 'same' ? was : 'retained',
        reason,
        at: ctx.now,
      })),
    );
    passed += lot.length;
    if (lot.length < LOT) return passed;
  }
}

interface Passed {
  readonly person_id: string;
  readonly was: MembershipState;
}

async function passLot(
  ctx: TxCtx,
  orgId: number,
  toId: number,
  as: 'same' | 'retained',
): Promise<readonly Passed[]> {
  const same = sql`${as === 'same'}::boolean`;
  const { rows } = await sql<Passed>`
    with ended as (
      update people.membership as m set state = 'transferred', retained_as = null,
        during = daterange(lower(m.during), greatest(${civilDate(ctx.now)}::date, lower(m.during) + 1))
      from (select id, state, retained_as from people.membership
        where org_id = ${orgId} and upper_inf(during) limit ${LOT}) as old
      where m.id = old.id
      returning m.person_id, m.number, upper(m.during) as since, old.state as was, old.retained_as
    ), begun as (
      insert into people.membership (id, person_id, org_id, state, number, during, created_at, retained_as)
      select gen_random_uuid(), person_id, ${toId}, case when ${same} then was else 'retained' end, number,
        daterange(since, null), ${ctx.now},
        case when ${same} then retained_as else coalesce(retained_as, 'unit_closed') end
      from ended
    )
    select person_id, was from ended`.execute(ctx.db);
  return rows;
}

/** What is open goes on from or to the successor. Returns how many. */
async function followTransfers(ctx: TxCtx, orgId: number, intoId: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update people.transfer set from_org = case from_org when ${orgId} then ${intoId} else from_org end,
      to_org = case to_org when ${orgId} then ${intoId} else to_org end
    where closed_at is null and (from_org = ${orgId} or to_org = ${orgId})`.execute(ctx.db);
  return Number(numAffectedRows ?? 0);
}

/** The merged union's own roster goes on as its successor's; who stands on both stands on one. */
async function passEntries(ctx: TxCtx, orgId: number, intoId: number): Promise<void> {
  await sql`
    insert into people.roster (org_id, union_id, titles, mode, reconciled_at, reconciled_by)
    select ${intoId}, ${intoId}, titles, mode, reconciled_at, reconciled_by from people.roster where org_id = ${orgId}
    on conflict (org_id) do nothing`.execute(ctx.db);
  await sql`
    update people.roster_entry as e set until = greatest(${civilDate(ctx.now)}::date, since)
    where org_id = ${orgId} and until is null and exists (select from people.roster_entry
      where org_id = ${intoId} and person_id = e.person_id and until is null)`.execute(ctx.db);
  await sql`update people.roster_entry set org_id = ${intoId} where org_id = ${orgId}`.execute(ctx.db);
}

/** Another union looks after these rosters from now on, and after whoever stands on them and is no member. */
async function passRosters(ctx: TxCtx, orgId: number, toId: number): Promise<number> {
  const rosters = await ctx.db
    .updateTable('people.roster')
    .set({ union_id: toId })
    .where('union_id', '=', orgId)
    .returning('org_id')
    .execute();
  await ctx.db
    .updateTable('people.roster_import')
    .set({ union_id: toId })
    .where('union_id', '=', orgId)
    .execute();
  await settleRosters(
    ctx,
    rosters.map((roster) => roster.org_id),
  );
  return rosters.length;
}

/** The triggers see memberships and entries, not whose a roster is. */
async function settleRosters(ctx: TxCtx, orgIds: readonly number[]): Promise<void> {
  await sql`select people.settle(array(
      select distinct person_id from people.roster_entry where org_id = any(${[...orgIds]}::integer[])))`.execute(
    ctx.db,
  );
}

/** Another union organises an employer: it looks after the employer's roster. */
export async function followOrganiser(ctx: TxCtx, employerId: number): Promise<void> {
  const unionId = (await organiserOf(ctx, [employerId])).get(employerId);
  if (unionId === undefined) return;
  await sql`select people.hold(array(
      select person_id from people.roster_entry where org_id = ${employerId}))`.execute(ctx.db);
  const roster = await ctx.db
    .updateTable('people.roster')
    .set({ union_id: unionId })
    .where('org_id', '=', employerId)
    .where('union_id', '<>', unionId)
    .returning('org_id')
    .executeTakeFirst();
  if (!roster) return;
  await ctx.db
    .updateTable('people.roster_import')
    .set({ union_id: unionId })
    .where('org_id', '=', employerId)
    .execute();
  await settleRosters(ctx, [employerId]);
  await tell(ctx, 'people.roster_follows', unionId, { employer: employerId });
}

/** One line for all: the history has a row for each. */
async function tell(
  ctx: TxCtx,
  action: string,
  orgId: number,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await ctx.audit({ action, entity: 'orgs.organisation', entityId: String(orgId), orgId, detail });
}
