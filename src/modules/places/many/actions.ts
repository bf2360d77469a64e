import { sql } from 'kysely';
import { z } from 'zod';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { AppError, problemOf } from '#kernel/errors';
import { definePolicy, policyAt } from '#kernel/policy';
import { orgInScope } from '#orgs';
import { handOver, keeperFor, setState, takeStep } from '../actions.ts';
import type { PlaceState } from '../contract.ts';
import { placesError } from '../errors.ts';
import { ENTITY, type Place } from '../queries.ts';
import type * as contract from './contract.ts';

type Outcomes = Output<typeof contract.changeManyStates>;

/** Runs `work` for each place, each with an outcome of its own. Rows are locked in one order over all batches. */
async function eachPlace(
  ctx: TxCtx,
  ids: readonly string[],
  work: (place: Place) => Promise<void>,
): Promise<Outcomes> {
  const unique = [...new Set(ids)];
  const places = await ctx.db
    .selectFrom('places.place as p')
    .selectAll('p')
    .where('p.id', 'in', unique)
    .where(orgInScope(ctx, 'places.manage', 'p.org_id'))
    .orderBy('p.id')
    .forUpdate()
    .execute();
  const outcomes = new Map(unique.map((id) => [id, failure(ctx, id, placesError('not_found'))]));
  for (const place of places) outcomes.set(place.id, await attempt(ctx, place, work));
  const list = [...outcomes.values()];
  return { done: list.filter(({ ok }) => ok).length, outcomes: list };
}

async function attempt(
  ctx: TxCtx,
  place: Place,
  work: (place: Place) => Promise<void>,
): Promise<Outcomes['outcomes'][number]> {
  await sql`savepoint one`.execute(ctx.db);
  try {
    await work(place);
    await sql`release savepoint one`.execute(ctx.db);
    return { id: place.id, ok: true, code: null, message: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint one`.execute(ctx.db);
    return failure(ctx, place.id, error);
  }
}

function failure(ctx: TxCtx, id: string, error: AppError): Outcomes['outcomes'][number] {
  const { message, hint } = problemOf(error, ctx.locale).body;
  return { id, ok: false, code: error.code, message: [message, hint].join(ctx.locale === 'zh' ? '' : ' ') };
}

export function changeManyStates(
  ctx: TxCtx,
  { ids, ...step }: Input<typeof contract.changeManyStates>,
): Promise<Outcomes> {
  return eachPlace(ctx, ids, (place) => takeStep(ctx, place, step));
}

export async function moveManyPlaces(
  ctx: TxCtx,
  { ids, orgId }: Input<typeof contract.moveManyPlaces>,
): Promise<Outcomes> {
  const org = await keeperFor(ctx, orgId);
  return eachPlace(ctx, ids, async (place) => {
    if (place.org_id !== org.id) await handOver(ctx, place, org);
  });
}

const undoMinutes = definePolicy({
  key: 'places.undo_minutes',
  about: 'How long an officer can take back the last step of a place',
  schema: z.number().int().min(1).max(1_440),
  fallback: 30,
  source: 'inference: as long as one still sits before the list',
});

export async function undoManyStates(
  ctx: TxCtx,
  { ids }: Input<typeof contract.undoManyStates>,
): Promise<Outcomes> {
  const oldest = ctx.now.getTime() - (await policyAt(ctx, undoMinutes)) * 60_000;
  return eachPlace(ctx, ids, (place) => takeBack(ctx, place, oldest));
}

/**
 * Back to the state before the last step, with the reason that stood there. When a temporary closing was to end is not
 * kept: it is closed until somebody opens it.
 */
async function takeBack(ctx: TxCtx, place: Place, oldest: number): Promise<void> {
  const steps = (await changesOf(ctx, ENTITY, place.id)).toReversed();
  const [last, before] = steps;
  if (!last?.from || last.to !== place.state || last.at.getTime() < oldest) throw placesError('not_undoable');
  await setState(ctx, place, {
    to: last.from as PlaceState,
    reason: before?.reason ?? null,
    end: null,
    told: null,
  });
}
