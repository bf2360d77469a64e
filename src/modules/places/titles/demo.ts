import { recordChanges, type PastChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate } from '#kernel/time';
import { READY_TITLES, type ReadyTitle } from '../texts/title-templates.ts';
import { ENTITY, placeFactsOf } from './cases/queries.ts';
import type { TitleState } from './contract.ts';
import { addMonths, HELD, plaqueNo } from './rules.ts';
import { selfCheck, type Weighed } from './templates/rules.ts';

/** Places of the demo, by their ids, and what becomes of them. */
export interface DemoTitles {
  /** Grants the titles, at or above the unions of the places. */
  readonly grantorId: number;
  /** By the keys of `texts/title-templates.ts`; those for stations unless told. */
  readonly rules?: readonly string[];
  readonly awarded: readonly string[];
  readonly noticed: readonly string[];
  /** Their notice is over: to be awarded. */
  readonly ready?: readonly string[];
  readonly due: readonly string[];
  /** Hold the second title besides. */
  readonly both?: readonly string[];
  /** Await the review of `orgId`; of the union that grants where none is given. */
  readonly applied?: readonly { readonly placeId: string; readonly orgId?: number }[];
}

const RULES = ['six_haves', 'most_beautiful', 'seven_ones', 'etown_reading', 'national_reading'];

/** Days before today on which each step of a history was taken. */
type Past = readonly (readonly [TitleState, number])[];

const TO_NOTICE = (days: number): Past => [
  ['self_check', days + 40],
  ['applied', days + 36],
  ['site_visit', days + 25],
  ['site_visit', days + 12],
  ['public_notice', days],
];

const PASTS = {
  awarded: [...TO_NOTICE(380), ['awarded', 370]],
  both: [...TO_NOTICE(200), ['awarded', 190]],
  ready: TO_NOTICE(12),
  noticed: TO_NOTICE(2),
  due: [...TO_NOTICE(745), ['awarded', 735], ['reinspection_due', 4]],
  applied: [
    ['self_check', 9],
    ['applied', 6],
  ],
} satisfies Record<string, Past>;

/** Rules of the union, and a plausible past: titles held for a year, on public notice now, to be looked at again. */
export async function demoTitles(ctx: TxCtx, given: DemoTitles): Promise<void> {
  const { grantorId, rules = RULES } = given;
  const lines = new Map<string, string>();
  for (const ready of READY_TITLES.filter(({ key }) => rules.includes(key)))
    lines.set(ready.key, await insertRules(ctx, ready, grantorId));
  const main = READY_TITLES.find(({ key }) => key === rules[0])!;
  const second = READY_TITLES.find(({ key }) => key === rules[1]) ?? main;
  const taken = new Map<string, string[]>();
  const add = async (placeId: string, past: Past, of: ReadyTitle, reviewOrg?: number) =>
    insertCase(ctx, { placeId, past, ready: of, line: lines.get(of.key)!, grantorId, taken, reviewOrg });
  for (const placeId of given.awarded) await add(placeId, PASTS.awarded, main);
  for (const placeId of given.both ?? []) await add(placeId, PASTS.both, second);
  for (const placeId of given.due) await add(placeId, PASTS.due, main);
  for (const placeId of given.ready ?? []) await add(placeId, PASTS.ready, second);
  for (const placeId of given.noticed) await add(placeId, PASTS.noticed, second);
  for (const { placeId, orgId } of given.applied ?? []) await add(placeId, PASTS.applied, second, orgId);
  await ctx.audit({ action: 'places.title_demo', orgId: grantorId });
}

async function insertRules(ctx: TxCtx, ready: ReadyTitle, orgId: number): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.title_template')
    .values({
      id,
      line: id,
      version: 1,
      org_id: orgId,
      name_zh: ready.nameZh,
      name_en: ready.nameEn,
      level: ready.level,
      granted_by: ready.grantedBy,
      roles: ready.roles,
      area_code: ready.areaCode,
      during: `[${addDays(civilDate(ctx.now), -1100)},)`,
      source: ready.source,
      inferred: ready.inferred,
      criteria: JSON.stringify(ready.criteria),
      notice_days: ready.noticeDays,
      recheck_months: ready.recheckMonths,
      created_by: 'system:demo',
      created_at: ctx.now,
    })
    .execute();
  return id;
}

