import { sql, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { findOrg, orgRefs, orgsInReach } from '#orgs';
import type { RosterMode } from '../contract.ts';
import type { RosterImport } from '../queries.ts';
import type { Facts } from './rules.ts';

/** Whose roster it is, and whose people it may say something about. */
export interface Place {
  readonly orgId: number;
  readonly unionId: number;
  readonly mode: RosterMode;
  /** The organisation itself where it is an employer; null for a union’s own roster. */
  readonly employerId: number | null;
  readonly employerName: string | null;
  /** The union that looks after the roster and everything below it. */
  readonly inside: ReadonlySet<number>;
  /** Members of other unions are asked to come here. */
  readonly transfers: boolean;
}

/** Somebody on record, as the roster's union may see them. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Looked after by the roster's union: the roster may change the record. */
  readonly ours: boolean;
  readonly onRecord: boolean;
  /** A working member of the roster's union. */
  readonly isMember: boolean;
  /** A member of a union outside it. */
  readonly elsewhere: boolean;
  readonly facts: Facts;
}

/** Levels whose unions have members of their own by the place of work; a federation's roster moves nobody to it. */
const TAKES_IN = ['primary', 'association', 'group', 'township'];

export async function placeOf(ctx: Ctx, row: RosterImport): Promise<Place> {
  const org = (await findOrg(ctx, row.org_id))!;
  const union = (await findOrg(ctx, row.union_id))!;
  const isUnion = org.kind === 'union';
  return {
    orgId: org.id,
    unionId: union.id,
    mode: row.mode,
    employerId: isUnion ? null : org.id,
    employerName: isUnion ? null : org.name,
    inside: new Set((await orgsInReach(ctx, 'people.import', union)).map(({ id }) => id)),
    transfers: row.transfers && union.state === 'active' && TAKES_IN.includes(union.level ?? ''),
  };
}

const WORKING = ['active', 'transferring'];
const MEMBERS = [...WORKING, 'retained'];

/** People by the newest form of the keyed hash of their ID, base64; `hashes` holds every form. */
export async function knownPeople(
  ctx: Ctx,
  place: Place,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, Known>> {
  if (hashes.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('people.person as p')
    .selectAll('p')
    .select(
      sql<boolean>`exists (select from people.roster_entry as e
        where e.person_id = p.id and e.org_id = ${place.orgId} and e.until is null)`.as('entered'),
    )
    .where(sql<SqlBool>`p.id_hash = any(${hashes})`)
    .execute();
  const employers = await orgRefs(ctx, [...new Set(rows.flatMap(({ employer_id }) => employer_id ?? []))]);
  const { crypto } = ctx.app;
  return new Map(
    rows.map((row) => {
      const ours = row.org_id === null || place.inside.has(row.org_id);
      const isMember = ours && WORKING.includes(row.standing);
      const here = isMember && row.left_on === null && worksHere(place, row);
      const details = row.details_sealed && (JSON.parse(crypto.open(row.details_sealed)) as Facts);
      const known: Known = {
        id: row.id,
        name: row.name,
        version: row.version,
        ours,
        isMember,
        onRecord: place.mode === 'members' ? here : row.entered || here,
        elsewhere: !ours && MEMBERS.includes(row.standing),
        facts: {
          ...details,
          name: row.name,
          occupation: row.occupation,
          employment: row.employment,
          phone: row.phone_sealed && crypto.open(row.phone_sealed),
          employer: employers.get(row.employer_id ?? 0)?.name ?? row.employer_name,
        },
      };
      return [crypto.variants('id', row.id_hash).at(-1)!.toString('base64'), known];
    }),
  );
}

function worksHere(place: Place, row: { org_id: number | null; employer_id: number | null }): boolean {
  return place.employerId === null ? row.org_id === place.orgId : row.employer_id === place.employerId;
}

/** Whose record each phone stands on, by the newest form of its keyed hash, base64; `hashes` holds every form. */
export async function takenPhones(ctx: Ctx, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'phone_hash'])
    .where(sql<SqlBool>`phone_hash = any(${hashes})`)
    .execute();
  const newest = (hash: Buffer) => ctx.app.crypto.variants('phone', hash).at(-1)!.toString('base64');
  return new Map(rows.map(({ id, phone_hash }) => [newest(phone_hash!), id]));
}

/** Whether a reconcile starts a transfer: a member elsewhere, nothing in the way, and the import says so. */
export function mayTransfer({ elsewhere }: Known, { transfers }: Place): boolean {
  return elsewhere && transfers;
}

const PAGE = 2000;

interface OnRecord {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly isMember: boolean;
}

/** Everybody on record at the place, in pages. */
export async function* onRecord(ctx: Ctx, place: Place): AsyncGenerator<readonly OnRecord[]> {
  const column = place.employerId === null ? 'org_id' : 'employer_id';
  const standing = sql<string>`select person_id from people.roster_entry where org_id = ${place.orgId} and until is null`;
  const working = sql<string>`select id from people.person
    where ${sql.ref(column)} = ${place.orgId} and standing = any(${WORKING}) and left_on is null`;
  const both = place.mode === 'members' ? working : sql<string>`${standing} union ${working}`;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await ctx.db
      .selectFrom('people.person as p')
      .select(['p.id', 'p.name', 'p.version', 'p.org_id', 'p.standing'])
      .where(sql<SqlBool>`p.id in (${both})`)
      .where('p.id', '>', after)
      .orderBy('p.id')
      .limit(PAGE)
      .execute();
    yield rows.map(({ org_id, standing: now, ...row }) => ({
      ...row,
      isMember: org_id !== null && place.inside.has(org_id) && WORKING.includes(now),
    }));
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}
