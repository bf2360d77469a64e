import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { masterKey } from '../config.ts';
import { stdCrypto } from '../crypto.ts';
import type { Bytes } from './bytes.ts';
import { trouble } from './words.ts';

/**
 * A backup holds names and goes off-site, so the file is encrypted as a whole: AES-256-GCM in numbered chunks, the last
 * one marked (the STREAM construction of Hoang et al. 2015), under a key of this file alone. A chunk changed, moved,
 * left out or cut off is found before a byte of it is used. What stands in clear tells which key opens it.
 */
export interface ClearHeader {
  readonly format: number;
  readonly program: string;
  /** Which key of `master.key`. */
  readonly key: number;
  /** Makes the key of this file, so that the numbers of its chunks can serve as nonces. */
  readonly salt: string;
  /** Tells a wrong key from a damaged file. */
  readonly check: string;
}

/** A key that a backup may be sealed with, and its version. */
export interface BackupKey {
  readonly version: number;
  readonly key: Buffer;
}

/**
 * The keys that backups are sealed with, the one for new ones first: the one place that knows how they are numbered.
 * Throws {@link StartError} where there is no `master.key`, instead of making one that opens nothing.
 */
export function backupKeys(dataDir: string): readonly [BackupKey, ...BackupKey[]] {
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) throw trouble('backup_no_key', file);
  return [{ version: 1, key: stdCrypto(masterKey(dataDir)).derive('backup') }];
}

export const FORMAT = 1;
const MAGIC = 'ZHIJIA-BACKUP';
const CHUNK = 256 * 1024;
const TAG = 16;
const HEADER_MAX = 4096;

/** Seals what comes, with the header before it. */
export async function* sealed(
  source: AsyncIterable<Buffer>,
  { version, key }: BackupKey,
  program: string,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const [fileKey, check] = keysOf(key, salt);
  const clear: ClearHeader = { format: FORMAT, program, key: version, salt: salt.toString('hex'), check };
  const header = Buffer.from(`${MAGIC} ${JSON.stringify(clear)}`);
  yield Buffer.concat([header, Buffer.from('\n')]);
  const bound = boundTo(header);
  let number = 0;
  let held: Buffer[] = [];
  let length = 0;
  function chunk(bytes: Buffer, last: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number++, last)).setAAD(bound);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length + TAG);
    return Buffer.concat([size, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
  for await (const piece of source) {
    held.push(piece);
    length += piece.length;
    if (length < CHUNK) continue;
    const bytes = Buffer.concat(held);
    let at = 0;
    for (; bytes.length - at >= CHUNK; at += CHUNK) yield chunk(bytes.subarray(at, at + CHUNK), false);
    held = [bytes.subarray(at)];
    length = bytes.length - at;
  }
  yield chunk(Buffer.concat(held), true);
}

/** What {@link sealed} made, chunk by chunk. Throws the words for a foreign, newer, cut, changed or otherwise keyed file. */
export async function* opened(
  bytes: Bytes,
  keys: readonly BackupKey[],
  name: string,
): AsyncGenerator<Buffer> {
  const header = await bytes.line(HEADER_MAX);
  const clear = readClear(header, name);
  const salt = Buffer.from(clear.salt, 'hex');
  const made = keys.map(({ key }) => keysOf(key, salt)).find(([, check]) => check === clear.check);
  if (!made) throw trouble('backup_key', name);
  const bound = boundTo(header!);
  for (let number = 0; ; number++) {
    const size = (await bytes.take(4))?.readUInt32BE();
    if (size === undefined) throw trouble('backup_truncated', name);
    if (size < TAG || size > CHUNK + TAG) throw trouble('backup_damaged', name);
    const chunk = await bytes.take(size);
    if (!chunk) throw trouble('backup_truncated', name);
    const inner = openChunk(chunk, made[0], bound, number, false);
    if (inner) {
      yield inner;
      continue;
    }
    const last = openChunk(chunk, made[0], bound, number, true);
    if (!last || (await bytes.take(1))) throw trouble('backup_damaged', name);
    return yield last;
  }
}

function openChunk(
  chunk: Buffer,
  key: Buffer,
  bound: Buffer,
  number: number,
  last: boolean,
): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(bound);
  decipher.setAuthTag(chunk.subarray(-TAG));
  const bytes = decipher.update(chunk.subarray(0, -TAG));
  try {
    return Buffer.concat([bytes, decipher.final()]);
  } catch {
    return undefined;
  }
}

function readClear(header: Buffer | undefined, name: string): ClearHeader {
  const text = header?.toString('utf8') ?? '';
  if (!text.startsWith(`${MAGIC} `)) throw trouble('backup_foreign', name);
  try {
    const clear = JSON.parse(text.slice(MAGIC.length)) as ClearHeader;
    if (clear.format > FORMAT) throw trouble('backup_format', name);
    return clear;
  } catch (error) {
    throw error instanceof SyntaxError ? trouble('backup_damaged', name) : error;
  }
}

function keysOf(key: Buffer, salt: Buffer): readonly [Buffer, string] {
  const derive = (info: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', key, salt, `zhijia:backup:${info}`, length));
  return [derive('file', 32), derive('check', 8).toString('hex')];
}

/** The header is part of what every chunk's tag is over. */
function boundTo(header: Buffer): Buffer {
  return createHash('sha256').update(header).digest();
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
