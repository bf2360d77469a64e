import type { Request } from '#kernel/contract';
import type { Client } from '#kernel/testing';
import {
  atPlace,
  done,
  ofOwn,
  once,
  openToAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import * as contract from './contract.ts';

let made = 0;

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

export const placesLive: readonly Live[] = [
  ofOwn(contract.listPlaces, {}),
  ofOwn(contract.listPlaceTodos, {}, { still: true }),
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
  openToAll(contract.getPlaceTerms, async () => ({ input: {} }), 'names of facilities'),
];
