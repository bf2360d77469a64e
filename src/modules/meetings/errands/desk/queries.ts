import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { isLive, linksTo } from '#kernel/links';
import type { FileAnswer } from '#kernel/module';
import { policyAt } from '#kernel/policy';
import { mayAt } from '#orgs';
import { meetingsError } from '../../errors.ts';
import { itemFor, meetingFor, unitRefs, unitsOf, type Item, type Meeting, type Unit } from '../../queries.ts';
import { standingOf, toAnswer } from '../page/queries.ts';
import { ERRAND_LINK, errandFor, errandLinkDays, type Errand, type Submission } from '../queries.ts';
import { sayingsNow } from '../rules.ts';
import type * as contract from './contract.ts';

type Listed = Output<typeof contract.listErrands>;

export async function listErrands(ctx: Ctx, { id }: Input<typeof contract.listErrands>): Promise<Listed> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  return listOf(ctx, { meeting, item: null });
}

export async function listItemErrands(
  ctx: Ctx,
  { id }: Input<typeof contract.listItemErrands>,
): Promise<Listed> {
  const item = await itemFor(ctx, 'meetings.read', id);
  return listOf(ctx, { meeting: null, item });
}

interface About {
  readonly meeting: Meeting | null;
  readonly item: Item | null;
}

async function listOf(ctx: Ctx, about: About): Promise<Listed> {
  const { body_id, org_id } = (about.meeting ?? about.item)!;
  const units = await unitsOf(ctx, body_id);
  const refs = await unitRefs(ctx, units);
  const errands = await errandsAbout(ctx, about);
  const submissions = await submissionsOf(ctx, errands);
  const rank = new Map(units.map(({ id }, nth) => [id, nth]));
  const items = [];
  for (const errand of errands.sort((a, b) => rank.get(a.unit_id)! - rank.get(b.unit_id)!)) {
    const unit = units.find(({ id }) => id === errand.unit_id)!;
    items.push({
      ...(await rowOf(ctx, about, errand, { unit, submissions: submissions.get(errand.id) ?? [] })),
      unit: refs.get(unit.id)!,
    });
  }
  return {
    items,
    units: units.filter(({ left_at }) => left_at === null).map(({ id }) => refs.get(id)!),
    linkDays: await policyAt(ctx, errandLinkDays),
    mayManage: await mayAt(ctx, 'meetings.manage', org_id),
  };
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
async function submissionsOf(ctx: Ctx, errands: readonly Errand[]): Promise<Map<string, Submission[]>> {
  if (errands.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('meetings.submission')
    .selectAll()
    .where(
      'errand_id',
      'in',
      errands.map(({ id }) => id),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return Map.groupBy(rows, ({ errand_id }) => errand_id);
}

async function rowOf(
  ctx: Ctx,
  about: About,
  errand: Errand,
  { unit, submissions }: { unit: Unit; submissions: readonly Submission[] },
) {
  const link = (await linksTo(ctx, ERRAND_LINK, errand.id))[0];
  return {
    id: errand.id,
    kind: errand.kind,
    state: errand.state,
    askedAt: errand.made_at.toISOString(),
    dueOn: errand.due_on,
    receivedAt: errand.received_at?.toISOString() ?? null,
    open: sayingsNow(standingOf({ ...about, errand, unit, submissions })).length > 0,
    link: link
      ? {
          expiresAt: link.expiresAt?.toISOString() ?? null,
          usedAt: link.usedAt?.toISOString() ?? null,
          live: isLive(link, ctx.now),
        }
      : null,
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
