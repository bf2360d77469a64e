import type { Output, Request } from '#kernel/contract';
import type { getPerson } from '#people/contract';
import type { ExportColumn, exportPeople, listPeople } from '#people/find/contract';
import type { Filters } from '#web/staff/filters.ts';

export type PersonRow = Output<typeof listPeople>['items'][number];
export type Person = Output<typeof getPerson>;
type ListRequest = Request<typeof listPeople>;

/** What shows people and memberships: read again after each move. */
export const MOVE_READS = [
  'GET /api/people',
  'GET /api/people/:id',
  'GET /api/people/counts',
  'GET /api/people/todos',
  'GET /api/coverage',
  'GET /api/coverage/trend',
  'GET /api/transfers',
  'GET /api/transfers/:id',
] as const;

/** Columns of the list, in the order in which they stand; `name` is always there. */
export const LIST_COLUMNS = [
  'name',
  'who',
  'occupation',
  'employment',
  'employer',
  'org',
  'number',
  'joinedOn',
  'leftOn',
  'standing',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Filters behind "more": those that narrow a search now and then. */
export const MORE_FILTERS = ['employer', 'occupation', 'employment', 'standing', 'from', 'to'] as const;

/** What is shown where nobody has chosen: what says something about the people in this group. */
function usualColumns(group: string | undefined): readonly ListColumn[] {
  if (group === 'not_reached') return ['name', 'who', 'occupation', 'employment', 'employer', 'org'];
  if (group === 'left') return ['name', 'who', 'employer', 'org', 'number', 'leftOn', 'standing'];
  return ['name', 'who', 'occupation', 'employer', 'org', 'number', 'joinedOn', 'standing'];
}

export function shownColumns({ cols, group }: Filters): readonly ListColumn[] {
  if (cols === undefined) return usualColumns(group);
  const chosen = cols.split(',');
  return LIST_COLUMNS.filter((key) => key === 'name' || chosen.includes(key));
}

/** The filters of the address as the list takes them; what is wrong in them the server says. */
export function listRequest(filters: Filters): ListRequest {
  return {
    q: filters.q,
    orgId: filters.org,
    employerId: filters.employer,
    occupation: filters.occupation as ListRequest['occupation'],
    employment: filters.employment as ListRequest['employment'],
    group: filters.group as ListRequest['group'],
    standing: filters.standing as ListRequest['standing'],
    joinedFrom: filters.from,
    joinedTo: filters.to,
    sort: filters.sort as ListRequest['sort'],
  };
}

/** The same filters as the export takes them, in a body: numbers are numbers there, and nothing is empty. */
export function exportRequest(filters: Filters): Omit<Request<typeof exportPeople>, 'columns' | 'purpose'> {
  const { sort: _sort, orgId: _org, employerId: _employer, ...rest } = listRequest(filters);
  return {
    ...rest,
    ...(filters.org ? { orgId: Number(filters.org) } : {}),
    ...(filters.employer ? { employerId: Number(filters.employer) } : {}),
  };
}

/** Columns of the file that say what the columns of the list say. */
export function exportColumns(shown: readonly ListColumn[]): ExportColumn[] {
  return shown.flatMap((key): readonly ExportColumn[] => (key === 'who' ? ['sex', 'birthYear'] : [key]));
}

const NEVER_KEPT: readonly string[] = ['open'];

/** What a saved view keeps of the address: everything but the person who is open. */
export function viewOf(filters: Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !NEVER_KEPT.includes(name)));
}
