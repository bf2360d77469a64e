import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { noteLinkUse, type Link } from '#kernel/links';
import { civilDate } from '#kernel/time';
import type { SUBMISSION_VIA } from '../../contract.ts';
import { sectionsOf } from '../../minutes/queries.ts';
import type * as contract from '../contract.ts';
import { MOST_FILES, type Said } from '../contract.ts';
import { dropWaiting } from '../actions.ts';
import { askedBy, errandLink, standingOf, type Asked } from '../asked/queries.ts';
import { errandError } from '../errors.ts';
import { pageOf } from '../page/queries.ts';
import { ERRAND, type Errand } from '../queries.ts';
import { replaces, SAYINGS, sayingsNow } from '../rules.ts';

type Page = Output<typeof contract.openErrand>;

/** Of one errand, waiting at a time. */
const MOST_WAITING = 10;
/** By the links of one errand: whoever was sent one on cannot fill the disk with files. */
const MOST_A_DAY = 20;
const DAY_MS = 86_400_000;

export async function receiveErrand(
  ctx: TxCtx,
  { token }: Input<typeof contract.receiveErrand>,
): Promise<Page> {
  const link = await errandLink(ctx, token);
  return beyond(ctx, 'a unit has received what it is asked', async (wide) => {
    await receive(wide, link);
    return pageOf(wide, await askedBy(wide, link.subject), link);
  });
}

/** Once: the first time counts. */
async function receive(ctx: TxCtx, link: Link): Promise<void> {
  const { errand } = await askedBy(ctx, link.subject, { lock: true });
  if (errand.received_at !== null) return;
  await noteReceived(ctx, errand);
  await noteLinkUse(ctx, link);
  await ctx.audit({
    action: 'meetings.errand_received',
    entity: ERRAND,
    entityId: errand.id,
    orgId: errand.org_id,
    detail: { link: link.id },
  });
}

async function noteReceived(ctx: TxCtx, { id }: Errand): Promise<void> {
  await ctx.db.updateTable('meetings.errand').set({ received_at: ctx.now }).where('id', '=', id).execute();
}

export async function answerErrand(
  ctx: TxCtx,
  { token, ...answer }: Input<typeof contract.answerErrand>,
): Promise<Page> {
  const link = await errandLink(ctx, token);
  return beyond(ctx, 'a unit answers by its link', async (wide) => {
    const asked = await askedBy(wide, link.subject, { lock: true });
    await keepAnswer(wide, asked, { ...answer, via: 'link', link: link.id });
    await noteLinkUse(wide, link);
    return pageOf(wide, await askedBy(wide, link.subject), link);
  });
}

export interface Answer {
  readonly signer: string;
  readonly signerTitle?: string | undefined;
  readonly said: Said;
  readonly files: readonly string[];
  readonly via: (typeof SUBMISSION_VIA)[number];
  /** The link by which it came. */
  readonly link?: string;
}

/**
 * Writes an answer down as submitted and returns its id; the errand is held. Throws meetings.errand_over,
 * errand_not_this, errand_nothing, errand_who, errand_bad_date, errand_too_many, errand_too_often,
 * errand_section_gone and errand_file_gone.
 */
export async function keepAnswer(ctx: TxCtx, asked: Asked, answer: Answer): Promise<string> {
  const { errand } = asked;
  checkSaid(ctx, asked, answer);
  await checkSections(ctx, asked, answer.said);
  // Two answers to one question: the unit sees which of them counts.
  if (replaces(errand.kind)) await dropWaiting(ctx, [errand.id], '单位后来又提交了一份，以后一份为准');
  const id = newId(ctx.now.getTime());
  const { phone, said } = withoutPhone(answer.said);
  const files = await namesOf(ctx, errand.id, answer.files);
  await ctx.db
    .insertInto('meetings.submission')
    .values({
      id,
      errand_id: errand.id,
      signer: answer.signer,
      signer_title: answer.signerTitle ?? null,
      what: JSON.stringify({ ...said, ...(files.length > 0 && { files }) }),
      state: 'submitted',
      reason: null,
      at: ctx.now,
      decided_by: null,
      decided_at: null,
      confirmed_how: null,
      via: answer.via,
      contact_sealed: phone === undefined ? null : ctx.app.crypto.seal(phone),
    })
    .execute();
  await takeFiles(ctx, errand, id, answer.files);
  await ctx.audit({
    action: 'meetings.errand_answer',
    entity: ERRAND,
    entityId: errand.id,
    orgId: errand.org_id,
    detail: { answer: id, kind: said.kind, via: answer.via, ...(answer.link && { link: answer.link }) },
  });
  if (errand.received_at === null) await noteReceived(ctx, errand);
  await goTo(ctx, errand, 'submitted');
  return id;
}

