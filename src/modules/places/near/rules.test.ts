import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresBetween } from '../rules.ts';
import { inMinutes, mercator, nightOf, prefixOf, sunkLast } from './rules.ts';

const at = (text: string) => Date.parse(`${text}:00+08:00`);

test.each([
  ['by day the night to come', '2026-11-24T11:00', '2026-11-24T22:00', '2026-11-25T06:00'],
  ['as it begins', '2026-11-24T22:00', '2026-11-24T22:00', '2026-11-25T06:00'],
  ['before midnight what is left', '2026-11-24T23:30', '2026-11-24T23:30', '2026-11-25T06:00'],
  ['at midnight', '2026-11-25T00:00', '2026-11-25T00:00', '2026-11-25T06:00'],
  ['after midnight what is left', '2026-11-25T05:59', '2026-11-25T05:59', '2026-11-25T06:00'],
  ['as it ends, the next', '2026-11-25T06:00', '2026-11-25T22:00', '2026-11-26T06:00'],
])('the night is, %s', (_what, now, from, to) => {
  expect(nightOf(at(now))).toEqual([at(from), at(to)]);
});

test('of two points within five kilometres the map of Mercator knows the nearer, as the sphere does', () => {
  const near = (of: number) => fc.double({ min: of - 0.04, max: of + 0.04, noNaN: true });
  const point = fc.record({ lat: near(40), lng: near(116) });
  const onMap = (a: { lat: number; lng: number }, b: { lat: number; lng: number }) =>
    Math.hypot(a.lng - b.lng, mercator(a.lat) - mercator(b.lat));
  fc.assert(
    fc.property(point, point, point, (here, one, other) => {
      const [p, q] = [metresBetween(here, one), metresBetween(here, other)];
      // The scale of the map grows by a thousandth over these eight kilometres.
      if (p < q * 0.998) expect(onMap(here, one)).toBeLessThan(onMap(here, other));
    }),
  );
});

test.each([
  ['110000', '11'],
  ['110100', '1101'],
  ['110114', '110114'],
  ['110114100', '110114100'],
])('the codes of %s and below begin with %s', (area, prefix) => {
  expect(prefixOf(area)).toBe(prefix);
});

test('minutes are whole, and those in doubt come last in the order they had', () => {
  expect(inMinutes([[60_000, 150_000]])).toEqual([[1, 2]]);
  const places = [1, 2, 3, 4].map((n) => ({ n, doubted: n % 2 === 1 }));
  expect(sunkLast(places).map(({ n }) => n)).toEqual([2, 4, 1, 3]);
});
