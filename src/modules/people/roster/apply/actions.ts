import { sql, type SqlBool } from 'kysely';
import { recordChanges } from '#kernel/audit';
import { inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate } from '#kernel/time';
import { MEMBERSHIP } from '../../actions.ts';
import { openTransfer } from '../../moves/actions.ts';
import { placeOf, type Place } from '../compare/queries.ts';
import { IMPORT } from '../actions.ts';
import { keptOf, skippedOf, type RosterImport, type RosterRow } from '../queries.ts';
import { changePeople, freePhones, isLeft, makePeople, type Step } from '../record/actions.ts';
import { lastEnds, lockPeople, versionsOf, waitingRows } from './queries.ts';
import { beginsOn, type Before } from './rules.ts';

/** For how long rows can be undone; then the rows, and with them what they keep of the file, are deleted. */
export const UNDO_DAYS = 7;

/**
 * Applies a confirmed import, some hundred rows a transaction: a crash loses nothing and repeats nothing, for each row
 * carries whether it is done. A row whose person was touched since the dry run is left alone, and listed.
 */
export async function applyRoster(ctx: Ctx, importId: string): Promise<void> {
  await passUnchanged(ctx, importId);
  while (await inTx(ctx, (tx) => applyChunk(tx, importId)));
}

/** Most rows of most reconciles: on the roster already, and nothing to say. There is nothing to undo either. */
async function passUnchanged(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    update people.roster_row as r set applied = 'applied'
    from people.roster_import as i, people.person as p, people.roster_entry as e
    where r.import_id = ${importId} and r.outcome = 'unchanged' and r.applied is null
      and i.id = r.import_id and i.state = 'applying'
      and p.id = r.person_id and p.version = r.seen and p.left_on is null
      and e.person_id = p.id and e.org_id = i.org_id and e.until is null`.execute(ctx.db);
}

async function applyChunk(ctx: TxCtx, importId: string): Promise<boolean> {
  ctx.app.disk.requireRoom();
  const row = await ctx.db
    .selectFrom('people.roster_import')
    .selectAll()
    .where('id', '=', importId)
    .where('state', '=', 'applying')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return false;
  const rows = await waitingRows(ctx, importId);
  if (rows.length === 0) {
    await finish(ctx, row);
    return false;
  }
  const place = await placeOf(ctx, row);
  const { steps, stale } = await stepsOf(ctx, rows);
  const phones = await freePhones(ctx, steps);
  const made = await makePeople(ctx, place, steps, phones);
  const fresh = steps.filter((step) => step.person !== null || made.has(step.row.no));
  await changePeople(ctx, place, fresh, phones);
  await moveEntries(ctx, place, fresh);
  if (place.mode === 'members') await openMemberships(ctx, place, fresh);
  for (const step of fresh.filter(({ row: { remarks } }) => remarks.includes('transfer')))
    step.transfer = await openTransfer(ctx, {
      personId: step.id,
      toOrgId: place.unionId,
      startedBy: 'roster',
      importId,
      note: null,
    });
  const overtaken = steps.filter((step) => !fresh.includes(step)).map((step) => step.row);
  await markRows(ctx, importId, fresh, [...stale, ...overtaken]);
  await ctx.db
    .updateTable('people.roster_import')
    .set({ done: row.done + rows.length, beat_at: ctx.app.now() })
    .where('id', '=', importId)
    .execute();
  return true;
}

async function stepsOf(ctx: TxCtx, rows: readonly RosterRow[]) {
  const people = await lockPeople(
    ctx,
    rows.flatMap(({ person_id }) => person_id ?? []),
  );
  const steps: Step[] = [];
  const stale: RosterRow[] = [];
  for (const row of rows) {
    const person = row.person_id === null ? null : people.get(row.person_id);
    if (person === undefined || (person !== null && person.version !== row.seen)) {
      stale.push(row);
      continue;
    }
    const kept = keptOf(ctx, row);
    const given = kept && 'given' in kept ? kept.given : null;
    steps.push({
      row,
      given,
      person,
      id: person?.id ?? newId(ctx.now.getTime()),
      made: false,
      before: null,
      entry: null,
      membership: null,
      transfer: false,
    });
  }
  return { steps, stale };
}

/** Who is in the file stands on the roster from today; who is not stood on it until today. */
async function moveEntries(ctx: TxCtx, place: Place, steps: readonly Step[]): Promise<void> {
  const today = civilDate(ctx.now);
  const [away, here] = [steps.filter(isLeft), steps.filter((step) => !isLeft(step))];
  const closed = await ctx.db
    .updateTable('people.roster_entry')
    .set({ until: today })
    .where('org_id', '=', place.orgId)
    .where(sql<SqlBool>`person_id = any(${away.map(({ id }) => id)})`)
    .where('until', 'is', null)
    .returning(['id', 'person_id'])
    .execute();
  const entries = here.map(({ id }) => ({ id: newId(ctx.now.getTime()), person_id: id }));
  const { rows: opened } = await sql<{ id: string; person_id: string }>`
    insert into people.roster_entry (id, org_id, person_id, since)
    select id, ${place.orgId}, person_id, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as given (id uuid, person_id uuid)
    on conflict (org_id, person_id) where until is null do nothing returning id, person_id`.execute(ctx.db);
  const byPerson = new Map<string, Before['entry']>([
    ...closed.map(({ id, person_id }) => [person_id, { id, how: 'closed' }] as const),
    ...opened.map(({ id, person_id }) => [person_id, { id, how: 'opened' }] as const),
  ]);
  for (const step of steps) step.entry = byPerson.get(step.id) ?? null;
}

/** A union's own paper register: who is on it and no member anywhere becomes one on record. */
async function openMemberships(ctx: TxCtx, place: Place, steps: readonly Step[]): Promise<void> {
  const today = civilDate(ctx.now);
  const outside = steps.filter(
    ({ given, person }) =>
      given !== null && !['active', 'transferring', 'retained'].includes(person?.standing ?? ''),
  );
  if (outside.length === 0) return;
  const ends = await lastEnds(
    ctx,
    outside.map(({ id }) => id),
  );
  const rows = outside.map((step) => {
    step.membership = newId(ctx.now.getTime());
    const from = beginsOn(step.given!.joinedOn, ends.get(step.id) ?? null, today);
    return { id: step.membership, person_id: step.id, from };
  });
  await sql`
    insert into people.membership (id, person_id, org_id, state, number, during, created_at)
    select id, person_id, ${place.unionId}, 'active', to_char(nextval('people.member_number'), 'FM0000000000'),
      daterange("from", null), ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, person_id uuid, "from" date)`.execute(
    ctx.db,
  );
  await recordChanges(
    ctx,
    rows.map(({ person_id }) => ({
      entity: MEMBERSHIP,
      entityId: person_id,
      from: null,
      to: 'active',
      at: ctx.now,
      reason: '按工会会员名册登记',
    })),
  );
}

async function markRows(
  ctx: TxCtx,
  importId: string,
  done: readonly Step[],
  stale: readonly RosterRow[],
): Promise<void> {
  const versions = await versionsOf(
    ctx,
    done.map(({ id }) => id),
  );
  const rows = [
    ...done.map((step) => {
      const { id, made, before, entry, membership, transfer } = step;
      const kept: Before = { made, person: before, entry, membership, transfer };
      return {
        no: step.row.no,
        applied: 'applied',
        person_id: id,
        version: versions.get(id),
        before: ctx.app.crypto.seal(JSON.stringify(kept)).toString('hex'),
      };
    }),
    ...stale.map(({ no, person_id }) => ({ no, applied: 'stale', person_id, version: null, before: null })),
  ];
  await sql`
    update people.roster_row as r set applied = g.applied, person_id = g.person_id, left_version = g.version,
      before_sealed = decode(g.before, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (no integer, applied text, person_id uuid,
      version integer, before text)
    where r.import_id = ${importId} and r.no = g.no`.execute(ctx.db);
}

async function finish(ctx: TxCtx, row: RosterImport): Promise<void> {
  await ctx.db
    .updateTable('people.roster_row')
    .set({ applied: 'skipped' })
    .where('import_id', '=', row.id)
    .where('skipped', '=', true)
    .execute();
  await ctx.db
    .updateTable('people.roster_import')
    .set({
      state: 'applied',
      counts: row.counts && JSON.stringify({ ...row.counts, skipped: await skippedOf(ctx, row.id) }),
      applied_at: ctx.now,
      undo_until: new Date(ctx.now.getTime() + UNDO_DAYS * 86_400_000),
    })
    .where('id', '=', row.id)
    .execute();
  await ctx.db.deleteFrom('people.roster_file').where('import_id', '=', row.id).execute();
  await ctx.db
    .updateTable('people.roster')
    .set({ reconciled_at: ctx.now, reconciled_by: row.confirmed_by, union_id: row.union_id })
    .where('org_id', '=', row.org_id)
    .execute();
  await ctx.audit({ action: 'people.import_applied', entity: IMPORT, entityId: row.id, orgId: row.org_id });
}

/** Imports whose time for undoing is over lose their rows; a dry run that nobody confirmed is thrown away with its file. */
export async function forgetImports(ctx: TxCtx): Promise<void> {
  const cutoff = new Date(`${addDays(civilDate(ctx.now), -UNDO_DAYS)}T00:00:00+08:00`);
  await ctx.db
    .updateTable('people.roster_import')
    .set({ state: 'discarded' })
    .where('state', 'in', ['mapping', 'compared', 'failed'])
    .where('created_at', '<', cutoff)
    .execute();
  const over = ctx.db
    .selectFrom('people.roster_import')
    .select('id')
    .where((eb) => eb.or([eb('state', '=', 'discarded'), eb('undo_until', '<', ctx.now)]));
  await ctx.db.deleteFrom('people.roster_file').where('import_id', 'in', over).execute();
  await ctx.db.deleteFrom('people.roster_row').where('import_id', 'in', over).execute();
}
