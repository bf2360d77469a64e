/**
 * The borders of Zhijia, held by the linter (oxlint JS plugin, ESLint-shaped).
 *
 * MAY_USE is the one table of who may use whom. Below it: how paths and code are read, then one function per
 * border. Each gets the file's place and returns a visitor, or nothing where it has no say; each message says
 * what to do instead. A new edge is a decision: change the table and write it down in docs/decisions.
 * arch.test.ts plants violations of every rule, because a rule that has gone blind looks like clean code.
 */
import { dirname, relative } from 'node:path';
import { join } from 'node:path/posix';

/** Direct use, not inherited: a module lists what it needs. The kernel is open to all of them. */
export const MAY_USE = {
  kernel: [],
  orgs: ['kernel'],
  people: ['orgs'],
  places: ['orgs'],
  desk: ['people'],
  voices: ['orgs', 'people', 'places'],
  meetings: ['orgs', 'voices'],
  activities: ['people', 'places', 'desk'],
  care: ['people', 'places', 'desk'],
  contests: ['activities'],
  reading: ['people', 'places'],
  reports: ['orgs'],
};

/** packages/guandan (`#guandan`) uses nothing; besides the web only these use it. */
const ENGINE_USERS = ['contests'];
/** Files that put the modules together may import anything of ours. */
const COMPOSERS = /^src\/(main|cli|compose|demo|doctor|test-setup|[\w-]+\.test)\.ts$/;

const ROOMS = 'index module contract tables rules queries actions jobs live errors facts demo factory'.split(
  ' ',
);
const KYSELY_ROOMS = ['tables', 'queries', 'actions', 'jobs', 'facts', 'demo', 'factory'];
const BROWSER_ROOMS = ['contract', 'rules', 'texts', 'ui'];
const FREE_FOLDERS = ['ui', 'texts'];
/** `first` is what the server draws of the worker surface, which therefore may not know that it is in no browser. */
const SURFACES = ['worker', 'staff', 'screen', 'print', 'first'];
const surfaceOf = (folder) => (SURFACES.includes(folder) ? folder : 'shared');
const SERVER_PACKAGES = ['kysely', 'pg', 'pg-boss', 'better-auth', 'fastify', '@fastify', 'pino'];
const FORBIDDEN_NAMES = ['utils', 'helpers', 'service', 'common', 'types'];
const TEST_WORDS = ['it', 'test', 'describe', 'suite', 'bench'];

assertAcyclic(MAY_USE);

/** Throws if `table` goes round in a circle or names a module that has no line of its own. */
export function assertAcyclic(table) {
  const visit = (name, path) => {
    if (path.includes(name)) throw new Error(`MAY_USE is a circle: ${[...path, name].join(' → ')}`);
    if (!table[name]) throw new Error(`MAY_USE.${path.at(-1)} names ${name}, which has no line of its own`);
    for (const next of table[name]) visit(next, [...path, name]);
  };
  for (const name of Object.keys(table)) visit(name, []);
}

const PROJECT = dirname(import.meta.dirname);

/**
 * Where a file stands. `path` is relative to the project.
 * `area`: kernel, module, web, engine, composer, stray (elsewhere in src) or outside.
 * `home`: the folder that its relative imports stay in.
 * `room`: in a module the word of the vocabulary (queries, ui, …), elsewhere the file's stem; `test` for tests.
 * `surface`: of browser code one of SURFACES, or `shared` when any of them may load it.
 */
