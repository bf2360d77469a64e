import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readText } from './datalock.ts';
import { StartError } from './errors.ts';
import { give, run, type Binaries, type Runner } from './postgres-host.ts';

/** The superuser and the database. */
export const NAME = 'zhijia';

/** Refuses what must not be touched: another user's cluster, another version's, a folder that is no cluster. */
export function checkCluster(cluster: string, owner: number, major: string): void {
  const found = fs.statSync(cluster, { throwIfNoEntry: false });
  if (!found) return;
  if (found.uid !== owner) {
    throw new StartError('data_foreign', {
      zh: `数据目录 ${cluster} 属于另一个用户（uid ${found.uid}），PostgreSQL 现在以 uid ${owner} 运行。请用原来的用户启动，或执行：chown -R ${owner} ${cluster}`,
      en: `${cluster} belongs to another user (uid ${found.uid}); PostgreSQL now runs as uid ${owner}. Start as that user, or run: chown -R ${owner} ${cluster}`,
    });
  }
  const version = readText(join(cluster, 'PG_VERSION'))?.trim();
  if (version === undefined) {
    if (fs.readdirSync(cluster).length === 0) return fs.rmdirSync(cluster);
    throw new StartError('data_damaged', {
      zh: `${cluster} 里有文件，但不是完整的数据库（读不到 PG_VERSION）。没有改动它。请从备份恢复，或把它移走后重新启动。`,
      en: `${cluster} has files in it but is no complete database (PG_VERSION cannot be read). Nothing was changed. Restore it from a backup, or move it away and start again.`,
    });
  }
  if (version !== major) {
    throw new StartError('data_version', {
      zh: `${cluster} 是 PostgreSQL ${version} 的数据，本程序自带的是 ${major}，不能直接打开。没有改动它。请用原来版本的职工之家启动它，或把 ZHIJIA_DATA 指向另一个目录。`,
      en: `${cluster} was made by PostgreSQL ${version}; this program brings ${major} and cannot open it. Nothing was changed. Start the version of Zhijia that made it, or point ZHIJIA_DATA to another folder.`,
    });
  }
  // A restored copy often comes back as 0755, which PostgreSQL refuses; root may set it for the user it becomes.
  fs.chmodSync(cluster, 0o700);
}

/** initdb beside the final place, then rename: a start that is cut short leaves nothing half made behind. */
export async function createCluster(
  cluster: string,
  { binaries, runner, durable }: { binaries: Binaries; runner: Runner; durable: boolean },
): Promise<void> {
  const parent = dirname(cluster);
  for (const name of fs.readdirSync(parent)) {
    if (name.startsWith('postgres.new-')) await removeTree(join(parent, name));
  }
  const fresh = fs.mkdtempSync(join(parent, 'postgres.new-'));
  try {
    give(fresh, runner);
    const args = ['-D', fresh, '-U', NAME, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];
    const initdb = run(runner, binaries.initdb, durable ? args : [...args, '--no-sync']);
    const end = await initdb.ended;
    if (end !== 'exit 0') throw new Error(`initdb: ${end}\n${initdb.log()}`);
    fs.renameSync(fresh, cluster);
    if (durable) syncFolder(parent);
  } catch (error) {
    await removeTree(fresh);
    throw error;
  }
}

/** Again and again: the programs of a killed start may still be writing there, or removing it themselves. */
async function removeTree(dir: string): Promise<void> {
  for (let attempt = 0; attempt < 50 && fs.existsSync(dir); attempt++) {
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    if (fs.existsSync(dir)) await sleep(100);
  }
}

/** Without this a power cut could undo the rename and leave the cluster under a name that we clean away. */
function syncFolder(dir: string): void {
  const fd = fs.openSync(dir, 'r');
  fs.fsyncSync(fd);
  fs.closeSync(fd);
}
