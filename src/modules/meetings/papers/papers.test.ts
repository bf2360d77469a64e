import { beforeAll, describe, expect, test } from 'vitest';
import { inkOf, visible } from '#kernel/docs/ink';
import { openZip, unpackNow } from '#kernel/sheets/zip';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting, newTopic, newUnit } from '../factory.ts';
import { beginMinutes, circulateMinutes, issueMinutes, setConsensus } from '../minutes/contract.ts';
import { getMeetingCalendar, listPapers, paperAsPdf, paperAsWord } from './contract.ts';
import { PAPERS, type PaperName } from './rules.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

async function prepared() {
  const { district } = await newDistrict(t);
  const chair = await t.officer('chair', district);
  const body = await newBody(t, district, { members: 3 });
  const meeting = await newMeeting(t, body, 'held', { title: '区政府与区总工会2026年第一次联席会议' });
  await newTopic(t, meeting, { title: '编外人员入会' });
  const item = { text: '把编外人员入会列入年度工作', consensus: 'preliminary', due_on: null } as const;
  await newItem(t, meeting, body.units[1]!, item);
  return { chair, body, meeting, id: meeting.id };
}

function partOf(docx: Buffer, path: string): string {
  return unpackNow(openZip(docx).find(({ name }) => name === path.toLowerCase())!).toString();
}

/** The words of a Word file, in their order. */
async function wordsOf(by: Client, id: string, paper: PaperName): Promise<string> {
  const answer = await by.call(paperAsWord, { id, paper });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-disposition']).toContain('.docx');
  const xml = partOf(answer.raw, 'word/document.xml');
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
}

async function pdfOf(by: Client, id: string, paper: PaperName): Promise<string> {
  const answer = await by.call(paperAsPdf, { id, paper });
  expect(answer.status).toBe(200);
  return visible((await inkOf(answer.raw)).glyphs);
}

describe('both forms of each document say the same', () => {
  test.each(PAPERS)('%s', async (paper) => {
    const { chair, meeting, id, body } = await prepared();
    await done(chair, beginMinutes, { id });
    const [word, print] = [await wordsOf(chair, id, paper), await pdfOf(chair, id, paper)];
    for (const words of ['第一次联席会议', ...(paper === 'signin' ? [] : ['编外人员入会'])]) {
      expect(word).toContain(words);
      expect(print).toContain(words);
    }
    expect(word).toContain(paper === 'minutes' ? '初步共识' : meeting.venue!);
    expect(body.units).toHaveLength(4);
  });
});

test('a document tells what it lacks, and minutes that were not begun cannot be printed', async () => {
  const { chair, body, id } = await prepared();
  const { items, calendar } = await done(chair, listPapers, { id });
  const lacks = Object.fromEntries(items.map((item) => [item.paper, item.lacks]));
  expect(lacks['minutes']).toEqual(['attendance', 'minutes', 'consensus']);
  expect(lacks['notice']).toEqual(['notice']);
  expect(items.find(({ paper }) => paper === 'minutes')!.ready).toBe(false);
  expect(calendar).toEqual({ ready: true, withdraws: false, sequence: 0 });
  expectProblem(await chair.call(paperAsWord, { id, paper: 'minutes' }), 409, 'meetings.paper_no_minutes');
  expectProblem(await chair.call(paperAsPdf, { id, paper: 'minutes' }), 409, 'meetings.paper_no_minutes');
  const planned = await newMeeting(t, body, 'year_plan');
  expectProblem(await chair.call(getMeetingCalendar, { id: planned.id }), 409, 'meetings.calendar_no_time');
  expect(await wordsOf(chair, planned.id, 'notice')).toContain('待定');
  const none = { id: '01890000-0000-7000-8000-000000000000', paper: 'agenda' } as const;
  for (const contract of [paperAsWord, paperAsPdf])
    expectProblem(await chair.call(contract, none), 404, 'meetings.not_found');
  expectProblem(await chair.call(listPapers, { id: none.id }), 404, 'meetings.not_found');
  expectProblem(await chair.call(getMeetingCalendar, { id: none.id }), 404, 'meetings.not_found');
});

test('the notice is the officer’s text: its title, whom it is to, who signs and when', async () => {
  const { chair, body } = await prepared();
  const text = [
    '关于召开联席会议的通知',
    '区财政局、区人社局：',
    '定于下周召开会议。现将有关事项通知如下：',
    '一、时间',
    '上午九时。',
    '附件：1．参会回执',
    '2．议题材料',
    '区政府办公室　区总工会',
    '2026年11月24日',
    '（联系人：综合科）',
  ].join('\n');
  const { id } = await newMeeting(t, body, 'noticed', { notice_text: text, notice_no: '政办函〔2026〕18号' });
  expect(await wordsOf(chair, id, 'notice')).toBe(
    [
      '政办函〔2026〕18号关于召开联席会议的通知区财政局、区人社局：定于下周召开会议。现将有关事项通知如下：',
      '一、时间上午九时。附件：1．参会回执　　　2．议题材料区政府办公室区总工会2026年11月24日（联系人：综合科）',
    ].join(''),
  );
});

