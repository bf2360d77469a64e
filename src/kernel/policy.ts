import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { civilDate, type CivilDate } from './time.ts';

/** A number or rule that differs by region and changes with time. Its value always has a source. */
export interface PolicyDefinition<T> {
  readonly key: string;
  readonly about: string;
  readonly schema: z.ZodType<T>;
  /** Holds where no record says otherwise. */
  readonly fallback: T;
  /** Where the fallback comes from: a law, a notice, or "inference" (domain.md tags). */
  readonly source: string;
}

export const policies = new Map<string, PolicyDefinition<unknown>>();

/** Declares a policy beside the rule that uses it. */
export function definePolicy<T>(definition: PolicyDefinition<T>): PolicyDefinition<T> {
  policies.set(definition.key, definition);
  return definition;
}

/**
 * The value in force on `on` (default: today) in `area` (GB/T 2260 code; null for the whole deployment).
 * The nearest region wins: street, then county, then province, then everywhere.
 */
export async function policyAt<T>(
  ctx: Ctx,
  policy: PolicyDefinition<T>,
  area: string | null = null,
  on: CivilDate = civilDate(ctx.now),
): Promise<T> {
  const { rows } = await sql<{ value: unknown }>`
    select value from kernel.policy
    where key = ${policy.key} and (area = '' or ${area ?? ''} like area || '%') and during @> ${on}::date
    order by length(area) desc limit 1`.execute(ctx.db);
  return rows[0] ? policy.schema.parse(rows[0].value) : policy.fallback;
}

/** Where the value of {@link policyAt} comes from; null where no record is in force and the fallback holds. */
export async function policySource(
  ctx: Ctx,
  { key }: Pick<PolicyDefinition<unknown>, 'key'>,
  on: CivilDate = civilDate(ctx.now),
): Promise<string | null> {
  const { rows } = await sql<{ source: string }>`
    select source from kernel.policy where key = ${key} and area = '' and during @> ${on}::date`.execute(
    ctx.db,
  );
  return rows[0]?.source ?? null;
}

/** The records of a policy for the whole deployment, the newest first; the fallback is none of them. */
export async function policyRecords(
  ctx: Ctx,
  { key }: Pick<PolicyDefinition<unknown>, 'key'>,
): Promise<{ readonly from: CivilDate; readonly source: string }[]> {
  const { rows } = await sql<{ from: CivilDate; source: string }>`
    select lower(during)::text as "from", source from kernel.policy
    where key = ${key} and area = '' order by lower(during) desc`.execute(ctx.db);
  return rows;
}

/** A dated record: replaces what was in force in `area` from `from` on, and keeps it as history. */
export interface PolicyRecord<T> {
  readonly value: T;
  readonly from: CivilDate;
  readonly area?: string;
  readonly source: string;
}

/** Writes a record. The exclusion constraint refuses two values for one day. */
export async function setPolicy<T>(
  ctx: Ctx,
  policy: PolicyDefinition<T>,
  record: PolicyRecord<T>,
): Promise<void> {
  // A province or city is written with zeros behind (110000); a street's nine digits may end in zeros of their own.
  const area = (record.area ?? '').replace(/^(\d\d)0000$|^(\d{4})00$/, '$1$2');
  const value = JSON.stringify(policy.schema.parse(record.value));
  await sql`update kernel.policy set during = daterange(lower(during), ${record.from}::date)
    where key = ${policy.key} and area = ${area} and upper_inf(during) and lower(during) < ${record.from}::date`.execute(
    ctx.db,
  );
  await sql`insert into kernel.policy (key, area, during, value, source)
    values (${policy.key}, ${area}, daterange(${record.from}::date, null), ${value}, ${record.source})`.execute(
    ctx.db,
  );
  await ctx.audit({
    action: 'policy.set',
    entity: 'policy',
    entityId: policy.key,
    detail: { area, from: record.from },
  });
}
