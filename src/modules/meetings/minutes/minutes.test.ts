import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting, newTopic } from '../factory.ts';
import * as contract from './contract.ts';
import { obstacleToWriting } from './rules.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

const UNSAID = { consensus: null, conclusion: null };

/** A meeting that was held, with three topics, two who prepare it, and the sections of its minutes. */
async function heldMeeting() {
  const { district } = await newDistrict(t);
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

async function begunMinutes() {
  const held = await heldMeeting();
  await done(held.chair, contract.beginMinutes, { id: held.id });
  const first = (await held.read()).sections[0]!;
  return { ...held, first };
}

async function circulated() {
  const begun = await begunMinutes();
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
  const { chair, id, meeting, read } = await heldMeeting();
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
  const { chair, body } = await heldMeeting();
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

describe('two write one section at once', () => {
  const versions = async (by: Client, id: string) =>
    (await done(by, contract.sectionHistory, { id })).items.map(({ text }) => text);

  test('the second is told, sees the text of the first, and joins both', async () => {
    const { chair, other, first, read } = await begunMinutes();
    const { id, version } = first;
    const [a, b] = await Promise.all([
      chair.call(contract.editSection, { id, version, text: '甲写的一段' }),
      other.call(contract.editSection, { id, version, text: '乙写的一段' }),
    ]);
    expect(new Set([a.status, b.status])).toEqual(new Set([200, 409]));
    const [late, lost] = a.status === 409 ? [a, '甲写的一段'] : [b, '乙写的一段'];
    expectProblem(late, 409, 'meetings.section_changed');
    const now = (await read()).sections[0]!;
    expect(now.text).not.toBe(lost);
    const by = a.status === 409 ? chair : other;
    const joined = `${now.text}\n${lost}`;
    await done(by, contract.editSection, { id, version: now.version, text: joined });
    expect(await versions(chair, id)).toEqual([joined, now.text, first.text]);
  });

  test('the same words from both are no quarrel', async () => {
    const { chair, other, first } = await begunMinutes();
    const { id, version } = first;
    const write = { id, version, text: '一样的话' };
    await done(chair, contract.editSection, write);
    const { version: after } = await done(other, contract.editSection, write);
    expect(after).toBe(version + 1);
  });

  test('negative control: without the version one of the two is gone', async () => {
    const { chair, first } = await begunMinutes();
    const write = (text: string) =>
      t.owner
        .updateTable('meetings.section')
        .set({ text })
        .where('id', '=', first.id)
        .executeTakeFirstOrThrow();
    await Promise.all([write('甲写的一段'), write('乙写的一段')]);
    const kept = await versions(chair, first.id);
    expect(kept.includes('甲写的一段') && kept.includes('乙写的一段')).toBe(false);
  });

  test('law: every text that was ever saved stands in the section or in its history', async () => {
    const { chair, other, first } = await begunMinutes();
    const moves = fc.array(
      fc.record({ who: fc.boolean(), text: fc.string({ maxLength: 12 }), behind: fc.nat({ max: 2 }) }),
      { minLength: 1, maxLength: 8 },
    );
    const saved: string[] = [first.text];
    let version = first.version;
    await fc.assert(
      fc.asyncProperty(moves, async (edits) => {
        for (const { who, text, behind } of edits) {
          const by = who ? chair : other;
          const from = Math.max(1, version - behind);
          const answer = await by.call(contract.editSection, { id: first.id, version: from, text });
          if (answer.status !== 200) {
            expectProblem(answer, 409, 'meetings.section_changed');
            continue;
          }
          saved.push(text);
          ({ version } = answer.body);
        }
        const kept = await versions(chair, first.id);
        expect(saved.filter((text) => !kept.includes(text))).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });

  test('the history is only added to, by whomever', async () => {
    const { chair, first } = await begunMinutes();
    await done(chair, contract.editSection, { id: first.id, version: 1, text: '第二稿' });
    const edits = t.owner.updateTable('meetings.section_edit').set({ text: '' });
    await expect(edits.where('section_id', '=', first.id).execute()).rejects.toThrow('only added to');
  });
});

describe('sections', () => {
  test('one of one’s own stands before the conclusion, can be moved, taken out and put back', async () => {
    const { chair, id, read } = await begunMinutes();
    const own = await done(chair, contract.addSection, { id, heading: '其他事项', text: '通报了一件事。' });
    const headings = async () => (await read()).sections.map(({ heading }) => heading);
    expect((await headings()).slice(-2)).toEqual(['其他事项', '会议结论']);
    const ids = (await read()).sections.map((section) => section.id);
    await done(chair, contract.orderSections, { id, ids: [own.id, ...ids.filter((one) => one !== own.id)] });
    expect((await headings())[0]).toBe('其他事项');
    await done(chair, contract.moveSection, { id: own.id, to: 'out' });
    expect(await headings()).not.toContain('其他事项');
    expect((await read()).removed[0]).toMatchObject({ text: '通报了一件事。' });
    expectProblem(
      await chair.call(contract.orderSections, { id, ids: [own.id, ...ids.filter((one) => one !== own.id)] }),
      409,
      'meetings.minutes_order_changed',
    );
    await done(chair, contract.moveSection, { id: own.id, to: 'back' });
    await done(chair, contract.moveSection, { id: own.id, to: 'back' });
    expect((await headings()).at(-1)).toBe('其他事项');
  });

  test('those that the records ask for stay', async () => {
    const { chair, first } = await begunMinutes();
    expectProblem(
      await chair.call(contract.moveSection, { id: first.id, to: 'out' }),
      409,
      'meetings.section_fixed',
    );
  });

  test('a chair replaced on the day stands in what the records say now', async () => {
    const { chair, id, meeting } = await begunMinutes();
    await t.owner
      .insertInto('meetings.attendance')
      .values({
        id: '01890000-0000-7000-8000-00000000c4a1'.replace('c4a1', meeting.id.slice(-4)),
        meeting_id: id,
        unit_id: null,
        unit_name: '区政府',
        role: 'chair',
        person: '周代',
        title: '区长助理',
        state: 'present',
        seq: 0,
        note: null,
      })
      .execute();
    const { opening } = await done(chair, contract.minutesFromRecords, { id });
    expect(opening).toContain('区长助理周代主持会议');
  });
});

describe('from draft to issued', () => {
  test('the consensus is stated once, and who would overwrite another’s words is told', async () => {
    const { chair, other, id, read } = await begunMinutes();
    const input = { id, consensus: 'preliminary', conclusion: '应入尽入', was: UNSAID } as const;
    expect(await done(chair, contract.setConsensus, input)).toEqual({ state: 'minutes_draft' });
    expectProblem(
      await other.call(contract.setConsensus, { ...input, consensus: 'full', conclusion: '别的' }),
      409,
      'meetings.consensus_changed',
    );
    expect(await read()).toMatchObject({ consensus: 'preliminary', conclusion: '应入尽入' });
  });

  test('a draft without a consensus, or with an empty section, is not circulated', async () => {
    const { chair, id, first } = await begunMinutes();
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
