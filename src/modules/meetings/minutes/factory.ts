import type { TestApp } from '#kernel/testing';
import { atPlace, done, type Live, type Place, type World } from '#kernel/testing/matrix';
import { aBody, newBody, newItem, newMeeting, newTopic } from '../factory.ts';
import type { Meeting } from '../queries.ts';
import * as contract from './contract.ts';

/** What stands of the consensus before anybody states it. */
export const UNSAID = { consensus: null, conclusion: null };

/** A meeting that was held, with three topics, two who prepare it, and the sections of its minutes. */
export async function heldMeeting(t: TestApp, district: number) {
  const chair = await t.officer('chair', district);
  const other = await t.officer('membership_officer', district);
  const body = await newBody(t, district);
  const early = new Date(t.app.now().getTime() - 90 * 86_400_000);
  const before = await newMeeting(t, body, 'issued', { starts_at: early, ends_at: null });
  const open = await newItem(t, before, body.units[1]!, { text: '建成一批暖心驿站', due_on: '2026-11-30' });
  const meeting = await newMeeting(t, body, 'held');
  for (const [seq, title] of ['工人文化宫建设', '智慧工会建设', '编外人员入会'].entries())
    await newTopic(t, meeting, { title, seq });
  await newTopic(t, meeting, { title: '没有列入的议题', seq: 9, state: 'declined', reason: '另行研究' });
  const id = meeting.id;
  return {
    chair,
    other,
    body,
    meeting,
    id,
    open,
    read: async () => done(chair, contract.getMinutes, { id }),
  };
}

/** … and its minutes begun. */
export async function begunMinutes(t: TestApp, district: number) {
  const held = await heldMeeting(t, district);
  await done(held.chair, contract.beginMinutes, { id: held.id });
  const first = (await held.read()).sections[0]!;
  return { ...held, first };
}

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

async function drafted(world: World, at: Place): Promise<Meeting> {
  const meeting = await begun(world, at);
  const said = { consensus: 'preliminary', conclusion: '应入尽入', was: UNSAID } as const;
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
      was: UNSAID,
    },
  })),
  atPlace(contract.circulateMinutes, async (world, at) => ({ input: { id: (await drafted(world, at)).id } })),
  atPlace(contract.reopenMinutes, async (world, at) => ({
    input: { id: (await circulated(world, at)).id, reason: '有一处要改' },
  })),
  atPlace(contract.issueMinutes, async (world, at) => ({ input: { id: (await circulated(world, at)).id } })),
];
