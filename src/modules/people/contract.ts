import { z } from 'zod';
import { endpoint, historySchema, textField, timeField, todoSchema } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';
import { EMPLOYMENTS, MEMBERSHIP_STATES, RETAINED_AS, STANDINGS, WARNED_HOW } from './standing/contract.ts';
import { TRANSFER_STARTS } from './moves/contract.ts';
import { APPLICATION_STATES, FUND_SOURCES, ID_TYPES, OCCUPATIONS } from './join/contract.ts';

export type { FundSource } from './join/contract.ts';

export { MEMBERSHIP_STATES, type MembershipState } from './standing/contract.ts';

const membershipSchema = z
  .object({
    org: orgRef,
    state: z.enum(MEMBERSHIP_STATES),
    number: z.string(),
    from: z.string(),
    /** Null while the period is open. */
    until: z.string().nullable(),
    resolution: z.object({ id: z.uuid(), number: z.string(), heldOn: z.string() }).nullable(),
    retainedAs: z.enum(RETAINED_AS).nullable(),
  })
  .meta({ id: 'Membership' });

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/people/:id',
  summary: 'One person: membership periods and history; numbers are masked. The look is audited',
  access: 'people.read',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    sex: z.enum(['male', 'female']).nullable(),
    birthYear: z.number().int().nullable(),
    occupation: z.enum(OCCUPATIONS),
    employer: z.string().nullable(),
    areaName: z.string().nullable(),
    idType: z.enum(ID_TYPES),
    idNo: z.string().describe('masked'),
    phone: z.string().nullable().describe('masked'),
    standing: z.enum(STANDINGS),
    employment: z.enum(EMPLOYMENTS).nullable(),
    /** The union that looks after the person. */
    org: orgRef,
    /** A roster says so, and the membership is not settled. */
    leftOn: z.string().nullable(),
    /** What a roster brought that only forms ask for, by field; never shown in lists. */
    details: z.record(z.string(), z.string()),
    memberships: z.array(membershipSchema),
    rosters: z.array(z.object({ org: orgRef, since: z.string(), until: z.string().nullable() })),
    /** The open transfer, if there is one. */
    transferId: z.uuid().nullable(),
    warnings: z.array(
      z.object({
        id: z.uuid(),
        on: z.string(),
        how: z.enum(WARNED_HOW),
        note: z.string(),
        by: z.string(),
      }),
    ),
    history: historySchema,
    may: z.object({
      reveal: z.boolean(),
      print: z.boolean(),
      /** Transfer, retain, end: the person is a member here now. */
      move: z.boolean(),
    }),
  }),
  errors: ['people.person_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const revealPerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/reveal',
  summary: 'Show the full ID and phone number, for a stated purpose; recorded before it is shown',
  access: 'people.reveal',
  input: z.object({ id: z.uuid(), purpose: textField(100) }),
  output: z.object({ idNo: z.string(), phone: z.string().nullable() }),
  errors: ['people.person_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000', purpose: '办理会员卡' },
  light: true,
});

export const printRegistration = endpoint({
  method: 'GET',
  path: '/api/people/:id/registration-form',
  summary:
    'The official application letter and registration form (入会申请书、工会会员登记表) as PDF, with room for the seal',
  access: 'people.reveal',
  input: z.object({ id: z.uuid() }),
  output: z.any(),
  produces: 'application/pdf',
  errors: ['people.person_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const countMembers = endpoint({
  method: 'GET',
  path: '/api/people/counts',
  summary:
    'Members and waiting applications in the subtree of each union below one (or of the tops of your scope)',
  access: 'people.read',
  input: z.object({ parentId: orgParam.optional() }),
  output: z.object({
    items: z.array(
      z.object({ orgId: z.number().int(), members: z.number().int(), waiting: z.number().int() }),
    ),
  }),
  errors: ['orgs.not_found'],
  sample: { parentId: '1' },
});

export const listPeopleTodos = endpoint({
  method: 'GET',
  path: '/api/people/todos',
  summary: 'What waits for you about applications and members',
  access: 'people.review',
  input: z.object({}),
  output: z.object({ items: z.array(todoSchema) }),
});

export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  summary: 'What we hold about the signed-in worker: membership, applications, what can be used now',
  access: 'person',
  input: z.object({}),
  output: z.object({
    /** Null until an application with this phone is approved. */
    person: z
      .object({
        id: z.uuid(),
        name: z.string(),
        idNo: z.string().describe('masked'),
        phone: z.string().describe('masked'),
        occupation: z.enum(OCCUPATIONS),
      })
      .nullable(),
    membership: membershipSchema.extend({ unionPhone: z.string().nullable() }).nullable(),
    /** Waits for the worker's answer, or for the other union's after it. */
    transfer: z
      .object({
        id: z.uuid(),
        from: orgRef,
        to: orgRef,
        startedBy: z.enum(TRANSFER_STARTS),
        state: z.enum(['requested', 'confirmed']),
        note: z.string().nullable(),
        dueOn: z.string().nullable(),
        createdAt: timeField,
      })
      .nullable(),
    /** The last transfer, if it was refused in these 30 days: why. */
    refusal: z.object({ from: orgRef, to: orgRef, reason: z.string(), at: timeField }).nullable(),
    applications: z.array(
      z.object({
        id: z.uuid(),
        state: z.enum(APPLICATION_STATES),
        union: z.string().nullable(),
        unionPhone: z.string().nullable(),
        submittedAt: timeField,
        reason: z.string().nullable(),
      }),
    ),
    /** Within how many working days a union answers. */
    answerDays: z.number().int(),
    benefits: z.array(z.enum(FUND_SOURCES)),
  }),
});
