import { FilterSelect } from '#web/staff/filter-select.tsx';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useWords } from '#web/staff/words.ts';
import { voiceWords } from './texts.ts';

/** The filters of the list. `days`: after how many a voice is overdue. */
export function VoiceFilters({ days }: { readonly days: number | undefined }) {
  const words = useWords(voiceWords);
  const { open, ...others } = words.states;
  return (
    <div className="filters">
      <SearchBox label={words.searchLabel} />
      <FilterSelect name="state" label={open} words={others} />
      <FilterSelect name="kind" label={words.kindLabel} words={words.kinds} />
      <FilterSelect name="theme" label={words.themeLabel} words={words.themes} />
      <FilterSelect
        name="overdue"
        label={words.overdueLabel}
        words={{ yes: words.overdueOnly(days) }}
        className="filter wide"
      />
      <FilterSelect name="order" label={words.newest} words={{ oldest: words.oldest }} />
      <OrgFilter name="under" label={words.under} />
    </div>
  );
}
