import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/ids';
import { expectProblem, nextPhone, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { answerSuggestion, listSuggestions, listVoiceTodos, makeSuggestion } from './contract.ts';

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

async function suggest(app: TestApp, orgId: number, given: { text?: string; contact?: string } = {}) {
  const answer = await app.guest().call(makeSuggestion, { text: '按钮太小', page: '/join', orgId, ...given });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

describe('a suggestion', () => {
  test('needs no account, and reaches the union it concerns', async () => {
    const { app, chair, primary } = await chaired();
    const id = await suggest(app, primary, { text: ' 戴手套点不到 ' });
    const { body } = await chair.call(listSuggestions, {});
    expect(body).toEqual({
      items: [
        {
          id,
          text: '戴手套点不到',
          page: '/join',
          org: { id: primary, name: expect.any(String), kind: 'union' },
          state: 'open',
          at: expect.stringMatching(/Z$/),
          hasContact: false,
          note: null,
          answeredAt: null,
        },
      ],
      next: null,
      total: 1,
    });
  });

  test('that names no union is for the federation', async () => {
    const { app, chair, root } = await chaired();
    const text = `没有写给谁 ${newId().slice(-12)}`;
    await app.guest().call(makeSuggestion, { text, page: '/' });
    expect((await chair.call(listSuggestions, {})).body.total).toBe(0);
    const top = await app.officer('viewer', root);
    expect((await top.call(listSuggestions, { q: text })).body.items).toMatchObject([{ org: { id: root } }]);
  });

  test('of nowhere is not taken', async () => {
    const { app } = await chaired();
    const nowhere = { text: '提意见', page: '/', orgId: 2_000_000_000 };
    expectProblem(await app.guest().call(makeSuggestion, nowhere), 404, 'orgs.not_found');
  });

  test.each([
    ['no text', { text: '  ' }, 'text'],
    ['a page of another site', { page: 'https://example.org/' }, 'page'],
    ['a page with its query', { page: '/track?token=x' }, 'page'],
    ['a page with its fragment', { page: '/track#secret' }, 'page'],
    ['too long a text', { text: '长'.repeat(1001) }, 'text'],
  ])('with %s is refused', async (_what, given, field) => {
    const { app } = await chaired();
    const answer = await app.guest().call(makeSuggestion, { text: '提意见', page: '/', ...given });
    expectProblem(answer, 400, 'kernel.bad_request', field);
  });

  test('keeps a contact sealed, and tells officers only that there is one', async () => {
    const { app, chair, primary } = await chaired();
    const contact = nextPhone();
    const id = await suggest(app, primary, { contact });
    const { body, raw } = await chair.call(listSuggestions, {});
    expect(body.items).toMatchObject([{ id, hasContact: true }]);
    expect(raw.toString()).not.toContain(contact);
    const { rows } = await app.pool.query('select s::text as row from voices.voice s where id = $1', [id]);
    expect(rows[0]!.row).not.toContain(contact);
  });
});

describe('an answer', () => {
  test.each([
    ['a phone', () => nextPhone(), (contact: string) => contact],
    ['a phone as people write it', () => `+86 ${nextPhone()}`, (contact: string) => contact.slice(4)],
    ['an address', () => `worker${nextPhone()}@example.org`, (contact: string) => contact],
    ['a name on a chat', () => `wx-${nextPhone()}`, () => null],
    ['no contact', () => undefined, () => null],
  ])('goes to %s', async (_what, newContact, addressOf) => {
    const { app, chair, primary } = await chaired();
    const contact = newContact();
    const id = await suggest(app, primary, contact === undefined ? {} : { contact });
    const answer = await chair.call(answerSuggestion, { id, note: '已改大' });
    expect(answer).toMatchObject({ status: 200, body: { state: 'answered' } });
    const { items } = (await chair.call(listSuggestions, { state: 'answered' })).body;
    expect(items).toMatchObject([{ id, note: '已改大', state: 'answered', answeredAt: expect.any(String) }]);
    const to = addressOf(contact ?? '');
    const sent = to === null ? [] : await app.messagesTo(to);
    expect(sent).toEqual(to === null ? [] : [{ template: 'voices.answered', params: { note: '已改大' } }]);
  });

  test('is given once, also by several at once', async () => {
    const { app, chair, primary } = await chaired();
    // The first round finds few connections open, and so little happens at once.
    for (let round = 0; round < 3; round++) {
      const contact = nextPhone();
      const id = await suggest(app, primary, { contact });
      const all = await Promise.all(
        Array.from('一二三四五六七八', (note) => chair.call(answerSuggestion, { id, note })),
      );
      const refused = all.filter(({ status }) => status !== 200);
      expect(refused).toHaveLength(7);
      for (const answer of refused) expectProblem(answer, 409, 'voices.already_answered');
      expect(await app.messagesTo(contact)).toHaveLength(1);
    }
  });

  test('is for who may answer there', async () => {
    const { app, pool, primary } = await chaired();
    const id = await suggest(app, primary);
    const viewer = await app.officer('viewer', primary);
    expectProblem(await viewer.call(answerSuggestion, { id, note: '好' }), 403, 'kernel.forbidden');
    const sibling = await app.officer('chair', pool);
    for (const unknown of [id, '01890000-0000-7000-8000-000000000000'])
      expectProblem(
        await sibling.call(answerSuggestion, { id: unknown, note: '好' }),
        404,
        'voices.not_found',
      );
    expect((await sibling.call(listSuggestions, { state: 'all' })).body.total).toBe(0);
  });
});

describe('the list', () => {
  test('is newest first, by state and words, in pages that meet exactly', async () => {
    const { app, chair, primary } = await chaired();
    const made: string[] = [];
    for (const text of ['一号线', '二_线', '三号线', '四号线'])
      made.unshift(await suggest(app, primary, { text }));
    await chair.call(answerSuggestion, { id: made[1]!, note: '好' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const input = { state: 'all' as const, limit: 3, ...(cursor ? { cursor } : {}) };
      const { body } = await chair.call(listSuggestions, input);
      expect(body.total).toBe(4);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made);
    expect((await chair.call(listSuggestions, {})).body.total).toBe(3);
    expect((await chair.call(listSuggestions, { q: '_' })).body.items).toMatchObject([{ text: '二_线' }]);
    const wrong = Buffer.from('["2026","x"]').toString('base64url');
    expectProblem(await chair.call(listSuggestions, { cursor: wrong }), 400, 'kernel.bad_cursor');
  });

  test('of things to do says how many wait and since when', async () => {
    const { app, chair, primary } = await chaired();
    expect((await chair.call(listVoiceTodos, {})).body.items).toEqual([]);
    for (let i = 0; i < 12; i++) await suggest(app, primary);
    const oldest = (await chair.call(listSuggestions, {})).body.items.at(-1)!;
    expect((await chair.call(listVoiceTodos, {})).body.items).toEqual([
      {
        code: 'voices.suggestions_waiting',
        count: 12,
        oldest: oldest.at,
        minutes: 10,
        href: '/staff/suggestions',
      },
    ]);
  });
});
