import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursSchema, type DayRule, type Hours, type Span } from './contract.ts';
import {
  endOfDay,
  faultIn,
  openTimes,
  openingAt,
  ruleOn,
  type Calendar,
  type Exception,
  type Plan,
} from './rules.ts';

const span = (text: string): Span => {
  const [from = '', to = ''] = text.split('-');
  return { from, to };
};
const spans = (text: string): Span[] => (text === '' ? [] : text.split(' ').map(span));

/** `Mon|Tue|…`: a day's stretches with spaces between; a single one is for every day. */
function week(text: string): Span[][] {
  const days = text.split('|');
  return Array.from({ length: 7 }, (_, nth) => spans(days[days.length === 1 ? 0 : nth]!));
}

function pattern(text: string, more: Partial<Hours> = {}): Hours {
  return hoursSchema.parse({ week: week(text), ...more });
}

/** `2026-11-24 08:00` on the wall clock of Shanghai. */
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const clock = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

const NO_CALENDAR: Calendar = { holidays: new Map(), workdays: new Set() };
/** 2026: the National Day from Thursday 1 to Wednesday 7 October; Saturday the 10th is worked. */
const AUTUMN: Calendar = {
  holidays: new Map([1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, '国庆节'])),
  workdays: new Set(['2026-10-10']),
};
const OFFICE = '09:00-17:00|09:00-17:00|09:00-17:00|09:00-17:00|09:00-17:00||';
const BAR = '||||20:00-02:00|20:00-02:00|';
const ALWAYS = '00:00-24:00';

const off = (from: string, to = from): Exception => ({ kind: 'day', from, to, spans: [] });
const on = (date: string, text: string): Exception => ({
  kind: 'day',
  from: date,
  to: date,
  spans: spans(text),
});
const cut = (from: string, to: string): Exception => ({ kind: 'cut', from: at(from), to: at(to) });
const extra = (from: string, to: string): Exception => ({ kind: 'extra', from: at(from), to: at(to) });

interface Case {
  readonly name: string;
  readonly hours: Hours | null;
  readonly calendar?: Calendar;
  readonly exceptions?: readonly Exception[];
  readonly first: string;
  readonly days: number;
  readonly open: readonly string[];
  readonly shut?: readonly string[];
}