test('issued minutes are printed as they were, whatever becomes of their records', async () => {
  const { chair, id, meeting, body } = await prepared();
  await done(chair, beginMinutes, { id });
  const was = { consensus: null, conclusion: null };
  await done(chair, setConsensus, { id, consensus: 'preliminary', conclusion: '应入尽入', was });
  expect(await wordsOf(chair, id, 'minutes')).toContain('（草稿）');
  await done(chair, circulateMinutes, { id });
  expect(await wordsOf(chair, id, 'minutes')).toContain('（会签稿）');
  await done(chair, issueMinutes, { id });
  const issued = await wordsOf(chair, id, 'minutes');
  expect(issued).not.toContain('稿）');
  const changed = { text: '后来改过的事项', measure: '后来改过的措施' };
  await t.owner.updateTable('meetings.item').set(changed).where('meeting_id', '=', id).execute();
  await newUnit(t, body.id, { org_id: meeting.org_id });
  expect(await wordsOf(chair, id, 'minutes')).toBe(issued);
});

/** The order in which ISO/IEC 29500 wants what these hold, as far as we write it: Word refuses a file out of order. */
const ORDERS = {
  'w:pPr': ['keepNext', 'keepLines', 'framePr', 'pBdr', 'tabs', 'spacing', 'ind', 'jc', 'rPr'],
  'w:rPr': ['rFonts', 'b', 'color', 'sz', 'szCs', 'lang'],
  'w:tblPr': [
    'tblStyle',
    'tblpPr',
    'tblW',
    'jc',
    'tblInd',
    'tblBorders',
    'tblLayout',
    'tblCellMar',
    'tblLook',
  ],
  'w:trPr': ['cantSplit', 'tblHeader', 'trHeight'],
  'w:tcPr': ['tcW', 'tcBorders', 'tcMar', 'vAlign'],
  'w:sectPr': ['footerReference', 'pgSz', 'pgMar', 'pgNumType', 'docGrid'],
} as const;

test('a Word file is in the order that Word asks for, names a Chinese face for every run, and repeats the head', async () => {
  const { chair, id } = await prepared();
  await done(chair, beginMinutes, { id });
  for (const paper of PAPERS) {
    const { raw } = await chair.call(paperAsWord, { id, paper });
    const xml = partOf(raw, 'word/document.xml');
    for (const [tag, order] of Object.entries(ORDERS))
      for (const [, inner] of xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'g'))) {
        const places = childrenOf(inner!).map((name) => order.indexOf(name as never));
        expect(places, `${tag}: ${childrenOf(inner!).join(' ')}`).not.toContain(-1);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }
    const runs = xml.match(/<w:r>.*?<\/w:r>/g)!;
    expect(runs.filter((run) => !/w:eastAsia="[^"]+"[^>]*w:hint="eastAsia"/.test(run))).toEqual([]);
    for (const table of xml.match(/<w:tbl>.*?<\/w:tbl>/g) ?? []) expect(table).toContain('<w:tc>');
    expect(xml).toMatch(/<\/w:p><w:sectPr>/);
    const fonts = partOf(raw, 'word/fontTable.xml');
    for (const [, face] of xml.matchAll(/w:eastAsia="([^"]+)"/g)) expect(fonts).toContain(`w:name="${face}"`);
  }
  const { raw } = await chair.call(paperAsWord, { id, paper: 'signin' });
  expect(partOf(raw, 'word/document.xml').match(/<w:tblHeader\/>/g)).toHaveLength(1);
});

/** The names of the outermost elements. */
function childrenOf(xml: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, close, name, alone] of xml.matchAll(/<(\/?)w:(\w+)[^>]*?(\/?)>/g)) {
    if (close) depth -= 1;
    else {
      if (depth === 0) names.push(name!);
      if (!alone) depth += 1;
    }
  }
  return names;
}

describe('a calendar', () => {
  const fileOf = async (by: Client, id: string) => {
    const answer = await by.call(getMeetingCalendar, { id });
    expect(answer.status).toBe(200);
    return answer.raw.toString();
  };

  test('has the meeting under one uid, and learns of changes by their count', async () => {
    const { chair, body } = await prepared();
    const { id } = await newMeeting(t, body, 'noticed', { noticed_at: t.app.now(), sequence: 4 });
    const file = await fileOf(chair, id);
    expect(file).toContain(`UID:${id}\r\nSEQUENCE:4\r\n`);
    expect(file).toContain('METHOD:PUBLISH');
    expect(file).toContain('STATUS:CONFIRMED');
    expect(file).toContain('LOCATION:区政府第一会议室');
  });

  test('has a meeting whose notice was taken back as not certain', async () => {
    const { chair, body } = await prepared();
    const told = { noticed_at: t.app.now(), sequence: 2 };
    const { id } = await newMeeting(t, body, 'research_report', { ...told, starts_at: t.app.now() });
    expect(await fileOf(chair, id)).toContain('STATUS:TENTATIVE');
  });

  test('is told when the meeting is called off', async () => {
    const { chair, body } = await prepared();
    const starts = new Date(t.app.now().getTime() + 86_400_000);
    const { id } = await newMeeting(t, body, 'cancelled', { starts_at: starts, sequence: 5 });
    const file = await fileOf(chair, id);
    expect(file).toContain('METHOD:CANCEL');
    expect(file).toContain('STATUS:CANCELLED');
    expect(file).not.toContain('DTEND');
  });
});
