import type { Input, Output } from '#kernel/contract';
import { networkOf } from '#kernel/http/address';
import { beyond, type Ctx, type TxCtx } from '#kernel/ctx';
import { AppError } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { newLink, noteLinkUse, openLink, type Link } from '#kernel/links';
import { policyAt } from '#kernel/policy';
import type { ConfirmedBy } from '../contract.ts';
import { openingOf } from '../hours/queries.ts';
import { ENTITY, freshnessLimits, freshnessOf, placeByCode, placeFor, type Place } from '../queries.ts';
import { LISTED } from '../rules.ts';
import type * as contract from './contract.ts';
import type { Effect } from './contract.ts';
import { trustError } from './errors.ts';
import { agreeLimits, doubtLimits, repeatMinutes, SIGN_KEY } from './queries.ts';
import {
  afterSighting,
  weightOf,
  type Facts,
  type Sighting,
  type Source,
  type Weight,
  type What,
} from './rules.ts';

interface Word {
  readonly placeId: string;
  readonly what: What;
  readonly source: Source;
}

interface Hashes {
  readonly network: Buffer | null;
  readonly account: Buffer | null;
}

const NOBODY: Hashes = { network: null, account: null };

/**
 * Somebody whose word counts by itself says that a place is open: whoever uses it, its host, an officer. That ends every
 * doubt. The caller has looked whether it may.
 */
export async function confirmOpen(ctx: TxCtx, placeId: string, by: ConfirmedBy): Promise<void> {
  await noteSighting(ctx, { placeId, what: 'open', source: by });
}

/**
 * Adds a word to those about a place and works out what follows for it, in one transaction with its row held. The caller
 * has looked whether it may, and has a net that lets it write there. `hashes`: of a visitor, see {@link hashesOf}.
 */
