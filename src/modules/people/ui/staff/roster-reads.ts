import { queryOptions } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type { Group } from '#people/find/contract';
import type {
  getImport,
  ImportState,
  listImportRows,
  listImports,
  listRosters,
  RosterCounts,
} from '#people/roster/contract';
import { ask } from '#web/staff/query.ts';

export type Roster = Output<typeof listRosters>['items'][number];
export type OrgRef = Roster['org'];
export type RosterImport = Output<typeof getImport>;
export type PastImport = Output<typeof listImports>['items'][number];
export type RosterRow = Output<typeof listImportRows>['items'][number];
export type Compared = RosterImport & { readonly counts: RosterCounts };

/** What shows a reconcile: read again after each step of it. */
export const IMPORT_READS = [
  'GET /api/roster-imports/:id',
  'GET /api/rosters/:orgId/imports',
  'GET /api/rosters',
] as const;
export const ROW_READS = ['GET /api/roster-imports/:id/rows'] as const;
/** What a reconcile changes for others. */
export const AFTER_READS = [
  'GET /api/people',
  'GET /api/people/:id',
  'GET /api/people/todos',
  'GET /api/people/counts',
  'GET /api/coverage',
  'GET /api/transfers',
] as const;

const POLL_MS = 1000;

export function isWorking(state: ImportState | undefined): boolean {
  return state === 'comparing' || state === 'applying' || state === 'undoing';
}

/** Whether somebody still has to bring it to an end; there is one such import for an organisation at a time. */
export function isUnfinished(state: ImportState): boolean {
  return isWorking(state) || state === 'mapping' || state === 'compared';
}

/** One reconcile, asked for each second while the server is at work on it. */
export function importOf(id: string) {
  return queryOptions({
    ...ask<typeof getImport>('GET /api/roster-imports/:id', { id }),
    refetchInterval: ({ state }) => (isWorking(state.data?.state) ? POLL_MS : false),
  });
}

/** Where the people of an organisation are listed: a union's own, or those who work for an employer. */
export function peopleOf({ id, kind }: OrgRef, group: Group): Record<string, string> {
  return { group, [kind === 'employer' ? 'employer' : 'org']: String(id) };
}

/** Whether an instant is still to come. */
export function isAhead(instant: string): boolean {
  return Date.parse(instant) > Date.now();
}

/** What confirming does: the rows of the dry run without those that are left out, and how many those are. */
export function plannedOf({ joined, left, changed, skipped }: RosterCounts) {
  return {
    joined: joined - skipped.joined,
    left: left - skipped.left,
    changed: changed - skipped.changed,
    skipped: skipped.joined + skipped.left + skipped.changed,
  };
}
