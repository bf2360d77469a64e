/**
 * Plants violations in a small copy of the project and lints it once with the real configuration. A line that ends
 * in `// bad <rule>` must be reported by exactly that rule, every other line by none; `// good <rule>` marks the
 * near misses. So a rule that has gone blind, or that cries wolf, fails here.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const project = dirname(import.meta.dirname);
const arch = (await import(join(import.meta.dirname, 'arch.js'))) as {
  MAY_USE: Record<string, string[]>;
  assertAcyclic: (table: Record<string, string[]>) => void;
  default: { rules: Record<string, unknown> };
};

/** Held by oxlint itself, the first three only while typeAware is on; without it they are silently off. */
const oxlintRules = [
  'no-floating-promises',
  'no-misused-promises',
  'switch-exhaustiveness-check',
  'no-cycle',
];
const rules = [...Object.keys(arch.default.rules), ...oxlintRules];

const tree: Record<string, string> = {
  // module-edges
  'src/modules/reading/index.ts': `
    import { db } from '#kernel/db';                              // good module-edges
    import { person } from '#people';                             // good module-edges
    import type { Place } from '#places/contract';                // good module-edges
    import { borrow } from './actions.ts';                        // good module-edges
    import { shelve } from './shelves/actions.ts';                // good module-edges
    import { org } from '#orgs';                                  // bad module-edges
    import { quiz } from '#contests';                             // bad module-edges
    import type { Quiz } from '#contests/contract';               // bad module-edges
    import { find } from '#people/queries';                       // bad module-edges
    import { newPerson } from '#people/factory';                  // bad module-edges
    import { find as deep } from '../people/index.ts';            // bad module-edges
    import { find as kernelDb } from '../../kernel/db.ts';        // bad module-edges
    import { loan } from '#reading/contract';                     // bad module-edges
    import { call } from '#web/client.ts';                        // bad module-edges
    import { play } from '#guandan';                              // bad module-edges
    import { task } from '#people/join/contract';                 // good module-edges
    import { rule } from '#people/join/rules';                    // bad module-edges
    import { nothing } from '#nowhere';                           // bad module-edges
    export { leave } from '#care';                                // bad module-edges
    export * from '#care/contract';                               // bad module-edges
    export const later = () => import('#voices');                 // bad module-edges
    export const hidden = () => import(\`#voices\`);              // bad module-edges
    export type Hidden = import('#voices/contract').Voice;        // bad module-edges
  `,
  'src/modules/contests/games/actions.ts': `
    import { play } from '#guandan';                              // good module-edges
    import { signUp } from '../../activities/index.ts';           // bad module-edges
  `,
  'src/modules/gossip/index.ts': `export const gossip = 1;        // bad module-edges`,
  'src/kernel/audit.ts': `
    import { db } from './db.ts';                                 // good module-edges
    import { orgs } from '#orgs';                                 // bad module-edges
    import { deep } from '../modules/orgs/index.ts';              // bad module-edges
  `,
  'src/main.ts': `
    import reading from './modules/reading/module.ts';            // good module-edges
    import { start } from './kernel/http.ts';                     // good module-edges
  `,
  'src/web/staff/routes.tsx': `
    import { Shelf } from '../../modules/reading/ui/staff/shelf.tsx'; // good module-edges
    import { loan } from '#reading/contract';                     // good module-edges
    import { quiz } from '#contests/contract';                    // good browser-safe
    import { deep } from '../../modules/reading/contract.ts';     // bad module-edges
    import { db } from '#kernel/db';                              // bad browser-safe
  `,

  // pure-rules
  'src/modules/reading/rules.ts': `
    import { days } from './shelves/rules.ts';                    // good pure-rules
    import type { Loan } from './contract.ts';                    // good pure-rules
    import { zLoan } from './contract.ts';                        // bad pure-rules
    import { addDays } from '#kernel/time';                       // bad pure-rules
    import { createHash } from 'node:crypto';                     // bad pure-rules
    export const due = (now: string) => new Date(now);            // good pure-rules
    export const half = (n: number) => Math.floor(n / 2);         // good pure-rules
    export const run = (process: () => number) => process();      // good pure-rules
    export const at = () => Date.now();                           // bad pure-rules
    export const clock = Date.now;                                // bad pure-rules
    export const today = () => new Date();                        // bad pure-rules
    export const text = () => Date();                             // bad pure-rules
    export const dice = () => Math.random();                      // bad pure-rules
    export const id = () => crypto.randomUUID();                  // bad pure-rules
    export const home = () => process.env['HOME'];                // bad pure-rules
    export const load = async () => await fetch('/api/loans');    // bad pure-rules
    export const wait = (f: () => void) => setTimeout(f, 10);     // bad pure-rules
  `,
  'src/modules/reading/shelves/rules.ts': `
    import { due } from '../desks/rules.ts';                      // good pure-rules
    import { open } from '../desks/queries.ts';                   // bad pure-rules
  `,
  'packages/guandan/src/deal.ts': `
    import { shuffle } from '../shuffle.ts';                      // good pure-rules
    import { z } from 'zod';                                      // bad pure-rules
    import { rank } from '../../other/rank.ts';                   // bad pure-rules
    export const cut = () => Math['random']();                    // bad pure-rules
  `,
  'packages/guandan/src/deal.test.ts': `
    import fc from 'fast-check';                                  // good pure-rules
    export const seed = Date.now();                               // good pure-rules
  `,

  // kysely-rooms, fastify-room
  'src/modules/people/queries.ts': `
    import { sql } from 'kysely';                                 // good kysely-rooms
    import { Pool } from 'pg';                                    // bad kysely-rooms
    import type { PgBoss } from 'pg-boss';                        // bad kysely-rooms
    import { betterAuth } from 'better-auth/minimal';             // bad kysely-rooms
  `,
  'src/modules/people/people.test.ts': `
    import { sql } from 'kysely';                                 // good kysely-rooms
  `,
  'src/modules/people/module.ts': `
    import type { Kysely } from 'kysely';                         // bad kysely-rooms
    import fastify from 'fastify';                                // bad fastify-room
    import type { FastifyRequest } from 'fastify';                // bad fastify-room
    import cookie from '@fastify/cookie';                         // bad fastify-room
    import { z } from 'fastify-type-provider-zod';                // bad fastify-room
    export default {};                                            // good house-style
  `,
  'src/cli.ts': `
    import { sql } from 'kysely/helpers/postgres';                // bad kysely-rooms
  `,
  'src/kernel/db.ts': `
    import { Kysely } from 'kysely';                              // good kysely-rooms
    import { Pool } from 'pg';                                    // good kysely-rooms
    import fastify from 'fastify';                                // bad fastify-room
  `,
  'src/kernel/http.ts': `import fastify from 'fastify';           // good fastify-room`,
  'src/kernel/http/cookies.ts': `
    import cookie from '@fastify/cookie';                         // good fastify-room
  `,
  'src/kernel/live.ts': `
    import websocket from '@fastify/websocket';                   // good fastify-room
  `,

  // own-schema
  'src/modules/orgs/actions.ts': `
    import { sql } from 'kysely';
    import { db } from '#kernel/db';
    export const own = db.selectFrom('orgs.node as n').leftJoin('orgs.seat', 'n.id', 'people.id'); // good own-schema
    export const cte = db.with('big', (q) => q.selectFrom('orgs.node')).selectFrom('big');         // good own-schema
    export const list = Array.from('people.person');              // good own-schema
    export const rawOwn = sql\`select 1 from orgs.node n join lateral f(n.id) on true\`;             // good own-schema
    export const read = db.selectFrom('people.person');           // bad own-schema
    export const many = db.selectFrom(['orgs.node', 'people.person as p']);                        // bad own-schema
    export const template = db.selectFrom(\`people.person\`);       // bad own-schema
    export const write = db.insertInto('people.person');          // bad own-schema
    export const change = db.updateTable('kernel.audit');         // bad own-schema
    export const drop = db.deleteFrom('auth.session');            // bad own-schema
    export const join = db.selectFrom('orgs.node').innerJoin('people.person as p', 'p.id', 'id');  // bad own-schema
    export const outer = db.selectFrom('orgs.node').leftJoin('people.person', 'p.id', 'id');       // bad own-schema
    export const inside = db.withSchema('people').selectFrom('person');                            // bad own-schema
    export const raw = sql<number>\`select \${1} from people.person\`; // bad own-schema
  `,
  'src/kernel/jobs.ts': `
    import { db } from './db.ts';
    export const kernel = db.insertInto('kernel.job');            // good own-schema
    export const auth = db.selectFrom('auth.session');            // good own-schema
    export const orgs = db.selectFrom('orgs.node');               // bad own-schema
  `,

  // browser-safe
  'src/modules/reading/ui/worker/shelf.tsx': `
    import type { Loan } from '../../contract.ts';                // good browser-safe
    import type { Person } from '#people/contract';               // good browser-safe
    import type { Mine } from '#reading/contract';                // good module-edges
    import type { Page } from '#kernel/contract';                 // good browser-safe
    import { due } from '../../rules.ts';                         // good browser-safe
    import { mayJoin } from '#people/join/rules';                 // good module-edges
    import { zh } from '../../texts/zh.ts';                       // good browser-safe
    import { Card } from '#web/kit/card.tsx';                     // good browser-safe
    import { Cover } from '../shared/cover.tsx';                  // good browser-safe
    import { useState } from 'react';                             // good browser-safe
    import { borrow } from '../../contract.ts';                   // bad browser-safe
    import { type Loan as Same } from '../../contract.ts';        // bad browser-safe
    import { person } from '#people/contract';                    // bad browser-safe
    import { z } from 'zod';                                      // bad browser-safe
    import type { Row } from '../../queries.ts';                  // bad browser-safe
    import { act } from '../../actions.ts';                       // bad browser-safe
    import { people } from '#people';                             // bad browser-safe
    import { now } from '#kernel/time';                           // bad browser-safe
    import { Table } from '../staff/table.tsx';                   // bad browser-safe
    import { readFile } from 'node:fs/promises';                  // bad browser-safe
    import type { Quiz } from '#contests/contract';               // bad module-edges
  `,
  'src/modules/reading/ui/staff/table.test.tsx': `
    import { Card } from '#web/kit/card.tsx';                     // good module-edges
    import { factory } from '../../factory.ts';                   // good browser-safe
  `,
  'src/modules/reading/ui/staff/table.tsx': `
    import { borrow } from '../../contract.ts';                   // good browser-safe
    import { z } from 'zod';                                      // good browser-safe
    import { jobs } from '../../jobs.ts';                         // bad browser-safe
    import { tables } from '../../tables.ts';                     // bad browser-safe
    import { manifest } from '../../module.ts';                   // bad browser-safe
  `,
  'src/modules/reading/ui/screen/board.tsx': `
    import { borrow } from '../../contract.ts';                   // bad browser-safe
  `,
  'src/modules/reading/ui/print/card.ts': `
    import { PDFDocument } from 'pdf-lib';                        // good browser-safe
    import { money } from '#kernel/i18n';                         // good browser-safe
    import { loans } from '../../queries.ts';                     // bad browser-safe
    import { borrow } from '../../actions.ts';                    // bad browser-safe
  `,
  'src/web/worker/routes.tsx': `
    import { Shelf } from '../../modules/reading/ui/worker/shelf.tsx'; // good browser-safe
    import type { Loan } from '#reading/contract';                // good browser-safe
    import { loan } from '#reading/contract';                     // bad browser-safe
    import { Table } from '../../modules/reading/ui/staff/table.tsx'; // bad browser-safe
  `,
  'src/web/first/first.tsx': `
    import { Shelf } from '../../modules/reading/ui/worker/shelf.tsx'; // good browser-safe
    import { Frame } from '../worker/frame.tsx';                  // good browser-safe
    import type { Loan } from '#reading/contract';                // good browser-safe
    import { Table } from '../../modules/reading/ui/staff/table.tsx'; // bad browser-safe
    import { loan } from '#reading/contract';                     // bad browser-safe
    import { db } from '#kernel/db';                              // bad browser-safe
    import { readFile } from 'node:fs/promises';                  // bad browser-safe
  `,
  'src/web/worker/drawn.tsx': `
    import { render } from '../first/first.tsx';                  // bad browser-safe
  `,
  'src/web/screen/board.tsx': `
    import { loan } from '#reading/contract';                     // bad browser-safe
  `,
  'src/modules/reading/contract.ts': `
    import { z } from 'zod';                                      // good browser-safe
    import { endpoint } from '#kernel/contract';                  // good browser-safe
    import { personRef } from '#people/contract';                 // good browser-safe
    import { loanDays } from './shelves/rules.ts';                // good browser-safe
    import { shelf } from './shelves/contract.ts';                // good browser-safe
    import { newId } from '#kernel/ids';                          // bad browser-safe
    import type { Row } from './tables.ts';                       // bad browser-safe
    import { createHash } from 'node:crypto';                     // bad browser-safe
  `,

  // vocabulary
  'src/modules/reading/actions.ts': `export const a = 1;          // good vocabulary`,
  'src/modules/reading/loans.test.ts': `
    import { newPerson } from '#people/factory';                  // good module-edges
    import { admit } from '#people/actions';                      // bad module-edges
    import { newOrg } from '#orgs/factory';                       // bad module-edges
    export const a = 1;                                           // good vocabulary
  `,
  'src/modules/reading/shelves/actions.ts': `export const a = 1;  // good vocabulary`,
  'src/modules/reading/shelves/ui/staff/shelf/row.tsx': `export const a = 1; // good vocabulary`,
  'src/modules/reading/texts/zh.ts': `export const a = 1;         // good vocabulary`,
  'src/modules/reading/manager.ts': `export const a = 1;          // bad vocabulary`,
  'src/modules/reading/rules.tsx': `export const a = 1;           // bad vocabulary`,
  'src/modules/reading/shelves/left/actions.ts': `export const a = 1; // good vocabulary`,
  'src/modules/reading/shelves/left/over/actions.ts': `export const a = 1; // bad vocabulary`,
  'src/modules/reading/shelves/loan.ts': `export const a = 1;     // bad vocabulary`,
  'src/modules/reading/migrations/0001_loan.ts': `export const a = 1; // bad vocabulary`,
  'src/modules/reading/ui/staff/helpers.ts': `export const a = 1; // bad vocabulary`,
  'src/kernel/utils.ts': `export const a = 1;                     // bad vocabulary`,
  'src/web/common/card.tsx': `export const a = 1;                 // bad vocabulary`,
  'src/web/loan.types.ts': `export const a = 1;                   // bad vocabulary`,
  'src/web/worker/service-worker.ts': `export const a = 1;        // good vocabulary`,
  'src/plumbing.ts': `export const a = 1;                         // bad vocabulary`,

  // house-style
  'src/kernel/ids.ts': `
    export enum Colour { Red }                                    // bad house-style
    export const anything: any = 1;                               // bad house-style
    export const cast = JSON.parse('1') as any[];                 // bad house-style
    export const known: unknown = 'enum any TODO';                // good house-style
    export { known as default };                                  // bad house-style
    // TODO: tidy up.                                             // bad house-style
    /* FIXME */ export const fix = 1;                             // bad house-style
    // @ts-expect-error: a lie                                    // bad house-style
    export const n: number = 'text';
    // @ts-ignore                                                 // bad house-style
    export const m: number = 'text';
  `,
  'src/kernel/time.ts': `export default function time() {}        // bad house-style`,
  'src/kernel/ids.test-d.ts': `
    // @ts-expect-error: must not compile                         // good house-style
    export const n: number = 'text';
  `,
  'src/kernel/ids.test.ts': `
    import { describe, it, test } from 'vitest';
    const page = { only: (s: string) => s, skip: (n: number) => n };
    it('runs', () => { page.only('a'); page.skip(1); });          // good house-style
    it.runIf(process.env['CI'])('runs in CI', () => {});          // good house-style
    it.only('alone', () => {});                                   // bad house-style
    test.skip('not now', () => {});                               // bad house-style
    describe.concurrent.only('alone', () => {});                  // bad house-style
    it.skip.each([1])('not now', () => {});                       // bad house-style
  `,
  'vite.config.ts': `export default {};                           // good house-style`,

  // the rules that need types, on the server and in pages (two tsconfigs)
  'src/kernel/events.ts': `
    const save = async () => await Promise.resolve(1);
    export const awaited = async () => { await save(); };         // good no-floating-promises
    export const floating = () => { save(); };                    // bad no-floating-promises
    export const each = () => [1].forEach(async () => { await save(); }); // bad no-misused-promises
    export const every = async () => await Promise.all([1].map(save)); // good no-misused-promises
    export function step(state: 'open' | 'closed' | 'void') {
      switch (state) {                                            // bad switch-exhaustiveness-check
        case 'open': return 1;
        case 'closed': return 2;
      }
      return 0;
    }
    export function whole(state: 'open' | 'closed') {
      switch (state) {                                            // good switch-exhaustiveness-check
        case 'open': return 1;
        case 'closed': return 2;
      }
    }
  `,
  'src/web/client.ts': `
    export const call = async () => await Promise.resolve(1);
  `,
  'src/web/kit/button.tsx': `
    import { call } from '#web/client.ts';
    export const Save = () => <button onClick={() => void call()}>保存</button>; // good no-floating-promises
    export const Lost = () => <button onClick={() => { call(); }}>保存</button>; // bad no-floating-promises
    export const Also = () => <button onClick={call}>保存</button>; // bad no-misused-promises
  `,

  // circles inside a module
  'src/kernel/policy.ts': `
    import { note } from './notify.ts';                           // bad no-cycle
    export const policy = () => note();
  `,
  'src/kernel/notify.ts': `
    import { policy } from './policy.ts';                         // bad no-cycle
    export const note = (): unknown => policy;
  `,
  'src/kernel/errors.ts': `
    import { locale } from './i18n.ts';                           // good no-cycle
    export const code = (): string => locale;
  `,
  'src/kernel/i18n.ts': `
    import type { code } from './errors.ts';                      // good no-cycle
    export const locale = 'zh';
    export type Code = ReturnType<typeof code>;
  `,
};

