import { randomBytes } from 'node:crypto';

const COUNTER_BITS = 26;
let counter = randomBytes(4).readUInt32BE() >>> 7;

/**
 * UUID version 7 (RFC 9562 §5.7): sorts by creation time, so it serves as a paging cursor and keeps indexes compact.
 * A counter stands before the random bits (§6.2, method 1): what one request writes within a millisecond stays in the
 * order in which it was written. `now` in milliseconds since the epoch.
 */
export function newId(now: number = Date.now()): string {
  counter = (counter + 1) % 2 ** COUNTER_BITS;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE(0x7000 | (counter >>> 14), 6);
  bytes.writeUInt16BE(0x8000 | (counter & 0x3fff), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A secret for a link or a token: 160 random bits, URL-safe. Store only its hash. */
export function newSecret(): string {
  return randomBytes(20).toString('base64url');
}

/** Six digits for an SMS code, evenly distributed. */
export function newCode(): string {
  let value = randomBytes(4).readUInt32BE();
  while (value >= 4_294_000_000) value = randomBytes(4).readUInt32BE();
  return String(value % 1_000_000).padStart(6, '0');
}
