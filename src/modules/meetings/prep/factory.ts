import { atPlace, type Live } from '#kernel/testing/matrix';
import { aMeeting } from '../factory.ts';
import { getMeeting } from './contract.ts';

export const prepLive: readonly Live[] = [
  atPlace(getMeeting, async (world, at) => ({ input: { id: (await aMeeting(world, at)).id } })),
];
