import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { exif, jpeg, remark } from './factory.ts';
import { bareOf } from './rules.ts';

/** 40.0703 north, as it would stand there in plain letters. */
const SECRET = '40.0703N116.3362E';

function chunk(kind: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length, 0);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, content, Buffer.alloc(4)]);
}

function png(...extra: Buffer[]): Buffer {
  const size = Buffer.from([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    ...extra,
    chunk('IDAT', deflateSync(new Uint8Array(8))),
    chunk('IEND', new Uint8Array()),
  ]);
}

test('a JPEG loses where it was taken, by what, and every remark', () => {
  const maker = [0xff, 0xe2, 0, 2 + SECRET.length, ...Buffer.from(SECRET)];
  const before = [exif(1, SECRET), maker, remark(SECRET)];
  const bare = bareOf(jpeg({ before }), 'jpeg')!;
  expect(jpeg({ before }).includes(SECRET)).toBe(true);
  expect(Buffer.from(bare.bytes).includes(SECRET)).toBe(false);
  expect(Buffer.from(bare.bytes)).toEqual(jpeg());
  expect(bare).toMatchObject({ width: 40, height: 30 });
});

test('the way it is to be turned stays, and its sides are those that are seen', () => {
  const bare = bareOf(jpeg({ before: [exif(6, SECRET)] }), 'jpeg')!;
  expect(Buffer.from(bare.bytes).includes(SECRET)).toBe(false);
  expect(bare).toMatchObject({ width: 30, height: 40 });
  // Gone through once more it stays what it is.
  expect(bareOf(bare.bytes, 'jpeg')).toEqual(bare);
});

test('what follows the end of the picture is left out', () => {
  const bare = bareOf(Buffer.concat([jpeg(), jpeg(), Buffer.from(SECRET)]), 'jpeg')!;
  expect(Buffer.from(bare.bytes)).toEqual(jpeg());
});

test('a PNG keeps what it is drawn from, and no words', () => {
  const words = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'].map((kind) => chunk(kind, Buffer.from(SECRET)));
  const gamma = chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]));
  const bare = bareOf(Buffer.concat([png(...words, gamma), Buffer.from(SECRET)]), 'png')!;
  expect(Buffer.from(bare.bytes)).toEqual(png(gamma));
  expect(bare).toMatchObject({ width: 3, height: 2 });
});

test.each([
  ['a JPEG cut off in a segment', jpeg().subarray(0, 12), 'jpeg'],
  ['a JPEG cut off in its scan', jpeg().subarray(0, -2), 'jpeg'],
  ['a JPEG without a frame', Buffer.from('ffd8ffd9', 'hex'), 'jpeg'],
  ['a JPEG with a length of nothing', Buffer.from('ffd8ffe00000ffd9', 'hex'), 'jpeg'],
  ['a JPEG of no height', jpeg({ height: 0 }), 'jpeg'],
  ['a PNG that ends early', png().subarray(0, 40), 'png'],
  ['a PNG without its size', Buffer.concat([png().subarray(0, 8), chunk('IEND', Buffer.alloc(0))]), 'png'],
  ['nothing', Buffer.alloc(0), 'png'],
] as const)('%s is no picture', (_what, bytes, kind) => {
  expect(bareOf(bytes, kind)).toBeNull();
});
