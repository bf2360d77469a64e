import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import * as contract from '../contract.ts';
import { begunMinutes } from '../factory.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

const district = async () => (await newDistrict(t)).district;

describe('two write one section at once', () => {
  const versions = async (by: Client, id: string) =>
    (await done(by, contract.sectionHistory, { id })).items.map(({ text }) => text);

  test('the second is told, sees the text of the first, and joins both', async () => {
    const { chair, other, first, read } = await begunMinutes(t, await district());
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
    const { chair, other, first } = await begunMinutes(t, await district());
    const { id, version } = first;
    const write = { id, version, text: '一样的话' };
    await done(chair, contract.editSection, write);
    const { version: after } = await done(other, contract.editSection, write);
    expect(after).toBe(version + 1);
  });

  test('negative control: without the version one of the two is gone', async () => {
    const { chair, first } = await begunMinutes(t, await district());
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
    const { chair, other, first } = await begunMinutes(t, await district());
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
    const { chair, first } = await begunMinutes(t, await district());
    await done(chair, contract.editSection, { id: first.id, version: 1, text: '第二稿' });
    const edits = t.owner.updateTable('meetings.section_edit').set({ text: '' });
    await expect(edits.where('section_id', '=', first.id).execute()).rejects.toThrow('only added to');
  });
});

describe('sections', () => {
  test('one of one’s own stands before the conclusion, can be moved, taken out and put back', async () => {
    const { chair, id, read } = await begunMinutes(t, await district());
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
    const { chair, first } = await begunMinutes(t, await district());
    expectProblem(
      await chair.call(contract.moveSection, { id: first.id, to: 'out' }),
      409,
      'meetings.section_fixed',
    );
  });

  test('a chair replaced on the day stands in what the records say now', async () => {
    const { chair, id, meeting } = await begunMinutes(t, await district());
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
