import { sql, type SqlBool } from 'kysely';
import { recordChanges } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { MEMBERSHIP } from '../../actions.ts';
import { withdrawForUndo } from '../../moves/actions.ts';
import { IMPORT, lockImport, refuseLate } from '../actions.ts';
import { CHUNK, lockPeople, newestPhone, phoneOwners } from '../apply/queries.ts';
import type { Before, PersonState } from '../apply/rules.ts';
import type * as contract from '../contract.ts';
import type { RosterRow } from '../queries.ts';
import { writeStates } from '../record/actions.ts';

interface Undo {
  readonly row: RosterRow;
  readonly id: string;
  readonly before: Before;
}

export async function undoImportRows(
  ctx: TxCtx,
  { id, rows }: Input<typeof contract.undoImportRows>,
): Promise<Output<typeof contract.undoImportRows>> {
  const row = await lockImport(ctx, id, ['applied']);
  refuseLate(ctx, row);
  const applied = await ctx.db
    .selectFrom('people.roster_row')
    .selectAll()
    .where('import_id', '=', id)
    .where('no', 'in', rows)
    .where('applied', '=', 'applied')
    .where('before_sealed', 'is not', null)
    .orderBy('no')
    .execute();
  const { undone, touched } = await undo(ctx, row.org_id, id, applied);
  await ctx.audit({
    action: 'people.import_undo_rows',
    entity: IMPORT,
    entityId: id,
    orgId: row.org_id,
    detail: { undone: undone.length, touched: touched.length },
  });
  return { undone: undone.length, touched: touched.map(({ no, name }) => ({ no, name })) };
}

/** Undoes a whole import, some hundred rows a transaction; may be run again after a crash. */
export async function undoRoster(ctx: Ctx, importId: string): Promise<void> {
  while (await inTx(ctx, (tx) => undoChunk(tx, importId)));
}

async function undoChunk(ctx: TxCtx, importId: string): Promise<boolean> {
  ctx.app.disk.requireRoom();
  const row = await ctx.db
    .selectFrom('people.roster_import')
    .selectAll()
    .where('id', '=', importId)
    .where('state', '=', 'undoing')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return false;
  const applied = await ctx.db
    .selectFrom('people.roster_row')
    .selectAll()
    .where('import_id', '=', importId)
    .where('applied', '=', 'applied')
    .where('before_sealed', 'is not', null)
    .orderBy('no')
    .limit(CHUNK)
    .execute();
  await undo(ctx, row.org_id, importId, applied);
  const over = applied.length === 0;
  if (over) await ageRoster(ctx, row.org_id, importId);
  await ctx.db
    .updateTable('people.roster_import')
    .set({
      done: row.done + applied.length,
      beat_at: ctx.app.now(),
      ...(over ? { state: 'applied' as const } : {}),
    })
    .where('id', '=', importId)
    .execute();
  return !over;
}

/** An import that was undone did not make the roster younger. */
async function ageRoster(ctx: TxCtx, orgId: number, importId: string): Promise<void> {
  await sql`
    update people.roster as r set (reconciled_at, reconciled_by) = (
      select i.applied_at, i.confirmed_by from people.roster_import as i
      where i.org_id = r.org_id and i.id <> ${importId} and i.applied_at is not null
      order by i.applied_at desc limit 1)
    where r.org_id = ${orgId} and not exists (
      select from people.roster_import as later, people.roster_import as this
      where this.id = ${importId} and later.org_id = r.org_id and later.applied_at > this.applied_at)`.execute(
    ctx.db,
  );
}

