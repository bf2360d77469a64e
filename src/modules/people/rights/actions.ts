import { recordChange } from '#kernel/audit';
import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { AppError } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { refusesNews, wantNews } from '#kernel/notify';
import { policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import { holdPeople, PERSON } from '../actions.ts';
import { peopleError } from '../errors.ts';
import { checkIdNumber, normaliseIdNo, normaliseName } from '../join/rules.ts';
import { openPeriodOf } from '../queries.ts';
import type * as contract from './contract.ts';
import { rightsError } from './errors.ts';
import { asSelf, isForm, dataOf, phoneOf, type MyData, type Subject } from './own/queries.ts';
import { answering, rightsDays } from './queries.ts';
import {
  needsUnion,
  nextState,
  NOTICE_VERSION,
  REQUEST,
  type CodeUse,
  type RequestKind,
  type RequestState,
  type Wish,
} from './rules.ts';

declare module '#kernel/events' {
  interface Events {
    /** A request by right came to another state: whoever asked is told, and what needs no union is done. */
    'people.rights_step': { readonly requestId: string; readonly to: RequestState };
    /** A record has another phone: the account of the old one has nothing any more. */
    'people.phone_moved': { readonly userId: string };
  }
}

const purposeOf = (use: CodeUse): string => `rights:${use}`;

/** The number that proves who asks: the one on record, or the one typed if it is that of the account. */
function provingPhone(ctx: Ctx, subject: Subject, typed: string | undefined): string {
  const known = phoneOf(ctx, subject);
  if (known !== null) return known;
  if (typed === undefined) throw rightsError('phone_needed', { field: 'phone' });
  if (!ctx.app.crypto.hashes('phone', typed).some((hash) => isForm(ctx, subject.phoneHash, hash)))
    throw rightsError('not_your_phone', { field: 'phone' });
  return typed;
}

export async function sendMyCode(
  ctx: Ctx,
  { use, phone }: Input<typeof contract.sendMyCode>,
): Promise<Output<typeof contract.sendMyCode>> {
  return asSelf(ctx, (wide, subject) =>
    ctx.app.accounts.sendCode(wide, provingPhone(wide, subject, phone), purposeOf(use)),
  );
}

interface Proof {
  readonly use: CodeUse;
  readonly phone: string | undefined;
  readonly code: string;
}

async function prove(ctx: Ctx, subject: Subject, { use, phone, code }: Proof): Promise<void> {
  await ctx.app.accounts.checkCode(ctx, provingPhone(ctx, subject, phone), purposeOf(use), code);
}

/** A copy with whole numbers leaves only right after a code, and that it left is written down first. */
export function takeCopy(ctx: Ctx, proof: Input<typeof contract.takeMyData>): Promise<MyData> {
  return asSelf(ctx, (wide, subject) => copyFor(wide, subject, proof));
}

async function copyFor(
  ctx: Ctx,
  subject: Subject,
  { phone, code }: Input<typeof contract.takeMyData>,
): Promise<MyData> {
  if (code !== undefined) await prove(ctx, subject, { use: 'copy', phone, code });
  const whole = code !== undefined;
  await inTx(ctx, async (tx) => {
    if (whole) await open(tx, subject, { kind: 'copy', reason: null, wish: null });
    const entityId = subject.person?.id ?? subject.userId;
    const entity = subject.person ? PERSON : 'account';
    await tx.audit({ action: 'people.copy_own', entity, entityId, detail: { whole } });
  });
  return dataOf(ctx, subject, whole);
}

export async function takeMyData(
  ctx: Ctx,
  input: Input<typeof contract.takeMyData>,
): Promise<Output<typeof contract.takeMyData>> {
  return takeCopy(ctx, input);
}

export function changeMyWork(
  ctx: TxCtx,
  input: Input<typeof contract.changeMyWork>,
): Promise<Output<typeof contract.changeMyWork>> {
  return asSelf(ctx, (wide, subject) => correctWork(wide, subject, input));
}

async function correctWork(
  ctx: TxCtx,
  subject: Subject,
  { occupation, employer }: Input<typeof contract.changeMyWork>,
): Promise<Output<typeof contract.changeMyWork>> {
  const { person } = subject;
  if (!person) throw rightsError('no_record');
  await holdPeople(ctx, [person.id]);
  const named = employer || null;
  const sameEmployer = named === null && person.employer_id !== null;
  await ctx.db
    .updateTable('people.person')
    .set({ occupation, updated_at: ctx.now })
    // What the person calls it is text: which registered employer it is an officer or a roster says.
    .set(sameEmployer ? {} : { employer_id: null, employer_name: named })
    .where('id', '=', person.id)
    .execute();
  await ctx.audit({
    action: 'people.corrected_own',
    entity: PERSON,
    entityId: person.id,
    orgId: person.org_id,
    detail: { fields: ['occupation', ...(sameEmployer ? [] : ['employer'])] },
  });
  return { done: true };
}

const newPhone = (userId: string): string => `rights_phone:${userId}`;

export async function sendNewPhoneCode(
  ctx: Ctx,
  { phone }: Input<typeof contract.sendNewPhoneCode>,
): Promise<Output<typeof contract.sendNewPhoneCode>> {
  return ctx.app.accounts.sendCode(ctx, phone, newPhone(requireAccount(ctx).userId));
}

/** The new number is proved by its code; that it is the same person by the old number or the ID. */
export function changeMyPhone(
  ctx: TxCtx,
  input: Input<typeof contract.changeMyPhone>,
): Promise<Output<typeof contract.changeMyPhone>> {
  return asSelf(ctx, (wide, subject) => movePhone(wide, subject, input));
}

async function movePhone(
  ctx: TxCtx,
  subject: Subject,
  { phone, code, oldCode, idNo }: Input<typeof contract.changeMyPhone>,
): Promise<Output<typeof contract.changeMyPhone>> {
  const { person, userId } = subject;
  if (!person) throw rightsError('no_record');
  if (!(await provesSelf(ctx, subject, { oldCode, idNo }))) throw rightsError('wrong_proof');
  await ctx.app.accounts.checkCode(ctx, phone, newPhone(userId), code);
  await holdPeople(ctx, [person.id]);
  const { crypto } = ctx.app;
  const phone_hash = crypto.hash('phone', phone);
  // Whoever had the number before has it no more: it was proved just now.
  await ctx.db
    .updateTable('people.person')
    .set({ phone_sealed: null, phone_hash: null, updated_at: ctx.now })
    .where('phone_hash', 'in', crypto.hashes('phone', phone))
    .where('id', '<>', person.id)
    .execute();
  await ctx.db
    .updateTable('people.person')
    .set({ phone_sealed: crypto.seal(phone), phone_hash, updated_at: ctx.now })
    .where('id', '=', person.id)
    .execute();
  // Whoever wanted no news wants none at the new number either.
  if ((await refusesNews(ctx, subject.phoneHash)) !== null) await wantNews(ctx, phone_hash, false);
  await ctx.audit({
    action: 'people.corrected_own',
    entity: PERSON,
    entityId: person.id,
    orgId: person.org_id,
    detail: { fields: ['phone'] },
  });
  if (!isForm(ctx, subject.phoneHash, phone_hash)) await ctx.emit('people.phone_moved', { userId });
  return { done: true };
}

async function provesSelf(
  ctx: TxCtx,
  { person, phoneHash }: Subject,
  given: { readonly oldCode: string | undefined; readonly idNo: string | undefined },
): Promise<boolean> {
  if (!person) return false;
  const { crypto } = ctx.app;
  if (given.idNo !== undefined) return crypto.open(person.id_sealed) === normaliseIdNo(given.idNo);
  const old = person.phone_sealed && crypto.open(person.phone_sealed);
  if (given.oldCode === undefined || !old || !person.phone_hash || !isForm(ctx, phoneHash, person.phone_hash))
    return false;
  return ctx.app.accounts.checkCode(ctx, old, purposeOf('phone'), given.oldCode).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError) return false;
      throw error;
    },
  );
}