/** 2026-11-23 is a Monday; 2026-11-27 a Friday. */
const CASES: readonly Case[] = [
  {
    name: 'office hours leave the weekend closed',
    hours: pattern(OFFICE),
    first: '2026-11-27',
    days: 4,
    open: ['11-27 09:00 – 11-27 17:00', '11-30 09:00 – 11-30 17:00'],
  },
  {
    name: 'a night reaches over midnight, also into the first day asked for',
    hours: pattern(BAR),
    first: '2026-11-28',
    days: 2,
    open: ['11-28 00:00 – 11-28 02:00', '11-28 20:00 – 11-29 02:00'],
  },
  {
    name: 'Friday night is not shortened by a closed Saturday, whose own night goes',
    hours: pattern(BAR),
    exceptions: [off('2026-11-28')],
    first: '2026-11-27',
    days: 3,
    open: ['11-27 20:00 – 11-28 02:00'],
  },
  {
    name: 'until 24:00 ends at midnight',
    hours: pattern('18:00-24:00'),
    first: '2026-11-23',
    days: 1,
    open: ['11-23 18:00 – 11-24 00:00'],
  },
  {
    name: 'until 24:00 and again from 00:00 is one stretch',
    hours: pattern('00:00-06:00 18:00-24:00'),
    first: '2026-11-23',
    days: 2,
    open: ['11-23 00:00 – 11-23 06:00', '11-23 18:00 – 11-24 06:00', '11-24 18:00 – 11-25 00:00'],
  },
  {
    name: 'all day every day is one stretch',
    hours: pattern(ALWAYS),
    first: '2026-11-23',
    days: 7,
    open: ['11-23 00:00 – 11-30 00:00'],
  },
  {
    name: 'from one clock to the same is a whole day',
    hours: pattern('08:00-08:00||||||'),
    first: '2026-11-23',
    days: 3,
    open: ['11-23 08:00 – 11-24 08:00'],
  },
  {
    name: 'a season over New Year holds on both sides of it',
    hours: pattern('10:00-12:00', {
      seasons: [{ name: '冬季', from: '12-31', to: '01-01', week: week('08:00-09:00') }],
    }),
    first: '2026-12-30',
    days: 4,
    open: [
      '12-30 10:00 – 12-30 12:00',
      '12-31 08:00 – 12-31 09:00',
      '01-01 08:00 – 01-01 09:00',
      '01-02 10:00 – 01-02 12:00',
    ],
  },
  {
    name: 'a season until 02-29 ends with February of a common year',
    hours: pattern('10:00-12:00', {
      seasons: [{ name: '冬季', from: '12-01', to: '02-29', week: week('08:00-09:00') }],
    }),
    first: '2027-02-28',
    days: 2,
    open: ['02-28 08:00 – 02-28 09:00', '03-01 10:00 – 03-01 12:00'],
  },
  {
    name: 'and on the 29th of a leap year',
    hours: pattern('10:00-12:00', {
      seasons: [{ name: '冬季', from: '12-01', to: '02-29', week: week('08:00-09:00') }],
    }),
    first: '2028-02-28',
    days: 3,
    open: ['02-28 08:00 – 02-28 09:00', '02-29 08:00 – 02-29 09:00', '03-01 10:00 – 03-01 12:00'],
  },
  {
    name: 'a season from 02-29 begins on 03-01 of a common year',
    hours: pattern('10:00-12:00', {
      seasons: [{ name: '春季', from: '02-29', to: '05-31', week: week('08:00-09:00') }],
    }),
    first: '2027-02-28',
    days: 2,
    open: ['02-28 10:00 – 02-28 12:00', '03-01 08:00 – 03-01 09:00'],
  },
  {
    name: 'the night before a season is the old one’s',
    hours: pattern('20:00-02:00', {
      seasons: [{ name: '夏季', from: '06-01', to: '08-31', week: week('') }],
    }),
    first: '2026-05-31',
    days: 2,
    open: ['05-31 00:00 – 05-31 02:00', '05-31 20:00 – 06-01 02:00'],
  },
  {
    name: 'closed on holidays',
    hours: pattern(OFFICE, { holidays: { as: 'closed' } }),
    calendar: AUTUMN,
    first: '2026-09-30',
    days: 9,
    open: ['09-30 09:00 – 09-30 17:00', '10-08 09:00 – 10-08 17:00'],
  },
  {
    name: 'as on a Sunday on holidays',
    hours: pattern('09:00-17:00|||||| 10:00-12:00'.replace('| ', '|'), {
      holidays: { as: 'weekday', day: 7 },
    }),
    calendar: AUTUMN,
    first: '2026-10-01',
    days: 1,
    open: ['10-01 10:00 – 10-01 12:00'],
  },
  {
    name: 'hours of their own on holidays',
    hours: pattern(OFFICE, { holidays: { as: 'spans', spans: [span('22:00-01:00')] } }),
    calendar: AUTUMN,
    first: '2026-10-07',
    days: 2,
    open: ['10-07 00:00 – 10-07 01:00', '10-07 22:00 – 10-08 01:00', '10-08 09:00 – 10-08 17:00'],
  },
  {
    name: 'as usual on holidays, unless somebody says otherwise',
    hours: pattern(OFFICE),
    calendar: AUTUMN,
    first: '2026-10-01',
    days: 1,
    open: ['10-01 09:00 – 10-01 17:00'],
  },
  {
    name: 'a weekend day that is worked is a Monday, unless somebody says otherwise',
    hours: pattern(OFFICE),
    calendar: AUTUMN,
    first: '2026-10-10',
    days: 2,
    open: ['10-10 09:00 – 10-10 17:00'],
  },
  {
    name: 'and a weekend day where that is the rule',
    hours: pattern(OFFICE, { swapped: { as: 'usual' } }),
    calendar: AUTUMN,
    first: '2026-10-10',
    days: 2,
    open: [],
  },
  {
    name: 'a holiday within a season goes by the season’s week',
    hours: pattern(OFFICE, {
      seasons: [{ name: '秋季', from: '09-01', to: '11-30', week: week('07:00-08:00||||||12:00-13:00') }],
      holidays: { as: 'weekday', day: 7 },
    }),
    calendar: AUTUMN,
    first: '2026-10-05',
    days: 1,
    open: ['10-05 12:00 – 10-05 13:00'],
  },
  {
    name: 'a closing holds to the instant: a night goes on after it',
    hours: pattern('20:00-02:00'),
    exceptions: [cut('2026-11-25 00:30', '2026-11-26 00:00')],
    first: '2026-11-25',
    days: 2,
    open: ['11-25 00:00 – 11-25 00:30', '11-26 00:00 – 11-26 02:00', '11-26 20:00 – 11-27 00:00'],
  },
  {
    name: 'closed for today until the end of today’s night',
    hours: pattern('20:00-02:00'),
    exceptions: [cut('2026-11-25 00:30', '2026-11-26 02:00')],
    first: '2026-11-25',
    days: 2,
    open: ['11-25 00:00 – 11-25 00:30', '11-26 20:00 – 11-27 00:00'],
  },
  {
    name: 'and opens again: the newest word counts',
    hours: pattern(OFFICE),
    exceptions: [cut('2026-11-25 10:00', '2026-11-26 00:00'), extra('2026-11-25 13:00', '2026-11-25 17:00')],
    first: '2026-11-25',
    days: 1,
    open: ['11-25 09:00 – 11-25 10:00', '11-25 13:00 – 11-25 17:00'],
  },
  {
    name: 'a day told after a closing has its own hours',
    hours: pattern(OFFICE),
    exceptions: [cut('2026-11-25 00:00', '2026-11-26 00:00'), on('2026-11-25', '10:00-12:00')],
    first: '2026-11-25',
    days: 1,
    open: ['11-25 10:00 – 11-25 12:00'],
  },
  {
    name: 'a closing told after a day closes it',
    hours: pattern(OFFICE),
    exceptions: [on('2026-11-25', '10:00-12:00'), cut('2026-11-25 11:00', '2026-11-26 00:00')],
    first: '2026-11-25',
    days: 1,
    open: ['11-25 10:00 – 11-25 11:00'],
  },
  {
    name: 'a day told closed takes back extra hours that were told before, on that day alone',
    hours: pattern(''),
    exceptions: [extra('2026-11-24 22:00', '2026-11-26 03:00'), off('2026-11-25')],
    first: '2026-11-24',
    days: 3,
    open: ['11-24 22:00 – 11-25 00:00', '11-26 00:00 – 11-26 03:00'],
  },
  {
    name: 'a day told anew opens what an earlier closing of the next day covers, up to the end of its night',
    hours: pattern(''),
    exceptions: [cut('2026-11-28 00:00', '2026-11-29 00:00'), on('2026-11-27', '22:00-03:00')],
    first: '2026-11-27',
    days: 2,
    open: ['11-27 22:00 – 11-28 03:00'],
  },
  {
    name: 'what an earlier closing took of the night before stays closed',
    hours: pattern(BAR),
    exceptions: [cut('2026-11-28 00:00', '2026-11-29 00:00'), on('2026-11-28', '10:00-12:00')],
    first: '2026-11-27',
    days: 2,
    open: ['11-27 20:00 – 11-28 00:00', '11-28 10:00 – 11-28 12:00'],
  },
  {
    name: 'of two words on one day the later',
    hours: pattern(OFFICE),
    exceptions: [off('2026-11-23', '2026-11-27'), on('2026-11-25', '08:00-09:00')],
    first: '2026-11-24',
    days: 3,
    open: ['11-25 08:00 – 11-25 09:00'],
  },
  {
    name: 'an exception on a holiday counts before the holiday',
    hours: pattern(OFFICE, { holidays: { as: 'closed' } }),
    calendar: AUTUMN,
    exceptions: [on('2026-10-02', '10:00-15:00')],
    first: '2026-10-01',
    days: 3,
    open: ['10-02 10:00 – 10-02 15:00'],
  },
  {
    name: 'of unknown hours nothing is known',
    hours: null,
    first: '2026-11-23',
    days: 7,
    open: [],
    shut: [],
  },
  {
    name: 'unknown hours: open while the host says so',
    hours: null,
    exceptions: [extra('2026-11-25 09:00', '2026-11-25 17:00')],
    first: '2026-11-25',
    days: 2,
    open: ['11-25 09:00 – 11-25 17:00'],
    shut: [],
  },
  {
    name: 'unknown hours: closed while the host says so, and reopened',
    hours: null,
    exceptions: [cut('2026-11-25 09:00', '2026-11-26 00:00'), extra('2026-11-25 15:00', '2026-11-25 17:00')],
    first: '2026-11-25',
    days: 2,
    open: ['11-25 15:00 – 11-25 17:00'],
    shut: ['11-25 09:00 – 11-25 15:00', '11-25 17:00 – 11-26 00:00'],
  },
  {
    name: 'unknown hours: a day that is told is known as a whole, and its night beyond',
    hours: null,
    exceptions: [on('2026-11-25', '20:00-02:00'), off('2026-11-26')],
    first: '2026-11-25',
    days: 3,
    open: ['11-25 20:00 – 11-26 02:00'],
    shut: ['11-25 00:00 – 11-25 20:00', '11-26 02:00 – 11-27 00:00'],
  },
];

