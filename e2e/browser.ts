import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

/**
 * A Chromium for the journeys: that of `CHROME_PATH`; or the one that npm brought, so that they run in the same browser
 * everywhere; or one of this machine; last Debian's, which only root can install. Never none: a journey that cannot run
 * fails, and says what to install.
 */
export async function openBrowser(): Promise<Browser> {
  const scratch = mkdtempSync(join(tmpdir(), 'zhijia-browser-'));
  const clear = (): void => rmSync(scratch, { recursive: true, force: true });
  try {
    const browser = await launch(scratch);
    browser.once('disconnected', clear);
    return browser;
  } catch (error) {
    clear();
    throw error;
  }
}

async function launch(scratch: string): Promise<Browser> {
  const named = process.env['CHROME_PATH'];
  const { path, libraries } = named
    ? { path: named }
    : ((await fromNpm(scratch)) ?? installed() ?? fromDebian());
  return chromium.launch({
    executablePath: path,
    // As root Chromium runs only without its sandbox; the pages are our own. Its shared memory may be tiny in a container.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
    ],
    env: { ...environment(libraries), FONTCONFIG_FILE: fontConfig(scratch) },
  });
}

/** An executable, and a folder of libraries that this machine does not have. */
interface Found {
  readonly path: string;
  readonly libraries?: string;
}

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function installed(): Found | undefined {
  return PLACES.filter((path) => existsSync(path))
    .map((path) => ({ path }))
    .find(starts);
}

function starts({ path, libraries }: Found): boolean {
  return spawnSync(path, ['--version'], { env: environment(libraries) }).status === 0;
}

function environment(libraries: string | undefined): Record<string, string> {
  const own = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...Object.fromEntries(own), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
}

/**
 * `@sparticuz/chromium`, with the libraries it brings if this machine lacks them. Unpacked here and not by itself: it
 * takes whatever `chromium` lies in the temporary folder, whatever version, whole or half.
 */
async function fromNpm(scratch: string): Promise<Found | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = await unpacked(scratch);
  const path = join(home, 'chromium');
  return [{ path }, { path, libraries: join(home, 'lib') }].find(starts);
}

const PACKAGE = fileURLToPath(new URL('../..', import.meta.resolve('@sparticuz/chromium')));

async function unpacked(scratch: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  // Beside the packages, and gone with them; where we may not write there, for this time only.
  const shared = join(PACKAGE, '..', '..', '.cache', 'zhijia');
  const name = `chromium-${version}`;
  const home = existsSync(join(shared, name))
    ? join(shared, name)
    : join(mayWrite(shared) ? shared : scratch, name);
  if (!existsSync(home)) await unpack(home);
  return home;
}

async function unpack(home: string): Promise<void> {
  const draft = mkdtempSync(`${home}-`);
  chmodSync(draft, 0o755);
  await pipeline(
    createReadStream(join(PACKAGE, 'bin', 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
  );
  const libraries = brotliDecompressSync(readFileSync(join(PACKAGE, 'bin', 'al2023.tar.br')));
  execFileSync('tar', ['-x', '-C', draft], { input: libraries });
  try {
    // In one step, for two may unpack at once.
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

function mayWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What Debian has, installed where we may. `spawnSync` throws nothing: whether it worked is seen by what is there. */
function fromDebian(): Found {
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const aptGet = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit', env });
    aptGet('update', '-q');
    aptGet('install', '-y', '-q', '--no-install-recommends', 'chromium');
  }
  const found = installed();
  if (found) return found;
  throw new Error(
    `没有能用的浏览器，用户旅程测试跑不了：npm 带来的 Chromium 在这台机器上启动不了${asRoot ? '，apt-get 也装不上' : ''}。` +
      '请安装 Chromium 或 Chrome，或用 CHROME_PATH 指明它的位置，再运行一次。\n' +
      `No browser for the journeys: the Chromium from npm does not start here${asRoot ? ', nor could apt-get install one' : ''}. ` +
      'Install Chromium or Chrome, or name it by CHROME_PATH, and run this again.',
  );
}

/** Only our own face, that of the documents: a bare machine has no Chinese font, and pages look the same everywhere. */
function fontConfig(scratch: string): string {
  const path = join(scratch, 'fonts.conf');
  const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const fonts = fileURLToPath(new URL('../assets/fonts', import.meta.url));
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${inXml(fonts)}</dir><cachedir>${inXml(scratch)}</cachedir></fontconfig>`,
  );
  return path;
}
