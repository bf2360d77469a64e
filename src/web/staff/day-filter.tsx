import { Input } from 'antd';
import { useFilters } from './filters.ts';

interface DayFilterProps {
  /** The name in the address line. */
  readonly name: string;
  readonly label: string;
  readonly initial?: string;
}

/** A day half typed is none yet: it counts when it is whole. `initial` holds where none is chosen. */
export function DayFilter({ name, label, initial = '' }: DayFilterProps) {
  const [filters, setFilters] = useFilters();
  return (
    <label className="day-filter">
      <span>{label}</span>
      <Input
        type="date"
        min="1900-01-01"
        max="2199-12-31"
        value={filters[name] ?? initial}
        onChange={({ target }) => setFilters({ [name]: target.value })}
      />
    </label>
  );
}