const told = (stretches: readonly (readonly [number, number])[]): string[] =>
  stretches.map(([from, to]) => `${clock(from)} – ${clock(to)}`);

describe('when a place is open', () => {
  test.each(CASES)(
    '$name',
    ({ hours, calendar = NO_CALENDAR, exceptions = [], first, days, open, shut = [] }) => {
      const times = openTimes({ hours, calendar, exceptions }, first, days);
      expect({ open: told(times.open), shut: told(times.shut) }).toEqual({ open, shut });
    },
  );
});

describe('open now', () => {
  const plan = (hours: Hours | null, exceptions: readonly Exception[] = []): Plan => ({
    hours,
    exceptions,
    calendar: NO_CALENDAR,
  });
  const FIRST = '2026-11-27';
  const END = at('2026-11-30 00:00');
  const cases: readonly (readonly [string, Plan, string, string, string | null])[] = [
    ['before it opens', plan(pattern(OFFICE)), '2026-11-27 08:59', 'closed', '11-27 09:00'],
    ['the minute it opens', plan(pattern(OFFICE)), '2026-11-27 09:00', 'open', '11-27 17:00'],
    ['the minute it closes', plan(pattern(OFFICE)), '2026-11-27 17:00', 'closed', null],
    ['after midnight', plan(pattern(BAR)), '2026-11-28 01:59', 'open', '11-28 02:00'],
    ['between two nights', plan(pattern(BAR)), '2026-11-28 02:00', 'closed', '11-28 20:00'],
    ['always', plan(pattern(ALWAYS)), '2026-11-28 03:00', 'open', null],
    ['never', plan(pattern('')), '2026-11-28 03:00', 'closed', null],
    ['unknown hours', plan(null), '2026-11-28 03:00', 'unknown', null],
    [
      'unknown hours, closed by its host: when it opens nobody knows',
      plan(null, [cut('2026-11-28 00:00', '2026-11-29 00:00')]),
      '2026-11-28 12:00',
      'closed',
      null,
    ],
    [
      'unknown hours, closed until a day that is told',
      plan(null, [on('2026-11-28', '13:00-14:00')]),
      '2026-11-28 12:00',
      'closed',
      '11-28 13:00',
    ],
    [
      'unknown hours, opened by its host',
      plan(null, [extra('2026-11-28 09:00', '2026-11-28 13:00')]),
      '2026-11-28 12:00',
      'open',
      '11-28 13:00',
    ],
    ['at the end of what is known', plan(pattern(ALWAYS)), '2026-11-30 00:00', 'unknown', null],
    ['a minute before', plan(pattern('12:00-24:00')), '2026-11-29 23:59', 'open', null],
  ];
  test.each(cases)('%s', (_, given, when, now, until) => {
    const found = openingAt(openTimes(given, FIRST, 3), given.hours !== null, at(when), END);
    expect({ now: found.now, until: found.until === null ? null : clock(found.until) }).toEqual({
      now,
      until,
    });
  });
});

