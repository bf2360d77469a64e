import { atPlace, done, type Live, type Place, type World } from '#kernel/testing/matrix';
import { aBody, newMeeting, newTopic } from '../factory.ts';
import type { Meeting } from '../queries.ts';
import * as contract from './contract.ts';

/** A meeting that was held, its minutes begun by the chair there; they bear the mark of the place. */
export async function begun(world: Pick<World, 't'>, at: Place): Promise<Meeting> {
  const meeting = await newMeeting(world.t, await aBody(world, at), 'held', { title: `${at.mark}联席会议` });
  await newTopic(world.t, meeting, { title: `${at.mark}议题` });
  await done(at.chair, contract.beginMinutes, { id: meeting.id });
  return meeting;
}

async function aSection(world: World, at: Place, kind: 'opening' | 'topic' = 'opening') {
  const { id } = await begun(world, at);
  const { sections } = await done(at.chair, contract.getMinutes, { id });
  return sections.find((one) => one.kind === kind)!;
}

const NOTHING_YET = { consensus: null, conclusion: null };

async function drafted(world: World, at: Place): Promise<Meeting> {
  const meeting = await begun(world, at);
  const said = { consensus: 'preliminary', conclusion: '应入尽入', was: NOTHING_YET } as const;
  await done(at.chair, contract.setConsensus, { id: meeting.id, ...said });
  return meeting;
}

async function circulated(world: World, at: Place): Promise<Meeting> {
  const meeting = await drafted(world, at);
  await done(at.chair, contract.circulateMinutes, { id: meeting.id });
  return meeting;
}

export const minutesLive: readonly Live[] = [
  atPlace(contract.getMinutes, async (world, at) => ({ input: { id: (await begun(world, at)).id } })),
  atPlace(contract.beginMinutes, async (world, at) => ({
    input: { id: (await newMeeting(world.t, await aBody(world, at), 'held')).id },
  })),
  atPlace(contract.minutesFromRecords, async (world, at) => ({ input: { id: (await begun(world, at)).id } })),
  atPlace(contract.editSection, async (world, at) => {
    const { id, version } = await aSection(world, at);
    return { input: { id, version, text: `${at.mark}会议概况` } };
  }),
  atPlace(contract.sectionHistory, async (world, at) => ({ input: { id: (await aSection(world, at)).id } })),
  atPlace(contract.addSection, async (world, at) => ({
    input: { id: (await begun(world, at)).id, heading: '其他事项' },
  })),
  atPlace(contract.moveSection, async (world, at) => ({
    input: { id: (await aSection(world, at, 'topic')).id, to: 'out' as const },
  })),
  atPlace(contract.orderSections, async (world, at) => {
    const { id } = await begun(world, at);
    const { sections } = await done(at.chair, contract.getMinutes, { id });
    return { input: { id, ids: sections.map((section) => section.id).toReversed() } };
  }),
  atPlace(contract.setConsensus, async (world, at) => ({
    input: {
      id: (await begun(world, at)).id,
      consensus: 'none' as const,
      conclusion: null,
      was: NOTHING_YET,
    },
  })),
  atPlace(contract.circulateMinutes, async (world, at) => ({ input: { id: (await drafted(world, at)).id } })),
  atPlace(contract.reopenMinutes, async (world, at) => ({
    input: { id: (await circulated(world, at)).id, reason: '有一处要改' },
  })),
  atPlace(contract.issueMinutes, async (world, at) => ({ input: { id: (await circulated(world, at)).id } })),
];
