// `npm run check`: everything but the browser. `npm test` adds the journeys. One line a step, its output only when it
// fails or when it is the tests'; the last line counts tests for whoever reads a log by machine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const node = join('node_modules', '.bin', 'node');
const bin = (name) => join('node_modules', '.bin', name);
const work = mkdtempSync(join(tmpdir(), 'zhijia-check-'));
const reports = [];
const lastWords = [];

function vitest(project, ...more) {
  const report = join(work, `${project}.json`);
  reports.push(report);
  return [
    node,
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
  ];
}

const steps = [
  ['dependencies', ['npm', 'ci', '--dry-run', '--loglevel=error']],
  ['licences', [node, 'scripts/licences.mjs']],
  ['vulnerabilities', [node, 'scripts/vulnerabilities.mjs'], { tell: true }],
  ['format', [node, bin('oxfmt'), '--check', '.']],
  ['lint', [node, bin('oxlint')]],
  ['types: server', [bin('tsc'), '-p', 'tsconfig.json']],
  ['types: web', [bin('tsc'), '-p', 'tsconfig.web.json']],
  ['build', [process.execPath, 'scripts/prepare.mjs', '--build']],
  ['bundle', [node, 'scripts/bundle.ts', '--check']],
  ['OpenAPI', [node, 'scripts/openapi.ts', '--check']],
  ['tests', vitest('unit'), { show: true }],
  ...(process.argv.includes('--journeys') ? [['journeys', vitest('journeys'), { show: true }]] : []),
];

function run([name, [command, ...args], options = {}]) {
  const start = Date.now();
  const result = spawnSync(command, args, {
    stdio: ['inherit', options.show ? 'inherit' : 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const ok = result.status === 0;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name}  ${seconds} s`);
  // It may have passed without having been possible, and says so.
  if (ok && options.tell && result.stdout) console.log(`  ${result.stdout.trim()}`);
  if (options.show) process.stderr.write(result.stderr ?? '');
  else if (!ok) console.log(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`);
  // What no one test is to blame for, as what the tests left behind, is said by the run's last words alone.
  if (!ok && options.show) lastWords.push(`✗ ${name}\n${(result.stderr ?? '').slice(-4000)}`);
  return ok;
}

/** What the tests came to. `words` tells of each that failed once more: whoever reads a log reads its end. */
function countTests() {
  const totals = { passed: 0, failed: 0, words: [] };
  for (const report of reports.filter(existsSync)) {
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    totals.passed += numPassedTests;
    // A file that could not even begin has failed, though none of its tests ran.
    totals.failed += numFailedTests || numFailedTestSuites;
    for (const { name, status, message, assertionResults } of testResults) {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      for (const { fullName, failureMessages } of failed)
        totals.words.push(
          `✗ ${relative('', name)} › ${fullName}\n  ${failureMessages.join('\n').slice(0, 600)}`,
        );
      if (status === 'failed' && failed.length === 0)
        totals.words.push(`✗ ${relative('', name)}\n  ${message}`);
    }
  }
  return totals;
}

const failed = steps.filter((step) => !run(step)).map(([name]) => name);
const { passed, failed: failedTests, words } = countTests();
rmSync(work, { recursive: true, force: true });
for (const word of [...lastWords, ...words]) console.log(word);
if (failed.length > 0) console.log('failed:', ...failed);
console.log(`${passed} passed, ${failedTests} failed`);
process.exit(failed.length === 0 ? 0 : 1);
