import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { nextIdNumber, nextPhone, openTestApp, testApp, type Client, type TestApp } from '#kernel/testing';
import { findOrg, insertOrg } from '#orgs';
import { newDistrict } from '#orgs/factory';
import { newApplication, newResolution } from '../factory.ts';
import { submitApplication } from '../join/contract.ts';
import { approveApplications, listApplications } from './contract.ts';

/** Large enough that requests meet inside the database: fewer connections than this, and more than one. */
const MANY = 50;
const each = <T>(make: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: MANY }, (_one, i) => make(i)));

/** An app without the guard under test. */
let unguarded: TestApp;
beforeAll(async () => {
  unguarded = await openTestApp(`race_${process.pid}`);
  await unguarded.pool.query('alter table people.membership drop constraint membership_one_at_a_time');
});
afterAll(() => unguarded.stop());

async function chaired(app: TestApp) {
  const made = await newDistrict(app);
  return { ...made, chair: await app.officer('chair', made.district) };
}

async function newUnion(app: TestApp, parentId: number, name: string): Promise<number> {
  const parent = (await findOrg(app.ctx(), parentId))!;
  const facts = { kind: 'union', level: 'primary', formation: 'single', state: 'active', name } as const;
  return inTx(app.ctx(), (tx) => insertOrg(tx, parent, facts));
}

/** Approves one application; the answer's status and the code of its only outcome. */
async function approve(chair: Client, resolution: string, application: string): Promise<string> {
  const { status, body } = await chair.call(approveApplications, { id: resolution, ids: [application] });
  return status === 200 ? (body.outcomes[0]!.code ?? 'approved') : String(status);
}

function tally(outcomes: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(outcomes, (code) => code)].map(([code, all]) => [code, all.length]),
  );
}

async function openPeriods(app: TestApp, idNo: string): Promise<number> {
  const { rows } = await app.pool.query(
    `select from people.membership m join people.person p on p.id = m.person_id
     where p.id_hash = $1 and upper_inf(m.during)`,
    [app.app.crypto.hash('id', `resident_id:${idNo}`)],
  );
  return rows.length;
}

describe('one person who applies to fifty unions, approved by all of them at once', () => {
  async function approveEverywhere(app: TestApp) {
    const { chair, street, tag } = await chaired(app);
    const idNo = nextIdNumber();
    const pairs: { application: string; resolution: string }[] = [];
    for (let i = 0; i < MANY; i++) {
      const union = await newUnion(app, street, `${tag}第${i}工会`);
      const { id } = await newApplication(app, union, { idNo });
      pairs.push({ application: id, resolution: await newResolution(chair, union) });
    }
    const outcomes = await each((i) => approve(chair, pairs[i]!.resolution, pairs[i]!.application));
    return { outcomes: tally(outcomes), periods: await openPeriods(app, idNo) };
  }

  test('becomes a member of one', async () => {
    expect(await approveEverywhere(await testApp())).toEqual({
      outcomes: { approved: 1, 'people.already_member': MANY - 1 },
      periods: 1,
    });
  });

  test('negative control: without the constraint, of several', async () => {
    const { outcomes, periods } = await approveEverywhere(unguarded);
    expect(periods).toBeGreaterThan(1);
    expect(outcomes['approved']).toBe(periods);
  });
});

