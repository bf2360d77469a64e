import { sql, type SqlBool } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { civilDate } from '#kernel/time';
import { escapeLike, findOrg, mayAt, orgFor, orgRefs, orgWithin, phoneFor, withNames } from '#orgs';
import { placeFor } from '../queries.ts';
import {
  backedOf,
  caseFor,
  caseInScope,
  caseRows,
  checkNow,
  ENTITY,
  inWords,
  nameOf,
  placeFactsOf,
  toCaseRows,
  type TitleCaseRow,
} from './cases/queries.ts';
import { TITLE_QUEUES } from './contract.ts';
import type * as contract from './contract.ts';
import { titlesError } from './errors.ts';
import { inQueue } from './queues/queries.ts';
import { HELD } from './rules.ts';
import { templatesFor } from './templates/queries.ts';
import { isMet } from './templates/rules.ts';

type Wanted = Input<typeof contract.exportTitles>;

async function matching(ctx: Ctx, { queue, line, under, q }: Wanted) {
  const top = under === undefined ? undefined : await orgFor(ctx, 'places.read', under);
  const like = q ? `%${escapeLike(q)}%` : undefined;
  return sql<SqlBool>`${caseInScope(ctx, 'places.read')} and ${inQueue(ctx, queue)}
    and ${line ? sql`c.line = ${line}` : sql`true`}
    and ${top ? orgWithin('p.org_id', [top.path]) : sql`true`}
    and ${like ? sql`(p.name ilike ${like} or c.plaque_no ilike ${like} or p.code = upper(${q}))` : sql`true`}`;
}

