import { Select } from 'antd';
import { useFilters } from './filters.ts';
import { keysOf } from './words.ts';

interface FilterSelectProps<K extends string> {
  /** The name in the address line. */
  readonly name: string;
  readonly label: string;
  readonly words: Readonly<Record<K, string>>;
  readonly className?: string;
}

/** One filter of a list, with all its values in words. */
export function FilterSelect<K extends string>({
  name,
  label,
  words,
  className = 'filter',
}: FilterSelectProps<K>) {
  const [filters, setFilters] = useFilters();
  return (
    <Select
      className={className}
      allowClear
      aria-label={label}
      placeholder={label}
      value={filters[name]}
      onChange={(value: string | undefined) => setFilters({ [name]: value })}
      options={keysOf(words).map((key) => ({ value: key, label: words[key] }))}
    />
  );
}
