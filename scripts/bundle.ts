/** Sizes of what a browser loads first, gzipped; with `--check`, holds the budgets and looks for server words. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const WORKER_BUDGET = 100_000;
/** Nothing of the server may reach a browser; each of these would betray it. */
const SERVER_WORDS = [
  'kysely',
  'pg-boss',
  'better-auth',
  'selectFrom(',
  'fastify',
  'people.person',
  'id_hash',
];
/** The contracts are types to the worker surface: zod costs 28 kB on an old phone. */
const WORKER_WORDS = ['ZodError', '_zod'];
/** What came after the browsers we build for (vite.config.ts): the build lowers syntax, but no methods. */
const NEW_TO_STAFF = [
  '.toSorted(',
  '.toReversed(',
  '.toSpliced(',
  'Object.groupBy(',
  'Map.groupBy(',
  'Promise.withResolvers(',
];
const NEW_TO_PHONES = [
  ...NEW_TO_STAFF,
  '.at(',
  '.replaceAll(',
  '.findLast(',
  'Object.hasOwn(',
  'structuredClone(',
  'Promise.any(',
  '.randomUUID(',
];

export interface SurfaceSize {
  readonly surface: string;
  /** Bytes over the wire before the page can be used: HTML with the scripts and styles it names, gzipped. */
  readonly firstLoad: number;
  readonly files: readonly string[];
}

const dist = (surface: string, file = ''): URL => new URL(`../dist/web/${surface}/${file}`, import.meta.url);

/** What the page of a surface loads before it can be used. */
export function firstLoad(surface: string): SurfaceSize {
  const html = readFileSync(dist(surface, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1]!);
  const sizes = [html, ...files.map((file) => readFileSync(dist(surface, file)))].map(
    (bytes) => gzipSync(bytes).length,
  );
  return { surface, firstLoad: sizes.reduce((sum, size) => sum + size, 0), files };
}

function wordsIn(surface: string, words: readonly string[]): string[] {
  const scripts = readdirSync(dist(surface), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  return scripts.flatMap((file) => {
    const text = readFileSync(dist(surface, file), 'utf8');
    return words.filter((word) => text.includes(word)).map((word) => `${surface}/${file} contains ${word}`);
  });
}

function problems(): string[] {
  const { firstLoad: bytes } = firstLoad('worker');
  return [
    ...(bytes > WORKER_BUDGET
      ? [`the worker surface loads ${bytes} bytes gzipped; the budget is ${WORKER_BUDGET}`]
      : []),
    ...wordsIn('worker', [...SERVER_WORDS, ...WORKER_WORDS, ...NEW_TO_PHONES]),
    ...wordsIn('staff', [...SERVER_WORDS, ...NEW_TO_STAFF]),
    // The server draws with it, and yet it is of the worker surface: no package of the server is in it.
    ...wordsIn('first', [...SERVER_WORDS, ...WORKER_WORDS]),
  ];
}

if (import.meta.main) {
  for (const surface of ['worker', 'staff']) {
    process.stdout.write(
      `${surface}: ${(firstLoad(surface).firstLoad / 1000).toFixed(1)} kB gzipped at first load\n`,
    );
  }
  const found = process.argv.includes('--check') ? problems() : [];
  for (const line of found) process.stderr.write(`${line}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
