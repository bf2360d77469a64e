import { sql, type SqlBool } from 'kysely';
import { allows } from '#kernel/auth';
import type { Ctx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { policyAt } from '#kernel/policy';
import { findOrg, orgInScope, orgRefs } from '#orgs';
import { facilityTerms, freshnessLimits, freshnessOf, type Place } from '../../queries.ts';
import { LISTED } from '../../rules.ts';
import type { TitleStep } from '../contract.ts';
import { titlesError } from '../errors.ts';
import { mainStep, stepsFrom, TAKEN_BY, type CaseFacts } from '../rules.ts';
import type { Criterion } from '../templates/contract.ts';
import { selfCheck, type PlaceFacts, type Weighed } from '../templates/rules.ts';
import { lackOf, unshown } from '../texts/lacks.ts';

export const ENTITY = 'places.title_case';

/** Cases with their place and their rules: `c`, `p` and `t`. */
export function caseRows(ctx: Ctx) {
  return ctx.db
    .selectFrom('places.title_case as c')
    .innerJoin('places.place as p', 'p.id', 'c.place_id')
    .innerJoin('places.title_template as t', 't.id', 'c.template_id')
    .selectAll('c')
    .select([
      'p.name as placeName',
      'p.code as placeCode',
      'p.org_id as orgId',
      't.name_zh',
      't.name_en',
      't.level',
      't.version',
      't.granted_by',
      't.criteria',
      't.source',
      't.notice_days',
      't.recheck_months',
    ]);
}

export type TitleCaseRow = Awaited<ReturnType<ReturnType<typeof caseRows>['execute']>>[number];

/** SQL: the case at hand is in reach of the actor's `permission`: where its place is, or where it is granted. */
export function caseInScope(ctx: Ctx, permission: string) {
  return sql<SqlBool>`(${orgInScope(ctx, permission, 'p.org_id')} or ${orgInScope(ctx, permission, 'c.grantor_id')})`;
}

/** One case that the actor reaches with `permission`; elsewhere it does not exist for them. `lock`: until the transaction ends. */
export async function caseFor(
  ctx: Ctx,
  permission: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<TitleCaseRow> {
  let query = caseRows(ctx).where('c.id', '=', id).where(caseInScope(ctx, permission));
  if (lock) query = query.forUpdate('c');
  const row = await query.executeTakeFirst();
  if (!row) throw titlesError('title_not_found');
  return row;
}

/** What the steps of a case depend on. */
export function factsOf(row: TitleCaseRow): CaseFacts {
  return {
    state: row.state,
    last: row.review_org === row.grantor_id,
    visitOn: row.visit_on,
    visitedOn: row.visited_on,
    noticeUntil: row.notice_until,
    dueOn: row.due_on,
  };
}

/** Of which union a step needs the permission. */
export function officeFor(row: TitleCaseRow, step: TitleStep): number {
  const by = TAKEN_BY[step];
  if (by === 'applicant') return row.orgId;
  return by === 'reviewer' ? (row.review_org ?? row.grantor_id) : row.grantor_id;
}

export function nameOf({ locale }: Pick<Ctx, 'locale'>, row: Pick<TitleCaseRow, 'name_zh' | 'name_en'>) {
  return locale === 'zh' ? row.name_zh : row.name_en;
}

/** Cases as lists show them. */
export async function toCaseRows(ctx: Ctx, rows: readonly TitleCaseRow[]) {
  const today = civilDate(ctx.now);
  const ids = rows.flatMap((row) => [row.orgId, row.grantor_id, row.review_org ?? row.orgId]);
  const orgs = await orgRefs(ctx, [...new Set(ids)]);
  const paths = new Map<number, string>();
  if (ctx.actor.kind === 'account')
    for (const id of orgs.keys()) paths.set(id, (await findOrg(ctx, id))?.path ?? '');
  const mayTake = (row: TitleCaseRow, step: TitleStep): boolean => {
    if (TAKEN_BY[step] === 'clock') return false;
    const permission = TAKEN_BY[step] === 'applicant' ? 'places.manage' : 'places.award';
    if (step === 'award' && ctx.actor.kind === 'account' && row.applied_by === ctx.actor.userId) return false;
    return allows(ctx.actor, permission, paths.get(officeFor(row, step)) ?? '');
  };
  return rows.map((row) => {
    const facts = factsOf(row);
    return {
      id: row.id,
      place: { id: row.place_id, code: row.placeCode, name: row.placeName, org: orgs.get(row.orgId)! },
      title: {
        templateId: row.template_id,
        line: row.line,
        version: row.version,
        name: nameOf(ctx, row),
        level: row.level,
        grantor: orgs.get(row.grantor_id)!,
      },
      state: row.state,
      steppedAt: row.stepped_at.toISOString(),
      reviewOrg: row.review_org === null ? null : orgs.get(row.review_org)!,
      visitOn: row.visit_on,
      visitedOn: row.visited_on,
      noticeFrom: row.notice_from,
      noticeUntil: row.notice_until,
      plaqueNo: row.plaque_no,
      awardedOn: row.awarded_on,
      dueOn: row.due_on,
      rectifyUntil: row.rectify_until,
      next: mainStep(facts, today) ?? null,
      steps: stepsFrom(facts, today).filter((step) => mayTake(row, step)),
    };
  });
}

/** What is on record of a place. Photographs and books are kept elsewhere: nobody knows them here. */
export async function placeFactsOf(ctx: Ctx, place: Place): Promise<PlaceFacts> {
  const { trust } = freshnessOf(ctx, place, await policyAt(ctx, freshnessLimits));
  const listed = LISTED.includes(place.state);
  const located = place.wgs_lat !== null;
  return {
    facilities: place.facilities,
    areaM2: place.area_m2 === null ? null : Number(place.area_m2),
    administrators: place.administrators,
    photos: null,
    books: null,
    hoursKnown: place.hours !== null,
    located,
    verified: listed && trust === 'verified',
    fixedPremises: place.address !== null || located ? true : null,
    listed: listed && located,
  };
}

/** Criteria against the records of today, with what is missing in words. */
export async function checkNow(
  ctx: Ctx,
  criteria: readonly Criterion[],
  facts: PlaceFacts,
  backed: ReadonlySet<string>,
) {
  return inWords(ctx, criteria, selfCheck(criteria, facts, backed), facts);
}

/** Checks in the caller's language; without `facts`, those of another day, nothing is said of what was missing. */
export async function inWords(
  ctx: Ctx,
  criteria: readonly Criterion[],
  checks: readonly Weighed[],
  facts: PlaceFacts | null,
) {
  const { locale } = ctx;
  const terms = await policyAt(ctx, facilityTerms);
  const names = new Map(terms.map((term) => [term.code, term[locale]]));
  const verdicts = new Map(checks.map(({ code, verdict }) => [code, verdict]));
  return criteria.map(({ code, how, required, rule, ...text }) => {
    const verdict = verdicts.get(code) ?? 'unknown';
    const lacking = facts !== null && (verdict === 'missing' || verdict === 'unknown');
    const lack = rule && facts ? lackOf(rule, facts, names, locale) : unshown(text[locale], locale);
    return { code, how, required, text: text[locale], verdict, lack: lacking ? lack : null };
  });
}

/** Codes of the criteria to which something was laid before the reviewers. */
export async function backedOf(ctx: Ctx, caseId: string): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('places.title_evidence')
    .select('criterion')
    .where('case_id', '=', caseId)
    .execute();
  return new Set(rows.map(({ criterion }) => criterion));
}
