import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '#kernel/contract';
import { inTx } from '#kernel/ctx';
import { nextPhone, openTestApp, testApp, type Answer, type Client, type TestApp } from '#kernel/testing';
import { civilDate } from '#kernel/time';
import { newDistrict } from '#orgs/factory';
import { newMember } from '../factory.ts';
import { moveDue } from '../transfer/actions.ts';
import {
  acceptTransfer,
  answerMyTransfer,
  claimTransfer,
  endMembership,
  recordConsent,
  refuseTransfer,
  startTransfer,
  withdrawTransfer,
} from './contract.ts';

/** Pairs of requests at once: enough that some of them meet inside the database. */
const MANY = 20;

/** An app without the guards under test: connections are few, so they are taken away one after the other. */
let bare: TestApp;
beforeAll(async () => {
  bare = await openTestApp(`moves_race_${process.pid}`);
});
afterAll(() => bare.stop());

interface Pair {
  readonly id: string;
  readonly personId: string;
  readonly phone: string;
  readonly idNo: string;
}

/** Two unions with their chairs, and members of the one on their way to the other. */
async function between(app: TestApp) {
  const [old, next] = [await newDistrict(app), await newDistrict(app)];
  const giving = await app.officer('chair', old.district);
  const taking = await app.officer('chair', next.district);
  const waiting = async (agreed = true): Promise<Pair> => {
    const phone = nextPhone();
    const { personId, idNo } = await newMember(app, giving, old.primary, { phone });
    const { body } = await giving.call(startTransfer, { personId, toOrgId: next.primary });
    if (agreed) await giving.call(recordConsent, { id: body.id, note: '签字' });
    return { id: body.id, personId, phone, idNo };
  };
  const many = async (agreed = true) => {
    const pairs: Pair[] = [];
    for (let i = 0; i < MANY; i++) pairs.push(await waiting(agreed));
    return pairs;
  };
  return { next, giving, taking, waiting, many };
}

type Ask = (pair: Pair) => Promise<Answer<Contract>>;

const accept =
  (who: Client): Ask =>
  ({ id }) =>
    who.call(acceptTransfer, { id });
const withdraw =
  (who: Client): Ask =>
  ({ id }) =>
    who.call(withdrawTransfer, { id, reason: '填错了人' });
const refuse =
  (who: Client): Ask =>
  ({ id }) =>
    who.call(refuseTransfer, { id, reason: '不在本单位工作' });

/** Both at once for every pair; how often none, one or both were done, and what the others were told. */
async function meet(pairs: readonly Pair[], one: Ask, other: Ask) {
  const done = [0, 0, 0];
  const codes = new Set<string>();
  await Promise.all(
    pairs.map(async (pair) => {
      const answers = await Promise.all([one(pair), other(pair)]);
      done[answers.filter(({ status }) => status < 300).length]! += 1;
      for (const { status, problem } of answers) if (status >= 300) codes.add(`${status} ${problem.code}`);
    }),
  );
  return { done, codes: [...codes] };
}

/** Waits until `count` requests wait for a lock, or `last` is over. Looks that are being noted are nobody's request. */
async function untilWaiting({ pool }: TestApp, count: number, last: Promise<unknown>): Promise<void> {
  const over = last.then(
    () => true,
    () => true,
  );
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(
      `select count(*) as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
         and not (query like '%insert into kernel.audit_entry%' and backend_xid is null)`,
    );
    if (rows[0]!.waiting >= count || (await Promise.race([over, pause(5, false)]))) return;
  }
}

/**
 * Stops `first` when it has written and not committed (at the audit log, which comes last), then lets `second` come and
 * wait as well, and lets both go on: the worst order there is, each time.
 */
async function overlap<T, U>(app: TestApp, first: () => Promise<T>, second: () => Promise<U>) {
  const gate = await app.pool.connect();
  try {
    await gate.query('begin');
    await gate.query('lock table kernel.audit_entry in share mode');
    const one = first();
    await untilWaiting(app, 1, one);
    const other = second();
    await untilWaiting(app, 2, other);
    await gate.query('commit');
    return await Promise.all([one, other]);
  } finally {
    gate.release();
  }
}

const statuses = (answers: readonly Answer<Contract>[]) => answers.map(({ status }) => status);

/** People whose membership is not one chain with one open period, in step with their transfers. */
async function broken(app: TestApp, pairs: readonly Pair[]): Promise<number> {
  const { rows } = await app.pool.query<{ bad: number }>(
    `select count(*) as bad from people.person as p where id = any($1) and not (
      (select count(*) from people.membership where person_id = p.id and upper_inf(during))
        = case p.standing when 'resigned' then 0 else 1 end
      and (select bool_and(coalesce(until = next, true)) from (select upper(during) as until,
          lead(lower(during)) over (order by lower(during)) as next
        from people.membership where person_id = p.id) as chain)
      and (select count(*) from people.transfer where person_id = p.id and closed_at is null)
        = case p.standing when 'transferring' then 1 else 0 end
      and (select count(*) from people.membership where person_id = p.id) - 1
        = (select count(*) from people.transfer where person_id = p.id and state = 'moved'))`,
    [pairs.map(({ personId }) => personId)],
  );
  return rows[0]!.bad;
}

async function acceptTwice(app: TestApp) {
  const { taking, waiting } = await between(app);
  const pair = await waiting();
  const ask = () => accept(taking)(pair);
  return { statuses: statuses(await overlap(app, ask, ask)), broken: await broken(app, [pair]) };
}

