import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { isLive, linksTo, openLink, type Link } from '#kernel/links';
import { definePolicy, policyAt } from '#kernel/policy';
import { findOrg, phoneFor } from '#orgs';
import { placesError } from '../errors.ts';
import { openingOf, timesOf } from '../hours/queries.ts';
import { facilityTerms, freshnessLimits, freshnessOf, placeFor, type Place } from '../queries.ts';
import { LISTED } from '../rules.ts';
import { OPEN_FAULTS, stepsOf } from '../trust/faults/rules.ts';
import { SIGN_KEY } from '../trust/queries.ts';
import { expiringAt } from '../supplies/expiry/queries.ts';
import type * as contract from './contract.ts';
import { closingsNow } from './why/queries.ts';
import { endOfToday, midnightAfter, mayUndo, FAULT_TAPS, UNDO_MS, type LINK_USES } from './rules.ts';

/** Kinds of kernel links: the host's own, and the key that a sign carries (trust/ says what it is good for). */
export const LINK_KINDS: Readonly<Record<(typeof LINK_USES)[number], string>> = {
  host: 'places.host',
  sign: SIGN_KEY,
};

export const hostLinkDays = definePolicy({
  key: 'places.host_link_days',
  about: 'How long a host’s link opens their page if no other day was chosen',
  schema: z.number().int().min(1).max(730),
  fallback: 365,
  source: 'inference',
});

export const hostCloseDays = definePolicy({
  key: 'places.host_close_days',
  about: 'For how long a host may close a place, or leave a note; for longer the union does it',
  schema: z.number().int().min(1).max(90),
  fallback: 31,
  source: 'inference',
});

/** How long it is kept what hosts said (host/jobs.ts). */
export const hostWordDays = definePolicy({
  key: 'places.host_word_days',
  about: 'How long the single taps of a host are kept',
  schema: z.number().int().min(30).max(3_650),
  fallback: 365,
  source: 'inference',
});

/** The place that a host's link opens, and nothing else. `lock`: until the transaction ends. */
export async function placeByLink(ctx: Ctx, link: Link, { lock = false } = {}): Promise<Place> {
  let query = ctx.db.selectFrom('places.place').selectAll().where('id', '=', link.subject);
  if (lock) query = query.forUpdate();
  const place = await query.executeTakeFirst();
  if (!place) throw placesError('not_found');
  return place;
}

export async function openHostPage(
  ctx: Ctx,
  { token }: Input<typeof contract.openHostPage>,
): Promise<Output<typeof contract.openHostPage>> {
  const link = await openLink(ctx, LINK_KINDS.host, token);
  return beyond(ctx, 'a host has a link and no account', async (wide) =>
    hostPageOf(wide, await placeByLink(wide, link), link),
  );
}

/** The page of a host, as it is now. `ctx` sees past what a guest may. */
export async function hostPageOf(
  ctx: Ctx,
  place: Place,
  link: Link,
): Promise<Output<typeof contract.openHostPage>> {
  const org = (await findOrg(ctx, place.org_id))!;
  const now = ctx.now.getTime();
  const noteStands = place.note !== null && (place.note_until === null || place.note_until > ctx.now);
  return {
    at: ctx.now.toISOString(),
    place: {
      code: place.code,
      name: place.name,
      state: place.state,
      stateReason: place.state_reason,
    },
    label: link.label,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    union: { name: org.name, phone: await phoneFor(ctx, org) },
    opening: openingOf(place, ctx.now),
    hoursKnown: place.hours !== null,
    todayEnds: new Date(endOfToday(timesOf(place).open, now) ?? midnightAfter(now)).toISOString(),
    closing: await closingOf(ctx, place),
    freshness: freshnessOf(ctx, place, await policyAt(ctx, freshnessLimits)),
    facilities: await facilitiesOf(ctx, place.id),
    note: noteStands ? place.note : null,
    noteUntil: noteStands ? (place.note_until?.toISOString() ?? null) : null,
    faults: await faultsOf(ctx, place.id),
    supplies: await expiringAt(ctx, place.id),
    last: await lastWord(ctx, place.id, link.id),
  };
}

