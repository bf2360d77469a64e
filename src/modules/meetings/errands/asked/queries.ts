import type { Selectable } from 'kysely';
import type { Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { findLink, isLive, linksTo, type Link } from '#kernel/links';
import { findOrg, phoneFor } from '#orgs';
import { meetingsError } from '../../errors.ts';
import type { Item, Meeting, Unit } from '../../queries.ts';
import type { BodyTable } from '../../tables.ts';
import type * as contract from '../contract.ts';
import type { Said } from '../contract.ts';
import { errandError } from '../errors.ts';
import { ERRAND_LINK, type Errand, type Submission } from '../queries.ts';
import type { Standing } from '../rules.ts';

/** Of every union, where none of its own is on record. */
const HOTLINE = '12351';

/** An errand and what it is about. */
export interface Asked {
  readonly errand: Errand;
  readonly unit: Unit;
  readonly body: Selectable<BodyTable>;
  readonly meeting: Meeting | null;
  readonly item: Item | null;
  /** The units that support the item. */
  readonly supporting: readonly string[];
  readonly submissions: readonly Submission[];
}

/**
 * The link of a unit, as long as it opens its page. Whoever holds an old one was sent it by the union: its name and phone
 * are told, and nothing else. Throws kernel.link_unknown, meetings.errand_link_newer, errand_link_back, errand_link_ended.
 */
export async function errandLink(ctx: Ctx, token: string): Promise<Link> {
  const link = await findLink(ctx, ERRAND_LINK, token);
  if (isLive(link, ctx.now)) return link;
  const params = await beyond(ctx, 'whom to call about a link that has ended', async (wide) => {
    const org = (await findOrg(wide, link.orgId!))!;
    const [newest] = await linksTo(wide, ERRAND_LINK, link.subject);
    return { ...(await unionOf(wide, org)), newer: newest !== undefined && isLive(newest, ctx.now) };
  });
  const { newer, ...union } = params;
  const back = link.revokedAt === null ? 'errand_link_ended' : 'errand_link_back';
  throw errandError(newer ? 'errand_link_newer' : back, { params: union });
}

/** Who asks, and the number to call. */
export async function unionOf(ctx: Ctx, org: NonNullable<Awaited<ReturnType<typeof findOrg>>>) {
  return { union: org.name, phone: (await phoneFor(ctx, org)) ?? HOTLINE };
}

/** The errand that a link opens, and nothing else; `ctx` sees past what a guest may. `lock`: until the end. */
export async function askedBy(ctx: Ctx, id: string, { lock = false } = {}): Promise<Asked> {
  let query = ctx.db.selectFrom('meetings.errand').selectAll().where('id', '=', id);
  if (lock) query = query.forUpdate();
  const errand = await query.executeTakeFirst();
  if (!errand) throw meetingsError('not_found');
  const { meeting_id: meetingId, item_id: itemId } = errand;
  const unit = (await rowOf(ctx, 'meetings.unit', errand.unit_id)) as Unit;
  const submissions = await ctx.db
    .selectFrom('meetings.submission')
    .selectAll()
    .where('errand_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    errand,
    unit,
    body: (await rowOf(ctx, 'meetings.body', unit.body_id)) as Selectable<BodyTable>,
    meeting: meetingId === null ? null : ((await rowOf(ctx, 'meetings.meeting', meetingId)) as Meeting),
    item: itemId === null ? null : ((await rowOf(ctx, 'meetings.item', itemId)) as Item),
    supporting: itemId === null ? [] : await supportingOf(ctx, itemId),
    submissions,
  };
}

/** The units that support an item; whoever asks. */
export async function supportingOf(ctx: Ctx, itemId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('meetings.item_support')
    .select('unit_id')
    .where('item_id', '=', itemId)
    .execute();
  return rows.map(({ unit_id }) => unit_id);
}

/** One row of what an errand is about; whoever asks. */
export async function rowOf(
  ctx: Ctx,
  table: 'meetings.item' | 'meetings.unit' | 'meetings.body' | 'meetings.meeting',
  id: string,
): Promise<unknown> {
  return ctx.db
    .selectFrom(table as 'meetings.item')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** See {@link sayingsNow}. */
export function standingOf(asked: Omit<Asked, 'body'>): Standing {
  const { errand, unit, meeting, item, submissions, supporting } = asked;
  const over = { left: unit.left_at !== null, closed: errand.state === 'closed' };
  if (!item) return { kind: errand.kind as 'topics', meeting: meeting!.state, ...over };
  const supports = supporting.includes(unit.id) ? 'support' : null;
  return {
    kind: 'item',
    item: item.state,
    part: item.lead_unit === unit.id ? 'lead' : supports,
    accepting: submissions.some(({ state, what }) => state === 'submitted' && what['kind'] === 'accept'),
    ...over,
  };
}

/** What is kept of an answer, as it is shown. */
export function toAnswer(row: Submission): Output<typeof contract.openErrand>['answers'][number] {
  const { files = [], ...said } = row.what as { files?: { id: string; name: string }[] };
  return {
    id: row.id,
    at: row.at.toISOString(),
    via: row.via,
    signer: row.signer,
    signerTitle: row.signer_title,
    said: said as unknown as Said,
    hasPhone: row.contact_sealed !== null,
    files,
    state: row.state,
    reason: row.reason,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}
