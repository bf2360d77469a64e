import { expect, test } from 'vitest';
import { ITEM_STATES, MEETING_STATES } from '../contract.ts';
import { isOpen } from '../rules.ts';
import { haltOf, SAYINGS, sayingsNow, stateAfter, type Halt, type Standing } from './rules.ts';

const ASKED = { left: false, closed: false } as const;

test('a meeting takes an answer only in the step that asks for it', () => {
  const open = (kind: 'topics' | 'attend' | 'review') =>
    MEETING_STATES.filter((meeting) => sayingsNow({ ...ASKED, kind, meeting }).length > 0);
  expect(open('topics')).toEqual(['topic_call', 'topics_drafted']);
  expect(open('attend')).toEqual(['noticed']);
  expect(open('review')).toEqual(['minutes_circulated']);
  for (const meeting of MEETING_STATES)
    for (const over of [{ left: true }, { closed: true }])
      expect(sayingsNow({ ...ASKED, ...over, kind: 'topics', meeting })).toEqual([]);
});

test.each(ITEM_STATES)('of an item that is %s a unit says no more than its state allows', (item) => {
  const standing = { ...ASKED, kind: 'item', item, part: 'lead', accepting: false } as const;
  const lead = sayingsNow(standing);
  for (const saying of lead) expect(SAYINGS.item).toContain(saying);
  if (!isOpen(item)) expect(lead).toEqual([]);
  const supporting = sayingsNow({ ...standing, part: 'support' });
  expect(supporting.filter((saying) => saying !== 'progress')).toEqual([]);
  expect(sayingsNow({ ...standing, part: null })).toEqual([]);
  // Who has said that they accept can tell of their progress before an officer has confirmed it.
  const accepting: Standing = { ...standing, accepting: true };
  if (item === 'assigned') expect(sayingsNow(accepting)).toEqual(['progress', 'report', 'defer']);
});

test.each<[Halt | null, Standing]>([
  [null, { ...ASKED, kind: 'topics', meeting: 'topic_call' }],
  ['moved_on', { ...ASKED, kind: 'topics', meeting: 'coordinated' }],
  ['early', { ...ASKED, kind: 'topics', meeting: 'year_plan' }],
  ['early', { ...ASKED, kind: 'attend', meeting: 'research_report' }],
  ['moved_on', { ...ASKED, kind: 'attend', meeting: 'held' }],
  ['early', { ...ASKED, kind: 'review', meeting: 'minutes_draft', closed: true }],
  ['moved_on', { ...ASKED, kind: 'review', meeting: 'issued', closed: true }],
  ['cancelled', { ...ASKED, kind: 'attend', meeting: 'cancelled', closed: true }],
  ['left', { ...ASKED, kind: 'attend', meeting: 'noticed', left: true }],
  ['passed', { ...ASKED, kind: 'item', item: 'assigned', part: null, accepting: false }],
  ['lead_first', { ...ASKED, kind: 'item', item: 'assigned', part: 'support', accepting: false }],
  ['reported', { ...ASKED, kind: 'item', item: 'reported', part: 'lead', accepting: false }],
  ['ended', { ...ASKED, kind: 'item', item: 'failed', part: 'lead', accepting: false }],
])('who can say nothing is told why: %s', (halt, standing) => {
  expect(haltOf(standing)).toBe(halt);
});

test('an answer that waits comes before the last decision', () => {
  expect(stateAfter(1, 'confirmed')).toBe('submitted');
  expect(stateAfter(0, 'confirmed')).toBe('confirmed');
  expect(stateAfter(0, 'returned')).toBe('returned');
});