interface Report {
  code: string;
  message: string;
  severity: string;
  filename: string;
  labels: { span: { line: number } }[];
}

let folder = '';
let reports: Report[] = [];

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'zhijia-arch-')));
  const configs = readdirSync(project).filter((name) => /^tsconfig.*\.json$/.test(name));
  for (const name of [...configs, '.oxlintrc.json', 'package.json', 'lint/arch.js'])
    cpSync(join(project, name), join(folder, name));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, code] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  reports = (await lint(folder)).filter((report) => rules.includes(ruleOf(report)));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(rules)('%s', (rule) => {
  const bad = marked('bad', rule);
  const good = marked('good', rule);

  test('has violations and near misses planted', () => {
    expect(bad).not.toEqual([]);
    expect(good).not.toEqual([]);
  });

  test('reports the planted lines, as errors, and no other line', () => {
    const own = reports.filter((report) => ruleOf(report) === rule);
    expect(own.map(placeOf).toSorted()).toEqual(bad);
    expect(own.filter((report) => report.severity !== 'error')).toEqual([]);
  });
});

test('every message of ours says what to do instead', () => {
  const ours = reports.filter((report) => report.code.startsWith('arch('));
  expect(ours.filter((report) => !/: (\S+ ){2}.*\.$/.test(report.message))).toEqual([]);
});

