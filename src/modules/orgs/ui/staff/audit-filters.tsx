import { Button, Input } from 'antd';
import { SlidersHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { DayFilter } from '#web/staff/day-filter.tsx';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useWords } from '#web/staff/words.ts';
import { firstDay } from './audit-reads.ts';
import { auditWords } from './audit-texts.ts';

const MORE = ['actor', 'org', 'about'] as const;
const NONE = Object.fromEntries(MORE.map((name) => [name, undefined]));

/** When and what first; who, where and about whom open below. */
export function AuditFilters() {
  const words = useWords(auditWords);
  const [filters, setFilters] = useFilters();
  const active = MORE.filter((name) => filters[name] !== undefined).length;
  const [more, setMore] = useState(active > 0);
  const id = useId();
  return (
    <>
      <div className="filters">
        <SearchBox label={words.search} />
        <DayFilter name="from" label={words.from} initial={firstDay()} />
        <DayFilter name="to" label={words.to} />
        <FilterSelect name="group" label={words.group} words={words.groups} className="filter wide" />
        <Button
          type="text"
          icon={<SlidersHorizontal size={16} aria-hidden />}
          aria-expanded={more || active > 0}
          aria-controls={id}
          onClick={() => setMore(!more)}
        >
          {active > 0 ? words.moreActive(active) : words.more}
        </Button>
      </div>
      <div id={id} hidden={!more && active === 0}>
        <div className="filters">
          {MORE.map((name) => (
            <TextFilter key={name} name={name} label={words[name]} />
          ))}
          {active > 0 && (
            <Button type="link" onClick={() => setFilters(NONE)}>
              {words.clear}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

const WAIT_MS = 600;

/** Counts shortly after the last letter, or on leaving the field. */
function TextFilter({ name, label }: { readonly name: string; readonly label: string }) {
  const [filters, setFilters] = useFilters();
  const [text, setText] = useState(filters[name] ?? '');
  const wait = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(wait.current), []);
  const apply = (typed: string): void => {
    clearTimeout(wait.current);
    if (typed.trim() !== (filters[name] ?? '')) setFilters({ [name]: typed.trim() });
  };
  return (
    <Input
      className="filter wide"
      allowClear
      aria-label={label}
      placeholder={label}
      maxLength={60}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        clearTimeout(wait.current);
        wait.current = setTimeout(() => apply(target.value), WAIT_MS);
      }}
      onBlur={() => apply(text)}
      onPressEnter={() => apply(text)}
    />
  );
}
