import { sql } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { spelling } from '../../find/queries.ts';
import { newestPhone, phoneOwners, stateOf, type Person } from '../apply/queries.ts';
import { sameState, type Before, type PersonState } from '../apply/rules.ts';
import type { Place } from '../compare/queries.ts';
import { DETAILS } from '../compare/rules.ts';
import type { RosterRow } from '../queries.ts';
import type { Given } from '../rules.ts';

/** One row on its way: `person` is null while they are not known yet. */
export interface Step {
  readonly row: RosterRow;
  readonly given: Given | null;
  readonly person: Person | null;
  id: string;
  made: boolean;
  before: PersonState | null;
  entry: Before['entry'];
  membership: string | null;
  transfer: boolean;
}

/** Adds who is not known yet; returns the rows of those who really were new: somebody may have joined in between. */
export async function makePeople(
  ctx: TxCtx,
  place: Place,
  steps: readonly Step[],
  phones: Phones,
): Promise<ReadonlySet<number>> {
  const { crypto } = ctx.app;
  const rows = steps.flatMap(({ row, given, person, id }) =>
    person === null && given !== null
      ? [
          {
            no: row.no,
            id,
            name: given.name,
            ...spelling(given.name),
            sex: given.sex,
            birth_year: given.birthDate && Number(given.birthDate.slice(0, 4)),
            occupation: given.occupation ?? 'other',
            employment: given.employment,
            id_type: given.idType,
            id_sealed: crypto.seal(given.idNo).toString('hex'),
            id_hash: crypto.hash('id', `${given.idType}:${given.idNo}`).toString('hex'),
            ...(phones.get(row.no) ?? {
              phone_sealed: null,
              phone_hash: null,
            }),
            employer_id: place.employerId,
            employer_name: employerName(place, given, null),
            details_sealed: sealedDetails(ctx, given, null),
          },
        ]
      : [],
  );
  if (rows.length === 0) return new Set();
  // Written as people.settle is going to find them on the roster, so that each row is written once and not twice.
  const { rows: added } = await sql<{ id: string }>`
    insert into people.person (id, name, pinyin, initials, sex, birth_year, occupation, employment, id_type,
      id_sealed, id_hash, phone_sealed, phone_hash, employer_id, employer_name, details_sealed, org_id, on_roster,
      created_at, updated_at)
    select id, name, pinyin, initials, sex, birth_year, occupation, employment, id_type, decode(id_sealed, 'hex'),
      decode(id_hash, 'hex'), decode(phone_sealed, 'hex'), decode(phone_hash, 'hex'), employer_id, employer_name, decode(details_sealed, 'hex'),
      ${place.unionId}, true, ${ctx.now}, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, name text, pinyin text, initials text,
      sex text, birth_year smallint, occupation text, employment text, id_type text, id_sealed text, id_hash text,
      phone_sealed text, phone_hash text, employer_id integer, employer_name text, details_sealed text)
    on conflict (id_hash) do nothing returning id`.execute(ctx.db);
  const ids = new Set(added.map(({ id }) => id));
  for (const step of steps) step.made = ids.has(step.id);
  return new Set(rows.filter(({ id }) => ids.has(id)).map(({ no }) => no));
}

/** What the roster says of the employer in words; an employer on record needs none. */
function employerName(place: Place, given: Given, was: string | null): string | null {
  return place.employerId === null ? (given.employer ?? was) : null;
}

/** The details with what the row adds, sealed as hex; what was sealed before stays as it is where nothing is new. */
function sealedDetails(ctx: TxCtx, given: Given, was: Buffer | null): string | null {
  const { crypto } = ctx.app;
  const old = was === null ? {} : (JSON.parse(crypto.open(was)) as Record<string, unknown>);
  const said = DETAILS.flatMap((field) => (given[field] === null ? [] : [[field, given[field]] as const]));
  if (said.every(([field, value]) => old[field] === value)) return was?.toString('hex') ?? null;
  return crypto.seal(JSON.stringify({ ...old, ...Object.fromEntries(said) })).toString('hex');
}

/** Writes what differs, in one statement; keeps what was. People whom another union looks after are left alone. */
export async function changePeople(
  ctx: TxCtx,
  place: Place,
  steps: readonly Step[],
  phones: Phones,
): Promise<void> {
  const changes = steps.flatMap((step) => {
    if (step.person === null) return [];
    if (step.person.org_id !== null && !place.inside.has(step.person.org_id)) return [];
    const was = stateOf(step.person);
    const next = isLeft(step) ? gone(ctx, place, step.person) : nextState(ctx, place, step, phones);
    if (next === null || sameState(was, next)) return [];
    step.before = was;
    return [{ id: step.id, ...next }];
  });
  await writeStates(ctx, changes);
  await tellOldPhones(ctx, steps, changes);
}