test('MAY_USE may not go round in a circle, nor name a stranger', () => {
  expect(() => arch.assertAcyclic({ a: ['b'], b: ['c'], c: ['a'] })).toThrow('a → b → c → a');
  expect(() => arch.assertAcyclic({ a: ['b'] })).toThrow('MAY_USE.a names b');
});

test('package.json opens no door to a module that MAY_USE does not know', () => {
  const { imports } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { imports: object };
  const doors = Object.keys(imports).filter((door) => !['kernel', 'web', 'guandan'].includes(nameOf(door)));
  expect(
    doors.filter(
      (door) => !/^#\w+((\/\w+)?\/(contract|rules|factory))?$/.test(door) || !arch.MAY_USE[nameOf(door)],
    ),
  ).toEqual([]);
});

test('migrations, which oxlint does not read, are named NNNN_name.sql', () => {
  const paths = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' });
  const sql = paths.filter((path) => path.endsWith('.sql')).map((path) => path.replaceAll('\\', '/'));
  expect(sql.filter((path) => !/\/migrations\/\d{4}_[a-z0-9_]+\.sql$/.test(path))).toEqual([]);
});

/** The real oxlint, once, over the whole folder. It exits with 1 when it finds something: that is not a failure. */
async function lint(cwd: string): Promise<Report[]> {
  const oxlint = join(project, 'node_modules/oxlint/bin/oxlint');
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, [oxlint, '--format=json'], { cwd, maxBuffer: 1e8 }, (_, out, err) =>
      done(out || err),
    );
  });
  if (!output.startsWith('{')) throw new Error(`oxlint did not run: ${output}`);
  return (JSON.parse(output) as { diagnostics: Report[] }).diagnostics;
}

/** `path:line` of every line that carries the mark. */
function marked(mark: 'good' | 'bad', rule: string) {
  return Object.entries(tree)
    .flatMap(([path, code]) => code.split('\n').map((line, at) => ({ line, place: `${path}:${at + 1}` })))
    .filter(({ line }) => line.endsWith(`// ${mark} ${rule}`))
    .map(({ place }) => place)
    .toSorted();
}

function placeOf(report: Report) {
  return `${report.filename}:${report.labels[0]?.span.line}`;
}

/** `arch(own-schema)` → `own-schema`. */
function ruleOf(report: Report) {
  return /\((.+)\)$/.exec(report.code)?.[1] ?? report.code;
}

function nameOf(door: string) {
  return door.slice(1).split('/')[0] ?? '';
}
