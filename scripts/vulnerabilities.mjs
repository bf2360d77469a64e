// `node scripts/vulnerabilities.mjs`: what is publicly known against the packages that we ship, by `npm audit`. Many
// mirrors of the registry do not answer it; then this says so and goes on, since a check must run without a network too.
import { spawnSync } from 'node:child_process';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

/** High or critical ones that do not reach us: by their number, why, and until when that may stand. */
export const EXCUSED = {};

const GRAVE = ['high', 'critical'];

/**
 * What the output of `npm audit --json` means on `today` (YYYY-MM-DD): `verdict` is `clean`, `found` or `unknown`, with
 * lines to show. An excuse that has run out, or that fits nothing any more, fails: it should be looked at again.
 */
export function judge(output, today, excused = EXCUSED) {
  const report = parsed(output);
  if (!report?.vulnerabilities) {
    const why = report?.message ?? report?.error?.summary ?? 'no answer';
    return { verdict: 'unknown', lines: [`not possible here: the registry answers no audit (${why})`] };
  }
  const grave = graveOf(report);
  const open = [...grave].filter(([id]) => !(excused[id]?.until >= today));
  const stale = Object.keys(excused).filter((id) => !grave.has(id));
  const lines = [
    ...open.map(([id, { name, severity, title }]) => {
      const over = excused[id] ? ` (excused until ${excused[id].until})` : '';
      return `${severity}: ${name}: ${title} ${id}${over}`;
    }),
    ...stale.map((id) => `${id} is excused and no longer found: take it out of EXCUSED`),
  ];
  return { verdict: lines.length === 0 ? 'clean' : 'found', lines };
}

function parsed(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

/** Advisories by their number, each once: npm repeats them at every package that depends on the one concerned. */
function graveOf({ vulnerabilities }) {
  const grave = new Map();
  for (const { via } of Object.values(vulnerabilities)) {
    for (const advisory of via) {
      if (typeof advisory === 'string' || !GRAVE.includes(advisory.severity)) continue;
      grave.set(advisory.url?.split('/').at(-1) ?? String(advisory.source), advisory);
    }
  }
  return grave;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const audit = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { verdict, lines } = judge(audit.stdout ?? '', new Date().toISOString().slice(0, 10));
  for (const line of lines) console.log(line);
  exit(verdict === 'found' ? 1 : 0);
}
