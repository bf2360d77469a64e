import { z } from 'zod';
import {
  dateField,
  endpoint,
  historySchema,
  pageFields,
  pageOf,
  textField,
  todoSchema,
} from '#kernel/contract';
import { TERM_STAGES } from './life/rules.ts';
import {
  FORMATIONS,
  ORG_KINDS,
  ORG_STATES,
  orgParam,
  orgRef,
  RELATION_KINDS,
  UNION_LEVELS,
} from './tree/contract.ts';

export {
  FORMATIONS,
  ORG_KINDS,
  ORG_STATES,
  orgNumber,
  orgParam,
  orgRef,
  RELATION_KINDS,
  UNION_LEVELS,
  type Formation,
  type OrgKind,
  type OrgState,
  type RelationKind,
  type UnionLevel,
} from './tree/contract.ts';
export { changeOrgState, mergeOrg, reelectOrg } from './life/contract.ts';

const areaCode = z.string().regex(/^\d{6,12}$/);
const uscc = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, 'orgs.bad_uscc');

const orgRow = z
  .object({
    id: z.number().int(),
    kind: z.enum(ORG_KINDS),
    name: z.string(),
    level: z.enum(UNION_LEVELS).nullable(),
    formation: z.enum(FORMATIONS).nullable(),
    state: z.enum(ORG_STATES),
    parent: z.object({ id: z.number().int(), name: z.string() }).nullable(),
    areaCode: z.string().nullable(),
    areaName: z.string().nullable(),
    termEndsOn: z.string().nullable(),
    /** Of an active union whose term soon ends: in how many days; of one whose term is over: since how many. */
    termDue: z.object({ stage: z.enum(TERM_STAGES), days: z.number().int() }).nullable(),
  })
  .meta({ id: 'OrgRow' });

export const listTree = endpoint({
  method: 'GET',
  path: '/api/orgs/tree',
  summary:
    'The unions directly below one, with counts of the subtree; without `parentId` the tops of your scope',
  access: 'orgs.read',
  input: z.object({ parentId: orgParam.optional() }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.number().int(),
        name: z.string(),
        level: z.enum(UNION_LEVELS).nullable(),
        formation: z.enum(FORMATIONS).nullable(),
        state: z.enum(ORG_STATES),
        /** Unions directly below. */
        children: z.number().int(),
        /** Primary unions in the subtree, itself included. */
        primaryUnions: z.number().int(),
        /** Officers with a role in the subtree. */
        officers: z.number().int(),
      }),
    ),
  }),
  errors: ['orgs.not_found'],
  sample: { parentId: '1' },
});

export const listOrgs = endpoint({
  method: 'GET',
  path: '/api/orgs',
  summary: 'Search organisations in your scope by name, kind, level, state and area',
  access: 'orgs.read',
  input: z.object({
    q: z.string().trim().max(60).optional(),
    kind: z.enum(ORG_KINDS).optional(),
    level: z.enum(UNION_LEVELS).optional(),
    state: z.enum(ORG_STATES).optional(),
    under: orgParam.optional(),
    /** Active unions whose term soon ends, or has ended without an election. */
    term: z.enum(TERM_STAGES).optional(),
    ...pageFields,
  }),
  output: pageOf(orgRow),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { q: '快运', kind: 'employer', limit: '20' },
});

export const getOrg = endpoint({
  method: 'GET',
  path: '/api/orgs/:id',
  summary: 'One organisation: facts, place in the tree, relations, areas served, history',
  access: 'orgs.read',
  input: z.object({ id: orgParam }),
  output: orgRow.extend({
    /** From the root down to the parent. */
    ancestors: z.array(orgRef),
    uscc: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    foundedOn: z.string().nullable(),
    approvalNo: z.string().nullable(),
    /** Of a sector association: the occupations that it takes in. */
    sectors: z.array(z.string()),
    /** Of a merged union: what it is part of now. */
    mergedInto: z.object({ id: z.number().int(), name: z.string(), readable: z.boolean() }).nullable(),
    serves: z.array(z.object({ code: z.string(), name: z.string() })),
    relations: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(RELATION_KINDS),
        direction: z.enum(['to', 'from']),
        org: orgRef,
        from: z.string(),
        until: z.string().nullable(),
      }),
    ),
    history: historySchema,
    /** What the reader may do here. */
    may: z.object({ manage: z.boolean(), officers: z.boolean() }),
  }),
  errors: ['orgs.not_found'],
  sample: { id: '1' },
});

const facts = {
  name: textField(80),
  uscc: uscc.nullable().optional(),
  phone: z.string().trim().max(30).nullable().optional(),
  address: z.string().trim().max(200).nullable().optional(),
  areaCode: areaCode.nullable().optional(),
  foundedOn: dateField.nullable().optional(),
  approvalNo: z.string().trim().max(60).nullable().optional(),
  termEndsOn: dateField.nullable().optional(),
};

export const createOrg = endpoint({
  method: 'POST',
  path: '/api/orgs',
  summary:
    'Register an organisation: a union below `parentId`, or another kind that the union there looks after',
  access: 'orgs.manage',
  input: z.object({
    parentId: orgParam,
    kind: z.enum(ORG_KINDS),
    level: z.enum(UNION_LEVELS).optional(),
    formation: z.enum(FORMATIONS).optional(),
    ...facts,
  }),
  output: z.object({ id: z.number().int() }),
  status: 201,
  errors: [
    'orgs.not_found',
    'orgs.bad_parent',
    'orgs.uscc_taken',
    'orgs.union_needs_level',
    'orgs.unknown_area',
    'orgs.bad_uscc',
  ],
  sample: { parentId: 1, kind: 'union', level: 'primary', formation: 'single', name: '顺达快运公司工会' },
});

