import { beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { newItem, newMeeting } from '../factory.ts';
import * as contract from './contract.ts';
import { begunMinutes, heldMeeting, UNSAID } from './factory.ts';
import { obstacleToWriting } from './rules.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

const district = async () => (await newDistrict(t)).district;

async function circulated() {
  const begun = await begunMinutes(t, await district());
  const { chair, id } = begun;
  await done(chair, contract.setConsensus, {
    id,
    consensus: 'preliminary',
    conclusion: '应入尽入',
    was: UNSAID,
  });
  await done(chair, contract.circulateMinutes, { id });
  return begun;
}

test('minutes begin with last meeting’s items, then the topics in their order, and end with the conclusion', async () => {
  const { chair, id, meeting, read } = await heldMeeting(t, await district());
  expect((await read()).sections).toEqual([]);
  await done(chair, contract.beginMinutes, { id });
  const { sections, mayEdit } = await read();
  expect(mayEdit).toBe(true);
  expect(sections.map(({ kind }) => kind)).toEqual([
    'opening',
    'carried',
    'topic',
    'topic',
    'topic',
    'conclusion',
  ]);
  expect(sections[0]!.text).toContain(meeting.venue!);
  expect(sections[1]!.text).toContain('建成一批暖心驿站');
  expect(sections.slice(2, 5).map(({ heading }) => heading)).toEqual([
    '工人文化宫建设',
    '智慧工会建设',
    '编外人员入会',
  ]);
  expectProblem(await chair.call(contract.beginMinutes, { id }), 409, 'meetings.minutes_begun');
});

test('what was not held yet has no minutes, and an unknown meeting or section is not found', async () => {
  const { chair, body } = await heldMeeting(t, await district());
  const { id } = await newMeeting(t, body, 'noticed');
  expectProblem(await chair.call(contract.beginMinutes, { id }), 409, 'meetings.minutes_not_held');
  const said = { consensus: 'full', conclusion: null, was: UNSAID } as const;
  expectProblem(await chair.call(contract.setConsensus, { id, ...said }), 409, 'meetings.minutes_not_held');
  expectProblem(
    await chair.call(contract.addSection, { id, heading: '附' }),
    409,
    'meetings.minutes_not_open',
  );
  const none = '01890000-0000-7000-8000-000000000000';
  expectProblem(
    await chair.call(contract.editSection, { id: none, version: 1, text: '' }),
    404,
    'meetings.not_found',
  );
  expectProblem(await chair.call(contract.sectionHistory, { id: none }), 404, 'meetings.not_found');
  expectProblem(await chair.call(contract.getMinutes, { id: none }), 404, 'meetings.not_found');
});

describe('from draft to issued', () => {
  test('the consensus is stated once, and who would overwrite another’s words is told', async () => {
    const { chair, other, id, read } = await begunMinutes(t, await district());
    const input = { id, consensus: 'preliminary', conclusion: '应入尽入', was: UNSAID } as const;
    expect(await done(chair, contract.setConsensus, input)).toEqual({ state: 'minutes_draft' });
    expectProblem(
      await other.call(contract.setConsensus, { ...input, consensus: 'full', conclusion: '别的' }),
      409,
      'meetings.consensus_changed',
    );
    expect(await read()).toMatchObject({ consensus: 'preliminary', conclusion: '应入尽入' });
  });

  test('the conclusion follows the consensus until somebody writes it', async () => {
    const { chair, id, meeting, body, read } = await heldMeeting(t, await district());
    await newItem(t, meeting, body.units[1]!, { text: '编外人员应入尽入' });
    await done(chair, contract.beginMinutes, { id });
    const last = async () => (await read()).sections.at(-1)!;
    expect((await last()).text).toContain('编外人员应入尽入');
    const said = { consensus: 'preliminary', conclusion: null } as const;
    await done(chair, contract.setConsensus, { id, ...said, was: UNSAID });
    const { text, version } = await last();
    expect(text).toMatch(/^会议达成初步共识/);
    await done(chair, contract.editSection, { id: (await last()).id, version, text: '自己写的结论。' });
    await done(chair, contract.setConsensus, { id, consensus: 'full', conclusion: null, was: said });
    expect((await last()).text).toBe('自己写的结论。');
  });

  test('a draft without a consensus, or with an empty section, is not circulated', async () => {
    const { chair, id, first } = await begunMinutes(t, await district());
    expectProblem(await chair.call(contract.circulateMinutes, { id }), 409, 'meetings.minutes_not_ready');
    await done(chair, contract.setConsensus, { id, consensus: 'none', conclusion: null, was: UNSAID });
    await done(chair, contract.editSection, { id: first.id, version: 1, text: '  ' });
    expectProblem(await chair.call(contract.circulateMinutes, { id }), 409, 'meetings.minutes_not_ready');
    expectProblem(await chair.call(contract.issueMinutes, { id }), 409, 'meetings.minutes_bad_step');
    const reason = '有意见';
    expectProblem(await chair.call(contract.reopenMinutes, { id, reason }), 409, 'meetings.minutes_bad_step');
  });

  test('while units read it the text stands; it is taken back with a reason that everybody sees', async () => {
    const { chair, id, first, read } = await circulated();
    const edit = { id: first.id, version: first.version, text: '改一下' };
    expect((await read()).mayEdit).toBe(false);
    expectProblem(await chair.call(contract.editSection, edit), 409, 'meetings.minutes_not_open');
    expectProblem(await chair.call(contract.circulateMinutes, { id }), 409, 'meetings.minutes_bad_step');
    await done(chair, contract.reopenMinutes, { id, reason: '财政局对第二项有意见' });
    expect(await read()).toMatchObject({ state: 'minutes_draft', takenBack: '财政局对第二项有意见' });
    await done(chair, contract.editSection, edit);
  });

  test('issued minutes do not change in any way', async () => {
    const { chair, id, first, read } = await circulated();
    await done(chair, contract.issueMinutes, { id });
    const before = await read();
    expect(before.state).toBe('issued');
    const said = { consensus: 'full', conclusion: '别的', was: before } as const;
    const tries = [
      chair.call(contract.editSection, { id: first.id, version: first.version, text: '改' }),
      chair.call(contract.addSection, { id, heading: '补记' }),
      chair.call(contract.moveSection, { id: before.sections[2]!.id, to: 'out' }),
      chair.call(contract.orderSections, { id, ids: before.sections.map((section) => section.id) }),
      chair.call(contract.setConsensus, { id, ...said }),
    ];
    for (const answer of await Promise.all(tries)) expectProblem(answer, 409, 'meetings.minutes_issued');
    expectProblem(await chair.call(contract.issueMinutes, { id }), 409, 'meetings.minutes_bad_step');
    expect(await read()).toEqual(before);
  });

  test.each([
    ['noticed', 'minutes_not_held'],
    ['held', null],
    ['minutes_draft', null],
    ['minutes_circulated', 'minutes_not_open'],
    ['issued', 'minutes_issued'],
    ['cancelled', 'minutes_not_held'],
  ] as const)('in %s writing meets %s', (state, obstacle) => {
    expect(obstacleToWriting(state)).toBe(obstacle);
  });
});
