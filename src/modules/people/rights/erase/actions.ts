import { sql } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { recordErasure, type Erased } from '#kernel/erasure';
import { newId } from '#kernel/ids';
import { forgetMessages } from '#kernel/notify';
import { civilDate } from '#kernel/time';
import { PERSON } from '../../actions.ts';
import { ENTITY as APPLICATION } from '../../join/queries.ts';
import { endOf } from '../../moves/rules.ts';
import { TRANSFER } from '../../moves/queries.ts';
import { REQUEST } from '../rules.ts';

const ACCOUNT = 'account';

/**
 * Erases somebody for good: record, contact data, applications, transfers, reminders, consents, messages and account.
 * Periods of membership stay as a figure of their union, with nobody behind them. What the law makes us keep holds opaque
 * ids alone. Nothing happens where the person is gone already; an open membership is ended as resigned.
 */
export async function erasePerson(ctx: TxCtx, personId: string): Promise<void> {
  // Not only held as for moving: whoever writes something new about the person waits, and then finds nobody.
  const person = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'id_hash', 'phone_hash', 'org_id'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (!person) return;
  const applications = await ctx.db
    .selectFrom('people.application')
    .select('id')
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('id_hash', '=', person.id_hash)]))
    .execute();
  await eraseApplications(
    ctx,
    applications.map(({ id }) => id),
  );
  const transfers = await ctx.db
    .deleteFrom('people.transfer')
    .where('person_id', '=', personId)
    .returning('id')
    .execute();
  await ctx.db.deleteFrom('people.warning').where('person_id', '=', personId).execute();
  await ctx.db.deleteFrom('people.roster_row').where('person_id', '=', personId).execute();
  await ctx.db.deleteFrom('people.roster_entry').where('person_id', '=', personId).execute();
  const periods = await keepPeriods(ctx, personId);
  const account = person.phone_hash === null ? null : await eraseContact(ctx, person.phone_hash);
  await emptyRequests(ctx, personId);
  await ctx.db.deleteFrom('people.person').where('id', '=', personId).execute();
  await recordErasure(ctx, [
    { entity: PERSON, entityId: personId },
    ...transfers.map(({ id }) => ({ entity: TRANSFER, entityId: id })),
    ...accountOf(account),
  ]);
  await ctx.audit({
    action: 'people.erased',
    entity: PERSON,
    entityId: personId,
    orgId: person.org_id,
    detail: { periods, applications: applications.length },
  });
}

function accountOf(id: string | null): Erased[] {
  return id === null ? [] : [{ entity: ACCOUNT, entityId: id }];
}

/** Each period becomes a figure without a person. */
async function keepPeriods(ctx: TxCtx, personId: string): Promise<number> {
  const rows = await ctx.db
    .deleteFrom('people.membership')
    .where('person_id', '=', personId)
    .returning(['org_id', 'state', 'resolution_id'])
    .returning([sql<string>`lower(during)`.as('from'), sql<string | null>`upper(during)`.as('until')])
    .execute();
  if (rows.length === 0) return 0;
  const today = civilDate(ctx.now);
  await ctx.db
    .insertInto('people.past_period')
    .values(
      rows.map(({ org_id, state, resolution_id, from, until }) => ({
        id: newId(ctx.now.getTime()),
        org_id,
        resolution_id,
        state: until === null ? ('resigned' as const) : state,
        during: `[${from},${until ?? endOf(from, today)})`,
      })),
    )
    .execute();
  return rows.length;
}

/** Messages, codes, sessions and the account of a phone. Returns the account that went. */
export async function eraseContact(ctx: TxCtx, phoneHash: Buffer): Promise<string | null> {
  await forgetMessages(ctx, phoneHash);
  const id = await ctx.app.accounts.erase(ctx, phoneHash);
  if (id !== null) await ctx.db.deleteFrom('people.consent').where('user_id', '=', id).execute();
  return id;
}

/** Applications with their links and consents. Returns how many there were. */
export async function eraseApplications(ctx: TxCtx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  await ctx.db.deleteFrom('people.tracking_link').where('application_id', 'in', ids).execute();
  const gone = await ctx.db.deleteFrom('people.application').where('id', 'in', ids).returning('id').execute();
  await recordErasure(
    ctx,
    gone.map(({ id }) => ({ entity: APPLICATION, entityId: id })),
  );
  return gone.length;
}

/** What was asked for stays as a fact without words; what was still open is done by this. */
async function emptyRequests(ctx: TxCtx, personId: string): Promise<void> {
  const open = await ctx.db
    .selectFrom('people.rights_request')
    .select(['id', 'state', 'org_id'])
    .where('person_id', '=', personId)
    .where('closed_at', 'is', null)
    .execute();
  for (const { id, state, org_id } of open)
    await recordChange(ctx, { entity: REQUEST, entityId: id, from: state, to: 'done' }, org_id);
  await ctx.db
    .updateTable('people.rights_request')
    .set({ wish_sealed: null, reason: null, answer: '' })
    .set((eb) => ({
      state: eb
        .case()
        .when('closed_at', 'is', null)
        .then('done' as const)
        .else(eb.ref('state'))
        .end(),
      closed_by: eb.fn.coalesce('closed_by', eb.val('system')),
      closed_at: eb.fn.coalesce('closed_at', eb.val(ctx.now)),
    }))
    .where('person_id', '=', personId)
    .execute();
  const all = await ctx.db
    .selectFrom('people.rights_request')
    .select('id')
    .where('person_id', '=', personId)
    .execute();
  await recordErasure(
    ctx,
    all.map(({ id }) => ({ entity: REQUEST, entityId: id })),
  );
}

/** Deletes requests whose time is over; returns how many. */
export async function takeRequests(ctx: TxCtx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  await ctx.db.deleteFrom('people.rights_request').where('id', 'in', ids).execute();
  await recordErasure(
    ctx,
    ids.map((id) => ({ entity: REQUEST, entityId: id })),
  );
  return ids.length;
}

/**
 * After a restore: erases once more whom the ledger names. Ids of records, applications, accounts and requests come in any
 * order; what is not there is gone already.
 */
export async function replayErasures(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  const uuids = ids.filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id));
  for (const id of uuids) await erasePerson(ctx, id);
  await eraseApplications(ctx, uuids);
  if (uuids.length > 0)
    await ctx.db
      .deleteFrom('people.transfer')
      .where('id', 'in', uuids)
      .where('closed_at', 'is not', null)
      .execute();
  const hashes = await ctx.app.accounts.phoneHashesOf(ids);
  for (const hash of hashes.values()) await eraseContact(ctx, hash);
  await recordErasure(
    ctx,
    ids.map((entityId) => ({ entity: 'replayed', entityId })),
  );
}
