import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '#web/client.ts';
import { firstAnswer } from '#web/kit/first.ts';
import type { getPlaceTerms } from '../../contract.ts';
import type { nearPlaces } from '../../near/contract.ts';
import type { Point } from '../../rules.ts';
import { USUAL_TERMS, type Terms } from './facility-words.tsx';
import { keepNear, keptNear } from './kept-near.ts';
import { isNarrowed, narrowed, nearInput, type NearQuery } from './near-query.ts';
import type { NearAnswer } from './place-words.ts';

/** The most that the server gives at once. */
export const MOST = 100;

/** What the page shows: an answer, or the one that the phone has kept where none comes. */
export interface Found {
  readonly answer: NearAnswer | undefined;
  /** The server did not answer: this is what was kept. */
  readonly kept: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

/** The list for a search. `all`: as many as there may be at once. */
export function useNear(query: NearQuery, here: Point | null, now: number, all = false): Found {
  const input = { ...nearInput(query, here), ...(all ? { limit: MOST } : {}) };
  const asked = useQuery({
    queryKey: ['near', input],
    queryFn: () => call<typeof nearPlaces>('GET /api/public/places', input),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    ...firstAnswer<typeof nearPlaces>('GET /api/public/places', input),
  });
  const { area } = query;
  const narrow = isNarrowed(query);
  const told = asked.isPlaceholderData ? undefined : asked.data;
  useEffect(() => {
    if (told) keepNear({ area, narrow, answer: told });
  }, [told, area, narrow]);
  const kept = asked.data === undefined && asked.error !== null ? keptNear() : null;
  const answer = asked.data ?? (kept ? narrowed(kept.answer, query, now) : undefined);
  return {
    answer,
    kept: kept !== null,
    pending: asked.isFetching && (asked.isPlaceholderData || !asked.data),
    error: asked.error,
    again: () => void asked.refetch(),
  };
}

/** The federation's own names; until they come, the usual ones. */
export function useTerms(): Terms {
  const terms = useQuery({
    queryKey: ['place-terms'],
    queryFn: () => call<typeof getPlaceTerms>('GET /api/public/place-terms', {}),
    staleTime: 3_600_000,
  });
  return terms.data ?? USUAL_TERMS;
}