describe('why a day is as it is', () => {
  const hours = pattern(OFFICE, {
    seasons: [{ name: '夏季', from: '06-01', to: '08-31', week: week('07:00-19:00') }],
    holidays: { as: 'closed' },
  });
  test.each([
    ['2026-11-24', { by: 'week' }],
    ['2026-07-01', { by: 'season', name: '夏季' }],
    ['2026-10-01', { by: 'holiday', name: '国庆节' }],
    ['2026-10-10', { by: 'swapped' }],
  ])('%s', (day, reason) => {
    expect(ruleOn(hours, day, AUTUMN).reason).toEqual(reason);
  });
});

test.each([
  ['a night', pattern('20:00-02:00'), [], '11-26 02:00'],
  [
    'a night that is told otherwise',
    pattern('20:00-02:00'),
    [on('2026-11-25', '20:00-03:30')],
    '11-26 03:30',
  ],
  ['an office', pattern(OFFICE), [], '11-26 00:00'],
  ['unknown hours', null, [], '11-26 00:00'],
])('today ends with its night: %s', (_, hours, exceptions, end) => {
  expect(clock(endOfDay({ hours, exceptions, calendar: NO_CALENDAR }, '2026-11-25'))).toBe(end);
});

describe('what is wrong with a pattern', () => {
  const season = (name: string, from: string, to: string, text = '') => ({
    name,
    from,
    to,
    week: week(text),
  });
  test.each<[string, Hours, unknown]>([
    ['nothing', pattern('08:00-12:00 12:00-18:00 22:00-02:00'), undefined],
    ['a night into a morning that is another day’s', pattern('00:00-08:00 22:00-02:00'), undefined],
    ['an overlap', pattern('||08:00-12:00 11:59-13:00||||'), { at: 'week', season: null, day: 3 }],
    ['twice the same', pattern('08:00-12:00 08:00-12:00'), { at: 'week', season: null, day: 1 }],
    ['over midnight', pattern('20:00-02:00 23:00-24:00||||||'), { at: 'week', season: null, day: 1 }],
    [
      'within a season',
      pattern('', { seasons: [season('夏季', '06-01', '08-31', '||||||00:00-24:00 08:00-09:00')] }),
      { at: 'week', season: '夏季', day: 7 },
    ],
    [
      'on holidays',
      pattern('', { holidays: { as: 'spans', spans: spans('08:00-12:00 10:00-11:00') } }),
      { at: 'holidays' },
    ],
    [
      'on exchanged days',
      pattern('', { swapped: { as: 'spans', spans: spans('08:00-12:00 10:00-11:00') } }),
      { at: 'swapped' },
    ],
    [
      'two seasons at a time, over New Year',
      pattern('', { seasons: [season('冬季', '11-15', '03-15'), season('春季', '03-15', '05-31')] }),
      { at: 'seasons', names: ['冬季', '春季'] },
    ],
    [
      'seasons one after the other',
      pattern('', { seasons: [season('冬季', '11-15', '03-14'), season('春季', '03-15', '11-14')] }),
      undefined,
    ],
  ])('%s', (_, hours, fault) => {
    expect(faultIn(hours)).toEqual(fault);
  });

  test.each(['02-30', '04-31', '13-01', '00-10', '06-31', '11-00'])('%s is no day', (day) => {
    const given = { week: week(''), seasons: [season('夏季', day, '08-31')] };
    expect(hoursSchema.safeParse(given).success).toBe(false);
  });
});

