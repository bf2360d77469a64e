import { unzipSync, strFromU8 } from 'fflate';
import { permissionTable, ROLES, type Actor, type Role } from '../auth.ts';
import type { Contract } from '../contract.ts';
import type { Server } from '../http.ts';
import { EVERYTHING } from '../net.ts';
import type { Answer, Client, TestApp } from '../testing.ts';
import { fingerprint } from './fingerprint.ts';
import { patiently, SPOTS, type Ask, type Live, type SignedIn, type Spot, type World } from './matrix.ts';

/**
 * What stands between a caller and another union’s data: the checks of the application, the policies of the database, or
 * both. Alone, each has to hold; with neither, the matrix has to say so.
 */
export const MODES = ['both', 'net alone', 'application alone', 'neither'] as const;
export type Mode = (typeof MODES)[number];

/** Marks the calls that are judged, and says how: making what they need goes the ordinary way in every mode. */
const ATTEMPT = 'x-matrix-attempt';

/** Takes away, from calls that are judged so, the checks or the net: both are settled before by who really asks. */
export function switchable(server: Server): void {
  server.addHook('preValidation', async (request) => {
    const mode = request.headers[ATTEMPT];
    if (mode === 'net alone' || mode === 'neither') request.actor = almighty(request.actor);
    if (mode === 'application alone' || mode === 'neither') request.net = EVERYTHING;
    // What the net stops is told as a failure of ours, which it is, and not of this test.
    if (mode === 'net alone') request.log.level = 'silent';
  });
}

/** The same account, with every role at the root. */
function almighty(actor: Actor): Actor {
  if (actor.kind !== 'account') return actor;
  // The first organisation of a database is its root.
  return { ...actor, grants: ROLES.map((role) => ({ role, orgId: 1, path: '1' })) };
}

/** A role reaches its subtree: at the union itself, and at those above. */
const INSIDE: readonly Spot[] = ['here', 'upper', 'root'];

export interface Trial {
  readonly world: World;
  readonly mode: Mode;
  officer(role: Role, spot: Spot): SignedIn;
}

/** Officers of every role at every spot. */
export async function trialIn(world: World): Promise<Trial> {
  const made = new Map<string, SignedIn>();
  for (const spot of SPOTS)
    for (const role of ROLES) made.set(`${role} ${spot}`, await world.t.officer(role, world[spot].id));
  return { world, mode: 'both', officer: (role, spot) => made.get(`${role} ${spot}`)! };
}

/** The roles that the endpoint is for: those of its permission; any of them where it asks for none. */
export function rolesFor({ access }: Contract): readonly Role[] {
  const roles = permissionTable().get(access);
  return roles ? ROLES.filter((role) => roles.has(role)) : ROLES;
}

/** Everything that is wrong with an endpoint, a sentence each; none when it holds. */
export async function findingsOf(trial: Trial, live: Live): Promise<string[]> {
  switch (live.kind) {
    case 'place':
      return ofPlace(trial, live);
    case 'mixed':
      return ofMixed(trial, live);
    case 'own':
      return wrongRoles(trial, live.contract, await live.make(trial.world, trial.world.here));
    case 'person':
      return ofPerson(trial, live);
    case 'secret':
      return ofSecret(trial, live);
    case 'shared':
      return ofShared(trial, live);
    case 'open':
      return granted(
        trial,
        live.contract,
        await live.make(trial.world, trial.world.here),
        trial.world.t.guest(),
        'guest',
      );
    case 'session':
      return /:/.test(live.contract.path)
        ? ['names something, and is said to take nothing but the session']
        : [];
  }
}

type Of<K extends Live['kind']> = Extract<Live, { readonly kind: K }>;

/** Where it is in reach: those below have what is handed down to them, the other side of a transfer has it too. */
function withinReach({ handedDown, rootOnly, with: also = [] }: Of<'place'> | Of<'mixed'>): readonly Spot[] {
  if (rootOnly) return ['root'];
  return [...INSIDE, ...(handedDown ? (['below'] as const) : []), ...also];
}

function elsewhere({ mode }: Trial, live: Of<'place'> | Of<'mixed'>): readonly Spot[] {
  const reach = [...withinReach(live), ...(mode === 'net alone' ? (live.netHas ?? []) : [])];
  return SPOTS.filter((spot) => !reach.includes(spot));
}

