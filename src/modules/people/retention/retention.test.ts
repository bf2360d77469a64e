import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setPolicy } from '#kernel/policy';
import { inTx, systemCtx } from '#kernel/ctx';
import { addDays } from '#kernel/time';
import { nextPhone, openTestApp, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { inviteOfficer } from '#orgs/officers/contract';
import { newApplication, newMember, onRoster } from '../factory.ts';
import { endMembership } from '../moves/contract.ts';
import { rejectApplications, returnApplications } from '../review/contract.ts';
import { chooseNews } from '../rights/contract.ts';
import { whereInDatabase } from '../rights/factory.ts';
import { clearDue } from './actions.ts';
import { exportRetention, getRetention, listRetentionRuns } from './contract.ts';
import { RETENTION_RULES } from './queries.ts';
import { cutoffOf, RETENTION_CATEGORIES, type RetentionCategory } from './rules.ts';

let t: TestApp;
let at: TestDistrict;
let officer: Awaited<ReturnType<TestApp['officer']>>;

/** Today, since tokens are of today; by day, so that no message waits for the morning. */
const TODAY = new Date().toISOString().slice(0, 10);
const START = new Date(`${TODAY}T02:00:00Z`);
const DAY_MS = 86_400_000;

beforeAll(async () => {
  t = await openTestApp(`retention_${process.pid}`);
  t.setNow(START);
  at = await newDistrict(t);
  officer = await t.officer('chair', at.district);
});
afterAll(() => t.stop());

/** The clock as it stands when something of now has been kept for so long, and a day less or more. */
function later(n: number, unit: 'months' | 'days', days: number): Date {
  let now = new Date(START.getTime() + n * (unit === 'days' ? DAY_MS : 28 * DAY_MS));
  while (cutoffOf(now, n, unit) < START) now = new Date(now.getTime() + DAY_MS);
  return new Date(now.getTime() + days * DAY_MS);
}

async function clearAt(now: Date): Promise<void> {
  t.setNow(now);
  await clearDue(systemCtx(t.app, 'test'));
}

const query = async (text: string, value: unknown): Promise<number> =>
  (await t.pool.query(text, [value])).rowCount ?? 0;

/** Makes something that will be due, and something of the same kind that stays; counts what is left of each. */
interface Case {
  readonly due: () => Promise<() => Promise<number>>;
  readonly stays: () => Promise<() => Promise<number>>;
}

const personLeft = (id: string) => () => query('select 1 from people.person where id = $1', id);
const applicationLeft = (id: string) => () => query('select 1 from people.application where id = $1', id);

async function formerMember(): Promise<string> {
  const { personId } = await newMember(t, officer, at.primary);
  const ended = await officer.call(endMembership, {
    id: personId,
    as: 'resigned',
    on: TODAY,
    reason: '本人申请',
  });
  expect(ended.status).toBe(200);
  return personId;
}

async function offRoster(): Promise<string> {
  const id = await onRoster(t, at.employer, at.primary);
  await t.pool.query(`update people.person set created_at = '2020-01-01' where id = $1`, [id]);
  await t.pool.query(`update people.roster_entry set until = $2 where person_id = $1`, [id, TODAY]);
  return id;
}

/** Of other modules, and tried there. */
const OF_OTHERS = ['voice_contacts', 'voices'] as const;
type Own = Exclude<RetentionCategory, (typeof OF_OTHERS)[number]>;
const isOwn = (category: RetentionCategory): category is Own =>
  !(OF_OTHERS as readonly RetentionCategory[]).includes(category);

const CASES: Readonly<Record<Own, Case>> = {
  former_members: {
    due: async () => personLeft(await formerMember()),
    async stays() {
      const id = await formerMember();
      await onRoster(t, at.employer, at.primary, id);
      const member = await newMember(t, officer, at.primary);
      return async () => (await personLeft(id)()) && (await personLeft(member.personId)());
    },
  },
  known_only: {
    due: async () => personLeft(await offRoster()),
    stays: async () => personLeft(await onRoster(t, at.employer, at.primary)),
  },
  applications: {
    async due() {
      const [rejected, returned] = [await newApplication(t, at.primary), await newApplication(t, at.primary)];
      await officer.call(rejectApplications, { ids: [rejected.id], reason: '不属于本会' });
      await officer.call(returnApplications, { ids: [returned.id], reason: '请更正' });
      return async () => (await applicationLeft(rejected.id)()) + (await applicationLeft(returned.id)());
    },
    stays: async () => applicationLeft((await newApplication(t, at.primary)).id),
  },
  tracking_links: {
    async due() {
      const { id } = await newMember(t, officer, at.primary);
      return () => query('select 1 from people.tracking_link where application_id = $1', id);
    },
    async stays() {
      const { id } = await newApplication(t, at.primary);
      return () => query('select 1 from people.tracking_link where application_id = $1', id);
    },
  },
  messages: {
    async due() {
      const { phone } = await newApplication(t, at.primary);
      await t.drain('kernel.deliver');
      const hash = t.app.crypto.hash('phone', phone);
      return () => query('select 1 from kernel.message where to_hash = $1', hash);
    },
    async stays() {
      const { phone } = await newApplication(t, at.primary);
      const hash = t.app.crypto.hash('phone', phone);
      await t.pool.query(`update kernel.message set state = 'queued' where to_hash = $1`, [hash]);
      return () => query('select 1 from kernel.message where to_hash = $1', hash);
    },
  },
  invitations: {
    async due() {
      const phone = nextPhone();
      const given = { id: String(at.primary), name: '钱干部', phone, role: 'viewer' as const };
      const invited = await officer.call(inviteOfficer, given);
      expect(invited.problem.code).toBeUndefined();
      await t.pool.query(`update orgs.invitation set expires_at = $2 where phone_hash = $1`, [
        t.app.crypto.hash('phone', phone),
        START,
      ]);
      return () =>
        query('select 1 from orgs.invitation where phone_hash = $1', t.app.crypto.hash('phone', phone));
    },
    async stays() {
      const phone = nextPhone();
      const given = { id: String(at.primary), name: '钱干部', phone, role: 'viewer' as const };
      await officer.call(inviteOfficer, given);
      const hash = t.app.crypto.hash('phone', phone);
      await t.pool.query(
        `update orgs.invitation set closed_at = $2, closed_how = 'accepted' where phone_hash = $1`,
        [hash, START],
      );
      return () => query('select 1 from orgs.invitation where phone_hash = $1', hash);
    },
  },
  requests: {
    due: async () => requestLeft(START),
    stays: async () => requestLeft(null),
  },
  answers: {
    async due() {
      const key = crypto.randomUUID();
      const worker = await t.worker(nextPhone());
      await worker.call(chooseNews, { wanted: false }, { key });
      return () => query('select 1 from kernel.idempotency where key = $1', key);
    },
    async stays() {
      const key = crypto.randomUUID();
      const worker = await t.worker(nextPhone());
      await worker.call(chooseNews, { wanted: false }, { key });
      await t.pool.query(`update kernel.idempotency set at = '2099-01-01' where key = $1`, [key]);
      return () => query('select 1 from kernel.idempotency where key = $1', key);
    },
  },
};

async function requestLeft(closed: Date | null): Promise<() => Promise<number>> {
  const id = crypto.randomUUID();
  await t.pool.query(
    `insert into people.rights_request (id, kind, state, user_id, due_on, created_at, closed_at)
     values ($1, 'correct', $2, 'user-' || random(), '2026-01-10', $3, $4)`,
    [id, closed ? 'done' : 'identity_checked', START, closed],
  );
  return () => query('select 1 from people.rights_request where id = $1', id);
}

describe('what is cleared away', () => {
  test('has a rule for each category, and each has a policy with its source', () => {
    expect(RETENTION_RULES.map(({ category }) => category).sort()).toEqual([...RETENTION_CATEGORIES].sort());
    for (const { policy } of RETENTION_RULES) expect(policy.source.length).toBeGreaterThan(10);
  });

  const own = RETENTION_RULES.flatMap((rule) =>
    isOwn(rule.category) ? [[rule.category, rule] as const] : [],
  );
  test.each(own)(
    '%s: kept to the day, gone after it, and nothing else with it',
    async (category, { policy, unit }) => {
      t.setNow(START);
      const [due, stays] = [await CASES[category].due(), await CASES[category].stays()];
      await clearAt(later(policy.fallback, unit, -1));
      expect(await due()).toBeGreaterThan(0);
      await clearAt(later(policy.fallback, unit, 1));
      expect(await due()).toBe(0);
      expect(await stays()).toBeGreaterThan(0);
      const { rows } = await t.pool.query<{ count: number }>(
        'select count from people.retention_run where category = $1 and count > 0',
        [category],
      );
      expect(rows.length).toBeGreaterThan(0);
    },
    60_000,
  );

  test('takes a former member out of every table, and leaves the period as a figure', async () => {
    t.setNow(START);
    const made = await newMember(t, officer, at.primary, { name: '龘靐齉' });
    await officer.call(endMembership, {
      id: made.personId,
      as: 'resigned',
      on: TODAY,
      reason: '龘靐齉走了',
    });
    const periods = () => query('select 1 from people.past_period where org_id = $1', at.primary);
    const before = await periods();
    expect((await whereInDatabase(t, ['龘靐齉', made.idNo])).length).toBeGreaterThan(3);
    await clearAt(later(36, 'months', 1));
    expect(await whereInDatabase(t, ['龘靐齉', made.idNo, made.phone])).toEqual([]);
    expect(await periods()).toBeGreaterThan(before);
  });

  test('is done lot by lot: what is more than a lot goes in one night', async () => {
    t.setNow(START);
    await t.pool.query(
      `insert into people.rights_request (id, kind, state, user_id, due_on, created_at, closed_at)
       select gen_random_uuid(), 'copy', 'done', 'many', '2026-01-10', $1, $1 from generate_series(1, 450)`,
      [START],
    );
    await clearAt(later(36, 'months', 2));
    expect(await query('select 1 from people.rights_request where user_id = $1', 'many')).toBe(0);
  });

  test('follows a policy that was changed', async () => {
    t.setNow(START);
    const left = await CASES.applications.due();
    const rule = RETENTION_RULES.find(({ category }) => category === 'applications')!;
    await inTx(systemCtx(t.app, 'test'), (tx) =>
      setPolicy(tx, rule.policy, { value: 1, from: TODAY, source: 'a federation’s own rule' }),
    );
    await clearAt(later(1, 'months', 1));
    expect(await left()).toBe(0);
  });
});

describe('the report', () => {
  test('says what, how many, until when in backups, and what comes due; also as a sheet', async () => {
    t.setNow(START);
    await CASES.answers.due();
    const auditor = await t.officer('auditor', at.root);
    const { body } = await auditor.call(getRetention, {});
    const answers = body.rules.find(({ category }) => category === 'answers')!;
    expect(answers).toMatchObject({ dueNow: 0, policy: 'kernel.keep_answer_days', value: 2, unit: 'days' });
    expect(answers.dueNextMonth).toBeGreaterThan(0);
    expect(answers.source).toBeNull();
    expect(body.rules.find(({ category }) => category === 'applications')!.source).toBe(
      'a federation’s own rule',
    );
    expect(body.backupsUntil).toBe(addDays(TODAY, 15));
    expect(body.erased).toBeGreaterThan(0);
    const admin = await t.officer('system_admin', at.root);
    const first = await admin.call(listRetentionRuns, { limit: 2 });
    expect(first.body.items).toHaveLength(2);
    const next = await admin.call(listRetentionRuns, { cursor: first.body.next! });
    expect(next.body.items.length).toBeGreaterThan(0);
    expect((await admin.call(listRetentionRuns, { cursor: 'x' })).problem.code).toBe('kernel.bad_cursor');
    const sheet = await auditor.call(exportRetention, {});
    expect(sheet.status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(sheet.raw as never);
    const page = book.worksheets[0]!;
    expect(page.getRow(1).values).toContain('备份里到哪天');
    expect(page.rowCount).toBeGreaterThan(8);
  });
});

test.each([
  ['2026-03-31T00:00:00.000Z', 1, 'months', '2026-02-28T00:00:00.000Z'],
  ['2026-03-02T00:00:00.000Z', 36, 'months', '2023-03-02T00:00:00.000Z'],
  ['2024-02-29T00:00:00.000Z', 12, 'months', '2023-02-28T00:00:00.000Z'],
  ['2026-03-02T00:00:00.000Z', 2, 'days', '2026-02-28T00:00:00.000Z'],
] as const)('%s less %i %s is %s', (now, n, unit, cutoff) => {
  expect(cutoffOf(new Date(now), n, unit).toISOString()).toBe(cutoff);
});
