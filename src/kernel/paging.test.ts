import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from './errors.ts';
import { page, readCursor, type KeyKind } from './paging.ts';

const encode = (keys: unknown): string => Buffer.from(JSON.stringify(keys)).toString('base64url');
const UUID = '01890000-0000-7000-8000-000000000000';

function read(cursor: string, kinds: readonly KeyKind[]): unknown {
  try {
    return readCursor(cursor, kinds);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('pages', () => {
  const rows = Array.from({ length: 10 }, (_one, id) => ({ id, name: `第${id}` }));

  test.each([
    [10, 3, 3, true],
    [4, 3, 3, true],
    [3, 3, 3, false],
    [2, 3, 2, false],
    [0, 3, 0, false],
  ])('%i rows by %i', (found, limit, shown, more) => {
    const { items, next } = page(rows.slice(0, found), limit, ({ name, id }) => [name, id]);
    expect(items).toEqual(rows.slice(0, shown));
    expect(next === null).toBe(!more);
    if (next) expect(readCursor(next, ['text', 'int'])).toEqual([`第${shown - 1}`, shown - 1]);
  });

  test('any text and number come back through a cursor that fits a query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer(), (text, int) => {
        fc.pre(!text.includes('\0'));
        const { next } = page([0, 0], 1, () => [text, int]);
        expect(readCursor(next!, ['text', 'int'])).toEqual([text, int]);
      }),
    );
  });

  test('no cursor is the first page', () => {
    expect(readCursor(undefined, ['text'])).toBeUndefined();
  });
});

describe('a cursor that is not ours', () => {
  const bad = 'kernel.bad_cursor';
  test.each<[string, readonly KeyKind[], string]>([
    ['not base64 of JSON', ['text'], '%%%'],
    ['empty', ['text'], ''],
    ['an object', ['text'], encode({ 0: 'a' })],
    ['a text', ['text'], encode('a')],
    ['null', ['text'], encode(null)],
    ['too few keys', ['text', 'int'], encode(['a'])],
    ['too many keys', ['text'], encode(['a', 1])],
    ['a number for a text', ['text'], encode([1])],
    ['NUL in a text', ['text'], encode(['a\0'])],
    ['half a surrogate pair', ['text'], encode(['\ud800'])],
    ['a text for a number', ['int'], encode(['1'])],
    ['a fraction', ['int'], encode([1.5])],
    ['a number that is too big', ['int'], encode([2_147_483_648])],
    ['a text for a fraction', ['float'], encode(['0.5'])],
    ['no finite number', ['float'], Buffer.from('[1e999]').toString('base64url')],
    ['no UUID', ['uuid'], encode(['x'])],
    ['a UUID in capitals', ['uuid'], encode(['ABCDEF00-0000-7000-8000-000000000000'])],
    ['no day of the calendar', ['date'], encode(['2026-02-30'])],
    ['year 0', ['date'], encode(['0000-01-01'])],
    ['a date for a time', ['time'], encode(['2026-11-20'])],
    ['the 25th hour', ['time'], encode(['2026-11-20T25:00:00.000Z'])],
    ['year 0 as a time', ['time'], encode(['0000-01-01T00:00:00.000Z'])],
    ['another writing of a time', ['time'], encode(['2026-11-20T10:00:00+08:00'])],
  ])('is refused: %s', (_what, kinds, cursor) => {
    expect(read(cursor, kinds)).toBe(bad);
  });

  test.each<[KeyKind, unknown]>([
    ['text', ''],
    ['text', '王𠮷'],
    ['int', -1],
    ['float', 0.07 + 1e-17],
    ['uuid', UUID],
    ['date', '2024-02-29'],
    ['time', '2026-11-20T10:00:00.123Z'],
  ])('is taken: %s %j', (kind, key) => {
    expect(read(encode([key]), [kind])).toEqual([key]);
  });

  test('changed by one character it is refused or reads as keys of the same kinds', () => {
    const cursor = encode(['2026-11-20T10:00:00.000Z', UUID]);
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, other) => {
        const keys = read(cursor.slice(0, at) + other + cursor.slice(at + 1), ['time', 'uuid']);
        if (keys !== bad)
          expect(keys).toEqual([expect.stringMatching(/Z$/), expect.stringMatching(/^\S{36}$/)]);
      }),
      { numRuns: 1_000 },
    );
  });
});
