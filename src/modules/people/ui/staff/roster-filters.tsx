import type { Remark } from '#people/roster/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useWords } from '#web/staff/words.ts';
import type { CardName } from './roster-cards.tsx';
import { rosterCodes } from './roster-code-texts.ts';
import { diffWords } from './roster-diff-texts.ts';

/** What can be remarked on the rows of a card. */
const READING = ['sex_differs', 'birth_differs', 'date_unread', 'work_unread', 'code_unread'] as const;
const PHONE = ['phone_taken', 'phone_shared'] as const;
const REMARKS_OF: Partial<Record<CardName, readonly Remark[]>> = {
  joined: ['transfer', 'member_elsewhere', ...PHONE, ...READING],
  left: ['settle'],
  changed: ['phone_notice', ...PHONE, ...READING],
  unchanged: [...PHONE, ...READING],
};

/** Search by name, and only what is worth a look. */
export function RosterFilters({ card }: { readonly card: CardName }) {
  const words = useWords(diffWords);
  const { remarks } = useWords(rosterCodes);
  const listed = REMARKS_OF[card] ?? [];
  const choices = Object.fromEntries(listed.map((remark) => [remark, remarks[remark]]));
  return (
    <div className="filters">
      <SearchBox label={words.searchLabel} />
      {listed.length > 0 && (
        <FilterSelect className="filter wide" name="remark" label={words.remarkLabel} words={choices} />
      )}
    </div>
  );
}
