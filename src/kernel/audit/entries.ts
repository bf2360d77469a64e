import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../db.ts';
import { idAt } from '../ids.ts';
import { about } from './looks.ts';

/** Which entries a reader of the log asks for; all conditions together. */
export interface EntryFilter {
  /** Of these organisations; null for the whole log, with what belongs to none. */
  readonly orgIds: readonly number[] | null;
  readonly from?: Date | undefined;
  /** Up to before this instant. */
  readonly until?: Date | undefined;
  /** Opaque ids, `guest`, `system:…`; a word that ends with `*` stands for all that begin so. */
  readonly actors?: readonly string[] | undefined;
  readonly actions?: readonly string[] | undefined;
  /** An id: of what an entry is about, or of a person or application it showed. */
  readonly about?: string | undefined;
  /** Part of the stated purpose. */
  readonly purpose?: string | undefined;
}

/** A line of the log as a reader sees it in a list: whom it showed is a number. */
export interface Entry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly entity: string | null;
  readonly entityId: string | null;
  readonly orgId: number | null;
  readonly purpose: string | null;
  readonly shown: number;
}

/** All of it. */
export interface WholeEntry extends Entry {
  readonly detail: Readonly<Record<string, unknown>>;
  readonly people: readonly string[];
  readonly applications: readonly string[];
  readonly requestId: string;
  readonly ip: string | null;
}

const shownIn = (
  key: 'people' | 'applications',
) => sql`case when jsonb_typeof(detail->${sql.lit(key)}) = 'array'
  then jsonb_array_length(detail->${sql.lit(key)}) else 0 end`;
const LINE = sql`id, at, actor, action, entity, entity_id as "entityId", org_id as "orgId", purpose,
  ${shownIn('people')} + ${shownIn('applications')} as shown`;

/** Entries before the one with the id `before`, newest first: ids are in the order of time. */
export async function listEntries(
  db: Db,
  filter: EntryFilter,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select ${LINE} from kernel.audit_entry
    where ${matching(filter)} and ${before === undefined ? sql`true` : sql`id < ${before}::uuid`}
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** How many there are, counted up to `limit`. */
export async function countEntries(db: Db, filter: EntryFilter, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from kernel.audit_entry where ${matching(filter)} limit ${limit}) as found`.execute(db);
  return rows[0]!.count;
}

/** One entry, if it is of these organisations. */
export async function findEntry(
  db: Db,
  id: string,
  orgIds: EntryFilter['orgIds'],
): Promise<WholeEntry | undefined> {
  const { rows } = await sql<WholeEntry>`
    select ${LINE}, detail - 'people' - 'applications' as detail, request_id as "requestId", ip,
      ${listIn('people')} as people, ${listIn('applications')} as applications
    from kernel.audit_entry where id = ${id}::uuid and ${ofOrgs(orgIds)}`.execute(db);
  return rows[0];
}

function listIn(key: 'people' | 'applications') {
  return sql`case when jsonb_typeof(detail->${sql.lit(key)}) = 'array' then detail->${sql.lit(key)} else '[]' end`;
}

function matching(filter: EntryFilter): RawBuilder<unknown> {
  const { orgIds, from, until, actors, actions, purpose } = filter;
  const parts = [
    ofOrgs(orgIds),
    ...(from ? [sql`id >= ${idAt(from)}::uuid`] : []),
    ...(until ? [sql`id < ${idAt(until)}::uuid`] : []),
    ...(actors ? [byActors(actors)] : []),
    ...(actions ? [sql`action = any(${[...actions]})`] : []),
    ...(purpose ? [sql`strpos(lower(purpose), lower(${purpose})) > 0`] : []),
    ...(filter.about ? [sql`(${about([filter.about])})`] : []),
  ];
  return sql.join(parts, sql` and `);
}

function ofOrgs(orgIds: EntryFilter['orgIds']): RawBuilder<unknown> {
  return orgIds === null ? sql`true` : sql`org_id = any(${[...orgIds]}::integer[])`;
}

function byActors(actors: readonly string[]): RawBuilder<unknown> {
  const begins = actors.filter((actor) => actor.endsWith('*')).map((actor) => actor.slice(0, -1));
  return sql`(actor = any(${[...actors]}::text[])
    or exists (select from unnest(${begins}::text[]) as begin where starts_with(actor, begin)))`;
}
