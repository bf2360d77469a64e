import type { RosterMode } from '#people/roster/contract';
import type { diffWords } from './roster-diff-texts.ts';
import type { RosterRow } from './roster-reads.ts';

export type Effect = keyof (typeof diffWords)['zh']['effects'];

const MEMBERS: readonly string[] = ['active', 'transferring', 'retained'];

type Told = Pick<RosterRow, 'outcome' | 'remarks' | 'repairs' | 'changes' | 'record'>;

/**
 * What a row will do, apart from what its remarks say; undefined where a remark says it all. It follows what the server
 * does (people/roster/apply), which has the last word.
 */
export function effectOf(row: Told, mode: RosterMode): Effect | undefined {
  if (row.outcome === 'joined') return effectOfJoining(row, mode);
  if (row.outcome === 'left') return row.remarks.includes('settle') ? undefined : 'removed';
  if (row.outcome === 'changed') return effectOfChange(row);
  return row.repairs.length > 0 ? 'rewritten' : 'same';
}

function effectOfJoining({ remarks, record }: Told, mode: RosterMode): Effect | undefined {
  if (remarks.includes('transfer')) return undefined;
  if (remarks.includes('member_elsewhere')) return 'elsewhere';
  const standing = record?.standing ?? 'known';
  if (standing === 'active' || standing === 'transferring') return 'listedMember';
  if (standing === 'retained') return 'listedRetained';
  return mode === 'members' ? 'admitted' : 'listed';
}

/** The one thing that changes where it is one; of a phone also what becomes of the old number. */
function effectOfChange({ changes, remarks, record }: Told): Effect {
  const fields = changes.map(({ field }) => field);
  if (fields.length === 1 && fields[0] === 'phone') {
    return remarks.includes('phone_notice') ? 'updatedPhone' : 'addedPhone';
  }
  const isMember = MEMBERS.includes(record?.standing ?? '');
  return fields.length === 1 && fields[0] === 'employment' && isMember ? 'updatedWork' : 'updated';
}
