import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../ctx.ts';
import { kernelError } from '../errors.ts';
import { networkOf } from '../http/address.ts';
import { definePolicy, policyAt } from '../policy.ts';

const guessRule = definePolicy({
  key: 'accounts.guesses_of_address',
  about:
    'Wrong codes, passwords and second factors from one address, for all phones together, within `minutes`: at `wrong` ' +
    'it has to wait for the end of that time',
  schema: z.object({ wrong: z.number().int().min(1), minutes: z.number().int().min(1) }),
  fallback: { wrong: 100, minutes: 60 },
  source: 'inference: 300 phones behind one address, one in four of which mistypes once, stay below it',
});

const sendRule = definePolicy({
  key: 'accounts.codes_of_address',
  about: 'SMS codes that one address may ask for: in an hour for all phones, in a day for the same phone',
  schema: z.object({ perHour: z.number().int().min(1), samePhonePerDay: z.number().int().min(1) }),
  fallback: { perHour: 600, samePhonePerDay: 6 },
  source:
    'inference: 300 phones behind one address, twice each; and four of its ten codes are left to the owner',
});

const MINUTE = 60_000;

/**
 * Runs `check` as one guess of the caller's address; it answers null, or throws, when the secret was wrong. Counted
 * beforehand, and given back for a right one, so that guesses sent at once get no further. Throws kernel.rate_limited.
 * `ctx.db` must not be in a caller's transaction.
 */
export async function asGuess<T>(ctx: Ctx, check: () => Promise<T | null>): Promise<T | null> {
  const subject = subjectOf(ctx, 'guess');
  if (subject === null) return check();
  const { wrong, minutes } = await policyAt(ctx, guessRule);
  await count(ctx, subject, wrong, minutes * MINUTE);
  const result = await check();
  if (result !== null)
    await sql`update auth.attempt set count = count - 1 where subject = ${subject} and count > 0`.execute(
      ctx.db,
    );
  return result;
}

/** Counts a code that the caller's address has sent, in the transaction that sends it. Throws kernel.rate_limited. */
export async function countSending(ctx: Ctx, phone: string): Promise<void> {
  const [all, one] = [subjectOf(ctx, 'send'), subjectOf(ctx, 'send', phone)];
  if (all === null || one === null) return;
  const { perHour, samePhonePerDay } = await policyAt(ctx, sendRule);
  await count(ctx, one, samePhonePerDay, 24 * 60 * MINUTE);
  await count(ctx, all, perHour, 60 * MINUTE);
}

/** Null where no request is behind it. */
function subjectOf({ app, ip }: Ctx, what: 'guess' | 'send', phone = ''): string | null {
  if (ip === null) return null;
  return `${what}:${app.crypto.hash('code', `${what}:${networkOf(ip)}:${phone}`).toString('base64')}`;
}

async function count(ctx: Ctx, subject: string, limit: number, windowMs: number): Promise<void> {
  const begin = new Date(ctx.now.getTime() - windowMs);
  const counted = await sql`
    insert into auth.attempt as old (subject, count, since) values (${subject}, 1, ${ctx.now})
    on conflict (subject) do update set
      count = case when old.since <= ${begin} then 1 else old.count + 1 end,
      since = case when old.since <= ${begin} then excluded.since else old.since end
    where old.since <= ${begin} or old.count < ${limit} returning count`.execute(ctx.db);
  if (counted.rows.length > 0) return;
  const { rows } = await sql<{
    since: Date;
  }>`select since from auth.attempt where subject = ${subject}`.execute(ctx.db);
  const since = rows[0]?.since.getTime() ?? ctx.now.getTime();
  const seconds = Math.max(1, Math.ceil((since + windowMs - ctx.now.getTime()) / 1_000));
  throw kernelError('rate_limited', { params: { seconds } });
}