async function ofPlace(trial: Trial, live: Of<'place'>): Promise<string[]> {
  if (live.rootOnly && trial.mode === 'net alone') return [];
  const { world } = trial;
  const { contract } = live;
  const ask = await live.make(world, world.here);
  if (trial.mode === 'neither') return letIn(trial, live, ask);
  const found = await unchanged(world.t.pool, async () => [
    ...(await wrongRoles(trial, contract, ask)),
    ...(await guests(trial, contract, ask)),
    ...(await each(rolesFor(contract), (role) =>
      each(elsewhere(trial, live), async (spot) =>
        refused(
          trial,
          await attempt(trial, trial.officer(role, spot), contract, ask),
          `${role} ${spot}`,
          live.nothing,
        ),
      ),
    )),
  ]);
  // The same call, which nobody else could use up, is worth something to those it is for.
  let left: Ask | undefined = ask;
  const got = await each(rolesFor(contract), (role) =>
    each(withinReach(live), async (spot) => {
      const next = left ?? (await live.make(world, world.here));
      left = contract.method === 'GET' ? next : undefined;
      return granted(trial, contract, next, trial.officer(role, spot), `${role} ${spot}`, live.nothing);
    }),
  );
  return [...found, ...got];
}

/** The first who gets in where nobody should: that nothing stands in the way, one is enough to show. */
async function letIn(trial: Trial, live: Of<'place'>, ask: Ask): Promise<string[]> {
  const right = rolesFor(live.contract);
  const wrong = ROLES.filter((role) => !right.includes(role));
  const callers = [
    ...right.flatMap((role) => elsewhere(trial, live).map((spot) => ({ role, spot }))),
    ...wrong.flatMap((role) => SPOTS.map((spot) => ({ role, spot }))),
  ];
  for (const { role, spot } of callers) {
    const answer = await attempt(trial, trial.officer(role, spot), live.contract, ask);
    if (answer.status < 300 && live.nothing?.(answer.body as never) !== true)
      return [`${role} ${spot}: ${told(answer)} and not refused`];
  }
  return [];
}

async function ofMixed(trial: Trial, live: Of<'mixed'>): Promise<string[]> {
  const { world } = trial;
  const { contract } = live;
  const found = await each(elsewhere(trial, live), async (spot) => {
    const ask = await live.make(world, world.here, world[spot]);
    return unchanged(world.t.pool, () =>
      each(rolesFor(contract), async (role) =>
        refused(
          trial,
          await attempt(trial, trial.officer(role, spot), contract, ask),
          `${role} ${spot}`,
          live.nothing,
        ),
      ),
    );
  });
  const got = await each(live.handedDown ? (['here', 'below'] as const) : (['here'] as const), (spot) =>
    each(rolesFor(contract), async (role) => {
      const both = await live.make(world, world.here, world[spot]);
      return granted(trial, contract, both, trial.officer(role, spot), `${role} ${spot}`, live.nothing);
    }),
  );
  return [...found, ...got];
}

async function ofPerson(trial: Trial, live: Of<'person'>): Promise<string[]> {
  const { world } = trial;
  const { contract } = live;
  const ask = await live.make(world, world.here);
  const others = [...ROLES.map((role) => trial.officer(role, 'here')), await world.t.worker('13500000000')];
  const found = await unchanged(world.t.pool, async () => [
    ...(await guests(trial, contract, ask)),
    ...(await each(others, async (other) => {
      const answer = await attempt(trial, other, contract, ask);
      const stopped = contract.method === 'GET' || answer.status >= 400;
      return [
        ...(stopped ? [] : [`another person: ${told(answer)}`]),
        ...nothingIn(trial, answer, 'another person'),
      ];
    })),
  ]);
  return [...found, ...(await granted(trial, contract, ask, ask.owner!, 'the owner'))];
}

async function ofSecret(trial: Trial, live: Of<'secret'>): Promise<string[]> {
  const { world } = trial;
  const ask = await live.make(world, world.here);
  const { token } = ask.input as { token: string };
  const forged = [
    token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
    token.slice(0, -1),
    token.toUpperCase(),
  ];
  const found = await unchanged(world.t.pool, () =>
    each(forged, async (other) => {
      const answer = await attempt(trial, world.t.guest(), live.contract, {
        ...ask,
        input: { ...ask.input, token: other },
      });
      return [
        ...(answer.status < 400 || answer.status >= 500 ? [`forged token: ${answer.status}`] : []),
        ...nothingIn(trial, answer, 'forged token'),
      ];
    }),
  );
  return [...found, ...(await granted(trial, live.contract, ask, world.t.guest(), 'the token'))];
}

async function ofShared(trial: Trial, live: Of<'shared'>): Promise<string[]> {
  const { contract } = live;
  const ask = await live.make(trial.world, trial.world.here);
  return [
    ...(await wrongRoles(trial, contract, ask)),
    ...(await guests(trial, contract, ask)),
    ...(await each(rolesFor(contract), (role) =>
      each(SPOTS, (spot) => granted(trial, contract, ask, trial.officer(role, spot), `${role} ${spot}`)),
    )),
  ];
}

