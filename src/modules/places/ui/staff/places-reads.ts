import { useQuery } from '@tanstack/react-query';
import type { Output, Request } from '#kernel/contract';
import type { getPlaceTerms, listPlaces, PlaceState } from '#places/contract';
import type { Filters } from '#web/staff/filters.ts';
import { useLocale } from '#web/staff/locale.ts';
import { ask } from '#web/staff/query.ts';

export type PlaceRow = Output<typeof listPlaces>['items'][number];

/** What is read anew after a place has changed. */
export const PLACE_READS = [
  'GET /api/places',
  'GET /api/places/counts',
  'GET /api/places/:id',
  'GET /api/places/todos',
  'GET /api/places/neighbours',
] as const;

/** Filters of the address line that leave only some of the places. */
export const NARROWING = ['q', 'role', 'state', 'trust', 'under', 'unlocated'] as const;

type Listed = Request<typeof listPlaces>;

/** What the address line asks of the server. */
export function listRequest({ q, role, state, trust, under, unlocated, order }: Filters): Listed {
  return {
    q,
    role: role as Listed['role'],
    state: state as Listed['state'],
    trust: trust as Listed['trust'],
    under,
    unlocated: unlocated as Listed['unlocated'],
    order: order as Listed['order'],
  };
}

const termsQuery = ask<typeof getPlaceTerms>('GET /api/public/place-terms', {});

/** The lists of facilities and kinds in force, and what a code of theirs is called. */
export function usePlaceTerms() {
  const locale = useLocale();
  const { data } = useQuery({ ...termsQuery, staleTime: 300_000 });
  const { facilities = [], kinds = [] } = data ?? {};
  const names = new Map([...facilities, ...kinds].map((term) => [term.code, term[locale]]));
  return { facilities, kinds, nameOf: (code: string): string => names.get(code) ?? code };
}

/** Steps that many places take at a time. */
export const BULK_STEPS = ['open', 'temp_closed', 'suspended', 'delisted'] as const satisfies PlaceState[];
