import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#kernel/ids';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { changePlaceState, getPlace } from '../contract.ts';
import { newPlace } from '../factory.ts';
import { changeManyStates, moveManyPlaces, undoManyStates } from './contract.ts';

let t: TestApp;
let d: TestDistrict;
let chair: Awaited<ReturnType<TestApp['officer']>>;
const NOW = new Date('2026-11-24T03:00:00Z');

beforeAll(async () => {
  t = await testApp();
});
beforeEach(async () => {
  t.setNow(NOW);
  d = await newDistrict(t);
  chair = await t.officer('chair', d.district);
});
afterAll(() => t.setNow(null));

const place = async (id: string) => (await chair.call(getPlace, { id })).body;

describe('many at a time', () => {
  test('each has an outcome of its own, and one refusal holds up nobody', async () => {
    const open = await newPlace(chair, d.street);
    const proposed = await newPlace(chair, d.street, { state: 'proposed' });
    const elsewhere = await newDistrict(t);
    const other = await newPlace(await t.officer('chair', elsewhere.district), elsewhere.street);
    const ids = [proposed.id, open.id, other.id, newId(), open.id];
    const { body } = await chair.call(changeManyStates, { ids, to: 'temp_closed', reason: '冬季检修' });
    expect(body.done).toBe(1);
    expect(body.outcomes.map(({ ok, code }) => [ok, code])).toEqual([
      [false, 'places.bad_step'],
      [true, null],
      [false, 'places.not_found'],
      [false, 'places.not_found'],
    ]);
    expect(body.outcomes[0]!.message).toContain('现在不能这样改状态');
    expect(await place(open.id)).toMatchObject({ state: 'temp_closed', stateReason: '冬季检修' });
    expect((await place(proposed.id)).state).toBe('proposed');
  });

  test('without a reason none is closed', async () => {
    const { id } = await newPlace(chair, d.street);
    const { body } = await chair.call(changeManyStates, { ids: [id], to: 'suspended' });
    expect(body.outcomes).toMatchObject([{ ok: false, code: 'places.reason_missing' }]);
    expect((await place(id)).state).toBe('open');
  });

  test('another union looks after them, in reach alone', async () => {
    const { id } = await newPlace(chair, d.street);
    expect((await chair.call(moveManyPlaces, { ids: [id], orgId: d.primary })).body.done).toBe(1);
    expect((await place(id)).org.id).toBe(d.primary);
    expect((await chair.call(moveManyPlaces, { ids: [id], orgId: d.primary })).body.done).toBe(1);
    for (const orgId of [(await newDistrict(t)).street, d.employer])
      expectProblem(await chair.call(moveManyPlaces, { ids: [id], orgId }), 404, 'orgs.not_found');
  });
});

describe('taking back', () => {
  test('brings the state and the reason before, whatever it was', async () => {
    const { id } = await newPlace(chair, d.street);
    await chair.call(changePlaceState, { id, to: 'suspended', reason: '装修' });
    await chair.call(changeManyStates, { ids: [id], to: 'delisted', reason: '误点' });
    expect((await chair.call(undoManyStates, { ids: [id] })).body.done).toBe(1);
    expect(await place(id)).toMatchObject({
      state: 'suspended',
      stateReason: '装修',
      opening: { now: 'closed' },
    });
  });

  test('is refused after half an hour, and where nothing has been done', async () => {
    const [late, fresh] = [await newPlace(chair, d.street), await newPlace(chair, d.street)];
    await chair.call(changeManyStates, { ids: [late.id], to: 'suspended', reason: '装修' });
    t.setNow(new Date(NOW.getTime() + 31 * 60_000));
    const { body } = await chair.call(undoManyStates, { ids: [late.id, fresh.id] });
    expect(body.outcomes).toMatchObject([
      { ok: false, code: 'places.not_undoable' },
      { ok: false, code: 'places.not_undoable' },
    ]);
    expect((await place(late.id)).state).toBe('suspended');
  });
});
