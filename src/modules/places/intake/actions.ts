import gcoord from 'gcoord';
import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { kernelError } from '#kernel/errors';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { Upload } from '#kernel/module';
import { policyAt } from '#kernel/policy';
import { readList } from '#kernel/sheets';
import { findOrg, namesOfRows, orgFor } from '#orgs';
import { bothDatums, createPlace } from '../actions.ts';
import { placesError } from '../errors.ts';
import { facilityTerms, kindTerms } from '../queries.ts';
import { metresBetween } from '../rules.ts';
import { placesLike, type Resembling } from '../find/similar/queries.ts';
import type * as contract from './contract.ts';
import type { IntakeDatum } from './contract.ts';
import { intakeError } from './errors.ts';
import { getIntake, intakeFor } from './queries.ts';
import { isHead, readRow, type Column, type Read, type Remark, type Terms } from './rules.ts';
import { TITLES } from '../texts/intake-words.ts';
import type { Intake, Resolved, Similar } from './tables.ts';

const ENTITY = 'places.intake';
const ROWS_MAX = 2_000;
const LIST = { words: TITLES, isHead };
const UNDO_DAYS = 7;
/** Two rows of one file with one name, this near to each other, are one place. */
const SAME_METRES = 80;

const { transform, BD09, GCJ02 } = gcoord as unknown as typeof gcoord.default;

