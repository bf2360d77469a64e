import { testApp, type Client, type TestApp } from '#kernel/testing';
import {
  atPlace,
  done,
  once,
  ofOwn,
  openToAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { listVoices, makeVoice } from '../contract.ts';
import * as contract from './contract.ts';
import { listAlike, suggestLike } from './similar/contract.ts';

type At = Pick<Place, 'id' | 'mark' | 'chair'>;

async function newVoice({ t }: Pick<World, 't'>, { id, mark }: Pick<Place, 'id' | 'mark'>): Promise<string> {
  const said = { text: `${mark}夜里没有地方休息`, page: '/', orgId: id };
  return (await done(t.guest(), makeVoice, said)).id;
}

/** A fresh district, as `plant` makes one, with the chair of it. */
export async function chairedIn<D extends { readonly district: number }>(plant: (t: TestApp) => Promise<D>) {
  const t = await testApp();
  const made = await plant(t);
  return { t, ...made, chair: await t.officer('chair', made.district) };
}

/** Something said by a guest. Returns its id. */
export async function say(
  t: Pick<TestApp, 'guest'>,
  orgId: number,
  text = '夜里没有地方休息',
  contact?: string,
): Promise<string> {
  const said = { text, page: '/', orgId, ...(contact === undefined ? {} : { contact }) };
  return (await done(t.guest(), makeVoice, said)).id;
}

/** A concern of these voices. Returns its id. */
export async function group(
  chair: Client,
  orgId: number,
  voiceIds: string[],
  title = '夜里休息',
): Promise<string> {
  return (await done(chair, contract.makeConcern, { orgId, title, voiceIds })).id;
}

export const trailOf = (by: Client, id: string) => done(by, contract.getConcern, { id });

export async function stateOf(chair: Client, id: string) {
  const { items } = await done(chair, listVoices, { state: 'all' });
  return items.find((one) => one.id === id)!.state;
}

/** A concern of the union at `at` with one voice. Returns both ids. */
export async function newConcern(
  world: Pick<World, 't'>,
  at: At,
): Promise<{ readonly id: string; readonly voiceId: string }> {
  const voiceId = await newVoice(world, at);
  const words = { orgId: at.id, title: `${at.mark}夜里休息`, voiceIds: [voiceId] };
  return { id: (await done(at.chair, contract.makeConcern, words)).id, voiceId };
}

/** One more concern, for the lists. */
export function plantGrouped(world: World, at: Place): Promise<unknown> {
  return newConcern(world, at);
}

const kept = (world: World, at: Place) => once(at, 'a concern', () => newConcern(world, at));

export const concernsLive: readonly Live[] = [
  openToAll(contract.listThemes, async () => ({ input: {} }), 'the themes are printed on every form'),
  atPlace(contract.makeConcern, async (world, at) => ({
    input: { orgId: at.id, title: `${at.mark}夜里休息`, voiceIds: [await newVoice(world, at)] },
  })),
  atPlace(contract.addVoices, async (world, at) => ({
    input: { id: (await kept(world, at)).id, voiceIds: [await newVoice(world, at)] },
  })),
  atPlace(contract.releaseVoices, async (world, at) => {
    const { id, voiceId } = await newConcern(world, at);
    return { input: { id, voiceIds: [voiceId] } };
  }),
  atPlace(contract.mergeConcern, async (world, at) => ({
    input: { id: (await newConcern(world, at)).id, into: (await kept(world, at)).id },
  })),
  atPlace(contract.editConcern, async (world, at) => ({
    input: {
      id: (await newConcern(world, at)).id,
      version: 1,
      title: `${at.mark}夜班休息`,
      summary: '',
      theme: '',
    },
  })),
  atPlace(contract.getConcern, async (world, at) => ({ input: { id: (await kept(world, at)).id } })),
  atPlace(contract.referConcern, async (world, at) => ({
    input: { id: (await newConcern(world, at)).id, lane: 'legal' as const },
  })),
  atPlace(contract.endReferral, async (world, at) => {
    const { id } = await newConcern(world, at);
    const referral = await done(at.chair, contract.referConcern, { id, lane: 'legal' });
    return { input: { id: referral.id, how: 'solved' as const, text: '已经办好' } };
  }),
  atPlace(contract.answerConcern, async (world, at) => ({
    input: { id: (await newConcern(world, at)).id, text: '下月起夜里也开门' },
  })),
  atPlace(suggestLike, async (world, at) => ({
    input: { voiceId: await once(at, 'a voice', () => newVoice(world, at)) },
  })),
  ofOwn(listAlike, {}),
  ofOwn(contract.listConcerns, { state: 'all' }),
  ofOwn(contract.listConcerns, { q: '夜里' }),
  ofOwn(contract.exportConcerns, { state: 'all' }),
];
