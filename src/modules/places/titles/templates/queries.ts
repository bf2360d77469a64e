import { sql, type Selectable, type SqlBool } from 'kysely';
import { allows, isWithin } from '#kernel/auth';
import type { Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { civilDate, type CivilDate } from '#kernel/time';
import { areaNames, findOrg, orgInScope, orgRefs } from '#orgs';
import { READY_TITLES } from '../../texts/title-templates.ts';
import { titlesError } from '../errors.ts';
import type { TitleTemplateTable } from '../tables.ts';
import type * as contract from './contract.ts';

export type Template = Selectable<TitleTemplateTable> & {
  readonly from: string;
  readonly until: string | null;
};

/** SQL of the columns of a {@link Template} in the table called `t`. */
export const templateDays = [
  sql<string>`lower(t.during)::text`.as('from'),
  sql<string | null>`upper(t.during)::text`.as('until'),
] as const;

export async function listTitleTemplates(ctx: Ctx): Promise<Output<typeof contract.listTitleTemplates>> {
  const found = await ctx.db
    .selectFrom('places.title_template as t')
    .selectAll('t')
    .select([...templateDays])
    .select((eb) =>
      eb
        .selectFrom('places.title_case as c')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('c.template_id', '=', 't.id')
        .as('cases'),
    )
    .orderBy(sql`array_position(array['national','city','district','township','primary'], t.level)`)
    .orderBy('t.line')
    .orderBy('t.version', 'desc')
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(found.map(({ org_id }) => org_id))]);
  const areas = await areaNames(
    ctx,
    found.flatMap(({ area_code }) => area_code ?? []),
  );
  const paths = new Map<number, string>();
  for (const id of orgs.keys()) paths.set(id, (await findOrg(ctx, id))!.path);
  const today = civilDate(ctx.now);
  const items = found.map((row) => ({
    id: row.id,
    line: row.line,
    version: row.version,
    org: orgs.get(row.org_id)!,
    ...contentOf(row),
    areaName: row.area_code === null ? null : (areas.get(row.area_code) ?? null),
    from: row.from,
    until: row.until,
    inForce: inForce(row, today),
    cases: row.cases ?? 0,
    may: { change: allows(ctx.actor, 'places.settings', paths.get(row.org_id)!) },
  }));
  return { items, ready: READY_TITLES };
}

/** Of a version: its rules, as they are written down. */
export function contentOf(row: Template) {
  return {
    nameZh: row.name_zh,
    nameEn: row.name_en,
    level: row.level,
    grantedBy: row.granted_by,
    roles: row.roles,
    areaCode: row.area_code,
    source: row.source,
    inferred: row.inferred,
    criteria: row.criteria,
    noticeDays: row.notice_days,
    recheckMonths: row.recheck_months,
  };
}

export function inForce({ from, until }: Pick<Template, 'from' | 'until'>, on: CivilDate): boolean {
  return from <= on && (until === null || on < until);
}

/** One version of rules that the actor may change, with its row locked. */
export async function templateToChange(ctx: Ctx, id: string): Promise<Template> {
  const row = await ctx.db
    .selectFrom('places.title_template as t')
    .selectAll('t')
    .select([...templateDays])
    .where('t.id', '=', id)
    .where(orgInScope(ctx, 'places.settings', 't.org_id'))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw titlesError('title_template_not_found');
  return row;
}

export async function findTemplate(ctx: Ctx, id: string): Promise<Template> {
  const row = await ctx.db
    .selectFrom('places.title_template as t')
    .selectAll('t')
    .select([...templateDays])
    .where('t.id', '=', id)
    .executeTakeFirst();
  if (!row) throw titlesError('title_template_not_found');
  return row;
}

interface Candidate {
  readonly org_id: number;
  readonly roles: readonly string[];
  readonly area_code: string | null;
}

/** Rules in force today that are for a place like this one; those of one title alone where `id` is given. */
export async function templatesFor(ctx: Ctx, place: Candidate, id?: string): Promise<Template[]> {
  const today = civilDate(ctx.now);
  let query = ctx.db
    .selectFrom('places.title_template as t')
    .selectAll('t')
    .select([...templateDays])
    .where(sql<SqlBool>`t.during @> ${today}::date`)
    .where(sql<SqlBool>`t.roles && ${[...place.roles]}::text[]`)
    .where(
      sql<SqlBool>`(t.area_code is null
        or ${place.area_code ?? ''} like rtrim(case when right(t.area_code, 4) = '0000' then left(t.area_code, 2)
          when length(t.area_code) = 6 and right(t.area_code, 2) = '00' then left(t.area_code, 4) else t.area_code end) || '%')`,
    );
  if (id) query = query.where('t.id', '=', id);
  const found = await query
    .orderBy(sql`array_position(array['national','city','district','township','primary'], t.level) desc`)
    .orderBy('t.line')
    .execute();
  // It is granted from above, or by the union of the place itself.
  const own = (await findOrg(ctx, place.org_id))!;
  const paths = new Map<number, string>();
  for (const org of new Set(found.map(({ org_id }) => org_id)))
    paths.set(org, (await findOrg(ctx, org))!.path);
  return found.filter(({ org_id }) => isWithin(own.path, paths.get(org_id)!));
}
