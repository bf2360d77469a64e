import { describe, expect, test } from 'vitest';
import { exportColumns, exportRequest, shownColumns, viewOf } from './people-reads.ts';

describe('the address of the list of people', () => {
  test('shows what says something about the group, until somebody chooses', () => {
    expect(shownColumns({})).toContain('number');
    expect(shownColumns({ group: 'not_reached' })).not.toContain('number');
    expect(shownColumns({ group: 'left' })).toContain('leftOn');
    expect(shownColumns({ cols: 'standing,org,nonsense' })).toEqual(['name', 'org', 'standing']);
  });

  test('becomes what the export is asked for', () => {
    expect(
      exportRequest({ group: 'known', org: '12', from: '2026-01-01', sort: 'joined', open: 'x' }),
    ).toEqual({
      group: 'known',
      orgId: 12,
      joinedFrom: '2026-01-01',
    });
    expect(exportColumns(['name', 'who', 'standing'])).toEqual(['name', 'sex', 'birthYear', 'standing']);
  });

  test('is kept in a view without the person who is open', () => {
    expect(viewOf({ q: '王', density: 'dense', open: 'x' })).toEqual({ q: '王', density: 'dense' });
  });
});
