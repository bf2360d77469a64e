import { Link } from '@tanstack/react-router';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { Blank } from '#web/staff/parts.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useWords } from '#web/staff/words.ts';
import { applicationWords } from './application-texts.ts';
import { peopleWords } from './texts.ts';

export function ApplicationFilters() {
  const words = useWords(applicationWords);
  const { applicationStates } = useWords(peopleWords);
  const [filters, setFilters] = useFilters();
  const { submitted: _submitted, auto_checked: _checked, ...states } = applicationStates;
  return (
    <div className="filters">
      <SearchBox label={words.searchLabel} />
      <FilterSelect name="state" label={words.openStates} words={{ ...states, all: words.allStates }} />
      <OrgPicker
        className="filter wide"
        label={words.orgLabel}
        placeholder={words.orgLabel}
        value={filters.org === undefined ? undefined : Number(filters.org)}
        onChange={(id) => setFilters({ org: id === undefined ? undefined : String(id) })}
      />
    </div>
  );
}

/** An empty queue is good news; an empty search is not. */
export function NoApplications() {
  const words = useWords(applicationWords);
  const [{ q, state, org }] = useFilters();
  if (q ?? state ?? org) return <Blank title={words.empty}>{words.emptyNext}</Blank>;
  return (
    <Blank title={words.emptyOpen}>
      {words.emptyOpenNext}
      <Link to="/orgs">{words.toJoinCodes}</Link>
    </Blank>
  );
}
