import { sql } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '../../contract.ts';
import type { Ctx } from '../../ctx.ts';
import type { RouteExtra } from '../../module.ts';
import { definePolicy, policyAt } from '../../policy.ts';
import { accountsError } from '../errors.ts';
import { named } from '../library.ts';
import { partsOf } from '../parts.ts';
import { enter, totpRequired } from '../sessions.ts';
import type * as contract from './contract.ts';
import { comeBack, leaveFor, type Identity } from './provider.ts';

const secondFactor = definePolicy({
  key: 'accounts.oidc_is_second_factor',
  about:
    'A sign-in at the identity provider counts as two factors where the provider says that it asked for two (amr: mfa, ' +
    'otp or hwk); otherwise our own second factor is asked for as after a password',
  schema: z.boolean(),
  fallback: false,
  source: 'GB/T 22239-2019 level 3: two factors; whether the provider’s count is for the deployment to judge',
});

export async function aboutOidc({ app }: Ctx): Promise<Output<typeof contract.aboutOidc>> {
  return { name: app.config.oidc?.name ?? null };
}

export function startOidc(
  ctx: Ctx,
  _input: object,
  extra: RouteExtra,
): Promise<Output<typeof contract.startOidc>> {
  return leaveFor(ctx, extra, null);
}

/** Only an identity that an account was linked to before opens it: never an e-mail address, never a name. */
export async function signInByOidc(
  ctx: Ctx,
  input: Input<typeof contract.signInByOidc>,
  extra: RouteExtra,
): Promise<Output<typeof contract.signInByOidc>> {
  const identity = await comeBack(ctx, extra, input, null);
  const owner = await ownerOf(ctx, identity);
  if (!owner) {
    await ctx.audit({ action: 'accounts.sign_in_failed', detail: { reason: 'oidc_not_linked' } });
    throw accountsError('oidc_not_linked');
  }
  const { userId, totp } = owner;
  const { api } = partsOf(ctx).library;
  const call = { body: { userId }, headers: named(extra.headers), returnHeaders: true } as const;
  const spared = identity.strong && (await policyAt(ctx, secondFactor));
  if (totp && !spared) {
    extra.cookies.push(...(await api.openChallenge(call)).headers.getSetCookie());
    await ctx.audit({ action: 'accounts.oidc_passed', entity: 'account', entityId: userId });
    return { next: 'totp' };
  }
  const { headers } = await api.openSession(call);
  await enter(ctx, extra, { userId, by: 'oidc', cookies: headers.getSetCookie() });
  return { next: totp || !(await totpRequired(ctx.app)) ? 'done' : 'enrol' };
}

async function ownerOf(ctx: Ctx, identity: Identity): Promise<{ userId: string; totp: boolean } | null> {
  const { rows } = await sql<{ userId: string; totp: boolean }>`
    select u.id as "userId", coalesce(u."twoFactorEnabled", false) as totp
    from auth.account a join auth."user" u on u.id = a."userId"
    where a."providerId" = 'oidc' and a."accountId" = ${keyOf(identity)}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** How an identity stands in `auth.account.accountId`: a subject is one only together with its issuer. */
export function keyOf({ issuer, subject }: Identity): string {
  return `${issuer} ${subject}`;
}
