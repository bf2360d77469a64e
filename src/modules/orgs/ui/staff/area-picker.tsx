import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { listAreas } from '#orgs/contract';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { orgPageWords } from './org-texts.ts';

interface AreaPickerProps {
  /** Called at each step down: a district alone is a place, too. */
  readonly onChange: (code: string) => void;
  /** How far down one may choose. */
  readonly stopAt?: 'county' | 'street';
  readonly parent?: string;
}

/** Province, district, street, one after the other; a deployment in one province starts with its districts. */
export function AreaPicker({ onChange, stopAt = 'street', parent }: AreaPickerProps) {
  const words = useWords(orgPageWords);
  const [chosen, setChosen] = useState<string>();
  const areas = useQuery(ask<typeof listAreas>('GET /api/areas', parent === undefined ? {} : { parent }));
  const items = areas.data?.items ?? [];
  const [first] = items;
  if (!first) return null;
  const only = parent === undefined && items.length === 1;
  const at = items.find(({ code }) => code === (only ? first.code : chosen));
  const choose = (code: string): void => {
    setChosen(code);
    onChange(code);
  };
  return (
    <>
      {!only && (
        <Select
          className="filter"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={labelOf(first.level, words)}
          placeholder={labelOf(first.level, words)}
          value={chosen ?? null}
          onChange={choose}
          options={items.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {at && at.level !== stopAt && (
        <AreaPicker key={at.code} onChange={onChange} stopAt={stopAt} parent={at.code} />
      )}
    </>
  );
}

function labelOf(level: string, words: (typeof orgPageWords)['zh']): string {
  if (level === 'street') return words.street;
  return level === 'county' ? words.county : words.province;
}
