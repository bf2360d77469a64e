import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { isWithin } from '#kernel/auth';
import { noteLinkUse, openLink } from '#kernel/links';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { areaNames, findOrg, noSuchOrg, rootOrg, unionAround } from '#orgs';
import { newVoiceLink } from '../actions.ts';
import { VISIT_LINK } from '../visits/queries.ts';
import type * as contract from './contract.ts';
import { listenError } from './errors.ts';
import { jobTerms, platformTerms } from './queries.ts';

type Told = Input<typeof contract.takeInterview>;

export const keptYears = definePolicy({
  key: 'voices.interview_years',
  about: 'How many years the answers to the six questions are kept',
  schema: z.number().int().min(1).max(20),
  fallback: 5,
  source: 'inference: as long as a five-year plan compares',
});

/**
 * Where an answer counts: at the union of the street, else of the district, else at the federation; of a visit, below the
 * union that visits, and the words are for that one.
 */
interface Where {
  readonly orgId: number;
  readonly wordsFor: number;
  readonly visitId: string | null;
}

/** Six taps, and apart from them the note as a voice. Nothing that is kept of one leads to the other. */
export async function takeInterview(ctx: TxCtx, input: Told): Promise<Output<typeof contract.takeInterview>> {
  await checkTerms(ctx, input);
  const where = await whereOf(ctx, input);
  await ctx.db
    .insertInto('voices.interview')
    .values({
      // At random, not by the time: that would find the note of the same minute.
      id: randomUUID(),
      org_id: where.orgId,
      area_code: input.areaCode ?? null,
      month: `${civilDate(ctx.now).slice(0, 7)}-01`,
      job: input.job,
      platform: input.platform,
      hours_a_day: input.hours,
      days_a_month: input.days,
      longest_stretch: input.stretch,
      rest_place: input.rest,
    })
    .execute();
  if (where.visitId !== null) await countIn(ctx, where.visitId);
  return { token: input.note === undefined ? null : await noteVoice(ctx, input.note, input.contact, where) };
}

/** A visit knows how many told, and nothing of what. */
async function countIn(ctx: TxCtx, visitId: string): Promise<void> {
  await beyond(ctx, 'a visit counts who told six taps by its link', ({ db }) =>
    db
      .updateTable('voices.visit')
      .set((eb) => ({ interviews: eb('interviews', '+', 1) }))
      .where('id', '=', visitId)
      .execute(),
  );
}

async function checkTerms(ctx: TxCtx, { job, platform, areaCode }: Told): Promise<void> {
  const lists = [
    ['job', job, await policyAt(ctx, jobTerms)],
    ['platform', platform, await policyAt(ctx, platformTerms)],
  ] as const;
  for (const [field, given, terms] of lists)
    if (!terms.some(({ code }) => code === given)) throw listenError('interview_term_unknown', { field });
  if (areaCode !== undefined && !(await areaNames(ctx, [areaCode])).has(areaCode))
    throw listenError('interview_area_unknown', { field: 'areaCode' });
}

async function whereOf(ctx: TxCtx, { visitToken, areaCode }: Told): Promise<Where> {
  const there = areaCode === undefined ? undefined : await unionAround(ctx, areaCode);
  if (visitToken !== undefined) {
    const link = await openLink(ctx, VISIT_LINK, visitToken);
    await noteLinkUse(ctx, link);
    const visiting = (await findOrg(ctx, link.orgId!))!;
    const org = there && isWithin(there.path, visiting.path) ? there : visiting;
    return { orgId: org.id, wordsFor: visiting.id, visitId: link.subject };
  }
  const org = there ?? (await rootOrg(ctx));
  if (!org) throw noSuchOrg();
  return { orgId: org.id, wordsFor: org.id, visitId: null };
}

/** The words, as anything else that people say; returns the token by which their way is followed. */
async function noteVoice(
  ctx: TxCtx,
  text: string,
  contact: string | undefined,
  { wordsFor: orgId, visitId }: Where,
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('voices.voice')
    .values({
      id,
      org_id: orgId,
      kind: 'interview',
      text,
      page: '/listen',
      theme: null,
      place_id: null,
      area_code: null,
      contact_sealed: contact === undefined ? null : ctx.app.crypto.seal(contact),
      name_sealed: null,
      source_ref: null,
      visit_id: visitId,
      concern_id: null,
      state: 'open',
      note: null,
      at: ctx.now,
      answered_at: null,
    })
    .execute();
  await recordChange(ctx, { entity: 'voices.voice', entityId: id, from: null, to: 'open' }, orgId);
  return (await newVoiceLink(ctx, id)).token;
}

/** Takes from the answers of this month, and of the last for those before midnight, what the database knows of their order. */
export async function mixInterviews(ctx: TxCtx): Promise<void> {
  const month = `${civilDate(ctx.now).slice(0, 7)}-01`;
  await sql`select voices.mix_interviews(${month}::date),
    voices.mix_interviews((${month}::date - interval '1 month')::date)`.execute(ctx.db);
}

/** Deletes what is older than answers are kept, by whole quarters; returns how many. */
export async function forgetInterviews(ctx: TxCtx): Promise<number> {
  const years = await policyAt(ctx, keptYears);
  const month = `${civilDate(ctx.now).slice(0, 7)}-01`;
  const { rows } = await sql<{ gone: number }>`
    select voices.forget_interviews((${month}::date - make_interval(years => ${years}))::date) as gone`.execute(
    ctx.db,
  );
  const gone = rows[0]!.gone;
  if (gone > 0) await ctx.audit({ action: 'voices.interviews_forgotten', detail: { gone } });
  return gone;
}
