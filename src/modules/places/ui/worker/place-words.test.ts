import { expect, test } from 'vitest';
import { todayWhy, todayWords, weekLines } from './place-hours.ts';
import { narrowed, nearHref, nearInput, readNearQuery } from './near-query.ts';
import { byDistance, byStanding } from './near-sort.ts';
import { agoWords, freshWords, openState, untilWords, wayWords, type PlaceCardView } from './place-words.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const minutes = (text: string) => at(text) / 60_000;
/** A Wednesday, half past nine in the morning. */
const NOW = at('2026-12-02T09:30');

type Times = PlaceCardView['times'];
const times = (open: [string, string][], more: Partial<Times> = {}): Times => ({
  known: true,
  open: open.map(([from, to]): [number, number] => [minutes(from), minutes(to)]),
  shut: [],
  until: minutes('2026-12-18T00:00'),
  ...more,
});

function place(more: Partial<PlaceCardView> = {}): PlaceCardView {
  return {
    code: 'AAAAAA',
    name: '驿站',
    kind: 'warm_station',
    roles: ['station'],
    state: 'open',
    address: null,
    directions: null,
    areaName: null,
    position: null,
    entryMode: 'walk_in',
    opening: { now: 'unknown', until: null },
    times: times([['2026-12-02T08:00', '2026-12-02T22:00']]),
    facilities: [],
    out: [],
    freshness: { trust: 'verified', confirmedAt: null, confirmedBy: null, usedAt: null },
    note: null,
    closedWhy: null,
    ...more,
  };
}

test.each([
  [times([['2026-12-02T08:00', '2026-12-02T22:00']]), '2026-12-02T09:30', 'open', '开到 22:00'],
  [times([['2026-12-02T08:00', '2026-12-03T00:00']]), '2026-12-02T09:30', 'open', '开到 24:00'],
  [times([['2026-12-02T18:00', '2026-12-03T02:00']]), '2026-12-02T23:30', 'open', '开到明天 2:00'],
  [times([['2026-12-02T18:00', '2026-12-03T02:00']]), '2026-12-03T00:30', 'open', '开到 2:00'],
  [times([['2026-12-02T18:00', '2026-12-02T22:00']]), '2026-12-02T09:30', 'closed', '18:00 开'],
  [times([['2026-12-03T06:00', '2026-12-03T22:00']]), '2026-12-02T23:00', 'closed', '明天 6:00 开'],
  [times([['2026-12-07T08:00', '2026-12-07T22:00']]), '2026-12-05T09:00', 'closed', '周一 8:00 开'],
  [times([['2026-12-02T00:00', '2026-12-18T00:00']]), '2026-12-02T09:30', 'open', '24 小时开'],
  [times([]), '2026-12-02T09:30', 'closed', null],
  [times([], { known: false }), '2026-12-02T09:30', 'unknown', null],
  // A list that was kept longer than its hours reach.
  [times([['2026-12-02T08:00', '2026-12-02T22:00']]), '2026-12-19T09:30', 'unknown', null],
] as const)('of %o it is told at %s: %s, %s', (given, when, standing, words) => {
  const state = openState(place({ times: given }), at(when));
  expect([state.standing, untilWords(state, at(when), 'zh')]).toEqual([standing, words]);
});

test('a place that is closed for a time or gone is never open, whatever its hours', () => {
  expect(openState(place({ state: 'temp_closed' }), NOW).standing).toBe('paused');
  expect(openState(place({ state: 'delisted' }), NOW).standing).toBe('gone');
  expect(openState(place({ state: 'suspended' }), NOW).standing).toBe('gone');
});

const ago = (text: string) => new Date(at(text)).toISOString();

test.each([
  [
    {
      trust: 'verified',
      confirmedAt: ago('2026-12-02T09:18'),
      confirmedBy: 'use',
      usedAt: ago('2026-12-02T09:18'),
    },
    '12 分钟前有人用过',
  ],
  [
    { trust: 'verified', confirmedAt: ago('2026-12-01T19:00'), confirmedBy: 'host', usedAt: null },
    '昨天驿站确认开着',
  ],
  [
    {
      trust: 'verified',
      confirmedAt: ago('2026-12-01T19:00'),
      confirmedBy: 'host',
      usedAt: ago('2026-12-02T08:10'),
    },
    '1 小时前有人用过',
  ],
  [
    { trust: 'verified', confirmedAt: ago('2026-11-20T19:00'), confirmedBy: 'officer', usedAt: null },
    '12 天前工会核实开着',
  ],
  [
    { trust: 'stale', confirmedAt: ago('2026-10-20T19:00'), confirmedBy: 'use', usedAt: null },
    '已有 43 天没人确认',
  ],
  [{ trust: 'stale', confirmedAt: null, confirmedBy: null, usedAt: null }, '还没有人确认过'],
  [
    { trust: 'disputed', confirmedAt: ago('2026-12-01T19:00'), confirmedBy: 'host', usedAt: null },
    '有人说关着，正在核实',
  ],
  [
    { trust: 'sunk', confirmedAt: ago('2026-12-01T19:00'), confirmedBy: 'host', usedAt: null },
    '多次有人说进不去，等核实',
  ],
] as const)('%o is told as %s', (freshness, words) => {
  expect(freshWords({ freshness }, NOW, 'zh')).toBe(words);
});

test('the night before counts as yesterday only once some hours have gone', () => {
  expect(agoWords(at('2026-12-01T23:50'), at('2026-12-02T00:20'), 'zh')).toBe('30 分钟前');
  expect(agoWords(at('2026-12-01T23:50'), at('2026-12-02T03:20'), 'zh')).toBe('3 小时前');
  expect(agoWords(at('2026-12-01T20:00'), at('2026-12-02T03:20'), 'zh')).toBe('昨天');
});

