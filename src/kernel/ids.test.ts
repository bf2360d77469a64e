import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newCode, newId, newSecret } from './ids.ts';

describe('ids', () => {
  test('are UUIDs of version 7 (RFC 9562 §5.7) that carry their time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => {
        const id = newId(now);
        expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
      }),
    );
  });

  test('of a later millisecond sort behind those before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 47 }),
        fc.integer({ min: 1, max: 1e9 }),
        (now, later) => newId(now) < newId(now + later),
      ),
    );
  });

  test('of one millisecond differ, and sort as they were made, whatever else is made between', () => {
    const ids = Array.from({ length: 10_000 }, () => [newId(1), newId(2)][0]!);
    expect(new Set(ids).size).toBe(10_000);
    expect(ids.toSorted()).toEqual(ids);
  });
});

test('a secret has 160 bits and needs no escaping in a link', () => {
  const secrets = Array.from({ length: 1_000 }, newSecret);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{27}$/);
  expect(new Set(secrets).size).toBe(1_000);
});

test('codes are six digits, each digit at each place about as often as any other', () => {
  const codes = Array.from({ length: 20_000 }, newCode);
  for (const code of codes) expect(code).toMatch(/^\d{6}$/);
  for (let place = 0; place < 6; place++) {
    const counts = new Map<string, number>();
    for (const code of codes) counts.set(code[place]!, (counts.get(code[place]!) ?? 0) + 1);
    // 2000 are expected, with a standard deviation of 42: seven of them away is no chance.
    for (const digit of '0123456789') expect(Math.abs((counts.get(digit) ?? 0) - 2000)).toBeLessThan(300);
  }
});
