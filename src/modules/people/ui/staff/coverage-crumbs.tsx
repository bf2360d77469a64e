import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { getOrg } from '#orgs/contract';
import { useFilters } from '#web/staff/filters.ts';
import { ask } from '#web/staff/query.ts';
import { useAccount } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import { coverageWords } from './coverage-texts.ts';

/** The only union where the reader holds a role; undefined for several, or none. */
function useOnlyUnion(): string | undefined {
  const [only, ...more] = new Set(useAccount()?.grants.map(({ orgId }) => orgId));
  return only === undefined || more.length > 0 ? undefined : String(only);
}

/** The union that is open: that of the address, or the one top of the scope, for a table of one line tells nothing. */
export function useOpenUnion(): string | undefined {
  const [{ org }] = useFilters();
  const only = useOnlyUnion();
  return org ?? only;
}

/** The way back up, as far as the reader's scope goes. */
export function CoverageCrumbs() {
  const words = useWords(coverageWords);
  const [{ org, by, sort }] = useFilters();
  const only = useOnlyUnion();
  const held = new Set(useAccount()?.grants.map(({ orgId }) => orgId));
  const open = useQuery({
    ...ask<typeof getOrg>('GET /api/orgs/:id', { id: org }),
    enabled: org !== undefined,
  });
  if (org === undefined) return null;
  const kept = { ...(by ? { by } : {}), ...(sort ? { sort } : {}) };
  const above = open.data?.ancestors ?? [];
  const top = above.findIndex(({ id }) => held.has(id));
  const links = [
    ...(only === undefined ? [{ name: words.mine, search: kept }] : []),
    ...(top === -1 ? [] : above.slice(top)).map(({ id, name }) => ({
      name,
      search: String(id) === only ? kept : { ...kept, org: String(id) },
    })),
  ];
  return (
    <nav aria-label={words.crumbs}>
      <ol className="crumbs">
        {links.map(({ name, search }) => (
          <li key={name}>
            <Link to="/coverage" search={search}>
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
