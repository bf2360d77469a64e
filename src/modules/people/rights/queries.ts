import { backupsUntil } from '#kernel/backup';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { refusesNews } from '#kernel/notify';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { findOrg, maskPhone, phoneFor } from '#orgs';
import { z } from 'zod';
import { EXPORT_WORDS } from '../find/texts/words.ts';
import { employerOf, openPeriodOf } from '../queries.ts';
import { keptFor } from '../retention/queries.ts';
import type * as contract from './contract.ts';
import { consentsOf, dataOf, looksOf, phoneOf, asSelf, type MyData, type Subject } from './own/queries.ts';
import { CATEGORIES, HOLDINGS, type Category, type Line } from './own/rules.ts';
import { erasureOf, PURPOSES, type Stays } from './rules.ts';
import { RIGHTS_WORDS, type Kepts, type Term } from './texts/words.ts';

export const rightsDays = definePolicy({
  key: 'people.rights_days',
  about: 'Days within which a request by right is answered',
  schema: z.number().int().min(1).max(60),
  fallback: 15,
  source: 'inference (domain.md C14 [I]): PIPL §50 asks for an answer in time and names no days',
});

/** The page 我的信息与权利. */
export function getMyRights(ctx: Ctx): Promise<Output<typeof contract.getMyRights>> {
  return asSelf(ctx, rightsOf);
}

async function rightsOf(ctx: Ctx, subject: Subject): Promise<Output<typeof contract.getMyRights>> {
  const { person } = subject;
  const data = await dataOf(ctx, subject, false);
  const phone = phoneOf(ctx, subject);
  const union = await answering(ctx, subject);
  return {
    held: heldIn(data, ctx.locale, await keptFor(ctx)),
    consents: await standingConsents(ctx, subject),
    requests: data.requests,
    record: person && {
      name: person.name,
      occupation: person.occupation,
      employer: await employerOf(ctx, person),
    },
    phone: phone && maskPhone(phone),
    erasure: await erasureFor(ctx, subject, data),
    answerDays: await policyAt(ctx, rightsDays, person?.area_code ?? null),
    union: union ? { name: union.name, phone: await phoneFor(ctx, union) } : null,
  };
}

/** The union that answers: whoever looks after the record, else where they applied last. */
export async function answering(ctx: Ctx, { person, applications }: Subject) {
  const id = person?.org_id ?? applications[0]?.org_id;
  return id === undefined ? undefined : findOrg(ctx, id);
}

/** Each purpose once, as it stands: the last word counts, for news the refusal of the phone. */
async function standingConsents(ctx: Ctx, subject: Subject) {
  const rows = await consentsOf(ctx, subject);
  const refused = await refusesNews(ctx, subject.phoneHash);
  return PURPOSES.flatMap((purpose) => {
    const row = rows.find((each) => each.purpose === purpose);
    if (!row && purpose === 'membership' && !subject.person) return [];
    const none = { purpose, textVersion: null, givenAt: null, how: null, withdrawnAt: null };
    const stands = purpose === 'news' ? refused === null : row?.withdrawnAt == null;
    return [{ ...(row ?? none), inForce: stands }];
  });
}

async function erasureFor(ctx: Ctx, subject: Subject, data: MyData) {
  const { person, applications, userId } = subject;
  const names = await ctx.app.accounts.namesOf([userId]);
  const { how, goes, stays } = erasureOf({
    member: person !== null && (await openPeriodOf(ctx, person.id)) !== undefined,
    periods: data.memberships.length > 0,
    onRoster: person?.on_roster ?? false,
    officer: (names.get(userId) ?? '') !== '',
    warnings: data.warnings.length > 0,
    transfers: data.transfers.length > 0,
    applications: applications.length > 0,
    record: person !== null,
  });
  const until: Partial<Record<Stays, string>> = { backups: await backupsUntil(ctx) };
  return { how, goes: [...goes], stays: stays.map((what) => ({ what, until: until[what] ?? null })) };
}

export async function listMyLooks(
  ctx: Ctx,
  { before, limit }: Input<typeof contract.listMyLooks>,
): Promise<Output<typeof contract.listMyLooks>> {
  const page = { ...(before ? { before: new Date(before) } : {}), limit };
  return asSelf(ctx, (wide, subject) => looksOf(wide, subject, page));
}

