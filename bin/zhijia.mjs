#!/usr/bin/env node
// The command `zhijia`: runs src/cli.ts with the Node 24 that npm installed for us. Plain JavaScript for Node >= 18.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...names) => join(ROOT, ...names);

// No stamp: never installed, or an installation that was cut short.
if (!existsSync(at('node_modules', '.zhijia-stamp'))) {
  const { status } = spawnSync(process.execPath, [at('scripts', 'prepare.mjs')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const node = findNode();
if (!node) {
  process.stderr.write(
    `npm 没有为这台机器（${process.platform}-${process.arch}）装上 Node 24，现有的 Node ${process.versions.node} 太旧。` +
      '请安装 Node 22.18 或更高版本（https://nodejs.org）后再试。\n' +
      `npm has no Node 24 for this machine (${process.platform}-${process.arch}), and Node ${process.versions.node} is too old. ` +
      'Install Node 22.18 or newer (https://nodejs.org) and try again.\n',
  );
  process.exit(1);
}

// In a session of its own, so that Ctrl-C reaches the program through us alone, once, whoever sent it.
const child = spawn(node, [at('src', 'cli.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  detached: true,
});

// npm passes on a Ctrl-C that the terminal has already given us. A second one, meant to hurry, comes later than that.
const lastSent = new Map();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
  process.on(signal, () => {
    if (Date.now() - (lastSent.get(signal) ?? 0) < 1000) return;
    lastSent.set(signal, Date.now());
    child.kill(signal);
  });
}
process.on('SIGTSTP', () => {
  child.kill('SIGSTOP');
  process.kill(process.pid, 'SIGSTOP');
});
process.on('SIGCONT', () => child.kill('SIGCONT'));

child.once('error', (error) => {
  process.stderr.write(`${node}: ${error.message}\n`);
  process.exit(1);
});
child.once('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  // End the same way, so that a shell or a supervisor sees what it would have seen.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  process.exitCode = 128 + constants.signals[signal];
});

function findNode() {
  const { platform, arch, versions, execPath } = process;
  const installed = [`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`]
    .map((name) => at('node_modules', name, 'bin', 'node'))
    .find(existsSync);
  if (installed) return installed;
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18) ? execPath : undefined;
}
