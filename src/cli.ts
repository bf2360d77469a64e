import { parseArgs } from 'node:util';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  backupKeys,
  ERASURES_FILE,
  readErasures,
  restoreBackup,
  takeBackup,
  type Restored,
} from '#kernel/backup';
import { auditRestored, tellVerdict } from '#kernel/audit';
import { verifyAndNote } from '#kernel/audit/jobs';
import { addMasterKey, keyFile, readConfig, SETTINGS, type Config } from '#kernel/config';
import { inTx, systemCtx, type App } from '#kernel/ctx';
import type { Connection } from '#kernel/db';
import { AppError, problemOf, StartError } from '#kernel/errors';
import { normalisePhone } from '#kernel/contract';
import { SLICES, tellTurn } from '#kernel/keys';
import { runRotation } from '#kernel/keys/jobs';
import { keysStatus } from '#kernel/keys/status';
import { findOrgByCode, grantRole, insertOrg, rootOrg, type Org } from '#orgs';
import { exportEverybody, reconcileFile } from '#people';
import { keyedColumns, migrations, prepareDatabase, PROGRAM, replayErasures, startApp } from './compose.ts';
import { doctor } from './doctor.ts';
import { fillEmpty } from './demo.ts';
import { openBeside, serve } from './main.ts';

const USAGE = `zhijia — 职工之家

  zhijia serve                       start (the same as npm start)
  zhijia migrate                     bring the database up to date, then stop
  zhijia backup FILE                 copy everything into one encrypted file, also while serving
  zhijia restore FILE [--erasures FILE]
                                     bring a backup into an empty database; needs the master.key of the installation
                                     that made it, in ZHIJIA_DATA
  zhijia demo [--large]              load the demo federation into an empty database; --large: a million people
  zhijia doctor                      check the installation and say what to mend
  zhijia keys rotate                 add a version of the key and take everything to it, while the server runs on
  zhijia keys status                 versions of the key, and how much still stands under an older one
  zhijia admin create --phone P --name N [--federation F]
                                     the first system administrator (and, in an empty database, the root federation F)
  zhijia token create --phone P --name N [--days 90]
                                     an access token for the account of that phone
  zhijia import roster FILE --org CODE [--members] [--no-transfers] [--dry-run] [--json]
                                     reconcile a roster (.xlsx or .csv); CODE is the organisation's number, its
                                     unified social credit code, or its full name
  zhijia export people --org CODE --purpose TEXT --out FILE
                                     the members of a union as Excel; recorded in the audit log with the purpose
  zhijia audit verify [--json]       compare the audit log with its seals; ends with 1 if anything was changed

Settings (environment):
${SETTINGS.map(({ name, about, fallback }) => `  ${name.padEnd(18)} ${about}${fallback ? ` (${fallback})` : ''}`).join('\n')}
`;

type Options = Readonly<Record<string, string | undefined>>;

const COMMANDS: Readonly<Record<string, (config: Config, options: Options, file?: string) => Promise<void>>> =
  {
    serve,
    migrate: async (config) =>
      withDatabase(config, async () => print('数据库已是最新。 The database is up to date.')),
    backup: (config, _options, file) => backup(config, file),
    restore,
    demo: (config, options) =>
      withApp(config, async (app) => {
        const large = options['large'] !== undefined || config.demo === 'large';
        const loaded = await fillEmpty(app, large ? 'large' : 'page', { tell: print });
        print(
          loaded
            ? '示范数据已载入。 Demo federation loaded.'
            : '数据库里已有总工会，没有改动。 There is a federation already; nothing was changed.',
        );
      }),
    doctor,
    'keys rotate': (config) => withApp(config, rotateKeys),
    'keys status': (config) => withApp(config, tellKeys),
    'admin create': (config, options) => withApp(config, (app) => createAdmin(app, options)),
    'token create': (config, options) => withApp(config, (app) => createToken(app, options)),
    'import roster': (config, options, file) => withApp(config, (app) => importRoster(app, options, file)),
    'export people': (config, options) => withApp(config, (app) => exportPeople(app, options)),
    'audit verify': (config, options) => withApp(config, (app) => verifyLog(app, options)),
  };

