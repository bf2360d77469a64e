import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import type { ItemState } from '../contract.ts';
import { newBody, newItem, newMeeting } from '../factory.ts';
import { isOpen, ITEM_STEPS } from '../rules.ts';
import { carryItem } from './carry/contract.ts';
import * as contract from './contract.ts';
import { openItemsAt } from './queries.ts';
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

/** What a history does: something is agreed, an item is taken a step, a meeting is held and hears what is open. */
type Move =
  | { readonly kind: 'agree' }
  | { readonly kind: 'step'; readonly item: number; readonly to: number }
  | { readonly kind: 'meet'; readonly hears: boolean };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'agree' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('step' as const), item: fc.nat(20), to: fc.nat(20) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('meet' as const), hears: fc.boolean() }) },
);

interface Known {
  state: ItemState;
  version: number;
  /** Nobody has to hear of its end any more. */
  told: boolean;
}

/** The same history by HTTP and in the simplest model of it. */
async function live(moves: readonly Move[]): Promise<void> {
  const { chair, body, meeting: first } = await begin(t);
  let at = Date.parse('2027-01-01T01:00:00Z');
  const tick = (): Date => {
    at += 3_600_000;
    t.setNow(new Date(at));
    return new Date(at);
  };
  const meetings = [first.id];
  const items = new Map<string, Known>();
  const facts = { text: '一件', measure: '做完', leadUnit: body.units[1]!.id, dueOn: '2030-01-01' };
  for (const one of moves) {
    tick();
    const latest = meetings.length - 1;
    if (one.kind === 'agree') {
      const { body: added } = await chair.call(contract.addItem, { id: meetings[latest]!, ...facts });
      items.set(added.id, { state: 'assigned', version: 1, told: false });
    } else if (one.kind === 'step') {
      const [id, known] = [...items][one.item % Math.max(1, items.size)] ?? [];
      const to = known && ITEM_STEPS[known.state][one.to % Math.max(1, ITEM_STEPS[known.state].length)];
      if (!id || !known || !to) continue;
      const given = { reason: '说明', dueOn: '2031-01-01', outcome: '结果', how: 'solved' as const };
      const answer = await chair.call(stepItem, {
        id,
        version: known.version,
        to,
        owner: { name: '王' },
        ...given,
      });
      expect(answer.status).toBe(200);
      known.state = to;
      known.version += 1;
    } else {
      const startsAt = tick();
      const next = await newMeeting(t, body, 'held', { year: 2027 + meetings.length, starts_at: startsAt });
      tick();
      meetings.push(next.id);
      const carried = await openItemsAt(t.ctx(), next.id);
      const expected = [...items].filter(([, { state, told }]) => isOpen(state) || !told).map(([id]) => id);
      expect(carried.map(({ id }) => id).sort()).toEqual(expected.sort());
      for (const [id, known] of items) {
        if (!isOpen(known.state)) known.told = true;
        else if (one.hears) {
          const said = { id: next.id, itemId: id, version: known.version, decision: 'goes_on' as const };
          expect((await chair.call(carryItem, said)).status).toBe(200);
        }
      }
    }
  }
  const { items: listed, total } = (await chair.call(contract.listItems, { show: 'all', limit: 200 })).body;
  expect(total).toBe(items.size);
  // Every item is in exactly one state, the one that its history ends with.
  for (const { id, state } of listed) expect(state).toBe(items.get(id)!.state);
  t.setNow(null);
}

test('no agreed item is ever without a state, and none disappears between meetings', async () => {
  await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 24 }), live), { numRuns: 12 });
}, 120_000);
