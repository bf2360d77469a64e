import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting } from '../factory.ts';
import { carryItem } from './carry/contract.ts';
import * as contract from './contract.ts';
import { stepItem } from './steps/contract.ts';

let t: TestApp;
/** An app in which the versions of items do not grow. */
let bare: TestApp;
beforeAll(async () => {
  t = await testApp();
  bare = await openTestApp(`items_race_${process.pid}`);
  await bare.pool.query(`create function meetings.stand_still() returns trigger language plpgsql as
    'begin new.version = old.version; return new; end'`);
  await bare.pool.query(`create trigger stand_still before update on meetings.item
    for each row execute function meetings.stand_still()`);
});
afterAll(() => bare.stop());

/** Pairs of requests at once: enough that some of them meet inside the database. */
const MANY = 6;

const OWNED = { state: 'in_progress', owner_name: '王处长' } as const;

async function begin(app: TestApp) {
  const d = await newDistrict(app);
  const [chair, clerk] = [
    await app.officer('chair', d.district),
    await app.officer('membership_officer', d.district),
  ];
  const body = await newBody(app, d.district);
  const meeting = await newMeeting(app, body, 'held', {
    year: 2026,
    starts_at: new Date(Date.now() - 86_400_000),
  });
  const item = () => newItem(app, meeting, body.units[1]!, OWNED);
  return { chair, clerk, body, meeting, item };
}

/** How many of the items were stepped twice by two who had seen the same. */
async function doubles(app: TestApp): Promise<number> {
  const { chair, clerk, item } = await begin(app);
  let both = 0;
  for (let n = 0; n < MANY; n += 1) {
    const { id } = await item();
    const answers = await Promise.all([
      chair.call(stepItem, { id, version: 1, to: 'reported', reason: '已建成' }),
      clerk.call(stepItem, { id, version: 1, to: 'deferred', reason: '等批复', dueOn: '2029-01-01' }),
    ]);
    const { history } = (await chair.call(contract.getItem, { id })).body;
    const taken = answers.filter(({ status }) => status === 200);
    expect(history).toHaveLength(taken.length);
    if (taken.length === 2) both += 1;
    else expect(answers.map(({ problem }) => problem?.code)).toContain('meetings.item_changed');
  }
  return both;
}

describe('two at once', () => {
  test('step one item: one of them, and the other is told', async () => {
    expect(await doubles(t)).toBe(0);
  });

  test('negative control: where versions do not grow, both steps are taken', async () => {
    expect(await doubles(bare)).toBe(MANY);
  });

  test('meetings that carry one item: the second sees what the first decided', async () => {
    const { chair, clerk, body, item } = await begin(t);
    const [one, two] = [
      await newMeeting(t, body, 'held', { year: 2027 }),
      await newMeeting(t, body, 'held', { year: 2028 }),
    ];
    for (let n = 0; n < MANY; n += 1) {
      const itemId = (await item()).id;
      const decide = { itemId, version: 1 };
      const answers = await Promise.all([
        chair.call(carryItem, { id: one.id, ...decide, decision: 'failed', said: '无用地', outcome: '不建' }),
        clerk.call(carryItem, {
          id: two.id,
          ...decide,
          decision: 'deferred',
          said: '等批复',
          dueOn: '2029-01-01',
        }),
      ]);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    }
  });

  test('say what one meeting heard of an item: it is kept once', async () => {
    const { chair, clerk, body, item } = await begin(t);
    const next = await newMeeting(t, body, 'held', { year: 2027 });
    const itemId = (await item()).id;
    const said = { id: next.id, itemId, version: 1, decision: 'goes_on' as const };
    const answers = await Promise.all([chair, clerk].map((who) => who.call(carryItem, said)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });
});
