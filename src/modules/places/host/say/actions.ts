import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { noteLinkUse, openLink, type Link } from '#kernel/links';
import { policyAt } from '#kernel/policy';
import { ENTITY, type Place } from '../../queries.ts';
import { LISTED } from '../../rules.ts';
import { endSupply } from '../../supplies/actions.ts';
import { confirmOpen } from '../../trust/actions.ts';
import { trustError } from '../../trust/errors.ts';
import { stepAsKeeper } from '../../trust/faults/actions.ts';
import type { openHostPage, Said, sayAsHost as sayContract } from '../contract.ts';
import { hostError } from '../errors.ts';
import { hostCloseDays, hostPageOf, LINK_KINDS, placeByLink } from '../queries.ts';
import { midnightAfter } from '../rules.ts';
import {
  addException,
  endExceptions,
  openingNow,
  todayEnds,
  writeFacility,
  writeNote,
} from '../state/actions.ts';
import type { Before, Detail } from '../tables.ts';
import { REASONS } from '../texts/reasons.ts';

type Of<K extends Said['kind']> = Extract<Said, { kind: K }>;
/** What is noted of a word: what was said, and how it was before. */
interface Noted {
  readonly detail: Detail;
  /** Null for what cannot be taken back: others have been told of it. */
  readonly before: Before | null;
}

const DAY_MS = 86_400_000;

/** One tap of a host. It holds at once: the host stands there. */
export async function sayAsHost(
  ctx: TxCtx,
  { token, said }: Input<typeof sayContract>,
): Promise<Output<typeof openHostPage>> {
  const link = await openLink(ctx, LINK_KINDS.host, token);
  return beyond(ctx, 'what a host says of their place', (wide) => keepWord(wide, link, said));
}

/** `ctx` sees past what a guest may. */
async function keepWord(ctx: TxCtx, link: Link, said: Said): Promise<Output<typeof openHostPage>> {
  // The row is held until the end: of two taps at once the second sees the first.
  const place = await placeByLink(ctx, link, { lock: true });
  if (!LISTED.includes(place.state)) throw hostError('host_shut_by_union');
  const { detail, before } = await note(ctx, place, said);
  await ctx.db
    .insertInto('places.host_word')
    .values({
      id: newId(ctx.now.getTime()),
      place_id: place.id,
      link_id: link.id,
      kind: said.kind,
      detail: JSON.stringify(detail),
      before: before && JSON.stringify(before),
      at: ctx.now,
      undone_at: null,
    })
    .execute();
  await noteLinkUse(ctx, link);
  await ctx.audit({
    action: 'places.host_say',
    entity: ENTITY,
    entityId: place.id,
    orgId: place.org_id,
    detail: { link: link.id, kind: said.kind },
  });
  return hostPageOf(ctx, await placeByLink(ctx, link), link);
}

function note(ctx: TxCtx, place: Place, said: Said): Promise<Noted> {
  switch (said.kind) {
    case 'open':
      return open(ctx, place, said);
    case 'close':
      return close(ctx, place, said);
    case 'longer':
      return openLonger(ctx, place, said);
    case 'facility':
      return setFacility(ctx, place, said);
    case 'note':
      return leaveNote(ctx, place, said);
    case 'fault':
      return stepFault(ctx, place, said);
    case 'supply':
      return endLot(ctx, place, said);
  }
}

async function open(ctx: TxCtx, place: Place, { until }: Of<'open'>): Promise<Noted> {
  if (place.state !== 'open') throw hostError('host_shut_by_union');
  const end = until === undefined ? undefined : await checkUntil(ctx, until, 1);
  const ended = await endExceptions(ctx, place.id, ['cut']);
  const now = await openingNow(ctx, place.id);
  if (now === 'closed' && !end) throw hostError('host_until_missing', { field: 'said.until' });
  const made =
    end && now !== 'open'
      ? await addException(ctx, place.id, { kind: 'extra', from: ctx.now, to: end })
      : undefined;
  await confirmOpen(ctx, place.id, 'host');
  const before = { confirmed: confirmedOf(place), ended, ...(made && { made }) };
  return { detail: until === undefined ? {} : { until }, before };
}

