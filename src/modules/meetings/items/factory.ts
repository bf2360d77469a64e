import type { Client, TestApp } from '#kernel/testing';
import { atPlace, done, ofOwn, once, type Live, type Place, type World } from '#kernel/testing/matrix';
import { getConcern, makeConcern, referConcern } from '#voices/concerns/contract';
import { makeVoice } from '#voices/contract';
import { aBody, aMeeting, anItem, newItem, newMeeting } from '../factory.ts';
import type { Item } from '../queries.ts';
import { carryItem } from './carry/contract.ts';
import { chaseItem } from './chase/contract.ts';
import { linkItemConcerns, listItemConcerns } from './concerns/contract.ts';
import * as contract from './contract.ts';
import { itemFigures } from './figures/contract.ts';
import { addItemFile, readItemFile } from './files/contract.ts';
import { noteItem, stepItem } from './steps/contract.ts';

export const ITEM_PDF = { bytes: Buffer.from('%PDF-1.7\n%%EOF\n'), type: 'application/pdf' };

/** A concern of the union `orgId` with one voice, handed to the joint meeting by `chair`. Returns its id. */
export async function newReferred(t: Pick<TestApp, 'guest'>, chair: Client, orgId: number): Promise<string> {
  const said = await done(t.guest(), makeVoice, { text: '没处休息', page: '/', orgId });
  const { id } = await done(chair, makeConcern, { orgId, title: '没处休息', voiceIds: [said.id] });
  await done(chair, referConcern, { id, lane: 'joint_topic' });
  return id;
}

/** What those in a concern were told since it was referred, and the first of its voices. */
export async function toldOf(chair: Client, id: string) {
  const { steps, said } = await done(chair, getConcern, { id });
  return { steps: steps.filter(({ kind }) => kind !== 'referred'), voice: said[0]! };
}

/** A fresh item of a union's body, in the state given. */
async function freshItem(world: World, at: Place, given: Partial<Item> = {}): Promise<Item> {
  const { units } = await aBody(world, at);
  return newItem(world.t, await aMeeting(world, at), units[1]!, { text: `${at.mark}一件`, ...given });
}

/** A later meeting of the same body, held as well. */
function aLaterMeeting(world: World, at: Place) {
  return once(at, 'meetings.later', async () =>
    newMeeting(world.t, await aBody(world, at), 'held', { title: `${at.mark}下一次`, year: 2027 }),
  );
}

const ACCEPTED = { state: 'accepted', owner_name: '王处长' } as const;

async function withFile(world: World, at: Place) {
  const { id } = await freshItem(world, at);
  const { id: file } = await done(at.chair, addItemFile, { id, name: `${at.mark}.pdf` }, ITEM_PDF);
  return { id, file };
}

export const itemsLive: readonly Live[] = [
  ofOwn(contract.listMeetingTodos, {}),
  ofOwn(contract.listItems, {}),
  ofOwn(contract.exportItems, {}),
  ofOwn(contract.itemChoices, {}),
  ofOwn(itemFigures, {}),
  atPlace(contract.getItem, async (world, at) => ({ input: { id: (await anItem(world, at)).id } })),
  atPlace(contract.listMeetingItems, async (world, at) => ({
    input: { id: (await aMeeting(world, at)).id },
  })),
  atPlace(contract.addItem, async (world, at) => {
    const { units } = await aBody(world, at);
    // Numbers of its own: those of planted items come from elsewhere.
    const { id } = await aLaterMeeting(world, at);
    const facts = { text: `${at.mark}新的一件`, measure: '年底前', leadUnit: units[1]!.id };
    return { input: { id, ...facts, dueOn: '2027-06-30' } };
  }),
  atPlace(contract.undoItem, async (world, at) => ({ input: { id: (await freshItem(world, at)).id } })),
  atPlace(contract.editItem, async (world, at) => {
    const { id, lead_unit, measure } = await freshItem(world, at);
    const facts = { text: `${at.mark}改过的`, measure, leadUnit: lead_unit, dueOn: '2027-07-31' };
    return { input: { id, version: 1, reason: '印发前核对', consensus: 'full' as const, ...facts } };
  }),
  atPlace(contract.revealOwner, async (world, at) => ({ input: { id: (await anItem(world, at)).id } })),
  atPlace(listItemConcerns, async (world, at) => ({ input: { id: (await anItem(world, at)).id } })),
  atPlace(linkItemConcerns, async (world, at) => ({
    input: { id: (await freshItem(world, at)).id, concernIds: [] },
  })),
  atPlace(stepItem, async (world, at) => ({
    input: {
      id: (await freshItem(world, at)).id,
      version: 1,
      to: 'disputed' as const,
      reason: '不属于本单位职责',
    },
  })),
  atPlace(noteItem, async (world, at) => ({
    input: { id: (await freshItem(world, at, ACCEPTED)).id, text: '已完成选址' },
  })),
  atPlace(carryItem, async (world, at) => {
    const itemId = (await freshItem(world, at, ACCEPTED)).id;
    const { id } = await aLaterMeeting(world, at);
    return { input: { id, itemId, version: 1, decision: 'goes_on' as const, said: '正在选址' } };
  }),
  atPlace(chaseItem, async (world, at) => ({
    input: { id: (await freshItem(world, at)).id, whom: 'owner' as const, note: '电话催办' },
  })),
  atPlace(addItemFile, async (world, at) => ({
    input: { id: (await freshItem(world, at)).id, name: '验收单.pdf' },
    file: ITEM_PDF,
  })),
  atPlace(readItemFile, async (world, at) => ({ input: await withFile(world, at) })),
];
