import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { findUnions, listOrgs, OrgKind } from '#orgs/contract';
import { ask } from './query.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

interface OrgPickerProps {
  readonly id?: string;
  readonly value?: number | undefined;
  readonly onChange?: (id: number | undefined) => void;
  /** One kind, or several to choose among. */
  readonly kind?: OrgKind | readonly OrgKind[];
  readonly label?: string;
  readonly placeholder?: string;
  /** What is chosen before anything was searched for. */
  readonly known?: readonly { readonly id: number; readonly name: string }[];
  readonly className?: string;
}

/** Finds an organisation of the officer's own by part of its name. */
export function OrgPicker({ kind = 'union', ...props }: OrgPickerProps) {
  const [q, setTyped] = useTyped();
  const found = useQueries({
    queries: [kind].flat().map((one) => ({
      ...ask<typeof listOrgs>('GET /api/orgs', { q, kind: one, limit: 20 }),
      placeholderData: keepPreviousData,
    })),
  });
  const items = found.flatMap(({ data }) => data?.items ?? []);
  return (
    <Picker
      {...props}
      q={q}
      onType={setTyped}
      items={items}
      busy={found.some(({ isFetching }) => isFetching)}
    />
  );
}

/** Finds a union anywhere in the federation, named with the one above it: to hand something on. */
export function UnionPicker(props: Omit<OrgPickerProps, 'kind'>) {
  const [q, setTyped] = useTyped();
  const found = useQuery({
    ...ask<typeof findUnions>('GET /api/unions', { q }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const items = (found.data?.items ?? []).map(({ id, name, parent }) => ({
    id,
    name: `${name}（${parent}）`,
  }));
  return <Picker {...props} q={q} onType={setTyped} items={q === '' ? [] : items} busy={found.isFetching} />;
}

function useTyped() {
  const [typed, setTyped] = useState('');
  return [useSettled(typed.trim(), 250), setTyped] as const;
}

interface PickerProps extends Omit<OrgPickerProps, 'kind'> {
  readonly q: string;
  readonly onType: (typed: string) => void;
  readonly items: readonly { readonly id: number; readonly name: string }[];
  readonly busy: boolean;
}

function Picker({ known = [], label, placeholder, q, onType, items, busy, ...field }: PickerProps) {
  const words = useWords(frameWords);
  const fresh = items.filter((org) => !known.some(({ id }) => id === org.id));
  const shown = [...known.filter(({ name }) => name.includes(q)), ...fresh];
  return (
    <Select
      {...field}
      {...(label === undefined ? {} : { 'aria-label': label })}
      allowClear
      showSearch={{ onSearch: onType, filterOption: false }}
      placeholder={placeholder ?? words.orgPicker}
      loading={busy}
      notFoundContent={busy ? words.loading : words.orgPickerEmpty}
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
