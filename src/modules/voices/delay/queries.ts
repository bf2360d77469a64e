import { sql, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';

export interface Delay {
  readonly reason: string;
  /** Civil date until which an answer is expected. */
  readonly until: string | null;
  readonly at: string;
}

/** Why each of these voices takes longer, as its union has told its teller, oldest first. */
export async function delaysOf(ctx: Ctx, voiceIds: readonly string[]): Promise<Map<string, Delay[]>> {
  const rows = await ctx.db
    .selectFrom('voices.delay')
    .select(['voice_id', 'reason', 'until', 'at'])
    .where(sql<SqlBool>`voice_id = any(${voiceIds}::uuid[])`)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const found = new Map<string, Delay[]>();
  for (const { voice_id, reason, until, at } of rows)
    found.set(voice_id, [...(found.get(voice_id) ?? []), { reason, until, at: at.toISOString() }]);
  return found;
}
