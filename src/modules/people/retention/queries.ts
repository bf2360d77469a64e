import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { countOldAnswers, forgetAnswers } from '#kernel/http/idempotency';
import { blankMessages, countOldMessages } from '#kernel/notify';
import { definePolicy, policyAt, type PolicyDefinition } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { countOldInvitations, forgetInvitations } from '#orgs';
import { eraseApplications, erasePerson, takeRequests } from '../rights/erase/actions.ts';
import type { RetentionAction, RetentionCategory, RetentionUnit } from './rules.ts';

const months = z.number().int().min(1).max(600);
const days = z.number().int().min(1).max(3650);

const keepFormer = definePolicy({
  key: 'people.keep_former_months',
  about:
    'Months after the end of a membership until the person’s details are erased; the period stays as a figure',
  schema: months,
  fallback: 36,
  source: 'inference: PIPL §19 asks for the shortest time; three years as for records of PIPL §56',
});
const keepKnown = definePolicy({
  key: 'people.keep_known_months',
  about:
    'Months until somebody is erased whom a roster brought, no roster has any more, and who never joined',
  schema: months,
  fallback: 6,
  source: 'inference: PIPL §19, §47; half a year is longer than between two reconciles',
});
const keepApplications = definePolicy({
  key: 'people.keep_application_months',
  about: 'Months until an application is deleted that was refused, withdrawn, or returned and not sent again',
  schema: months,
  fallback: 12,
  source: 'inference: PIPL §47(1), the purpose is over; a year to ask why',
});
const keepLinks = definePolicy({
  key: 'people.keep_link_days',
  about: 'Days for which a link shows where an application stands; after that its owner signs in by phone',
  schema: days,
  fallback: 180,
  source: 'inference: a link that gets forwarded should not open for ever',
});
const keepRequests = definePolicy({
  key: 'people.keep_request_months',
  about: 'Months for which it is kept who asked for what by right, and what came of it',
  schema: months,
  fallback: 36,
  source: 'inference, after PIPL §56: records of handling three years',
});
const keepMessages = definePolicy({
  key: 'kernel.keep_message_days',
  about: 'Days until number and content are taken from a message; that one was sent, and its cost, stay',
  schema: days,
  fallback: 180,
  source: 'inference: as long as logs at least (网络安全法 §21(3), six months), to settle what was sent',
});
const keepInvitations = definePolicy({
  key: 'orgs.keep_invitation_months',
  about: 'Months until an invitation that was withdrawn or never accepted is deleted',
  schema: months,
  fallback: 6,
  source: 'inference: PIPL §47(1), the purpose is over',
});
const keepAnswers = definePolicy({
  key: 'kernel.keep_answer_days',
  about: 'Days for which the first answer to a write is kept for whoever asks again',
  schema: days,
  fallback: 2,
  source: 'inference: longer than any retry',
});
/** One line of what is cleared: a category, how long it is kept, and what happens to it then. */
export interface RetentionRule {
  readonly category: RetentionCategory;
  readonly policy: PolicyDefinition<number>;
  readonly unit: RetentionUnit;
  readonly action: RetentionAction;
  /** How many are older than `cutoff`. */
  readonly due: (ctx: Ctx, cutoff: Date) => Promise<number>;
  /** Clears at most `limit` of them; returns how many. */
  readonly clear: (ctx: TxCtx, cutoff: Date, limit: number) => Promise<number>;
}