/** The copy as pages to print. */
export async function pagesOf(ctx: Ctx, data: MyData) {
  const words = RIGHTS_WORDS[ctx.locale];
  const { title, basis, term } = words;
  const notes = [words.madeOn(civilDate(ctx.now)), ...(data.whole ? [] : [words.masked])];
  return { title, basis, term, notes, sections: heldIn(data, ctx.locale, await keptFor(ctx)) };
}

/** What is held, by category, in the reader's language; a category that holds nothing is left out. */
export function heldIn(data: MyData, locale: 'zh' | 'en', kept: Kepts) {
  const words = RIGHTS_WORDS[locale];
  const lines = linesOf(data, locale);
  return CATEGORIES.filter((category) => lines[category].length > 0).map((category) => {
    const holding = HOLDINGS[category];
    return {
      category,
      ...words.categories[category],
      basis: [...holding.basis],
      basisText: holding.basis.map((basis) => words.bases[basis]).join(locale === 'zh' ? '；' : '; '),
      kept: holding.kept.map((each) => words.kept[each](kept)).join(locale === 'zh' ? '；' : '; '),
      lines: [...lines[category]],
    };
  });
}

function linesOf(data: MyData, locale: 'zh' | 'en'): Readonly<Record<Category, readonly Line[]>> {
  const words = RIGHTS_WORDS[locale];
  const codes = EXPORT_WORDS[locale];
  const day = (at: string): string => civilDate(new Date(at));
  const line = (term: Term, value: string | number | null | undefined): Line[] =>
    value == null || value === '' ? [] : [{ term: words.terms[term], value: String(value) }];
  const { person } = data;
  return {
    identity: person
      ? [
          ...line('name', person.name),
          ...line('sex', person.sex && codes.sexes[person.sex]),
          ...line('birthYear', person.birthYear),
          ...line('idNo', person.idNo),
          ...line('created', day(person.createdAt)),
        ]
      : [],
    contact: person ? line('phone', person.phone) : [],
    work: person
      ? [
          ...line('occupation', codes.occupations[person.occupation]),
          ...line('employer', person.employer),
          ...line('area', person.area),
          ...line('employment', person.employment && codes.employments[person.employment]),
          ...line('leftOn', person.leftOn),
          ...Object.entries(person.details).map(([field, value]) => ({
            term: words.details[field] ?? field,
            value,
          })),
        ]
      : [],
    membership: [
      ...(person ? line('standing', codes.standings[person.standing]) : []),
      ...data.memberships.map(({ union, number, from, until }) => ({
        term: union,
        value: `${number} · ${words.since(from, until)}`,
      })),
    ],
    transfers: data.transfers.map(({ from, to, state, createdAt }) => ({
      term: day(createdAt),
      value: `${from} → ${to} · ${words.transfers[state]}`,
    })),
    warnings: data.warnings.map(({ on, union, note }) => ({ term: on, value: `${union} · ${note}` })),
    rosters: data.rosters.map(({ org, since, until }) => ({ term: org, value: words.since(since, until) })),
    applications: data.applications.map(({ submittedAt, union, state, name, idNo }) => ({
      term: day(submittedAt),
      value: `${union} · ${words.applications[stageOf(state)]} · ${name} ${idNo}`,
    })),
    consents: data.consents.map(({ purpose, givenAt, withdrawnAt }) => ({
      term: words.purposes[purpose],
      value: [
        givenAt ? words.given(day(givenAt)) : words.never,
        ...(withdrawnAt ? [words.withdrawn(day(withdrawnAt))] : []),
      ].join(' · '),
    })),
    requests: data.requests.map(({ createdAt, kind, state }) => ({
      term: day(createdAt),
      value: `${words.kinds[kind]} · ${words.states[state]}`,
    })),
    messages: data.messages.map(({ at, wording, state }) => ({
      term: day(at),
      value: `${wording}（${words.sent[state] ?? state}）`,
    })),
    account: line('sessions', words.count(data.account.sessions.length)),
    // Kept by a module that this one does not know.
    places: line('where', words.underMine),
    looks: data.looks.length > 0 ? line('looks', words.count(data.looks.length)) : [],
  };
}

function stageOf(state: MyData['applications'][number]['state']) {
  if (state === 'returned' || state === 'approved' || state === 'rejected' || state === 'withdrawn')
    return state;
  return 'open';
}
