import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { isLive, linksToEach, type Link } from '#kernel/links';
import type { FileAnswer } from '#kernel/module';
import { findOrg, mayAt } from '#orgs';
import type { ErrandKind } from '../../contract.ts';
import { meetingsError } from '../../errors.ts';
import { sectionsOf } from '../../minutes/queries.ts';
import { itemFor, meetingFor, unitRefs, unitsOf, type Item, type Meeting, type Unit } from '../../queries.ts';
import { isOpen } from '../../rules.ts';
import { standingOf, supportingOf, toAnswer, unionOf, type Asked } from '../asked/queries.ts';
import { ERRAND_LINK, errandFor, type Errand, type Submission } from '../queries.ts';
import { haltOf, OPEN_WHILE, sayingsNow, type Saying } from '../rules.ts';
import type * as contract from './contract.ts';

type Listed = Output<typeof contract.listErrands>;

export async function listErrands(ctx: Ctx, { id }: Input<typeof contract.listErrands>): Promise<Listed> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  const kinds = (['topics', 'attend', 'review'] as const).filter((kind) =>
    OPEN_WHILE[kind].includes(meeting.state),
  );
  const sections = (await sectionsOf(ctx, id)).map((section) => ({
    id: section.id,
    heading: section.heading,
  }));
  const units = await unitsOf(ctx, meeting.body_id);
  return { ...(await listOf(ctx, { meeting, item: null, supporting: [] }, units)), kinds, sections };
}

export async function listItemErrands(
  ctx: Ctx,
  { id }: Input<typeof contract.listItemErrands>,
): Promise<Listed> {
  const item = await itemFor(ctx, 'meetings.read', id);
  const supporting = await supportingOf(ctx, id);
  const kinds: ErrandKind[] = isOpen(item.state) ? ['item'] : [];
  const units = await unitsOf(ctx, item.body_id);
  const listed = await listOf(ctx, { meeting: null, item, supporting }, units);
  const parts = new Set([item.lead_unit, ...supporting]);
  return { ...listed, units: listed.units.filter((unit) => parts.has(unit.id)), kinds, sections: [] };
}

type About = Pick<Asked, 'meeting' | 'item' | 'supporting'>;

async function listOf(ctx: Ctx, about: About, units: readonly Unit[]) {
  const { org_id } = (about.meeting ?? about.item)!;
  const refs = await unitRefs(ctx, units);
  const errands = await errandsAbout(ctx, about);
  const ids = errands.map(({ id }) => id);
  const submissions = await submissionsOf(ctx, ids);
  const links = await linksToEach(ctx, ERRAND_LINK, ids);
  const rank = new Map(units.map(({ id }, nth) => [id, nth]));
  const items = errands
    .sort((a, b) => rank.get(a.unit_id)! - rank.get(b.unit_id)!)
    .map((errand) => {
      const unit = units.find(({ id }) => id === errand.unit_id)!;
      const asked = { ...about, errand, unit, submissions: submissions.get(errand.id) ?? [] };
      return {
        ...rowOf(asked, linkOf(links.get(errand.id) ?? [], ctx.now)),
        unit: refs.get(unit.id)!,
        heir: (unit.heir_id && refs.get(unit.heir_id)?.name) ?? null,
      };
    });
  return {
    items,
    title: await titleOf(ctx, about),
    union: await unionOf(ctx, (await findOrg(ctx, org_id))!),
    units: units.filter(({ left_at }) => left_at === null).map(({ id }) => refs.get(id)!),
    mayManage: await mayAt(ctx, 'meetings.manage', org_id),
  };
}

/** Of the meeting, also the one that agreed on the item. */
async function titleOf(ctx: Ctx, { meeting, item }: { meeting: Meeting | null; item: Item | null }) {
  return meeting?.title ?? (await meetingFor(ctx, 'meetings.read', item!.meeting_id)).title;
}

function errandsAbout(ctx: Ctx, { meeting, item }: About): Promise<Errand[]> {
  return ctx.db
    .selectFrom('meetings.errand')
    .selectAll()
    .where(meeting ? 'meeting_id' : 'item_id', '=', (meeting ?? item)!.id)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

/** The answers to each errand, the newest first. */
async function submissionsOf(ctx: Ctx, errandIds: readonly string[]): Promise<Map<string, Submission[]>> {
  if (errandIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('meetings.submission')
    .selectAll()
    .where('errand_id', 'in', errandIds)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return Map.groupBy(rows, ({ errand_id }) => errand_id);
}

/** The newest link; a new one does not make it forgotten that one before was used. */
function linkOf(links: readonly Link[], now: Date): Listed['items'][number]['link'] {
  const [newest] = links;
  if (!newest) return null;
  const used = links.map(({ usedAt }) => usedAt?.toISOString() ?? '').toSorted();
  return {
    expiresAt: newest.expiresAt?.toISOString() ?? null,
    usedAt: used.at(-1) || null,
    live: isLive(newest, now),
  };
}

function rowOf(asked: Omit<Asked, 'body'>, link: Listed['items'][number]['link']) {
  const { errand, unit, submissions } = asked;
  const standing = standingOf(asked);
  return {
    id: errand.id,
    kind: errand.kind,
    state: errand.state,
    askedAt: errand.made_at.toISOString(),
    dueOn: errand.due_on,
    receivedAt: errand.received_at?.toISOString() ?? null,
    may: sayingsNow(standing) as Saying[],
    halt: haltOf(standing),
    link,
    contact: {
      name: unit.contact_name,
      title: unit.contact_title,
      hasPhone: unit.contact_sealed !== null,
    },
    answers: submissions.map(toAnswer),
  };
}

/** As it was sent; the browser saves it and never shows it as a page of ours. */
export async function readErrandFile(
  ctx: Ctx,
  { id, file }: Input<typeof contract.readErrandFile>,
): Promise<FileAnswer> {
  const errand = await errandFor(ctx, 'meetings.read', id);
  // The evidence of a confirmed report belongs to its item from then on.
  const found = await ctx.db
    .selectFrom('meetings.file as f')
    .leftJoin('meetings.submission as s', 's.id', 'f.submission_id')
    .select(['f.bytes', 'f.name'])
    .where('f.id', '=', file)
    .where((eb) => eb.or([eb('s.errand_id', '=', id), eb('f.item_id', '=', errand.item_id)]))
    .executeTakeFirst();
  if (!found) throw meetingsError('not_found');
  return { bytes: found.bytes, name: found.name };
}
