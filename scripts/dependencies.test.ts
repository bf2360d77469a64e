import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findings, LOOKED_UP, mayUse } from './licences.mjs';
import { judge } from './vulnerabilities.mjs';

describe('licences', () => {
  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['GPL-2.0-only OR (AGPL-3.0-only OR ISC)', true],
    ['(MIT AND Zlib)', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT AND GPL-3.0-only) OR SSPL-1.0', false],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['LGPL-2.1-only', false],
    ['SSPL-1.0', false],
    ['BUSL-1.1', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE', false],
    ['MIT OR', false],
    ['(MIT', false],
    ['', false],
  ])('%s: %s', (expression, allowed) => {
    expect(mayUse(expression)).toBe(allowed);
  });

  const lock = (license: unknown) => ({
    packages: { '': {}, 'node_modules/a/node_modules/planted': { version: '1.0.0', license } },
  });

  test('a planted package is found, whatever is the matter with its licence', () => {
    expect(findings(lock('MIT'))).toEqual([]);
    expect(findings(lock('GPL-3.0'))).toEqual(['planted@1.0.0: licence "GPL-3.0"']);
    expect(findings(lock(undefined))).toEqual(['planted@1.0.0: no licence named']);
    expect(findings(lock({ type: 'MIT' }))).toEqual(['planted@1.0.0: licence {"type":"MIT"}']);
  });

  test('our own lock file holds nothing else, and no look-up that is no longer needed', () => {
    const ours = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version: string }>;
    };
    expect(findings(ours)).toEqual([]);
    const called = Object.entries(ours.packages).map(
      ([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`,
    );
    expect(called.length).toBeGreaterThan(500);
    expect(Object.keys(LOOKED_UP).filter((name) => !called.includes(name))).toEqual([]);
  });
});

describe('vulnerabilities', () => {
  const advisory = (severity: string, id = 'GHSA-aaaa') => ({
    source: 1,
    name: 'left-pad',
    severity,
    title: 'pads right',
    url: `https://github.com/advisories/${id}`,
  });
  const report = (...via: unknown[]) => JSON.stringify({ vulnerabilities: { 'left-pad': { via } } });
  const TODAY = '2026-11-22';

  test.each<[string, string, object, string]>([
    ['nothing', JSON.stringify({ vulnerabilities: {} }), {}, 'clean'],
    ['a moderate one', report(advisory('moderate')), {}, 'clean'],
    ['a high one', report(advisory('high')), {}, 'found'],
    ['a critical one', report(advisory('critical')), {}, 'found'],
    ['one of a dependency', report('left-pad'), {}, 'clean'],
    ['an excused one', report(advisory('high')), { 'GHSA-aaaa': { why: 'x', until: TODAY } }, 'clean'],
    ['an excuse that ran out', report(advisory('high')), { 'GHSA-aaaa': { until: '2026-11-21' } }, 'found'],
    [
      'another than the excused',
      report(advisory('high'), advisory('high', 'GHSA-bbbb')),
      { 'GHSA-aaaa': { why: 'x', until: TODAY } },
      'found',
    ],
    ['an excuse for nothing', report(), { 'GHSA-aaaa': { why: 'x', until: TODAY } }, 'found'],
    ['a registry without it', JSON.stringify({ message: '405 Method Not Allowed' }), {}, 'unknown'],
    ['an error', JSON.stringify({ error: { summary: 'ENOTFOUND' } }), {}, 'unknown'],
    ['no answer', '', {}, 'unknown'],
    ['a page', '<html>', {}, 'unknown'],
  ])('%s', (_what, output, excused, verdict) => {
    const judged = judge(output, TODAY, excused);
    expect(judged.verdict).toBe(verdict);
    expect(judged.lines.length > 0).toBe(verdict !== 'clean');
  });

  test('what is found is told by its number; what could not be asked in one line', () => {
    expect(judge(report(advisory('high')), TODAY).lines).toEqual(['high: left-pad: pads right GHSA-aaaa']);
    expect(judge(JSON.stringify({ message: '405' }), TODAY).lines).toEqual([
      'not possible here: the registry answers no audit (405)',
    ]);
  });
});
