import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

/**
 * A Chromium for the journeys: the one of this machine, else the one that npm brought, else Debian's. Never none: a
 * journey that cannot run fails.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = installed() ?? (await bundled()) ?? fromDebian();
  return chromium.launch({
    executablePath,
    // As root Chromium runs only without its sandbox; the pages are our own.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
    env: { ...process.env, FONTCONFIG_FILE: fontConfig() },
  });
}

function installed(): string | undefined {
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
    existsSync(path),
  );
}

/** `@sparticuz/chromium` unpacks into the temporary folder and takes whatever it finds there: one folder a version. */
async function bundled(): Promise<string | undefined> {
  const { version } = createRequire(import.meta.url)('@sparticuz/chromium/package.json') as {
    version: string;
  };
  const home = join(tmpdir(), `zhijia-chromium-${version}`);
  mkdirSync(home, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = home;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const path = await packed.executablePath();
    return spawnSync(path, ['--version']).status === 0 ? path : undefined;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function fromDebian(): string {
  execFileSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-q', 'chromium'], { stdio: 'inherit' });
  return '/usr/bin/chromium';
}

/** A bare machine has no Chinese font: the one for our documents serves the pages of the journeys too. */
function fontConfig(): string {
  const home = join(tmpdir(), 'zhijia-fonts');
  mkdirSync(home, { recursive: true });
  const path = join(home, 'fonts.conf');
  const fonts = fileURLToPath(new URL('../assets/fonts', import.meta.url));
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${home}</cachedir></fontconfig>`,
  );
  return path;
}
