import { expect, test } from 'vitest';
import type { RosterRow } from './roster-reads.ts';
import { effectOf } from './roster-effects.ts';

type Told = Parameters<typeof effectOf>[0];

const nobody: Told = { outcome: 'joined', remarks: [], repairs: [], changes: [], record: null };
const known = (standing: string): RosterRow['record'] => ({ standing, since: null, union: null });

test.each<[string, Told, 'staff' | 'members', ReturnType<typeof effectOf>]>([
  ['somebody new on a staff list is not yet a member', nobody, 'staff', 'listed'],
  ['somebody new on a register becomes one', nobody, 'members', 'admitted'],
  ['a former member of a staff list is not one', { ...nobody, record: known('resigned') }, 'staff', 'listed'],
  ['a member stays one', { ...nobody, record: known('active') }, 'staff', 'listedMember'],
  [
    'a retained membership stays retained',
    { ...nobody, record: known('retained') },
    'members',
    'listedRetained',
  ],
  [
    'a member elsewhere stays there',
    { ...nobody, remarks: ['member_elsewhere'], record: known('active') },
    'members',
    'elsewhere',
  ],
  [
    'a transfer speaks for itself',
    { ...nobody, remarks: ['member_elsewhere', 'transfer'] },
    'staff',
    undefined,
  ],
  ['who leaves comes off the roster', { ...nobody, outcome: 'left' }, 'staff', 'removed'],
  [
    'a membership to be settled speaks for itself',
    { ...nobody, outcome: 'left', remarks: ['settle'] },
    'staff',
    undefined,
  ],
  [
    'a first phone is noted',
    { ...nobody, outcome: 'changed', changes: [{ field: 'phone', from: null, to: 'b' }] },
    'staff',
    'addedPhone',
  ],
  [
    'another phone ends the one before',
    {
      ...nobody,
      outcome: 'changed',
      changes: [{ field: 'phone', from: 'a', to: 'b' }],
      remarks: ['phone_notice'],
    },
    'staff',
    'updatedPhone',
  ],
  [
    'several are not',
    {
      ...nobody,
      outcome: 'changed',
      changes: [
        { field: 'phone', from: 'a', to: 'b' },
        { field: 'name', from: 'a', to: 'b' },
      ],
    },
    'staff',
    'updated',
  ],
  [
    'another kind of employment leaves a membership as it is',
    {
      ...nobody,
      outcome: 'changed',
      changes: [{ field: 'employment', from: 'dispatched', to: 'contract' }],
      record: known('active'),
    },
    'staff',
    'updatedWork',
  ],
  ['nothing is done to the unchanged', { ...nobody, outcome: 'unchanged' }, 'staff', 'same'],
  ['but for the spelling', { ...nobody, outcome: 'unchanged', repairs: ['id_spaces'] }, 'staff', 'rewritten'],
])('%s', (_name, row, mode, effect) => {
  expect(effectOf(row, mode)).toBe(effect);
});
