import { sql, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { AppError } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { readRows, type SheetRow } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { fileOf, type Kept, type RosterImport } from '../queries.ts';
import type { Outcome, RosterCounts, RowChange } from '../contract.ts';
import { maskPhone } from '#orgs';
import { readRow, type Given, type Reading } from '../rules.ts';
import {
  knownPeople,
  mayTransfer,
  onRecord,
  placeOf,
  takenPhones,
  type Known,
  type Place,
} from './queries.ts';
import { countOf, differences, type Facts } from './rules.ts';

/** Rows looked at in one go: one look-up and one insert each, and the event loop breathes in between. */
const CHUNK = 1000;

interface Draft {
  readonly no: number;
  readonly outcome: Outcome;
  readonly name: string;
  readonly person_id: string | null;
  readonly first_row: number | null;
  readonly shown: string | null;
  readonly refusals: readonly string[];
  readonly repairs: readonly string[];
  readonly remarks: readonly string[];
  readonly kept: Kept | null;
  readonly seen: number | null;
}

/** What a comparison remembers of the rows before: for duplicates, for who is missing, for phones that several share. */
interface Run {
  readonly ctx: Ctx;
  readonly row: RosterImport;
  readonly place: Place;
  readonly token: string;
  readonly firstRows: Map<string, number>;
  readonly phones: Map<string, number>;
  readonly shared: Set<number>;
  readonly found: Set<string>;
  readonly counts: Tally;
  last: number;
}

type Tally = { -readonly [K in keyof RosterCounts]: RosterCounts[K] };

/**
 * The dry run: reads the file row by row, finds each person by the keyed hash of the ID, and writes down what would
 * happen. Nothing else is changed. May be run again: it begins anew, and a run that was taken over stops.
 */
export async function compareRoster(ctx: Ctx, importId: string): Promise<void> {
  const token = newId();
  const row = await begin(ctx, importId, token);
  if (!row) return;
  try {
    const run = await newRun(ctx, row, token);
    await readFile(run);
    await addLeft(run);
    await markShared(run);
    await finish(run);
  } catch (error) {
    if (error instanceof Overtaken) return;
    // A full disk is no fault of the file: the comparison begins anew once there is room.
    if (!(error instanceof AppError) || error.code === 'kernel.disk_full') throw error;
    await ctx.db
      .updateTable('people.roster_import')
      .set({ state: 'failed', failure: error.code })
      .where('id', '=', importId)
      .where('run', '=', token)
      .execute();
  }
}

/** Another run has begun on the same import. */
class Overtaken extends Error {}

async function begin(ctx: Ctx, id: string, token: string): Promise<RosterImport | undefined> {
  const row = await ctx.db
    .updateTable('people.roster_import')
    .set({ run: token, done: 0, beat_at: ctx.app.now() })
    .where('id', '=', id)
    .where('state', '=', 'comparing')
    .returningAll()
    .executeTakeFirst();
  if (row) await ctx.db.deleteFrom('people.roster_row').where('import_id', '=', id).execute();
  return row;
}

async function newRun(ctx: Ctx, row: RosterImport, token: string): Promise<Run> {
  return {
    ctx,
    row,
    token,
    place: await placeOf(ctx, row),
    firstRows: new Map(),
    phones: new Map(),
    shared: new Set(),
    found: new Set(),
    counts: {
      rows: 0,
      valid: 0,
      invalid: 0,
      duplicates: 0,
      repaired: 0,
      blank: 0,
      totals: 0,
      byReason: {},
      joined: 0,
      left: 0,
      changed: 0,
      unchanged: 0,
      skipped: {
        joined: 0,
        left: 0,
        changed: 0,
      },
      transfers: 0,
    },
    last: 0,
  };
}

async function readFile(run: Run): Promise<void> {
  const { ctx, row, counts } = run;
  const columns = row.columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  const today = civilDate(ctx.now);
  let chunk: { at: SheetRow; reading: Reading }[] = [];
  const flush = async (): Promise<void> => {
    ctx.app.disk.requireRoom();
    await writeRows(run, await judge(run, chunk));
    chunk = [];
  };
  for await (const at of readRows(await fileOf(ctx, row), row.sheet)) {
    // Rows that are not in the file at all are blank ones.
    counts.blank += Math.max(0, at.no - 1 - Math.max(run.last, row.header_row));
    run.last = at.no;
    if (at.no <= row.header_row) continue;
    const reading = readRow(at, columns, today);
    if (reading.kind === 'blank') counts.blank += 1;
    else if (reading.kind === 'total') counts.totals += 1;
    else if (reading.kind !== 'title') chunk.push({ at, reading });
    if (chunk.length === CHUNK) await flush();
  }
  await flush();
}

async function judge(run: Run, chunk: readonly { at: SheetRow; reading: Reading }[]): Promise<Draft[]> {
  const { crypto } = run.ctx.app;
  const usable = chunk.flatMap(({ reading }) => (reading.kind === 'row' ? [reading.given] : []));
  const hashes = new Map(usable.map((given) => [given, crypto.hashes('id', idOf(given))]));
  const phones = new Map(
    usable.flatMap((given) => (given.phone ? [[given, crypto.hashes('phone', given.phone)] as const] : [])),
  );
  const known = await knownPeople(run.ctx, run.place, [...hashes.values()].flat());
  const taken = await takenPhones(run.ctx, [...phones.values()].flat());
  return chunk.flatMap(({ at, reading }) => {
    if (reading.kind === 'refused') return [refused(run, at, reading)];
    if (reading.kind !== 'row') return [];
    const first = run.firstRows.get(idOf(reading.given));
    if (first !== undefined) return [duplicate(run, at, reading, first)];
    run.firstRows.set(idOf(reading.given), at.no);
    noteShared(run, reading.given.phone, at.no);
    const person = known.get(newest(hashes.get(reading.given)!));
    const phone = phones.get(reading.given);
    const owner = phone === undefined ? undefined : taken.get(newest(phone));
    return [used(run, at, reading, person, owner !== undefined && owner !== person?.id)];
  });
}

function idOf({ idType, idNo }: Given): string {
  return `${idType}:${idNo}`;
}

/** Of the forms of one number, the one that people are found by here. */
function newest(hashes: readonly Buffer[]): string {
  return hashes.at(-1)!.toString('base64');
}

function noteShared(run: Run, phone: string | null, no: number): void {
  if (!phone) return;
  const other = run.phones.get(phone);
  if (other === undefined) run.phones.set(phone, no);
  else run.shared.add(other).add(no);
}

function refused(run: Run, at: SheetRow, reading: Reading & { kind: 'refused' }): Draft {
  run.counts.rows += 1;
  run.counts.invalid += 1;
  countOf(run.counts.byReason, [...reading.refusals, ...reading.repairs]);
  return {
    no: at.no,
    outcome: 'refused',
    name: reading.name,
    person_id: null,
    first_row: null,
    shown: reading.shown,
    refusals: reading.refusals,
    repairs: reading.repairs,
    remarks: [],
    kept: { cells: at.cells },
    seen: null,
  };
}

function duplicate(
  run: Run,
  at: SheetRow,
  { given, repairs }: Reading & { kind: 'row' },
  first: number,
): Draft {
  run.counts.rows += 1;
  run.counts.duplicates += 1;
  countOf(run.counts.byReason, repairs);
  return {
    no: at.no,
    outcome: 'duplicate',
    name: given.name,
    person_id: null,
    first_row: first,
    shown: null,
    refusals: [],
    repairs,
    remarks: [],
    kept: { cells: at.cells },
    seen: null,
  };
}

function used(
  run: Run,
  at: SheetRow,
  { given, repairs, remarks }: Reading & { kind: 'row' },
  person: Known | undefined,
  phoneTaken: boolean,
): Draft {
  const { place, counts } = run;
  const changes = changesFor(person, factsOf(given, place, phoneTaken));
  const outcome = !person?.onRecord ? 'joined' : changes.length > 0 ? 'changed' : 'unchanged';
  const transfers = person !== undefined && mayTransfer(person, place);
  if (person) run.found.add(person.id);
  counts.rows += 1;
  counts.valid += 1;
  counts[outcome] += 1;
  if (repairs.length > 0) counts.repaired += 1;
  if (transfers) counts.transfers += 1;
  countOf(counts.byReason, repairs);
  return {
    no: at.no,
    outcome,
    name: given.name,
    person_id: person?.id ?? null,
    first_row: null,
    shown: null,
    refusals: [],
    repairs,
    kept: { given, changes },
    seen: person?.version ?? null,
    remarks: [
      ...remarks,
      ...(phoneTaken ? (['phone_taken'] as const) : []),
      ...(person?.elsewhere ? (['member_elsewhere'] as const) : []),
      ...(transfers ? (['transfer'] as const) : []),
      ...(changes.some(({ field, from }) => field === 'phone' && from !== null)
        ? (['phone_notice'] as const)
        : []),
    ],
  };
}

/** What a row says of a person, as far as this roster may say it. */
function factsOf(given: Given, place: Place, phoneTaken: boolean): Facts {
  return { ...given, phone: phoneTaken ? null : given.phone, employer: place.employerName ?? given.employer };
}

/** What is worth reading of somebody new; name and numbers stand beside it. */
const OF_NEW: readonly RowChange['field'][] = ['occupation', 'employment', 'department', 'position'];

/** Nothing on the record of a person whom another union looks after is changed. */
function changesFor(person: Known | undefined, row: Facts): RowChange[] {
  if (!person) return changesOf({}, row).filter(({ field }) => OF_NEW.includes(field));
  return person.ours ? changesOf(person.facts, row) : [];
}

/** As the screen shows them: a phone is masked. */
function changesOf(record: Facts, row: Facts): RowChange[] {
  return differences(record, row).map((change) =>
    change.field === 'phone'
      ? { ...change, from: change.from && maskPhone(change.from), to: maskPhone(change.to) }
      : change,
  );
}

/** Whoever is on record and not in the file; numbered on after its last row. */
async function addLeft(run: Run): Promise<void> {
  let no = run.last;
  for await (const people of onRecord(run.ctx, run.place)) {
    const left = people.filter(({ id }) => !run.found.has(id));
    run.counts.left += left.length;
    await writeRows(
      run,
      left.map((person) => ({
        no: (no += 1),
        outcome: 'left',
        name: person.name,
        person_id: person.id,
        first_row: null,
        shown: null,
        refusals: [],
        repairs: [],
        kept: null,
        seen: person.version,
        remarks: person.isMember ? ['settle'] : [],
      })),
    );
  }
}

/** A number that several people give is nobody's: it is left out on all their rows. */
async function markShared({ ctx, row, shared }: Run): Promise<void> {
  if (shared.size === 0) return;
  await ctx.db
    .updateTable('people.roster_row')
    .set({ remarks: sql`remarks || 'phone_shared'::text` })
    .where('import_id', '=', row.id)
    .where(sql<SqlBool>`no = any(${[...shared]})`)
    .execute();
}

async function finish({ ctx, row, token, counts }: Run): Promise<void> {
  await ctx.db
    .updateTable('people.roster_import')
    .set({ state: 'compared', counts: JSON.stringify(counts), compared_at: ctx.app.now(), done: 0 })
    .where('id', '=', row.id)
    .where('run', '=', token)
    .execute();
}

async function writeRows({ ctx, row, token }: Run, drafts: readonly Draft[]): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('people.roster_import')
    .set({ done: sql<number>`done + ${drafts.length}`, beat_at: ctx.app.now() })
    .where('id', '=', row.id)
    .where('run', '=', token)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Overtaken();
  if (drafts.length === 0) return;
  const { crypto } = ctx.app;
  const rows = drafts.map(({ kept, ...draft }) => ({
    ...draft,
    given: kept && crypto.seal(JSON.stringify(kept)).toString('hex'),
  }));
  await sql`
    insert into people.roster_row (import_id, no, outcome, name, person_id, first_row, shown, refusals, repairs,
      remarks, given_sealed, seen)
    select ${row.id}, no, outcome, name, person_id, first_row, shown, refusals, repairs, remarks,
      decode(given, 'hex'), seen
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (no integer, outcome text, name text,
      person_id uuid, first_row integer, shown text, refusals text[], repairs text[], remarks text[],
      given text, seen integer)`.execute(ctx.db);
}
