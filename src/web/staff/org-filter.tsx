import { useQuery } from '@tanstack/react-query';
import type { getOrg, OrgKind } from '#orgs/contract';
import { useFilters } from './filters.ts';
import { OrgPicker } from './org-picker.tsx';
import { ask } from './query.ts';

interface OrgFilterProps {
  /** The name in the address line, where the number of the organisation stands. */
  readonly name: string;
  readonly label: string;
  readonly kind?: OrgKind;
}

/** A filter of a list by organisation; one that came with a link is asked for its name. */
export function OrgFilter({ name, label, kind = 'union' }: OrgFilterProps) {
  const [filters, setFilters] = useFilters();
  const value = filters[name];
  const chosen = useQuery({
    ...ask<typeof getOrg>('GET /api/orgs/:id', { id: value }),
    enabled: value !== undefined,
  });
  return (
    <OrgPicker
      className="filter wide"
      kind={kind}
      label={label}
      placeholder={label}
      known={chosen.data ? [chosen.data] : []}
      value={chosen.isLoading || value === undefined ? undefined : Number(value)}
      onChange={(id) => setFilters({ [name]: id === undefined ? undefined : String(id) })}
    />
  );
}
