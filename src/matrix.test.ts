import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint, type Contract } from '#kernel/contract';
import { kernelError } from '#kernel/errors';
import { defineModule, route, type Module } from '#kernel/module';
import { openTestApp, type TestApp } from '#kernel/testing';
import {
  findingsOf,
  readings,
  rolesFor,
  switchable,
  trialIn,
  type Mode,
  type Readings,
  type Trial,
} from '#kernel/testing/attempts';
import {
  atPlace,
  bySecret,
  ofOwn,
  openToAll,
  type Live,
  type Place,
  type Spot,
  type World,
} from '#kernel/testing/matrix';
import { modules } from './compose.ts';
import { kernelLive } from './kernel/accounts/factory.ts';
import { auditLive } from './modules/orgs/audit/factory.ts';
import { newWorld, orgsLive, plantOrgs } from './modules/orgs/factory.ts';
import { officersLive, plantOfficers } from './modules/orgs/officers/factory.ts';
import { coverageLive, plantCoverage } from './modules/people/coverage/factory.ts';
import { peopleLive, plantPeople } from './modules/people/factory.ts';
import { findLive } from './modules/people/find/factory.ts';
import { formsLive, plantForm } from './modules/people/forms/factory.ts';
import { joinLive } from './modules/people/join/factory.ts';
import { movesLive, plantTransfer } from './modules/people/moves/factory.ts';
import { reviewLive } from './modules/people/review/factory.ts';
import { retentionLive } from './modules/people/retention/factory.ts';
import { plantRequest, rightsLive } from './modules/people/rights/factory.ts';
import { plantImport, rosterLive } from './modules/people/roster/file/factory.ts';
import { standingLive } from './modules/people/standing/factory.ts';
import { mapLive } from './modules/places/map/factory.ts';
import { eventsLive } from './modules/places/events/factory.ts';
import { photosLive } from './modules/places/photos/factory.ts';
import { plantBooking, venuesLive } from './modules/places/venues/factory.ts';
import { intakeLive } from './modules/places/intake/factory.ts';
import { plantFault, trustLive } from './modules/places/trust/factory.ts';
import { hostLive } from './modules/places/host/factory.ts';
import { plantSupply, suppliesLive } from './modules/places/supplies/factory.ts';
import { nearLive } from './modules/places/near/factory.ts';
import { placesLive, plantPlace } from './modules/places/factory.ts';
import { plantTitle, titlesLive } from './modules/places/titles/factory.ts';
import { exportLive } from './modules/places/export/factory.ts';
import { hoursLive } from './modules/places/hours/factory.ts';
import { answerVoice, makeVoice } from './modules/voices/contract.ts';
import { newVoice, voicesLive } from './modules/voices/factory.ts';
import { concernsLive, plantGrouped } from './modules/voices/concerns/factory.ts';
import { hotlineLive } from './modules/voices/hotline/factory.ts';
import { listenLive } from './modules/voices/listen/factory.ts';
import { saidLive } from './modules/voices/said/factory.ts';
import { plantVisit, visitsLive } from './modules/voices/visits/factory.ts';
import { prepLive } from './modules/meetings/prep/factory.ts';
import { itemsLive } from './modules/meetings/items/factory.ts';
import { errandsLive } from './modules/meetings/errands/factory.ts';
import { minutesLive } from './modules/meetings/minutes/factory.ts';
import { papersLive } from './modules/meetings/papers/factory.ts';
import { plantMeeting } from './modules/meetings/factory.ts';

/** Every endpoint with what it is tried with; a new one brings its own. */
const lives: readonly Live[] = [
  kernelLive,
  orgsLive,
  officersLive,
  peopleLive,
  joinLive,
  reviewLive,
  findLive,
  coverageLive,
  movesLive,
  standingLive,
  formsLive,
  rosterLive,
  placesLive,
  mapLive,
  hostLive,
  suppliesLive,
  trustLive,
  titlesLive,
  venuesLive,
  photosLive,
  eventsLive,
  intakeLive,
  nearLive,
  hoursLive,
  exportLive,
  voicesLive,
  saidLive,
  concernsLive,
  hotlineLive,
  listenLive,
  visitsLive,
  prepLive,
  itemsLive,
  errandsLive,
  minutesLive,
  papersLive,
  auditLive,
  rightsLive,
  retentionLive,
].flat();
const contracts = modules.flatMap(({ routes }) => routes.map(({ contract }) => contract));
const nameOf = ({ method, path }: Contract): string => `${method} ${path}`;
const named = contracts.map((contract) => [nameOf(contract), contract] as const);

const plants = [
  plantOrgs,
  plantOfficers,
  plantPeople,
  plantCoverage,
  plantTransfer,
  plantForm,
  plantImport,
  plantRequest,
  plantFault,
  plantPlace,
  plantTitle,
  newVoice,
  plantVisit,
  plantSupply,
  plantBooking,
  plantMeeting,
  plantGrouped,
];

