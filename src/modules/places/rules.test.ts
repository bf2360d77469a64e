import { describe, expect, test } from 'vitest';
import { PLACE_STATES, type PlaceState, type Trust } from './contract.ts';
import { mayStep, metresBetween, needsReason, stepsFrom, trustOf } from './rules.ts';

describe('the way of a place (domain.md C5)', () => {
  const may: Readonly<Record<PlaceState, readonly PlaceState[]>> = {
    proposed: ['surveyed', 'open', 'delisted'],
    surveyed: ['approved', 'delisted'],
    approved: ['building', 'open', 'delisted'],
    building: ['open', 'delisted'],
    open: ['temp_closed', 'suspended', 'delisted'],
    temp_closed: ['open', 'suspended', 'delisted'],
    suspended: ['open', 'delisted'],
    delisted: ['open'],
  };
  const pairs = PLACE_STATES.flatMap((from) => PLACE_STATES.map((to) => ({ from, to })));

  test.each(pairs)('from $from to $to', ({ from, to }) => {
    expect(mayStep(from, to)).toBe(may[from].includes(to));
    expect(stepsFrom(from).includes(to)).toBe(may[from].includes(to));
  });

  test('whoever finds a door shut reads why', () => {
    expect(PLACE_STATES.filter(needsReason)).toEqual(['temp_closed', 'suspended', 'delisted']);
  });
});

describe('how far a place can be trusted', () => {
  const HOUR = 3_600_000;
  const now = 1_000 * 24 * HOUR;
  const limits = { verifiedDays: 30, sinkHours: 48 };
  const rows: readonly (readonly [what: string, confirmed: number | null, doubted: number | null, Trust])[] =
    [
      ['nobody has ever said that it is open', null, null, 'stale'],
      ['somebody said so just now', 0, null, 'verified'],
      ['the last hour of the thirtieth day', 30 * 24, null, 'verified'],
      ['an hour later', 30 * 24 + 1, null, 'stale'],
      ['two found it closed just now', 1, 0, 'disputed'],
      ['nobody has looked for almost two days', 40 * 24, 47, 'disputed'],
      ['nor on the second', 40 * 24, 48, 'sunk'],
      ['a doubt counts also where nobody ever confirmed', null, 72, 'sunk'],
    ];
  test.each(rows)('%s', (_what, confirmed, doubted, trust) => {
    const ago = (hours: number | null) => (hours === null ? null : now - hours * HOUR);
    expect(trustOf({ confirmedAt: ago(confirmed), doubtedAt: ago(doubted) }, now, limits)).toBe(trust);
  });
});

test('a degree of latitude is about 111 kilometres, one of longitude at Beijing about 85', () => {
  const at = { lat: 40, lng: 116 };
  expect(metresBetween(at, { lat: 41, lng: 116 })).toBeCloseTo(111_195, -1);
  expect(metresBetween(at, { lat: 40, lng: 117 })).toBeCloseTo(85_180, -2);
  expect(metresBetween(at, at)).toBe(0);
});
