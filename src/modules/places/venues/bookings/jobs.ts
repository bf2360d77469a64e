import { sql } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { recordErasure } from '#kernel/erasure';
import type { Job } from '#kernel/jobs';
import { policyAt } from '#kernel/policy';
import { BOOKING, keepBookings } from './queries.ts';

/** In one transaction; the rest waits for the next night. */
const MOST = 5_000;

/** What is over is over: a confirmed booking counts as used unless its keeper said otherwise, an unanswered one lapses. */
async function settleBookings(ctx: TxCtx): Promise<void> {
  const rows = await ctx.db
    .selectFrom('places.booking as b')
    .innerJoin('places.room as o', 'o.id', 'b.room_id')
    .innerJoin('places.place as p', 'p.id', 'o.place_id')
    .select(['b.id', 'b.state', 'p.org_id'])
    .where('b.state', 'in', ['asked', 'confirmed'])
    .where(sql<boolean>`upper(b.during) <= ${ctx.now}`)
    .limit(MOST)
    .forUpdate('b')
    .execute();
  for (const { id, state, org_id } of rows) {
    const to = state === 'asked' ? ('refused' as const) : ('done' as const);
    const reason = to === 'refused' ? '开始前没有答复' : null;
    await ctx.db
      .updateTable('places.booking')
      .set({ state: to, reason, changed_at: ctx.now, sequence: sql`sequence + 1` })
      .where('id', '=', id)
      .execute();
    await recordChange(ctx, { entity: BOOKING, entityId: id, from: state, to, reason }, org_id);
  }
}

/** Takes away who booked and for what, of bookings that are long over; room, union, time and state stay as figures. */
async function forgetBookers(ctx: TxCtx): Promise<void> {
  const months = await policyAt(ctx, keepBookings);
  const { rows } = await sql<{ id: string }>`
    select id from places.booking where erased_at is null
      and upper(during) < ${ctx.now}::timestamptz - make_interval(months => ${months}) limit ${MOST}`.execute(
    ctx.db,
  );
  const ids = rows.map(({ id }) => id);
  await emptyBookings(ctx, ids);
  await recordErasure(
    ctx,
    ids.map((entityId) => ({ entity: BOOKING, entityId })),
  );
}

/** Empties bookings of whoever made them; those that are unknown, empty already or still to come are left. */
export async function emptyBookings(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .updateTable('places.booking')
    .set({ user_id: null, purpose: null, title: null, reason: null, erased_at: ctx.now })
    .where('id', 'in', ids)
    .where('erased_at', 'is', null)
    .where(sql<boolean>`upper(during) < ${ctx.now}`)
    .execute();
}

/** Every hour: what is over leaves the lists. */
export const settleBookingsJob: Job = {
  name: 'places.settle_bookings',
  cron: '5 * * * *',
  run: settleBookings,
};

/** Every night. */
export const forgetBookersJob: Job = {
  name: 'places.forget_bookers',
  cron: '50 3 * * *',
  run: forgetBookers,
};
