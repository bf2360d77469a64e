import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Radio, Select } from 'antd';
import { useState } from 'react';
import type { Request } from '#kernel/contract';
import type { getOrg } from '#orgs/contract';
import type { listPlaces } from '#places/contract';
import type { addStop } from '#voices/visits/contract';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { ask, queryClient } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { visitWords } from './visit-texts.ts';

export interface StopChosen {
  readonly stop: Request<typeof addStop>['stop'];
  readonly name: string;
}

/** Finds a union or a place by its name; whoever is found is chosen at once. */
export function StopFinder({ onChoose }: { readonly onChoose: (stop: StopChosen) => void }) {
  const words = useWords(visitWords);
  const [kind, setKind] = useState<'union' | 'place'>('union');
  const chooseUnion = async (id: number | undefined): Promise<void> => {
    if (id === undefined) return;
    const { name } = await queryClient.fetchQuery(
      ask<typeof getOrg>('GET /api/orgs/:id', { id: String(id) }),
    );
    onChoose({ stop: { unionId: id }, name });
  };
  return (
    <div className="visit-finder">
      <Radio.Group
        optionType="button"
        aria-label={words.add}
        value={kind}
        options={[
          { value: 'union', label: words.unionStop },
          { value: 'place', label: words.placeStop },
        ]}
        onChange={({ target }) => setKind(target.value as 'union' | 'place')}
      />
      {kind === 'union' ? (
        <OrgPicker
          label={words.findUnion}
          placeholder={words.findUnion}
          value={undefined}
          onChange={(id) => void chooseUnion(id)}
        />
      ) : (
        <PlaceFinder onChoose={(placeId, name) => onChoose({ stop: { placeId }, name })} />
      )}
    </div>
  );
}

function PlaceFinder({ onChoose }: { readonly onChoose: (id: string, name: string) => void }) {
  const words = useWords(visitWords);
  const [q, setQ] = useState('');
  const found = useQuery({
    ...ask<typeof listPlaces>('GET /api/places', { q, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const items = found.data?.items ?? [];
  return (
    <Select
      aria-label={words.findPlace}
      placeholder={words.findPlace}
      value={null}
      showSearch={{ onSearch: setQ, filterOption: false }}
      loading={found.isFetching}
      notFoundContent={words.noPlace}
      options={items.map(({ id, name, address }) => ({
        value: id,
        label: address ? `${name}（${address}）` : name,
      }))}
      onChange={(id: string | null) => {
        const place = items.find((one) => one.id === id);
        if (place) onChoose(place.id, place.name);
      }}
    />
  );
}
