import { expect, test } from 'vitest';
import { calendarFile, escaped, folded, type Entry } from './ical.ts';

const ENTRY: Entry = {
  uid: '01890000-0000-7000-8000-000000000000@union.example',
  sequence: 2,
  stamp: Date.parse('2026-11-22T01:02:03.456Z'),
  from: Date.parse('2026-12-02T04:00:00Z'),
  to: Date.parse('2026-12-02T05:00:00Z'),
  status: 'CONFIRMED',
  summary: '读书会，第一场; A, B\\C',
  location: '海淀工人文化宫\n二层',
  description: null,
};

test('a file has every line that a calendar asks for, and no other', () => {
  expect(
    calendarFile({ name: '我的预约', product: 'Bookings' }, [{ ...ENTRY, location: null }]).split('\r\n'),
  ).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zhijia//Bookings//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:我的预约',
    'BEGIN:VEVENT',
    'UID:01890000-0000-7000-8000-000000000000@union.example',
    'SEQUENCE:2',
    'DTSTAMP:20261122T010203Z',
    'DTSTART:20261202T040000Z',
    'DTEND:20261202T050000Z',
    'STATUS:CONFIRMED',
    'SUMMARY:读书会，第一场\\; A\\, B\\\\C',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('what is called off says so under the same uid', () => {
  const file = calendarFile({ name: 'x', product: 'Meetings', method: 'CANCEL' }, [
    { ...ENTRY, status: 'CANCELLED', sequence: 3, to: null },
  ]);
  expect(file).toContain(`UID:${ENTRY.uid}\r\nSEQUENCE:3\r\n`);
  expect(file).toContain('METHOD:CANCEL\r\n');
  expect(file).toContain('STATUS:CANCELLED\r\n');
  expect(file).not.toContain('DTEND');
  expect(file).toContain('LOCATION:海淀工人文化宫\\n二层\r\n');
});

test('line breaks of every kind are written as one', () => {
  expect(escaped('a\r\nb\rc\nd')).toBe('a\\nb\\nc\\nd');
});

test.each([
  ['x'.repeat(75), 1],
  ['x'.repeat(76), 2],
  ['职'.repeat(25), 1],
  ['职'.repeat(26), 2],
  [`x${'职'.repeat(74)}`, 4],
  ['𠮷'.repeat(40), 3],
])('%s is folded', (line, count) => {
  const lines = folded(line).split('\r\n');
  expect(lines).toHaveLength(count);
  for (const one of lines) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
  // Unfolded it is what it was: no character was cut in two.
  expect(folded(line).replaceAll('\r\n ', '')).toBe(line);
});
