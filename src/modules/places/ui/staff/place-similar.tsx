import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useEffect, useState } from 'react';
import type { findSimilar } from '../../find/contract.ts';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { factWords } from './place-texts.ts';
import { placeNames } from './places-texts.ts';

/** Below two characters everything is like everything. */
const LEAST = 2;

/** While a place is being named: those on record that it may be. A warning, never a block. */
export function SimilarPlaces() {
  const words = useWords(factWords).create;
  const { states } = useWords(placeNames);
  const typed = Form.useWatch<string | undefined>('name')?.trim() ?? '';
  const [name, setName] = useState(typed);
  useEffect(() => {
    const wait = setTimeout(() => setName(typed), 400);
    return () => clearTimeout(wait);
  }, [typed]);
  const similar = useQuery({
    ...ask<typeof findSimilar>('GET /api/places/similar', { name }),
    enabled: name.length >= LEAST,
    placeholderData: keepPreviousData,
  });
  const items = name.length >= LEAST ? (similar.data?.items ?? []) : [];
  return (
    <div role="status">
      {items.length > 0 && (
        <div className="note mind form-note">
          <b>{words.similar}</b>
          <ul>
            {items.map(({ id, name: other, org, state, address }) => (
              <li key={id}>
                {/* A new tab: what is typed here stays. */}
                <a href={`/staff/places/${id}`} target="_blank" rel="noreferrer">
                  {other}
                </a>{' '}
                <small>{[address, org.name, states[state]].filter(Boolean).join(' · ')}</small>
              </li>
            ))}
          </ul>
          <small>{words.similarNote}</small>
        </div>
      )}
    </div>
  );
}
