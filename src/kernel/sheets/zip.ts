import { crc32, createInflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import { AppError, kernelError } from '../errors.ts';

/**
 * Zip archives in memory, by their central directory: parts in any order, sizes that were not known when they were
 * written, the raw bytes of every part. Neither library in the tree serves both ways: the Unzip of fflate goes by
 * the local headers, and what it unzips and zips again is no longer the same file.
 */

/** A part of an archive, still packed. */
export interface Part {
  /** Lower case, with slashes and without a leading one: parts of a package are named without regard to case (OPC). */
  readonly name: string;
  readonly raw: Buffer;
  readonly packing: number;
  readonly crc: number;
  readonly size: number;
  /** Its record in the central directory. */
  readonly record: Buffer;
}

/** Bytes that may still be unpacked from one file. */
export interface Budget {
  left: number;
}

/** A sheet of a million rows has some 100 MB; what is more than this was made to fill the memory. */
export const UNPACKED_MAX_BYTES = 500_000_000;
/** Sheets shrink to a tenth, formatted empty rows to a thirtieth, deflate can reach a thousandth. */
const RATIO_MAX = 200;
const RATIO_FROM_BYTES = 10_000_000;
/** What is unpacked in one go: the list of sheets, or a form to be filled. */
const AT_ONCE_MAX_BYTES = 32_000_000;

const STORED = 0;
const DEFLATED = 8;
const WHOLE = 0xffff_ffff;

/** The parts of an archive in the order of its directory. Throws kernel.sheet_unreadable. */
export function openZip(bytes: Buffer): Part[] {
  return orUnreadable(() => {
    let { count, at } = directoryOf(bytes);
    const parts: Part[] = [];
    for (; count > 0; count--) {
      if (bytes.readUInt32LE(at) !== 0x0201_4b50) throw kernelError('sheet_unreadable');
      const length = 46 + [28, 30, 32].reduce((sum, field) => sum + bytes.readUInt16LE(at + field), 0);
      parts.push(partOf(bytes, bytes.subarray(at, at + length)));
      at += length;
    }
    return parts;
  });
}

/** The content of a part, piece by piece; the event loop turns between pieces. */
export async function* unpack(part: Part, budget: Budget): AsyncGenerator<Buffer> {
  let [size, crc] = [0, 0];
  for await (const piece of piecesOf(part)) {
    size += piece.length;
    budget.left -= piece.length;
    const swollen = size > RATIO_FROM_BYTES && size > part.raw.length * RATIO_MAX;
    if (budget.left < 0 || swollen) throw kernelError('sheet_unreadable');
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc !== part.crc) throw kernelError('sheet_unreadable');
}

/** The whole content of a small part at once. */
export function unpackNow(part: Part): Buffer {
  const { packing, raw } = part;
  const content = orUnreadable(() =>
    packing === STORED ? raw : inflateRawSync(raw, { maxOutputLength: AT_ONCE_MAX_BYTES }),
  );
  if (crc32(content) !== part.crc) throw kernelError('sheet_unreadable');
  return content;
}

/** The part with another content. */
export function repacked(part: Part, content: Buffer): Part {
  const raw = deflateRawSync(content);
  return { ...part, raw, packing: DEFLATED, crc: crc32(content), size: content.length };
}

/** An archive of `parts`. What is packed already is copied as it is. */
export function toZip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = part.record.subarray(46, 46 + part.record.readUInt16LE(28));
    // Version, flags, packing, time, checksum, sizes and lengths stand in the same order in both headers.
    const facts = Buffer.from(part.record.subarray(6, 32));
    facts.writeUInt16LE(facts.readUInt16LE(2) & ~0x08, 2); // the sizes stand here, not behind the data
    facts.writeUInt16LE(part.packing, 4);
    facts.writeUInt32LE(part.crc, 10);
    facts.writeUInt32LE(part.raw.length, 14);
    facts.writeUInt32LE(part.size, 18);
    facts.writeUInt16LE(0, 24);
    files.push(Buffer.from('PK\x03\x04'), facts, name, part.raw);
    const tail = Buffer.from(part.record.subarray(32, 46));
    tail.writeUInt32LE(0, 0);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02'), part.record.subarray(4, 6), facts, tail, name);
    at += 30 + name.length + part.raw.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** What a broken file makes zlib, Buffer, a decoder or the XML parser throw, in words for its owner. */
export function unreadable(cause: unknown): unknown {
  const slipOfOurs = cause instanceof TypeError && !('code' in cause);
  if (slipOfOurs || cause instanceof AppError) return cause;
  return Object.assign(kernelError('sheet_unreadable'), { cause });
}

function orUnreadable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unreadable(error);
  }
}

function directoryOf(bytes: Buffer): { count: number; at: number } {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const far = end - 20;
  if (far >= 0 && bytes.readUInt32LE(far) === 0x0706_4b50) {
    const end64 = Number(bytes.readBigUInt64LE(far + 8));
    return {
      count: Number(bytes.readBigUInt64LE(end64 + 32)),
      at: Number(bytes.readBigUInt64LE(end64 + 48)),
    };
  }
  return { count: bytes.readUInt16LE(end + 10), at: bytes.readUInt32LE(end + 16) };
}

function partOf(bytes: Buffer, record: Buffer): Part {
  const nameEnd = 46 + record.readUInt16LE(28);
  let sizes = [record.readUInt32LE(24), record.readUInt32LE(20), record.readUInt32LE(42)];
  if (sizes.includes(WHOLE)) sizes = farSizes(record, nameEnd, sizes);
  const [size = 0, packed = 0, header = 0] = sizes;
  const packing = record.readUInt16LE(10);
  const locked = (record.readUInt16LE(8) & 1) === 1;
  if (locked || (packing !== STORED && packing !== DEFLATED)) throw kernelError('sheet_unreadable');
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  if (start + packed > bytes.length) throw kernelError('sheet_unreadable');
  return {
    name: record.toString('utf8', 46, nameEnd).replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase(),
    raw: bytes.subarray(start, start + packed),
    packing,
    crc: record.readUInt32LE(16),
    size,
    record,
  };
}

/** Sizes of 64 bits, which some writers use for any size: only those that did not fit stand in the extra field. */
function farSizes(record: Buffer, extra: number, sizes: number[]): number[] {
  let at = extra;
  while (record.readUInt16LE(at) !== 1) at += 4 + record.readUInt16LE(at + 2);
  at += 4;
  return sizes.map((size) => {
    if (size !== WHOLE) return size;
    at += 8;
    return Number(record.readBigUInt64LE(at - 8));
  });
}

async function* piecesOf({ packing, raw }: Part): AsyncGenerator<Buffer> {
  if (packing === STORED) {
    for (let at = 0; at < raw.length; at += 65_536) yield raw.subarray(at, at + 65_536);
    return;
  }
  const inflater = createInflateRaw({ chunkSize: 65_536 });
  inflater.end(raw);
  try {
    yield* inflater;
  } catch (error) {
    throw unreadable(error);
  }
}
