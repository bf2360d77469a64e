import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type { getSession } from '#kernel/accounts/contract';
import { ask } from './query.ts';

export type Account = NonNullable<Output<typeof getSession>['account']>;

/** Who may do what, as the server has it; here it only decides what is offered, the server decides what is done. */
const HOLDERS = {
  'kernel.system': ['system_admin'],
  'kernel.watch': ['system_admin'],
  'orgs.read': ['chair', 'membership_officer', 'viewer', 'system_admin'],
  'orgs.manage': ['chair', 'membership_officer'],
  'orgs.officers': ['chair', 'system_admin'],
  'orgs.audit': ['auditor'],
  'orgs.accounts': ['system_admin'],
  'people.read': ['chair', 'membership_officer', 'viewer'],
  'people.review': ['chair', 'membership_officer'],
  'people.approve': ['chair', 'membership_officer'],
  'people.reveal': ['chair', 'membership_officer'],
  'people.import': ['chair', 'membership_officer'],
  'people.export': ['chair', 'membership_officer'],
  'people.move': ['chair', 'membership_officer'],
  'people.rights': ['chair', 'membership_officer'],
  'people.retention': ['system_admin', 'auditor'],
  'places.read': ['chair', 'membership_officer', 'viewer'],
  'places.manage': ['chair', 'membership_officer'],
  'places.book': ['chair', 'membership_officer'],
  'places.award': ['chair'],
  'places.settings': ['chair', 'system_admin'],
  'voices.read': ['chair', 'membership_officer', 'viewer'],
  'voices.answer': ['chair', 'membership_officer'],
  'meetings.read': ['chair', 'membership_officer', 'viewer'],
  'meetings.manage': ['chair', 'membership_officer'],
} as const satisfies Record<string, readonly string[]>;

export type Permission = keyof typeof HOLDERS;

export const sessionQuery = ask<typeof getSession>('GET /api/session', {});

export function may(account: Account | null, permission: Permission): boolean {
  const holders: readonly string[] = HOLDERS[permission];
  return account?.grants.some((grant) => holders.includes(grant.role)) ?? false;
}

/** The signed-in account; null before the answer and for a guest. */
export function useAccount(): Account | null {
  return useQuery(sessionQuery).data?.account ?? null;
}

export function useMay(permission: Permission): boolean {
  return may(useAccount(), permission);
}
