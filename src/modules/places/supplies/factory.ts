import { atPlace, done, ofOwn, type Live, type Place, type World } from '#kernel/testing/matrix';
import { aPlace } from '../factory.ts';
import * as contract from './contract.ts';

/** A lot at a place of `at` that expires in the near future of any test. */
export async function newSupply(world: Pick<World, 't'>, at: Place): Promise<string> {
  const { id } = await aPlace(world, at);
  const lot = {
    item: `${at.mark}风油精`,
    quantity: 12,
    unit: '瓶',
    placedOn: '2026-01-01',
    expiresOn: '2026-11-30',
  };
  return (await done(at.chair, contract.addSupply, { id, ...lot })).id;
}

/** Something that {@link suppliesLive}'s list tells of. */
export async function plantSupply(world: World, at: Place): Promise<void> {
  await newSupply(world, at);
}

export const suppliesLive: readonly Live[] = [
  atPlace(contract.listSupplies, async (world, at) => {
    await newSupply(world, at);
    return { input: { id: (await aPlace(world, at)).id } };
  }),
  atPlace(contract.addSupply, async (world, at) => ({
    input: {
      id: (await aPlace(world, at)).id,
      item: '口罩',
      quantity: 1,
      unit: '包',
      placedOn: '2026-06-01',
    },
  })),
  atPlace(contract.takeSupplyAway, async (world, at) => ({
    input: { id: await newSupply(world, at), how: 'used_up' as const },
  })),
  ofOwn(contract.listExpiring, {}),
];
