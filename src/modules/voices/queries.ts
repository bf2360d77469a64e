import { sql, type RawBuilder, type Selectable, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { definePolicy, policyAt } from '#kernel/policy';
import { areaNames, escapeLike, orgFor, orgInScope, orgRefs, orgWithin } from '#orgs';
import { placeRefs } from '#places';
import { concernTodos } from './concerns/queries.ts';
import type * as contract from './contract.ts';
import { delaysOf, type Delay } from './delay/queries.ts';
import { isOverdue, overdueBefore } from './rules.ts';
import type { VoiceTable } from './tables.ts';
import { visitsTodos } from './visits/queries.ts';

export type Voice = Selectable<VoiceTable>;

export const answerDays = definePolicy<number>({
  key: 'voices.answer_days',
  about: 'Days within which a voice is answered; after them it shows as overdue, also at the unions above',
  schema: z.number().int().min(1).max(365),
  fallback: 15,
  source:
    'inference: no rule for unions found; petitions (信访) are told within 15 days whether they are taken up',
});

/** Since when a voice waits, in SQL; `voices.voice_waits` is an index on it. */
const SINCE = sql<Date>`coalesce(s.reopened_at, s.at)`;

type Filters = Omit<Input<typeof contract.listVoices>, 'cursor' | 'limit'>;

/** SQL: the voices of `s` that the actor may read and that fit. Throws orgs.not_found. */
export async function matchingVoices(ctx: Ctx, filters: Filters): Promise<RawBuilder<SqlBool>> {
  const { kind, theme, q, under, overdue } = filters;
  const state = filters.state ?? (overdue ? 'all' : 'open');
  const org = under === undefined ? undefined : await orgFor(ctx, 'voices.read', under);
  const late = overdue && overdueBefore(ctx.now, await policyAt(ctx, answerDays));
  return sql<SqlBool>`${orgInScope(ctx, 'voices.read', 's.org_id')}
    and ${state === 'all' ? sql`true` : sql`s.state = ${state}`}
    and ${late ? sql`s.state <> 'answered' and ${SINCE} < ${late}` : sql`true`}
    and ${kind ? sql`s.kind = ${kind}` : sql`true`}
    and ${theme ? sql`s.theme = ${theme}` : sql`true`}
    and ${org ? orgWithin('s.org_id', [org.path]) : sql`true`}
    and ${q ? sql`s.text ilike ${`%${escapeLike(q)}%`}` : sql`true`}`;
}

export async function countVoices(ctx: Ctx, matching: RawBuilder<SqlBool>): Promise<number> {
  const { total } = await ctx.db
    .selectFrom('voices.voice as s')
    .where(matching)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** The voices that match, newest first or those that wait longest; at most `limit`, from behind `after` on. */
export async function voicesInOrder(
  ctx: Ctx,
  matching: RawBuilder<SqlBool>,
  { order, limit, after }: { order: Filters['order']; limit: number; after?: readonly unknown[] | undefined },
): Promise<Voice[]> {
  const oldest = order === 'oldest';
  let query = ctx.db.selectFrom('voices.voice as s').selectAll('s').where(matching);
  if (after) {
    const than = oldest ? sql`>` : sql`<`;
    query = query.where(sql<SqlBool>`(${SINCE}, s.id) ${than} (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  }
  const way = oldest ? 'asc' : 'desc';
  return query.orderBy(SINCE, way).orderBy('s.id', way).limit(limit).execute();
}

export async function listVoices(
  ctx: Ctx,
  { cursor, limit, ...filters }: Input<typeof contract.listVoices>,
): Promise<Output<typeof contract.listVoices>> {
  const after = readCursor(cursor, ['time', 'uuid']);
  const matching = await matchingVoices(ctx, filters);
  const found = await voicesInOrder(ctx, matching, { order: filters.order, limit: limit + 1, after });
  const { items, next } = page(found, limit, (row) => [sinceOf(row).toISOString(), row.id]);
  return {
    items: await toViews(ctx, items),
    next,
    total: await countVoices(ctx, matching),
    answerDays: await policyAt(ctx, answerDays),
  };
}

export function sinceOf({ reopened_at, at }: Pick<Voice, 'reopened_at' | 'at'>): Date {
  return reopened_at ?? at;
}

/** Voices as officers see them: what is known besides their row; of name and contact only that they are there. */
export async function toViews(
  ctx: Ctx,
  rows: readonly Voice[],
): Promise<Output<typeof contract.listVoices>['items']> {
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]);
  const areas = await areaNames(
    ctx,
    rows.flatMap(({ area_code }) => area_code ?? []),
  );
  const places = await placeRefs(
    ctx,
    rows.flatMap(({ place_id }) => place_id ?? []),
  );
  const ids = rows.map(({ id }) => id);
  const additions = await additionsTo(ctx, ids);
  const delays = await delaysOf(ctx, ids);
  const days = await policyAt(ctx, answerDays);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    theme: row.theme,
    text: row.text,
    page: row.page,
    org: orgs.get(row.org_id)!,
    place: row.place_id === null ? null : (places.get(row.place_id) ?? null),
    area: row.area_code === null ? null : (areas.get(row.area_code) ?? null),
    state: row.state,
    at: row.at.toISOString(),
    since: sinceOf(row).toISOString(),
    overdue: isOverdue({ state: row.state, since: sinceOf(row) }, ctx.now, days),
    hasContact: row.contact_sealed !== null,
    hasName: row.name_sealed !== null,
    concernId: row.concern_id,
    additions: additions.get(row.id) ?? [],
    delay: latestDelay(delays.get(row.id), sinceOf(row)),
    note: row.note,
    answeredAt: row.answered_at?.toISOString() ?? null,
  }));
}

/** The latest that was told since the voice waits; what delayed an answer before is over with that. */
export function latestDelay(delays: readonly Delay[] = [], since: Date): Delay | null {
  const last = delays.at(-1);
  return last !== undefined && last.at >= since.toISOString() ? last : null;
}

interface Added {
  readonly text: string;
  readonly helped: boolean | null;
  readonly at: string;
  readonly answer: string | null;
}

/** What tellers added to each of these voices, oldest first. */
export async function additionsTo(ctx: Ctx, voiceIds: readonly string[]): Promise<Map<string, Added[]>> {
  const rows = await ctx.db
    .selectFrom('voices.addition')
    .selectAll()
    .where(sql<SqlBool>`voice_id = any(${voiceIds}::uuid[])`)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const found = new Map<string, Added[]>();
  for (const { voice_id, text, helped, at, answer } of rows)
    found.set(voice_id, [...(found.get(voice_id) ?? []), { text, helped, at: at.toISOString(), answer }]);
  return found;
}

const MINUTES_MAX = 10;

/**
 * What waits for the unions in the actor's scope. Whoever sees further up sees what is overdue below: nothing closes by
 * itself.
 */
export async function listVoiceTodos(ctx: Ctx): Promise<Output<typeof contract.listVoiceTodos>> {
  const late = overdueBefore(ctx.now, await policyAt(ctx, answerDays));
  const { rows } = await sql<{ late: boolean; count: number; oldest: Date }>`
    select ${SINCE} < ${late} as late, count(*) as count, min(${SINCE}) as oldest from voices.voice as s
    where ${orgInScope(ctx, 'voices.read', 's.org_id')}
      and (s.state = 'open' or s.state = 'grouped' and ${SINCE} < ${late})
    group by 1`.execute(ctx.db);
  const voices = rows.map((row) => ({
    code: row.late ? 'voices.overdue' : 'voices.waiting',
    count: row.count,
    oldest: row.oldest.toISOString(),
    minutes: Math.min(MINUTES_MAX, row.count),
    href: row.late ? '/staff/voices?overdue=yes&order=oldest' : '/staff/voices',
  }));
  return { items: [...voices, ...(await concernTodos(ctx)), ...(await visitsTodos(ctx))] };
}
