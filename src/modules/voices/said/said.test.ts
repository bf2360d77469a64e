import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Request } from '#kernel/contract';
import { inTx, makeCtx, systemCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { expectProblem, nextPhone, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newPlace } from '#places/factory';
import { newVoiceLink } from '../actions.ts';
import { answerVoice, delayVoice, listVoices, makeVoice } from '../contract.ts';
import { plantConcern, plantVoice } from '../factory.ts';
import voices from '../module.ts';
import * as actions from './actions.ts';
import { addSaid, forgetSaid, viewSaid } from './contract.ts';
import { afterAddition, maskContact, maskName } from './rules.ts';

const DAY = 86_400_000;
const NOON = Date.parse('2026-11-24T04:00:00Z');

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

async function said(given: Partial<Request<typeof makeVoice>> = {}) {
  t.setNow(new Date(NOON));
  const { primary } = await newDistrict(t);
  const chair = await t.officer('chair', primary);
  const text = { text: '热水器又坏了', page: '/near' };
  const { status, body } = await t.guest().call(makeVoice, { ...text, orgId: primary, ...given });
  expect(status).toBe(201);
  const view = async () => (await t.guest().call(viewSaid, { token: body.token })).body;
  const add = (more: Omit<Request<typeof addSaid>, 'token'>) =>
    t.guest().call(addSaid, { token: body.token, ...more });
  const answer = (note: string) => chair.call(answerVoice, { id: body.id, note });
  return { primary, chair, ...body, view, add, answer };
}

/** All that is on record of a voice. */
async function rowsOf(id: string): Promise<unknown> {
  const { rows } = await t.pool.query(
    `select (select v::text from voices.voice v where id = $1) as voice,
       (select count(*) from voices.addition where voice_id = $1) as additions,
       (select string_agg(l::text, ',' order by l.id) from kernel.link l where subject = $1::text) as links,
       (select count(*) from kernel.audit_entry where entity_id = $1::text) as entries`,
    [id],
  );
  return rows;
}

describe('who said something', () => {
  test('sees by the link what it was, whom it is with and how long answers take', async () => {
    const { view, id } = await said({ kind: 'wish' });
    t.setNow(new Date(NOON + 3 * DAY));
    const before = await rowsOf(id);
    expect(await view()).toEqual({
      kind: 'wish',
      text: '热水器又坏了',
      place: null,
      union: { name: expect.any(String), phone: expect.any(String) },
      state: 'open',
      at: '2026-11-24T04:00:00.000Z',
      since: '2026-11-24T04:00:00.000Z',
      answerDays: 15,
      overdue: false,
      answer: null,
      answeredAt: null,
      additions: [],
      delays: [],
      delay: null,
      others: null,
      steps: [],
      contact: null,
      name: null,
      keptMonths: { contact: 6, words: 36 },
    });
    expect(await rowsOf(id)).toEqual(before);
    t.setNow(new Date(NOON + 15 * DAY + 1));
    expect(await view()).toMatchObject({ overdue: true, state: 'open' });
  });

  test('sees the place that it is about', async () => {
    t.setNow(new Date(NOON));
    const { primary } = await newDistrict(t);
    const place = await newPlace(await t.officer('chair', primary), primary);
    const { body } = await t.guest().call(makeVoice, { text: '灯不亮', placeCode: place.code });
    const view = (await t.guest().call(viewSaid, { token: body.token })).body;
    expect(view.place).toEqual({ code: place.code, name: expect.any(String) });
  });

  test('reads the answer, and how many others and which steps it went with, but no page of the desk', async () => {
    const { view, primary, id } = await said();
    const concern_id = await plantConcern(t, primary);
    for (let i = 0; i < 2; i++) await plantVoice(t, primary, { state: 'grouped', concern_id });
    await t.pool.query(`update voices.voice set state = 'grouped', concern_id = $2 where id = $1`, [
      id,
      concern_id,
    ]);
    const steps = [
      { id: newId(NOON + 2), kind: 'agenda' as const, text: '列入第三次联席会议', href: '/staff/meetings/1' },
      { id: newId(NOON + 1), kind: 'referred' as const, text: '提交联席会议研究', href: null },
    ];
    for (const [i, step] of steps.entries())
      await t.owner
        .insertInto('voices.step')
        .values({ ...step, concern_id, at: new Date(NOON + (2 - i) * DAY) })
        .execute();
    const seen = await view();
    expect(seen).toMatchObject({ state: 'grouped', others: 2, answer: null });
    expect(seen.steps).toEqual([
      { kind: 'referred', text: '提交联席会议研究', at: '2026-11-25T04:00:00.000Z' },
      { kind: 'agenda', text: '列入第三次联席会议', at: '2026-11-26T04:00:00.000Z' },
    ]);
  });

  test('opens nothing else by it', async () => {
    const one = await said({ text: '第一件' });
    const two = await said({ text: '第二件' });
    expect((await one.view()).text).toBe('第一件');
    expect((await two.view()).text).toBe('第二件');
    await one.add({ text: '只补这一件' });
    expect((await two.view()).additions).toEqual([]);
    const forged = `${one.token.slice(0, -1)}${one.token.endsWith('A') ? 'B' : 'A'}`;
    for (const contract of [viewSaid, addSaid, forgetSaid] as const)
      expectProblem(
        await t.guest().call(contract, { token: forged, text: '猜的' }),
        404,
        'kernel.link_unknown',
      );
    await t.pool.query('update kernel.link set revoked_at = now() where subject = $1', [one.id]);
    for (const contract of [viewSaid, addSaid, forgetSaid] as const)
      expectProblem(
        await t.guest().call(contract, { token: one.token, text: '晚了' }),
        410,
        'kernel.link_over',
      );
  });
});

describe('an answer that takes longer', () => {
  test('has its reason told, which teller and officers read; the voice is as old as before', async () => {
    const { view, chair, id, answer, add } = await said();
    t.setNow(new Date(NOON + 16 * DAY));
    const told = { reason: '要等换热水器的招标结束', until: '2026-12-20' };
    expect(await chair.call(delayVoice, { id, ...told })).toMatchObject({
      status: 200,
      body: { state: 'open' },
    });
    const delay = { ...told, at: new Date(NOON + 16 * DAY).toISOString() };
    expect(await view()).toMatchObject({ state: 'open', overdue: true, delay, delays: [delay] });
    expect((await chair.call(listVoices, { overdue: 'yes' })).body.items).toMatchObject([{ id, delay }]);
    const unsure = { reason: '招标延期', until: null };
    expect((await chair.call(delayVoice, { id, reason: unsure.reason })).status).toBe(200);
    expect(await view()).toMatchObject({ delay: unsure, delays: [delay, unsure] });
    t.setNow(new Date(NOON + 17 * DAY));
    await answer('换好了');
    t.setNow(new Date(NOON + 18 * DAY));
    await add({ helped: false });
    expect(await view()).toMatchObject({ state: 'open', delay: null, delays: [delay, unsure] });
  });

  test('is of a voice that waits by itself, and of a day to come', async () => {
    const { primary, chair, id, answer } = await said();
    const past = { id, reason: '要等', until: '2026-11-23' };
    expectProblem(await chair.call(delayVoice, past), 422, 'voices.delay_past', 'until');
    await answer('好了');
    expectProblem(await chair.call(delayVoice, { id, reason: '要等' }), 409, 'voices.already_answered');
    const concern_id = await plantConcern(t, primary);
    const grouped = await plantVoice(t, primary, { state: 'grouped', concern_id });
    expectProblem(
      await chair.call(delayVoice, { id: grouped, reason: '要等' }),
      409,
      'voices.answered_with_concern',
    );
    const nobody = '01890000-0000-7000-8000-000000000000';
    expectProblem(await chair.call(delayVoice, { id: nobody, reason: '要等' }), 404, 'voices.not_found');
  });
});

describe('what is added', () => {
  test('stays with what was said, and officers read it', async () => {
    const { add, view, chair, id } = await said();
    expect((await add({ text: '早上六点也是坏的' })).body).toEqual({ state: 'open' });
    const added = { text: '早上六点也是坏的', helped: null, at: expect.any(String), answer: null };
    expect((await view()).additions).toEqual([added]);
    expect((await chair.call(listVoices, {})).body.items).toMatchObject([{ id, additions: [added] }]);
  });

  test.each<[string, Omit<Request<typeof addSaid>, 'token'>]>([
    ['that it did not help', { helped: false }],
    ['that it did not help, and why', { text: '还是没有热水', helped: false }],
    ['a few words', { text: '还是没有热水' }],
  ])(
    'to an answer, %s, opens it again; the wait begins anew, and the answer is kept',
    async (_what, more) => {
      const { add, view, answer, chair, id } = await said();
      await answer('已报修');
      t.setNow(new Date(NOON + 20 * DAY));
      expect((await add(more)).body).toEqual({ state: 'open' });
      const kept = { text: more.text ?? '', helped: more.helped ?? null, answer: '已报修' };
      expect(await view()).toMatchObject({
        state: 'open',
        answer: null,
        overdue: false,
        since: new Date(NOON + 20 * DAY).toISOString(),
        additions: [kept],
      });
      const { items } = (await chair.call(listVoices, {})).body;
      expect(items).toMatchObject([{ id, state: 'open', overdue: false, additions: [kept] }]);
      expect((await answer('今天换了新的')).status).toBe(200);
      expect(await view()).toMatchObject({ state: 'answered', answer: '今天换了新的', additions: [kept] });
      const { rows } = await t.pool.query(
        `select from_state || '>' || to_state as step, actor = 'guest' as guest from kernel.state_change
       where entity_id = $1 and from_state is not null order by at, id`,
        [id],
      );
      expect(rows).toEqual([
        { step: 'open>answered', guest: false },
        { step: 'answered>open', guest: true },
        { step: 'open>answered', guest: false },
      ]);
    },
  );

  test('to an answer that helped leaves it answered', async () => {
    const { add, view, answer } = await said();
    await answer('已换新的');
    expect((await add({ helped: true })).body).toEqual({ state: 'answered' });
    expect(await view()).toMatchObject({
      state: 'answered',
      answer: '已换新的',
      additions: [{ helped: true }],
    });
  });

  test('is something, about an answer only where there is one, and ends at some time', async () => {
    const { add } = await said();
    expectProblem(await add({ text: '  ' }), 422, 'voices.addition_empty', 'text');
    expectProblem(await add({ helped: false }), 409, 'voices.addition_unanswered');
    for (let i = 0; i < 20; i++) expect((await add({ text: `第${i}次` })).status).toBe(200);
    expectProblem(await add({ text: '再一次' }), 409, 'voices.additions_full');
  });

  test('by many at once opens an answer once', async () => {
    const { answer, id } = await said();
    await answer('已报修');
    const links = [1, 2, 3, 4].map(() => inTx(t.ctx(), (tx) => newVoiceLink(tx, id)));
    const tokens = (await Promise.all(links)).map(({ token }) => token);
    const all = await Promise.all(tokens.map((token) => t.guest().call(addSaid, { token, text: '没好' })));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { rows } = await t.pool.query(
      `select count(*) filter (where answer is not null) as answers, count(*) as additions from voices.addition
       where voice_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ answers: 1, additions: 4 }]);
    const steps = await t.pool.query(
      `select from kernel.state_change where entity_id = $1 and from_state = 'answered'`,
      [id],
    );
    expect(steps.rowCount).toBe(1);
  });

  /** Takes the lock on the row away. */
  const unlocked: KyselyPlugin = {
    transformQuery: ({ node }) =>
      node.kind === 'SelectQueryNode' && 'endModifiers' in node ? { ...node, endModifiers: [] } : node,
    transformResult: async ({ result }) => result,
  };

  test('negative control: without the row’s lock it opens several times', async () => {
    let opened = 0;
    for (let round = 0; round < 5 && opened < 2; round++) {
      const { answer, id } = await said();
      await answer('已报修');
      // Each by a link of their own: the row of a link holds back who else comes by it.
      const links = [1, 2, 3, 4].map(() => inTx(t.ctx(), (tx) => newVoiceLink(tx, id)));
      const tokens = (await Promise.all(links)).map(({ token }) => token);
      const ctx = makeCtx({ ...t.ctx(), db: t.app.db.withPlugin(unlocked) });
      await Promise.all(
        tokens.map((token) => inTx(ctx, (tx) => actions.addSaid(tx, { token, text: '没好' }))),
      );
      const { rows } = await t.pool.query(
        `select from kernel.state_change where entity_id = $1 and from_state = 'answered'`,
        [id],
      );
      opened = rows.length;
    }
    expect(opened).toBeGreaterThan(1);
  });

  test.each([
    ['open', null, 'open'],
    ['grouped', null, 'grouped'],
    ['answered', null, 'open'],
    ['answered', false, 'open'],
    ['answered', true, 'answered'],
  ] as const)('to what is %s, helped %s, leaves it %s', (state, helped, to) => {
    expect(afterAddition(state, helped)).toBe(to);
  });
});

describe('name and contact', () => {
  test('are shown to their owner in part, and emptied at their word, also after a restore', async () => {
    const contact = nextPhone();
    const { view, token, id, answer } = await said({ contact, name: '冯立冬', nameConsent: true });
    expect(await view()).toMatchObject({
      name: '冯**',
      contact: `${contact.slice(0, 3)}****${contact.slice(-4)}`,
    });
    const sealed = async () =>
      (await t.pool.query('select contact_sealed, name_sealed from voices.voice where id = $1', [id]))
        .rows[0];
    const before = await sealed();
    expect((await t.guest().call(forgetSaid, { token })).body).toEqual({ done: true });
    expect(await sealed()).toEqual({ contact_sealed: null, name_sealed: null });
    expect(await view()).toMatchObject({ name: null, contact: null, state: 'open' });
    await answer('好了');
    expect(await t.messagesTo(contact)).toEqual([]);
    await t.pool.query('update voices.voice set contact_sealed = $2, name_sealed = $3 where id = $1', [
      id,
      before.contact_sealed,
      before.name_sealed,
    ]);
    await inTx(systemCtx(t.app, 'test'), (ctx) => voices.replayErasures!(ctx, ['no uuid', id]));
    expect(await sealed()).toEqual({ contact_sealed: null, name_sealed: null });
  });

  test.each([
    ['13800138000', '138****8000'],
    ['+86 138-0013-8000', '138****8000'],
    ['worker@example.org', 'wo***@example.org'],
    ['wx-zheng', 'wx***'],
    ['郑', '郑***'],
  ])('%s reads %s', (contact, masked) => {
    expect(maskContact(contact)).toBe(masked);
  });

  test('of a name the first character is shown', () => {
    expect([maskName('郑小满'), maskName('𠮷田'), maskName('郑')]).toEqual(['郑**', '𠮷*', '郑']);
  });
});
