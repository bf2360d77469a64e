import type { Request } from '#kernel/contract';
import type { Client } from '#kernel/testing';
import {
  atPlace,
  mixed,
  done,
  ofOwn,
  once,
  openToAll,
  sharedByAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import * as contract from './contract.ts';
import * as find from './find/contract.ts';
import * as many from './many/contract.ts';
import { getTermSettings } from './terms/contract.ts';
import { FACILITIES } from './texts/terms.ts';

let made = 0;

/** An answer for each of several: none of them was done. */
const nothing = { nothing: ({ done: count }: { done: number }) => count === 0 };

/** Open from eight to six on working days. */
export const OFFICE_HOURS = {
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: '08:00', to: '18:00' }] : [])),
};

/** An open station of the union `orgId`, put on record by `officer`. Returns its id and the code of its sign. */
export async function newPlace(
  officer: Client,
  orgId: number,
  given: Partial<Request<typeof contract.createPlace>> = {},
): Promise<{ id: string; code: string }> {
  made += 1;
  return done(officer, contract.createPlace, {
    orgId,
    name: `测试驿站${process.pid}号${made}`,
    kind: 'warm_station',
    roles: ['station'],
    buildMode: 'own',
    state: 'open',
    position: { lat: 40.07 + made / 10_000, lng: 116.33, datum: 'wgs84' },
    facilities: ['water', 'toilet'],
    hours: OFFICE_HOURS,
    ...given,
  });
}

/** A place for the matrix, made once for each union; its name bears the union's sign, for places are public. */
export function aPlace(_world: Pick<World, 't'>, at: Place): Promise<{ id: string; code: string }> {
  return once(at, 'place', () => newPlace(at.chair, at.id, { name: `${at.sign}驿站` }));
}

/** One more place that is not public yet, without coordinates. */
export async function plantPlace(_world: World, at: Place): Promise<unknown> {
  return newPlace(at.chair, at.id, { name: `${at.mark}拟建驿站`, state: 'proposed', position: null });
}

export const placesLive: readonly Live[] = [
  ofOwn(contract.listPlaces, {}),
  ofOwn(contract.listPlaceTodos, {}),
  atPlace(contract.getPlace, async (world, at) => ({ input: { id: (await aPlace(world, at)).id } })),
  atPlace(contract.createPlace, async (_world, at) => ({
    input: {
      orgId: at.id,
      name: `${at.sign}新站`,
      kind: 'warm_station',
      roles: ['station' as const],
      buildMode: 'own' as const,
    },
  })),
  atPlace(contract.updatePlace, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, directions: '北门保安室旁' },
  })),
  atPlace(contract.changePlaceState, async (_world, at) => ({
    input: { id: (await newPlace(at.chair, at.id)).id, to: 'suspended' as const, reason: '装修' },
  })),
  atPlace(contract.setEquipment, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, items: [{ code: 'water' }] },
  })),
  ofOwn(find.countPlaces, {}),
  atPlace(find.countPlaces, async (_world, at) => ({ input: { under: at.id } })),
  ofOwn(find.exportPlaces, {}),
  atPlace(find.exportPlaces, async (_world, at) => ({ input: { under: at.id } })),
  sharedByAll(find.findSimilar, async () => ({ input: { name: '白坊家园' } }), 'names of public places'),
  sharedByAll(
    find.listNeighbours,
    async () => ({ input: { lat: 40.07, lng: 116.33, datum: 'wgs84' as const } }),
    'pins of public places',
  ),
  atPlace(
    many.changeManyStates,
    async (_world, at) => ({
      input: { ids: [(await newPlace(at.chair, at.id)).id], to: 'suspended' as const, reason: '装修' },
    }),
    nothing,
  ),
  atPlace(
    many.undoManyStates,
    async (_world, at) => {
      const { id } = await newPlace(at.chair, at.id);
      await done(at.chair, contract.changePlaceState, { id, to: 'suspended', reason: '装修' });
      return { input: { ids: [id] } };
    },
    nothing,
  ),
  mixed(
    many.moveManyPlaces,
    async (_world, at, own) => ({
      input: { ids: [(await newPlace(at.chair, at.id)).id], orgId: own.id },
    }),
    nothing,
  ),
  sharedByAll(getTermSettings, async () => ({ input: {} }), 'names of the whole federation'),
  atPlace(
    contract.setPlaceTerms,
    async () => ({ input: { facilities: [...FACILITIES], from: nextDay(), source: '测试' } }),
    { rootOnly: true },
  ),
  openToAll(contract.getPlaceTerms, async () => ({ input: {} }), 'names of facilities'),
];

let days = 0;

/** Each list begins later than the one before. */
function nextDay(): string {
  days += 1;
  return new Date(Date.UTC(2100, 0, days)).toISOString().slice(0, 10);
}
