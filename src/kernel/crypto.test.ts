import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HASH_PURPOSES, sameBytes, stdCrypto } from './crypto.ts';

const crypto = stdCrypto(Buffer.alloc(32, 7));
const REFUSED = /unable to authenticate|unknown version/;

describe('sealing', () => {
  test('what was sealed opens again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => crypto.open(crypto.seal(text)) === text),
    );
  });

  test('the same text never looks the same twice', () => {
    const seen = new Set(Array.from({ length: 200 }, () => crypto.seal('13800138000').toString('hex')));
    expect(seen.size).toBe(200);
  });

  test('one flipped bit anywhere is refused', () => {
    const sealed = crypto.seal('11010519491231002X');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => crypto.open(flipped)).toThrow(REFUSED);
    }
  });

  test('a value cut short, or made longer, is refused', () => {
    const sealed = crypto.seal('王小明');
    for (let length = 0; length < sealed.length; length++)
      expect(() => crypto.open(sealed.subarray(0, length))).toThrow(REFUSED);
    expect(() => crypto.open(Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(REFUSED);
  });

  test('another key does not open it', () => {
    expect(() => stdCrypto(randomBytes(32)).open(crypto.seal('王小明'))).toThrow(REFUSED);
  });
});

describe('hashing', () => {
  test('is the same every time under one key, and 32 bytes long', () => {
    const again = stdCrypto(Buffer.alloc(32, 7));
    for (const purpose of HASH_PURPOSES) {
      expect(again.hash(purpose, 'x')).toEqual(crypto.hash(purpose, 'x'));
      expect(crypto.hash(purpose, 'x')).toHaveLength(32);
    }
  });

  test('gives another value for each purpose and each key: an ID is never found by a phone', () => {
    const other = stdCrypto(Buffer.alloc(32, 8));
    const all = [crypto, other].flatMap((given) =>
      HASH_PURPOSES.map((purpose) => given.hash(purpose, '13800138000').toString('hex')),
    );
    expect(new Set(all).size).toBe(2 * HASH_PURPOSES.length);
  });

  test('derived keys differ from each other and from every hash', () => {
    const keys = ['cookies', 'tokens', 'hash:phone'].map((purpose) => crypto.derive(purpose).toString('hex'));
    expect(new Set([...keys, crypto.hash('phone', '').toString('hex')]).size).toBe(4);
  });
});

test.each([
  ['', '', true],
  ['00', '00', true],
  ['00', '01', false],
  ['00', '0000', false],
  ['00', '', false],
])('sameBytes %j %j is %s', (a, b, same) => {
  expect(sameBytes(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))).toBe(same);
});
