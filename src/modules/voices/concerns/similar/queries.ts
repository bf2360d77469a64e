import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { pairIndex } from '#kernel/likeness';
import { definePolicy, policyAt } from '#kernel/policy';
import { findOrg, mayAt, orgInScope, orgRefs, type Org } from '#orgs';
import { placeRefs } from '#places';
import { voicesError } from '../../errors.ts';
import type * as contract from './contract.ts';
import { themeNames } from '../themes/queries.ts';
import { alikeTo, heapsOf, type Alike, type VoiceLikeness } from './rules.ts';

const share = z.number().min(0).max(1);

const likeness = definePolicy<VoiceLikeness>({
  key: 'voices.likeness',
  about:
    'From when on two voices may say the same: how much of their pairs of characters is the same (0 to 1), and what one place, theme or area adds',
  schema: z.object({
    threshold: z.number().min(0.1).max(1),
    samePlace: share,
    sameTheme: share,
    sameArea: share,
    commonWords: z.array(z.string().min(1).max(20)).max(60),
  }),
  fallback: {
    threshold: 0.5,
    samePlace: 0.2,
    sameTheme: 0.1,
    sameArea: 0.05,
    commonWords: [
      '希望',
      '建议',
      '能不能',
      '可不可以',
      '请问',
      '你们',
      '我们',
      '工会',
      '谢谢',
      '一下',
      '有没有',
      // In a short text half of the pairs are of these: “没有水” and “没有电” say two things, “没水” and “没有水” one.
      '没有',
      '没',
      '不',
      '太',
      '很',
      '也',
      '都',
      '了',
      '的',
      '吗',
      '呢',
      '啊',
      '吧',
      '请',
    ],
  },
  source: 'inference: half of the words is what a reader takes for the same; a suggestion, never more',
});

/** So many voices are compared, the oldest: they have waited longest. */
const COMPARED = 5_000;
/** So many are told of each: more help nobody. */
const TOLD = 20;
const HEAPS = 30;
const IN_HEAP = 50;

function voicesThat(ctx: Ctx, states: readonly ('open' | 'grouped')[]) {
  return ctx.db
    .selectFrom('voices.voice as v')
    .select(['v.id', 'v.kind', 'v.text', 'v.theme', 'v.place_id', 'v.area_code', 'v.org_id', 'v.at'])
    .select(['v.state', 'v.concern_id'])
    .where('v.state', 'in', states)
    .where(orgInScope(ctx, 'voices.read', 'v.org_id'))
    .orderBy('v.at')
    .orderBy('v.id')
    .limit(COMPARED);
}

type Voice = Awaited<ReturnType<ReturnType<typeof voicesThat>['execute']>>[number];

export async function suggestLike(
  ctx: Ctx,
  { voiceId }: Input<typeof contract.suggestLike>,
): Promise<Output<typeof contract.suggestLike>> {
  const asked = await ctx.db
    .selectFrom('voices.voice')
    .select(['id', 'text', 'theme', 'place_id', 'area_code'])
    .where('id', '=', voiceId)
    .where(orgInScope(ctx, 'voices.read', 'org_id'))
    .executeTakeFirst();
  if (!asked) throw voicesError('not_found');
  const known = await voicesThat(ctx, ['open', 'grouped']).execute();
  const found = alikeTo(known, await policyAt(ctx, likeness), pairIndex)(asked);
  const open = found.filter(({ one }) => one.state === 'open' && one.id !== voiceId).slice(0, TOLD);
  const told = await asTold(
    ctx,
    open.map(({ one }) => one),
  );
  return {
    voices: open.map(({ one, why }) => ({ ...told(one), why })),
    concerns: await concernsWith(ctx, found),
  };
}

/** The concerns of what is grouped already, each with the voice that is likest. */
async function concernsWith(ctx: Ctx, found: readonly Alike<Voice>[]) {
  const best = new Map<string, Alike<Voice>>();
  for (const one of found)
    if (one.one.state === 'grouped' && !best.has(one.one.concern_id!)) best.set(one.one.concern_id!, one);
  const rows = await ctx.db
    .selectFrom('voices.concern as c')
    .select(['c.id', 'c.title', 'c.org_id'])
    .select((eb) =>
      eb
        .selectFrom('voices.voice as v')
        .whereRef('v.concern_id', '=', 'c.id')
        .select(sql<number>`count(*)::integer`.as('n'))
        .as('voices'),
    )
    .where(sql<SqlBool>`c.id = any(${[...best.keys()]}::uuid[])`)
    .where('c.state', 'in', ['open', 'referred'])
    .where(orgInScope(ctx, 'voices.read', 'c.org_id'))
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]);
  return rows
    .map(({ id, title, org_id, voices }) => ({
      id,
      title,
      org: orgs.get(org_id)!,
      voices: voices ?? 0,
      why: best.get(id)!.why,
      score: best.get(id)!.score,
    }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ score: _score, ...concern }) => concern)
    .slice(0, TOLD);
}

export async function listAlike(ctx: Ctx): Promise<Output<typeof contract.listAlike>> {
  const open = await voicesThat(ctx, ['open']).execute();
  const heaps = heapsOf(open, await policyAt(ctx, likeness), pairIndex).slice(0, HEAPS);
  const told = await asTold(
    ctx,
    heaps.flatMap(({ first, others }) => [first, ...others.map(({ one }) => one)]),
  );
  const unionOf = await unionsOver(ctx);
  const items: Output<typeof contract.listAlike>['items'] = [];
  for (const { first, others } of heaps) {
    const some = others.slice(0, IN_HEAP - 1);
    items.push({
      org: await unionOf([first, ...some.map(({ one }) => one)].map(({ org_id }) => org_id)),
      voices: [{ ...told(first), why: null }, ...some.map(({ one, why }) => ({ ...told(one), why }))],
    });
  }
  return { items, compared: open.length };
}

/** Finds the lowest union that reaches all of some, where the caller may group. */
async function unionsOver(ctx: Ctx) {
  const known = new Map<number, Org | undefined>();
  const orgOf = async (id: number) => {
    if (!known.has(id)) known.set(id, await findOrg(ctx, id));
    return known.get(id);
  };
  return async (ids: readonly number[]) => {
    const paths: string[][] = [];
    for (const id of new Set(ids)) paths.push((await orgOf(id))?.path.split('.') ?? []);
    const [head = []] = paths;
    const common = head.filter((step, at) => paths.every((path) => path[at] === step));
    const lowest = common.at(-1);
    if (lowest === undefined || !(await mayAt(ctx, 'voices.answer', Number(lowest)))) return null;
    const org = await orgOf(Number(lowest));
    return org ? { id: org.id, name: org.name, kind: org.kind } : null;
  };
}

/** Voices as these lists show them; no contact. */
async function asTold(ctx: Ctx, voices: readonly Voice[]) {
  const places = await placeRefs(
    ctx,
    voices.flatMap(({ place_id }) => place_id ?? []),
  );
  const orgs = await orgRefs(ctx, [...new Set(voices.map(({ org_id }) => org_id))]);
  const nameOf = await themeNames(ctx);
  return ({ id, kind, text, theme, place_id, org_id, at }: Voice) => ({
    id,
    kind,
    text,
    theme: nameOf(theme),
    place: place_id === null ? null : (places.get(place_id) ?? null),
    org: orgs.get(org_id)!,
    at: at.toISOString(),
  });
}
