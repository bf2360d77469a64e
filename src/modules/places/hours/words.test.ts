import { expect, test } from 'vitest';
import { hoursSchema } from './contract.ts';
import { holidayName, hoursInWords, spansInWords } from './texts/words.ts';

const from = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((span) => ({ from: span.split('-')[0]!, to: span.split('-')[1]! }));
const week = (...days: string[]) => Array.from({ length: 7 }, (_, nth) => from(days[nth] ?? days.at(-1)!));
const OFFICE = week('08:00-18:00', '08:00-18:00', '08:00-18:00', '08:00-18:00', '08:00-18:00', '');
const season = { name: '夏季', from: '06-01', to: '09-15', week: week('07:00-22:00') };

test.each([
  [
    { week: OFFICE, holidays: { as: 'closed' } },
    '周一至周五 8:00–18:00，周六、周日休息；法定节假日休息',
    'Mon–Fri 8:00–18:00, Sat, Sun closed; public holidays closed',
  ],
  [{ week: week('00:00-24:00') }, '24 小时开放；法定节假日照常', 'Open 24 hours; public holidays as usual'],
  [
    { week: week('22:00-02:00'), holidays: { as: 'weekday', day: 7 }, swapped: { as: 'usual' } },
    '每天 22:00–次日 2:00；法定节假日同周日；调休上班日照常',
    'Daily 22:00–next day 2:00; public holidays as on Sun; exchanged workdays as usual',
  ],
  [
    {
      week: week('08:00-12:00 14:00-24:00', '', '08:00-12:00 14:00-24:00', '', '00:00-00:00'),
      seasons: [season],
      holidays: { as: 'spans', spans: from('09:00-17:00') },
    },
    '周一、周三 8:00–12:00、14:00–24:00，周二、周四休息，周五至周日全天；夏季（6月1日至9月15日）每天 7:00–22:00；法定节假日 9:00–17:00',
    'Mon, Wed 8:00–12:00, 14:00–24:00, Tue, Thu closed, Fri–Sun all day; 夏季 (1 Jun to 15 Sep): Daily 7:00–22:00; public holidays 9:00–17:00',
  ],
])('hours read as people say them: %#', (given, zh, en) => {
  const hours = hoursSchema.parse(given);
  expect(hoursInWords(hours, 'zh')).toBe(zh);
  expect(hoursInWords(hours, 'en')).toBe(en);
});

test('hours that nobody knows are said to be unknown, a day without stretches to be closed', () => {
  expect(hoursInWords(null, 'zh')).toBe('开放时间还不清楚');
  expect(spansInWords([], 'zh')).toBe('休息');
});

test('two holidays at once have two names', () => {
  expect(holidayName('国庆节、中秋节', 'en')).toBe('National Day and Mid-Autumn Festival');
  expect(holidayName('国庆节', 'zh')).toBe('国庆节');
});
