import { expect, test } from 'vitest';
import { guessFields, headOf } from '#kernel/sheets';
import { isHead, isFinished, isPersonal, mask, readDay, readRow, themeOf } from './rules.ts';
import { TITLES } from './texts/hotline-words.ts';

test.each([
  ['请回电 13800001111 谢谢', '请回电 〔电话已隐去〕 谢谢'],
  ['电话138-0000-1111，或+86 138 0000 1111', '电话〔电话已隐去〕，或〔电话已隐去〕'],
  ['电话１３８００００１１１１', '电话〔电话已隐去〕'],
  ['座机010-60001234', '座机〔电话已隐去〕'],
  ['身份证110101199001011234，欠薪', '身份证〔证件号已隐去〕，欠薪'],
  ['尾号X：11010119900101123x', '尾号X：〔证件号已隐去〕'],
  ['老证110101900101123', '老证〔证件号已隐去〕'],
  ['卡6222 0200 0000 0000 000', '卡〔号码已隐去〕'],
  ['邮箱 a.b@example.org', '邮箱 〔邮箱已隐去〕'],
  ['欠薪 12000 元，12351 已登记，2026-01-05', '欠薪 12000 元，12351 已登记，2026-01-05'],
  ['工号 100200300', '工号 100200300'],
])('%s is kept as %s', (text, kept) => {
  expect(mask(text).text).toBe(kept);
});

test.each([
  ['诉求人姓名', [], true],
  ['联系电话', [], true],
  ['身份证号', [], true],
  ['被投诉单位', ['某公司'], false],
  ['备注', ['13800001111', '13900001111', ''], true],
  ['备注', ['张三 13800001111'], true],
  ['备注', ['13800001111', '要热水', '要充电'], false],
  ['诉求', ['要热水，电话 13800001111'], false],
  ['工单编号', ['BJ20260105001', 'BJ20260105002'], false],
  ['诉求内容', ['欠薪三个月，打过很多次电话都没人理，请回电 13800001111'], false],
] as const)('a column headed %s with %j is about people: %s', (title, cells, personal) => {
  expect(isPersonal(title, cells)).toBe(personal);
});

test.each([
  ['已办结', true],
  ['办结', true],
  ['已回复', true],
  ['处理完成', true],
  ['未办结', false],
  ['待回复', false],
  ['没有解决', false],
  ['办理中', false],
  ['不予受理', false],
  ['', false],
])('the status “%s” is finished: %s', (status, finished) => {
  expect(isFinished(status)).toBe(finished);
});

test.each([
  ['2026-01-05', '2026-01-05'],
  ['2026-01-05 10:30', '2026-01-05'],
  ['2026/1/5', '2026-01-05'],
  ['2026年1月5日', '2026-01-05'],
  ['20260105', '2026-01-05'],
  ['2026-02-30', null],
  ['昨天', null],
  ['', null],
])('the day “%s” is %s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test.each([
  ['拖欠工资', 'pay'],
  ['超时加班', 'hours'],
  ['加班费', 'pay'],
  ['社会保险', 'insurance'],
  ['邻里纠纷', 'other'],
  ['', null],
])('“%s” is of the theme %s', (words, theme) => {
  expect(themeOf(words)).toBe(theme);
});

test('columns are told by their headings, below a title', () => {
  const rows = [
    ['昌平区 12351 工单'],
    ['序号', '工单编号', '来电时间', '诉求人', '联系电话', '诉求类别', '诉求内容', '办理状态', '答复内容'],
  ];
  expect(headOf(rows, { words: TITLES, isHead })).toBe(1);
  expect(guessFields(rows[1]!, TITLES)).toEqual([
    null,
    'caseNo',
    'date',
    null,
    null,
    'theme',
    'text',
    'status',
    'answer',
  ]);
});

const COLUMNS = (['caseNo', 'date', 'theme', 'text', 'status', 'answer'] as const).map((field, index) => ({
  index,
  field,
}));

test.each([
  [
    ['A1', '2026-01-05', '拖欠工资', '三个月没发', '已办结', '已补发'],
    { caseNo: 'A1', day: '2026-01-05', theme: 'pay', text: '三个月没发', note: '已补发' },
    [],
  ],
  [
    ['A2', '', '邻里', '吵', '办理中', '正在联系'],
    { day: null, theme: 'other', text: '【邻里】吵', note: null },
    ['no_date'],
  ],
  [['A4', '20260105', '其他', '问路', '', ''], { theme: 'other', text: '问路' }, []],
  [
    ['A3', '2027-01-01', '', '要热水', '办结', ''],
    { day: null, theme: null, note: '热线名单上写的是“办结”，没有写怎么答复的。' },
    ['bad_date', 'no_answer'],
  ],
  [['', '昨天', '', '', '', ''], { caseNo: '', day: null }, ['no_case_no', 'no_text', 'bad_date']],
] as const)('the row %j', (cells, read, codes) => {
  const row = readRow(cells, COLUMNS, '2026-12-31');
  expect(row.read).toMatchObject(read);
  expect(row.remarks.map(({ code }) => code)).toEqual(codes);
});
