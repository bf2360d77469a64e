import { looksAt } from '#kernel/audit';
import { requireAccount } from '#kernel/auth';
import type { Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import type { Db } from '#kernel/db';
import { messagesTo, wordingOf } from '#kernel/notify';
import { areaNames, findOrg, maskPhone, officesOf, orgRefs } from '#orgs';
import { maskIdNo } from '../../join/rules.ts';
import { employerOf, membershipsOf } from '../../queries.ts';
import { detailsOf, rostersOf, warningsOf } from '../../standing/queries.ts';
import type * as contract from '../contract.ts';
import { RIGHTS_WORDS } from '../texts/words.ts';

export type MyData = Output<typeof contract.takeMyData>;

/**
 * Runs what somebody asks about themselves: theirs is also what stands under an older phone, and whether something is
 * somebody else's shows only to who sees that as well.
 */
export function asSelf<D extends Db, T>(
  ctx: Ctx<D>,
  work: (ctx: Ctx<D>, subject: Subject) => Promise<T>,
): Promise<T> {
  return beyond(ctx, 'what is one’s own, wherever it stands', async (wide) =>
    work(wide, await subjectOf(wide)),
  );
}

/** Who asks: the account, the record under its phone, and applications that are theirs. */
export type Subject = Awaited<ReturnType<typeof subjectOf>>;

/**
 * Whoever is signed in. A number may have been somebody else's: an application counts as theirs only while its ID is that
 * of the record under this phone, or of nobody's.
 */
async function subjectOf(ctx: Ctx) {
  const { userId, phone } = requireAccount(ctx);
  const { crypto } = ctx.app;
  const phoneHash = Buffer.from(phone ?? '', 'base64');
  const phoneHashes = crypto.variants('phone', phoneHash);
  const person = await ctx.db
    .selectFrom('people.person')
    .selectAll()
    .where('phone_hash', 'in', phoneHashes)
    .executeTakeFirst();
  const applications = await ctx.db
    .selectFrom('people.application as a')
    .leftJoin('people.person as p', 'p.id_hash', 'a.id_hash')
    .selectAll('a')
    .where((eb) =>
      person
        ? eb('a.id_hash', '=', person.id_hash)
        : eb.and([eb('a.phone_hash', 'in', phoneHashes), eb('p.id', 'is', null)]),
    )
    .orderBy('a.submitted_at', 'desc')
    .execute();
  return { userId, phoneHash, person: person ?? null, applications };
}

/** Whether both stand for one number, while keys are rotated as well. */
export function isForm({ app }: Ctx, given: Buffer, stored: Buffer): boolean {
  return app.crypto.variants('phone', given).some((form) => form.equals(stored));
}

/** The number that codes go to, where one is kept: an account alone has none. */
export function phoneOf(ctx: Ctx, { person, applications, phoneHash }: Subject): string | null {
  const sealed =
    person?.phone_sealed ?? applications.find((row) => isForm(ctx, phoneHash, row.phone_hash))?.phone_sealed;
  return sealed ? ctx.app.crypto.open(sealed) : null;
}

/** As many as anybody reads; the log goes on page by page. */
const MESSAGES = 200;
const LOOKS = 500;

/** Everything held; whole numbers only for whoever has proved the phone just now. */
export async function dataOf(ctx: Ctx, subject: Subject, whole: boolean): Promise<MyData> {
  const { person, userId } = subject;
  const sessions = await ctx.app.accounts.sessionsOf(ctx, userId);
  return {
    format: 'zhijia-my-data-1',
    madeAt: ctx.now.toISOString(),
    whole,
    person: await recordOf(ctx, subject, whole),
    memberships: person ? await periodsOf(ctx, person.id) : [],
    transfers: person ? await transfersOf(ctx, person.id) : [],
    warnings: person ? await remindersOf(ctx, person.id) : [],
    rosters: person
      ? (await rostersOf(ctx, person.id)).map(({ org, since, until }) => ({ org: org.name, since, until }))
      : [],
    applications: await applicationsOf(ctx, subject, whole),
    consents: await consentsOf(ctx, subject),
    requests: await requestsOf(ctx, subject),
    messages: await messagesOf(ctx, subject),
    account: { id: userId, sessions: sessions.map((at) => at.toISOString()) },
    looks: (await looksOf(ctx, subject, { limit: LOOKS })).items,
  };
}

async function recordOf(ctx: Ctx, { person }: Subject, whole: boolean): Promise<MyData['person']> {
  if (!person) return null;
  const { crypto } = ctx.app;
  const idNo = crypto.open(person.id_sealed);
  const phone = person.phone_sealed && crypto.open(person.phone_sealed);
  const areas = await areaNames(ctx, person.area_code === null ? [] : [person.area_code]);
  return {
    id: person.id,
    name: person.name,
    sex: person.sex,
    birthYear: person.birth_year,
    idType: person.id_type,
    idNo: whole ? idNo : maskIdNo(idNo),
    phone: phone && (whole ? phone : maskPhone(phone)),
    occupation: person.occupation,
    employer: await employerOf(ctx, person),
    area: areas.get(person.area_code ?? '') ?? null,
    employment: person.employment,
    leftOn: person.left_on,
    details: detailsOf(ctx, person.details_sealed),
    standing: person.standing,
    createdAt: person.created_at.toISOString(),
    updatedAt: person.updated_at.toISOString(),
  };
}

async function periodsOf(ctx: Ctx, personId: string): Promise<MyData['memberships']> {
  const periods = await membershipsOf(ctx, personId);
  return periods.map(({ org, resolution, ...period }) => ({
    union: org.name,
    ...period,
    resolution: resolution?.number ?? null,
  }));
}

async function transfersOf(ctx: Ctx, personId: string): Promise<MyData['transfers']> {
  const rows = await ctx.db
    .selectFrom('people.transfer')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.flatMap(({ from_org, to_org }) => [from_org, to_org]))]);
  return rows.map((row) => ({
    from: orgs.get(row.from_org)?.name ?? '',
    to: orgs.get(row.to_org)?.name ?? '',
    startedBy: row.started_by,
    state: row.state,
    note: row.note,
    reason: row.reason,
    consentAt: row.consent_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  }));
}

