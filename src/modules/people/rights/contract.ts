import { z } from 'zod';
import {
  endpoint,
  historySchema,
  pageFields,
  pageOf,
  phoneField,
  textField,
  timeField,
} from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';
import { APPLICATION_STATES, ID_TYPES, OCCUPATIONS } from '../join/contract.ts';
import { TRANSFER_STARTS, TRANSFER_STATES } from '../moves/contract.ts';
import { EMPLOYMENTS, MEMBERSHIP_STATES, RETAINED_AS, STANDINGS, WARNED_HOW } from '../standing/contract.ts';
import { BASES, CATEGORIES } from './own/rules.ts';
import { CODE_USES, GOES, PURPOSES, REQUEST_KINDS, REQUEST_STATES, STAYS } from './rules.ts';

const id = '01890000-0000-7000-8000-000000000000';
const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'accounts.bad_code');
const codeErrors = ['accounts.wrong_code', 'people.phone_needed', 'people.not_your_phone'] as const;
/** Needed where nothing but the account is there: it keeps no number. */
const ownPhone = phoneField.optional();

const consentSchema = z.object({
  purpose: z.enum(PURPOSES),
  textVersion: z.string().nullable(),
  givenAt: timeField.nullable(),
  how: z.enum(['join_form', 'account']).nullable(),
  withdrawnAt: timeField.nullable(),
});
const requestSchema = z.object({
  id: z.uuid(),
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  union: z.string().nullable(),
  createdAt: timeField,
  dueOn: z.string(),
  closedAt: timeField.nullable(),
  /** Why it was refused, or what the union said to it. */
  answer: z.string().nullable(),
});
const lookSchema = z.object({
  at: timeField,
  /** In words: looked at the record, in a list, saw the whole number, exported … */
  what: z.string(),
  union: z.string().nullable(),
  /** The office held then, never the name. */
  role: z.string().nullable(),
  purpose: z.string().nullable(),
});

