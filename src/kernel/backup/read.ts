import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { StartError } from '../errors.ts';
import { bytesOf } from './bytes.ts';
import { decodeFrames, type BackupEnd, type BackupHeader, type Frame } from './frames.ts';
import { opened, type BackupKey } from './seal.ts';
import { trouble } from './words.ts';

/** What a file holds. */
export interface Checked {
  readonly head: BackupHeader;
  readonly end: BackupEnd;
}

/** The frames of a backup file, each table's rows checked against its sum. Throws {@link StartError} in plain words. */
export async function* readBackup(file: string, keys: readonly BackupKey[]): AsyncGenerator<Frame> {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  const inner = createZstdDecompress();
  // A fault of the file ends the flow, and with the same words what is read below.
  pipeline(Readable.from(opened(bytesOf(source), keys, file), { objectMode: true }), inner).catch(
    () => undefined,
  );
  try {
    let hash: Hash | undefined;
    for await (const frame of decodeFrames(bytesOf(inner))) {
      if (!frame) throw trouble('backup_truncated', file);
      if (frame.kind === 'table') hash = createHash('sha256');
      if (frame.kind === 'rows') hash?.update(frame.bytes);
      if (frame.kind === 'sum' && hash?.digest('hex') !== frame.sum.sha256)
        throw trouble('backup_damaged', file);
      yield frame;
    }
  } catch (error) {
    throw explain(error, file);
  } finally {
    inner.destroy();
    source.destroy();
  }
}

/** Reads the whole file, so that nothing is begun with one that cannot be finished. */
export async function checkBackup(file: string, keys: readonly BackupKey[]): Promise<Checked> {
  let head: BackupHeader | undefined;
  let end: BackupEnd | undefined;
  for await (const frame of readBackup(file, keys)) {
    if (frame.kind === 'head') head = frame.head;
    if (frame.kind === 'end') end = frame.end;
  }
  if (!head || !end) throw trouble('backup_damaged', file);
  return { head, end };
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof StartError) return error;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code && /^(ENOENT|EACCES|EPERM|EISDIR|ENOTDIR|EIO)$/.test(code))
    return trouble('backup_unreadable', file);
  if (code?.startsWith('ZSTD') || code === 'Z_BUF_ERROR') return trouble('backup_damaged', file);
  return error;
}
