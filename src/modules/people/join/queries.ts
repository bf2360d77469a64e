import { sql, type Selectable } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { findOrg, maskPhone, phoneFor } from '#orgs';
import { z } from 'zod';
import { peopleError } from '../errors.ts';
import { benefitsOf, OPEN_MEMBERSHIP, type FundRule } from '../rules.ts';
import type { ApplicationTable } from '../tables.ts';
import type * as contract from './contract.ts';
import { maskName, maskUnion } from './rules.ts';

export type Application = Selectable<ApplicationTable>;
export const ENTITY = 'people.application';

const answerDays = definePolicy({
  key: 'join.answer_days',
  about: 'Working days within which a union answers an application',
  schema: z.number().int().min(1).max(60),
  fallback: 3,
  source: 'Tianjin 知工 practice, ≤ 3 working days (domain.md B2 [tj]); set your own promise',
});

const fundRule = definePolicy<FundRule>({
  key: 'benefits.by_fund_source',
  about: 'Who may have what each source of money pays for',
  schema: z.object({
    union_funds: z.enum(['members', 'anyone']),
    public_money: z.enum(['members', 'anyone']),
    donation: z.enum(['members', 'anyone']),
  }),
  fallback: { union_funds: 'members', public_money: 'anyone', donation: 'anyone' },
  source: 'product.md 9: union funds pay for members, public and donated money for anyone',
});

/** What a person can use now by fund source; `area` of the union concerned. */
export async function currentBenefits(ctx: Ctx, isMember: boolean, area: string | null) {
  return benefitsOf(await policyAt(ctx, fundRule, area), isMember);
}

/** Within how many working days a union in `area` has promised to answer. */
export function promisedDays(ctx: Ctx, area: string | null): Promise<number> {
  return policyAt(ctx, answerDays, area);
}

/** The application that a tracking token opens. */
export async function applicationByToken(ctx: Ctx, token: string): Promise<Application> {
  const row = await beyond(ctx, 'what a secret link opens', ({ db }) =>
    db
      .selectFrom('people.application as a')
      .innerJoin('people.tracking_link as l', 'l.application_id', 'a.id')
      .selectAll('a')
      .where('l.token_hash', '=', ctx.app.crypto.hash('token', token))
      .executeTakeFirst(),
  );
  if (!row) throw peopleError('application_not_found');
  return row;
}

export async function trackApplication(
  ctx: Ctx,
  { token }: Input<typeof contract.trackApplication>,
): Promise<Output<typeof contract.trackApplication>> {
  const row = await applicationByToken(ctx, token);
  const org = await findOrg(ctx, row.org_id);
  const phone = ctx.app.crypto.open(row.phone_sealed);
  const changes = await changesOf(ctx, ENTITY, row.id);
  return {
    state: row.state,
    name: maskName(row.name),
    submittedAt: row.submitted_at.toISOString(),
    union: org ? { name: org.name, phone: await phoneFor(ctx, org) } : null,
    routeReason: row.route_reason,
    reason: row.reason,
    answerDays: await promisedDays(ctx, row.area_code),
    phone: {
      masked: maskPhone(phone),
      verified: row.phone_verified_at !== null,
      // Only the holder of the phone may learn that it stands on somebody's record.
      conflict: row.phone_verified_at !== null && (await phoneHolder(ctx, row)) !== undefined,
    },
    benefits: await currentBenefits(ctx, row.state === 'approved', row.area_code),
    history: changes.map(({ at, to, reason }) => ({
      at: at.toISOString(),
      to: to as Application['state'],
      reason: reason ?? null,
    })),
    member: row.state === 'approved' ? await memberOf(ctx, row) : null,
    memberAt: row.owner_proved_at !== null && row.state !== 'approved' ? await unionOfOwner(ctx, row) : null,
  };
}

/** Where the person of this ID is a member now, masked; null if nowhere. Only for whoever proved to be the owner. */
export async function unionOfOwner(ctx: Ctx, row: Application): Promise<string | null> {
  const period = await beyond(ctx, 'where the owner of an ID is a member', ({ db }) =>
    db
      .selectFrom('people.membership as m')
      .innerJoin('people.person as p', 'p.id', 'm.person_id')
      .select('m.org_id')
      .where('p.id_hash', 'in', ctx.app.crypto.variants('id', row.id_hash))
      .where('m.state', 'in', OPEN_MEMBERSHIP)
      .executeTakeFirst(),
  );
  if (!period) return null;
  const org = await findOrg(ctx, period.org_id);
  return org ? maskUnion(org.name) : null;
}

/** The other person on whose record the applicant's phone stands. */
export async function phoneHolder(ctx: Ctx, row: Pick<Application, 'phone_hash' | 'id_hash'>) {
  const { crypto } = ctx.app;
  return beyond(ctx, 'whose record a phone stands on', ({ db }) =>
    db
      .selectFrom('people.person')
      .select('id')
      .where('phone_hash', 'in', crypto.variants('phone', row.phone_hash))
      .where('id_hash', 'not in', crypto.variants('id', row.id_hash))
      .executeTakeFirst(),
  );
}

async function memberOf(ctx: Ctx, row: Application) {
  const period = await beyond(ctx, 'what an application came to', ({ db }) =>
    db
      .selectFrom('people.membership')
      .select(['number', sql<string>`lower(during)`.as('since')])
      .where('person_id', '=', row.person_id)
      .where('resolution_id', '=', row.resolution_id)
      .executeTakeFirst(),
  );
  return period ?? null;
}
