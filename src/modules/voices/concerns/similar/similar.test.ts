import { describe, expect, test } from 'vitest';
import { expectProblem } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getConcern } from '../contract.ts';
import { chairedIn, group, say } from '../factory.ts';
import * as contract from './contract.ts';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const chaired = () => chairedIn(newDistrict);

describe('what seems to say the same', () => {
  test('is suggested with why, open voices and concerns', async () => {
    const { t, chair, district, street, primary } = await chaired();
    const [a, b] = [await say(t, street, '夜里没有地方休息'), await say(t, primary, '夜里没地方休息')];
    const other = await say(t, street, '充电桩太少');
    const taken = await say(t, street, '夜里没有地方可以休息');
    const id = await group(chair, district, [taken]);
    const { body } = await chair.call(contract.suggestLike, { voiceId: a });
    expect(body.voices).toMatchObject([{ id: b, why: { words: 1, samePlace: false } }]);
    expect(body.concerns).toMatchObject([{ id, voices: 1 }]);
    const heaps = (await chair.call(contract.listAlike, {})).body;
    expect(heaps.compared).toBe(3);
    expect(heaps.items.map(({ voices }) => voices.map((voice) => voice.id))).toEqual([[a, b]]);
    expect(heaps.items[0]!.org).toMatchObject({ id: street });
    expect((await chair.call(contract.suggestLike, { voiceId: other })).body).toEqual({
      voices: [],
      concerns: [],
    });
    expectProblem(await chair.call(contract.suggestLike, { voiceId: UNKNOWN }), 404, 'voices.not_found');
    const viewer = await t.officer('viewer', district);
    expect((await viewer.call(contract.listAlike, {})).body.items[0]!.org).toBeNull();
    const sibling = await t.officer('chair', (await newDistrict(t)).district);
    expectProblem(await sibling.call(getConcern, { id }), 404, 'voices.concern_not_found');
  });

  test('is what a short text is about, not the words around it', async () => {
    const { t, chair, street } = await chaired();
    const [water, same] = [await say(t, street, '没有水'), await say(t, street, '没水了')];
    await say(t, street, '没有电');
    const { body } = await chair.call(contract.suggestLike, { voiceId: water });
    expect(body.voices.map((voice) => voice.id)).toEqual([same]);
  });
});
