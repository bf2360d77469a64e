import { sql } from 'kysely';
import { z } from 'zod';
import { isWithin, scopesOf } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { areaNames, noSuchOrg, orgRefs, type OrgRef } from '#orgs';
import { interviewTerm, type GROUPINGS } from './contract.ts';
import type * as contract from './contract.ts';
import { listenError } from './errors.ts';
import { BEYOND, BUCKETS, monthsOf, quartersOf, suppress, type Cell } from './rules.ts';
import { JOBS, PLATFORMS, RANGES, type InterviewTerm } from './texts/terms.ts';

/** The least that a count may be and still be shown; SQL holds ten, whatever stands here. */
export const leastShown = definePolicy({
  key: 'voices.rhythm_least',
  about: 'How many answers a count must have to be shown; ten at the least',
  schema: z.number().int().min(10).max(100),
  fallback: 10,
  source: 'issue 6, voices 3: k >= 10',
});

export const jobTerms = definePolicy<readonly InterviewTerm[]>({
  key: 'voices.interview_jobs',
  about: 'The jobs that the six questions offer',
  schema: z.array(interviewTerm).min(2).max(12),
  fallback: JOBS,
  source: 'domain.md §A, workers in new forms of employment',
});

export const platformTerms = definePolicy<readonly InterviewTerm[]>({
  key: 'voices.interview_platforms',
  about: 'The platforms that the six questions offer',
  schema: z.array(interviewTerm).min(2).max(12),
  fallback: PLATFORMS,
  source: 'inference: kinds of platforms, until a federation names some',
});

export async function interviewTerms(ctx: Ctx): Promise<Output<typeof contract.interviewTerms>> {
  const [jobs, platforms] = [await policyAt(ctx, jobTerms), await policyAt(ctx, platformTerms)];
  const { hours, days, stretch, rest } = RANGES;
  return {
    jobs: [...jobs],
    platforms: [...platforms],
    hours: [...hours],
    days: [...days],
    stretch: [...stretch],
    rest: [...rest],
    least: await policyAt(ctx, leastShown),
  };
}

/**
 * The picture of one quarter below one of the caller's own unions. Not of a union below it: two pictures that differ
 * by few would tell of those few. Throws orgs.not_found, voices.rhythm_quarter_unknown.
 */
export async function readRhythm(
  ctx: Ctx,
  { orgId, quarter: asked, by, measure }: Input<typeof contract.readRhythm>,
): Promise<Output<typeof contract.readRhythm>> {
  const orgs = await ownUnions(ctx);
  const org = orgId === undefined ? orgs[0] : orgs.find(({ id }) => id === orgId);
  if (!org) throw noSuchOrg();
  const quarters = quartersOf(civilDate(ctx.now));
  const quarter = asked ?? quarters[0]!;
  if (!quarters.includes(quarter)) throw listenError('rhythm_quarter_unknown', { field: 'quarter' });
  const least = await policyAt(ctx, leastShown);
  const cells = await countAnswers(ctx, { org: org.id, quarter, by, measure, least });
  const shown = suppress(cells, measure, least);
  const nameOf = await namesFor(ctx, by, shown?.rows.map(({ of }) => of) ?? []);
  const words = new Map<string, InterviewTerm>(RANGES[measure].map((term) => [term.code, term]));
  return {
    org,
    orgs,
    quarter,
    quarters,
    by,
    measure,
    least,
    buckets: BUCKETS[measure].map((code) => ({
      ...words.get(code)!,
      beyond: BEYOND[measure].includes(code),
    })),
    all: shown && { count: shown.all.count, beyond: shown.all.beyond, counts: [...shown.all.buckets] },
    rows: (shown?.rows ?? []).map(({ of, count, beyond, buckets }) => ({
      code: of,
      name: nameOf(of),
      count,
      beyond,
      counts: [...buckets],
    })),
    rest: shown?.rest ?? 0,
  };
}

/** The unions where the caller holds the role itself; none that lies below another of theirs. */
async function ownUnions(ctx: Ctx): Promise<OrgRef[]> {
  const paths = [...new Set(scopesOf(ctx.actor, 'voices.read'))];
  const highest = paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));
  const ids = highest.map((path) => Number(path.split('.').at(-1)));
  const refs = await orgRefs(ctx, ids);
  return ids.flatMap((id) => refs.get(id) ?? []);
}

interface Asked {
  readonly org: number;
  readonly quarter: string;
  readonly by: (typeof GROUPINGS)[number];
  readonly measure: keyof typeof BUCKETS;
  readonly least: number;
}

async function countAnswers(ctx: Ctx, { org, quarter, by, measure, least }: Asked): Promise<Cell[]> {
  const [begin] = monthsOf(quarter);
  const { rows } = await sql<Cell>`select "of", beyond, bucket, count
    from voices.rhythm(${org}, ${begin}::date, ${by}, ${measure}, ${least}, ${civilDate(ctx.now)}::date)`.execute(
    ctx.db,
  );
  return rows;
}

const NOT_SAID = { zh: '没说在哪', en: 'Not said where' };
const NO_STREET = { zh: '（没说哪个街道）', en: ' (street not said)' };
const NO_MORE = { zh: '', en: '' };

/** What the groups are called; a code that is in no list any more stands for itself. */
async function namesFor(ctx: Ctx, by: Asked['by'], codes: readonly string[]) {
  if (by === 'area') {
    const names = await areaNames(ctx, codes);
    return (code: string) => {
      if (code === '') return NOT_SAID;
      const name = names.get(code) ?? code;
      // Among streets, a district is those who told no more.
      const beside = code.length === 6 && codes.some((other) => other.length > 6) ? NO_STREET : NO_MORE;
      return { zh: name + beside.zh, en: name + beside.en };
    };
  }
  const terms = await policyAt(ctx, by === 'job' ? jobTerms : platformTerms);
  return (code: string) => {
    const { zh, en } = terms.find((term) => term.code === code) ?? { zh: code, en: code };
    return { zh, en };
  };
}
