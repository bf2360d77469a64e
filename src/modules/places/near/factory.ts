import { openToAll, type Live } from '#kernel/testing/matrix';
import { aPlace } from '../factory.ts';
import { nearPlaces, publicPlace } from './contract.ts';

export const nearLive: readonly Live[] = [
  openToAll(nearPlaces, async () => ({ input: {} }), 'where one gets water'),
  openToAll(
    publicPlace,
    async (world, at) => ({ input: { code: (await aPlace(world, at)).code } }),
    'the sign on a wall',
  ),
];
