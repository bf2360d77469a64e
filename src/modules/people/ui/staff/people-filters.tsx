import { Button, Checkbox, Radio, Segmented, Select } from 'antd';
import { BookmarkPlus, Columns3, SlidersHorizontal } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { DayFilter } from '#web/staff/day-filter.tsx';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { keysOf, useWords } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';
import { LIST_COLUMNS, MORE_FILTERS, shownColumns, type ListColumn } from './people-reads.ts';
import { SearchField, SearchNote, usePeopleSearch } from './people-search.tsx';
import { standingWords, useStandings } from './standing-texts.ts';
import { peopleWords } from './texts.ts';

/** Search first, then who and where; what is needed now and then opens below. */
export function PeopleFilters({ onSaveView }: { readonly onSaveView: () => void }) {
  const words = useWords(findWords);
  const { groups } = useWords(standingWords);
  const [filters, setFilters] = useFilters();
  const search = usePeopleSearch();
  const active = MORE_FILTERS.filter((name) => filters[name] !== undefined).length;
  const [more, setMore] = useState(active > 0);
  const [table, setTable] = useState(false);
  const ids = { more: useId(), table: useId() };
  return (
    <>
      <div className="filters">
        <SearchField {...search} />
        <Select
          className="filter broad"
          aria-label={words.filters.group}
          value={filters.group ?? 'members'}
          onChange={(group) => setFilters({ group: group === 'members' ? undefined : group })}
          options={keysOf(groups).map((key) => ({ value: key as string, label: groups[key] }))}
        />
        <OrgFilter name="org" label={words.filters.org} />
        <Opener
          icon={<SlidersHorizontal size={16} aria-hidden />}
          open={more}
          onOpen={setMore}
          controls={ids.more}
        >
          {active > 0 ? words.filters.active(active) : words.filters.more}
        </Opener>
        <Opener icon={<Columns3 size={16} aria-hidden />} open={table} onOpen={setTable} controls={ids.table}>
          {words.table.open}
        </Opener>
        <Button type="text" icon={<BookmarkPlus size={16} aria-hidden />} onClick={onSaveView}>
          {words.views.save}
        </Button>
      </div>
      <SearchNote {...search} />
      <div id={ids.more} hidden={!more}>
        {more && <MoreFilters />}
      </div>
      <div id={ids.table} hidden={!table}>
        {table && <TableChoices />}
      </div>
    </>
  );
}

interface OpenerProps {
  readonly icon: ReactNode;
  readonly open: boolean;
  readonly controls: string;
  readonly onOpen: (open: boolean) => void;
  readonly children: ReactNode;
}

function Opener({ icon, open, controls, onOpen, children }: OpenerProps) {
  return (
    <Button
      type="text"
      icon={icon}
      aria-expanded={open}
      aria-controls={controls}
      onClick={() => onOpen(!open)}
    >
      {children}
    </Button>
  );
}

function MoreFilters() {
  const words = useWords(findWords).filters;
  const { nef } = useWords(standingWords);
  const { occupations, employments } = useWords(peopleWords);
  const standings = useStandings();
  const [filters, setFilters] = useFilters();
  const used = MORE_FILTERS.some((name) => filters[name] !== undefined);
  const cleared = Object.fromEntries(MORE_FILTERS.map((name) => [name, undefined]));
  return (
    <div className="filters folded">
      <OrgFilter name="employer" kind="employer" label={words.employer} />
      <FilterSelect name="occupation" label={words.occupation} words={{ nef, ...occupations }} />
      <FilterSelect name="employment" label={words.employment} words={employments} />
      <FilterSelect name="standing" label={words.standing} words={standings} />
      <DayFilter name="from" label={words.from} />
      <DayFilter name="to" label={words.to} />
      {used && (
        <Button type="link" onClick={() => setFilters(cleared)}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

/** Which columns, in which order, how close: kept in the address, so that a bookmark or a saved view has them too. */
function TableChoices() {
  const { columns, table } = useWords(findWords);
  const [filters, setFilters] = useFilters();
  const shown = shownColumns(filters);
  const choose = (key: ListColumn, on: boolean): void => {
    const chosen = LIST_COLUMNS.filter((other) => (other === key ? on : shown.includes(other)));
    setFilters({ cols: chosen.join(',') });
  };
  return (
    <div className="filters folded">
      <fieldset className="choices">
        <legend>{table.columns}</legend>
        {LIST_COLUMNS.map((key) => (
          <Checkbox
            key={key}
            checked={shown.includes(key)}
            disabled={key === 'name'}
            onChange={({ target }) => choose(key, target.checked)}
          >
            {columns[key]}
          </Checkbox>
        ))}
      </fieldset>
      <fieldset className="choices">
        <legend>{table.sort}</legend>
        <Radio.Group
          aria-label={table.sort}
          value={filters.sort ?? 'name'}
          onChange={({ target }) =>
            setFilters({ sort: target.value === 'name' ? undefined : String(target.value) })
          }
          options={keysOf(table.sorts).map((value) => ({ value, label: table.sorts[value] }))}
        />
      </fieldset>
      <fieldset className="choices">
        <legend>{table.density}</legend>
        <Segmented
          aria-label={table.density}
          value={filters.density === 'dense' ? 'dense' : 'roomy'}
          onChange={(density) => setFilters({ density: density === 'dense' ? density : undefined })}
          options={keysOf(table.densities).map((value) => ({ value, label: table.densities[value] }))}
        />
      </fieldset>
    </div>
  );
}
