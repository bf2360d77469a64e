import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { newLink } from '#kernel/links';
import { setPolicy } from '#kernel/policy';
import { readRows } from '#kernel/sheets';
import { expectProblem, nextPhone, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { listVoices } from '../contract.ts';
import { interviewTerms, readRhythm, rhythmPaper, rhythmSheet, takeInterview } from './contract.ts';
import { TAPS } from './factory.ts';
import { keptYears } from './actions.ts';
import { BEYOND, BUCKETS } from './rules.ts';

/** In October 2027: the quarter from July to September is over. */
const NOW = new Date('2027-10-12T04:00:00Z');
const QUARTER = '2027Q3';

afterEach(async () => (await testApp()).setNow(null));

async function listening() {
  const t = await testApp();
  t.setNow(NOW);
  const made = await newDistrict(t);
  return { t, ...made, chair: await t.officer('chair', made.district) };
}

interface Planted {
  readonly job?: string;
  readonly hours?: string;
  readonly stretch?: string;
  readonly month?: string;
  readonly area?: string;
}

/** `n` answers, as if given in that month. */
async function plant(t: TestApp, orgId: number, n: number, given: Planted = {}) {
  const { job = 'courier', hours = '10to12', stretch = '4to6', month = '2027-09-01', area = null } = given;
  await t.pool.query(
    `insert into voices.interview (id, org_id, area_code, month, job, platform, hours_a_day, days_a_month,
       longest_stretch, rest_place)
     select gen_random_uuid(), $1, $2, $3, $4, 'express', $5, '26to28', $6, 'roadside' from generate_series(1, $7)`,
    [orgId, area, month, job, hours, stretch, n],
  );
}

/** A visit of that union, and a link to it that ends in a day. */
async function visitLink(t: TestApp, orgId: number) {
  const visit = randomUUID();
  await t.pool.query(
    `insert into voices.visit (id, org_id, title, on_day, state, made_by, made_at)
     values ($1, $2, '走访', '2027-10-12', 'planned', 'x', now())`,
    [visit, orgId],
  );
  const expiresAt = new Date(NOW.getTime() + 86_400_000);
  const link = { kind: 'voices.visit', subject: visit, orgId, expiresAt };
  const { token } = await inTx(t.ctx(), (tx) => newLink(tx, link));
  return { visit, token };
}

/** A street that nobody serves yet; from now on that union does. */
async function serve(t: TestApp, orgId: number): Promise<string> {
  const { rows } = await t.pool.query<{ code: string }>(
    `insert into orgs.served_area (area_code, org_id)
     select code, $1 from orgs.area
     where level = 'street' and code not in (select area_code from orgs.served_area) order by random() limit 1
     returning area_code as code`,
    [orgId],
  );
  return rows[0]!.code;
}

type Client = Pick<TestApp['pool'], 'query'>;

/** Asks as one of the roles in which requests and jobs are served; nothing of it stays. */
async function as<T>(t: TestApp, role: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await t.pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('role', $1, true)`, [role]);
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** What the database refuses, without ending the transaction. */
async function refusal(client: Client, ask: () => Promise<unknown>): Promise<string> {
  await client.query('savepoint refused');
  const message = await ask().then(
    () => 'nothing',
    (error: unknown) => (error as Error).message,
  );
  await client.query('rollback to refused');
  return message;
}

describe('six taps', () => {
  test('are taken from anybody, and leave no link without words', async () => {
    const { t } = await listening();
    const answer = await t.guest().call(takeInterview, TAPS);
    expect(answer).toMatchObject({ status: 201, body: { token: null } });
  });

  test('leave their words as a voice of the street’s union, whose link nobody else has', async () => {
    const { t, root } = await listening();
    const contact = nextPhone();
    const answer = await t
      .guest()
      .call(takeInterview, { ...TAPS, note: ' 中午没有地方坐 ', contact, areaCode: '110114011' });
    expect(answer.status).toBe(201);
    expect(answer.body.token).toMatch(/^[\w-]{27}$/);
    const top = await t.officer('viewer', root);
    const { body, raw } = await top.call(listVoices, { q: '中午没有地方坐' });
    expect(body.items[0]).toMatchObject({ text: '中午没有地方坐', page: '/listen', hasContact: true });
    expect(raw.toString()).not.toContain(contact);
  });

  test('come to the union whose visit they were asked on', async () => {
    const { t, street, district, root } = await listening();
    const { visit, token } = await visitLink(t, street);
    const told = await t.guest().call(takeInterview, { ...TAPS, visitToken: token, note: '路上说的' });
    expect(told.status).toBe(201);
    const { rows } = await t.pool.query('select count(*)::int as n from voices.interview where org_id = $1', [
      street,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
    const counted = await t.pool.query('select interviews from voices.visit where id = $1', [visit]);
    expect(counted.rows).toEqual([{ interviews: 1 }]);
    const chair = await t.officer('chair', district);
    expect((await chair.call(listVoices, {})).body.items).toMatchObject([{ text: '路上说的' }]);
    expect(root).not.toBe(street);
    t.setNow(new Date(NOW.getTime() + 2 * 86_400_000));
    expectProblem(
      await t.guest().call(takeInterview, { ...TAPS, visitToken: token }),
      410,
      'kernel.link_over',
    );
    expectProblem(
      await t.guest().call(takeInterview, { ...TAPS, visitToken: 'A'.repeat(27) }),
      404,
      'kernel.link_unknown',
    );
  });

  test('told at a stop count for its street below the visiting union, and nowhere else', async () => {
    const { t, street, district, chair } = await listening();
    const { token } = await visitLink(t, district);
    const own = await serve(t, street);
    const foreign = await serve(t, (await newDistrict(t)).street);
    const tell = async (areaCode: string, note: string) => {
      const told = await t.guest().call(takeInterview, { ...TAPS, visitToken: token, areaCode, note });
      expect(told.status).toBe(201);
    };
    await tell(own, '站点说的');
    await tell(foreign, '外区说的');
    const { rows } = await t.pool.query(
      'select org_id, area_code from voices.interview where area_code = any($1) order by org_id = $2 desc',
      [[own, foreign], street],
    );
    expect(rows).toEqual([
      { org_id: street, area_code: own },
      { org_id: district, area_code: foreign },
    ]);
    // The words are for the union that came to ask.
    const { items } = (await chair.call(listVoices, {})).body;
    expect(items.map(({ text, org }) => [text, org.id])).toEqual([
      ['外区说的', district],
      ['站点说的', district],
    ]);
  });

  test.each([
    ['a job that is in no list', { job: 'astronaut' }, 'voices.interview_term_unknown', 'job'],
    ['a platform that is in no list', { platform: 'acme' }, 'voices.interview_term_unknown', 'platform'],
    ['a street that is nowhere', { areaCode: '999999999' }, 'voices.interview_area_unknown', 'areaCode'],
  ])('with %s are refused', async (_what, given, code, field) => {
    const { t } = await listening();
    expectProblem(await t.guest().call(takeInterview, { ...TAPS, ...given }), 422, code, field);
  });

  test('are offered in words, and every bucket has some', async () => {
    const { t } = await listening();
    const { body } = await t.guest().call(interviewTerms, {});
    for (const [measure, codes] of Object.entries(BUCKETS))
      expect(body[measure as keyof typeof BUCKETS].map(({ code }) => code)).toEqual(codes);
    expect(body.least).toBe(10);
    expect(body.jobs.length).toBeGreaterThan(5);
  });
});

describe('taps and words', () => {
  test('have nothing in common but the union', async () => {
    const { t } = await listening();
    const { rows } = await t.pool.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'voices'
         and table_name = 'interview' and data_type <> 'text' intersect
       select column_name from information_schema.columns where table_schema = 'voices' and table_name = 'voice'
       order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['id', 'org_id']);
    await t.guest().call(takeInterview, { ...TAPS, note: '分开保存', areaCode: '110114011' });
    const { rows: notes } = await t.pool.query(`select area_code from voices.voice where text = '分开保存'`);
    expect(notes).toEqual([{ area_code: null }]);
    const { rows: ids } = await t.pool.query<{ id: string }>('select id from voices.interview');
    // Of version 4: at random. One of version 7 would tell the second.
    expect(ids.filter(({ id }) => id[14] !== '4')).toEqual([]);
  });

  test('are parted by the night: neither place nor transaction of a row leads to the note', async () => {
    const { t, district } = await listening();
    const { token } = await visitLink(t, district);
    for (let nth = 0; nth < 5; nth += 1)
      await t.guest().call(takeInterview, { ...TAPS, visitToken: token, note: `同一时刻${nth}` });
    const joined = async () =>
      (
        await t.pool.query(
          `select from voices.interview i join voices.voice v on v.xmin = i.xmin
           where i.org_id = $1 and v.kind = 'interview'`,
          [district],
        )
      ).rowCount;
    expect(await joined()).toBe(5);
    await t.app.jobs.send(t.app.db, 'voices.forget_interviews', null);
    await t.drain('voices.forget_interviews');
    expect(await joined()).toBe(0);
    const kept = await t.pool.query('select from voices.interview where org_id = $1', [district]);
    expect(kept.rowCount).toBe(5);
  });

  test('are read by no role, not even the one that sees everything else', async () => {
    const { t, district } = await listening();
    await plant(t, district, 3);
    for (const role of Object.values(t.app.roles) as string[])
      await as(t, role, async (client) => {
        await client.query(`select set_config('zhijia.scope', $1, true)`, [`{${district}}`]);
        expect((await client.query('select * from voices.interview')).rows).toEqual([]);
        await client.query(`delete from voices.interview`);
        await client.query(`update voices.interview set job = 'other'`);
      });
    const { rows } = await t.pool.query(
      `select count(*)::int as n from voices.interview where org_id = $1 and job = 'courier'`,
      [district],
    );
    expect(rows).toEqual([{ n: 3 }]);
  });
});

describe('the database', () => {
  const ask = (client: Client, org: number, measure = 'hours', least = 1, quarter = '2027-07-01') =>
    client.query<{ of: string | null; beyond: boolean | null; bucket: string | null; count: number | null }>(
      `select "of", beyond, bucket, count from voices.rhythm($1, $2, 'job', $3, $4, '2027-10-12')`,
      [org, quarter, measure, least],
    );

  test('tells no count below ten, whatever it is asked for', async () => {
    const { t, district } = await listening();
    await plant(t, district, 9, { hours: 'lt6' });
    await plant(t, district, 11, { hours: 'gt12' });
    await as(t, t.app.roles.staff, async (client) => {
      await client.query(`select set_config('zhijia.scope', $1, true)`, [`{${district}}`]);
      const { rows } = await ask(client, district);
      expect(rows.find(({ of, bucket }) => of === null && bucket === 'lt6')).toMatchObject({ count: null });
      expect(rows.find(({ of, bucket }) => of === null && bucket === 'gt12')).toMatchObject({ count: 11 });
      expect(rows.filter(({ count }) => count !== null && count < 10)).toEqual([]);
    });
  });

  test('tells nothing below a union where the caller has no role, nor of anything but a quarter', async () => {
    const { t, district, street } = await listening();
    const other = await newDistrict(t);
    await plant(t, street, 20);
    await plant(t, street, 20, { month: '2027-10-01' });
    for (const role of [t.app.roles.staff, t.app.roles.app])
      await as(t, role, async (client) => {
        await client.query(`select set_config('zhijia.scope', $1, true)`, [`{${other.district}}`]);
        expect((await ask(client, district)).rows).toEqual([]);
        await client.query(`select set_config('zhijia.scope', $1, true)`, [`{${district}}`]);
        // Not of a union below either: the two pictures would differ by few.
        expect((await ask(client, street)).rows).toEqual([]);
        expect((await ask(client, district)).rows.length).toBeGreaterThan(0);
        await client.query(`select set_config('zhijia.scope', $1, true)`, [`{${district},${street}}`]);
        expect((await ask(client, street)).rows).toEqual([]);
        // Not of a quarter that still goes on, were there ever so many.
        expect((await ask(client, district, 'hours', 1, '2027-10-01')).rows).toEqual([]);
        expect(await refusal(client, () => ask(client, district, 'hours', 1, '2027-08-01'))).toBe(
          'quarters only',
        );
        expect(await refusal(client, () => ask(client, district, 'age'))).toBe('no such picture');
        expect(
          await refusal(client, () => client.query(`select voices.forget_interviews('2099-01-01')`)),
        ).toContain('only by');
      });
  });

  test('draws the line where the picture does', async () => {
    const { t, district } = await listening();
    for (const hours of BUCKETS.hours)
      for (const stretch of BUCKETS.stretch) await plant(t, district, 2, { hours, stretch });
    await as(t, t.app.roles.all, async (client) => {
      for (const measure of ['hours', 'stretch'] as const) {
        const { rows } = await ask(client, district, measure);
        const past = rows.filter(({ of, beyond, bucket }) => of === null && beyond && bucket !== null);
        expect(new Set(past.map(({ bucket }) => bucket))).toEqual(new Set(BEYOND[measure]));
      }
    });
  });
});

describe('the picture', () => {
  test('is of ten answers, and of nine it says nothing', async () => {
    const { t, district, primary, chair } = await listening();
    await plant(t, primary, 9);
    const few = (await chair.call(readRhythm, {})).body;
    expect(few).toMatchObject({
      org: { id: district },
      quarter: QUARTER,
      all: null,
      rows: [],
      rest: 0,
    });
    // Numbers of unions are none of the picture's.
    expect(JSON.stringify({ ...few, org: null, orgs: null })).not.toMatch(/\b9\b/);
    await plant(t, primary, 1);
    expect((await chair.call(readRhythm, {})).body).toMatchObject({
      all: { count: 10, beyond: null, counts: [null, null, null, null, null] },
      rows: [{ code: 'courier', name: { zh: '快递员', en: 'Courier' }, count: 10 }],
    });
  });

  test('has a row for each job, and the share past the line', async () => {
    const { t, street, primary, chair } = await listening();
    await plant(t, primary, 30, { hours: 'gt12' });
    await plant(t, primary, 20, { hours: '10to12' });
    await plant(t, street, 25, { hours: '8to10' });
    await plant(t, street, 12, { hours: '6to8' });
    await plant(t, street, 24, { job: 'delivery_rider', hours: '10to12' });
    await plant(t, street, 13, { job: 'delivery_rider', hours: '8to10' });
    await plant(t, street, 14, { job: 'delivery_rider', hours: '6to8' });
    await plant(t, street, 11, { job: 'delivery_rider', hours: 'gt12' });
    const { body } = await chair.call(readRhythm, {});
    // Nobody works under six hours: that is as little told as any number below ten.
    expect(body.all).toEqual({ count: 149, beyond: 85, counts: [null, null, 38, 44, 41] });
    expect(body.rows).toMatchObject([
      { code: 'courier', count: 87, beyond: 50 },
      { code: 'delivery_rider', count: 62, beyond: 35 },
    ]);
    const areas = (await chair.call(readRhythm, { by: 'area', measure: 'stretch' })).body;
    expect(areas.rows).toMatchObject([{ code: '', name: { zh: '没说在哪' }, count: 149 }]);
  });

  test('waits until a quarter is over, and then never changes', async () => {
    const { t, district, chair } = await listening();
    await plant(t, district, 12, { month: '2027-08-01' });
    await plant(t, district, 5, { month: '2027-09-01' });
    await plant(t, district, 40, { month: '2027-10-01' });
    const seen = async (given = {}) => (await chair.call(readRhythm, given)).body;
    expect(await seen()).toMatchObject({ all: { count: 17 }, quarter: QUARTER });
    const early = await chair.call(readRhythm, { quarter: '2027Q4' });
    expectProblem(early, 422, 'voices.rhythm_quarter_unknown', 'quarter');
    t.setNow(new Date('2027-12-31T12:00:00Z'));
    await plant(t, district, 7, { month: '2027-12-01' });
    expect((await seen()).all?.count).toBe(17);
    t.setNow(new Date('2028-01-01T04:00:00Z'));
    expect(await seen()).toMatchObject({ all: { count: 47 }, quarter: '2027Q4' });
    expect((await seen({ quarter: QUARTER })).all?.count).toBe(17);
  });

  test('is another union’s business nowhere else, and of known quarters', async () => {
    const { t, district, street, chair } = await listening();
    await plant(t, street, 20);
    const other = await newDistrict(t);
    const stranger = await t.officer('chair', other.district);
    expect((await stranger.call(readRhythm, {})).body).toMatchObject({
      all: null,
      orgs: [{ id: other.district }],
    });
    for (const orgId of [district, street])
      expectProblem(await stranger.call(readRhythm, { orgId }), 404, 'orgs.not_found');
    for (const contract of [readRhythm, rhythmSheet, rhythmPaper])
      expectProblem(await chair.call(contract, { orgId: street }), 404, 'orgs.not_found');
    expect((await chair.call(readRhythm, { orgId: district })).body.all?.count).toBe(20);
    for (const contract of [readRhythm, rhythmSheet, rhythmPaper])
      expectProblem(
        await chair.call(contract, { quarter: '2019Q1' }),
        422,
        'voices.rhythm_quarter_unknown',
        'quarter',
      );
  });

  test('goes to Excel and to paper with the same left out', async () => {
    const { t, district, chair } = await listening();
    await plant(t, district, 30, { hours: 'gt12' });
    await plant(t, district, 4, { hours: 'lt6' });
    await plant(t, district, 26, { hours: '8to10' });
    const sheet = await chair.call(rhythmSheet, {});
    expect(sheet.status).toBe(200);
    const rows: unknown[][] = [];
    for await (const { cells } of readRows(sheet.raw, '一天干多久')) rows.push([...cells]);
    expect(rows[0]).toEqual(expect.arrayContaining(['按工种', '份数', '不到 6 小时', '每天超过 10 小时']));
    expect(rows[1]!.slice(0, 2)).toEqual(['全部', 60]);
    expect(rows.flat()).not.toContain(4);
    expect(rows.flat()).toContain('不单列');
    const paper = await chair.call(rhythmPaper, {});
    expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const { PDFDocument } = await import('pdf-lib');
    expect((await PDFDocument.load(paper.raw)).getPageCount()).toBe(1);
  });
});

test('answers are kept five years by whole quarters, or as a federation decides', async () => {
  const { t, district } = await listening();
  t.setNow(new Date('2027-12-12T04:00:00Z'));
  for (const month of ['2022-09-01', '2022-10-01', '2024-09-01', '2027-09-01'])
    await plant(t, district, 1, { month });
  const months = async () =>
    (
      await t.pool.query<{ month: string }>(
        'select month::text from voices.interview where org_id = $1 order by 1',
        [district],
      )
    ).rows.map(({ month }) => month);
  await t.app.jobs.send(t.app.db, 'voices.forget_interviews', null);
  await t.drain('voices.forget_interviews');
  expect(await months()).toEqual(['2022-10-01', '2024-09-01', '2027-09-01']);
  await inTx(t.ctx(), (tx) => setPolicy(tx, keptYears, { value: 3, from: '2027-01-01', source: '测试' }));
  await t.app.jobs.send(t.app.db, 'voices.forget_interviews', null);
  await t.drain('voices.forget_interviews');
  expect(await months()).toEqual(['2027-09-01']);
});