interface DemoCase {
  readonly placeId: string;
  readonly past: Past;
  readonly ready: ReadyTitle;
  readonly line: string;
  readonly grantorId: number;
  /** Plaque numbers of each line so far. */
  readonly taken: Map<string, string[]>;
  readonly reviewOrg?: number | undefined;
}

async function insertCase(ctx: TxCtx, given: DemoCase): Promise<void> {
  const { placeId, past, ready, line, grantorId, taken, reviewOrg } = given;
  const id = newId(ctx.now.getTime());
  const at = (days: number): Date => new Date(ctx.now.getTime() - days * 86_400_000);
  const on = (state: TitleState): string | null => {
    const days = past.findLast(([to]) => to === state)?.[1];
    return days === undefined ? null : civilDate(at(days));
  };
  const [state, since] = past.at(-1)!;
  const [awardedOn, noticeFrom, visitedOn] = [on('awarded'), on('public_notice'), on('site_visit')];
  const held = HELD.includes(state);
  const numbers = taken.get(line) ?? [];
  const no = held && awardedOn ? plaqueNo(awardedOn.slice(0, 4), numbers) : null;
  if (no) taken.set(line, [...numbers, no]);
  const snapshot = await checksOf(ctx, placeId, ready);
  const shown = snapshot.filter(({ verdict }) => verdict !== 'met');
  await ctx.db
    .insertInto('places.title_case')
    .values({
      id,
      place_id: placeId,
      template_id: line,
      line,
      grantor_id: grantorId,
      state,
      stepped_at: at(since),
      review_org: state === 'applied' ? (reviewOrg ?? grantorId) : null,
      applied_by: 'system:demo',
      applied_at: at(past.find(([to]) => to === 'applied')![1]),
      snapshot: JSON.stringify(snapshot),
      marks: JSON.stringify(visitedOn ? Object.fromEntries(shown.map(({ code }) => [code, true])) : {}),
      visit_on: visitedOn,
      visited_on: visitedOn,
      findings: visitedOn ? '设施齐全，标识清楚，有人值守。' : null,
      notice_from: noticeFrom,
      notice_until: noticeFrom && addDays(noticeFrom, ready.noticeDays),
      plaque_no: no,
      awarded_on: no ? awardedOn : null,
      awarded_by: no ? 'system:demo-award' : null,
      due_on: no && ready.recheckMonths ? addMonths(awardedOn!, ready.recheckMonths) : null,
      rectify_until: null,
      rectify_what: null,
      created_at: at(past[0]![1]),
    })
    .execute();
  const changes: PastChange[] = past.map(([to, days], step) => ({
    entity: ENTITY,
    entityId: id,
    from: past[step - 1]?.[0] ?? null,
    to,
    at: at(days),
  }));
  await recordChanges(ctx, changes);
  for (const { code, verdict } of snapshot)
    if (verdict === 'backed')
      await ctx.db
        .insertInto('places.title_evidence')
        .values({
          id: newId(ctx.now.getTime()),
          case_id: id,
          criterion: code,
          note: '材料已报街道工会存档',
          file: null,
          file_name: null,
          file_type: null,
          added_by: 'system:demo',
          added_at: at(past[0]![1]),
        })
        .execute();
}

/** What the records of the place say; evidence stands in for what they do not. */
async function checksOf(ctx: TxCtx, placeId: string, { criteria }: ReadyTitle): Promise<Weighed[]> {
  const place = await ctx.db
    .selectFrom('places.place')
    .selectAll()
    .where('id', '=', placeId)
    .executeTakeFirstOrThrow();
  return selfCheck(criteria, await placeFactsOf(ctx, place), new Set(criteria.map(({ code }) => code)));
}