const QUARTER_MS = 15 * 60_000;

/**
 * Whether a place is open at one instant, told the other way round: from the newest word back to the pattern, for this
 * instant alone. `night` is taken away for the negative control.
 */
function naive(plan: Plan, instant: number, night = true): 'open' | 'closed' | 'unknown' {
  const date = (when: number) => new Date(when + 8 * 3_600_000).toISOString().slice(0, 10);
  const today = date(instant);
  const before = date(instant - 24 * 3_600_000);
  const minute = Math.floor((instant + 8 * 3_600_000) / 60_000) % 1_440;
  const read = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const coversToday = (list: readonly Span[]) =>
    list.some(({ from, to }) => minute >= read(from) && (minute < read(to) || read(to) <= read(from)));
  const coversFromBefore = (list: readonly Span[]) =>
    night && list.some(({ from, to }) => read(to) <= read(from) && minute < read(to));
  let todayTold = false;
  let beforeTold = false;
  for (const one of [...plan.exceptions].reverse()) {
    if (one.kind !== 'day') {
      const here = one.from <= instant && instant < one.to;
      if (here && one.kind === 'cut') return 'closed';
      if (here && !todayTold) return 'open';
      continue;
    }
    const holds = (day: string) => one.from <= day && day <= one.to;
    if (holds(before) && !beforeTold) {
      beforeTold = true;
      if (coversFromBefore(one.spans)) return 'open';
    }
    if (holds(today) && !todayTold) {
      todayTold = true;
      if (coversToday(one.spans)) return 'open';
    }
  }
  const { hours } = plan;
  if (!hours) return todayTold ? 'closed' : 'unknown';
  if (!todayTold && coversToday(usual(hours, today, plan.calendar))) return 'open';
  if (!beforeTold && coversFromBefore(usual(hours, before, plan.calendar))) return 'open';
  return 'closed';
}

