import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { mayAt, orgRefs, withNames } from '#orgs';
import { placeRefs, type PlaceRef } from '#places';
import type * as contract from '../contract.ts';
import { CONCERN, concernFor, concernRows, lateBefore, toViews } from '../queries.ts';

/** So many voices are told in full; a concern of more is as clear from these. */
const SAID_MAX = 500;

/** Everything that is known of a concern on one page: who said what, where it went, what came of it. */
export async function getConcern(
  ctx: Ctx,
  { id }: Input<typeof contract.getConcern>,
): Promise<Output<typeof contract.getConcern>> {
  const concern = await concernFor(ctx, 'voices.read', id);
  const { before } = await lateBefore(ctx);
  const rows = await concernRows(ctx).where('c.id', '=', id).execute();
  const [view] = await toViews(ctx, rows, before);
  const places = await placesOf(ctx, id, concern.place_id);
  const heir =
    concern.merged_into === null
      ? undefined
      : await ctx.db
          .selectFrom('voices.concern')
          .select(['id', 'title'])
          .where('id', '=', concern.merged_into)
          .executeTakeFirst();
  return {
    ...view!,
    summary: concern.summary,
    version: concern.version,
    themeCode: concern.theme,
    place: placeRefOf(places, concern.place_id),
    answer: concern.answer,
    openedAt: concern.opened_at.toISOString(),
    answeredAt: concern.answered_at?.toISOString() ?? null,
    mergedInto: heir ?? null,
    said: await saidIn(ctx, id, places),
    steps: await stepsOf(ctx, id),
    referrals: await referralsOf(ctx, id),
    history: await withNames(ctx, await changesOf(ctx, CONCERN, id)),
    may: { answer: await mayAt(ctx, 'voices.answer', concern.org_id) },
  };
}

type Places = Map<string, PlaceRef>;

function placeRefOf(places: Places, id: string | null): PlaceRef | null {
  return id === null ? null : (places.get(id) ?? null);
}

async function placesOf(ctx: Ctx, concernId: string, own: string | null): Promise<Places> {
  const rows = await ctx.db
    .selectFrom('voices.voice')
    .select('place_id')
    .distinct()
    .where('concern_id', '=', concernId)
    .where('place_id', 'is not', null)
    .execute();
  return placeRefs(ctx, [...rows.map(({ place_id }) => place_id!), ...(own === null ? [] : [own])]);
}

async function saidIn(ctx: Ctx, concernId: string, places: Places) {
  const rows = await ctx.db
    .selectFrom('voices.voice')
    .select(['id', 'kind', 'text', 'place_id', 'org_id', 'at', 'state', 'note'])
    .select((eb) => eb('contact_sealed', 'is not', null).as('contact'))
    .where('concern_id', '=', concernId)
    .orderBy('at')
    .orderBy('id')
    .limit(SAID_MAX)
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]);
  return rows.map(({ id, kind, text, place_id, org_id, at, state, note, contact }) => ({
    id,
    kind,
    text,
    place: placeRefOf(places, place_id),
    org: orgs.get(org_id)!,
    at: at.toISOString(),
    state,
    note,
    hasContact: Boolean(contact),
    reopened: state === 'open',
  }));
}

async function stepsOf(ctx: Ctx, concernId: string) {
  const rows = await ctx.db
    .selectFrom('voices.step')
    .select(['id', 'kind', 'text', 'href', 'at'])
    .where('concern_id', '=', concernId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ at, ...step }) => ({ ...step, at: at.toISOString() }));
}

async function referralsOf(ctx: Ctx, concernId: string) {
  const rows = await ctx.db
    .selectFrom('voices.referral')
    .selectAll()
    .where('concern_id', '=', concernId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.flatMap(({ to_org }) => to_org ?? []))]);
  return rows.map((row) => ({
    id: row.id,
    lane: row.lane,
    toOrg: orgs.get(row.to_org ?? 0) ?? null,
    note: row.note,
    caseNo: row.case_no,
    faultId: row.fault_id,
    madeAt: row.made_at.toISOString(),
    how: row.how,
    outcome: row.outcome,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}
