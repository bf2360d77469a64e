import { sql, type Selectable, type SqlBool } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import type { PersonTable } from '../../tables.ts';
import type { RosterRow } from '../queries.ts';
import type { PersonState } from './rules.ts';

export type Person = Selectable<PersonTable>;

/** Rows of one transaction: short enough that others hardly wait. */
export const CHUNK = 500;

/** The next rows that wait to be applied, in the order of the file. */
export function waitingRows(ctx: TxCtx, importId: string): Promise<RosterRow[]> {
  return ctx.db
    .selectFrom('people.roster_row')
    .selectAll()
    .where('import_id', '=', importId)
    .where('applied', 'is', null)
    .where('skipped', '=', false)
    .where('outcome', 'in', ['joined', 'left', 'changed', 'unchanged'])
    .orderBy('no')
    .limit(CHUNK)
    .execute();
}

/** People by id, locked in one order: two imports cannot lock each other out. */
export async function lockPeople(ctx: TxCtx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const rows = await ctx.db
    .selectFrom('people.person')
    .selectAll()
    .where(sql<SqlBool>`id = any(${ids})`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function versionsOf(ctx: TxCtx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'version'])
    .where(sql<SqlBool>`id = any(${ids})`)
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** The keyed hash of a phone (hex) as two records can be compared by it, whichever form they have. */
export function newestPhone({ app }: TxCtx, hash: string): string {
  return app.crypto.variants('phone', Buffer.from(hash, 'hex')).at(-1)!.toString('hex');
}

/** Of these phones (keyed hashes, hex) those on somebody's record, and whose, by {@link newestPhone}. */
export async function phoneOwners(
  ctx: TxCtx,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { crypto } = ctx.app;
  const forms = hashes.flatMap((hash) => crypto.variants('phone', Buffer.from(hash, 'hex')));
  const rows = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'phone_hash'])
    .where(sql<SqlBool>`phone_hash = any(${forms})`)
    .execute();
  return new Map(rows.map(({ id, phone_hash }) => [newestPhone(ctx, phone_hash!.toString('hex')), id]));
}

/** The day after the last membership of each, where there was one. */
export async function lastEnds(ctx: TxCtx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.db
    .selectFrom('people.membership')
    .select(['person_id', sql<string>`max(upper(during))`.as('until')])
    .where(sql<SqlBool>`person_id = any(${ids})`)
    .groupBy('person_id')
    .execute();
  return new Map(rows.map(({ person_id, until }) => [person_id, until]));
}

export function stateOf(person: Person): PersonState {
  return {
    name: person.name,
    pinyin: person.pinyin,
    initials: person.initials,
    phone_sealed: person.phone_sealed?.toString('hex') ?? null,
    phone_hash: person.phone_hash?.toString('hex') ?? null,
    occupation: person.occupation,
    employment: person.employment,
    employer_id: person.employer_id,
    employer_name: person.employer_name,
    details_sealed: person.details_sealed?.toString('hex') ?? null,
    left_on: person.left_on,
  };
}