export async function noteSighting(
  ctx: TxCtx,
  { placeId, what, source }: Word,
  hashes: Hashes = NOBODY,
): Promise<Effect> {
  const place = await ctx.db
    .selectFrom('places.place')
    .selectAll()
    .where('id', '=', placeId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const weight = weightOf(what, source, openingOf(place, ctx.now).now);
  if (await isRepeat(ctx, { placeId, what, source, weight }, hashes)) return 'again';
  const next: Sighting = { what, source, weight, at: ctx.now.getTime(), ...inText(hashes) };
  const limits = {
    doubt: await policyAt(ctx, doubtLimits, place.area_code),
    agree: await policyAt(ctx, agreeLimits, place.area_code),
  };
  const days = Math.max(limits.doubt.days, limits.agree.hours / 24);
  const facts = factsOf(place);
  const after = afterSighting(facts, await wordsBefore(ctx, placeId, days), next, limits);
  await ctx.db
    .insertInto('places.sighting')
    .values({
      id: newId(ctx.now.getTime()),
      place_id: placeId,
      what,
      source,
      weight,
      at: ctx.now,
      network_hash: hashes.network,
      account_hash: hashes.account,
    })
    .execute();
  if (after !== facts) await keepFacts(ctx, placeId, after);
  if (weight === 'none') return 'closed_hours';
  if (what === 'open') return after === facts ? 'noted' : 'confirmed';
  return after.doubtedAt === null ? 'noted' : 'doubted';
}

function factsOf(place: Place): Facts {
  return {
    confirmedAt: place.confirmed_at?.getTime() ?? null,
    confirmedBy: place.confirmed_by,
    usedAt: place.used_at?.getTime() ?? null,
    doubtedAt: place.doubted_at?.getTime() ?? null,
  };
}

async function keepFacts(ctx: TxCtx, placeId: string, facts: Facts): Promise<void> {
  const instant = (at: number | null) => (at === null ? null : new Date(at));
  await ctx.db
    .updateTable('places.place')
    .set({
      confirmed_at: instant(facts.confirmedAt),
      confirmed_by: facts.confirmedBy,
      used_at: instant(facts.usedAt),
      doubted_at: instant(facts.doubtedAt),
    })
    .where('id', '=', placeId)
    .execute();
}

/** What visitors have said of late, as far as it is still known who can be told apart. */
async function wordsBefore(ctx: Ctx, placeId: string, days: number): Promise<Sighting[]> {
  const rows = await ctx.db
    .selectFrom('places.sighting')
    .select(['what', 'source', 'weight', 'at', 'network_hash', 'account_hash'])
    .where('place_id', '=', placeId)
    .where('weight', '=', 'together')
    .where('network_hash', 'is not', null)
    .where('at', '>=', new Date(ctx.now.getTime() - days * 86_400_000))
    .execute();
  return rows.map(({ network_hash, account_hash, at, ...row }) => ({
    ...row,
    at: at.getTime(),
    ...inText({ network: network_hash, account: account_hash }),
  }));
}

function inText({ network, account }: Hashes) {
  return { network: network?.toString('base64') ?? null, account: account?.toString('base64') ?? null };
}

async function isRepeat(
  ctx: Ctx,
  { placeId, what, source, weight }: Word & { readonly weight: Weight },
  hashes: Hashes,
): Promise<boolean> {
  const { network, account } = hashes;
  if (network === null && account === null) return false;
  const minutes = await policyAt(ctx, repeatMinutes);
  const row = await ctx.db
    .selectFrom('places.sighting')
    .select('id')
    .where('place_id', '=', placeId)
    .where('what', '=', what)
    .where('source', '=', source)
    .where('weight', '=', weight)
    .where('at', '>', new Date(ctx.now.getTime() - minutes * 60_000))
    .where((eb) =>
      eb.or([
        ...(network ? [eb('network_hash', '=', network)] : []),
        ...(account ? [eb('account_hash', '=', account)] : []),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Tells visitors of one place apart, and nothing else: the place is part of what is hashed, so that nobody's way from one
 * place to another can be read from them.
 */
export function hashesOf({ app, ip, actor }: Ctx, placeId: string): Hashes {
  const hash = (text: string) => app.crypto.hash('token', `places:${placeId}:${text}`);
  return {
    network: hash(`network:${networkOf(ip ?? '')}`),
    account: actor.kind === 'account' ? hash(`account:${actor.userId}`) : null,
  };
}

/** A place by the code on its sign that people are sent to. Others are not reported: nobody is to go there. */
export async function placeInUse(ctx: Ctx, code: string): Promise<Place> {
  const place = await placeByCode(ctx, code);
  if (!LISTED.includes(place.state)) throw trustError('report_unlisted');
  return place;
}

export async function sayOpen(
  ctx: TxCtx,
  { code, key }: Input<typeof contract.sayOpen>,
): Promise<Output<typeof contract.sayOpen>> {
  const { id: placeId } = await placeInUse(ctx, code);
  const sign = key ? await signOf(ctx, placeId, key) : undefined;
  if (sign) await noteLinkUse(ctx, sign);
  const source = sign ? 'use' : 'visitor';
  return beyond(ctx, 'a visitor says that a place is open', async (wide) => {
    const effect = await noteSighting(wide, { placeId, what: 'open', source }, hashesOf(ctx, placeId));
    const place = await placeByCode(wide, code);
    return { effect, freshness: freshnessOf(ctx, place, await policyAt(wide, freshnessLimits)) };
  });
}

/** The sign whose key this is, if it hangs at this place. A key that counts no more is no reason to send anyone away. */
async function signOf(ctx: Ctx, placeId: string, key: string): Promise<Link | undefined> {
  try {
    const link = await openLink(ctx, SIGN_KEY, key);
    return link.subject === placeId ? link : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

export async function checkPlace(
  ctx: TxCtx,
  { id, what }: Input<typeof contract.checkPlace>,
): Promise<Output<typeof contract.checkPlace>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  if (!LISTED.includes(place.state)) throw trustError('report_unlisted');
  await noteSighting(ctx, { placeId: id, what, source: 'officer' });
  await ctx.audit({
    action: 'places.check',
    entity: ENTITY,
    entityId: id,
    orgId: place.org_id,
    detail: { what },
  });
  const checked = await placeFor(ctx, 'places.manage', id);
  return { freshness: freshnessOf(ctx, checked, await policyAt(ctx, freshnessLimits)) };
}

/**
 * A new key for the sign of a place, told once: it goes into the fragment of the QR that is printed (`/p/CODE#k=…`).
 * Whoever scans the sign on the wall has it, so a use that comes with it says that somebody stood there. Tokens are kept as
 * hashes only, so every printing makes another key; signs that hang already stay valid until their key is called back.
 * The caller has looked whether it may.
 */
export async function newSignKey(ctx: TxCtx, place: Pick<Place, 'id' | 'org_id'>): Promise<string> {
  const { token } = await newLink(ctx, { kind: SIGN_KEY, subject: place.id, orgId: place.org_id });
  await ctx.audit({
    action: 'places.sign_key',
    entity: ENTITY,
    entityId: place.id,
    orgId: place.org_id,
  });
  return token;
}
