import { Input, type InputRef } from 'antd';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useFilters } from './filters.ts';
import { useKeys } from './keys.ts';

/** The search field of a list: writes `q` shortly after the last letter; `/` goes there. */
export function SearchBox({ label }: { readonly label: string }) {
  const [filters, setFilters] = useFilters();
  const [text, setText] = useState(filters.q ?? '');
  const field = useRef<InputRef>(null);
  const wait = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(wait.current), []);
  useKeys({ '/': () => field.current?.focus({ cursor: 'all' }) });
  const type = (typed: string): void => {
    setText(typed);
    clearTimeout(wait.current);
    wait.current = setTimeout(() => setFilters({ q: typed.trim() }), 250);
  };
  // Back to the list; left to itself the browser would empty the field, and the list would be another.
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    field.current?.blur();
  };
  return (
    <Input
      ref={field}
      className="search"
      type="search"
      allowClear
      aria-label={label}
      placeholder={label}
      prefix={<Search size={16} aria-hidden />}
      value={text}
      onChange={(event) => type(event.target.value)}
      onKeyDown={leave}
    />
  );
}
