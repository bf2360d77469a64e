import { openToAll, type Live } from '#kernel/testing/matrix';
import * as contract from './contract.ts';

export const mapLive: readonly Live[] = [
  openToAll(contract.getMapTiles, async () => ({ input: {} }), 'the map of this deployment'),
];
