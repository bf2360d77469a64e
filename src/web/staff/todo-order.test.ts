import { expect, test } from 'vitest';
import { byNeed } from './todo-order.ts';

const todo = (code: string, oldest: string | null) => ({ code, oldest });

test('what is past its date comes first, then whoever waits, the longest first, then the rest', () => {
  const sorted = [
    todo('places.unlocated', '2020-01-01T00:00:00Z'),
    todo('voices.waiting', '2026-11-02T00:00:00Z'),
    todo('people.not_reached', null),
    todo('meetings.overdue', '2026-11-20T00:00:00Z'),
    todo('people.applications_waiting', '2026-11-01T00:00:00Z'),
    todo('orgs.term_overdue', '2026-10-01T00:00:00Z'),
  ].toSorted(byNeed);
  expect(sorted.map(({ code }) => code)).toEqual([
    'orgs.term_overdue',
    'meetings.overdue',
    'people.applications_waiting',
    'voices.waiting',
    'places.unlocated',
    'people.not_reached',
  ]);
});
