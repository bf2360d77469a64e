import { z } from 'zod';
import { dateField, endpoint, pageFields, pageOf, textField } from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { OCCUPATIONS } from '../join/contract.ts';
import { XLSX } from '../roster/contract.ts';
import { EMPLOYMENTS, STANDINGS } from '../standing/contract.ts';

/**
 * Groups that a number in the coverage table opens, each defined once (find/queries.ts):
 * `members` active or transferring; `retained`; `not_reached` on a roster and in no union; `known` both of members and
 * not reached; `left` gone from the roster, membership not settled; `former` no longer members; `all` everybody.
 */
export const GROUPS = ['members', 'retained', 'not_reached', 'known', 'left', 'former', 'all'] as const;
export type Group = (typeof GROUPS)[number];

/** The four key groups of new forms of employment, together and one by one. */
export const NEF_GROUPS = ['courier', 'delivery_rider', 'ride_hailing_driver', 'truck_driver'] as const;

/** Kinds of employment off the establishment (编外). */
export const OFF_ESTABLISHMENT = ['off_establishment', 'dispatched'] as const;

export const PEOPLE_SORTS = ['name', 'joined', 'joined_desc'] as const;

const filters = {
  /** Part of a name, pinyin or its initials; one Chinese character is a surname. Ten digits are a member number. */
  q: z.string().trim().max(40).optional(),
  orgId: orgParam.optional(),
  employerId: orgParam.optional(),
  occupation: z.enum([...OCCUPATIONS, 'nef']).optional(),
  /** `off`: off the establishment (编外), which is both `off_establishment` and `dispatched`. */
  employment: z.enum([...EMPLOYMENTS, 'off']).optional(),
  group: z.enum(GROUPS).default('members'),
  standing: z.enum(STANDINGS).optional(),
  joinedFrom: dateField.optional(),
  joinedTo: dateField.optional(),
};

const personRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    sex: z.enum(['male', 'female']).nullable(),
    birthYear: z.number().int().nullable(),
    occupation: z.enum(OCCUPATIONS),
    employment: z.enum(EMPLOYMENTS).nullable(),
    employer: z.string().nullable(),
    /** The union that looks after the person: where they are a member, else whose roster they stand on. */
    org: orgRef,
    standing: z.enum(STANDINGS),
    number: z.string().nullable(),
    joinedOn: z.string().nullable(),
    leftOn: z.string().nullable(),
  })
  .meta({ id: 'PersonRow' });

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  summary:
    'People in your scope: by name, pinyin or initials, union, employer, occupation; audited as one row',
  access: 'people.read',
  input: z.object({ ...filters, sort: z.enum(PEOPLE_SORTS).default('name'), ...pageFields }),
  output: pageOf(personRow).extend({
    /** On the first page only; counted up to 10,000. */
    total: z.number().int().nullable(),
    more: z.boolean().describe('there are more than `total`'),
  }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { q: '王', limit: '20' },
});

export const lookupPerson = endpoint({
  method: 'POST',
  path: '/api/people/lookup',
  summary: 'Find one person in your scope by the whole phone, ID or member number; audited',
  access: 'people.read',
  input: z.object({ number: z.string().trim().min(5).max(30) }),
  output: z.object({ id: z.uuid().nullable() }),
  limit: 60,
  sample: { number: '13800138000' },
  light: true,
});

/** Columns of an export, in the order in which they stand. Full numbers only with `people.reveal`. */
export const EXPORT_COLUMNS = [
  'name',
  'sex',
  'birthYear',
  'occupation',
  'employment',
  'employer',
  'org',
  'standing',
  'number',
  'joinedOn',
  'leftOn',
  'idNo',
  'phone',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

export const exportPeople = endpoint({
  method: 'POST',
  path: '/api/people/export',
  summary: 'The filtered list as Excel, for a stated purpose that is recorded before the first row leaves',
  access: 'people.export',
  input: z.object({
    ...filters,
    orgId: orgNumber.optional(),
    employerId: orgNumber.optional(),
    columns: z.array(z.enum(EXPORT_COLUMNS)).min(1).max(EXPORT_COLUMNS.length),
    purpose: textField(100),
  }),
  output: z.any(),
  produces: XLSX,
  transaction: false,
  limit: 30,
  errors: ['orgs.not_found', 'people.export_too_long'],
  sample: { columns: ['name', 'org'], purpose: '年度会员会籍核对' },
  light: true,
});

const viewId = z.object({ id: z.uuid() });

export const listViews = endpoint({
  method: 'GET',
  path: '/api/people/views',
  summary: 'Your saved views of the list of people',
  access: 'people.read',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), query: z.string() })) }),
});

export const saveView = endpoint({
  method: 'POST',
  path: '/api/people/views',
  summary: 'Keep the filters and columns of the list under a name of your own; the same name replaces it',
  access: 'people.read',
  input: z.object({ name: textField(30), query: z.string().max(600) }),
  output: viewId,
  status: 201,
  errors: ['people.too_many_views'],
  sample: { name: '未入会的骑手', query: 'group=not_reached&occupation=delivery_rider' },
});

export const deleteView = endpoint({
  method: 'DELETE',
  path: '/api/people/views/:id',
  summary: 'Delete a saved view of yours',
  access: 'people.read',
  input: viewId,
  output: z.object({ done: z.literal(true) }),
  errors: ['people.view_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});
