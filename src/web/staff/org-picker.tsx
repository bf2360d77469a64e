import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { listOrgs, OrgKind } from '#orgs/contract';
import { ask } from './query.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

interface OrgPickerProps {
  readonly id?: string;
  readonly value?: number | undefined;
  readonly onChange?: (id: number | undefined) => void;
  readonly kind?: OrgKind;
  readonly label?: string;
  readonly placeholder?: string;
  /** What is chosen before anything was searched for. */
  readonly known?: readonly { readonly id: number; readonly name: string }[];
  readonly className?: string;
}

/** Finds an organisation by part of its name. */
export function OrgPicker({ kind = 'union', known = [], label, placeholder, ...field }: OrgPickerProps) {
  const words = useWords(frameWords);
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 250);
  const found = useQuery({
    ...ask<typeof listOrgs>('GET /api/orgs', { q, kind, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const fresh = (found.data?.items ?? []).filter((org) => !known.some(({ id }) => id === org.id));
  const shown = [...known.filter(({ name }) => name.includes(q)), ...fresh];
  return (
    <Select
      {...field}
      {...(label === undefined ? {} : { 'aria-label': label })}
      allowClear
      showSearch={{ onSearch: setTyped, filterOption: false }}
      placeholder={placeholder ?? words.orgPicker}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? words.loading : words.orgPickerEmpty}
      options={shown.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(wait);
  }, [value, ms]);
  return settled;
}