export async function uploadIntake(
  ctx: TxCtx,
  input: Input<typeof contract.uploadIntake>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.uploadIntake>> {
  const org = await orgFor(ctx, 'places.manage', input.orgId);
  const refuse = (): Error => kernelError('sheet_unreadable');
  const { bytes, name } = checkFile(upload, { name: input.name, kinds: ['xlsx', 'csv'], refuse });
  const { titles, fields, rows } = await readList(bytes, LIST, {
    most: ROWS_MAX,
    tooLong: () => intakeError('intake_too_long', { params: { limit: ROWS_MAX } }),
  });
  if (rows.length === 0) throw intakeError('intake_no_rows');
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.intake')
    .values({
      id,
      org_id: org.id,
      file_name: name,
      state: 'mapping',
      columns: JSON.stringify(titles.map((title, index) => ({ index, title, field: fields[index] ?? null }))),
      datum: null,
      kind: null,
      created_by: ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind,
      created_at: ctx.now,
      applied_at: null,
      undo_until: null,
    })
    .execute();
  await sql`insert into places.intake_row (intake_id, no, cells)
    select ${id}, no, cells from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (no integer, cells jsonb)`.execute(
    ctx.db,
  );
  await ctx.audit({ action: 'places.intake_begin', entity: ENTITY, entityId: id, orgId: org.id });
  return { id };
}

/** The intake, locked, where it can still be changed. */
async function openIntake(ctx: TxCtx, id: string): Promise<Intake> {
  const intake = await intakeFor(ctx, id, { lock: true });
  if (intake.state !== 'mapping' && intake.state !== 'compared') throw intakeError('intake_over');
  return intake;
}

export async function mapIntake(
  ctx: TxCtx,
  { id, columns, datum, kind }: Input<typeof contract.mapIntake>,
): Promise<Output<typeof contract.mapIntake>> {
  const intake = await openIntake(ctx, id);
  const fields = columns.map(({ field }) => field);
  if (new Set(fields).size < fields.length) throw intakeError('intake_field_twice', { field: 'columns' });
  if (!fields.includes('name')) throw intakeError('intake_needs_name', { field: 'columns' });
  if (datum === null && fields.some((field) => ['lat', 'lng', 'position'].includes(field)))
    throw intakeError('intake_needs_datum', { field: 'datum' });
  const terms = { facilities: await policyAt(ctx, facilityTerms), kinds: await policyAt(ctx, kindTerms) };
  if (!terms.kinds.some(({ code }) => code === kind)) throw placesError('unknown_kind', { field: 'kind' });
  const named = intake.columns.map((column) => ({
    ...column,
    field: columns.find(({ index }) => index === column.index)?.field ?? null,
  }));
  await ctx.db
    .updateTable('places.intake')
    .set({ state: 'compared', columns: JSON.stringify(named), datum, kind })
    .where('id', '=', id)
    .execute();
  await compareRows(ctx, { ...intake, datum, kind }, columns, terms);
  return getIntake(ctx, { id });
}

interface Looked {
  readonly no: number;
  readonly read: Resolved;
  readonly outcome: 'new' | 'similar' | 'refused';
  readonly remarks: readonly Remark[];
  readonly similar: readonly Similar[];
}

async function compareRows(
  ctx: TxCtx,
  intake: Intake,
  columns: readonly Column[],
  terms: Terms,
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('places.intake_row')
    .select(['no', 'cells'])
    .where('intake_id', '=', intake.id)
    .orderBy('no')
    .execute();
  const keeper = (await findOrg(ctx, intake.org_id))!;
  const resolve = resolver(ctx, intake, keeper.area_code);
  const read: Omit<Looked, 'outcome' | 'similar'>[] = [];
  for (const { no, cells } of rows) {
    const one = readRow(cells, columns, { kind: intake.kind!, terms });
    const found = await resolve(one.read);
    read.push({ no, read: found.row, remarks: [...one.remarks, ...found.remarks] });
  }
  const known = await placesLike(
    ctx,
    read.map(({ read: { name, position } }) => ({ name, wgs84: position && wgs84Of(position) })),
  );
  const looked: Looked[] = [];
  for (const [nth, row] of read.entries()) {
    const refused = row.remarks.some(({ code }) => REFUSING.has(code));
    const similar = refused ? [] : similarTo(row.read, known[nth]!, looked);
    const outcome = refused ? 'refused' : similar.length > 0 ? 'similar' : 'new';
    looked.push({ ...row, outcome, similar });
  }
  const given = looked.map((row) => ({ ...row, skip: row.outcome !== 'new' }));
  await sql`update places.intake_row as r set read = given.read, outcome = given.outcome, remarks = given.remarks,
      alike = given."similar", skip = given.skip
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (no integer, read jsonb, outcome text, remarks jsonb,
      "similar" jsonb, skip boolean)
    where r.intake_id = ${intake.id} and r.no = given.no`.execute(ctx.db);
}

/** What keeps a row out; all else is only told. */
const REFUSING: ReadonlySet<string> = new Set(['no_name', 'long_name', 'unknown_union']);

/** What a row is once the union and the street that it names are found. */
function resolver(ctx: Ctx, intake: Intake, near: string | null) {
  const find = namesOfRows(ctx, 'places.manage', { orgId: intake.org_id, near });
  const isStreet = near !== null && near.length > 6;
  return async ({ union, area, position, ...rest }: Read): Promise<{ row: Resolved; remarks: Remark[] }> => {
    const remarks: Remark[] = [];
    const { orgId, areaCode } = await find({ union, area });
    if (orgId === null) remarks.push({ code: 'unknown_union', text: union! });
    if (area !== null && areaCode === null) remarks.push({ code: 'unknown_area', text: area });
    const row = {
      ...rest,
      orgId: orgId ?? intake.org_id,
      areaCode: areaCode ?? (isStreet ? near : null),
      position: position === null ? null : inOurs(position, intake.datum!),
    };
    return { row, remarks };
  };
}

/** Baidu's system is not one of ours: it becomes GCJ-02, from which it was made. */
function inOurs({ lat, lng }: { lat: number; lng: number }, datum: IntakeDatum): Resolved['position'] {
  if (datum !== 'bd09') return { lat, lng, datum };
  const [gcjLng, gcjLat] = transform([lng, lat], BD09, GCJ02);
  return { lat: gcjLat, lng: gcjLng, datum: 'gcj02' };
}

function wgs84Of(position: NonNullable<Resolved['position']>) {
  const { wgs_lat: lat, wgs_lng: lng } = bothDatums(position);
  return { lat, lng };
}

/** What is on record like this row, and rows above it that say the same. */
function similarTo(row: Resolved, known: readonly Resembling[], above: readonly Looked[]): Similar[] {
  const twins = above.filter((other) => other.outcome !== 'refused' && isTwin(row, other.read));
  return [
    ...known.map(({ id, name, metres }) => ({ id, no: null, name, metres })),
    ...twins.map(({ no, read }) => ({ id: null, no, name: read.name, metres: null })),
  ];
}

function isTwin(a: Resolved, b: Resolved): boolean {
  if (a.name !== b.name) return false;
  if (a.position === null || b.position === null) return a.address === b.address;
  return metresBetween(a.position, b.position) <= SAME_METRES;
}

export async function skipIntakeRow(
  ctx: TxCtx,
  { id, no, skip }: Input<typeof contract.skipIntakeRow>,
): Promise<Output<typeof contract.skipIntakeRow>> {
  await openIntake(ctx, id);
  const row = await ctx.db
    .selectFrom('places.intake_row')
    .select('outcome')
    .where('intake_id', '=', id)
    .where('no', '=', no)
    .executeTakeFirst();
  if (!row) throw intakeError('intake_not_found');
  if (!skip && (row.outcome === null || row.outcome === 'refused')) throw intakeError('intake_row_refused');
  await ctx.db
    .updateTable('places.intake_row')
    .set({ skip })
    .where('intake_id', '=', id)
    .where('no', '=', no)
    .execute();
  return getIntake(ctx, { id });
}

export async function applyIntake(
  ctx: TxCtx,
  { id, state }: Input<typeof contract.applyIntake>,
): Promise<Output<typeof contract.applyIntake>> {
  const intake = await openIntake(ctx, id);
  if (intake.state !== 'compared') throw intakeError('intake_not_mapped');
  const rows = await ctx.db
    .selectFrom('places.intake_row')
    .select(['no', 'read'])
    .where('intake_id', '=', id)
    .where('skip', '=', false)
    .orderBy('no')
    .execute();
  const kinds = await policyAt(ctx, kindTerms);
  for (const { no, read } of rows) {
    const { host, kind, ...facts } = read!;
    const made = await createPlace(ctx, {
      ...facts,
      facilities: [...facts.facilities],
      kind,
      roles: [kinds.find(({ code }) => code === kind)?.role ?? 'station'],
      buildMode: host === null ? 'own' : 'cohosted',
      hostName: host,
      entryMode: 'walk_in',
      state,
    });
    await ctx.db
      .updateTable('places.intake_row')
      .set({ place_id: made.id })
      .where('intake_id', '=', id)
      .where('no', '=', no)
      .execute();
  }
  await ctx.db
    .updateTable('places.intake')
    .set({
      state: 'applied',
      applied_at: ctx.now,
      undo_until: new Date(ctx.now.getTime() + UNDO_DAYS * 86_400_000),
    })
    .where('id', '=', id)
    .execute();
  await ctx.audit({
    action: 'places.intake_apply',
    entity: ENTITY,
    entityId: id,
    orgId: intake.org_id,
    detail: { places: rows.length },
  });
  return getIntake(ctx, { id });
}

export async function undoIntake(
  ctx: TxCtx,
  { id }: Input<typeof contract.undoIntake>,
): Promise<Output<typeof contract.undoIntake>> {
  const intake = await intakeFor(ctx, id, { lock: true });
  if (intake.state !== 'applied' || intake.undo_until! <= ctx.now) throw intakeError('intake_undo_over');
  const made = await ctx.db
    .selectFrom('places.intake_row as r')
    .innerJoin('places.place as p', 'p.id', 'r.place_id')
    .select(['p.id', 'p.name'])
    .where('r.intake_id', '=', id)
    .orderBy('r.no')
    .execute();
  const kept: { id: string; name: string }[] = [];
  for (const place of made) if (!(await removeUntouched(ctx, place.id))) kept.push(place);
  await ctx.db.updateTable('places.intake').set({ state: 'undone' }).where('id', '=', id).execute();
  await ctx.audit({
    action: 'places.intake_undo',
    entity: ENTITY,
    entityId: id,
    orgId: intake.org_id,
    detail: { removed: made.length - kept.length, kept: kept.length },
  });
  return { removed: made.length - kept.length, kept };
}

/**
 * Takes a place off record that is as it was made: nobody has changed it, confirmed it, or written anything that refers
 * to it. Whatever refers to it keeps it, by the database's own word.
 */
async function removeUntouched(ctx: TxCtx, id: string): Promise<boolean> {
  await sql`savepoint before_removal`.execute(ctx.db);
  try {
    const { rows } =
      await sql`delete from places.place as p where p.id = ${id} and p.updated_at = p.created_at
        and p.confirmed_at is null and p.doubted_at is null
        and not exists (select from places.exception as e where e.place_id = p.id)
      returning p.id`.execute(ctx.db);
    await sql`release savepoint before_removal`.execute(ctx.db);
    return rows.length > 0;
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error;
    await sql`rollback to savepoint before_removal`.execute(ctx.db);
    return false;
  }
}

export async function discardIntake(
  ctx: TxCtx,
  { id }: Input<typeof contract.discardIntake>,
): Promise<Output<typeof contract.discardIntake>> {
  const intake = await openIntake(ctx, id);
  await ctx.db.deleteFrom('places.intake_row').where('intake_id', '=', id).execute();
  await ctx.db.updateTable('places.intake').set({ state: 'discarded' }).where('id', '=', id).execute();
  await ctx.audit({ action: 'places.intake_discard', entity: ENTITY, entityId: id, orgId: intake.org_id });
  return { done: true };
}

/** The rows of lists that were taken in, or left lying, this long ago: what is kept of them is on record as places. */
const ROWS_KEPT_DAYS = 30;

/** Deletes the rows of old intakes; one that was never applied goes with them. */
export async function forgetIntakes(ctx: TxCtx): Promise<void> {
  const before = new Date(ctx.now.getTime() - ROWS_KEPT_DAYS * 86_400_000);
  const old = ctx.db.selectFrom('places.intake').select('id').where('created_at', '<', before);
  await ctx.db.deleteFrom('places.intake_row').where('intake_id', 'in', old).execute();
  await ctx.db
    .updateTable('places.intake')
    .set({ state: 'discarded' })
    .where('created_at', '<', before)
    .where('state', 'in', ['mapping', 'compared'])
    .execute();
}