/** Why a place is closed now that its hours would have open; a closing of the union's own is told by its state. */
async function closingOf(ctx: Ctx, place: Place) {
  if (!LISTED.includes(place.state) || openingOf(place, ctx.now).now === 'open') return null;
  const closing = (await closingsNow(ctx, [place.id])).get(place.id);
  return closing ? { reason: closing.reason, until: closing.until.toISOString() } : null;
}

async function faultsOf(ctx: Ctx, placeId: string) {
  const terms = new Map((await policyAt(ctx, facilityTerms)).map((term) => [term.code, term]));
  const rows = await ctx.db
    .selectFrom('places.fault')
    .select(['id', 'kind', 'facility', 'state', 'reports', 'reported_at'])
    .where('place_id', '=', placeId)
    .where('state', 'in', OPEN_FAULTS)
    .orderBy('reported_at')
    .limit(50)
    .execute();
  return rows.map(({ facility, reported_at, ...row }) => {
    const { zh, en } = terms.get(facility ?? '') ?? { zh: facility, en: facility };
    return {
      ...row,
      facility: zh === null || en === null ? null : { zh, en },
      since: reported_at.toISOString(),
      next: FAULT_TAPS.filter((to) => stepsOf(row.state, 'keeper').includes(to)),
    };
  });
}

async function facilitiesOf(ctx: Ctx, placeId: string) {
  const terms = new Map(
    (await policyAt(ctx, facilityTerms)).map((term, nth) => [term.code, { ...term, nth }]),
  );
  const rows = await ctx.db
    .selectFrom('places.place_facility')
    .select(['code', 'state', 'since'])
    .where('place_id', '=', placeId)
    .execute();
  return rows
    .sort((a, b) => (terms.get(a.code)?.nth ?? 99) - (terms.get(b.code)?.nth ?? 99))
    .map(({ code, state, since }) => {
      const { zh = code, en = code } = terms.get(code) ?? {};
      return { code, zh, en, state, since: since.toISOString() };
    });
}

/** The last word said of a place, if it was by this link and can be taken back. */
export async function lastWord(ctx: Ctx, placeId: string, linkId: string) {
  const row = await ctx.db
    .selectFrom('places.host_word')
    .select(['id', 'kind', 'detail', 'at', 'link_id', 'before'])
    .where('place_id', '=', placeId)
    .where('undone_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row || row.link_id !== linkId || row.before === null) return null;
  if (!mayUndo(row.at.getTime(), ctx.now.getTime())) return null;
  const { about = null, state = null } = row.detail;
  const undoUntil = new Date(row.at.getTime() + UNDO_MS).toISOString();
  return { id: row.id, kind: row.kind, about, state, undoUntil };
}

export async function getPlaceHost(
  ctx: Ctx,
  { id }: Input<typeof contract.getPlaceHost>,
): Promise<Output<typeof contract.getPlaceHost>> {
  await placeFor(ctx, 'places.read', id);
  const links = await linksTo(ctx, LINK_KINDS.host, id);
  // Also those that were printed while another union kept the place.
  const signs = await beyond(ctx, 'the signs of a place', (wide) => linksTo(wide, LINK_KINDS.sign, id));
  const labels = new Map(links.map((link) => [link.id, link.label]));
  const words = await ctx.db
    .selectFrom('places.host_word')
    .select(['id', 'kind', 'detail', 'link_id', 'at', 'undone_at'])
    .where('place_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const show = (link: Link) => ({
    id: link.id,
    label: link.label,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt?.toISOString() ?? null,
    revokedAt: link.revokedAt?.toISOString() ?? null,
    usedAt: link.usedAt?.toISOString() ?? null,
    live: isLive(link, ctx.now),
  });
  return {
    links: links.map(show),
    signs: signs.map(show),
    words: words.map(({ link_id, at, undone_at, ...word }) => ({
      ...word,
      by: labels.get(link_id) ?? null,
      at: at.toISOString(),
      undone: undone_at !== null,
    })),
    linkDays: await policyAt(ctx, hostLinkDays),
  };
}