/** What is planted where, one after the other, and who is to see it in their own lists and counts. */
const PLANTINGS: readonly { spots: readonly Spot[]; seen: readonly Spot[]; unseen: readonly Spot[] }[] = [
  { spots: ['here', 'below'], seen: [], unseen: [] },
  { spots: ['sibling', 'foreign'], seen: ['sibling', 'foreign', 'upper', 'root'], unseen: ['here', 'below'] },
  { spots: ['upper', 'root'], seen: ['upper', 'root'], unseen: ['here', 'below', 'sibling', 'foreign'] },
  { spots: ['here'], seen: ['here', 'upper', 'root'], unseen: ['below', 'sibling', 'foreign'] },
];

/** The app that is tried, in a database of its own, with the planted holes among its endpoints. */
async function matrixApp(): Promise<TestApp> {
  const planted = plantedModule(() => app.pool);
  const all = modules as Module[];
  all.push(planted);
  const app = await openTestApp(`matrix_${process.pid}`, { arrange: switchable }).finally(() => {
    all.splice(all.indexOf(planted), 1);
  });
  return app;
}

const NOWHERE = '01890000-0000-7000-8000-000000000000';
const done = z.object({ done: z.literal(true) });
const id = z.uuid();
const found = z.object({ text: z.string() });
const base = { output: done, summary: 'A hole, planted for the matrix to find', input: z.object({ id }) };
const get = { ...base, method: 'GET', output: found } as const;
const post = { ...base, method: 'POST' } as const;

/** Holes of every kind that the matrix is for. */
const holes = {
  /** Reads whatever it is asked for. */
  read: endpoint({ ...get, path: '/api/planted/read/:id', access: 'voices.read' }),
  /** The same for anyone signed in, whatever their role. */
  roleless: endpoint({ ...get, path: '/api/planted/roleless/:id', access: 'person' }),
  /** The same for guests. */
  unlocked: endpoint({ ...get, path: '/api/planted/unlocked/:id', access: 'public' }),
  /** Refuses, and tells in the refusal. */
  talkative: endpoint({ ...get, path: '/api/planted/talkative/:id', access: 'voices.read' }),
  /** Writes wherever it is told to. */
  write: endpoint({ ...post, path: '/api/planted/write/:id', access: 'voices.answer' }),
  /** Writes, and refuses afterwards. */
  late: endpoint({ ...post, path: '/api/planted/late/:id', access: 'voices.answer' }),
  /** Looks at the end of a token alone. */
  lax: endpoint({
    ...post,
    path: '/api/planted/lax',
    access: 'public',
    input: z.object({ token: z.string(), id }),
    limit: 30,
  }),
  /** A list that forgot its filter, and a count that did. */
  list: endpoint({
    ...get,
    path: '/api/planted/list',
    access: 'voices.read',
    input: z.object({}),
  }),
  count: endpoint({ ...get, path: '/api/planted/count', access: 'voices.read', input: z.object({}) }),
};

/** A module of {@link holes}: each goes past `ctx` and its checks, to the database itself. */
function plantedModule(pool: () => TestApp['pool']): Module {
  const ask = async (text: string, values: readonly unknown[] = []) => {
    const { rows } = await pool().query<{ text: string }>(text, [...values]);
    return { text: rows[0]?.text ?? '' };
  };
  const textOf = (wanted: string) => ask('select text from voices.voice where id = $1', [wanted]);
  const note = async (wanted: string) => {
    await ask('update voices.voice set page = page where id = $1', [wanted]);
    return { done: true as const };
  };
  return defineModule({
    name: 'planted',
    routes: [
      ...[holes.read, holes.roleless, holes.unlocked].map((one) =>
        route(one, (_ctx, input) => textOf(input.id)),
      ),
      route(holes.talkative, async (_ctx, input) => {
        throw kernelError('bad_request', { params: { reason: (await textOf(input.id)).text } });
      }),
      route(holes.write, (_ctx, input) => note(input.id)),
      route(holes.late, async (_ctx, input) => {
        await note(input.id);
        throw kernelError('forbidden');
      }),
      route(holes.lax, (_ctx, input) => {
        if (input.token.length < 20) throw kernelError('forbidden');
        return note(input.id);
      }),
      route(holes.list, () => ask(`select string_agg(text, ' ' order by id) as text from voices.voice`)),
      route(holes.count, () => ask('select count(*)::text as text from voices.voice')),
    ],
  });
}

const said = async (world: World, at: Place) => ({ input: { id: await newVoice(world, at) } });