/** Of the commands that take a file: how many words come before it. */
const WORDS_BEFORE_FILE: Readonly<Record<string, number>> = { import: 2, backup: 1, restore: 1 };

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function withDatabase(
  config: Config,
  work: (open: Awaited<ReturnType<typeof openBeside>>) => Promise<void>,
): Promise<void> {
  const open = await openBeside(config);
  try {
    await prepareDatabase(open.connection);
    await work(open);
  } finally {
    await open.embedded?.stop();
  }
}

function withApp(config: Config, work: (app: App) => Promise<void>): Promise<void> {
  return withDatabase(config, ({ connection }) => withRunning(config, connection, work));
}

async function withRunning<T>(
  config: Config,
  connection: Connection,
  work: (app: App) => Promise<T>,
): Promise<T> {
  const running = await startApp(config, connection);
  try {
    return await work(running.app);
  } finally {
    await running.stop();
  }
}

function need(options: Options, name: string): string {
  const value = options[name]?.trim();
  if (value) return value;
  throw new StartError('usage', {
    zh: `缺少 --${name}。用法见 zhijia help。`,
    en: `--${name} is missing. See zhijia help.`,
  });
}

function needPhone(options: Options): string {
  const phone = normalisePhone(need(options, 'phone'));
  if (/^1[3-9]\d{9}$/.test(phone)) return phone;
  throw new StartError('usage', {
    zh: '--phone 不是 11 位手机号。',
    en: '--phone is not an 11-digit mobile number.',
  });
}

async function createAdmin(app: App, options: Options): Promise<void> {
  const phone = needPhone(options);
  const name = need(options, 'name');
  await fillEmpty(app, 'empty');
  const ctx = systemCtx(app, 'cli');
  const orgId =
    (await rootOrg(ctx))?.id ??
    (await inTx(ctx, (tx) =>
      insertOrg(tx, null, {
        kind: 'union',
        level: 'city',
        formation: 'federation',
        state: 'active',
        name: need(options, 'federation'),
      }),
    ));
  const password = randomBytes(9).toString('base64url');
  const userId = await app.accounts.ensure({ phone, name, password });
  await inTx(ctx, (tx) =>
    grantRole(tx, { userId, orgId, role: 'system_admin', until: null, by: 'system:cli' }),
  );
  print(
    `系统管理员已建立。 Administrator created.\n  ${app.config.url}/staff/\n  手机号 phone: ${phone}\n  密码 password: ${password}`,
  );
  print(
    '首次登录时请绑定动态口令，并修改密码。 Set up the second factor and change the password at the first sign-in.',
  );
}

/** A version more, unless the last rotation is still to be finished: then that one is. */
async function rotateKeys(app: App): Promise<void> {
  const ctx = systemCtx(app, 'cli');
  const file = keyFile(app.config.dataDir);
  const before = await keysStatus(ctx, keyedColumns());
  if (before.target === null && before.hashes === before.versions.at(-1)) {
    const version = addMasterKey(app.config.dataDir);
    print(`已写入第 ${version} 版密钥：${file}。 Version ${version} of the key was written.`);
    print(
      '请现在就备份这个文件，与数据库的备份分开放；旧版本要一并保留。有多台服务器时，把它复制到每一台。\n' +
        'Back this file up now, apart from backups of the database, with the older versions in it. Copy it to every server.',
    );
  } else print('接着完成上次更换。 Going on with the last rotation.');
  await tellTurn(app.db);
  await runRotation(ctx, keyedColumns());
  print('所有人需要重新登录。 Everybody signs in again.');
  await tellKeys(app);
}

async function tellKeys(app: App): Promise<void> {
  const { versions, seals, hashes, target, lifted, older, behind } = await keysStatus(
    systemCtx(app, 'cli'),
    keyedColumns(),
  );
  print(`密钥版本 versions: ${versions.join(', ')}；加密用 seals: ${seals}，索引用 hashes: ${hashes}`);
  if (target !== null) print(`正在更换到第 ${target} 版 rotating to ${target}: ${lifted}/${SLICES}`);
  if (behind > 0) print(`${behind} 个进程还没有新密钥。 ${behind} processes do not have the new key yet.`);
  const counts = Object.entries(older);
  if (counts.length === 0) print('没有旧密钥下的数据。 Nothing is under an older key.');
  for (const [column, count] of counts) print(`  ${column.padEnd(36)}${String(count).padStart(10)}`);
}