type Phone = Pick<PersonState, 'phone_sealed' | 'phone_hash'>;
type Phones = ReadonlyMap<number, Phone>;

/**
 * The phones that rows may write down, by row: not one that several rows give, nor one on somebody else's record. If
 * somebody takes one in this very moment the constraint stops the chunk, and its next run finds the number taken.
 */
export async function freePhones(ctx: TxCtx, steps: readonly Step[]): Promise<Phones> {
  const { crypto } = ctx.app;
  const wanted = steps.flatMap(({ row, given, id }) =>
    !given?.phone || row.remarks.includes('phone_shared')
      ? []
      : [{ no: row.no, id, phone: given.phone, hash: crypto.hash('phone', given.phone).toString('hex') }],
  );
  const owners = await phoneOwners(
    ctx,
    wanted.map(({ hash }) => hash),
  );
  return new Map(
    wanted
      .filter(({ id, hash }) => (owners.get(newestPhone(ctx, hash)) ?? id) === id)
      .map(({ no, phone, hash }) => [
        no,
        { phone_hash: hash, phone_sealed: crypto.seal(phone).toString('hex') },
      ]),
  );
}

export async function writeStates(
  ctx: TxCtx,
  changes: readonly (PersonState & { readonly id: string })[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update people.person as p set name = g.name, pinyin = g.pinyin, initials = g.initials,
      phone_sealed = decode(g.phone_sealed, 'hex'), phone_hash = decode(g.phone_hash, 'hex'),
      occupation = g.occupation, employment = g.employment, employer_id = g.employer_id,
      employer_name = g.employer_name, details_sealed = decode(g.details_sealed, 'hex'), left_on = g.left_on,
      updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as g (id uuid, name text, pinyin text, initials text,
      phone_sealed text, phone_hash text, occupation text, employment text, employer_id integer,
      employer_name text, details_sealed text, left_on date)
    where p.id = g.id`.execute(ctx.db);
}

/** The person as the row wants them. */
function nextState(
  ctx: TxCtx,
  place: Place,
  { row, given, person }: Step,
  phones: Phones,
): PersonState | null {
  if (person === null || given === null) return null;
  const was = stateOf(person);
  const phone = phones.get(row.no);
  return {
    ...was,
    ...(given.name === was.name ? {} : { name: given.name, ...spelling(given.name) }),
    ...(phone === undefined || samePhone(ctx, phone, was) ? {} : phone),
    occupation: given.occupation ?? was.occupation,
    employment: given.employment ?? was.employment,
    employer_id: place.employerId ?? was.employer_id,
    employer_name: employerName(place, given, was.employer_name),
    details_sealed: sealedDetails(ctx, given, person.details_sealed),
    left_on: null,
  };
}

function samePhone(ctx: TxCtx, a: Phone, b: Phone): boolean {
  if (a.phone_hash === null || b.phone_hash === null) return a.phone_hash === b.phone_hash;
  return newestPhone(ctx, a.phone_hash) === newestPhone(ctx, b.phone_hash);
}

/** Somebody who left: no longer of this employer, and a membership to be settled if there is one. */
function gone(ctx: TxCtx, place: Place, person: Person): PersonState {
  const was = stateOf(person);
  const isMember = person.standing === 'active' || person.standing === 'transferring';
  return {
    ...was,
    employer_id: was.employer_id === place.employerId ? null : was.employer_id,
    left_on: isMember ? civilDate(ctx.now) : was.left_on,
  };
}

/** Whoever loses the number they sign in with hears it on that number. */
async function tellOldPhones(
  ctx: TxCtx,
  steps: readonly Step[],
  changes: readonly (PersonState & { readonly id: string })[],
): Promise<void> {
  const next = new Map(changes.map((change) => [change.id, change.phone_hash]));
  for (const { id, before } of steps) {
    if (!before?.phone_sealed || !next.has(id) || next.get(id) === before.phone_hash) continue;
    await ctx.notify({
      channel: 'sms',
      to: ctx.app.crypto.open(Buffer.from(before.phone_sealed, 'hex')),
      template: 'people.phone_changed',
      params: { link: ctx.app.config.url },
    });
  }
}

export function isLeft({ row }: Step): boolean {
  return row.outcome === 'left';
}