describe('a form that is sent fifty times at once', () => {
  async function sendMany(key: string | undefined) {
    const app = await testApp();
    const { chair, primary } = await chaired(app);
    const guest = app.guest();
    const form = {
      name: '连点',
      idNo: nextIdNumber(),
      phone: nextPhone(),
      occupation: 'courier',
      consent: true,
      qrOrgId: primary,
    } as const;
    const answers = await each(() => guest.call(submitApplication, form, key ? { key } : {}));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const { body } = await chair.call(listApplications, { orgId: primary, state: 'all' });
    const messages = await app.messagesTo(form.phone);
    return {
      rows: body.total,
      answers: new Set(answers.map(({ raw }) => raw.toString())).size,
      messages: messages.length,
      replays: answers.filter(({ headers }) => headers['idempotent-replay'] === 'true').length,
    };
  }

  test('with one idempotency key is one application, one message, and fifty times the same answer', async () => {
    const key = `many-presses-of-${nextPhone()}`;
    expect(await sendMany(key)).toEqual({ rows: 1, answers: 1, messages: 1, replays: MANY - 1 });
  });

  test('negative control: without a key it is fifty', async () => {
    expect(await sendMany(undefined)).toEqual({ rows: MANY, answers: MANY, messages: MANY, replays: 0 });
  });
});

describe('batches', () => {
  async function applications(app: TestApp, union: number, count: number) {
    const made = [];
    for (let i = 0; i < count; i++) made.push(await newApplication(app, union));
    return made;
  }

  test('the same one approved fifty times at once takes each person in once', async () => {
    const app = await testApp();
    const { chair, primary } = await chaired(app);
    const made = await applications(app, primary, 6);
    const input = { id: await newResolution(chair, primary), ids: made.map(({ id }) => id) };
    const answers = await each(() => chair.call(approveApplications, input));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const codes = answers.flatMap(({ body }) => body.outcomes.map(({ code }) => code ?? 'approved'));
    expect(tally(codes)).toEqual({ approved: 6, 'people.bad_step': 6 * (MANY - 1) });
    for (const { idNo } of made) expect(await openPeriods(app, idNo)).toBe(1);
  });

  test('of the same applications in opposite orders never lock each other out', async () => {
    const app = await testApp();
    const { chair, primary } = await chaired(app);
    for (let round = 0; round < 3; round++) {
      const ids = (await applications(app, primary, 12)).map(({ id }) => id);
      const id = await newResolution(chair, primary);
      const orders = [ids, ids.toReversed()];
      const answers = await Promise.all(
        [0, 1, 0, 1].map((way) => chair.call(approveApplications, { id, ids: orders[way]! })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(answers.reduce((sum, { body }) => sum + body.done, 0)).toBe(12);
    }
  });

  test('of the same people at different unions, in opposite orders, neither', async () => {
    const app = await testApp();
    const { chair, primary, street } = await chaired(app);
    for (let round = 0; round < 3; round++) {
      const people = Array.from({ length: 10 }, () => nextIdNumber());
      const batch = async (union: number, order: readonly string[]) => {
        const ids: string[] = [];
        for (const idNo of order) ids.push((await newApplication(app, union, { idNo })).id);
        return { id: await newResolution(chair, union), ids };
      };
      const both = [await batch(primary, people), await batch(street, people.toReversed())];
      const answers = await Promise.all(both.map((input) => chair.call(approveApplications, input)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers.reduce((sum, { body }) => sum + body.done, 0)).toBe(10);
      for (const idNo of people) expect(await openPeriods(app, idNo)).toBe(1);
    }
  });

  test('that take each other’s phones in opposite orders, neither', async () => {
    const app = await testApp();
    const { chair, primary, street } = await chaired(app);
    for (let round = 0; round < 2; round++) {
      const phones = Array.from({ length: 8 }, () => nextPhone());
      const batch = async (union: number, order: readonly string[]) => {
        const ids: string[] = [];
        for (const phone of order) ids.push((await newApplication(app, union, { phone })).id);
        return { id: await newResolution(chair, union), ids };
      };
      const both = [await batch(primary, phones), await batch(street, phones.toReversed())];
      const answers = await Promise.all(both.map((input) => chair.call(approveApplications, input)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const codes = answers.flatMap(({ body }) => body.outcomes.map(({ code }) => code ?? 'approved'));
      expect(tally(codes)).toEqual({ approved: 8, 'people.phone_taken': 8 });
    }
  });
});