function usual(hours: Hours, day: string, { holidays, workdays }: Calendar): readonly Span[] {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  const [, month = '', date = ''] = day.split('-');
  const number = Number(month) * 100 + Number(date);
  const inSeason = hours.seasons.filter(({ from, to }) => {
    const first = Number(from.replace('-', ''));
    const last = Number(to.replace('-', ''));
    return first > last ? number >= first || number <= last : number >= first && number <= last;
  });
  const days = (inSeason[0] ?? hours).week;
  const rule: DayRule = holidays.has(day)
    ? hours.holidays
    : workdays.has(day)
      ? hours.swapped
      : { as: 'usual' };
  if (rule.as === 'closed') return [];
  if (rule.as === 'spans') return rule.spans;
  return days[rule.as === 'weekday' ? rule.day - 1 : weekday]!;
}

const FIRST = '2027-01-30';
const DAYS = 5;
const dates = Array.from({ length: DAYS + 4 }, (_, nth) =>
  new Date(Date.parse(`${FIRST}T00:00:00Z`) + (nth - 2) * 86_400_000).toISOString().slice(0, 10),
);
const quarter = fc.integer({ min: 0, max: 95 }).map((nth) => {
  const minutes = nth * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
const someSpan = fc.record({
  from: quarter,
  to: fc.oneof({ weight: 5, arbitrary: quarter }, { weight: 1, arbitrary: fc.constant('24:00') }),
});
const someSpans = fc.array(someSpan, { maxLength: 3 });
const someWeek = fc.array(someSpans, { minLength: 7, maxLength: 7 });
const someRule: fc.Arbitrary<DayRule> = fc.oneof(
  fc.constant<DayRule>({ as: 'usual' }),
  fc.constant<DayRule>({ as: 'closed' }),
  fc.integer({ min: 1, max: 7 }).map((day): DayRule => ({ as: 'weekday', day })),
  fc.array(someSpan, { minLength: 1, maxLength: 2 }).map((list): DayRule => ({ as: 'spans', spans: list })),
);
const someDay = fc.constantFrom(...dates);
const monthDay = someDay.map((day) => day.slice(5));
const someHours: fc.Arbitrary<Hours> = fc.record({
  week: someWeek,
  seasons: fc.array(fc.record({ name: fc.constant('季'), from: monthDay, to: monthDay, week: someWeek }), {
    maxLength: 1,
  }),
  holidays: someRule,
  swapped: someRule,
});
const ordered = <T extends string | number>(a: T, b: T) => (a < b ? { from: a, to: b } : { from: b, to: a });
const someInstant = fc
  .integer({ min: -96 * 2, max: 96 * (DAYS + 2) })
  .map((nth) => at(`${FIRST} 00:00`) + nth * QUARTER_MS);
const someException: fc.Arbitrary<Exception> = fc.oneof(
  fc
    .tuple(someDay, someDay, someSpans)
    .map(([a, b, list]): Exception => ({ kind: 'day', ...ordered(a, b), spans: list })),
  fc
    .tuple(fc.constantFrom('cut' as const, 'extra' as const), someInstant, someInstant)
    .map(([kind, a, b]): Exception => ({ kind, ...ordered(a, b) })),
);
const somePlan: fc.Arbitrary<Plan> = fc.record({
  hours: fc.option(someHours, { freq: 4 }),
  exceptions: fc.array(someException, { maxLength: 4 }),
  calendar: fc.record({
    holidays: fc
      .uniqueArray(someDay, { maxLength: 2 })
      .map((days) => new Map(days.map((day) => [day, '节']))),
    workdays: fc.uniqueArray(someDay, { maxLength: 2 }).map((days) => new Set(days)),
  }),
});

/** Quarters of an hour on which the two disagree; every stretch begins and ends on one. */
function disagreements(plan: Plan, night = true): string[] {
  const end = at(`${FIRST} 00:00`) + DAYS * 24 * 3_600_000;
  const times = openTimes(plan, FIRST, DAYS);
  const found: string[] = [];
  for (let when = at(`${FIRST} 00:00`); when < end; when += QUARTER_MS)
    if (openingAt(times, plan.hours !== null, when, end).now !== naive(plan, when, night))
      found.push(clock(when));
  return found;
}

test('any hours and exceptions: the same as asking quarter by quarter', () => {
  fc.assert(
    fc.property(somePlan, (plan) => {
      expect(disagreements(plan)).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
});

test('negative control: an oracle that forgets the night before disagrees', () => {
  const caught = fc.check(
    fc.property(somePlan, (plan) => disagreements(plan, false).length === 0),
    { numRuns: 200 },
  );
  expect(caught.failed).toBe(true);
});

test('any hours: stretches are in order, apart and not empty, and `until` is where the answer changes', () => {
  fc.assert(
    fc.property(somePlan, someInstant, (plan, when) => {
      const times = openTimes(plan, FIRST, DAYS);
      for (const list of [times.open, times.shut])
        for (const [nth, [from, to]] of list.entries()) {
          expect(from).toBeLessThan(to);
          if (nth > 0) expect(from).toBeGreaterThan(list[nth - 1]![1]);
        }
      const end = at(`${FIRST} 00:00`) + DAYS * 24 * 3_600_000;
      const { now, until } = openingAt(times, plan.hours !== null, when, end);
      if (until === null) return;
      expect(until).toBeGreaterThan(when);
      expect(openingAt(times, plan.hours !== null, until - 1, end).now).toBe(now);
      expect(openingAt(times, plan.hours !== null, until, end).now).not.toBe(now);
    }),
    { numRuns: 500 },
  );
});
