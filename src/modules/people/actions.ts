import { sql, type SqlBool } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { newId } from '#kernel/ids';
import { findOrg } from '#orgs';
import type * as contract from './contract.ts';
import { peopleError } from './errors.ts';
import { spelling } from './find/queries.ts';
import type { Application } from './join/queries.ts';
import { personFor } from './queries.ts';

export const PERSON = 'people.person';
export const MEMBERSHIP = 'people.membership';

/**
 * Waits until nobody else moves these people’s memberships, to the end of the transaction. In one order whoever asks, so
 * that two who hold several people never lock each other out.
 */
export async function holdPeople(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  await sql`select people.hold(${[...ids]}::uuid[])`.execute(ctx.db);
}

type Applicant = Pick<
  Application,
  | 'name'
  | 'sex'
  | 'birth_year'
  | 'occupation'
  | 'id_type'
  | 'id_sealed'
  | 'id_hash'
  | 'phone_sealed'
  | 'phone_hash'
  | 'phone_verified_at'
  | 'employer_id'
  | 'employer_name'
  | 'area_code'
  | 'org_id'
>;

/**
 * Makes an applicant a member of their union from the day of the resolution: the person is found by ID or made, and a
 * period opened on it. Returns the person's id. Throws `people.already_member`, `people.phone_taken`.
 */
export async function admit(
  ctx: TxCtx,
  applicant: Applicant,
  resolution: { id: string; held_on: string },
): Promise<string> {
  const personId = await findOrMake(ctx, applicant);
  await openPeriod(ctx, personId, applicant.org_id, resolution);
  return personId;
}

async function findOrMake(ctx: TxCtx, applicant: Applicant): Promise<string> {
  const facts = {
    name: applicant.name,
    ...spelling(applicant.name),
    sex: applicant.sex,
    birth_year: applicant.birth_year,
    occupation: applicant.occupation,
    employer_id: applicant.employer_id,
    employer_name: applicant.employer_name,
    area_code: applicant.area_code,
    updated_at: ctx.now,
  };
  // Whoever comes second on the same ID waits here for the first to commit, and then finds the person.
  const made = await ctx.db
    .insertInto('people.person')
    .values({
      ...facts,
      id: newId(ctx.now.getTime()),
      id_type: applicant.id_type,
      id_sealed: applicant.id_sealed,
      id_hash: applicant.id_hash,
      phone_sealed: null,
      phone_hash: null,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(facts))
    .returning(['id', 'phone_hash'])
    .executeTakeFirstOrThrow();
  // A number that was not proved does not replace one that stands on the record.
  if (made.phone_hash === null || applicant.phone_verified_at !== null)
    await setPhone(ctx, made.id, applicant);
  return made.id;
}

async function setPhone(
  ctx: TxCtx,
  personId: string,
  { phone_sealed, phone_hash }: Applicant,
): Promise<void> {
  await ctx.db
    .updateTable('people.person')
    .set({ phone_sealed, phone_hash })
    .where('id', '=', personId)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'person_phone_once') ? peopleError('phone_taken') : error;
    });
}

async function openPeriod(
  ctx: TxCtx,
  personId: string,
  orgId: number,
  resolution: { id: string; held_on: string },
): Promise<void> {
  const id = newId(ctx.now.getTime());
  await sql`savepoint period`.execute(ctx.db);
  try {
    await ctx.db
      .insertInto('people.membership')
      .values({
        id,
        person_id: personId,
        org_id: orgId,
        state: 'active',
        number: sql<string>`to_char(nextval('people.member_number'), 'FM0000000000')`,
        during: sql<string>`daterange(${resolution.held_on}::date, null)`,
        resolution_id: resolution.id,
        created_at: ctx.now,
      })
      .execute();
  } catch (error) {
    if (!violates(error, 'membership_one_at_a_time')) throw error;
    await sql`rollback to savepoint period`.execute(ctx.db);
    throw peopleError('already_member', {
      params: { union: await unionAt(ctx, personId, resolution.held_on) },
    });
  }
  await recordChange(ctx, { entity: MEMBERSHIP, entityId: personId, from: null, to: 'active' }, orgId);
}

/** The union whose membership period stands in the way of one from `date` on. */
async function unionAt(ctx: TxCtx, personId: string, date: string): Promise<string> {
  const period = await ctx.db
    .selectFrom('people.membership')
    .select('org_id')
    .where('person_id', '=', personId)
    .where(sql<SqlBool>`during && daterange(${date}::date, null)`)
    .executeTakeFirst();
  const org = period ? await findOrg(ctx, period.org_id) : undefined;
  return org?.name ?? '';
}

export async function revealPerson(
  ctx: TxCtx,
  { id, purpose }: Input<typeof contract.revealPerson>,
): Promise<Output<typeof contract.revealPerson>> {
  const person = await personFor(ctx, 'people.reveal', id);
  await ctx.audit({ action: 'people.reveal', entity: PERSON, entityId: id, orgId: person.org_id, purpose });
  const { crypto } = ctx.app;
  return {
    idNo: crypto.open(person.id_sealed),
    phone: person.phone_sealed === null ? null : crypto.open(person.phone_sealed),
  };
}
