import { atPlace, type Live } from '#kernel/testing/matrix';
import { aMeeting } from '../factory.ts';
import * as contract from './contract.ts';

export const papersLive: readonly Live[] = [
  atPlace(contract.listPapers, async (world, at) => ({ input: { id: (await aMeeting(world, at)).id } })),
  atPlace(contract.paperAsWord, async (world, at) => ({
    input: { id: (await aMeeting(world, at)).id, paper: 'agenda' as const },
  })),
  atPlace(contract.paperAsPdf, async (world, at) => ({
    input: { id: (await aMeeting(world, at)).id, paper: 'signin' as const },
  })),
  atPlace(contract.getMeetingCalendar, async (world, at) => ({
    input: { id: (await aMeeting(world, at)).id },
  })),
];
