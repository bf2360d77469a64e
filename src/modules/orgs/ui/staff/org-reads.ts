import type { Output } from '#kernel/contract';
import type { getOrg } from '#orgs/contract';
import type { listOfficers } from '#orgs/officers/contract';

export type Org = Output<typeof getOrg>;
export type Officer = Output<typeof listOfficers>['officers'][number];

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
