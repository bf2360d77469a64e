import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { civilDate } from '#kernel/time';
import { holdPeople, PERSON } from '../../actions.ts';
import { spelling } from '../../find/queries.ts';
import { birthDateOf, sexOf } from '../../join/rules.ts';
import { openPeriodOf } from '../../queries.ts';
import { end } from '../../standing/actions.ts';
import type * as contract from '../contract.ts';
import { rightsError } from '../errors.ts';
import { nextState, REQUEST, type RequestStep, type Wish } from '../rules.ts';
import { requestFor, wishIn, type RequestRow } from './queries.ts';

export async function revealRequest(
  ctx: TxCtx,
  { id, purpose }: Input<typeof contract.revealRequest>,
): Promise<Output<typeof contract.revealRequest>> {
  const row = await requestFor(ctx, id);
  if (!row.present || !row.id_sealed) throw rightsError('request_not_found');
  await ctx.audit({
    action: 'people.reveal',
    entity: PERSON,
    entityId: row.present,
    orgId: row.at_org,
    purpose,
  });
  const { crypto } = ctx.app;
  return {
    idNo: crypto.open(row.id_sealed),
    wished: wishIn(ctx, row)?.idNo ?? null,
    phone: row.phone_sealed && crypto.open(row.phone_sealed),
  };
}

/** The request with its person held: whoever moves or erases them waits. */
async function held(ctx: TxCtx, id: string): Promise<RequestRow> {
  const { person_id } = await requestFor(ctx, id);
  if (person_id !== null) await holdPeople(ctx, [person_id]);
  await ctx.db.selectFrom('people.rights_request').select('id').where('id', '=', id).forUpdate().execute();
  return requestFor(ctx, id);
}

export async function doRequest(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.doRequest>,
): Promise<Output<typeof contract.doRequest>> {
  const row = await held(ctx, id);
  if (!row.present || nextState(row.kind, row.state, 'do') === undefined) throw rightsError('request_step');
  const wish = wishIn(ctx, row);
  if (row.kind === 'correct' && wish) await correct(ctx, row, wish);
  if (row.kind === 'withdraw' || row.kind === 'deregister') await leave(ctx, row);
  return { state: await close(ctx, row, 'do', note || null) };
}

export async function refuseRequest(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.refuseRequest>,
): Promise<Output<typeof contract.refuseRequest>> {
  return { state: await close(ctx, await held(ctx, id), 'refuse', reason) };
}

async function close(ctx: TxCtx, row: RequestRow, step: RequestStep, answer: string | null) {
  const state = nextState(row.kind, row.state, step);
  if (state === undefined) throw rightsError('request_step');
  await ctx.db
    .updateTable('people.rights_request')
    .set({ state, answer, wish_sealed: null, closed_at: ctx.now })
    .set({ closed_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system' })
    .where('id', '=', row.id)
    .execute();
  const change = { entity: REQUEST, entityId: row.id, from: row.state, to: state, reason: answer };
  await recordChange(ctx, change, row.at_org);
  await ctx.emit('people.rights_step', { requestId: row.id, to: state });
  return state;
}

/** Sex and year of birth follow from the number. Two records with one number are told, never merged by this. */
async function correct(ctx: TxCtx, row: RequestRow, wish: Wish): Promise<void> {
  const { crypto } = ctx.app;
  const named = wish.name === null ? {} : { name: wish.name, ...spelling(wish.name) };
  const numbered =
    wish.idNo === null || wish.idType === null
      ? {}
      : {
          id_type: wish.idType,
          id_sealed: crypto.seal(wish.idNo),
          id_hash: crypto.hash('id', `${wish.idType}:${wish.idNo}`),
          sex: sexOf(wish.idType, wish.idNo),
          birth_year: Number(birthDateOf(wish.idType, wish.idNo)?.slice(0, 4)) || null,
        };
  const before = row.id_hash!;
  await ctx.db
    .updateTable('people.person')
    .set({ ...named, ...numbered, updated_at: ctx.now })
    .where('id', '=', row.present)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'person_id_once') ? rightsError('id_taken', { field: 'idNo' }) : error;
    });
  if ('id_hash' in numbered)
    // The applications that led to this record go with it, also when it is erased.
    await beyond(ctx, 'applications of a corrected ID', ({ db }) =>
      db
        .updateTable('people.application')
        .set({ id_type: numbered.id_type, id_sealed: numbered.id_sealed, id_hash: numbered.id_hash })
        .where('id_hash', '=', before)
        .execute(),
    );
}

/** The membership ends as resigned today, and so does the consent to it. */
async function leave(ctx: TxCtx, row: RequestRow): Promise<void> {
  const personId = row.present!;
  if (await openPeriodOf(ctx, personId))
    await end(ctx, personId, {
      state: 'resigned',
      on: civilDate(ctx.now),
      reason: row.kind === 'deregister' ? '本人申请退会并注销' : '本人收回同意，退会',
      ended_by: null,
    });
  await beyond(ctx, 'consents of who leaves', ({ db }) =>
    db
      .updateTable('people.consent as c')
      .set({ withdrawn_at: ctx.now })
      .where('purpose', '=', 'membership')
      .where('withdrawn_at', 'is', null)
      .where((eb) =>
        eb(
          'application_id',
          'in',
          eb.selectFrom('people.application as a').select('a.id').where('a.person_id', '=', personId),
        ),
      )
      .execute(),
  );
}
