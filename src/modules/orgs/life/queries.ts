import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import type { TermStage } from './rules.ts';

export const termNoticeDays = definePolicy({
  key: 'orgs.term_notice_days',
  about: 'How many days before the end of a union’s term its chairs are told; everywhere the same',
  schema: z.array(z.number().int().min(1).max(1000)).min(1).max(12),
  fallback: [180, 90, 30],
  source: 'domain.md C4, design advice',
});

/** The thresholds in force today; the furthest is where a term counts as soon ending. */
export function noticeDays(ctx: Ctx): Promise<number[]> {
  return policyAt(ctx, termNoticeDays);
}

/** SQL over `orgs.organisation as o`: an active union whose term is at `stage` (工会法 §16). */
export function termIs({ now }: Ctx, stage: TermStage, days: readonly number[]) {
  const today = civilDate(now);
  const until = addDays(today, Math.max(...days));
  const when =
    stage === 'overdue'
      ? sql`o.term_ends_on < ${today}::date`
      : sql`o.term_ends_on between ${today}::date and ${until}::date`;
  return sql<SqlBool>`o.kind = 'union' and o.state = 'active' and ${when}`;
}

export interface Term {
  readonly id: number;
  readonly name: string;
  readonly endsOn: string;
}

/** Active unions whose term has come within the notice days, or is over. */
export async function termsEnding(ctx: Ctx, days: readonly number[]): Promise<Term[]> {
  const rows = await ctx.db
    .selectFrom('orgs.organisation as o')
    .select(['o.id', 'o.name', 'o.term_ends_on'])
    .where((eb) => eb.or([termIs(ctx, 'expiring', days), termIs(ctx, 'overdue', days)]))
    .orderBy('o.term_ends_on')
    .orderBy('o.id')
    .execute();
  return rows.flatMap(({ id, name, term_ends_on }) =>
    term_ends_on === null ? [] : [{ id, name, endsOn: term_ends_on }],
  );
}

/**
 * Phones of the chairs to be told about each union: its own, or where it has none that can be reached those of the
 * nearest union above. An account keeps only a hash of its phone; the number is the one the officer was invited by.
 */
export async function chairPhones(ctx: Ctx, orgIds: readonly number[]): Promise<Map<number, string[]>> {
  const chairs = await ctx.db
    .selectFrom('orgs.organisation as o')
    .innerJoin('orgs.organisation as u', (join) => join.on(sql<SqlBool>`u.path @> o.path`))
    .innerJoin('orgs.officer as f', 'f.org_id', 'u.id')
    .select(['o.id', 'f.user_id', sql<number>`nlevel(u.path)`.as('depth')])
    .where('o.id', 'in', orgIds)
    .where('f.role', '=', 'chair')
    .where(sql<SqlBool>`f.during @> ${ctx.now}::timestamptz`)
    .execute();
  const phones = await phonesOf(ctx, [...new Set(chairs.map(({ user_id }) => user_id))]);
  const reachable = chairs.flatMap(({ user_id, ...chair }) => {
    const phone = phones.get(user_id);
    return phone === undefined ? [] : [{ ...chair, phone }];
  });
  return new Map(
    [...Map.groupBy(reachable, ({ id }) => id)].map(([id, some]) => {
      const nearest = Math.max(...some.map(({ depth }) => depth));
      return [id, some.filter(({ depth }) => depth === nearest).map(({ phone }) => phone)];
    }),
  );
}

async function phonesOf(ctx: Ctx, userIds: readonly string[]): Promise<Map<string, string>> {
  const hashes = await ctx.app.accounts.phoneHashesOf(userIds);
  if (hashes.size === 0) return new Map();
  const { crypto } = ctx.app;
  const newest = (hash: Buffer): string => crypto.variants('phone', hash).at(-1)!.toString('base64');
  const invited = await ctx.db
    .selectFrom('orgs.invitation')
    .distinctOn('phone_hash')
    .select(['phone_hash', 'phone_sealed'])
    .where(
      'phone_hash',
      'in',
      [...hashes.values()].flatMap((hash) => crypto.variants('phone', hash)),
    )
    .where('closed_how', '=', 'accepted')
    .orderBy('phone_hash')
    .orderBy('closed_at', 'desc')
    .execute();
  const sealed = new Map(invited.map((row) => [newest(row.phone_hash), row.phone_sealed]));
  return new Map(
    [...hashes].flatMap(([userId, hash]) => {
      const found = sealed.get(newest(hash));
      return found ? [[userId, crypto.open(found)] as const] : [];
    }),
  );
}