/** Withdrawing holds at once and for whatever waits to be sent; agreeing again is the person's own word. */
export function chooseNews(
  ctx: TxCtx,
  input: Input<typeof contract.chooseNews>,
): Promise<Output<typeof contract.chooseNews>> {
  return asSelf(ctx, (wide, subject) => newsFor(wide, subject, input));
}

async function newsFor(
  ctx: TxCtx,
  subject: Subject,
  { wanted }: Input<typeof contract.chooseNews>,
): Promise<Output<typeof contract.chooseNews>> {
  const { person, userId, phoneHash } = subject;
  await wantNews(ctx, phoneHash, wanted);
  const whose = person ? { person_id: person.id } : { user_id: userId };
  const ended = await ctx.db
    .updateTable('people.consent')
    .set({ withdrawn_at: ctx.now })
    .where('purpose', '=', 'news')
    .where('withdrawn_at', 'is', null)
    .where((eb) => (person ? eb('person_id', '=', person.id) : eb('user_id', '=', userId)))
    .returning('id')
    .execute();
  if (wanted || ended.length === 0)
    await ctx.db
      .insertInto('people.consent')
      .values({
        id: newId(ctx.now.getTime()),
        ...whose,
        purpose: 'news',
        text_version: NOTICE_VERSION,
        given_at: wanted ? ctx.now : null,
        how: 'account',
        withdrawn_at: wanted ? null : ctx.now,
      })
      .execute();
  const entity = person ? PERSON : 'account';
  await ctx.audit({
    action: 'people.news_chosen',
    entity,
    entityId: person?.id ?? userId,
    detail: { wanted },
  });
  return { wanted };
}