function checkSaid(ctx: TxCtx, asked: Asked, { said, files, via }: Answer): void {
  const now = sayingsNow(standingOf(asked));
  const ofKind: readonly string[] = SAYINGS[asked.errand.kind];
  if (now.length === 0) throw errandError('errand_over');
  if (!ofKind.includes(said.kind) || !now.includes(said.kind)) throw errandError('errand_not_this');
  if (said.kind === 'topics' && said.topics.length === 0 && files.length === 0)
    throw errandError('errand_nothing', { field: 'said.topics' });
  if (said.kind === 'attend' && said.coming && !said.person && !said.title)
    throw errandError('errand_who', { field: 'said.person' });
  if (said.kind === 'defer' && said.dueOn <= civilDate(ctx.now))
    throw errandError('errand_bad_date', { field: 'said.dueOn' });
  const lately = asked.submissions.filter(
    (sent) => sent.via === 'link' && sent.at.getTime() > ctx.now.getTime() - DAY_MS,
  );
  if (via === 'link' && lately.length >= MOST_A_DAY)
    throw errandError('errand_too_often', { params: { count: MOST_A_DAY } });
  const waiting = asked.submissions.filter(({ state }) => state === 'submitted').length;
  if (!replaces(asked.errand.kind) && waiting >= MOST_WAITING)
    throw errandError('errand_too_many', { params: { count: waiting } });
}

function withoutPhone(said: Said): { phone: string | undefined; said: Said } {
  if (said.kind !== 'accept') return { phone: undefined, said };
  const { ownerPhone, ...rest } = said;
  return { phone: ownerPhone, said: rest };
}

/** A comment on what is not in the draft would be read by nobody. */
async function checkSections(ctx: TxCtx, { meeting }: Asked, said: Said): Promise<void> {
  if (said.kind !== 'comments') return;
  const there = new Set((await sectionsOf(ctx, meeting!.id)).map(({ id }) => id));
  if (said.comments.some(({ section }) => !there.has(section)))
    throw errandError('errand_section_gone', { field: 'said.comments' });
}

/** The names of files that were sent for this errand. Throws meetings.errand_file_gone unless all are there. */
async function namesOf(ctx: TxCtx, errandId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await ctx.db
    .selectFrom('meetings.upload')
    .select(['id', 'name'])
    .where('errand_id', '=', errandId)
    .where('id', 'in', ids)
    // Nobody clears them away until they are part of the answer.
    .forUpdate()
    .execute();
  const names = new Map(found.map(({ id, name }) => [id, name]));
  if (names.size !== new Set(ids).size || ids.length > MOST_FILES)
    throw errandError('errand_file_gone', { field: 'files' });
  return [...names].map(([id, name]) => ({ id, name }));
}

/** Files become part of the answer, under the ids they had. */
async function takeFiles(
  ctx: TxCtx,
  { org_id }: Errand,
  submissionId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const files = await ctx.db.deleteFrom('meetings.upload').where('id', 'in', ids).returningAll().execute();
  await ctx.db
    .insertInto('meetings.file')
    .values(
      files.map(({ id, name, type, bytes }) => ({
        id,
        org_id,
        topic_id: null,
        meeting_id: null,
        item_id: null,
        submission_id: submissionId,
        name,
        type,
        bytes,
        added_at: ctx.now,
      })),
    )
    .execute();
}

/** The errand, which is held, goes to another state. */
export async function goTo(
  ctx: TxCtx,
  { id, state, org_id }: Errand,
  to: Errand['state'],
  reason: string | null = null,
): Promise<void> {
  if (state === to) return;
  await ctx.db.updateTable('meetings.errand').set({ state: to }).where('id', '=', id).execute();
  await recordChange(ctx, { entity: ERRAND, entityId: id, from: state, to, reason }, org_id);
}