/** Takes rows back whose person nobody touched since; the others keep what was applied, and are marked. */
async function undo(ctx: TxCtx, orgId: number, importId: string, rows: readonly RosterRow[]) {
  const people = await lockPeople(
    ctx,
    rows.flatMap(({ person_id }) => person_id ?? []),
  );
  const untouched = rows.filter(
    (row) => row.person_id !== null && people.get(row.person_id)?.version === row.left_version,
  );
  const planned = untouched.map((row): Undo => ({
    row,
    id: row.person_id!,
    before: JSON.parse(ctx.app.crypto.open(row.before_sealed!)) as Before,
  }));
  const steps = await withFreePhones(ctx, planned);
  await withdrawForUndo(
    ctx,
    importId,
    steps.filter(({ before }) => before.transfer).map(({ id }) => id),
  );
  await takeMemberships(ctx, steps);
  await takeEntries(ctx, orgId, steps);
  await writeStates(
    ctx,
    steps.flatMap(({ id, before }) => (before.person ? [{ id, ...renewed(ctx, before.person) }] : [])),
  );
  await takePeople(
    ctx,
    steps.filter(({ before }) => before.made).map(({ id }) => id),
  );
  const undone = steps.map(({ row }) => row);
  const touched = rows.filter((row) => !undone.includes(row));
  await mark(ctx, importId, undone, 'undone');
  await mark(ctx, importId, touched, 'touched');
  return { undone, touched };
}

/** What was kept as it then stood, under the keys in force now. */
function renewed({ app: { crypto } }: TxCtx, was: PersonState): PersonState {
  const opened = (hex: string | null) => (hex === null ? null : crypto.open(Buffer.from(hex, 'hex')));
  const sealed = (text: string | null) => (text === null ? null : crypto.seal(text).toString('hex'));
  const phone = opened(was.phone_sealed);
  return {
    ...was,
    phone_sealed: sealed(phone),
    phone_hash: phone === null ? null : crypto.hash('phone', phone).toString('hex'),
    details_sealed: sealed(opened(was.details_sealed)),
  };
}

/** A number that somebody else has taken since cannot be given back: that row counts as touched. */
async function withFreePhones(ctx: TxCtx, steps: readonly Undo[]): Promise<Undo[]> {
  const owners = await phoneOwners(
    ctx,
    steps.flatMap(({ before }) => before.person?.phone_hash ?? []),
  );
  return steps.filter(({ id, before }) => {
    const owner = owners.get(newestPhone(ctx, before.person?.phone_hash ?? ''));
    return owner === undefined || owner === id;
  });
}

async function takeMemberships(ctx: TxCtx, steps: readonly Undo[]): Promise<void> {
  const ids = steps.flatMap(({ before }) => before.membership ?? []);
  if (ids.length === 0) return;
  const gone = await ctx.db
    .deleteFrom('people.membership')
    .where(sql<SqlBool>`id = any(${ids})`)
    .returning('person_id')
    .execute();
  await recordChanges(
    ctx,
    gone.map(({ person_id }) => ({
      entity: MEMBERSHIP,
      entityId: person_id,
      from: 'active',
      to: 'known',
      at: ctx.now,
      reason: '撤销花名册核对',
    })),
  );
}

async function takeEntries(ctx: TxCtx, orgId: number, steps: readonly Undo[]): Promise<void> {
  const ids = (how: 'opened' | 'closed') =>
    steps.flatMap(({ before: { entry } }) => (entry?.how === how ? [entry.id] : []));
  await ctx.db
    .deleteFrom('people.roster_entry')
    .where(sql<SqlBool>`id = any(${ids('opened')})`)
    .execute();
  await ctx.db
    .updateTable('people.roster_entry as e')
    .set({ until: null })
    .where(sql<SqlBool>`e.id = any(${ids('closed')})`)
    // A later file may have put them on the roster again.
    .where(
      sql<SqlBool>`not exists (select from people.roster_entry as n
        where n.org_id = ${orgId} and n.person_id = e.person_id and n.until is null)`,
    )
    .execute();
}

/** Who was made by the import goes with it, unless something else on record speaks of them by now. */
async function takePeople(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  await sql`
    delete from people.person as p where id = any(${ids})
      and not exists (select from people.roster_entry where person_id = p.id)
      and not exists (select from people.membership where person_id = p.id)
      and not exists (select from people.application where person_id = p.id)
      and not exists (select from people.transfer where person_id = p.id)`.execute(ctx.db);
}

async function mark(
  ctx: TxCtx,
  importId: string,
  rows: readonly RosterRow[],
  applied: 'undone' | 'touched',
): Promise<void> {
  await ctx.db
    .updateTable('people.roster_row')
    .set({ applied })
    .where('import_id', '=', importId)
    .where(sql<SqlBool>`no = any(${rows.map(({ no }) => no)})`)
    .execute();
}