async function createToken(app: App, options: Options): Promise<void> {
  const account = await app.accounts.findByPhone(needPhone(options));
  if (!account)
    throw new StartError('usage', { zh: '这个手机号没有账号。', en: 'There is no account with this phone.' });
  const days = Number(options['days'] ?? '90');
  if (!Number.isInteger(days) || days < 1 || days > 366) {
    throw new StartError('usage', { zh: '--days 应为 1 到 366。', en: '--days must be 1 to 366.' });
  }
  const token = await inTx(systemCtx(app, 'cli'), (tx) =>
    app.accounts.createToken(tx, account.userId, need(options, 'name'), days),
  );
  print(token);
}

async function needOrg(app: App, options: Options): Promise<Org> {
  const code = need(options, 'org');
  const org = await findOrgByCode(systemCtx(app, 'cli'), code);
  if (org) return org;
  throw new StartError('usage', {
    zh: `没有找到组织 ${code}。请用它的编号（管理端组织页地址里的数字）、统一社会信用代码或全称。`,
    en: `There is no organisation ${code}. Give its number (in the address of its page), its unified social credit code or its full name.`,
  });
}

function needFile(file: string | undefined): string {
  if (file !== undefined) return resolve(file);
  throw new StartError('usage', {
    zh: '请写上备份文件的名字。用法见 zhijia help。',
    en: 'Name the backup file. See zhijia help.',
  });
}

/** As the database is, also an old one: before an upgrade there is nothing better to have. */
async function backup(config: Config, given: string | undefined): Promise<void> {
  const file = needFile(given);
  const [key] = backupKeys(config.dataDir);
  const open = await openBeside(config);
  try {
    const { rows, bytes } = await takeBackup({ connection: open.connection, key, file, program: PROGRAM });
    print(
      `已备份 ${rows} 行，${(bytes / 1e6).toFixed(1)} MB：${file}\nBacked up ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB.`,
    );
    print(
      `恢复时需要 ${join(config.dataDir, 'master.key')}：请把它另外保管，不要和备份放在一起；没有它谁也打不开备份。\nRestoring needs master.key: keep it elsewhere, not beside the backup. Without it nobody can open the backup.`,
    );
  } finally {
    await open.embedded?.stop();
  }
}

async function restore(config: Config, options: Options, given: string | undefined): Promise<void> {
  const file = needFile(given);
  const keys = backupKeys(config.dataDir);
  const list = options['erasures'];
  const erasures = await readErasures(
    list ? resolve(list) : join(config.dataDir, ERASURES_FILE),
    list !== undefined,
  );
  let open: Awaited<ReturnType<typeof openBeside>> | undefined;
  const connect = async () => (open = await openBeside(config)).connection;
  try {
    const restored = await restoreBackup({ connect, keys, file, sources: migrations, erasures });
    const { connection } = open!;
    await prepareDatabase(connection);
    const erased = await withRunning(config, connection, async (app) => {
      await auditRestored(app);
      return replayErasures(app);
    });
    tellRestored(restored, erased);
  } finally {
    await open?.embedded?.stop();
  }
}

function tellRestored({ head, rows, tables, upgraded }: Restored, erased: number): void {
  print(
    `已恢复到 ${head.takenAt} 的状态：${tables} 张表，${rows} 行。\nRestored to the state of ${head.takenAt}: ${tables} tables, ${rows} rows.`,
  );
  if (upgraded.length > 0) print(`已升级 upgraded: ${upgraded.join(', ')}`);
  print(
    `备份之后删除过的人，再次删除：核对 ${erased} 个。\nErased again, of those erased since the backup: ${erased} checked.`,
  );
  print(
    '备份之后撤销的任职、登录和令牌也回到了当时，请核对。\nRoles, sessions and tokens withdrawn since are back as they were: go over them.',
  );
}