/** The one table of what is cleared by itself. */
const rules: RetentionRule[] = [
  {
    category: 'former_members',
    policy: keepFormer,
    unit: 'months',
    action: 'anonymise',
    due: (ctx, cutoff) => count(ctx, FORMER(cutoff)),
    clear: (ctx, cutoff, limit) => erasePeople(ctx, FORMER(cutoff), limit),
  },
  {
    category: 'known_only',
    policy: keepKnown,
    unit: 'months',
    action: 'delete',
    due: (ctx, cutoff) => count(ctx, KNOWN(cutoff)),
    clear: (ctx, cutoff, limit) => erasePeople(ctx, KNOWN(cutoff), limit),
  },
  {
    category: 'applications',
    policy: keepApplications,
    unit: 'months',
    action: 'delete',
    due: (ctx, cutoff) => count(ctx, PUT_AWAY(cutoff)),
    clear: async (ctx, cutoff, limit) => eraseApplications(ctx, await ids(ctx, PUT_AWAY(cutoff), limit)),
  },
  {
    category: 'tracking_links',
    policy: keepLinks,
    unit: 'days',
    action: 'delete',
    due: (ctx, cutoff) => count(ctx, LINKS(cutoff)),
    async clear(ctx, cutoff, limit) {
      const { numAffectedRows } = await sql`
        delete from people.tracking_link where token_hash in (select id from (${LINKS(cutoff)}) as old limit ${limit})`.execute(
        ctx.db,
      );
      return Number(numAffectedRows ?? 0n);
    },
  },
  {
    category: 'messages',
    policy: keepMessages,
    unit: 'days',
    action: 'anonymise',
    due: countOldMessages,
    clear: blankMessages,
  },
  {
    category: 'invitations',
    policy: keepInvitations,
    unit: 'months',
    action: 'delete',
    due: countOldInvitations,
    clear: forgetInvitations,
  },
  {
    category: 'requests',
    policy: keepRequests,
    unit: 'months',
    action: 'delete',
    due: (ctx, cutoff) => count(ctx, ANSWERED(cutoff)),
    clear: async (ctx, cutoff, limit) => takeRequests(ctx, await ids(ctx, ANSWERED(cutoff), limit)),
  },
  {
    category: 'answers',
    policy: keepAnswers,
    unit: 'days',
    action: 'delete',
    due: countOldAnswers,
    clear: forgetAnswers,
  },
];

export const RETENTION_RULES: readonly RetentionRule[] = rules;

/** A rule of another module, whose own tables it clears: in the same night, lot by lot, and told in the same report. */
export function defineRetention(rule: RetentionRule): void {
  rules.push(rule);
}

const FORMER = (cutoff: Date) => sql<{ id: string }>`
  select p.id from people.person as p
  where not p.on_roster and p.standing not in ('known', 'active', 'transferring', 'retained')
    and not exists (select from people.membership as m where m.person_id = p.id
      and coalesce(upper(m.during), 'infinity') > ${civilDate(cutoff)}::date)
    and not exists (select from people.roster_entry as e where e.person_id = p.id
      and coalesce(e.until, 'infinity') > ${civilDate(cutoff)}::date)
    and not exists (${applying('p')})`;

const KNOWN = (cutoff: Date) => sql<{ id: string }>`
  select p.id from people.person as p
  where not p.on_roster and p.standing = 'known' and p.created_at < ${cutoff}
    and not exists (select from people.roster_entry as e where e.person_id = p.id
      and coalesce(e.until, 'infinity') > ${civilDate(cutoff)}::date)
    and not exists (${applying('p')})`;

/** Somebody who has applied again, and waits. */
function applying(person: string) {
  return sql<SqlBool>`select from people.application as a where a.id_hash = ${sql.ref(`${person}.id_hash`)}
    and a.state in ('submitted', 'auto_checked', 'in_review', 'pooled', 'offered')`;
}

const PUT_AWAY = (cutoff: Date) => sql<{ id: string }>`
  select id from people.application where closed_at < ${cutoff}`;

/** Of what is still being decided nobody loses the link. */
const LINKS = (cutoff: Date) => sql<{ id: Buffer }>`
  select l.token_hash as id from people.tracking_link as l join people.application as a on a.id = l.application_id
  where l.created_at < ${cutoff} and a.state in ('returned', 'approved', 'rejected', 'withdrawn')`;

const ANSWERED = (cutoff: Date) => sql<{ id: string }>`
  select id from people.rights_request where closed_at < ${cutoff}`;

type Ids = ReturnType<typeof PUT_AWAY> | ReturnType<typeof LINKS>;

async function count(ctx: Ctx, query: Ids): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (${query}) as due`.execute(
    ctx.db,
  );
  return rows[0]!.count;
}

async function ids(ctx: Ctx, query: ReturnType<typeof PUT_AWAY>, limit: number): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from (${query}) as due order by id limit ${limit}`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

async function erasePeople(ctx: TxCtx, query: ReturnType<typeof PUT_AWAY>, limit: number): Promise<number> {
  const due = await ids(ctx, query, limit);
  for (const id of due) await erasePerson(ctx, id);
  return due.length;
}

/** The policies by category, for telling a person how long. */
export async function keptFor(ctx: Ctx) {
  return {
    formerMonths: await policyAt(ctx, keepFormer),
    applicationMonths: await policyAt(ctx, keepApplications),
    knownMonths: await policyAt(ctx, keepKnown),
    messageDays: await policyAt(ctx, keepMessages),
    requestMonths: await policyAt(ctx, keepRequests),
  };
}
