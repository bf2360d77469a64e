import { Input, type InputRef } from 'antd';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { lookupPerson } from '#people/find/contract';
import { call } from '#web/client.ts';
import { useFilters } from '#web/staff/filters.ts';
import { useKeys } from '#web/staff/keys.ts';
import { Problem } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';

/** Names and pinyin have no digits: what has one is on its way to be a number. */
const HAS_DIGIT = /\d/;
const LEAST_DIGITS = 5;

type Lookup = 'none' | 'typing' | 'short' | 'looking' | 'nobody' | { readonly error: unknown };

/** Numbers as they are copied from chats and tables: full-width, with spaces and dashes. */
function plain(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '');
}

/**
 * The search of the list: a name goes into the address as it is typed; a number never does. It waits for Enter, is asked
 * for in the body of a request, and opens the one person who has it.
 */
export function usePeopleSearch() {
  const [filters, setFilters] = useFilters();
  const [text, setText] = useState(filters.q ?? '');
  const [lookup, setLookup] = useState<Lookup>('none');
  const wait = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(wait.current), []);
  const type = (typed: string): void => {
    setText(typed);
    clearTimeout(wait.current);
    const number = HAS_DIGIT.test(plain(typed));
    setLookup(number ? 'typing' : 'none');
    if (!number) wait.current = setTimeout(() => setFilters({ q: typed.trim() }), 250);
    // What was searched for before would be no answer to the number in the field.
    else if (filters.q !== undefined) setFilters({ q: undefined });
  };
  const find = async (number: string): Promise<void> => {
    setLookup('looking');
    try {
      // Not through the cache of queries, which would keep the number for minutes.
      const { id } = await call<typeof lookupPerson>('POST /api/people/lookup', { number });
      if (id === null) return setLookup('nobody');
      setText('');
      setLookup('none');
      setFilters({ open: id }, { keep: true });
    } catch (error) {
      setLookup({ error });
    }
  };
  const enter = (): void => {
    const number = plain(text);
    if (lookup === 'looking') return;
    if (!HAS_DIGIT.test(number)) {
      clearTimeout(wait.current);
      setFilters({ q: text.trim() });
    } else if (number.length < LEAST_DIGITS) setLookup('short');
    else void find(number);
  };
  return { text, type, enter, lookup };
}

type PeopleSearchProps = ReturnType<typeof usePeopleSearch>;

export function SearchField({ text, type, enter }: PeopleSearchProps) {
  const words = useWords(findWords);
  const field = useRef<InputRef>(null);
  useKeys({ '/': () => field.current?.focus({ cursor: 'all' }) });
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') enter();
    if (event.key !== 'Escape') return;
    // Back to the list; left to itself the browser would empty the field, and the list would be another.
    event.preventDefault();
    field.current?.blur();
  };
  return (
    <Input
      ref={field}
      className="search wide"
      type="search"
      allowClear
      autoComplete="off"
      maxLength={40}
      aria-label={words.search}
      placeholder={words.searchHint}
      aria-describedby="search-note"
      prefix={<Search size={16} aria-hidden />}
      value={text}
      onChange={(event) => type(event.target.value)}
      onKeyDown={press}
    />
  );
}

/** What is to be done with a number, or what came of it. */
export function SearchNote({ lookup }: PeopleSearchProps) {
  const words = useWords(findWords);
  const sentences = {
    none: '',
    typing: words.numberHint,
    short: words.numberShort,
    looking: words.looking,
    nobody: words.nobody,
  };
  return (
    <div className="filters-note" id="search-note" role="status">
      {typeof lookup === 'string' ? sentences[lookup] : <Problem error={lookup.error} />}
    </div>
  );
}
