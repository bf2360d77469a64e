import { openToAll, type Live } from '#kernel/testing/matrix';
import { placesCsv, placesGeojson } from './contract.ts';

export const exportLive: readonly Live[] = [
  openToAll(placesCsv, async () => ({ input: {} }), 'open data'),
  openToAll(placesGeojson, async () => ({ input: {} }), 'open data'),
];
