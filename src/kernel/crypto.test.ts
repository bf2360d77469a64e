import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HASH_PURPOSES, hashVersion, NUMBER_PURPOSES, sameBytes, stdCrypto } from './crypto.ts';

const KEY = { version: 1, secret: Buffer.alloc(32, 7) };
const crypto = stdCrypto([KEY]);
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
    expect(() => stdCrypto([{ version: 1, secret: randomBytes(32) }]).open(crypto.seal('王小明'))).toThrow(
      REFUSED,
    );
  });
});

describe('hashing', () => {
  test('is the same every time under one key, and 32 bytes long', () => {
    const again = stdCrypto([KEY]);
    for (const purpose of HASH_PURPOSES) {
      expect(again.hash(purpose, 'x')).toEqual(crypto.hash(purpose, 'x'));
      expect(crypto.hash(purpose, 'x')).toHaveLength(32);
    }
  });

  test('gives another value for each purpose and each key: an ID is never found by a phone', () => {
    const other = stdCrypto([{ version: 1, secret: Buffer.alloc(32, 8) }]);
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

/** Made by the code before keys had versions (commit 0fb2be6). */
const BEFORE = {
  key: { version: 1, secret: Buffer.from('AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=', 'base64') },
  sealed: 'AXFIF6f00q0WwNc+G9pKTn6yHlk9SFkTXhsWwUqnul73xHDlkhX36qd+fvr4f8s=',
  text: '11010519491231002X',
  hashes: {
    id: 'XOPR7eVz7lGdvOJDaqlU0167S42+PVa5G2y/TZKt1tI=',
    phone: 'ga0L1CBXIheGMo4zjjpdY+/az+b38P7IGO0RPov85es=',
    token: 'mugg9QWf76Od0NsEifWUAbQYIZTWQnh3TSm8nnch3Yg=',
    code: 'Sapcm3QxhdIInYM2duyyM3mXIr3DwmlIo/eik3PR7oo=',
  },
  cookies: 'YW9Wc64eyU2Bm+Ho1moYABN97fYvrx6GmNv3wMHA/Gc=',
};

describe('versions', () => {
  const keys = [BEFORE.key, ...[2, 3].map((version) => ({ version, secret: Buffer.alloc(32, version) }))];
  const [first, second, third] = [1, 2, 3].map((count) => stdCrypto(keys.slice(0, count))) as [
    ReturnType<typeof stdCrypto>,
    ReturnType<typeof stdCrypto>,
    ReturnType<typeof stdCrypto>,
  ];
  const PHONE = '13800138000';

  test('what was written before there were any is read, found and written as it was', () => {
    expect(first.open(Buffer.from(BEFORE.sealed, 'base64'))).toBe(BEFORE.text);
    for (const purpose of HASH_PURPOSES)
      expect(first.hash(purpose, PHONE).toString('base64')).toBe(BEFORE.hashes[purpose]);
    expect(first.derive('cookies').toString('base64')).toBe(BEFORE.cookies);
    expect(third.derive('cookies')).toEqual(first.derive('cookies'));
    expect(third.derive('cookies', 3)).not.toEqual(first.derive('cookies'));
  });

  test('seals with the version in force and opens every one at hand', () => {
    expect(second.open(Buffer.from(BEFORE.sealed, 'base64'))).toBe(BEFORE.text);
    const sealed = second.seal(BEFORE.text);
    expect(sealed[0]).toBe(2);
    expect(third.open(sealed)).toBe(BEFORE.text);
    expect(() => first.open(sealed)).toThrow(REFUSED);
  });

  test.each(NUMBER_PURPOSES)('a stored hash of an %s is lifted without the number', (purpose) => {
    const forms = [first, second, third].map((given) => given.hash(purpose, PHONE));
    expect(forms.map(hashVersion)).toEqual([1, 2, 3]);
    expect(third.variants(purpose, forms[0]!)).toEqual(forms);
    expect(third.variants(purpose, forms[1]!)).toEqual(forms.slice(1));
    expect(first.variants(purpose, forms[0]!)).toEqual([forms[0]]);
    expect(third.variants(purpose, Buffer.alloc(0))).toEqual([Buffer.alloc(0)]);
  });

  test('whoever has an older key alone, or a newer one alone, computes nothing', () => {
    const newer = stdCrypto([{ version: 1, secret: keys[1]!.secret }]);
    const found = second.hash('phone', PHONE).subarray(1);
    expect([first.hash('phone', PHONE), newer.hash('phone', PHONE)]).not.toContainEqual(found);
  });

  test('while it turns, writes the form in force and looks for both', () => {
    const turning = stdCrypto(keys.slice(0, 2), { seals: 1, hashes: 1 });
    expect(turning.hash('id', PHONE)).toEqual(first.hash('id', PHONE));
    expect(turning.hashes('id', PHONE)).toEqual([first.hash('id', PHONE), second.hash('id', PHONE)]);
    expect(turning.seal('x')[0]).toBe(1);
    turning.turn(keys.slice(0, 2), { seals: 2, hashes: 2 });
    expect(turning.hashes('id', PHONE)).toEqual([second.hash('id', PHONE)]);
    expect(turning.seal('x')[0]).toBe(2);
  });

  test('random secrets keep their hash', () => {
    for (const purpose of ['token', 'code'] as const)
      expect(third.hash(purpose, 'x')).toEqual(first.hash(purpose, 'x'));
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
