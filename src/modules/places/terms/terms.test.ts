import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, openTestApp, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { getPlaceTerms, setEquipment, setPlaceTerms } from '../contract.ts';
import { newPlace } from '../factory.ts';
import { FACILITIES, KINDS } from '../texts/terms.ts';
import { getTermSettings } from './contract.ts';

let t: TestApp;
let d: TestDistrict;
let root: Awaited<ReturnType<TestApp['officer']>>;
const source = '区总工会〔2026〕12 号';
const sauna = { code: 'sauna', zh: '桑拿', en: 'Sauna', need: 'rest' as const, filter: false };

// The lists are the same for all: in a database of its own nobody else meets them.
beforeAll(async () => {
  t = await openTestApp(`terms_${process.pid}`);
  t.setNow(new Date('2026-11-24T03:00:00Z'));
  d = await newDistrict(t);
  root = await t.officer('chair', d.root);
});
afterAll(() => t.stop());

describe('the names of facilities and kinds', () => {
  test('are those of the house until a federation says otherwise', async () => {
    const { body } = await root.call(getTermSettings, {});
    expect(body.records).toEqual({ facilities: [], kinds: [] });
    expect(body.kinds.map(({ code }) => code)).toEqual(KINDS.map(({ code }) => code));
    expect(body.may).toBe(true);
  });

  test('count who uses them, and none in use goes away', async () => {
    const { id } = await newPlace(root, d.street, { facilities: ['water'] });
    const { body } = await root.call(getTermSettings, {});
    expect(body.facilities.filter(({ used }) => used > 0)).toMatchObject([{ code: 'water', used: 1 }]);
    expect(body.kinds.filter(({ used }) => used > 0)).toMatchObject([{ code: 'warm_station', used: 1 }]);
    const facilities = FACILITIES.filter(({ code }) => code !== 'water');
    const set = { from: '2026-11-24', source };
    expectProblem(await root.call(setPlaceTerms, { ...set, facilities }), 409, 'places.term_in_use');
    const kinds = KINDS.filter(({ code }) => code !== 'warm_station');
    expectProblem(await root.call(setPlaceTerms, { ...set, kinds }), 409, 'places.term_in_use');
    await root.call(setEquipment, { id, items: [] });
    expect((await root.call(setPlaceTerms, { ...set, facilities })).status).toBe(200);
  });

  test('change from their day on, and every list stays on record', async () => {
    const facilities = [...FACILITIES, sauna];
    expect((await root.call(setPlaceTerms, { facilities, from: '2027-01-01', source })).status).toBe(200);
    const guest = t.guest();
    expect((await guest.call(getPlaceTerms, {})).body.facilities).not.toContainEqual(sauna);
    const { body } = await root.call(getTermSettings, {});
    expect(body.facilities.at(-1)).toEqual({ ...sauna, used: 0 });
    expect(body.records.facilities).toEqual([
      { from: '2027-01-01', source },
      { from: '2026-11-24', source },
    ]);
    t.setNow(new Date('2027-01-01T03:00:00Z'));
    expect((await guest.call(getPlaceTerms, {})).body.facilities).toContainEqual(sauna);
    t.setNow(new Date('2026-11-24T03:00:00Z'));
  });

  test('hold no code twice, and do not begin before the list in force', async () => {
    const twice = { facilities: [sauna, sauna], from: '2028-01-01', source };
    expectProblem(await root.call(setPlaceTerms, twice), 422, 'places.bad_terms');
    for (const from of ['2027-01-01', '2026-12-31'])
      expectProblem(
        await root.call(setPlaceTerms, { facilities: [sauna], from, source }),
        422,
        'places.bad_terms',
      );
  });

  test('are the federation’s: an officer below looks and does not change', async () => {
    const chair = await t.officer('chair', d.district);
    expect((await chair.call(getTermSettings, {})).body.may).toBe(false);
    const set = { kinds: [...KINDS], from: '2029-01-01', source };
    expectProblem(await chair.call(setPlaceTerms, set), 403, 'places.settings_of_root');
  });
});
