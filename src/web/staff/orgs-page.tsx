import type { countMembers } from '#people/contract';
import { OrgsPage, type Counts } from '../../modules/orgs/ui/staff/orgs.tsx';
import { call } from '../client.ts';

/** The union tree with the members of each: two modules that do not know one another, put together here. */
export function OrgsWithCounts() {
  return <OrgsPage countsBelow={countsBelow} />;
}

function countsBelow(parentId: number | undefined, signal: AbortSignal): Promise<Counts> {
  return call<typeof countMembers>('GET /api/people/counts', { parentId }, { signal });
}
