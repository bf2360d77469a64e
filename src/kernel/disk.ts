import { statfs } from 'node:fs/promises';
import { kernelError } from './errors.ts';

const MB = 2 ** 20;

/** Below this `doctor` and the administrators' home page say so: at some megabytes an hour there are days to act. */
export const DISK_LOW_BYTES = 1024 * MB;
/**
 * Below this nothing is saved any more. A PostgreSQL that cannot write its log ends itself, so it must never come to
 * that: six log segments of 16 MB are more than what is under way at that moment (60 connections) has been seen to add.
 */
export const DISK_FULL_BYTES = 96 * MB;
/** Room that must be there before saving goes on, so that it does not flicker at the border. */
const DISK_AGAIN_BYTES = 128 * MB;
const EVERY_MS = 1_000;

/** `unknown`: the database is elsewhere, or the system does not tell. */
export type DiskLevel = 'ok' | 'low' | 'full' | 'unknown';

/** How much room the data folder has. */
export interface Disk {
  readonly level: () => DiskLevel;
  /** Bytes; null while unknown. */
  readonly free: () => number | null;
  /** Stops with `kernel.disk_full` while there is no room to save anything. */
  readonly requireRoom: () => void;
  readonly close: () => void;
}

/** Looks once a second, which costs one system call. `folder` null: the database, and its disk, are elsewhere. */
export async function watchDisk(folder: string | null): Promise<Disk> {
  let free: number | null = null;
  let full = false;
  async function look(path: string): Promise<void> {
    free = await freeBytes(path);
    full = free !== null && free < (full ? DISK_AGAIN_BYTES : DISK_FULL_BYTES);
  }
  if (folder !== null) await look(folder);
  const timer = folder === null ? undefined : setInterval(() => void look(folder), EVERY_MS).unref();
  const level = (): DiskLevel => {
    if (free === null) return 'unknown';
    if (full) return 'full';
    return free < DISK_LOW_BYTES ? 'low' : 'ok';
  };
  return {
    level,
    free: () => free,
    requireRoom() {
      if (full) throw kernelError('disk_full');
    },
    close: () => clearInterval(timer),
  };
}

/** What an ordinary user may still write on the file system of `path`; null where that cannot be told. */
export async function freeBytes(path: string): Promise<number | null> {
  const found = await statfs(path).catch(() => null);
  return found && found.bavail * found.bsize;
}