/** Nobody without the permission gets past the door, wherever they hold their role. */
function wrongRoles(trial: Trial, contract: Contract, ask: Ask): Promise<string[]> {
  const right = rolesFor(contract);
  const wrong = ROLES.filter((role) => !right.includes(role));
  return each(wrong, (role) =>
    each(SPOTS, async (spot) => {
      const answer = await attempt(trial, trial.officer(role, spot), contract, ask);
      const door = answer.status === 403 && answer.problem?.code === 'kernel.forbidden';
      return trial.mode === 'net alone' || door
        ? nothingIn(trial, answer, `${role} ${spot}`)
        : [`${role} ${spot}: ${told(answer)} and not 403 kernel.forbidden`];
    }),
  );
}

async function guests(trial: Trial, contract: Contract, ask: Ask): Promise<string[]> {
  const answer = await attempt(trial, trial.world.t.guest(), contract, ask);
  const stopped = answer.status === 401 ? [] : [`guest: ${told(answer)} and not 401`];
  return [...stopped, ...nothingIn(trial, answer, 'guest')];
}

/** The net alone lets a call through that finds nothing and writes nothing: what it gives away is looked for besides. */
function refused(
  trial: Trial,
  answer: Answer<Contract>,
  who: string,
  nothing: ((body: never) => boolean) | undefined,
): string[] {
  const said = answer.status < 300 && nothing?.(answer.body as never) === true;
  const stopped = [403, 404, 410].includes(answer.status) || trial.mode === 'net alone';
  return [
    ...(said || stopped ? [] : [`${who}: ${told(answer)} and not refused`]),
    ...nothingIn(trial, answer, who),
  ];
}

async function granted(
  trial: Trial,
  contract: Contract,
  ask: Ask,
  by: Client,
  who: string,
  nothing?: (body: never) => boolean,
): Promise<string[]> {
  const answer = await attempt(trial, by, contract, ask);
  if (answer.status !== (contract.status ?? 200)) return [`${who}: ${told(answer)}, so the row sees nothing`];
  return nothing?.(answer.body as never) ? [`${who}: nothing done, so the row sees nothing`] : [];
}

/** Nothing that is known of `here` alone stands in the answer. Names of organisations are no secret of the database. */
function nothingIn({ world: { here }, mode }: Trial, answer: Answer<Contract>, who: string): string[] {
  const text = textOf(answer);
  const marks = mode === 'net alone' ? [here.mark] : [here.mark, here.sign];
  return marks.filter((mark) => text.includes(mark)).map(() => `${who}: ${told(answer)} tells of it`);
}

function attempt(
  { mode }: Trial,
  by: Client,
  contract: Contract,
  { input, file }: Ask,
): Promise<Answer<Contract>> {
  const options = { headers: { [ATTEMPT]: mode }, ...(file ? { file } : {}) };
  return patiently(() => by.call(contract, input, options));
}

/** What is granted may have a `code` of its own: that of a place. */
const told = ({ status, problem }: Answer<Contract>): string =>
  [status, status < 400 ? undefined : problem?.code].filter(Boolean).join(' ');

/** What a reader of the answer reads: its text, and of a workbook that of its parts. */
export function textOf({ headers, raw }: Answer<Contract>): string {
  if (!/spreadsheet|octet-stream/.test(String(headers['content-type']))) return raw.toString('utf8');
  if (raw.toString('latin1', 0, 2) !== 'PK') return raw.toString('utf8');
  return Object.entries(unzipSync(raw))
    .filter(([name]) => name.startsWith('xl/') && name.endsWith('.xml'))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n');
}

async function each<T>(all: readonly T[], look: (one: T) => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  for (const one of all) found.push(...(await look(one)));
  return found;
}

async function unchanged(pool: TestApp['pool'], work: () => Promise<string[]>): Promise<string[]> {
  const before = await fingerprint(pool);
  const found = await work();
  const after = await fingerprint(pool);
  const tables = Object.keys(after).filter((table) => before[table] !== after[table]);
  return tables.length === 0 ? found : [...found, `changed ${tables.join(', ')}`];
}

/** What each caller reads of endpoints that name nothing: by endpoint and spot. */
export type Readings = ReadonlyMap<Live, ReadonlyMap<Spot, readonly string[]>>;

export async function readings(trial: Trial, lives: readonly Of<'own'>[]): Promise<Readings> {
  const all = new Map<Live, Map<Spot, string[]>>();
  for (const live of lives) {
    const ask = await live.make(trial.world, trial.world.here);
    const bySpot = new Map<Spot, string[]>();
    for (const spot of SPOTS)
      bySpot.set(spot, await each(rolesFor(live.contract), read(trial, live, ask, spot)));
    all.set(live, bySpot);
  }
  return all;
}

function read(trial: Trial, { contract }: Live, ask: Ask, spot: Spot) {
  return async (role: Role) => {
    const answer = await attempt(trial, trial.officer(role, spot), contract, ask);
    return [`${role} ${spot}: ${answer.status} ${textOf(answer)}`];
  };
}
