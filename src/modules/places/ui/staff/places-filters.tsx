import { Checkbox, Segmented, Select } from 'antd';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { keysOf, useWords } from '#web/staff/words.ts';
import { placeNames, placesWords } from './places-texts.ts';

/** Search first, then what, how and whose; order and density at the end. */
export function PlaceFilters() {
  const words = useWords(placesWords);
  const names = useWords(placeNames);
  const [filters, setFilters] = useFilters();
  return (
    <div className="filters">
      <SearchBox label={words.search} />
      <FilterSelect name="role" label={words.filters.role} words={names.roles} />
      <FilterSelect name="state" label={words.filters.state} words={names.states} />
      <FilterSelect name="trust" label={words.filters.trust} words={names.trusts} />
      <OrgFilter name="under" label={words.filters.under} />
      <Select
        className="filter"
        aria-label={words.filters.order}
        value={filters['order'] ?? 'doubt'}
        onChange={(order) => setFilters({ order: order === 'doubt' ? undefined : order })}
        options={keysOf(words.orders).map((key) => ({ value: key as string, label: words.orders[key] }))}
      />
      <Checkbox
        checked={filters['unlocated'] === 'yes'}
        onChange={({ target }) => setFilters({ unlocated: target.checked ? 'yes' : undefined })}
      >
        {words.onlyUnlocated}
      </Checkbox>
      <Segmented
        className="when-wide"
        aria-label={words.filters.density}
        value={filters['density'] === 'dense' ? 'dense' : 'roomy'}
        onChange={(density) => setFilters({ density: density === 'dense' ? density : undefined })}
        options={keysOf(words.densities).map((value) => ({ value, label: words.densities[value] }))}
      />
    </div>
  );
}
