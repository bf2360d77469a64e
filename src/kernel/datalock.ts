import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartError } from './errors.ts';

/** Holds the data folder until released, or until this process is gone. */
export interface DataLock {
  /** Writes our web address into the lock, for whoever starts a second time. */
  note(address: string): void;
  release(): void;
}

interface Owner {
  readonly pid: number;
  /** See {@link birthOf}. */
  readonly startedAt: string;
  readonly address?: string;
}

/**
 * Takes `<dataDir>/zhijia.pid`, making the folder if needed. Throws {@link StartError} `already_running` while another
 * live process holds it; a lock left by a killed one is taken over.
 */
export function lockDataDir(dataDir: string): DataLock {
  const path = join(resolve(dataDir), 'zhijia.pid');
  const mine = `${path}.${process.pid}`;
  let owner: Owner = { pid: process.pid, startedAt: birthOf(process.pid) ?? '' };
  const write = (): void => fs.writeFileSync(mine, `${JSON.stringify(owner)}\n`);
  try {
    fs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    write();
    takeLock(path, mine);
  } catch (error) {
    throw explain(error, dataDir);
  } finally {
    discard(mine);
  }
  const isOurs = (): boolean => same(readOwner(path), owner);
  return {
    note(address) {
      if (!isOurs()) return;
      owner = { ...owner, address };
      try {
        write();
        fs.renameSync(mine, path);
      } catch {
        discard(mine); // a full disk costs the second starter the address, not us the start
      }
    },
    release() {
      if (isOurs()) fs.rmSync(path, { force: true });
    },
  };
}

/** A link appears whole, and only where nothing is: of any number of starters exactly one gets it. */
function takeLock(path: string, mine: string): void {
  const takeover = `${path}.takeover`;
  while (!linked(mine, path)) {
    const owner = readOwner(path);
    if (owner && isAlive(owner)) throw alreadyRunning(owner.pid, owner.address);
    // Its owner is dead. Only the holder of `takeover` may replace it, and looks again: it may have been overtaken.
    if (linked(mine, takeover)) {
      if (owner && same(readOwner(path), owner)) return fs.renameSync(takeover, path);
      fs.rmSync(takeover, { force: true });
    } else {
      const other = readOwner(takeover);
      if (other && !isAlive(other)) fs.rmSync(takeover, { force: true });
    }
  }
}

/** Nothing more can be done about a file that cannot be removed either. */
function discard(path: string): void {
  try {
    fs.unlinkSync(path);
  } catch {
    // most often: it was never made
  }
}

function linked(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when there is no such file; one that a power cut has emptied counts as left by a dead process. */
function readOwner(path: string): Owner | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return { pid: 0, startedAt: '' };
  }
}

function same(a: Owner | undefined, b: Owner): boolean {
  return a?.pid === b.pid && a.startedAt === b.startedAt;
}

/** Whether that very process lives, not a later one that was given the same pid. */
export function isAlive(owner: { readonly pid: number; readonly startedAt: string }): boolean {
  return birthOf(owner.pid) === owner.startedAt;
}

/** When a process began, in this machine's terms, without blanks; undefined when it is gone (a zombie is). */
export function birthOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart').replaceAll(/\s+/g, '_') || undefined;
  const stat = readText(`/proc/${pid}/stat`);
  // The name in brackets may itself hold brackets and blanks. After it: state (3rd field) … start time (22nd).
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!fields?.[19] || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`;
}

/** One column of `ps` for a system without /proc; empty when the process is gone. */
export function ps(pid: number, column: 'lstart' | 'args'): string {
  const { stdout } = spawnSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() ?? '';
}

export function readText(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function alreadyRunning(pid: number, address?: string): StartError {
  return new StartError('already_running', {
    zh: `职工之家已在这个数据目录上运行（进程号 ${pid}）。${address ? `请打开 ${address}` : `要重新启动，请先执行 kill ${pid}`}`,
    en: `Zhijia is already running on this data folder, pid ${pid}. ${address ? `Open ${address}` : `To start anew, first run: kill ${pid}`}`,
  });
}

/** Turns what Node or PostgreSQL said about the data folder into words for the person who started us. */
export function explain(error: unknown, dataDir: string): StartError {
  if (error instanceof StartError) return error;
  const said = error instanceof Error ? error.message : String(error);
  // First: a refused shared memory segment is also reported as "No space left on device".
  if (/shared memory|Cannot allocate memory|ENOMEM/.test(said)) {
    return new StartError('no_memory', {
      zh: `内存不足，PostgreSQL 无法启动。请关闭其他程序或增加内存后再试。\n${said}`,
      en: `There is not enough memory for PostgreSQL. Close other programs or add memory, then try again.\n${said}`,
    });
  }
  if (/No space left on device|ENOSPC|EDQUOT|Disk quota exceeded|Check free disk space/.test(said)) {
    return new StartError('disk_full', {
      zh: `磁盘已满，无法使用数据目录 ${dataDir}。请腾出至少 200 MB 空间后再启动；已有的数据没有改动。`,
      en: `The disk is full; the data folder ${dataDir} cannot be used. Free at least 200 MB and start again; the data already there is unchanged.`,
    });
  }
  if (/error while loading shared libraries/.test(said)) {
    return new StartError('install_incomplete', {
      zh: `程序没有装完整。请执行 node scripts/prepare.mjs，再启动一次。\n${said}`,
      en: `The program is not completely installed. Run: node scripts/prepare.mjs, then start again.\n${said}`,
    });
  }
  if (/\b(EACCES|EPERM|EROFS|ENOTDIR|EEXIST)\b|Permission denied|Read-only file system/.test(said)) {
    return new StartError('data_unusable', {
      zh: `不能写入数据目录 ${dataDir}。请检查它是不是目录、当前用户有没有写权限，或用 ZHIJIA_DATA 指定另一个目录。\n${said}`,
      en: `The data folder ${dataDir} cannot be written. Check that it is a folder and that you may write to it, or name another one with ZHIJIA_DATA.\n${said}`,
    });
  }
  return new StartError('postgres_failed', {
    zh: `自带的 PostgreSQL 没有启动成功（数据目录 ${dataDir}）。它最后说：\n${said}`,
    en: `The embedded PostgreSQL did not start (data folder ${dataDir}). Its last words:\n${said}`,
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