async function close(ctx: TxCtx, place: Place, { until, reason }: Of<'close'>): Promise<Noted> {
  if (place.state !== 'open') throw hostError('host_shut_by_union');
  const given =
    until === undefined ? undefined : await checkUntil(ctx, until, await policyAt(ctx, hostCloseDays));
  const ended = await endExceptions(ctx, place.id, ['cut', 'extra']);
  const to = given ?? new Date((await todayEnds(ctx, place.id)) ?? midnightAfter(ctx.now.getTime()));
  const why = reason ? REASONS[reason].zh : null;
  const made = await addException(ctx, place.id, { kind: 'cut', from: ctx.now, to, reason: why });
  return { detail: { until: to.toISOString(), ...(reason && { reason }) }, before: { ended, made } };
}

async function openLonger(ctx: TxCtx, place: Place, { until }: Of<'longer'>): Promise<Noted> {
  if (place.state !== 'open') throw hostError('host_shut_by_union');
  const to = await checkUntil(ctx, until, 1.5);
  const ended = await endExceptions(ctx, place.id, ['extra']);
  const from = new Date((await todayEnds(ctx, place.id)) ?? ctx.now.getTime());
  if (to <= from) throw hostError('host_bad_until', { field: 'said.until', params: { days: 1 } });
  const made = await addException(ctx, place.id, { kind: 'extra', from, to });
  const before = { ended, made, confirmed: confirmedOf(place) };
  if ((await openingNow(ctx, place.id)) === 'open') await confirmOpen(ctx, place.id, 'host');
  return { detail: { until }, before };
}

async function setFacility(ctx: TxCtx, place: Place, { code, state }: Of<'facility'>): Promise<Noted> {
  const row = await ctx.db
    .selectFrom('places.place_facility')
    .select(['state', 'since'])
    .where('place_id', '=', place.id)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!row) throw hostError('host_no_facility', { field: 'said.code' });
  if (row.state !== state) await writeFacility(ctx, place.id, { code, state, since: ctx.now });
  const before = { facility: { code, state: row.state, since: row.since.toISOString() } };
  return { detail: { about: code, state }, before };
}

async function leaveNote(ctx: TxCtx, place: Place, { text, until }: Of<'note'>): Promise<Noted> {
  const days = await policyAt(ctx, hostCloseDays);
  const end =
    until === undefined ? new Date(midnightAfter(ctx.now.getTime())) : await checkUntil(ctx, until, days);
  await writeNote(ctx, place.id, text === '' ? null : text, text === '' ? null : end);
  const before = { note: { text: place.note, until: place.note_until?.toISOString() ?? null } };
  return { detail: text === '' ? {} : { until: end.toISOString() }, before };
}

async function stepFault(ctx: TxCtx, place: Place, { id, to }: Of<'fault'>): Promise<Noted> {
  const fault = await ctx.db
    .selectFrom('places.fault')
    .selectAll()
    .where('id', '=', id)
    .where('place_id', '=', place.id)
    .forUpdate()
    .executeTakeFirst();
  if (!fault) throw trustError('fault_not_found');
  await stepAsKeeper(ctx, { ...fault, org_id: place.org_id }, { to, keeper: 'host' });
  return { detail: { about: fault.facility ?? fault.kind, state: to }, before: null };
}

async function endLot(ctx: TxCtx, place: Place, { id, how }: Of<'supply'>): Promise<Noted> {
  const item = await endSupply(ctx, place.id, id, { how, by: 'host' });
  return { detail: { about: item, state: how }, before: { supply: id } };
}

function confirmedOf({ confirmed_at, confirmed_by, doubted_at }: Place): NonNullable<Before['confirmed']> {
  return {
    at: confirmed_at?.toISOString() ?? null,
    by: confirmed_by,
    doubted: doubted_at?.toISOString() ?? null,
  };
}

/** Throws places.host_bad_until unless it lies in the next `days`. */
async function checkUntil({ now }: TxCtx, until: string, days: number): Promise<Date> {
  const end = new Date(until);
  if (end > now && end.getTime() <= now.getTime() + days * DAY_MS) return end;
  throw hostError('host_bad_until', { field: 'said.until', params: { days: Math.ceil(days) } });
}
