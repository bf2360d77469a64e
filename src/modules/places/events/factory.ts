import { atPlace, done, type Live } from '#kernel/testing/matrix';
import { aPlace } from '../factory.ts';
import * as contract from './contract.ts';

export const eventsLive: readonly Live[] = [
  atPlace(contract.listEvents, async (world, at) => ({ input: { id: (await aPlace(world, at)).id } })),
  atPlace(contract.recordEvent, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, on: '2026-01-01', title: `${at.sign}做年糕` },
  })),
  atPlace(contract.updateEvent, async (world, at) => {
    const { id } = await done(at.chair, contract.recordEvent, {
      id: (await aPlace(world, at)).id,
      on: '2025-12-31',
      title: `${at.mark}包饺子`,
      isPublic: false,
    });
    return { input: { id, attendances: 32 } };
  }),
];
