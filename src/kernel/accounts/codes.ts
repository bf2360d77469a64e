import { sql } from 'kysely';
import { z } from 'zod';
import { sameBytes } from '../crypto.ts';
import { inTx, type Ctx, type TxCtx } from '../ctx.ts';
import { newCode } from '../ids.ts';
import { defineTemplates } from '../notify.ts';
import { definePolicy, policyAt } from '../policy.ts';
import { addDays, civilDate } from '../time.ts';
import { asGuess, countSending } from './attempts.ts';
import { accountsError } from './errors.ts';

const codeRule = definePolicy({
  key: 'accounts.code',
  about:
    'SMS codes: minutes one is valid, wrong tries until it is void, seconds between two, how many a day to a phone, and ' +
    'how many besides that somebody else has sent there',
  schema: z.object({
    minutes: z.number().int().min(1),
    tries: z.number().int().min(1),
    gapSeconds: z.number().int().min(1),
    perDay: z.number().int().min(1),
    byOthersPerDay: z.number().int().min(1).default(3),
  }),
  fallback: { minutes: 5, tries: 5, gapSeconds: 60, perDay: 10, byOthersPerDay: 3 },
  source: 'inference: usual practice of SMS codes; no rule found',
});

defineTemplates('accounts', {
  code: {
    kind: 'code',
    text: {
      zh: '职工之家验证码 {code}，{minutes} 分钟内有效。请勿告诉任何人，工作人员也不会向您索要。',
      en: 'Your Zhijia code is {code}, valid for {minutes} minutes. Share it with nobody; our staff never ask for it.',
    },
  },
});

/** Who wants a code sent to a phone: whoever says it is theirs, or somebody who only knows something about its owner. */
export type CodeAsker = 'holder' | 'other';

/**
 * Sends a code; see `Accounts.sendCode`. Nothing here asks whether the phone is known, so that nothing can tell.
 * `ctx.db` must not be in a caller's transaction.
 */
export async function sendCode(
  ctx: Ctx,
  phone: string,
  purpose: string,
  askedBy: CodeAsker,
): Promise<{ retryAfterSeconds: number }> {
  const rule = await policyAt(ctx, codeRule);
  const code = newCode();
  await inTx(ctx, async (tx) => {
    await replaceCode(tx, phone, purpose, code, rule);
    await takeQuota(tx, phone, askedBy, rule);
    await countSending(tx, phone);
    const params = { code, minutes: rule.minutes };
    await tx.notify({ channel: 'sms', to: phone, template: 'accounts.code', params });
  });
  return { retryAfterSeconds: rule.gapSeconds };
}

async function replaceCode(
  ctx: TxCtx,
  phone: string,
  purpose: string,
  code: string,
  rule: { minutes: number; gapSeconds: number },
): Promise<void> {
  const { crypto } = ctx.app;
  const expires = new Date(ctx.now.getTime() + rule.minutes * 60_000);
  const gap = rule.gapSeconds * 1_000;
  const { rows } = await sql`
    insert into auth.code as old (phone_hash, purpose, code_hash, tries, sent_at, expires_at)
    values (${crypto.hash('phone', phone)}, ${purpose}, ${hashOf(ctx, phone, purpose, code)}, 0, ${ctx.now}, ${expires})
    on conflict (phone_hash, purpose) do update set code_hash = excluded.code_hash, tries = 0,
      sent_at = excluded.sent_at, expires_at = excluded.expires_at
    where old.sent_at <= ${new Date(ctx.now.getTime() - gap)}
    returning purpose`.execute(ctx.db);
  if (rows.length > 0) return;
  const last = await sql<{ sent_at: Date }>`
    select sent_at from auth.code
    where phone_hash = any(${crypto.hashes('phone', phone)}) and purpose = ${purpose}`.execute(ctx.db);
  throw tooSoon(ctx, (last.rows[0]?.sent_at.getTime() ?? ctx.now.getTime()) + gap);
}

/**
 * One of the phone's codes of today, of those for its holder or of the few for others; at the limit the next may be sent
 * after midnight.
 */
async function takeQuota(
  ctx: TxCtx,
  phone: string,
  askedBy: CodeAsker,
  rule: { perDay: number; byOthersPerDay: number },
): Promise<void> {
  const today = civilDate(ctx.now);
  const phoneHash = ctx.app.crypto.hash('phone', phone);
  await sql`
    insert into auth.code_quota as old (phone_hash, day, sent) values (${phoneHash}, ${today}, 0)
    on conflict (phone_hash) do update set day = excluded.day, sent = 0, by_others = 0
    where old.day <> excluded.day`.execute(ctx.db);
  const { rows } =
    askedBy === 'holder'
      ? await sql`update auth.code_quota set sent = sent + 1
          where phone_hash = ${phoneHash} and sent < ${rule.perDay} returning sent`.execute(ctx.db)
      : await sql`update auth.code_quota set by_others = by_others + 1
          where phone_hash = ${phoneHash} and by_others < ${rule.byOthersPerDay} returning sent`.execute(
          ctx.db,
        );
  if (rows.length === 0) throw tooSoon(ctx, Date.parse(`${addDays(today, 1)}T00:00:00+08:00`));
}

function tooSoon(ctx: Ctx, until: number) {
  const seconds = Math.max(1, Math.ceil((until - ctx.now.getTime()) / 1_000));
  return accountsError('code_too_soon', { params: { seconds, minutes: Math.ceil(seconds / 60) } });
}

/** A phone and what a code was sent to it for. */
export interface Proof {
  readonly phone: string;
  readonly purpose: string;
}

/**
 * Checks a code against each of `proofs` in turn and uses up the first it fits; see `Accounts.checkCode`. Returns which
 * one. `ctx.db` must not be in a caller's transaction.
 */
export async function checkCode(ctx: Ctx, proofs: readonly Proof[], code: string): Promise<number> {
  const fitting = await asGuess(ctx, async () => {
    for (const [index, proof] of proofs.entries()) if (await fits(ctx, proof, code)) return index;
    return null;
  });
  if (fitting !== null) return fitting;
  await ctx.audit({ action: 'accounts.code_refused', detail: { purpose: proofs[0]!.purpose } });
  throw accountsError('wrong_code');
}

async function fits(ctx: Ctx, { phone, purpose }: Proof, code: string): Promise<boolean> {
  const { tries } = await policyAt(ctx, codeRule);
  const phoneHashes = ctx.app.crypto.hashes('phone', phone);
  const given = hashOf(ctx, phone, purpose, code);
  // The try is counted before the comparison, so that guesses sent at once get no further than those sent in turn.
  const { rows } = await sql<{ code_hash: Buffer }>`
    update auth.code set tries = tries + 1
    where phone_hash = any(${phoneHashes}) and purpose = ${purpose} and code_hash is not null and tries < ${tries}
      and expires_at > ${ctx.now}
    returning code_hash`.execute(ctx.db);
  if (!rows[0] || !sameBytes(rows[0].code_hash, given)) return false;
  const used = await sql`
    update auth.code set code_hash = null
    where phone_hash = any(${phoneHashes}) and purpose = ${purpose} and code_hash = ${given}`.execute(ctx.db);
  return used.numAffectedRows === 1n;
}

function hashOf({ app }: Ctx, phone: string, purpose: string, code: string): Buffer {
  return app.crypto.hash('code', `${purpose}:${phone}:${code}`);
}
