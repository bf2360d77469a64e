import { expect, test } from 'vitest';
import { ITEM_STATES, MEETING_STATES } from '../contract.ts';
import { isOpen } from '../rules.ts';
import { figuresOf, isOverdue } from './progress/rules.ts';
import { SAYINGS, sayingsNow, stateAfter, type Standing } from './rules.ts';

test('a meeting takes an answer only in the step that asks for it', () => {
  const open = (kind: 'topics' | 'attend' | 'review') =>
    MEETING_STATES.filter((meeting) => sayingsNow({ kind, meeting, ended: false }).length > 0);
  expect(open('topics')).toEqual(['topic_call', 'topics_drafted']);
  expect(open('attend')).toEqual(['noticed']);
  expect(open('review')).toEqual(['minutes_circulated']);
  for (const meeting of MEETING_STATES)
    expect(sayingsNow({ kind: 'topics', meeting, ended: true })).toEqual([]);
});

test.each(ITEM_STATES)('of an item that is %s a unit says no more than its state allows', (item) => {
  const standing = { kind: 'item', item, lead: true, accepting: false, ended: false } as const;
  const lead = sayingsNow(standing);
  for (const saying of lead) expect(SAYINGS.item).toContain(saying);
  if (!isOpen(item)) expect(lead).toEqual([]);
  const supporting = sayingsNow({ ...standing, lead: false });
  expect(supporting.filter((saying) => saying !== 'progress')).toEqual([]);
  // Who has said that they accept can tell of their progress before an officer has confirmed it.
  const accepting: Standing = { ...standing, accepting: true };
  if (item === 'assigned') expect(sayingsNow(accepting)).toEqual(['progress', 'report', 'defer']);
});

test('an answer that waits comes before the last decision', () => {
  expect(stateAfter(1, 'confirmed')).toBe('submitted');
  expect(stateAfter(0, 'confirmed')).toBe('confirmed');
  expect(stateAfter(0, 'returned')).toBe('returned');
});

test('figures of a unit: on time by the date as it stands, the median of an even number is the mean', () => {
  const item = { agreedOn: '2026-01-01', dueOn: '2026-03-01', endedOn: null, failed: false };
  const items = [
    item,
    { ...item, dueOn: null },
    { ...item, endedOn: '2026-03-01' },
    { ...item, endedOn: '2026-03-03' },
    { ...item, dueOn: null, endedOn: '2026-01-11' },
    { ...item, endedOn: '2026-02-01', failed: true },
  ];
  expect(figuresOf(items, '2026-03-02')).toEqual({
    all: 6,
    open: 2,
    overdue: 1,
    closed: 3,
    failed: 1,
    dated: 2,
    onTime: 1,
    medianDays: 59,
  });
  expect(figuresOf(items.slice(2, 4), '2026-03-02').medianDays).toBe(60);
  expect(figuresOf([], '2026-03-02').medianDays).toBeNull();
  expect(isOverdue(item, '2026-03-01')).toBe(false);
});
