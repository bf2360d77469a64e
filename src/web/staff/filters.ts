import { useNavigate, useSearch } from '@tanstack/react-router';

/** What is written behind the `?` of a page: plain words, so that a filtered list can be kept as a bookmark. */
export interface Filters {
  readonly [name: string]: string | undefined;
}

export type SetFilters = (patch: Filters, options?: { readonly keep?: boolean }) => void;

/** The filters of the page. With `keep` the change is a step of its own, which the back button undoes. */
export function useFilters(): readonly [Filters, SetFilters] {
  const filters: Filters = useSearch({ strict: false });
  const navigate = useNavigate();
  const set: SetFilters = (patch, { keep = false } = {}) => {
    void navigate({ to: '.', search: (old: Filters) => withoutEmpty({ ...old, ...patch }), replace: !keep });
  };
  return [filters, set];
}

export function withoutEmpty(filters: Filters): Filters {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''),
  );
}

export function parseFilters(search: string): Filters {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeFilters(filters: object): string {
  const pairs = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length > 0
    ? `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
    : '';
}
