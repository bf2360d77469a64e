import type { Remark, RosterMode } from '#people/roster/contract';
import { Tag, type TagTone } from '#web/staff/parts.tsx';
import { useWords, wordFor } from '#web/staff/words.ts';
import { rosterCodes } from './roster-code-texts.ts';
import { diffWords } from './roster-diff-texts.ts';
import { effectOf, type Effect } from './roster-effects.ts';
import type { RosterRow } from './roster-reads.ts';
import { standingWords } from './standing-texts.ts';
import { peopleWords } from './texts.ts';

/** What will happen to a row, and what is worth a look in it. */
export function RowEffect({ row, mode }: { readonly row: RosterRow; readonly mode: RosterMode }) {
  const words = useWords(diffWords);
  const { remarks, remarkHelp } = useWords(rosterCodes);
  if (row.skipped) return <span className="quiet roster-skipped">{words.skipped}</span>;
  const effect = effectOf(row, mode);
  const told = row.remarks.filter((remark) => !isSaid(remark, row, effect));
  return (
    <>
      {effect && <div>{words.effects[effect]}</div>}
      {told.map((remark) => (
        <div key={remark} className="roster-remark">
          <Tag tone={toneOf(remark)}>{remarks[remark]}</Tag> <span>{remarkHelp[remark]}</span>
        </div>
      ))}
    </>
  );
}

/** A transfer says already that they are a member elsewhere; the sentence of a phone, that its owner is told. */
function isSaid(remark: Remark, { remarks }: RosterRow, effect: Effect | undefined): boolean {
  if (remark === 'member_elsewhere') return remarks.includes('transfer');
  return remark === 'phone_notice' && effect === 'updatedPhone';
}

function toneOf(remark: Remark): TagTone {
  return remark === 'phone_notice' ? 'info' : 'mind';
}

/** What is on record of the person, as far as the reader may know. */
export function RowRecord({ record, remarks }: Pick<RosterRow, 'record' | 'remarks'>) {
  const words = useWords(diffWords).record;
  const { membershipStates } = useWords(peopleWords);
  const { known } = useWords(standingWords);
  if (!record) return <span className="quiet">{words.nothing}</span>;
  const elsewhere = remarks.includes('member_elsewhere') || remarks.includes('transfer');
  const { standing, since, union } = record;
  const parts = [
    since && words.member(since.slice(0, 4)),
    standing === 'known' && known,
    standing !== 'known' && (standing !== 'active' || !since) && wordFor(membershipStates, standing),
    union ?? (elsewhere && words.elsewhere),
  ];
  return <span>{parts.filter(Boolean).join(' · ')}</span>;
}
