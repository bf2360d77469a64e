import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getPlace } from '../../contract.ts';
import { newPlace, OFFICE_HOURS } from '../../factory.ts';
import { YEARS } from '../../texts/holidays.ts';
import { KEEP_TIMES } from '../actions.ts';
import { listHolidayTodos } from '../contract.ts';
import { getHolidays, setHolidays } from './contract.ts';
import { badDayIn, readNotice } from './rules.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

/** 2030-05-01 is a Wednesday. */
const MAY = {
  year: 2030,
  holidays: [{ name: '劳动节', from: '2030-05-01', to: '2030-05-05' }],
  workdays: ['2030-04-28'],
  source: '国务院办公厅通知',
};

test('a year that is entered counts for all places, and its correction on the same day too', async () => {
  t.setNow(new Date('2030-04-27T02:00:00Z'));
  const { root, street } = await newDistrict(t);
  const chair = await t.officer('chair', root);
  const { id } = await newPlace(chair, street, {
    hours: { ...OFFICE_HOURS, holidays: { as: 'closed' } },
  });
  const opening = async (now: string) => {
    t.setNow(new Date(`${now}:00+08:00`));
    return (await chair.call(getPlace, { id })).body.opening.now;
  };
  expect([await opening('2030-05-02T10:00'), await opening('2030-04-28T10:00')]).toEqual(['open', 'closed']);
  t.setNow(new Date('2030-04-27T02:00:00Z'));
  const set = (given: Partial<typeof MAY>) => chair.call(setHolidays, { ...MAY, ...given });
  expect((await set({})).status).toBe(200);
  await t.drain(KEEP_TIMES);
  expect([await opening('2030-05-02T10:00'), await opening('2030-04-28T10:00')]).toEqual(['closed', 'open']);
  t.setNow(new Date('2030-04-27T02:00:00Z'));
  await set({ holidays: [{ name: '劳动节', from: '2030-05-01', to: '2030-05-01' }], workdays: [] });
  await t.drain(KEEP_TIMES);
  expect([await opening('2030-05-02T10:00'), await opening('2030-04-28T10:00')]).toEqual(['open', 'closed']);
  const { body } = await t.guest().call(getHolidays, {});
  expect(body.maySet).toBe(false);
  expect(body.years.find(({ year }) => year === 2030)).toMatchObject({
    workdays: [],
    source: MAY.source,
    setAt: '2030-04-27T02:00:00.000Z',
  });
  expect(body.years.find(({ year }) => year === 2026)).toMatchObject({ setAt: null });
  const { rows } = await t.pool.query(
    'select count(*)::integer as kept from places.holiday_year where year = 2030',
  );
  expect(rows).toEqual([{ kept: 2 }]);
});

test('the calendar is one for the installation: a union below its root does not enter it', async () => {
  const { root, district } = await newDistrict(t);
  const below = await t.officer('chair', district);
  expectProblem(await below.call(setHolidays, { ...MAY, year: 2031 }), 403, 'places.settings_of_root');
  expect((await below.call(getHolidays, {})).body.maySet).toBe(false);
  const admin = await t.officer('system_admin', root);
  expect((await admin.call(getHolidays, {})).body.maySet).toBe(true);
  const bad = await admin.call(setHolidays, { ...MAY, workdays: ['2030-05-04'] });
  expectProblem(bad, 422, 'places.calendar_bad_day', 'holidays');
  expect(bad.problem.message).toContain('2030-05-04');
});

test('from November on somebody who may is asked for the next year, and in a year without one for this', async () => {
  t.setNow(new Date('2040-10-31T15:59:59Z'));
  const { root, street } = await newDistrict(t);
  const [chair, below] = [await t.officer('chair', root), await t.officer('chair', street)];
  await newPlace(chair, street);
  const waiting = async (by = chair) =>
    (await by.call(listHolidayTodos, {})).body.items.map(({ code, href }) => `${code} ${href}`);
  const enter = (year: number) =>
    chair.call(setHolidays, {
      year,
      holidays: [{ name: '元旦', from: `${year}-01-01`, to: `${year}-01-01` }],
      workdays: [],
      source: '测试',
    });
  expect(await waiting()).toEqual(['places.holidays_missing /staff/places/calendar?year=2040']);
  await enter(2040);
  expect(await waiting()).toEqual([]);
  t.setNow(new Date('2040-10-31T16:00:00Z'));
  expect(await waiting()).toEqual(['places.holidays_due /staff/places/calendar?year=2041']);
  expect(await waiting(below)).toEqual([]);
  const admin = await t.officer('system_admin', root);
  expect(await waiting(admin)).toHaveLength(1);
  await enter(2041);
  expect(await waiting()).toEqual([]);
});

describe('which day of a year cannot be right', () => {
  const year = (holidays: [string, string][], workdays: string[] = []) => ({
    year: 2026,
    holidays: holidays.map(([from, to]) => ({ name: '节', from, to })),
    workdays,
    source: '通知',
  });
  test.each<[string, ReturnType<typeof year>, string | undefined]>([
    ['none', year([['2025-12-31', '2026-01-02']], ['2026-01-04']), undefined],
    ['another year', year([['2025-05-01', '2025-05-03']]), '2025-05-01'],
    ['beyond its end', year([['2026-12-31', '2027-01-02']]), '2027-01-02'],
    ['backwards', year([['2026-05-03', '2026-05-01']]), '2026-05-01'],
    [
      'two at once',
      year([
        ['2026-10-01', '2026-10-07'],
        ['2026-09-30', '2026-10-01'],
      ]),
      '2026-10-01',
    ],
    ['a workday in the week', year([['2026-01-01', '2026-01-01']], ['2026-01-05']), '2026-01-05'],
    ['a workday within a holiday', year([['2026-01-01', '2026-01-04']], ['2026-01-04']), '2026-01-04'],
    ['a workday twice', year([['2026-01-01', '2026-01-01']], ['2026-01-04', '2026-01-04']), '2026-01-04'],
  ])('%s', (_, given, day) => {
    expect(badDayIn(given)).toBe(day);
  });

  test('of the years that came with the program: none', () => {
    expect(YEARS.map(badDayIn)).toEqual(YEARS.map(() => undefined));
  });
});

const NOTICE = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;

test('the text of a notice is read as it is pasted', () => {
  const { holidays, workdays } = readNotice(NOTICE, 2026);
  const known = YEARS.find(({ year }) => year === 2026)!;
  expect(holidays).toEqual(known.holidays);
  expect([...workdays].sort()).toEqual(known.workdays);
});

test.each([
  [
    '元旦：2022年12月31日至2023年1月2日放假调休，共3天。',
    2023,
    [{ name: '元旦', from: '2022-12-31', to: '2023-01-02' }],
    [],
  ],
  [
    '国庆节、中秋节：9月29日至10月8日放假调休，共10天。10月11日（星期六）、10月12日（星期日）正常上班。',
    2025,
    [{ name: '国庆节、中秋节', from: '2025-09-29', to: '2025-10-08' }],
    ['2025-10-11', '2025-10-12'],
  ],
  [
    '清明节: 4月5日(周日)放假，4月6日补休',
    2026,
    [{ name: '清明节', from: '2026-04-05', to: '2026-04-05' }],
    [],
  ],
  ['各省、自治区、直辖市人民政府：现将放假安排通知如下', 2026, [], []],
])('a notice in other words: %s', (text, year, holidays, workdays) => {
  expect(readNotice(text, year)).toEqual({ holidays, workdays });
});