function locate(path) {
  const [top, folder, ...rest] = path.split('/');
  const test = /\.test\.tsx?$/.test(path);
  const room = test ? 'test' : path.split('/').at(-1).split('.')[0];
  if (path.startsWith('packages/guandan/')) return { path, room, area: 'engine', home: 'packages/guandan' };
  if (top !== 'src') return { path, room, area: 'outside' };
  if (COMPOSERS.test(path)) return { path, room, area: 'composer' };
  if (folder === 'kernel') return { path, room, area: 'kernel', home: 'src/kernel', name: 'kernel' };
  if (folder === 'web') return { path, room, area: 'web', home: 'src/web', surface: surfaceOf(rest[0]) };
  if (folder !== 'modules' || rest.length < 2) return { path, room, area: 'stray', home: dirname(path) };
  const [name, ...inside] = rest;
  const isSlice = (at) => inside.length > at + 1 && ![...FREE_FOLDERS, 'migrations'].includes(inside[at]);
  const tail = inside.slice(!isSlice(0) ? 0 : !isSlice(1) ? 1 : 2);
  const place = { path, room, area: 'module', home: `src/modules/${name}`, name, tail };
  if (tail.length === 1) return place;
  const surface = tail[0] === 'ui' ? surfaceOf(tail[1]) : undefined;
  return { ...place, room: test ? room : tail[0], surface };
}

/** The place that `specifier` means in the file at `from`; null for packages and Node's own modules. */
function resolve(from, specifier) {
  if (specifier.startsWith('.')) return locate(join(dirname(from.path), specifier));
  if (!specifier.startsWith('#')) return null;
  const [name, ...rest] = specifier.slice(1).split('/');
  const folder = { kernel: 'src', web: 'src', guandan: 'packages' }[name] ?? 'src/modules';
  return locate(join(folder, name, ...(rest.length > 0 ? rest : ['index'])));
}

/** The text of a string, or of a template without holes; undefined for anything computed. */
function textOf(node) {
  if (node?.type === 'TemplateLiteral' && node.quasis.length === 1) return node.quasis[0].value.cooked;
  return typeof node?.value === 'string' ? node.value : undefined;
}

/** The name after the dot, or between brackets as a string. */
function propertyOf(node) {
  return node?.type === 'MemberExpression' ? (textOf(node.property) ?? node.property.name) : undefined;
}

/**
 * Visits every way to name another file. `complain({ specifier, to, typeOnly })` returns a message or nothing.
 * Only `import type` is type-only: under verbatimModuleSyntax `import { type X }` still loads the file.
 */
