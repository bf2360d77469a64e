import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newPlace } from '../factory.ts';
import { awardTitle, openTitle } from './cases/contract.ts';
import { getTitle } from './contract.ts';
import { newCase, newTemplate } from './factory.ts';

/** Pairs of requests at once: enough that some of them meet inside the database. */
const MANY = 8;

let t: TestApp;
/** An app without the guards under test. */
let bare: TestApp;
beforeAll(async () => {
  t = await testApp();
  bare = await openTestApp(`titles_race_${process.pid}`);
  await bare.pool.query(`alter table places.title_case drop constraint title_plaque_once`);
  await bare.pool.query(`drop index places.title_open`);
});
afterAll(() => bare.stop());

async function begin(app: TestApp) {
  app.setNow(new Date('2026-11-24T03:00:00Z'));
  const d = await newDistrict(app);
  const [chair, other] = [await app.officer('chair', d.street), await app.officer('chair', d.district)];
  const applicant = await app.officer('membership_officer', d.street);
  const templateId = await newTemplate(chair, d.street);
  const place = async () => (await newPlace(chair, d.street)).id;
  const ready = async () =>
    newCase(app.app, { applicant, grantor: chair }, { placeId: await place(), templateId, stage: 'noticed' });
  return { chair, other, applicant, templateId, place, ready };
}

/** How many of the pairs awarded the same plaque number to two cases. */
async function twins(app: TestApp): Promise<number> {
  const { chair, other, ready } = await begin(app);
  const pairs = [];
  for (let n = 0; n < MANY; n += 1) pairs.push([await ready(), await ready()] as const);
  app.setNow(new Date('2026-12-01T03:00:00Z'));
  const done = await Promise.all(
    pairs.map(async ([one, two], n) => {
      const plaqueNo = `京驿 ${n} 号`;
      const answers = await Promise.all([
        chair.call(awardTitle, { id: one, plaqueNo }),
        other.call(awardTitle, { id: two, plaqueNo }),
      ]);
      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused.map(({ problem }) => problem.code)).toEqual(
        refused.map(() => 'places.title_plaque_taken'),
      );
      return answers.length - refused.length;
    }),
  );
  app.setNow(null);
  return done.filter((count) => count === 2).length;
}

/** How many of the places two officers opened a case for at once, twice. */
async function doubles(app: TestApp): Promise<number> {
  const { chair, applicant, templateId, place } = await begin(app);
  let both = 0;
  for (let n = 0; n < MANY; n += 1) {
    const placeId = await place();
    const answers = await Promise.all(
      [chair, applicant].map((who) => who.call(openTitle, { placeId, templateId })),
    );
    if (answers.every(({ status }) => status === 201)) both += 1;
    else expect(answers.map(({ problem }) => problem.code)).toContain('places.title_open_already');
  }
  app.setNow(null);
  return both;
}

describe('two at once', () => {
  test('award one case: one plaque', async () => {
    const { chair, other, ready } = await begin(t);
    const ids = [];
    for (let n = 0; n < MANY; n += 1) ids.push(await ready());
    t.setNow(new Date('2026-12-01T03:00:00Z'));
    const numbers = await Promise.all(
      ids.map(async (id) => {
        const answers = await Promise.all([chair, other].map((who) => who.call(awardTitle, { id })));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
        const { body } = await chair.call(getTitle, { id });
        expect(body.history.filter(({ to }) => to === 'awarded')).toHaveLength(1);
        return body.plaqueNo;
      }),
    );
    // Numbered one after the other, none twice.
    expect(new Set(numbers).size).toBe(MANY);
    t.setNow(null);
  });

  test('award two cases with one number: one of them', async () => {
    expect(await twins(t)).toBe(0);
  });

  test('begin the same self-check: one case', async () => {
    expect(await doubles(t)).toBe(0);
  });

  test('negative control: without the guards of the database both are done', async () => {
    expect(await twins(bare)).toBe(MANY);
    expect(await doubles(bare)).toBe(MANY);
  });
});
