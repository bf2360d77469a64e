import { atPlace, bySecret, done, type Live, type Place, type World } from '#kernel/testing/matrix';
import { aPlace, newPlace } from '../factory.ts';
import * as contract from './contract.ts';

/** A host's link to a place of its own, at the union `at`. */
export async function newHostLink(at: Place): Promise<{ place: string; id: string; token: string }> {
  const place = (await newPlace(at.chair, at.id, { name: `${at.sign}网点` })).id;
  const link = await done(at.chair, contract.makeHostLink, { id: place, label: `${at.mark}值班台` });
  return { place, ...link };
}

const byLink = async (_world: World, at: Place) => ({ input: { token: (await newHostLink(at)).token } });

export const hostLive: readonly Live[] = [
  bySecret(contract.openHostPage, byLink),
  bySecret(contract.sayAsHost, async (_world, at) => ({
    input: { token: (await newHostLink(at)).token, said: { kind: 'close' as const } },
  })),
  bySecret(contract.undoAsHost, async (world, at) => {
    const { token } = await newHostLink(at);
    const said = { kind: 'facility' as const, code: 'water', state: 'out' as const };
    const { last } = await done(world.t.guest(), contract.sayAsHost, { token, said });
    return { input: { token, id: last!.id } };
  }),
  atPlace(contract.getPlaceHost, async (_world, at) => ({ input: { id: (await newHostLink(at)).place } })),
  atPlace(contract.makeHostLink, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, label: '收银台' },
  })),
  atPlace(contract.revokeHostLink, async (_world, at) => {
    const { place, id } = await newHostLink(at);
    return { input: { id: place, linkId: id, use: 'host' as const } };
  }),
  atPlace(contract.printHostPack, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, label: '收银台' },
  })),
  atPlace(contract.printSigns, async (world, at) => ({ input: { ids: [(await aPlace(world, at)).id] } })),
];