function onImports(context, from, complain) {
  const see = (node, source, typeOnly) => {
    const specifier = textOf(source);
    const message = specifier && complain({ specifier, to: resolve(from, specifier), typeOnly });
    if (message) context.report({ node, message });
  };
  return {
    ImportDeclaration: (node) => see(node, node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => see(node, node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => see(node, node.source, node.exportKind === 'type'),
    ImportExpression: (node) => see(node, node.source, false),
    TSImportType: (node) => see(node, node.source, true),
  };
}

function onFile(context, message) {
  return { Program: () => context.report({ loc: { line: 1, column: 0 }, message }) };
}

function isFrom(packages, specifier) {
  return packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/**
 * Imports between modules run along MAY_USE; inside one they are relative. The doors of a module are `#name` and
 * `#name/contract` (a sub-slice's too), for pages also `#name/rules`, for tests `#name/factory`; Node itself opens
 * only those in package.json.
 */
function moduleEdges(context, from) {
  if (from.area === 'module' && !MAY_USE[from.name])
    return onFile(context, `\`${from.name}\` is not in MAY_USE: give it a line there, or another home.`);
  // A test of the kernel goes through the endpoints of a module: the kernel has hardly any of its own.
  if (from.area === 'kernel' && from.room === 'test') return;
  if (from.area === 'kernel' || from.area === 'module' || from.area === 'web')
    return onImports(context, from, ({ specifier, to }) => {
      if (specifier.startsWith('.')) return leavesHome(from, to, specifier);
      return to ? crosses(from, to, specifier) : undefined;
    });
}

function leavesHome(from, to, specifier) {
  const composed = from.area === 'web' && to.area === 'module' && to.room === 'ui';
  if (composed || to.path.startsWith(`${from.home}/`)) return;
  return `\`${specifier}\` leaves ${from.home}: import \`#name\` or \`#name/contract\` instead.`;
}

function crosses(from, to, specifier) {
  const { name } = to;
  const usable = ['kernel', ...(MAY_USE[from.name] ?? [])];
  if (from.area === 'kernel' && name !== 'kernel')
    return 'The kernel uses nothing of ours: let the module hand it over in its module.ts.';
  if (to.area === 'engine' && from.area !== 'web' && !ENGINE_USERS.includes(from.name))
    return `Only ${ENGINE_USERS.join(', ')} may use the Guandan engine: ask through \`#contests\`.`;
  if (to.area === 'web' && !from.surface)
    return 'The server does not know the web: move what both need into rules.ts or contract.ts.';
  if (to.area === 'engine' || to.area === 'web' || name === 'kernel') return;
  if (!MAY_USE[name]) return `There is no \`${specifier}\`: use a module that MAY_USE in lint/arch.js lists.`;
  if (!['index', 'contract', from.surface && 'rules', from.room === 'test' && 'factory'].includes(to.room))
    return `\`${specifier}\` reaches inside ${name}: export it from \`#${name}\` or \`#${name}/contract\`.`;
  if (from.name === name && (!from.surface || to.room === 'index'))
    return `\`${specifier}\` is this very module: import by relative path.`;
  if (from.area !== 'web' && from.name !== name && !usable.includes(name))
    return `${from.name} may use ${usable.join(', ')}, not ${name}: hear an event, or compose both in src/web.`;
}

const IMPURE = {
  Date: 'reads the clock: take `now` as an argument',
  performance: 'reads the clock: take `now` as an argument',
  Math: 'is chance: take `rng` as an argument',
  crypto: 'is chance: take `rng`, or the id, as an argument',
  process: 'reads the machine: take what you need as an argument',
  globalThis: 'reads the machine: take what you need as an argument',
  fetch: 'leaves the machine: load in queries.ts and pass the data in',
  setTimeout: 'waits: decide here, wait in jobs.ts',
  setInterval: 'waits: decide here, wait in jobs.ts',
};

/**
 * rules.ts and the engine: the same arguments give the same answer, today and in a replay. Rules may use the rules and
 * word lists of their module: those are held to the same.
 */
function pureRules(context, from) {
  const engine = from.area === 'engine' && from.room !== 'test';
  if (!engine && (from.room !== 'rules' || from.area === 'outside')) return;
  const imports = onImports(context, from, ({ specifier, to, typeOnly }) => {
    if (!specifier.startsWith('.') || !to.path.startsWith(`${from.home}/`))
      return `Pure code imports nothing but pure code of its own, not \`${specifier}\`: take it as an argument.`;
    if (from.area === 'module' && !typeOnly && to.room !== 'rules' && to.room !== 'texts')
      return `\`${specifier}\` holds more than rules: write \`import type\`, or move the value into rules.ts.`;
  });
  const checkGlobal = ({ identifier: node, resolved }) => {
    const member = propertyOf(node.parent);
    const bareDate = node.parent?.callee === node && !node.parent.arguments[0];
    if (!Object.hasOwn(IMPURE, node.name) || resolved?.defs.length > 0) return;
    if (node.name === 'Date' && member !== 'now' && !bareDate) return;
    if (node.name === 'Math' && member !== 'random') return;
    const used = member ? `${node.name}.${member}` : node.name;
    context.report({ node, message: `\`${used}\` ${IMPURE[node.name]}.` });
  };
  const { scopes } = context.sourceCode.scopeManager;
  return { ...imports, Program: () => scopes.flatMap((scope) => scope.references).forEach(checkGlobal) };
}

/** SQL is written in the rooms that are named for it; drivers and accounts stay behind the kernel. */
function kyselyRooms(context, from) {
  if (from.area === 'outside' || from.area === 'kernel') return;
  return onImports(context, from, ({ specifier }) => {
    if (isFrom(['kysely'], specifier) && ![...KYSELY_ROOMS, 'test'].includes(from.room))
      return `\`kysely\` belongs in ${KYSELY_ROOMS.join(', ')}: write the query there and call it.`;
    const looksBehind = from.area === 'composer' && from.room === 'test';
    if (isFrom(['pg', 'pg-boss', 'better-auth'], specifier) && !looksBehind)
      return `\`${specifier}\` belongs in the kernel: use ctx.db, \`#kernel/jobs\` or \`#kernel/auth\`.`;
  });
}

/** One deep file speaks HTTP, so that the server beneath it can be changed. */
function fastifyRoom(context, from) {
  const mayServe = /^src\/kernel\/(http\/|(http|live)(\.test)?\.ts$)/.test(from.path);
  if (from.area === 'outside' || mayServe) return;
  return onImports(context, from, ({ specifier }) => {
    if (/^(@fastify\/|fastify($|[-/]))/.test(specifier))
      return `\`${specifier}\` belongs in kernel/http.ts and kernel/live.ts: declare an endpoint in contract.ts.`;
  });
}

const TABLE_METHOD = /^(selectFrom|deleteFrom|from|using|table|\w+(Into|Table|Join|JoinLateral))$/;
const RAW_TABLE = /\b(?:from|join|into|update|using)\s+(?:only\s+)?"?([a-z_]+)"?\./gi;

/** A module's tables are its own: PostgreSQL keeps one schema per module, and so does the code. */
function ownSchema(context, from) {
  if (from.area === 'outside') return;
  const own = from.area === 'kernel' ? ['kernel', 'auth', 'pg_catalog', 'information_schema'] : [from.name];
  const check = (node, schema) => {
    const instead = MAY_USE[schema] ? `ask \`#${schema}\` for the data` : 'ask the module that owns them';
    if (schema && !own.includes(schema))
      context.report({ node, message: `The tables of schema \`${schema}\` are not ours: ${instead}.` });
  };
  return {
    CallExpression({ callee, arguments: [first] }) {
      const method = propertyOf(callee);
      if (method === 'withSchema') check(first, textOf(first));
      if (!TABLE_METHOD.test(method) || /^[A-Z]/.test(callee.object.name)) return;
      for (const table of first?.elements ?? [first])
        check(table, /^([a-z_]+)\.[a-z_]+( as \w+)?$/.exec(textOf(table) ?? '')?.[1]);
    },
    TaggedTemplateExpression(node) {
      if (node.tag.name !== 'sql') return;
      const raw = node.quasi.quasis.map((part) => part.value.raw).join('?');
      for (const [, schema] of raw.matchAll(RAW_TABLE)) if (MAY_USE[schema]) check(node, schema);
    },
  };
}

/** Pages see contracts, rules and the kit; only the staff surface is heavy enough to carry zod (28 kB). */
function browserSafe(context, from) {
  if (from.room === 'test' || from.path.endsWith('.config.ts')) return;
  if (from.surface === 'print') return onImports(context, from, onPaper);
  if (from.surface) return onImports(context, from, (found) => onPage(from, found));
  if (from.room === 'contract' && from.name)
    return onImports(context, from, (found) => inContract(from, found));
}

function onPaper({ specifier, to }) {
  if (to?.room === 'queries' || to?.room === 'actions')
    return `Paper prints what it is given: take the data as an argument instead of importing \`${specifier}\`.`;
}

function onPage(from, { specifier, to, typeOnly }) {
  const allowed = to?.area === 'kernel' ? ['contract'] : BROWSER_ROOMS;
  if (!to && (specifier.startsWith('node:') || isFrom(SERVER_PACKAGES, specifier)))
    return `\`${specifier}\` does not run in a browser: ask the server through an endpoint in contract.ts.`;
  const drawn = from.surface === 'first' && to?.surface === 'worker';
  if (to?.surface && to.surface !== 'shared' && to.surface !== from.surface && !drawn)
    return `A ${from.surface} file does not load the ${to.surface} surface: move what both need into src/web/kit.`;
  if (to && to.area !== 'web' && to.area !== 'engine' && !allowed.includes(to.room))
    return `Pages import contracts, rules, texts and the kit, not \`${specifier}\`: ask the server for the data.`;
  if (from.surface !== 'staff' && !typeOnly && (to ? to.room === 'contract' : isFrom(['zod'], specifier)))
    return `\`${specifier}\` costs this surface 28 kB of zod: write \`import type\`, or use a value of rules.ts.`;
}

function inContract(from, { specifier, to, typeOnly }) {
  const erased = typeOnly && from.area === 'kernel' && to?.area === 'kernel';
  if (erased || (to ? to.room === 'contract' || to.room === 'rules' : isFrom(['zod'], specifier))) return;
  return `Browsers read contracts: import zod, \`#kernel/contract\`, contracts or rules, not \`${specifier}\`.`;
}

/** The closed list of file names: one finds a thing without searching. */
function vocabulary(context, from) {
  const complaint = from.path.startsWith('src/') && misnamed(from);
  if (complaint) return onFile(context, complaint);
}

function misnamed({ path, area, room, tail }) {
  const empty = path.split(/[/.]/).find((word) => FORBIDDEN_NAMES.includes(word));
  if (empty)
    return `\`${empty}\` says nothing: name it for what it holds, or put it in the room that uses it.`;
  if (area === 'stray' && !path.endsWith('.d.ts'))
    return `src holds kernel, modules, web, main.ts and cli.ts: move ${path} into one of them.`;
  if (area !== 'module' || (tail.length > 1 && FREE_FOLDERS.includes(tail[0]))) return;
  if (tail.length > 1)
    return `${path} is too deep: two levels of sub-slices; migrations hold only NNNN_name.sql.`;
  if (room !== 'test' && !(ROOMS.includes(room) && tail[0] === `${room}.ts`))
    return `\`${tail[0]}\` is not in the vocabulary: use ${ROOMS.join(', ')}, *.test.ts, ui/ or texts/.`;
}

/** What the compiler lets through and we do not. An exception is one marked line with its reason. */
function houseStyle(context, { path, room, area }) {
  const mayExportDefault =
    (area === 'module' && room === 'module') || /^lint\/|\.config\.[jt]s$|\.d\.ts$/.test(path);
  const report = (node, message) => context.report({ node, message });
  const rootOf = (node) => (node.type === 'MemberExpression' ? rootOf(node.object) : node.name);
  const checkDefault = (node) => mayExportDefault || report(node, 'No default export: export it by name.');
  return {
    TSEnumDeclaration: (node) => report(node, 'No enum, Node cannot strip it: use an `as const` array.'),
    TSAnyKeyword: (node) => report(node, 'No `any`: write the type, or `unknown` and narrow it.'),
    ExportDefaultDeclaration: checkDefault,
    ExportSpecifier: (node) => node.exported.name === 'default' && checkDefault(node),
    MemberExpression(node) {
      const word = propertyOf(node);
      if (['only', 'skip'].includes(word) && TEST_WORDS.includes(rootOf(node)))
        report(node, `No \`.${word}\`: run the test, or delete it and say why in the commit.`);
    },
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (/\b(TODO|FIXME)\b/.test(comment.value)) report(comment, 'No TODO: do it now, or open an issue.');
        if (/@ts-(ignore|expect-error|nocheck)/.test(comment.value) && !path.endsWith('.test-d.ts'))
          report(comment, 'The compiler is not silenced: fix the type, or narrow it with a check.');
      }
    },
  };
}

const here = ({ filename }) => locate(relative(PROJECT, filename).replaceAll('\\', '/'));
const rule = (border) => ({ create: (context) => border(context, here(context)) ?? {} });

export default {
  meta: { name: 'arch' },
  rules: {
    'module-edges': rule(moduleEdges),
    'pure-rules': rule(pureRules),
    'kysely-rooms': rule(kyselyRooms),
    'fastify-room': rule(fastifyRoom),
    'own-schema': rule(ownSchema),
    'browser-safe': rule(browserSafe),
    vocabulary: rule(vocabulary),
    'house-style': rule(houseStyle),
  },
};
