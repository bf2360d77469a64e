import { expect, test } from 'vitest';
import { MEETING_STATES, TOPIC_STATES, type MeetingState } from '../contract.ts';
import { isHeld, mayGo, topicSteps } from '../rules.ts';
import { lacksFor, moved, needsReason, ordinalTitle, PREPARED, type Ready } from './rules.ts';
import { hasMoved, sayAnnounced, sayChange, sayDifference } from './texts/changes.ts';
import { draftNotice, inChinese } from './texts/notice.ts';

/** Every pair of states: `→` on, `←` back or given up (with a reason); what is not here is no step of preparing. */
const STEPS: Readonly<Record<string, string>> = {
  'year_plan topic_call': '→',
  'year_plan topics_drafted': '→',
  'year_plan cancelled': '←',
  'topic_call topics_drafted': '→',
  'topic_call year_plan': '←',
  'topic_call cancelled': '←',
  'topics_drafted coordinated': '→',
  'topics_drafted topic_call': '←',
  'topics_drafted cancelled': '←',
  'coordinated leader_approved': '→',
  'coordinated topics_drafted': '←',
  'coordinated cancelled': '←',
  'leader_approved research_report': '→',
  'leader_approved noticed': '→',
  'leader_approved topics_drafted': '←',
  'leader_approved cancelled': '←',
  'research_report noticed': '→',
  'research_report topics_drafted': '←',
  'research_report cancelled': '←',
  'noticed held': '→',
  'noticed research_report': '←',
  'noticed cancelled': '←',
  'cancelled year_plan': '←',
};

test.each(MEETING_STATES.flatMap((from) => MEETING_STATES.map((to) => [from, to] as const)))(
  'from %s to %s',
  (from: MeetingState, to: MeetingState) => {
    const prepared = to === 'cancelled' || PREPARED.includes(to);
    const mark = mayGo(from, to) && prepared ? (needsReason(from, to) ? '←' : '→') : undefined;
    expect(mark).toBe(STEPS[`${from} ${to}`]);
  },
);

const now = new Date('2026-12-01T01:00:00Z');
const ready: Ready = {
  proposed: 0,
  accepted: 1,
  startsAt: new Date('2026-12-01T01:00:00Z'),
  venue: '会议室',
  chair: '副区长',
  units: 13,
};

test.each<[MeetingState, Partial<Ready>, string[]]>([
  ['topic_call', { units: 0 }, ['units']],
  ['topics_drafted', { accepted: 0 }, ['topic']],
  ['topics_drafted', { accepted: 0, proposed: 2 }, []],
  ['coordinated', { accepted: 0, proposed: 2 }, ['accepted']],
  ['leader_approved', { proposed: 1 }, ['undecided']],
  ['research_report', {}, []],
  ['noticed', { startsAt: null, venue: null, chair: null }, ['time', 'place', 'chair']],
  ['noticed', {}, []],
  ['held', { startsAt: new Date('2026-12-01T01:00:01Z') }, ['not_yet']],
  ['held', { proposed: 1 }, ['undecided']],
  ['held', {}, []],
])('a step to %s with %j lacks %j', (to, given, lacks) => {
  expect(lacksFor(to, { ...ready, ...given }, now)).toEqual(lacks);
});

test('a topic moves one place, and stays at an end', () => {
  expect(moved(['a', 'b', 'c'], 'b', 'up')).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'b', 'down')).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 'a', 'up')).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 'x', 'up')).toEqual(['a', 'b']);
});

test('a change is told with what was and what is, in the language of whoever reads it', () => {
  const was = { startsAt: '2026-12-01T01:00:00.000Z', endsAt: null, venue: null, chair: '副区长' };
  expect(sayDifference('zh', was, was)).toBeNull();
  const room = { ...was, venue: '第一会议室' };
  expect(sayDifference('zh', was, room)).toBe('地点由待定改为第一会议室');
  expect(sayDifference('en', was, room)).toBe('place 第一会议室 instead of open');
  expect(hasMoved(was, room)).toBe(true);
  const other = { ...was, chair: '副区长 李四' };
  expect(sayDifference('zh', was, other)).toBe('主持人由副区长改为副区长 李四');
  expect(hasMoved(was, other)).toBe(false);
  expect(sayAnnounced('zh', was)).toContain('2026年12月1日（星期二）09:00');
  expect(sayAnnounced('en', was)).toContain('2026-12-01 09:00');
  const change = { kind: 'changed', was, is: room, reason: '检修' } as const;
  expect(sayChange('zh', change)).toBe('地点由待定改为第一会议室（检修）');
  expect(sayChange('en', { ...change, kind: 'cancelled' })).toBe('Cancelled: 检修');
});

test('a notice says the first item first, and what is open as open', () => {
  const text = draftNotice({
    title: '第1次会议',
    startsAt: null,
    endsAt: null,
    venue: null,
    chair: null,
    carried: 2,
    topics: [{ title: '文化宫建设', by: '区总工会' }],
    members: ['人社局'],
    observers: [],
    answerBy: '2026-12-01',
    phone: null,
    signed: ['区政府办', '区总工会'],
    today: '2026-11-23',
  });
  expect(text).toContain('（一）上次会议议定事项落实情况（2 项）\n（二）文化宫建设（区总工会）');
  expect(text).toContain('待定');
  expect(text).toContain('请于2026年12月1日前');
  expect([1, 10, 11, 20, 21].map(inChinese)).toEqual(['一', '十', '十一', '二十', '二十一']);
  expect(ordinalTitle('区联席会议', 2026, 1)).toBe('区联席会议2026年第1次会议');
});

const CHANGES: Readonly<Record<string, string>> = {
  'ahead proposed': 'accepted declined deferred',
  'ahead accepted': 'proposed declined deferred',
  'ahead declined': 'proposed accepted',
  'held proposed': 'heard declined deferred',
  'held accepted': 'heard declined deferred',
  'held declined': 'accepted',
  'held heard': 'accepted',
  'issued proposed': 'declined deferred',
  'issued accepted': 'heard declined deferred',
  'cancelled proposed': 'declined deferred',
  'cancelled accepted': 'declined deferred',
};

test.each(MEETING_STATES.flatMap((meeting) => TOPIC_STATES.map((topic) => [meeting, topic] as const)))(
  'of a meeting that is %s, a topic that is %s',
  (meeting, topic) => {
    const ended = meeting === 'issued' || meeting === 'cancelled';
    const phase = ended ? meeting : isHeld(meeting) ? 'held' : 'ahead';
    expect(topicSteps(meeting, topic).join(' ')).toBe(CHANGES[`${phase} ${topic}`] ?? '');
  },
);