export function askByRight(
  ctx: TxCtx,
  input: Input<typeof contract.askByRight>,
): Promise<Output<typeof contract.askByRight>> {
  return asSelf(ctx, (wide, subject) => askFor(wide, subject, input));
}

async function askFor(
  ctx: TxCtx,
  subject: Subject,
  { code, phone, ...asked }: Input<typeof contract.askByRight>,
): Promise<Output<typeof contract.askByRight>> {
  if (subject.person) await holdPeople(ctx, [subject.person.id]);
  const wish = asked.kind === 'correct' ? wishOf(subject, asked) : null;
  await requireStanding(ctx, subject, asked.kind);
  await prove(ctx, subject, { use: asked.kind, phone, code });
  return open(ctx, subject, { kind: asked.kind, reason: asked.reason || null, wish });
}

function wishOf({ person }: Subject, asked: Omit<Input<typeof contract.askByRight>, 'code' | 'phone'>): Wish {
  if (!person) throw rightsError('no_record');
  if (!asked.name && !asked.idNo) throw rightsError('nothing_asked', { field: 'name' });
  const idType = asked.idType ?? person.id_type;
  const idNo = asked.idNo === undefined ? null : normaliseIdNo(asked.idNo);
  if (idNo !== null && checkIdNumber(idType, idNo) !== 'ok')
    throw peopleError('bad_id_number', { field: 'idNo' });
  return {
    name: asked.name === undefined ? null : normaliseName(asked.name),
    idType: idNo === null ? null : idType,
    idNo,
  };
}

/** Who is a member asks the union to end it; who is none needs nobody. */
async function requireStanding(ctx: TxCtx, { person }: Subject, kind: RequestKind): Promise<void> {
  if (kind === 'correct') return;
  const member = person !== null && (await openPeriodOf(ctx, person.id)) !== undefined;
  if (kind === 'delete' && member) throw rightsError('still_a_member');
  if (kind !== 'delete' && !member) throw rightsError('no_union_needed');
}

interface Asked {
  readonly kind: RequestKind;
  readonly reason: string | null;
  readonly wish: Wish | null;
}

/** Writes the request down with its first steps: the code was right, so that who asks is known already. */
async function open(ctx: TxCtx, subject: Subject, { kind, reason, wish }: Asked) {
  const { person, userId } = subject;
  const id = newId(ctx.now.getTime());
  const days = await policyAt(ctx, rightsDays, person?.area_code ?? null);
  const dueOn = addDays(civilDate(ctx.now), days);
  const union = await answering(ctx, subject);
  const checked = nextState(kind, 'requested', 'check')!;
  const state = kind === 'copy' ? nextState(kind, checked, 'do')! : checked;
  await ctx.db
    .insertInto('people.rights_request')
    .values({
      id,
      kind,
      state,
      person_id: person?.id ?? null,
      user_id: userId,
      org_id: needsUnion(kind) ? (union?.id ?? null) : null,
      wish_sealed: wish && ctx.app.crypto.seal(JSON.stringify(wish)),
      reason,
      answer: null,
      due_on: dueOn,
      created_at: ctx.now,
      closed_at: state === 'done' ? ctx.now : null,
      closed_by: state === 'done' ? userId : null,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'rights_request_one_open') ? rightsError('request_open') : error;
    });
  const orgId = union?.id ?? null;
  const change = { entity: REQUEST, entityId: id };
  await recordChange(ctx, { ...change, from: null, to: 'requested', reason }, orgId);
  await recordChange(ctx, { ...change, from: 'requested', to: checked }, orgId);
  if (state !== checked) await recordChange(ctx, { ...change, from: checked, to: state }, orgId);
  await ctx.emit('people.rights_step', { requestId: id, to: state });
  return { id, state, dueOn };
}
