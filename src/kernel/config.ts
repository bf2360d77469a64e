import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Key } from './crypto.ts';
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
  ZHIJIA_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || isLoopback(url))
    .optional()
    .describe('OpenID Connect issuer at which staff may sign in, https; unset = by password only'),
  ZHIJIA_OIDC_CLIENT_ID: z.string().optional().describe('Our client id there; needed with the issuer'),
  ZHIJIA_OIDC_CLIENT_SECRET: z.string().optional().describe('Our secret there; unset = a public client'),
  ZHIJIA_OIDC_NAME: z.string().default('统一身份认证').describe('What the button on the sign-in page says'),
  ZHIJIA_MAP_TILES: z
    .string()
    .refine(isTileUrl)
    .optional()
    .describe(
      'A licensed map with your key: https://…{z}…{x}…{y}…, {s} = 1–4; unset = stations on plain ground',
    ),
  ZHIJIA_MAP_DATUM: z
    .enum(['gcj02', 'wgs84'])
    .default('gcj02')
    .describe('Its coordinates: gcj02 (AMap, Tencent) or wgs84 (Tianditu, nearly)'),
  ZHIJIA_MAP_ATTRIBUTION: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe('Whose map it is, with its review number (审图号); needed with ZHIJIA_MAP_TILES'),
  ZHIJIA_OFFLINE: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether phones keep the pages for times without a network; off takes back what they kept'),
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
  readonly oidc: OidcConfig | undefined;
  /** The map that pages may show. */
  readonly mapTiles: MapTiles | undefined;
  /** Whether phones keep the pages for times without a network. */
  readonly offline: boolean;
  readonly proxies: number;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Where the log goes instead of standard output: tests read it. */
  readonly logFile?: string;
}

/** An HTTP gateway that sends SMS or e-mail. */
export interface Provider {
  readonly url: string;
  readonly token: string | undefined;
}

/** Where staff may sign in besides our own password. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** On the button. */
  readonly name: string;
}

/** A licensed map. */
export interface MapTiles {
  /** With {z}, {x}, {y} and perhaps {s}. */
  readonly url: string;
  readonly datum: 'gcj02' | 'wgs84';
  readonly attribution: string;
}

function isTileUrl(url: string): boolean {
  const filled = url.replace(/\{[xyzs]\}/g, '1');
  return (
    ['{x}', '{y}', '{z}'].every((place) => url.includes(place)) &&
    /^https?:/.test(url) &&
    URL.canParse(filled)
  );
}

/** Plain http is for a provider on this very machine, and for tests. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);
}

/** Settings that mean nothing without another. */
const NEEDED_WITH = [
  ['ZHIJIA_OIDC_ISSUER', 'ZHIJIA_OIDC_CLIENT_ID'],
  ['ZHIJIA_MAP_TILES', 'ZHIJIA_MAP_ATTRIBUTION'],
] as const;

/** Reads and checks the environment. Throws {@link StartError} naming each setting that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = settings.safeParse(env);
  const halves = parsed.data
    ? NEEDED_WITH.filter(([name, needed]) => parsed.data[name] && !parsed.data[needed])
    : [];
  if (!parsed.success || halves.length > 0) {
    const paths =
      parsed.error?.issues.map((issue) => String(issue.path[0])) ?? halves.map(([, needed]) => needed);
    const names = [...new Set(paths)];
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
    oidc: e.ZHIJIA_OIDC_ISSUER
      ? {
          issuer: e.ZHIJIA_OIDC_ISSUER,
          clientId: e.ZHIJIA_OIDC_CLIENT_ID ?? '',
          clientSecret: e.ZHIJIA_OIDC_CLIENT_SECRET,
          name: e.ZHIJIA_OIDC_NAME,
        }
      : undefined,
    mapTiles: e.ZHIJIA_MAP_TILES
      ? {
          url: e.ZHIJIA_MAP_TILES,
          datum: e.ZHIJIA_MAP_DATUM,
          attribution: e.ZHIJIA_MAP_ATTRIBUTION ?? '',
        }
      : undefined,
    offline: e.ZHIJIA_OFFLINE === 'on',
    proxies: e.ZHIJIA_PROXIES,
    logLevel: e.ZHIJIA_LOG,
  };
}

/** The file of the keys. */
export function keyFile(dataDir: string): string {
  return join(dataDir, 'master.key');
}

/**
 * The versions of the master key, the oldest first: 32 random bytes each, base64, a line each in `<data>/master.key` (0600),
 * made on first use. Outside the database on purpose. From the second on a line begins with its number.
 */
export function masterKeys(dataDir: string): Key[] {
  const path = keyFile(dataDir);
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const keys = lines.map((line): Key => {
    const [, number = '1', base64 = ''] = /^(?:(\d+) )?(\S+)$/.exec(line.trim()) ?? [];
    return { version: Number(number), secret: Buffer.from(base64, 'base64') };
  });
  // Each hash is built on the one before it, so that none may be missing. Its version is one byte.
  if (keys.length < 256 && keys.every(({ version, secret }, i) => version === i + 1 && secret.length === 32))
    return keys;
  throw new StartError('master_key', {
    zh: `密钥文件 ${path} 不完整。请从备份恢复它；没有它，已加密的证件号和手机号无法读出。`,
    en: `The key file ${path} is damaged. Restore it from a backup: without it encrypted numbers cannot be read.`,
  });
}

/** Adds a version of the key, all or nothing, and returns its number. The older ones stay: hashes are built on them. */
export function addMasterKey(dataDir: string): number {
  const path = keyFile(dataDir);
  const keys = masterKeys(dataDir);
  const version = keys.length + 1;
  const old = readFileSync(path, 'utf8').trim();
  // Written beside and put in its place: whoever reads sees the old file or the new one, and a full disk harms neither.
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  const file = openSync(fresh, 'wx', 0o600);
  try {
    writeFileSync(file, `${old}\n${version} ${randomBytes(32).toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
  return version;
}
