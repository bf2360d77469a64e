import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { listAreas } from '#orgs/contract';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { defineWords, useWords } from '#web/staff/words.ts';

const streetWords = defineWords(
  { search: '输入街道或镇的名字', none: '没有找到，换几个字试试' },
  { search: 'Part of the name of a street or town', none: 'Nothing found. Try other words' },
);

interface StreetPickerProps {
  readonly id?: string;
  readonly value?: string | null | undefined;
  readonly onChange?: (code: string | null) => void;
  /** What the one that is on record is called. */
  readonly name: string | null;
}

/** Finds a street by part of its name. */
export function StreetPicker({ id, value, onChange, name }: StreetPickerProps) {
  const frame = useWords(frameWords);
  const words = useWords(streetWords);
  const [first] = useState(value);
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const found = useQuery({
    ...ask<typeof listAreas>('GET /api/areas', { q }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const streets = q === '' ? [] : (found.data?.items ?? []).filter(({ level }) => level === 'street');
  const known = first && name && name.includes(q) ? [{ code: first, name }] : [];
  const options = [...known, ...streets.filter(({ code }) => code !== first)];
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      showSearch={{ onSearch: setTyped, filterOption: false }}
      placeholder={words.search}
      value={value ?? null}
      onChange={(code: string | undefined) => onChange?.(code ?? null)}
      notFoundContent={q === '' ? words.search : found.isFetching ? frame.loading : words.none}
      options={options.map((area) => ({ value: area.code, label: area.name }))}
    />
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(wait);
  }, [value]);
  return settled;
}