async function remindersOf(ctx: Ctx, personId: string): Promise<MyData['warnings']> {
  const rows = await ctx.db
    .selectFrom('people.warning')
    .select(['id', 'org_id'])
    .where('person_id', '=', personId)
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]);
  const unions = new Map(rows.map(({ id, org_id }) => [id, orgs.get(org_id)?.name ?? '']));
  // Who spoke to them is the union; the officer's name is not the person's data.
  return (await warningsOf(ctx, personId)).map(({ id, on, how, note }) => ({
    union: unions.get(id) ?? '',
    on,
    how,
    note,
  }));
}

async function applicationsOf(
  ctx: Ctx,
  { applications }: Subject,
  whole: boolean,
): Promise<MyData['applications']> {
  const orgs = await orgRefs(ctx, [...new Set(applications.map(({ org_id }) => org_id))]);
  const { crypto } = ctx.app;
  return Promise.all(
    applications.map(async (row) => {
      const [idNo, phone] = [crypto.open(row.id_sealed), crypto.open(row.phone_sealed)];
      return {
        id: row.id,
        state: row.state,
        union: orgs.get(row.org_id)?.name ?? '',
        submittedAt: row.submitted_at.toISOString(),
        name: row.name,
        idType: row.id_type,
        idNo: whole ? idNo : maskIdNo(idNo),
        phone: whole ? phone : maskPhone(phone),
        occupation: row.occupation,
        employer: await employerOf(ctx, row),
        reason: row.reason,
      };
    }),
  );
}

/** What was agreed to, the latest first. */
export async function consentsOf(ctx: Ctx, subject: Subject): Promise<MyData['consents']> {
  const applications = subject.applications.map(({ id }) => id);
  const rows = await ctx.db
    .selectFrom('people.consent')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('user_id', '=', subject.userId),
        ...(subject.person ? [eb('person_id', '=', subject.person.id)] : []),
        ...(applications.length > 0 ? [eb('application_id', 'in', applications)] : []),
      ]),
    )
    .orderBy((eb) => eb.fn.coalesce('given_at', 'withdrawn_at'), 'desc')
    .execute();
  return rows.map((row) => ({
    purpose: row.purpose,
    textVersion: row.text_version,
    givenAt: row.given_at?.toISOString() ?? null,
    how: row.how,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }));
}

/** What was asked for by right, the latest first. */
export async function requestsOf(ctx: Ctx, { person, userId }: Subject): Promise<MyData['requests']> {
  const rows = await ctx.db
    .selectFrom('people.rights_request')
    .selectAll()
    // Of a record, whichever phone it was asked by; without one only what this account itself asked.
    .where((eb) =>
      person
        ? eb('person_id', '=', person.id)
        : eb.and([eb('user_id', '=', userId), eb('person_id', 'is', null)]),
    )
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();
  const unions = await orgRefs(ctx, [...new Set(rows.flatMap(({ org_id }) => org_id ?? []))]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    union: unions.get(row.org_id ?? 0)?.name ?? null,
    createdAt: row.created_at.toISOString(),
    dueOn: row.due_on,
    closedAt: row.closed_at?.toISOString() ?? null,
    answer: row.answer || null,
  }));
}

async function messagesOf(
  ctx: Ctx,
  { phoneHash, person, applications }: Subject,
): Promise<MyData['messages']> {
  const since = [person?.created_at, ...applications.map((row) => row.submitted_at)]
    .flatMap((at) => at ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
  const rows = await messagesTo(ctx, phoneHash, MESSAGES);
  // What went to the number before it can be shown to be theirs may have gone to somebody else.
  return rows
    .filter(({ at, template }) => template === 'accounts.code' || (since !== undefined && at >= since))
    .map(({ at, template, state }) => ({
      at: at.toISOString(),
      wording: wordingOf(template, ctx.locale),
      state,
    }));
}

/**
 * Who looked at the record or at an application, in words: the office held then and its union, never the name. `next` is
 * null on the last page. The log holds more about a person than looks; that is their history, told elsewhere.
 */
export async function looksOf(
  ctx: Ctx,
  { person, applications }: Subject,
  page: { readonly before?: Date; readonly limit: number },
): Promise<{ items: MyData['looks']; next: string | null }> {
  const ids = [...(person ? [person.id] : []), ...applications.map(({ id }) => id)];
  if (ids.length === 0) return { items: [], next: null };
  const entries = await looksAt(ctx, ids, page);
  const next = entries.length < page.limit ? null : entries.at(-1)!.at.toISOString();
  const looks = entries.filter(({ action }) => action in RIGHTS_WORDS.zh.looks);
  const offices = await officesOf(ctx, [...new Set(looks.map(({ actor }) => actor))]);
  const words = RIGHTS_WORDS[ctx.locale];
  const items = await Promise.all(
    looks.map(async ({ at, action, orgId, purpose, actor }) => {
      const office = offices.find(
        ({ userId: holder, from, until }) => holder === actor && from <= at && (until === null || until > at),
      );
      const union = await findOrg(ctx, office?.orgId ?? orgId ?? 0);
      return {
        at: at.toISOString(),
        what: words.looks[action] ?? words.otherLook,
        union: union?.name ?? null,
        role: office ? (words.roles[office.role] ?? null) : null,
        purpose,
      };
    }),
  );
  return { items, next };
}
