import { afterEach, describe, expect, test } from 'vitest';
import { newId } from '#kernel/ids';
import { inTx, systemCtx } from '#kernel/ctx';
import { setPolicy } from '#kernel/policy';
import { dropTestApp, expectProblem, nextPhone, openTestApp, testApp, type TestApp } from '#kernel/testing';
import { civilDate } from '#kernel/time';
import { newDistrict } from '#orgs/factory';
import { newPlace } from '#places/factory';
import ExcelJS from 'exceljs';
import { answerVoice, exportVoices, listVoices, listVoiceTodos, makeVoice, revealVoice } from './contract.ts';
import { mostVoices } from './export/queries.ts';
import { plantConcern, plantVoice } from './factory.ts';

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

async function suggest(app: TestApp, orgId: number, given: { text?: string; contact?: string } = {}) {
  const answer = await app.guest().call(makeVoice, { text: '按钮太小', page: '/join', orgId, ...given });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const DAY = 86_400_000;
/** By day, so that no message waits for the morning. */
const NOON = Date.parse('2026-11-24T04:00:00Z');

afterEach(async () => (await testApp()).setNow(null));

describe('a voice', () => {
  test('needs no account, and reaches the union it concerns', async () => {
    const { app, chair, primary } = await chaired();
    const id = await suggest(app, primary, { text: ' 戴手套点不到 ' });
    const { body } = await chair.call(listVoices, {});
    expect(body).toEqual({
      items: [
        {
          id,
          kind: 'suggestion',
          theme: null,
          text: '戴手套点不到',
          page: '/join',
          org: { id: primary, name: expect.any(String), kind: 'union' },
          place: null,
          area: null,
          state: 'open',
          at: expect.stringMatching(/Z$/),
          since: body.items[0]!.at,
          overdue: false,
          hasContact: false,
          hasName: false,
          concernId: null,
          additions: [],
          delay: null,
          note: null,
          answeredAt: null,
        },
      ],
      next: null,
      total: 1,
      answerDays: 15,
    });
  });

  test('that names no union is for the federation', async () => {
    const { app, chair, root } = await chaired();
    const text = `没有写给谁 ${newId().slice(-12)}`;
    await app.guest().call(makeVoice, { text, page: '/' });
    expect((await chair.call(listVoices, {})).body.total).toBe(0);
    const top = await app.officer('viewer', root);
    expect((await top.call(listVoices, { q: text })).body.items).toMatchObject([{ org: { id: root } }]);
  });

  test('of nowhere is not taken', async () => {
    const { app } = await chaired();
    const nowhere = { text: '提意见', page: '/', orgId: 2_000_000_000 };
    expectProblem(await app.guest().call(makeVoice, nowhere), 404, 'orgs.not_found');
  });

  test.each([
    ['no text', { text: '  ' }, 'text'],
    ['a page of another site', { page: 'https://example.org/' }, 'page'],
    ['a page with its query', { page: '/track?token=x' }, 'page'],
    ['a page with its fragment', { page: '/track#secret' }, 'page'],
    ['too long a text', { text: '长'.repeat(1001) }, 'text'],
  ])('with %s is refused', async (_what, given, field) => {
    const { app } = await chaired();
    const answer = await app.guest().call(makeVoice, { text: '提意见', page: '/', ...given });
    expectProblem(answer, 400, 'kernel.bad_request', field);
  });

  test('about a place goes to the union that keeps it, with the place', async () => {
    const { app, chair, primary } = await chaired();
    const place = await newPlace(await app.officer('chair', primary), primary);
    const wish = {
      kind: 'wish' as const,
      text: '想要一台微波炉',
      placeCode: place.code,
      theme: 'places',
    };
    expect((await app.guest().call(makeVoice, wish)).status).toBe(201);
    const { items } = (await chair.call(listVoices, { kind: 'wish', theme: 'places' })).body;
    expect(items).toMatchObject([
      {
        kind: 'wish',
        theme: 'places',
        page: null,
        org: { id: primary },
        place: { id: place.id, code: place.code },
      },
    ]);
    expectProblem(
      await app.guest().call(makeVoice, { ...wish, placeCode: 'ZZZZZZ' }),
      404,
      'places.not_found',
    );
    const nothing = { ...wish, theme: 'weather' };
    expectProblem(await app.guest().call(makeVoice, nothing), 422, 'voices.concern_theme', 'theme');
  });

  test('names nobody: not even in the log of who said it while signed in', async () => {
    const { app, primary } = await chaired();
    const someone = await app.officer('viewer', primary);
    const { body } = await someone.call(makeVoice, { text: '不想让人知道', page: '/', orgId: primary });
    const { rows } = await app.pool.query(
      `select actor, ip from kernel.audit_entry where entity_id = $1
       union all select actor, null from kernel.state_change where entity_id = $1
       union all select created_by, null from kernel.link where subject = $1`,
      [body.id],
    );
    expect(rows).toEqual([
      { actor: 'guest', ip: null },
      { actor: 'guest', ip: null },
      { actor: 'holder', ip: null },
    ]);
  });

  test('takes a name by consent only, and shows it for a purpose only', async () => {
    const { app, chair, primary } = await chaired();
    const named = { text: '请回我一声', page: '/', orgId: primary, name: '郑小满', contact: 'wx-zheng' };
    expectProblem(await app.guest().call(makeVoice, named), 422, 'voices.name_consent', 'nameConsent');
    const { body } = await app.guest().call(makeVoice, { ...named, nameConsent: true });
    const list = await chair.call(listVoices, {});
    expect(list.body.items).toMatchObject([{ id: body.id, hasName: true, hasContact: true }]);
    expect(list.raw.toString()).not.toContain('郑小满');
    const shown = await chair.call(revealVoice, { id: body.id, purpose: '加微信回复' });
    expect(shown.body).toEqual({ name: '郑小满', contact: 'wx-zheng' });
    const { rows } = await app.pool.query(
      `select purpose from kernel.audit_entry where entity_id = $1 and action = 'voices.reveal'`,
      [body.id],
    );
    expect(rows).toEqual([{ purpose: '加微信回复' }]);
    const nobody = '01890000-0000-7000-8000-000000000000';
    expectProblem(await chair.call(revealVoice, { id: nobody, purpose: '看看' }), 404, 'voices.not_found');
  });

  test('keeps a contact sealed, and tells officers only that there is one', async () => {
    const { app, chair, primary } = await chaired();
    const contact = nextPhone();
    const id = await suggest(app, primary, { contact });
    const { body, raw } = await chair.call(listVoices, {});
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
    const answer = await chair.call(answerVoice, { id, note: '已改大' });
    expect(answer).toMatchObject({ status: 200, body: { state: 'answered' } });
    const { items } = (await chair.call(listVoices, { state: 'answered' })).body;
    expect(items).toMatchObject([{ id, note: '已改大', state: 'answered', answeredAt: expect.any(String) }]);
    const to = addressOf(contact ?? '');
    const sent = to === null ? [] : await app.messagesTo(to);
    expect(sent).toEqual(
      to === null
        ? []
        : [
            {
              template: 'voices.answered',
              params: { note: '已改大', link: expect.stringMatching(/\/said#.{20,}$/) },
            },
          ],
    );
  });

  test('is given once, also by several at once', async () => {
    const { app, chair, primary } = await chaired();
    // The first round finds few connections open, and so little happens at once.
    for (let round = 0; round < 3; round++) {
      const contact = nextPhone();
      const id = await suggest(app, primary, { contact });
      const all = await Promise.all(
        Array.from('一二三四五六七八', (note) => chair.call(answerVoice, { id, note })),
      );
      const refused = all.filter(({ status }) => status !== 200);
      expect(refused).toHaveLength(7);
      for (const answer of refused) expectProblem(answer, 409, 'voices.already_answered');
      expect(await app.messagesTo(contact)).toHaveLength(1);
    }
  });

  test('is given with the concern, to what belongs to one', async () => {
    const { app, chair, primary } = await chaired();
    const concern_id = await plantConcern(app, primary);
    const id = await plantVoice(app, primary, { state: 'grouped', concern_id });
    expectProblem(await chair.call(answerVoice, { id, note: '好' }), 409, 'voices.answered_with_concern');
    const { items } = (await chair.call(listVoices, { state: 'grouped' })).body;
    expect(items).toMatchObject([{ id, concernId: concern_id, state: 'grouped' }]);
  });

  test('is for who may answer there', async () => {
    const { app, pool, primary } = await chaired();
    const id = await suggest(app, primary);
    const viewer = await app.officer('viewer', primary);
    expectProblem(await viewer.call(answerVoice, { id, note: '好' }), 403, 'kernel.forbidden');
    const sibling = await app.officer('chair', pool);
    for (const unknown of [id, '01890000-0000-7000-8000-000000000000'])
      expectProblem(await sibling.call(answerVoice, { id: unknown, note: '好' }), 404, 'voices.not_found');
    expect((await sibling.call(listVoices, { state: 'all' })).body.total).toBe(0);
  });
});

describe('the list', () => {
  test('is newest first, by state and words, in pages that meet exactly', async () => {
    const { app, chair, primary } = await chaired();
    const made: string[] = [];
    for (const text of ['一号线', '二_线', '三号线', '四号线'])
      made.unshift(await suggest(app, primary, { text }));
    await chair.call(answerVoice, { id: made[1]!, note: '好' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const input = { state: 'all' as const, limit: 3, ...(cursor ? { cursor } : {}) };
      const { body } = await chair.call(listVoices, input);
      expect(body.total).toBe(4);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made);
    expect((await chair.call(listVoices, {})).body.total).toBe(3);
    expect((await chair.call(listVoices, { q: '_' })).body.items).toMatchObject([{ text: '二_线' }]);
    const wrong = Buffer.from('["2026","x"]').toString('base64url');
    expectProblem(await chair.call(listVoices, { cursor: wrong }), 400, 'kernel.bad_cursor');
  });

  test('may begin with what waits longest, and be bounded by a union', async () => {
    const { app, chair, primary, street } = await chaired();
    const ids: string[] = [];
    for (let days = 3; days > 0; days--)
      ids.push(
        await plantVoice(app, days === 2 ? street : primary, { at: new Date(Date.now() - days * DAY) }),
      );
    const first = (await chair.call(listVoices, { order: 'oldest', limit: 2 })).body;
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = (await chair.call(listVoices, { order: 'oldest', cursor: first.next! })).body;
    expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(2));
    const { items } = (await chair.call(listVoices, { under: primary })).body;
    expect(items.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    const sibling = await newDistrict(app);
    expectProblem(await chair.call(listVoices, { under: sibling.primary }), 404, 'orgs.not_found');
  });

  test('comes as a sheet, without name and contact, and that is recorded', async () => {
    const { app, chair, primary } = await chaired();
    const contact = nextPhone();
    const id = await suggest(app, primary, { text: '=1+1', contact });
    const added = { voice_id: id, at: new Date(), text: '' };
    for (const more of [{ helped: false }, { helped: null, text: '六点也是坏的' }])
      await app.owner
        .insertInto('voices.addition')
        .values({ id: newId(), ...added, ...more })
        .execute();
    const { status, raw } = await chair.call(exportVoices, { state: 'all' });
    expect(status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(raw as unknown as ArrayBuffer);
    const cells = JSON.stringify(book.worksheets[0]!.getSheetValues());
    expect(cells).toContain('=1+1');
    expect(cells).toContain('没解决\\n六点也是坏的');
    expect(cells).not.toContain(contact);
    const { rows } = await app.pool.query(
      `select detail from kernel.audit_entry where action = 'voices.export' and actor = $1`,
      [chair.userId],
    );
    expect(rows).toEqual([{ detail: { count: 1 } }]);
    const { primary: theirs } = await newDistrict(app);
    expectProblem(await chair.call(exportVoices, { under: theirs }), 404, 'orgs.not_found');
  });

  test('that is too long for a sheet says so', async () => {
    const app = await openTestApp(`voices_${process.pid}`);
    const { district, primary } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    await inTx(systemCtx(app.app, 'test'), (ctx) =>
      setPolicy(ctx, mostVoices, { value: 1, from: civilDate(app.app.now()), source: '测试' }),
    );
    await plantVoice(app, primary);
    await plantVoice(app, primary);
    expectProblem(await chair.call(exportVoices, { state: 'all' }), 422, 'voices.export_too_long');
    await dropTestApp(app);
  });
});

describe('things to do', () => {
  test('say how many wait and since when', async () => {
    const { app, chair, primary } = await chaired();
    expect((await chair.call(listVoiceTodos, {})).body.items).toEqual([]);
    for (let i = 0; i < 12; i++) await suggest(app, primary);
    const oldest = (await chair.call(listVoices, {})).body.items.at(-1)!;
    expect((await chair.call(listVoiceTodos, {})).body.items).toEqual([
      { code: 'voices.waiting', count: 12, oldest: oldest.at, minutes: 10, href: '/staff/voices' },
    ]);
  });

  test('say to the union, and to those above it, what waits too long; nothing closes by itself', async () => {
    const app = await testApp();
    app.setNow(new Date(NOON));
    const { district, street, primary } = await newDistrict(app);
    const here = await app.officer('chair', primary);
    const above = [await app.officer('chair', street), await app.officer('viewer', district)];
    const at = new Date(NOON - 15 * DAY - 1);
    const concern_id = await plantConcern(app, primary);
    const late = [
      await plantVoice(app, primary, { at }),
      await plantVoice(app, primary, { at, state: 'grouped', concern_id }),
    ];
    await plantVoice(app, primary, { at: new Date(NOON - 14 * DAY) });
    for (const officer of [here, ...above]) {
      const { items } = (await officer.call(listVoiceTodos, {})).body;
      expect(items.find(({ code }) => code === 'voices.overdue')).toEqual({
        code: 'voices.overdue',
        count: 2,
        oldest: at.toISOString(),
        minutes: 2,
        href: '/staff/voices?overdue=yes&order=oldest',
      });
      const { body } = await officer.call(listVoices, { overdue: 'yes' });
      expect(body.items.map(({ id }) => id).sort()).toEqual(late);
      expect(body.items.every(({ overdue }) => overdue)).toBe(true);
      for (const [state, total] of [
        ['open', 1],
        ['grouped', 1],
        ['all', 2],
        ['answered', 0],
      ] as const)
        expect((await officer.call(listVoices, { overdue: 'yes', state })).body.total).toBe(total);
    }
    app.setNow(new Date(NOON + 400 * DAY));
    const years = await app.officer('chair', primary);
    expect((await years.call(listVoices, { state: 'all', overdue: 'yes' })).body.total).toBe(3);
  });
});
