import { z } from 'zod';
import { recordChange } from '#kernel/audit';
import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { beyond, inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { newId, newSecret } from '#kernel/ids';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { findOrg, joinRoutes } from '#orgs';
import { peopleError } from '../errors.ts';
import { NOTICE_VERSION } from '../rights/rules.ts';
import type * as contract from './contract.ts';
import type { IdType, Occupation } from './contract.ts';
import { applicationByToken, ENTITY, phoneHolder, unionOfOwner, type Application } from './queries.ts';
import * as rules from './rules.ts';

const minimumAge = definePolicy({
  key: 'join.minimum_age',
  about: 'Youngest age at which a person can join, in years',
  schema: z.number().int().min(14).max(30),
  fallback: 16,
  source: '劳动法 §15: no one under 16 may be employed (domain.md C1, from memory)',
});

interface Form {
  readonly name: string;
  readonly idType: IdType;
  readonly idNo: string;
  readonly phone: string;
  readonly occupation: Occupation;
  readonly employerId: number | null;
  readonly employerName: string | null;
  readonly areaCode: string | null;
}

/** Submitting and correcting read the form alike. Answers only about the form itself: never whether it is known. */
async function checkForm(ctx: Ctx, form: Form) {
  const idNo = rules.normaliseIdNo(form.idNo);
  if (rules.checkIdNumber(form.idType, idNo) !== 'ok') throw peopleError('bad_id_number', { field: 'idNo' });
  const birthDate = rules.birthDateOf(form.idType, idNo);
  const age = await policyAt(ctx, minimumAge, form.areaCode);
  if (birthDate !== null && rules.ageOn(birthDate, civilDate(ctx.now)) < age) {
    throw peopleError('too_young', { field: 'idNo', params: { age } });
  }
  const employer = form.employerId === null ? undefined : await findOrg(ctx, form.employerId);
  const { crypto } = ctx.app;
  return {
    name: rules.normaliseName(form.name),
    sex: rules.sexOf(form.idType, idNo),
    birth_year: birthDate === null ? null : Number(birthDate.slice(0, 4)),
    occupation: form.occupation,
    id_type: form.idType,
    id_sealed: crypto.seal(idNo),
    id_hash: crypto.hash('id', `${form.idType}:${idNo}`),
    phone_sealed: crypto.seal(form.phone),
    phone_hash: crypto.hash('phone', form.phone),
    employer_id: employer?.kind === 'employer' ? employer.id : null,
    employer_name: form.employerName,
    area_code: form.areaCode,
  };
}

/** The union that takes the application in, and why (domain.md C1). */
async function routeForm(
  ctx: Ctx,
  form: { employer_id: number | null; occupation: string; area_code: string | null },
  qrOrgId: number | null,
) {
  const scanned = qrOrgId === null ? undefined : await findOrg(ctx, qrOrgId);
  const union = scanned?.kind === 'union' && scanned.state === 'active' ? scanned : undefined;
  const routes = await joinRoutes(ctx, {
    employerId: form.employer_id,
    occupation: form.occupation,
    areaCode: form.area_code,
    // An old poster of a union that is no more still says where.
    near: scanned,
  });
  // A federation's QR says where, not which union: only a primary union or an association takes people in itself.
  const takesIn =
    union?.formation !== 'pool' &&
    (union?.level === 'primary' || union?.level === 'association' || union?.level === 'township');
  const route = rules.routeOf({ ...routes, qrUnion: takesIn ? union : undefined });
  if (!route) throw peopleError('no_union');
  return route;
}

export function submitApplication(
  ctx: TxCtx,
  input: Input<typeof contract.submitApplication>,
): Promise<Output<typeof contract.submitApplication>> {
  return beyond(ctx, 'who applies keeps nothing but a link', (wide) => submit(wide, input));
}

async function submit(
  ctx: TxCtx,
  input: Input<typeof contract.submitApplication>,
): Promise<Output<typeof contract.submitApplication>> {
  const form = await checkForm(ctx, {
    ...input,
    employerId: input.employerId ?? null,
    employerName: input.employerName || null,
    areaCode: input.areaCode ?? null,
  });
  const route = await routeForm(ctx, form, input.qrOrgId ?? null);
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('people.application')
    .values({
      ...form,
      id,
      state: 'submitted',
      phone_verified_at: null,
      owner_proved_at: null,
      qr_org_id: input.qrOrgId === undefined ? null : ((await findOrg(ctx, input.qrOrgId))?.id ?? null),
      org_id: route.union.id,
      route_reason: route.reason,
      offered_by: null,
      reason: null,
      consent_at: ctx.now,
      submitted_at: ctx.now,
      resolution_id: null,
      person_id: null,
    })
    .execute();
  await ctx.db
    .insertInto('people.consent')
    .values({
      id: newId(ctx.now.getTime()),
      application_id: id,
      purpose: 'membership',
      text_version: NOTICE_VERSION,
      given_at: ctx.now,
      how: 'join_form',
    })
    .execute();
  await recordChange(ctx, { entity: ENTITY, entityId: id, from: null, to: 'submitted' }, route.union.id);
  await enqueue(ctx, id, route.reason);
  const token = await newLink(ctx, id);
  const link = `${ctx.app.config.url}/track#${token}`;
  await ctx.notify({ channel: 'sms', to: input.phone, template: 'people.received', params: { link } });
  return { id, token };
}

/** A tracking link of its own for `applicationId`; returns the token, which is kept only as a hash. */
async function newLink(ctx: TxCtx, applicationId: string): Promise<string> {
  const token = newSecret();
  const token_hash = ctx.app.crypto.hash('token', token);
  await ctx.db
    .insertInto('people.tracking_link')
    .values({ token_hash, application_id: applicationId, created_at: ctx.now })
    .execute();
  return token;
}

/** Whoever signed in with the phone of an application has proved it, and may follow it on this phone too. */
export async function openMyApplication(
  ctx: TxCtx,
  { id }: Input<typeof contract.openMyApplication>,
): Promise<Output<typeof contract.openMyApplication>> {
  const { phone } = requireAccount(ctx);
  const row = await ctx.db
    .updateTable('people.application')
    .set((eb) => ({ phone_verified_at: eb.fn.coalesce('phone_verified_at', eb.val(ctx.now)) }))
    .where('id', '=', id)
    .where('phone_hash', 'in', ctx.app.crypto.variants('phone', Buffer.from(phone ?? '', 'base64')))
    .returning('org_id')
    .executeTakeFirst();
  if (!row) throw peopleError('application_not_found');
  await ctx.audit({ action: 'people.open_own', entity: ENTITY, entityId: id, orgId: row.org_id });
  return { token: await newLink(ctx, id) };
}

/** The checks are done when the row is written; it goes on to the queue of its union or of the holding pool. */
async function enqueue(ctx: TxCtx, id: string, reason: Application['route_reason']): Promise<void> {
  const to = reason === 'holding_pool' ? 'pooled' : 'in_review';
  await recordChange(ctx, { entity: ENTITY, entityId: id, from: 'submitted', to: 'auto_checked' });
  await step(ctx, { id, state: 'auto_checked' }, to);
}

/** Takes an application to another state, with its history. Extra columns travel along. */
export async function step(
  ctx: TxCtx,
  row: Pick<Application, 'id' | 'state'> & { org_id?: number },
  to: Application['state'],
  change: Partial<
    Pick<Application, 'reason' | 'org_id' | 'route_reason' | 'offered_by' | 'resolution_id' | 'person_id'>
  > = {},
): Promise<void> {
  if (!rules.mayStep(row.state, to)) throw peopleError('bad_step');
  await ctx.db
    .updateTable('people.application')
    // The reason is that of the present state; what was said before stays in the history.
    .set({ state: to, reason: null, ...change, closed_at: rules.isPutAway(to) ? ctx.now : null })
    .where('id', '=', row.id)
    .execute();
  const { reason } = change;
  await recordChange(
    ctx,
    { entity: ENTITY, entityId: row.id, from: row.state, to, reason: reason ?? null },
    row.org_id ?? null,
  );
}

/** Works on the one application that a tracking token opens, held until the transaction ends. */
async function withToken<T>(
  ctx: TxCtx,
  token: string,
  work: (ctx: TxCtx, row: Application) => Promise<T>,
): Promise<T> {
  const { id } = await applicationByToken(ctx, token);
  return beyond(ctx, 'what a secret link opens', async (wide) => {
    const row = await wide.db
      .selectFrom('people.application')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    return work(wide, row);
  });
}

/**
 * To the phone given, always. Whether the ID is on record, and so another code goes to the phone on record, is found
 * out by a job: whoever types a stranger's number sees the same answer after the same time either way.
 */
export async function sendTrackCode(
  ctx: Ctx,
  { token }: Input<typeof contract.sendTrackCode>,
): Promise<Output<typeof contract.sendTrackCode>> {
  const row = await applicationByToken(ctx, token);
  const sent = await ctx.app.accounts.sendCode(ctx, ctx.app.crypto.open(row.phone_sealed), `join:${row.id}`);
  await ctx.app.jobs.send(ctx.db, OWNER_CODE, { applicationId: row.id });
  return sent;
}

/** The queue of {@link sendOwnerCode}. */
export const OWNER_CODE = 'people.owner_code';

/** Sends the owner of a known ID a code of their own, if their phone is another than the one given. */
export async function sendOwnerCode(ctx: Ctx, applicationId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('people.application')
    .selectAll()
    .where('id', '=', applicationId)
    .executeTakeFirst();
  // Erased meanwhile.
  if (!row) return;
  const recorded = await phoneOnRecord(ctx, row);
  if (recorded === null || recorded === ctx.app.crypto.open(row.phone_sealed)) return;
  await ctx.app.accounts.sendCode(ctx, recorded, `owner:${row.id}`, 'other');
}

async function phoneOnRecord(ctx: Ctx, row: Application): Promise<string | null> {
  const person = await beyond(ctx, 'the phone on record of an ID', ({ db }) =>
    db
      .selectFrom('people.person')
      .select('phone_sealed')
      .where('id_hash', 'in', ctx.app.crypto.variants('id', row.id_hash))
      .executeTakeFirst(),
  );
  return person?.phone_sealed ? ctx.app.crypto.open(person.phone_sealed) : null;
}

export async function verifyTrackCode(
  ctx: Ctx,
  { token, code }: Input<typeof contract.verifyTrackCode>,
): Promise<Output<typeof contract.verifyTrackCode>> {
  const row = await applicationByToken(ctx, token);
  const union = (await provesOwner(ctx, row, code)) ? await unionOfOwner(ctx, row) : null;
  if (union !== null) return { result: 'already_member', union };
  return { result: (await phoneHolder(ctx, row)) === undefined ? 'verified' : 'phone_conflict', union: null };
}

/**
 * Checks the code against the phone on record and the phone given, the same two checks whether the ID is known or not.
 * True when the phone on record was proved.
 */
async function provesOwner(ctx: Ctx, row: Application, code: string): Promise<boolean> {
  const typed = ctx.app.crypto.open(row.phone_sealed);
  const recorded = await phoneOnRecord(ctx, row);
  const owner = { phone: recorded ?? typed, purpose: `owner:${row.id}` };
  const applicant = { phone: typed, purpose: `join:${row.id}` };
  if ((await ctx.app.accounts.checkOneOf(ctx, [owner, applicant], code)) === 0) {
    await recordProof(ctx, row, 'owner_proved_at');
    return true;
  }
  await recordProof(ctx, row, 'phone_verified_at');
  if (recorded === typed) await recordProof(ctx, row, 'owner_proved_at');
  return recorded === typed;
}

async function recordProof(
  ctx: Ctx,
  row: Application,
  what: 'owner_proved_at' | 'phone_verified_at',
): Promise<void> {
  await inTx(ctx, async (tx) => {
    await beyond(tx, 'what a secret link opens', ({ db }) =>
      db
        .updateTable('people.application')
        .set({ [what]: ctx.now })
        .where('id', '=', row.id)
        .execute(),
    );
    const action = what === 'owner_proved_at' ? 'people.owner_proved' : 'people.phone_proved';
    await tx.audit({ action, entity: ENTITY, entityId: row.id, orgId: row.org_id });
  });
}

/** The number is the applicant's now: it comes off the record of whoever had it, who is named only in the history. */
export function releasePhone(
  ctx: TxCtx,
  { token }: Input<typeof contract.releasePhone>,
): Promise<Output<typeof contract.releasePhone>> {
  return withToken(ctx, token, release);
}

async function release(ctx: TxCtx, row: Application): Promise<{ done: true }> {
  if (row.phone_verified_at === null) throw peopleError('phone_not_verified');
  const holder = await phoneHolder(ctx, row);
  if (holder) {
    await ctx.db
      .updateTable('people.person')
      .set({ phone_sealed: null, phone_hash: null, updated_at: ctx.now })
      .where('id', '=', holder.id)
      .execute();
    await ctx.audit({
      action: 'people.phone_released',
      entity: 'people.person',
      entityId: holder.id,
      orgId: row.org_id,
    });
  }
  return { done: true };
}

export function correctApplication(
  ctx: TxCtx,
  { token, ...input }: Input<typeof contract.correctApplication>,
): Promise<Output<typeof contract.correctApplication>> {
  return withToken(ctx, token, (wide, row) => correct(wide, row, input));
}

async function correct(
  ctx: TxCtx,
  row: Application,
  input: Omit<Input<typeof contract.correctApplication>, 'token'>,
): Promise<Output<typeof contract.correctApplication>> {
  if (!rules.mayStep(row.state, 'submitted')) throw peopleError('bad_step');
  const { crypto } = ctx.app;
  const form = await checkForm(ctx, {
    name: input.name ?? row.name,
    idType: input.idType ?? row.id_type,
    idNo: input.idNo ?? crypto.open(row.id_sealed),
    phone: input.phone ?? crypto.open(row.phone_sealed),
    occupation: input.occupation ?? row.occupation,
    employerId: input.employerId ?? row.employer_id,
    employerName: input.employerName || row.employer_name,
    areaCode: input.areaCode ?? row.area_code,
  });
  const route = await routeForm(ctx, form, row.qr_org_id);
  const newest = (hash: Buffer): Buffer => crypto.variants('phone', hash).at(-1)!;
  const samePhone = newest(form.phone_hash).equals(newest(row.phone_hash));
  await ctx.db
    .updateTable('people.application')
    .set({ ...form, org_id: route.union.id, route_reason: route.reason, offered_by: null })
    .set({ phone_verified_at: samePhone ? row.phone_verified_at : null })
    .where('id', '=', row.id)
    .execute();
  await step(ctx, row, 'submitted');
  await enqueue(ctx, row.id, route.reason);
  return { state: route.reason === 'holding_pool' ? 'pooled' : 'in_review' };
}

export function withdrawApplication(
  ctx: TxCtx,
  { token }: Input<typeof contract.withdrawApplication>,
): Promise<Output<typeof contract.withdrawApplication>> {
  return withToken(ctx, token, async (wide, row) => {
    await step(wide, row, 'withdrawn');
    return { done: true };
  });
}

/** The open applications of a union that is no more go on at the one above. */
export async function passOn(ctx: TxCtx, orgId: number, upperId: number): Promise<void> {
  const rows = await ctx.db
    .selectFrom('people.application')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('state', 'in', rules.OPEN_STATES)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const row of rows) {
    await step(ctx, row, 'offered', { org_id: upperId, route_reason: 'officer', offered_by: null });
  }
}