const HERE = { lat: 40.07, lng: 116.33 };
const located = (lat: number, more: Partial<PlaceCardView> = {}) =>
  place({ position: { wgs84: { lat, lng: 116.33 }, gcj02: { lat, lng: 116.33 }, datum: 'wgs84' }, ...more });

test('the way is told as the crow flies and in minutes on foot, only where both ends are known', () => {
  expect(wayWords(located(40.0722), HERE, 'zh')).toBe('直线 240 米，步行约 4 分钟');
  expect(wayWords(located(40.2), HERE, 'zh')).toBe('直线 14.5 公里');
  expect(wayWords(located(40.0722), null, 'zh')).toBeNull();
  expect(wayWords(place(), HERE, 'zh')).toBeNull();
});

test('doubtful places sink, by distance as well as by what is open', () => {
  const sunk = located(40.0701, {
    code: 'SUNKED',
    freshness: { trust: 'sunk', confirmedAt: null, confirmedBy: null, usedAt: null },
  });
  const near = located(40.071, { code: 'NEARER', times: times([]) });
  const far = located(40.08, { code: 'FURTHR' });
  const paused = located(40.0702, { code: 'PAUSED', state: 'temp_closed' });
  const codes = (places: PlaceCardView[]) => places.map(({ code }) => code);
  expect(codes(byDistance([sunk, far, near], HERE))).toEqual(['NEARER', 'FURTHR', 'SUNKED']);
  expect(codes(byStanding([sunk, paused, near, far], NOW))).toEqual(['FURTHR', 'NEARER', 'PAUSED', 'SUNKED']);
});

test('the address says what is looked for, and the server learns a square of 0.01° at most', () => {
  const query = readNearQuery(
    new URLSearchParams('open=yes&with=water,<b>,toilet&area=110114&q=%20龙%20&view=map'),
  );
  expect(query).toEqual({
    open: true,
    night: false,
    with: ['water', 'toilet'],
    area: '110114',
    q: '龙',
    view: 'map',
  });
  expect(nearHref({ ...query, view: 'list', q: '' })).toBe('/near?open=yes&with=water%2Ctoilet&area=110114');
  expect(nearInput(query, { lat: 40.071234, lng: 116.339 })).toMatchObject({ lat: '40.07', lng: '116.34' });
  expect(nearInput(query, null)).not.toHaveProperty('lat');
});

test('a kept list is searched as the server would', () => {
  const items = [
    place({ code: 'OPENED', name: '龙华园', facilities: ['water'] }),
    place({ code: 'NIGHTS', name: '夜班', times: times([['2026-12-02T20:00', '2026-12-03T05:00']]) }),
    place({ code: 'NOBODY', times: times([], { known: false }) }),
  ];
  const kept = { at: ago('2026-12-02T09:00'), items, next: null, area: null, areas: [] };
  const found = (search: string) =>
    narrowed(kept, readNearQuery(new URLSearchParams(search)), NOW).items.map(({ code }) => code);
  expect(found('')).toHaveLength(3);
  expect(found('open=yes')).toEqual(['OPENED']);
  expect(found('night=yes')).toEqual(['NIGHTS']);
  expect(found('with=water')).toEqual(['OPENED']);
  expect(found('q=龙华')).toEqual(['OPENED']);
});

const span = (from: string, to: string) => ({ from, to });
const workdays = [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [span('08:00', '18:00')] : []));
const hours = {
  week: workdays,
  seasons: [],
  holidays: { as: 'closed' as const },
  swapped: { as: 'weekday' as const, day: 1 },
};

test('a week is told with equal days together', () => {
  expect(weekLines(workdays, 'zh')).toEqual([
    ['周一至周五', '8:00–18:00'],
    ['周六、周日', '不开'],
  ]);
  expect(
    weekLines(
      Array.from({ length: 7 }, () => [span('18:00', '02:00')]),
      'zh',
    ),
  ).toEqual([['每天', '18:00–次日 2:00']]);
});

test('today is told as it is, and why it is not as usual', () => {
  const usual = { times: times([['2026-12-02T08:00', '2026-12-02T18:00']]), hours, special: [] };
  expect([todayWords(usual, NOW, 'zh'), todayWhy(usual, NOW, 'zh')]).toEqual(['8:00–18:00', null]);
  const short = { times: times([['2026-12-02T08:00', '2026-12-02T12:00']]), hours, special: [] };
  expect([todayWords(short, NOW, 'zh'), todayWhy(short, NOW, 'zh')]).toEqual([
    '8:00–12:00',
    '今天临时安排，和平时不一样',
  ]);
  const holiday = at('2027-10-01T09:30');
  // The federation's own calendar says so: the program brings none of 2027.
  const special = [{ day: '2027-10-01', holiday: '国庆节' }];
  const shut = { times: times([]), hours, special };
  expect([todayWords(shut, holiday, 'zh'), todayWhy(shut, holiday, 'zh')]).toEqual([
    '今天不开',
    '国庆节，和平时不一样',
  ]);
  expect(todayWhy(shut, holiday, 'en')).toContain('National Day');
  expect(todayWhy({ ...shut, special: [{ day: '2027-10-01', holiday: null }] }, holiday, 'zh')).toContain(
    '调休',
  );
  expect(todayWords({ times: times([], { known: false }) }, NOW, 'zh')).toBeNull();
});
