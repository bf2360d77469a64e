import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATEGORIES, HOLDINGS, KEPT } from './own/rules.ts';
import {
  erasureOf,
  needsUnion,
  nextState,
  REQUEST_KINDS,
  REQUEST_STATES,
  REQUEST_STEPS,
  type ErasureFacts,
} from './rules.ts';

test.each([
  ['correct', 'requested', 'check', 'identity_checked'],
  ['correct', 'requested', 'do', undefined],
  ['correct', 'requested', 'refuse', undefined],
  ['correct', 'identity_checked', 'check', undefined],
  ['correct', 'identity_checked', 'do', 'done'],
  ['correct', 'identity_checked', 'refuse', 'refused'],
  ['withdraw', 'identity_checked', 'refuse', 'refused'],
  ['deregister', 'identity_checked', 'refuse', 'refused'],
  ['deregister', 'identity_checked', 'do', 'done'],
  ['copy', 'identity_checked', 'do', 'done'],
  ['copy', 'identity_checked', 'refuse', undefined],
  ['delete', 'identity_checked', 'do', 'done'],
  ['delete', 'identity_checked', 'refuse', undefined],
] as const)('%s: %s, %s → %s', (kind, from, step, to) => {
  expect(nextState(kind, from, step)).toBe(to);
});

test('nothing follows upon done or refused, and nothing is done before the identity is checked', () => {
  for (const kind of REQUEST_KINDS)
    for (const step of REQUEST_STEPS) {
      expect(nextState(kind, 'done', step)).toBeUndefined();
      expect(nextState(kind, 'refused', step)).toBeUndefined();
      if (step !== 'check') expect(nextState(kind, 'requested', step)).toBeUndefined();
    }
  expect(REQUEST_STATES).toHaveLength(4);
  expect(REQUEST_KINDS.filter(needsUnion)).toEqual(['correct', 'withdraw', 'deregister']);
});

const NOBODY: ErasureFacts = {
  member: false,
  periods: false,
  onRoster: false,
  officer: false,
  warnings: false,
  transfers: false,
  applications: false,
  record: false,
};

test.each<[string, Partial<ErasureFacts>, object]>([
  [
    'an account alone',
    {},
    { how: 'at_once', goes: ['account', 'messages', 'consents'], stays: ['audit', 'backups'] },
  ],
  [
    'a member',
    { member: true, periods: true, record: true, applications: true },
    {
      how: 'by_union',
      goes: ['account', 'messages', 'consents', 'applications', 'record'],
      stays: ['membership', 'audit', 'periods', 'resolutions', 'backups'],
    },
  ],
  [
    'a former member who is an officer and stands on a roster',
    { periods: true, record: true, officer: true, onRoster: true, warnings: true },
    {
      how: 'at_once',
      goes: ['messages', 'consents', 'record', 'moves', 'rosters'],
      stays: ['office', 'audit', 'periods', 'resolutions', 'employer', 'backups'],
    },
  ],
])('what goes and what stays of %s', (_who, facts, told) => {
  expect(erasureOf({ ...NOBODY, ...facts })).toEqual(told);
});

const register = readFileSync(new URL('../../../../docs/data-register.md', import.meta.url), 'utf8');
const registered = [...register.matchAll(/^\| `([\w.]+)` \|(.+)\|$/gm)].map(([, column, rest]) => {
  const [, , basis, retention] = rest!.split('|').map((cell) => cell.trim());
  return { column: column!, basis: basis!, retention: retention! };
});

/** Whose data a row of the register is: what is about officers, organisations, places and the erased no worker has. */
const OF_OFFICERS =
  /^(orgs|voices|meetings|jobs)\.|^places\.(?!sighting\.|fault_report\.|booking\.)|^kernel\.link\.|^kernel\.erasure(_replay)?\.|^auth\.user\.name$|^auth\.(account|verification|twoFactor|access_token|used_totp)\.|^people\.(resolution|saved_view|form|roster_import|roster_file|roster)\./;

function categoryOf(column: string): string[] {
  const table = column.slice(0, column.lastIndexOf('.'));
  const named = CATEGORIES.filter((category) => HOLDINGS[category].columns.includes(column));
  return named.length > 0
    ? named
    : CATEGORIES.filter((each) => HOLDINGS[each].columns.includes(`${table}.*`));
}

test('what a person is told is held is what the register says, column by column', () => {
  const mine = registered.filter(({ column }) => !OF_OFFICERS.test(column));
  expect(mine.length).toBeGreaterThan(100);
  expect(mine.filter(({ column }) => categoryOf(column).length !== 1).map(({ column }) => column)).toEqual(
    [],
  );
  for (const { column, basis, retention } of mine) {
    const [category] = categoryOf(column) as [keyof typeof HOLDINGS];
    expect([column, HOLDINGS[category].basis]).toEqual([column, expect.arrayContaining([basis])]);
    const kept = KEPT.find((each) => retention.startsWith(each));
    if (kept) expect([column, HOLDINGS[category].kept]).toEqual([column, expect.arrayContaining([kept])]);
  }
});

test('no category names a column, basis or table that the register does not have', () => {
  for (const category of CATEGORIES) {
    const { columns, basis } = HOLDINGS[category];
    const rows = registered.filter(({ column }) => categoryOf(column).includes(category));
    for (const pattern of columns)
      expect([pattern, registered.some(({ column }) => fits(column, pattern))]).toEqual([pattern, true]);
    for (const each of basis)
      expect([category, each, rows.some((row) => row.basis === each)]).toEqual([category, each, true]);
  }
});

function fits(column: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? column.startsWith(pattern.slice(0, -1)) : column === pattern;
}
