/**
 * What a browser loads before it can use a surface, gzipped, against the budget and against a page that says hello; and
 * the public list on a slow phone.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { firstLoad } from '../scripts/bundle.ts';
import { print } from './figure.ts';
import { measurePage } from './page.ts';
import { NODE, ROOT } from './processes.ts';

const WORKER_BUDGET = 100_000;

const HELLO = {
  Preact: `import { h, render } from 'preact';
render(h('h1', null, '职工之家'), document.body);`,
  React: `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.body).render(createElement('h1', null, '职工之家'));`,
};

spawnSync(NODE, ['scripts/prepare.mjs', '--build'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
const worker = firstLoad('worker').firstLoad;
const staff = firstLoad('staff').firstLoad;
const gzipped = 'HTML with the scripts and styles it names, gzipped';
print({
  figure: 'bundle.worker.budget',
  ours: worker,
  baseline: WORKER_BUDGET,
  unit: 'bytes',
  note: `${gzipped}; baseline: the budget of the worker surface`,
});
print({
  figure: 'bundle.worker.hello',
  ours: worker,
  baseline: await hello('Preact'),
  unit: 'bytes',
  note: `${gzipped}; baseline: a page with Preact and one heading, built in the same run`,
});
print({
  figure: 'bundle.staff.hello',
  ours: staff,
  baseline: await hello('React'),
  unit: 'bytes',
  note: `${gzipped}; baseline: a page with React and one heading, built in the same run`,
});

await measurePage();

/** Bytes of the smallest page one would write with a library. */
async function hello(library: keyof typeof HELLO): Promise<number> {
  // Within the project, so that the library is found.
  const root = mkdtempSync(join(ROOT, 'node_modules', '.zhijia-hello-'));
  try {
    const html = '<!doctype html><title>hello</title><body><script type="module" src="/main.js"></script>';
    writeFileSync(join(root, 'index.html'), html);
    writeFileSync(join(root, 'main.js'), HELLO[library]);
    await build({ root, configFile: false, logLevel: 'silent', build: { modulePreload: false } });
    return readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => gzipSync(readFileSync(join(entry.parentPath, entry.name))).length)
      .reduce((sum, bytes) => sum + bytes, 0);
  } finally {
    rmSync(root, { recursive: true });
  }
}
