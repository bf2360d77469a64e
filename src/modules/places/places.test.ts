import { beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getPlace, listPlaces } from './contract.ts';
import { newPlace } from './factory.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

test('a place that was put on record is found, in both systems of coordinates', async () => {
  t.setNow(new Date('2026-11-24T03:00:00Z'));
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.street);
  const { id } = await newPlace(chair, d.street, { position: { lat: 40.07, lng: 116.33, datum: 'wgs84' } });
  const { body } = await chair.call(getPlace, { id });
  expect(body.position?.gcj02.lat).toBeCloseTo(40.0713, 3);
  expect(body.position?.gcj02.lng).toBeCloseTo(116.3362, 3);
  expect(body.opening).toEqual({ now: 'open', until: '2026-11-24T10:00:00.000Z' });
  const listed = await chair.call(listPlaces, {});
  expect(listed.body.items.map((place) => place.id)).toEqual([id]);
  t.setNow(null);
});