async function withdrawAndAccept(app: TestApp) {
  const { giving, taking, waiting } = await between(app);
  const pair = await waiting();
  const answers = await overlap(
    app,
    () => withdraw(giving)(pair),
    () => accept(taking)(pair),
  );
  return { statuses: statuses(answers), broken: await broken(app, [pair]) };
}

/** Refused on the morning on which it moves by itself. */
async function refuseAndExpire(app: TestApp) {
  const { taking, waiting } = await between(app);
  const pair = await waiting();
  await app.pool.query(`update people.transfer set due_on = current_date - 3 where id = $1`, [pair.id]);
  const [refused] = await overlap(
    app,
    () => refuse(taking)(pair),
    () => inTx(app.ctx(), moveDue),
  );
  const { rows } = await app.pool.query<{ periods: number }>(
    'select count(*) as periods from people.membership where person_id = $1',
    [pair.personId],
  );
  return { refused: refused.status, periods: rows[0]!.periods, broken: await broken(app, [pair]) };
}

/** Both unions ask. */
async function askTwice(app: TestApp) {
  const { giving, taking, next, waiting } = await between(app);
  const pair = await waiting();
  await withdraw(giving)(pair);
  const { personId, idNo } = pair;
  const answers = await overlap(
    app,
    () => giving.call(startTransfer, { personId, toOrgId: next.street }),
    () => taking.call(claimTransfer, { toOrgId: next.primary, name: '测试人', idNo }),
  );
  return { statuses: statuses(answers), broken: await broken(app, [pair]) };
}

const STEP = { codes: ['409 people.transfer_step'] };

describe('at once', () => {
  test('two who accept move the membership once', async () => {
    const app = await testApp();
    const { taking, many } = await between(app);
    const pairs = await many();
    expect(await meet(pairs, accept(taking), accept(taking))).toEqual({ done: [0, MANY, 0], ...STEP });
    expect(await broken(app, pairs)).toBe(0);
    expect(await acceptTwice(app)).toEqual({ statuses: [200, 409], broken: 0 });
  });

  test('withdrawing and accepting end in one of the two', async () => {
    const app = await testApp();
    const { giving, taking, many } = await between(app);
    const pairs = await many();
    expect(await meet(pairs, withdraw(giving), accept(taking))).toEqual({ done: [0, MANY, 0], ...STEP });
    expect(await broken(app, pairs)).toBe(0);
    expect(await withdrawAndAccept(app)).toEqual({ statuses: [200, 409], broken: 0 });
  });

  test('refusing and moving by itself end in one of the two', async () => {
    expect(await refuseAndExpire(await testApp())).toEqual({ refused: 200, periods: 1, broken: 0 });
  });

  test('both unions that ask open one transfer', async () => {
    expect(await askTwice(await testApp())).toEqual({ statuses: [201, 409], broken: 0 });
  });

  test('the member’s word and the other union’s move it once, whoever is first', async () => {
    const app = await testApp();
    const { taking, many } = await between(app);
    const pairs = await many(false);
    const workers = new Map<string, Client>();
    for (const { phone } of pairs) workers.set(phone, await app.worker(phone));
    const agree: Ask = ({ id, phone }) => workers.get(phone)!.call(answerMyTransfer, { id, agree: true });
    expect(await meet(pairs, agree, accept(taking))).toEqual({ done: [0, 0, MANY], codes: [] });
    expect(await broken(app, pairs)).toBe(0);
    const { rows } = await app.pool.query('select distinct state from people.transfer where id = any($1)', [
      pairs.map(({ id }) => id),
    ]);
    expect(rows).toEqual([{ state: 'moved' }]);
  });

  test('accepting and ending move the membership or end it', async () => {
    const app = await testApp();
    const { giving, taking, many } = await between(app);
    const pairs = await many();
    const on = civilDate(new Date());
    const resign: Ask = ({ personId }) =>
      giving.call(endMembership, { id: personId, as: 'resigned', on, reason: '本人书面申请' });
    expect((await meet(pairs, accept(taking), resign)).done).toEqual([0, MANY, 0]);
    expect(await broken(app, pairs)).toBe(0);
  });
});

describe('without the lock of a person', () => {
  beforeAll(() =>
    bare.pool.query(
      `create or replace function people.hold(ids uuid[]) returns void language sql as 'select'`,
    ),
  );

  test('the database still has one period at a time', async () => {
    expect(await acceptTwice(bare)).toEqual({ statuses: [200, 409], broken: 0 });
  });

  test('the database still has one open transfer at a time', async () => {
    expect(await askTwice(bare)).toEqual({ statuses: [201, 409], broken: 0 });
  });

  test('negative control: withdrawing and accepting end in both', async () => {
    expect(await withdrawAndAccept(bare)).toMatchObject({ statuses: [200, 200] });
  });

  test('negative control: a refused membership moves', async () => {
    expect(await refuseAndExpire(bare)).toMatchObject({ refused: 200, periods: 2 });
  });

  describe('and without the constraints', () => {
    beforeAll(() =>
      bare.pool.query(`
        alter table people.membership drop constraint membership_one_at_a_time;
        drop index people.membership_number_once;
        drop index people.transfer_one_open`),
    );

    test('negative control: two who accept move the membership twice', async () => {
      expect(await acceptTwice(bare)).toEqual({ statuses: [200, 200], broken: 1 });
    });

    test('negative control: both unions that ask open a transfer each', async () => {
      expect(await askTwice(bare)).toEqual({ statuses: [201, 201], broken: 1 });
    });
  });
});