async function importRoster(app: App, options: Options, file: string | undefined): Promise<void> {
  if (file === undefined)
    throw new StartError('usage', {
      zh: '请写上花名册文件。用法见 zhijia help。',
      en: 'Name the roster file. See zhijia help.',
    });
  const org = await needOrg(app, options);
  const bytes = await readFile(file).catch(() => {
    throw new StartError('usage', { zh: `读不到文件 ${file}。`, en: `The file ${file} cannot be read.` });
  });
  const counts = await reconcileFile(systemCtx(app, 'cli'), {
    orgId: org.id,
    name: basename(file),
    bytes,
    mode: options['members'] === undefined ? 'staff' : 'members',
    transfers: options['no-transfers'] === undefined,
    dryRun: options['dry-run'] !== undefined,
  });
  const { rows, valid, invalid, duplicates, repaired, byReason, joined, left, changed, unchanged } = counts;
  const answer = { rows, valid, invalid, duplicates, repaired, byReason, joined, left, changed, unchanged };
  if (options['json'] !== undefined) print(JSON.stringify(answer));
  else for (const line of tableOf(org, answer)) print(line);
}

type Told = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

function tableOf(org: Org, told: Told): string[] {
  const lines = Object.entries(told).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [[name, value] as const]
      : Object.entries(value).map(([code, count]) => [`  ${code}`, count] as const),
  );
  return [org.name, ...lines.map(([name, count]) => `  ${name.padEnd(24)}${String(count).padStart(8)}`)];
}

async function exportPeople(app: App, options: Options): Promise<void> {
  const org = await needOrg(app, options);
  const out = need(options, 'out');
  const { bytes } = await exportEverybody(systemCtx(app, 'cli'), org.id, need(options, 'purpose'));
  await pipeline(bytes, createWriteStream(out, { mode: 0o600 }));
  print(`已写入 ${out}。 Written to ${out}.`);
}

const TELL_EVERY_MS = 1_000;

async function verifyLog(app: App, options: Options): Promise<void> {
  let told = Date.now();
  const verdict = await verifyAndNote(systemCtx(app, 'cli'), (entries) => {
    if (Date.now() - told < TELL_EVERY_MS) return;
    told = Date.now();
    process.stderr.write(`已核对 ${entries} 条…… ${entries} entries checked…\n`);
  });
  if (options['json'] !== undefined) print(JSON.stringify(verdict));
  else for (const line of tellVerdict(verdict)) print(line);
  process.exitCode = verdict.ok ? 0 : 1;
}

async function run(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      phone: { type: 'string' },
      name: { type: 'string' },
      federation: { type: 'string' },
      days: { type: 'string' },
      org: { type: 'string' },
      out: { type: 'string' },
      purpose: { type: 'string' },
      erasures: { type: 'string' },
      members: { type: 'boolean' },
      'no-transfers': { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      large: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const words = WORDS_BEFORE_FILE[positionals[0] ?? ''];
  const command = COMMANDS[positionals.slice(0, words).join(' ')];
  if (values.help || !command) {
    print(USAGE);
    process.exitCode = values.help || positionals[0] === 'help' ? 0 : 2;
    return;
  }
  const { help: _help, ...given } = values;
  const options = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value === true ? '' : String(value)]),
  );
  await command(readConfig(process.env), options, words === undefined ? undefined : positionals[words]);
}

/** What went wrong, in both languages and without a stack where we know it. */
function explain(error: unknown): string {
  if (error instanceof StartError) return `\n${error.text.zh}\n${error.text.en}\n`;
  if (error instanceof AppError) {
    const zh = problemOf(error, 'zh').body;
    const en = problemOf(error, 'en').body;
    return `\n${zh.message}${zh.hint}\n${en.message} ${en.hint}\n`;
  }
  if (error instanceof Error && 'code' in error && /^(ECONN|ENOTFOUND|28|3D000)/.test(String(error.code))) {
    return `\n连不上 DATABASE_URL 指向的数据库：${error.message}\n请检查地址、账号、密码和数据库名。\nThe database at DATABASE_URL cannot be reached: ${error.message}\n`;
  }
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

await run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(explain(error));
  process.exit(1);
});
