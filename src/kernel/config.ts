import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './errors.ts';

const port = z.coerce.number().int().min(1).max(65_535);

/**
 * Every setting, read once at start. README and `zhijia doctor` print this table; nothing else reads `process.env`.
 * Secrets that must outlive a restart are files in the data folder, never variables.
 */
const settings = z.object({
  PORT: port.default(8080).describe('Port of the web server'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for other machines'),
  ZHIJIA_DATA: z.string().default('./data').describe('Folder of the embedded database and the keys'),
  ZHIJIA_BACKUPS: z
    .string()
    .optional()
    .describe('Folder of the nightly backups; default ZHIJIA_DATA/backups. Better on another disk'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('A PostgreSQL ≥ 15 instead of the embedded one'),
  ZHIJIA_DEMO: z
    .enum(['page', 'large', 'empty'])
    .default('page')
    .describe('What an empty database starts with: page (the demo), large (with a million people) or empty'),
  ZHIJIA_URL: z
    .url()
    .optional()
    .describe('The address people use, in links, QR codes and sign-in; default http://HOST:PORT'),
  ZHIJIA_SMS_URL: z.url().optional().describe('HTTP provider for SMS; unset = printed on the console'),
  ZHIJIA_SMS_TOKEN: z.string().optional().describe('Bearer token for the SMS provider'),
  ZHIJIA_MAIL_URL: z.url().optional().describe('HTTP provider for e-mail; unset = printed on the console'),
  ZHIJIA_MAIL_TOKEN: z.string().optional().describe('Bearer token for the e-mail provider'),
  ZHIJIA_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Trusted reverse proxies in front of the server'),
  ZHIJIA_LOG: z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('warn').describe('Log level'),
});

export const SETTINGS: readonly { name: string; about: string; fallback: string }[] = Object.entries(
  settings.shape,
).map(([name, schema]) => {
  const fallback = schema.safeParse(undefined);
  return {
    name,
    about: schema.description ?? '',
    fallback: fallback.success ? String(fallback.data ?? '') : '',
  };
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly backupsDir: string;
  readonly databaseUrl: string | undefined;
  readonly demo: 'page' | 'large' | 'empty';
  /** Origin without a trailing slash. */
  readonly url: string;
  readonly sms: Provider | undefined;
  readonly mail: Provider | undefined;
  readonly proxies: number;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** An HTTP gateway that sends SMS or e-mail. */
export interface Provider {
  readonly url: string;
  readonly token: string | undefined;
}

/** Reads and checks the environment. Throws {@link StartError} naming each setting that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = settings.safeParse(env);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    const wrong = names.map(
      (name) =>
        `${name}=${env[name] ?? ''} (${settings.shape[name as keyof typeof settings.shape].description})`,
    );
    throw new StartError('config', {
      zh: `环境变量有误：${wrong.join('；')}。请改正后再启动（README 里有全部变量的说明）。`,
      en: `A setting is wrong: ${wrong.join('; ')}. Correct it and start again (the README lists all settings).`,
    });
  }
  const e = parsed.data;
  const host = e.HOST === '0.0.0.0' ? '127.0.0.1' : e.HOST;
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.ZHIJIA_DATA),
    backupsDir: resolve(e.ZHIJIA_BACKUPS ?? join(e.ZHIJIA_DATA, 'backups')),
    databaseUrl: e.DATABASE_URL,
    demo: e.ZHIJIA_DEMO,
    url: (e.ZHIJIA_URL ?? `http://${host}:${e.PORT}`).replace(/\/$/, ''),
    sms: e.ZHIJIA_SMS_URL ? { url: e.ZHIJIA_SMS_URL, token: e.ZHIJIA_SMS_TOKEN } : undefined,
    mail: e.ZHIJIA_MAIL_URL ? { url: e.ZHIJIA_MAIL_URL, token: e.ZHIJIA_MAIL_TOKEN } : undefined,
    proxies: e.ZHIJIA_PROXIES,
    logLevel: e.ZHIJIA_LOG,
  };
}

/** The master key: 32 random bytes in `<data>/master.key` (0600), made on first use. Outside the database on purpose. */
export function masterKey(dataDir: string): Buffer {
  const path = join(dataDir, 'master.key');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length === 32) return key;
  throw new StartError('master_key', {
    zh: `密钥文件 ${path} 不完整。请从备份恢复它；没有它，已加密的证件号和手机号无法读出。`,
    en: `The key file ${path} is damaged. Restore it from a backup: without it encrypted numbers cannot be read.`,
  });
}
