import { startSealing } from '#kernel/audit';
import type { Config } from '#kernel/config';
import type { Connection } from '#kernel/db';
import { StartError } from '#kernel/errors';
import { runningOn, startEmbedded, type Postgres } from '#kernel/postgres';
import type { Watcher } from '#kernel/postgres-supervisor';
import { prepareDatabase, replayErasures, startApp, type Running } from './compose.ts';
import { DEMO_OFFICERS, DEMO_PASSWORD, DEMO_WORKERS, fillEmpty } from './demo.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** The database that `config` names: the embedded one, or a server. */
export interface OpenDatabase {
  readonly connection: Connection;
  readonly embedded: Postgres | undefined;
}

/** For commands beside a running server: its own PostgreSQL, or else one of ours for as long as the command takes. */
export async function openBeside(config: Config): Promise<OpenDatabase> {
  try {
    return await openConfigured(config);
  } catch (error) {
    const connection = runningOn(config.dataDir);
    if (connection && error instanceof StartError && error.code === 'already_running')
      return { connection, embedded: undefined };
    throw error;
  }
}

async function openConfigured(config: Config, watcher?: Watcher): Promise<OpenDatabase> {
  if (config.databaseUrl)
    return { connection: { connectionString: config.databaseUrl }, embedded: undefined };
  const embedded = await startEmbedded(config.dataDir, watcher ? { watcher } : {});
  return { connection: embedded.connection, embedded };
}

const cry = (zh: string, en: string): boolean => process.stderr.write(`${zh}\n${en}\n`);

/** Requests are answered 503 while PostgreSQL is away; without any hope of its return there is nothing to serve. */
const watcher: Watcher = {
  down(why, next) {
    if (next !== null) {
      const when = { zh: `${next / 1000} 秒后`, en: `in ${next / 1000} s` };
      cry(
        `PostgreSQL 停止了，${when.zh}重新启动。`,
        `PostgreSQL ended and is started again ${when.en}: ${why}`,
      );
      return;
    }
    cry(
      `PostgreSQL 多次启动失败，服务退出。请按下面的原因处理，再启动一次；数据仍在数据目录里。\n${why}`,
      `PostgreSQL failed again and again, so we stop. Mend what it says and start again; the data is in its folder.`,
    );
    process.exit(1);
  },
  up() {
    cry('PostgreSQL 已恢复。', 'PostgreSQL is back.');
  },
};

/** Opens the database, brings it up to date, serves and runs jobs until told to stop. */
export async function serve(config: Config): Promise<void> {
  const { connection, embedded } = await openConfigured(config, watcher);
  let running: Running | undefined;
  const stop = stopOnce(() => running, embedded);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    await prepareDatabase(connection);
    running = await startApp(config, connection);
    await replayErasures(running.app);
    if (await fillEmpty(running.app, config.demo, { tell: say }))
      say('示范数据已载入。 Demo federation loaded.');
    await listen(running, config);
    await running.jobs.work(running.app);
    startSealing(running.app, (line) => process.stderr.write(`${line}\n`));
    embedded?.note(config.url);
    announce(config);
  } catch (error) {
    await running?.stop().catch(() => undefined);
    await embedded?.stop();
    throw error;
  }
}

async function listen({ server }: Running, { host, port }: Config): Promise<void> {
  await server.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      throw new StartError('port_taken', {
        zh: `端口 ${port} 已被占用。请关掉占用它的程序，或换一个端口：PORT=${port + 1} npm start`,
        en: `Port ${port} is taken. Stop the program that holds it, or choose another: PORT=${port + 1} npm start`,
      });
    }
    if (error.code === 'EACCES') {
      throw new StartError('port_forbidden', {
        zh: `没有权限使用端口 ${port}。请用 1024 以上的端口：PORT=8080 npm start`,
        en: `Port ${port} may not be used by this user. Take one above 1024: PORT=8080 npm start`,
      });
    }
    throw error;
  });
}

/** The first signal drains and stops; a second one means it. */
function stopOnce(running: () => Running | undefined, embedded: Postgres | undefined): () => void {
  let stopping = false;
  return () => {
    if (stopping) process.exit(130);
    stopping = true;
    say('\n正在停止…… Stopping…');
    void (async () => {
      await running()?.stop();
      await embedded?.stop();
      process.exit(0);
    })();
  };
}

function announce(config: Config): void {
  say(`\n职工之家 Zhijia  →  ${config.url}`);
  if (config.demo !== 'empty') {
    say(`\n工作台 staff     →  ${config.url}/staff/   （密码 password: ${DEMO_PASSWORD}）`);
    for (const { phone, about } of DEMO_OFFICERS) say(`  ${phone}  ${about}`);
    say(
      '职工 workers     →  用手机号和验证码登录，验证码显示在这个窗口 · sign in by code, shown in this window',
    );
    for (const { phone, about } of DEMO_WORKERS) say(`  ${phone}  ${about}`);
  }
  say('\nCtrl-C 停止 stop\n');
}
