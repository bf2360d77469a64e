import { sql } from 'kysely';
import { z } from 'zod';
import { inTx, type Ctx, type TxCtx } from '../ctx.ts';
import { definePolicy, policyAt } from '../policy.ts';
import { accountsError } from './errors.ts';

const lockoutRule = z.object({
  tries: z.number().int().min(1),
  withinMinutes: z.number().positive(),
  minutes: z.number().positive(),
  maxMinutes: z.number().positive(),
});
export type LockoutRule = z.output<typeof lockoutRule>;

const lockout = definePolicy({
  key: 'accounts.lockout',
  about:
    'After `tries` wrong passwords or second factors within `withinMinutes` an account is locked for `minutes`, twice ' +
    'as long each further time, at most `maxMinutes`',
  schema: lockoutRule,
  fallback: { tries: 5, withinMinutes: 15, minutes: 15, maxMinutes: 120 },
  source: 'GB/T 22239-2019 §8.1.4.1 b) asks for a limit on failed sign-ins; the numbers are convention [M]',
});

/** How one subject (a password, a second factor) has been tried lately. */
export interface Tries {
  readonly tries: number;
  /** When the counting window began. */
  readonly since: Date;
  /** Locks so far, each twice as long as the one before; forgotten after a day without a try. */
  readonly locks: number;
  readonly lockedUntil: Date | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** `before` and one more try at `now`. The try that reaches the limit locks; a right answer takes it all back. */
export function addTry(before: Tries | null, now: Date, rule: LockoutRule): Tries {
  const rested = before === null ? Infinity : now.getTime() - (before.lockedUntil ?? before.since).getTime();
  const counting = before !== null && before.lockedUntil === null && rested <= rule.withinMinutes * MINUTE;
  const locks = before === null || rested > DAY ? 0 : before.locks;
  const tries = counting ? before.tries + 1 : 1;
  const since = counting ? before.since : now;
  if (tries < rule.tries) return { tries, since, locks, lockedUntil: null };
  const minutes = Math.min(rule.minutes * 2 ** locks, rule.maxMinutes);
  return { tries, since, locks: locks + 1, lockedUntil: new Date(now.getTime() + minutes * MINUTE) };
}

/**
 * Runs `check` as one counted try at `subject`; it answers null when the secret was wrong, and so does this.
 * The try is counted before the check, so that a hundred guesses sent at once get no further than five. Throws
 * `accounts.locked` while locked and for the try that locked. `ctx.db` must not be in a caller's transaction: a
 * rollback would give the try back.
 */
export async function guarded<T>(
  ctx: Ctx,
  { subject, userId }: { subject: string; userId: string | undefined },
  check: () => Promise<T | null>,
): Promise<T | null> {
  const rule = await policyAt(ctx, lockout);
  const lockedUntil = await inTx(ctx, (tx) => countTry(tx, subject, rule));
  const result = await check();
  if (result !== null) {
    await sql`delete from auth.lockout where subject = ${subject}`.execute(ctx.db);
    return result;
  }
  if (!lockedUntil) return null;
  const who = userId === undefined ? {} : { entity: 'account', entityId: userId };
  await ctx.audit({ action: 'accounts.locked', ...who, detail: { factor: subject.split(':', 1)[0] } });
  throw locked(ctx, lockedUntil);
}

/** Writes the try down. Returns until when the subject is locked if this one turns out to be wrong. */
async function countTry(ctx: TxCtx, subject: string, rule: LockoutRule): Promise<Date | null> {
  await sql`insert into auth.lockout (subject, tries, since, locks) values (${subject}, 0, ${ctx.now}, 0)
    on conflict do nothing`.execute(ctx.db);
  const { rows } = await sql<Tries>`
    select tries, since, locks, locked_until as "lockedUntil" from auth.lockout
    where subject = ${subject} for update`.execute(ctx.db);
  const before = rows[0] ?? null;
  if (before?.lockedUntil && before.lockedUntil > ctx.now) throw locked(ctx, before.lockedUntil);
  const { tries, since, locks, lockedUntil } = addTry(before, ctx.now, rule);
  await sql`
    insert into auth.lockout (subject, tries, since, locks, locked_until)
    values (${subject}, ${tries}, ${since}, ${locks}, ${lockedUntil})
    on conflict (subject) do update set tries = excluded.tries, since = excluded.since, locks = excluded.locks,
      locked_until = excluded.locked_until`.execute(ctx.db);
  return lockedUntil;
}

function locked(ctx: Ctx, until: Date) {
  const minutes = Math.ceil((until.getTime() - ctx.app.now().getTime()) / MINUTE);
  return accountsError('locked', { params: { minutes } });
}
