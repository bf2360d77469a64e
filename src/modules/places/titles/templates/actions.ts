import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { newId } from '#kernel/ids';
import { civilDate } from '#kernel/time';
import { areaNames, orgFor } from '#orgs';
import { placesError } from '../../errors.ts';
import { titlesError } from '../errors.ts';
import type * as contract from './contract.ts';
import { templateToChange, type Template } from './queries.ts';
import { areSound } from './rules.ts';

const ENTITY = 'places.title_template';

type Content = Omit<Input<typeof contract.createTitleTemplate>, 'orgId' | 'from'>;

/** The columns of the rules. Throws title_bad_criteria, unknown_area. */
async function columnsOf(ctx: TxCtx, content: Content) {
  if (!areSound(content.criteria)) throw titlesError('title_bad_criteria', { field: 'criteria' });
  const { areaCode } = content;
  if (areaCode && !(await areaNames(ctx, [areaCode])).has(areaCode))
    throw placesError('unknown_area', { field: 'areaCode' });
  return {
    name_zh: content.nameZh,
    name_en: content.nameEn,
    level: content.level,
    granted_by: content.grantedBy || null,
    roles: content.roles,
    area_code: areaCode || null,
    source: content.source,
    inferred: content.inferred,
    criteria: JSON.stringify(content.criteria),
    notice_days: content.noticeDays,
    recheck_months: content.recheckMonths,
  };
}

async function insertVersion(
  ctx: TxCtx,
  columns: Awaited<ReturnType<typeof columnsOf>>,
  { line, version, orgId, from }: { line: string; version: number; orgId: number; from: string },
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.title_template')
    .values({
      ...columns,
      id,
      line: line || id,
      version,
      org_id: orgId,
      during: `[${from},)`,
      created_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system',
      created_at: ctx.now,
    })
    .execute();
  return id;
}

export async function createTitleTemplate(
  ctx: TxCtx,
  { orgId, from, ...content }: Input<typeof contract.createTitleTemplate>,
): Promise<Output<typeof contract.createTitleTemplate>> {
  const org = await orgFor(ctx, 'places.settings', orgId);
  const columns = await columnsOf(ctx, content);
  const id = await insertVersion(ctx, columns, { line: '', version: 1, orgId: org.id, from });
  await ctx.audit({ action: 'places.title_rules_add', entity: ENTITY, entityId: id, orgId: org.id });
  return { id };
}

/** Stops unless nothing came after this version and it has not ended. */
async function requireNewest(ctx: TxCtx, row: Template): Promise<void> {
  const newer = await ctx.db
    .selectFrom('places.title_template')
    .select('id')
    .where('line', '=', row.line)
    .where('version', '>', row.version)
    .executeTakeFirst();
  if (newer || row.until !== null) throw titlesError('title_not_newest');
}

export async function changeTitleTemplate(
  ctx: TxCtx,
  { id, from, ...content }: Input<typeof contract.changeTitleTemplate>,
): Promise<Output<typeof contract.changeTitleTemplate>> {
  const row = await templateToChange(ctx, id);
  await requireNewest(ctx, row);
  const columns = await columnsOf(ctx, content);
  const used = await ctx.db
    .selectFrom('places.title_case')
    .select('id')
    .where('template_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  const { line, version, org_id: orgId } = row;
  if (!used) {
    await ctx.db
      .updateTable('places.title_template')
      .set({ ...columns, during: `[${from},)` })
      .where('id', '=', id)
      .execute()
      .catch((error: unknown) => {
        throw violates(error, 'title_version_dates')
          ? titlesError('title_bad_dates', { field: 'from' })
          : error;
      });
    await ctx.audit({ action: 'places.title_rules_change', entity: ENTITY, entityId: id, orgId });
    return { id, version };
  }
  if (from <= row.from) throw titlesError('title_bad_dates', { field: 'from' });
  await endAt(ctx, id, from);
  const next = await insertVersion(ctx, columns, { line, version: version + 1, orgId, from });
  await ctx.audit({
    action: 'places.title_rules_change',
    entity: ENTITY,
    entityId: next,
    orgId,
    detail: { version: version + 1 },
  });
  return { id: next, version: version + 1 };
}

async function endAt(ctx: TxCtx, id: string, on: string): Promise<void> {
  await ctx.db
    .updateTable('places.title_template')
    .set({ during: sql`daterange(lower(during), ${on}::date)` })
    .where('id', '=', id)
    .execute();
}

export async function endTitleTemplate(
  ctx: TxCtx,
  { id, on }: Input<typeof contract.endTitleTemplate>,
): Promise<Output<typeof contract.endTitleTemplate>> {
  const row = await templateToChange(ctx, id);
  await requireNewest(ctx, row);
  if (on <= row.from || on < civilDate(ctx.now)) throw titlesError('title_bad_dates', { field: 'on' });
  await endAt(ctx, id, on);
  await ctx.audit({ action: 'places.title_rules_end', entity: ENTITY, entityId: id, orgId: row.org_id });
  return { until: on };
}