export const updateOrg = endpoint({
  method: 'PATCH',
  path: '/api/orgs/:id',
  summary: 'Correct the facts of an organisation; fields left out stay',
  access: 'orgs.manage',
  input: z.object({
    id: orgParam,
    ...facts,
    name: textField(80).optional(),
    /** Codes of occupations; only a sector association takes people in by them. */
    sectors: z
      .array(z.string().regex(/^[a-z_]{1,40}$/))
      .max(40)
      .optional(),
  }),
  output: z.object({ id: z.number().int() }),
  errors: [
    'orgs.not_found',
    'orgs.uscc_taken',
    'orgs.unknown_area',
    'orgs.bad_uscc',
    'orgs.no_sector_association',
  ],
  sample: { id: 1, phone: '010-69741234' },
});

export const moveOrg = endpoint({
  method: 'POST',
  path: '/api/orgs/:id/parent',
  summary: 'Put a union, with all below it, under another; from when is kept',
  access: 'orgs.manage',
  input: z.object({ id: orgParam, parentId: orgParam, reason: textField(200) }),
  output: z.object({ id: z.number().int() }),
  errors: ['orgs.not_found', 'orgs.cycle', 'orgs.bad_parent'],
  sample: { id: 2, parentId: 1, reason: '街道调整' },
});

export const relateOrgs = endpoint({
  method: 'POST',
  path: '/api/orgs/:id/relations',
  summary:
    'Record a relation: a union organises an employer, an employer is member of a federation, a host hosts',
  access: 'orgs.manage',
  input: z.object({ id: orgParam, kind: z.enum(RELATION_KINDS), toId: orgParam }),
  output: z.object({ id: z.string() }),
  status: 201,
  errors: ['orgs.not_found', 'orgs.already_related', 'orgs.not_standing'],
  sample: { id: 1, kind: 'organises', toId: 2 },
});

export const endRelation = endpoint({
  method: 'POST',
  path: '/api/relations/:id/end',
  summary: 'End a relation now; it stays in the history of both organisations',
  access: 'orgs.manage',
  input: z.object({ id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  errors: ['orgs.relation_not_found', 'orgs.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const findUnions = endpoint({
  method: 'GET',
  path: '/api/unions',
  summary: 'Active unions anywhere in the federation by part of their name: to hand something on to them',
  access: 'orgs.read',
  input: z.object({ q: textField(40) }),
  output: z.object({
    items: z.array(z.object({ id: z.number().int(), name: z.string(), parent: z.string() })),
  }),
  sample: { q: '街道' },
});

export const setServedAreas = endpoint({
  method: 'PUT',
  path: '/api/orgs/:id/areas',
  summary: 'Which streets a union serves: workers without a union at their employer are routed by them',
  access: 'orgs.manage',
  input: z.object({ id: orgParam, codes: z.array(areaCode).max(400) }),
  output: z.object({ count: z.number().int() }),
  errors: ['orgs.not_found', 'orgs.unknown_area', 'orgs.area_served', 'orgs.not_standing'],
  sample: { id: 1, codes: ['110114007'] },
});

export const listAreas = endpoint({
  method: 'GET',
  path: '/api/areas',
  summary: 'Administrative areas below one (GB/T 2260), or by name',
  access: 'public',
  input: z.object({ parent: areaCode.optional(), q: z.string().trim().max(30).optional() }),
  output: z.object({
    items: z.array(
      z.object({ code: z.string(), name: z.string(), level: z.string(), parent: z.string().nullable() }),
    ),
  }),
  sample: { parent: '110114' },
});

export const findEmployers = endpoint({
  method: 'GET',
  path: '/api/public/employers',
  summary: 'Employers by part of their name, for the join form: names only',
  access: 'public',
  input: z.object({ q: textField(40) }),
  output: z.object({
    items: z.array(z.object({ id: z.number().int(), name: z.string(), hasUnion: z.boolean() })),
  }),
  sample: { q: '快运' },
  limit: 120,
});

export const getJoinTarget = endpoint({
  method: 'GET',
  path: '/api/public/join-target',
  summary: 'What a join QR names: a union (`u`), a street (`a`), or nothing; with whom to call',
  access: 'public',
  input: z.object({ u: orgParam.optional(), a: areaCode.optional() }),
  output: z.object({
    union: z.object({ id: z.number().int(), name: z.string(), phone: z.string().nullable() }).nullable(),
    area: z.object({ code: z.string(), name: z.string() }).nullable(),
    /** The federation that runs this deployment. */
    federation: z
      .object({ name: z.string(), phone: z.string().nullable(), areaCode: z.string().nullable() })
      .nullable(),
  }),
  sample: { a: '110114007' },
});

export const joinPoster = endpoint({
  method: 'GET',
  path: '/api/orgs/:id/join-poster',
  summary: 'A printable A4 poster with the QR by which people join this union',
  access: 'orgs.read',
  input: z.object({ id: orgParam }),
  output: z.any(),
  produces: 'application/pdf',
  errors: ['orgs.not_found'],
  sample: { id: '1' },
});

export const listMyOrgs = endpoint({
  method: 'GET',
  path: '/api/my/orgs',
  summary: 'The organisations where you hold a role',
  access: 'person',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        role: z.string(),
        org: orgRef,
        areaName: z.string().nullable(),
        until: z.string().nullable(),
      }),
    ),
  }),
});

export const listOrgTodos = endpoint({
  method: 'GET',
  path: '/api/orgs/todos',
  summary: 'What waits for you about organisations and officers',
  access: 'orgs.read',
  input: z.object({}),
  output: z.object({ items: z.array(todoSchema) }),
});