export async function listTitles(
  ctx: Ctx,
  input: Input<typeof contract.listTitles>,
): Promise<Output<typeof contract.listTitles>> {
  const where = await matching(ctx, input);
  const { total } = await ctx.db
    .selectFrom('places.title_case as c')
    .innerJoin('places.place as p', 'p.id', 'c.place_id')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  const after = readCursor(input.cursor, ['time', 'uuid']);
  let query = caseRows(ctx).where(where);
  if (after)
    query = query.where(sql<SqlBool>`(c.stepped_at, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('c.stepped_at')
    .orderBy('c.id')
    .limit(input.limit + 1)
    .execute();
  const { items, next } = page(found, input.limit, (row) => [row.stepped_at.toISOString(), row.id]);
  return { items: await toCaseRows(ctx, items), next, total };
}

/** Of one export: a federation has some hundreds of places. */
const EXPORT_MAX = 20_000;

/** All cases of a list, for a file. */
export async function casesOf(ctx: Ctx, input: Wanted): Promise<TitleCaseRow[]> {
  return caseRows(ctx)
    .where(await matching(ctx, input))
    .orderBy('c.stepped_at')
    .orderBy('c.id')
    .limit(EXPORT_MAX)
    .execute();
}

export async function countTitles(
  ctx: Ctx,
  { under }: Input<typeof contract.countTitles>,
): Promise<Output<typeof contract.countTitles>> {
  const top = under === undefined ? undefined : await orgFor(ctx, 'places.read', under);
  const inReach = sql<SqlBool>`${caseInScope(ctx, 'places.read')} and ${top ? orgWithin('p.org_id', [top.path]) : sql`true`}`;
  const all = () =>
    ctx.db
      .selectFrom('places.title_case as c')
      .innerJoin('places.place as p', 'p.id', 'c.place_id')
      .innerJoin('places.title_template as t', 't.id', 'c.template_id')
      .where(inReach);
  const rank = sql`array_position(array['national','city','district','township','primary'], t.level)`;
  const held = all()
    .where('c.state', 'in', [...HELD])
    .select(['c.line', 'c.place_id', 't.level', 't.name_zh', 't.name_en', 't.version'])
    .select(
      sql<boolean>`row_number() over (partition by c.place_id order by ${rank}, c.awarded_on, c.id) = 1`.as(
        'top',
      ),
    );
  const rows = await ctx.db
    .selectFrom(held.as('h'))
    .select('line')
    .select([
      sql<string>`(array_agg(name_zh order by version desc))[1]`.as('name_zh'),
      sql<string>`(array_agg(name_en order by version desc))[1]`.as('name_en'),
      sql<
        Output<typeof contract.countTitles>['items'][number]['level']
      >`(array_agg(level order by version desc))[1]`.as('level'),
      sql<number>`count(*)`.as('held'),
      sql<number>`count(*) filter (where top)`.as('highest'),
    ])
    .groupBy('line')
    .orderBy(sql`min(array_position(array['national','city','district','township','primary'], level))`)
    .orderBy('line')
    .execute();
  const queues = await all()
    .select(
      TITLE_QUEUES.map((queue) => sql<number>`count(*) filter (where ${inQueue(ctx, queue)})`.as(queue)),
    )
    .executeTakeFirstOrThrow();
  return {
    // Each place has exactly one highest title.
    places: rows.reduce((sum, row) => sum + row.highest, 0),
    titles: rows.reduce((sum, row) => sum + row.held, 0),
    items: rows.map((row) => ({
      line: row.line,
      name: nameOf(ctx, row),
      level: row.level,
      held: row.held,
      highest: row.highest,
    })),
    queues,
  };
}

export async function listPlaceTitles(
  ctx: Ctx,
  { id }: Input<typeof contract.listPlaceTitles>,
): Promise<Output<typeof contract.listPlaceTitles>> {
  const place = await placeFor(ctx, 'places.read', id);
  const rows = await caseRows(ctx).where('c.place_id', '=', id).orderBy('c.created_at', 'desc').execute();
  const taken = new Set(
    rows.filter(({ state }) => !['rejected', 'withdrawn', 'revoked'].includes(state)).map(({ line }) => line),
  );
  const templates = (await templatesFor(ctx, place)).filter(({ line }) => !taken.has(line));
  const orgs = await orgRefs(ctx, [...new Set(templates.map(({ org_id }) => org_id))]);
  const facts = await placeFactsOf(ctx, place);
  const open = [];
  for (const template of templates) {
    const checks = await checkNow(ctx, template.criteria, facts, new Set());
    open.push({
      title: {
        templateId: template.id,
        line: template.line,
        version: template.version,
        name: nameOf(ctx, template),
        level: template.level,
        grantor: orgs.get(template.org_id)!,
      },
      source: template.source,
      inferred: template.inferred,
      checks,
      met: checks.filter(({ verdict }) => verdict === 'met').length,
      lacks: checks.flatMap(({ required, lack }) => (required && lack ? [lack] : [])),
    });
  }
  return {
    cases: await toCaseRows(ctx, rows),
    open,
    may: { apply: await mayAt(ctx, 'places.manage', place.org_id) },
  };
}

/** Before it is applied for the records of today count, afterwards those of that day. */
export async function checksOf(ctx: Ctx, row: TitleCaseRow) {
  const marks = row.marks ?? {};
  const withMarks = <T extends { readonly code: string }>(checks: readonly T[]) =>
    checks.map((check) => ({ ...check, mark: marks[check.code] ?? null }));
  const fresh = row.snapshot === null || row.state === 'returned';
  if (!fresh) return withMarks(await inWords(ctx, row.criteria, row.snapshot!, null));
  const place = await ctx.db
    .selectFrom('places.place')
    .selectAll()
    .where('id', '=', row.place_id)
    .executeTakeFirstOrThrow();
  const facts = await placeFactsOf(ctx, place);
  return withMarks(await checkNow(ctx, row.criteria, facts, await backedOf(ctx, row.id)));
}

export async function getTitle(
  ctx: Ctx,
  { id }: Input<typeof contract.getTitle>,
): Promise<Output<typeof contract.getTitle>> {
  const row = await caseFor(ctx, 'places.read', id);
  const [summary] = await toCaseRows(ctx, [row]);
  const evidence = await ctx.db
    .selectFrom('places.title_evidence')
    .select(['id', 'criterion', 'note', 'file_name', 'file_type', 'added_by', 'added_at'])
    .select(sql<number | null>`length(file)`.as('bytes'))
    .where('case_id', '=', id)
    .orderBy('id')
    .execute();
  const names = await ctx.app.accounts.namesOf([...new Set(evidence.map(({ added_by }) => added_by))]);
  return {
    ...summary!,
    checks: await checksOf(ctx, row),
    checkedAt: row.state === 'returned' ? null : (row.applied_at?.toISOString() ?? null),
    findings: row.findings,
    rectifyWhat: row.rectify_what,
    evidence: evidence.map((one) => ({
      id: one.id,
      criterion: one.criterion,
      note: one.note,
      file: one.file_name ? { name: one.file_name, type: one.file_type!, bytes: one.bytes! } : null,
      at: one.added_at.toISOString(),
      by: names.get(one.added_by) ?? one.added_by,
    })),
    noticeDays: row.notice_days,
    history: await withNames(ctx, await changesOf(ctx, ENTITY, id)),
  };
}

type Notice = Output<typeof contract.listNotices>['items'][number];

async function toNotices(ctx: Ctx, rows: readonly TitleCaseRow[]): Promise<Notice[]> {
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ grantor_id }) => grantor_id))]);
  const today = civilDate(ctx.now);
  return rows.map((row) => ({
    id: row.id,
    place: { code: row.placeCode, name: row.placeName },
    title: nameOf(ctx, row),
    grantor: row.granted_by ?? orgs.get(row.grantor_id)!.name,
    from: row.notice_from!,
    until: row.notice_until!,
    over: row.state !== 'public_notice' || row.notice_until! < today,
  }));
}

export async function listNotices(ctx: Ctx): Promise<Output<typeof contract.listNotices>> {
  const rows = await caseRows(ctx)
    .where('c.state', '=', 'public_notice')
    .where(sql<SqlBool>`c.notice_until >= ${civilDate(ctx.now)}::date`)
    .orderBy('c.notice_until')
    .orderBy('c.id')
    .limit(200)
    .execute();
  return { items: await toNotices(ctx, rows) };
}

export async function getNotice(
  ctx: Ctx,
  { id }: Input<typeof contract.getNotice>,
): Promise<Output<typeof contract.getNotice>> {
  const row = await caseRows(ctx)
    .where('c.id', '=', id)
    .where('c.state', 'in', ['public_notice', ...HELD])
    .executeTakeFirst();
  if (!row || row.notice_until === null) throw titlesError('title_not_found');
  const [notice] = await toNotices(ctx, [row]);
  const grantor = await findOrg(ctx, row.grantor_id);
  const checks = row.snapshot ?? [];
  const marks = row.marks ?? {};
  const criteria = row.criteria.map(({ code, ...text }) => {
    const check = checks.find((one) => one.code === code);
    const met = check !== undefined && isMet(check, marks);
    const by = marks[code] === undefined ? ('records' as const) : ('visit' as const);
    return { code, text: text[ctx.locale], by: met ? by : null };
  });
  return { ...notice!, criteria, source: row.source, phone: grantor ? await phoneFor(ctx, grantor) : null };
}

/** The titles that a place bears, as its public page tells them, the highest first. */
export async function publicTitles(
  ctx: Ctx,
  placeId: string,
): Promise<{ name: string; awardedOn: string; plaqueNo: string | null }[]> {
  const rows = await caseRows(ctx)
    .where('c.place_id', '=', placeId)
    .where('c.state', 'in', [...HELD])
    .orderBy(sql`array_position(array['national','city','district','township','primary'], t.level)`)
    .orderBy('c.awarded_on')
    .execute();
  return rows.map((row) => ({
    name: nameOf(ctx, row),
    awardedOn: row.awarded_on!,
    plaqueNo: row.plaque_no,
  }));
}
