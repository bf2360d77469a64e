import { existsSync, statfsSync } from 'node:fs';
import { backupState, type BackupState } from '#kernel/backup';
import type { Config } from '#kernel/config';
import { databaseFacts, durabilityOff, openDatabase } from '#kernel/db';
import { messagesWaiting } from '#kernel/notify';
import { prepareDatabase } from './compose.ts';
import { openBeside } from './main.ts';

interface Finding {
  readonly ok: boolean;
  readonly what: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** Checks what an installation stands on, and prints one line for each with what to mend. Ends with 1 if any fails. */
export async function doctor(config: Config): Promise<void> {
  const findings = [
    nodeVersion(),
    builtPages(),
    diskSpace(config),
    address(config),
    ...(await database(config)),
  ];
  for (const { ok, what, mend } of findings)
    process.stdout.write(`${ok ? '✓' : '✗'} ${what}${mend ? `\n    ${mend}` : ''}\n`);
  process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
}

function nodeVersion(): Finding {
  return { ok: true, what: `Node ${process.versions.node}, ${process.platform} ${process.arch}` };
}

function builtPages(): Finding {
  const ok = existsSync(new URL('../dist/web/worker/index.html', import.meta.url));
  return ok
    ? { ok, what: '页面已构建 pages are built' }
    : { ok, what: '页面没有构建 pages are not built', mend: 'node scripts/prepare.mjs' };
}

function diskSpace({ dataDir }: Config): Finding {
  const place = existsSync(dataDir) ? dataDir : '.';
  const { bavail, bsize } = statfsSync(place);
  const gigabytes = (bavail * bsize) / 2 ** 30;
  const what = `${dataDir}: ${gigabytes.toFixed(1)} GB 可用 free`;
  return gigabytes >= 1
    ? { ok: true, what }
    : { ok: false, what, mend: '请至少留出 1 GB。 Leave at least 1 GB free.' };
}

function address({ url, host }: Config): Finding {
  const open = host === '0.0.0.0' || host === '::';
  const what = `地址 address ${url}`;
  if (!open || url.startsWith('https:')) return { ok: true, what };
  return {
    ok: false,
    what,
    mend: '对外提供服务要用 HTTPS：在前面放反向代理，并设 ZHIJIA_URL=https://… Put HTTPS in front and set ZHIJIA_URL.',
  };
}

async function database(config: Config): Promise<Finding[]> {
  const { connection, embedded } = await openBeside(config);
  const { db, close } = openDatabase(connection, 1);
  try {
    const applied = await prepareDatabase(connection);
    const { version, size } = await databaseFacts(db);
    const { count } = await messagesWaiting(db);
    const off = await durabilityOff(db);
    return [
      { ok: true, what: `PostgreSQL ${version} ${embedded ? '(embedded)' : ''}, ${size}` },
      {
        ok: true,
        what: `迁移 migrations: ${applied.length === 0 ? '已是最新 up to date' : applied.join(', ')}`,
      },
      backups(await backupState(db, new Date())),
      ...off.map((name) => ({
        ok: false,
        what: `${name} = off`,
        mend: '断电或崩溃会丢失已保存的内容，请在 PostgreSQL 里设为 on。 A crash may lose what was saved: set it to on.',
      })),
      { ok: true, what: `待发消息 messages waiting: ${count}` },
    ];
  } finally {
    await close();
    await embedded?.stop();
  }
}

function backups({ kept, late, since, failure }: BackupState): Finding {
  const hours = Math.floor((Date.now() - since.getTime()) / 3_600_000);
  const age = hours < 48 ? `${hours} 小时 h` : `${Math.floor(hours / 24)} 天 d`;
  const [last] = kept;
  const what = last
    ? `上次备份 last backup: ${age}前 ago, ${(last.bytes / 1e6).toFixed(1)} MB`
    : `还没有备份 no backup yet (${age})`;
  if (!late) return { ok: true, what };
  return {
    ok: false,
    what: failure ? `${what}; 上次失败 last failure: ${failure.error}` : what,
    mend: '备份在服务运行时每天夜里自动做；也可以执行 zhijia backup FILE。 Backups are taken each night while serving; or run zhijia backup FILE.',
  };
}
