import type { Output } from '#kernel/contract';
import type { getOrg } from '#orgs/contract';
import type { listOfficers } from '#orgs/officers/contract';
import { isStanding } from '../../rules.ts';

export type Org = Output<typeof getOrg>;
export type Officer = Output<typeof listOfficers>['officers'][number];

/** Whether the reader may add to an organisation: to one that is no more nothing is added. */
export function mayAddTo(org: Org, right: keyof Org['may'] = 'manage'): boolean {
  return org.may[right] && isStanding(org.state);
}

/** What shows an organisation: read again after each of its changes. */
export const ORG_READS = [
  'GET /api/orgs/:id',
  'GET /api/orgs',
  'GET /api/orgs/tree',
  'GET /api/orgs/todos',
] as const;

/** What shows officers. */
export const OFFICER_READS = [
  'GET /api/orgs/:id/officers',
  'GET /api/orgs/tree',
  'GET /api/my/orgs',
] as const;