/** What the matrix says of each hole. */
const caught: readonly (readonly [what: string, live: Live, findings: readonly string[]])[] = [
  [
    'reads whatever it is asked for',
    atPlace(holes.read, said),
    [
      'chair foreign: 200 and not refused',
      'chair foreign: 200 tells of it',
      'viewer below: 200 and not refused',
    ],
  ],
  ['asks for no role', atPlace(holes.roleless, said), ['auditor sibling: 200 and not refused']],
  [
    'asks for no session',
    atPlace(holes.unlocked, said),
    ['guest: 200 and not 401', 'guest: 200 tells of it'],
  ],
  [
    'tells in its refusal',
    atPlace(holes.talkative, said),
    [
      'chair below: 400 kernel.bad_request tells of it',
      'chair sibling: 400 kernel.bad_request and not refused',
    ],
  ],
  [
    'writes wherever it is told to',
    atPlace(holes.write, said),
    ['membership_officer sibling: 200 and not refused', 'changed voices.voice'],
  ],
  ['refuses too late', atPlace(holes.late, said), ['changed voices.voice']],
  [
    'takes another token',
    bySecret(holes.lax, async (world, at) => ({
      input: { ...(await said(world, at)).input, token: 'x'.repeat(24) },
    })),
    ['forged token: 200', 'changed voices.voice'],
  ],
  [
    'a sample that leads nowhere',
    atPlace(answerVoice, async () => ({ input: { id: NOWHERE, note: '已改大' } })),
    ['chair here: 404 voices.not_found, so the row sees nothing'],
  ],
  [
    'a sample that dies at the door',
    openToAll(makeVoice, async () => ({ input: { text: '', page: '/' } }), 'a control'),
    ['guest: 400 kernel.bad_request, so the row sees nothing'],
  ],
];

test('every endpoint brings something to be tried with', () => {
  const tried = new Set(lives.map(({ contract }) => contract));
  expect(contracts.filter((contract) => !tried.has(contract)).map(nameOf)).toEqual([]);
});

let ordinary: Trial;
beforeAll(async () => {
  ordinary = await trialIn(await newWorld(await matrixApp()));
});
afterAll(() => ordinary.world.t.stop());

describe.each<Mode>(['both', 'net alone', 'application alone'])('%s', (mode) => {
  let trial: Trial;
  beforeAll(() => {
    trial = { ...ordinary, mode };
  });

  describe('what names nothing is answered from one’s own', () => {
    const own = lives.filter((live) => live.kind === 'own');
    const leaking = [ofOwn(holes.list, {}), ofOwn(holes.count, {})].filter((live) => live.kind === 'own');
    /** Before anything is planted, and after each planting. */
    const read: Readings[] = [];

    beforeAll(async () => {
      for (const { spots } of PLANTINGS) {
        // Organisations are a public register of the database: the net hides none.
        const planted = plants.filter((plant) => mode !== 'net alone' || plant !== plantOrgs);
        for (const spot of spots) for (const plant of planted) await plant(trial.world, trial.world[spot]);
        read.push(await readings(trial, [...own, ...leaking]));
      }
    });

    /** Which planting changed what somebody reads who has nothing to do with it, or did not where it should. */
    function wrong(live: Live, what: 'seen' | 'unseen'): string[] {
      return PLANTINGS.flatMap(({ spots, ...told }, nth) =>
        told[what].flatMap((spot) => {
          const [was, is] = [read[nth - 1]?.get(live)?.get(spot), read[nth]!.get(live)?.get(spot)];
          const changed = JSON.stringify(was) !== JSON.stringify(is);
          return changed === (what === 'seen') ? [] : [`planted at ${spots.join(', ')}: ${what} at ${spot}`];
        }),
      );
    }

    test.each(own.map((live) => [nameOf(live.contract), live] as const))('%s', (_name, live) => {
      const answers = read.flatMap((one) => [...one.get(live)!.values()].flat());
      expect(answers.filter((text) => !/^\w+ \w+: 200 /.test(text))).toEqual([]);
      const handed = (text: string) => live.handedDown && /upper, root|at below$/.test(text);
      expect(wrong(live, 'unseen').filter((text) => !handed(text))).toEqual([]);
      if (!live.still && mode !== 'net alone') expect(wrong(live, 'seen')).toEqual([]);
    });

    test.each(leaking.map((live) => [nameOf(live.contract), live] as const))(
      '%s is caught',
      (_name, live) => {
        expect(wrong(live, 'unseen')).toEqual(
          PLANTINGS.flatMap(({ spots, unseen }) =>
            unseen.map((spot) => `planted at ${spots.join(', ')}: unseen at ${spot}`),
          ),
        );
      },
    );
  });

  test.each(named)('%s', async (_name, contract) => {
    for (const live of lives.filter((one) => one.contract === contract))
      expect(await findingsOf(trial, live)).toEqual([]);
    expect(rolesFor(contract).length).toBeGreaterThan(0);
  });
});

test.each(caught)('a planted hole is caught: %s', async (_what, live, findings) => {
  expect(await findingsOf(ordinary, live)).toEqual(expect.arrayContaining([...findings]));
});

describe('neither', () => {
  const places = lives.filter(({ kind }) => kind === 'place');

  test.each(places.map((live) => [nameOf(live.contract), live] as const))(
    '%s is caught',
    async (_name, live) => {
      const findings = await findingsOf({ ...ordinary, mode: 'neither' }, live);
      expect(findings).toEqual(expect.arrayContaining([expect.stringMatching(/: 20\d and not /)]));
    },
  );
});