/** Everything held about a person: the form in which it is taken away (PIPL §45). */
export const myDataSchema = z
  .object({
    format: z.literal('zhijia-my-data-1'),
    madeAt: timeField,
    /** False: numbers are masked, since no fresh code was given. */
    whole: z.boolean(),
    person: z
      .object({
        id: z.uuid(),
        name: z.string(),
        sex: z.enum(['male', 'female']).nullable(),
        birthYear: z.number().int().nullable(),
        idType: z.enum(ID_TYPES),
        idNo: z.string(),
        phone: z.string().nullable(),
        occupation: z.enum(OCCUPATIONS),
        employer: z.string().nullable(),
        area: z.string().nullable(),
        employment: z.enum(EMPLOYMENTS).nullable(),
        leftOn: z.string().nullable(),
        details: z.record(z.string(), z.string()),
        standing: z.enum(STANDINGS),
        createdAt: timeField,
        updatedAt: timeField,
      })
      .nullable(),
    memberships: z.array(
      z.object({
        union: z.string(),
        state: z.enum(MEMBERSHIP_STATES),
        number: z.string(),
        from: z.string(),
        until: z.string().nullable(),
        resolution: z.string().nullable(),
        retainedAs: z.enum(RETAINED_AS).nullable(),
      }),
    ),
    transfers: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        startedBy: z.enum(TRANSFER_STARTS),
        state: z.enum(TRANSFER_STATES),
        note: z.string().nullable(),
        reason: z.string().nullable(),
        consentAt: timeField.nullable(),
        createdAt: timeField,
        closedAt: timeField.nullable(),
      }),
    ),
    warnings: z.array(
      z.object({ union: z.string(), on: z.string(), how: z.enum(WARNED_HOW), note: z.string() }),
    ),
    rosters: z.array(z.object({ org: z.string(), since: z.string(), until: z.string().nullable() })),
    applications: z.array(
      z.object({
        id: z.uuid(),
        state: z.enum(APPLICATION_STATES),
        union: z.string(),
        submittedAt: timeField,
        name: z.string(),
        idType: z.enum(ID_TYPES),
        idNo: z.string(),
        phone: z.string(),
        occupation: z.enum(OCCUPATIONS),
        employer: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
    consents: z.array(consentSchema),
    requests: z.array(requestSchema),
    messages: z.array(z.object({ at: timeField, wording: z.string(), state: z.string() })),
    account: z.object({ id: z.string(), sessions: z.array(timeField) }),
    looks: z.array(lookSchema),
  })
  .meta({ id: 'MyData' });

export const getMyRights = endpoint({
  method: 'GET',
  path: '/api/my/rights',
  summary:
    'What is held about you and on what basis, what you agreed to, what you asked for, and what deleting means',
  access: 'person',
  input: z.object({}),
  output: z.object({
    held: z.array(
      z.object({
        category: z.enum(CATEGORIES),
        title: z.string(),
        why: z.string(),
        basis: z.array(z.enum(BASES)),
        basisText: z.string(),
        kept: z.string(),
        lines: z.array(z.object({ term: z.string(), value: z.string() })),
      }),
    ),
    consents: z.array(consentSchema.extend({ inForce: z.boolean() })),
    requests: z.array(requestSchema),
    /** Null where only the account is there. */
    record: z
      .object({ name: z.string(), occupation: z.enum(OCCUPATIONS), employer: z.string().nullable() })
      .nullable(),
    /** Where a code goes, masked; null: it has to be typed. */
    phone: z.string().nullable(),
    erasure: z.object({
      how: z.enum(['at_once', 'by_union']),
      goes: z.array(z.enum(GOES)),
      stays: z.array(z.object({ what: z.enum(STAYS), until: z.string().nullable() })),
    }),
    /** Within how many days a request is answered, and whom to turn to. */
    answerDays: z.number().int(),
    union: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  }),
});

export const listMyLooks = endpoint({
  method: 'GET',
  path: '/api/my/rights/looks',
  summary: 'Who looked at you: when, which office of which union, what for; the latest first',
  access: 'person',
  input: z.object({
    before: timeField.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({ items: z.array(lookSchema), next: timeField.nullable() }),
  sample: { limit: '20' },
});

export const sendMyCode = endpoint({
  method: 'POST',
  path: '/api/my/rights/code',
  summary: 'A fresh code to the phone you signed in with, before something that cannot be taken back',
  access: 'person',
  /** A code is for one thing: one for a copy deletes nothing. */
  input: z.object({ use: z.enum(CODE_USES), phone: ownPhone }),
  output: z.object({ retryAfterSeconds: z.number().int() }),
  status: 202,
  errors: ['accounts.code_too_soon', 'people.phone_needed', 'people.not_your_phone'],
  sample: { use: 'copy', phone: '13800138000' },
  limit: 30,
  transaction: false,
});

export const takeMyData = endpoint({
  method: 'POST',
  path: '/api/my/rights/copy',
  summary: 'Take away everything held about you, for programs; whole numbers only with a fresh code',
  access: 'person',
  input: z.object({ phone: ownPhone, code: code.optional() }),
  output: myDataSchema,
  errors: codeErrors,
  sample: { code: '123456' },
  limit: 30,
  transaction: false,
});

export const printMyData = endpoint({
  method: 'POST',
  path: '/api/my/rights/print',
  summary: 'The same to read or print, as PDF; whole numbers only with a fresh code',
  access: 'person',
  input: z.object({ phone: ownPhone, code: code.optional() }),
  output: z.any(),
  produces: 'application/pdf',
  errors: codeErrors,
  sample: { code: '123456' },
  limit: 30,
  transaction: false,
});

export const changeMyWork = endpoint({
  method: 'POST',
  path: '/api/my/rights/work',
  summary: 'Correct what you do and for whom; holds at once',
  access: 'person',
  input: z.object({ occupation: z.enum(OCCUPATIONS), employer: z.string().trim().max(80).default('') }),
  output: z.object({ done: z.literal(true) }),
  errors: ['people.no_record'],
  sample: { occupation: 'courier', employer: '顺通速运' },
  limit: 30,
});

export const sendNewPhoneCode = endpoint({
  method: 'POST',
  path: '/api/my/rights/phone/code',
  summary: 'A code to the number that shall be yours from now on',
  access: 'person',
  input: z.object({ phone: phoneField }),
  output: z.object({ retryAfterSeconds: z.number().int() }),
  status: 202,
  errors: ['accounts.code_too_soon'],
  sample: { phone: '13800138000' },
  limit: 30,
  transaction: false,
});

export const changeMyPhone = endpoint({
  method: 'POST',
  path: '/api/my/rights/phone',
  summary: 'Change your phone: a code to the new one, and a code to the old one or your ID number',
  access: 'person',
  input: z.object({
    phone: phoneField,
    code,
    oldCode: code.optional(),
    idNo: z.string().trim().min(5).max(30).optional(),
  }),
  output: z.object({ done: z.literal(true) }),
  errors: ['accounts.wrong_code', 'people.wrong_proof', 'people.no_record'],
  sample: { phone: '13800138000', code: '123456', idNo: '11010519491231002X' },
  limit: 30,
});

export const chooseNews = endpoint({
  method: 'POST',
  path: '/api/my/rights/news',
  summary: 'Agree to news by SMS, or withdraw it; holds at once and is not asked again',
  access: 'person',
  input: z.object({ wanted: z.boolean() }),
  output: z.object({ wanted: z.boolean() }),
  sample: { wanted: false },
  limit: 30,
});

export const askByRight = endpoint({
  method: 'POST',
  path: '/api/my/rights/requests',
  summary:
    'Ask with a fresh code: correct name or ID, withdraw the membership consent, leave and delete, or delete all at once',
  access: 'person',
  input: z.object({
    kind: z.enum(['correct', 'withdraw', 'delete', 'deregister']),
    code,
    phone: ownPhone,
    reason: z.string().trim().max(200).default(''),
    name: textField(60).optional(),
    idType: z.enum(ID_TYPES).optional(),
    idNo: z.string().trim().min(5).max(30).optional(),
  }),
  output: z.object({ id: z.uuid(), state: z.enum(REQUEST_STATES), dueOn: z.string() }),
  status: 201,
  errors: [
    ...codeErrors,
    'people.request_open',
    'people.no_record',
    'people.nothing_asked',
    'people.no_union_needed',
    'people.still_a_member',
    'people.bad_id_number',
  ],
  sample: { kind: 'correct', code: '123456', name: '王晓明', reason: '当时写错了一个字' },
  limit: 30,
});

const rowSchema = z.object({
  id: z.uuid(),
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  name: z.string().nullable().describe('null once the record is erased'),
  personId: z.uuid().nullable(),
  union: orgRef.nullable(),
  createdAt: timeField,
  dueOn: z.string(),
  overdue: z.boolean(),
  closedAt: timeField.nullable(),
});
const fieldSchema = z.object({ field: z.enum(['name', 'idNo']), old: z.string(), wished: z.string() });

export const listRequests = endpoint({
  method: 'GET',
  path: '/api/rights',
  summary: 'What members of your unions asked for by right, the first due first',
  access: 'people.rights',
  input: z.object({
    state: z.enum(['open', 'done', 'refused', 'all']).default('open'),
    orgId: orgParam.optional(),
    ...pageFields,
  }),
  output: pageOf(rowSchema).extend({ total: z.number().int() }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { state: 'open' },
});

const requestId = z.object({ id: z.uuid() });

export const getRequest = endpoint({
  method: 'GET',
  path: '/api/rights/:id',
  summary: 'One request: what is asked, old and new masked, and how it went so far',
  access: 'people.rights',
  input: requestId,
  output: rowSchema.extend({
    reason: z.string().nullable(),
    answer: z.string().nullable(),
    fields: z.array(fieldSchema),
    /** The wished ID number stands on another record: perhaps one person twice. */
    sameAs: z.object({ name: z.string(), personId: z.uuid().nullable() }).nullable(),
    history: historySchema,
    may: z.object({ answer: z.boolean(), reveal: z.boolean() }),
  }),
  errors: ['people.request_not_found'],
  sample: { id },
});

export const revealRequest = endpoint({
  method: 'POST',
  path: '/api/rights/:id/reveal',
  summary:
    'Show the full ID number on record and the one wished, for a stated purpose; recorded before it is shown',
  access: 'people.rights',
  input: z.object({ id: z.uuid(), purpose: textField(100) }),
  output: z.object({ idNo: z.string(), wished: z.string().nullable(), phone: z.string().nullable() }),
  errors: ['people.request_not_found'],
  sample: { id, purpose: '对照证件更正' },
});

export const doRequest = endpoint({
  method: 'POST',
  path: '/api/rights/:id/do',
  summary:
    'Do what is asked: correct the record, or end the membership, with “leave and delete” everything at once',
  access: 'people.rights',
  input: z.object({ id: z.uuid(), note: z.string().trim().max(200).default('') }),
  output: z.object({ state: z.enum(REQUEST_STATES) }),
  errors: ['people.request_not_found', 'people.request_step', 'people.id_taken'],
  sample: { id, note: '已对照身份证' },
});

export const refuseRequest = endpoint({
  method: 'POST',
  path: '/api/rights/:id/refuse',
  summary: 'Refuse what is asked, with a reason that the person reads',
  access: 'people.rights',
  input: z.object({ id: z.uuid(), reason: textField(200) }),
  output: z.object({ state: z.enum(REQUEST_STATES) }),
  errors: ['people.request_not_found', 'people.request_step'],
  sample: { id, reason: '证件与所填不一致，请带证件到工会核对' },
});
