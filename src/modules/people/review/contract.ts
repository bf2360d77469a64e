import { z } from 'zod';
import {
  dateField,
  endpoint,
  historySchema,
  pageFields,
  pageOf,
  textField,
  timeField,
} from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { APPLICATION_STATES, ID_TYPES, OCCUPATIONS, ROUTE_REASONS } from '../join/contract.ts';

/** Flags an officer sees on an application before deciding. */
export const FLAGS = [
  'known_member',
  'known_person',
  'same_id_pending',
  'phone_taken',
  'phone_unverified',
] as const;

const applicationRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    occupation: z.enum(OCCUPATIONS),
    state: z.enum(APPLICATION_STATES),
    org: orgRef,
    routeReason: z.enum(ROUTE_REASONS),
    employer: z.string().nullable(),
    areaName: z.string().nullable(),
    submittedAt: timeField,
    flags: z.array(z.enum(FLAGS)),
  })
  .meta({ id: 'ApplicationRow' });

export const listApplications = endpoint({
  method: 'GET',
  path: '/api/applications',
  summary: 'Applications in your scope, the longest waiting first',
  access: 'people.review',
  input: z.object({
    /** `open` is everything that waits for an officer. */
    state: z.enum(['open', 'all', ...APPLICATION_STATES]).default('open'),
    orgId: orgParam.optional(),
    q: z.string().trim().max(40).optional(),
    ...pageFields,
  }),
  output: pageOf(applicationRow).extend({ total: z.number().int() }),
  errors: ['kernel.bad_cursor', 'orgs.not_found'],
  sample: { state: 'open', limit: '20' },
});

export const getApplication = endpoint({
  method: 'GET',
  path: '/api/applications/:id',
  summary: 'One application with its history; numbers are masked. The look is audited',
  access: 'people.review',
  input: z.object({ id: z.uuid() }),
  output: applicationRow.extend({
    sex: z.enum(['male', 'female']).nullable(),
    birthYear: z.number().int().nullable(),
    idType: z.enum(ID_TYPES),
    idNo: z.string().describe('masked'),
    phone: z.string().describe('masked'),
    reason: z.string().nullable(),
    resolution: z.object({ id: z.uuid(), number: z.string(), heldOn: z.string() }).nullable(),
    personId: z.uuid().nullable(),
    history: historySchema,
    may: z.object({ decide: z.boolean(), offer: z.boolean(), bounce: z.boolean() }),
  }),
  errors: ['people.application_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const revealApplication = endpoint({
  method: 'POST',
  path: '/api/applications/:id/reveal',
  summary: 'Show the full ID and phone number, for a stated purpose; recorded before it is shown',
  access: 'people.reveal',
  input: z.object({ id: z.uuid(), purpose: textField(100) }),
  output: z.object({ idNo: z.string(), phone: z.string() }),
  errors: ['people.application_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000', purpose: '电话核对本人' },
  light: true,
});

const ids = z.array(z.uuid()).min(1).max(500);
const outcomes = z.object({
  done: z.number().int(),
  outcomes: z.array(
    z.object({ id: z.uuid(), ok: z.boolean(), code: z.string().nullable(), message: z.string().nullable() }),
  ),
});

export const returnApplications = endpoint({
  method: 'POST',
  path: '/api/applications/return',
  summary: 'Send applications back for correction; each applicant sees the reason',
  access: 'people.review',
  input: z.object({ ids, reason: textField(200) }),
  output: outcomes,
  sample: { ids: ['01890000-0000-7000-8000-000000000000'], reason: '姓名与证件不一致' },
});

export const rejectApplications = endpoint({
  method: 'POST',
  path: '/api/applications/reject',
  summary: 'Reject applications; each applicant sees the reason and whom to call',
  access: 'people.review',
  input: z.object({ ids, reason: textField(200) }),
  output: outcomes,
  sample: { ids: ['01890000-0000-7000-8000-000000000000'], reason: '不属于本工会' },
});

export const offerApplications = endpoint({
  method: 'POST',
  path: '/api/applications/offer',
  summary: 'Hand applications to another union, out of the holding pool or after a wrong route',
  access: 'people.review',
  input: z.object({ ids, orgId: orgNumber }),
  output: outcomes,
  errors: ['orgs.not_found'],
  sample: { ids: ['01890000-0000-7000-8000-000000000000'], orgId: 2 },
});

export const bounceApplications = endpoint({
  method: 'POST',
  path: '/api/applications/bounce',
  summary: 'Give offered applications back to where they came from, with a reason',
  access: 'people.review',
  input: z.object({ ids, reason: textField(200) }),
  output: outcomes,
  sample: { ids: ['01890000-0000-7000-8000-000000000000'], reason: '不在本街道' },
});

const resolutionSchema = z
  .object({
    id: z.uuid(),
    org: orgRef,
    number: z.string(),
    heldOn: z.string(),
    title: z.string(),
    attachment: z.object({ name: z.string(), bytes: z.number().int() }).nullable(),
    approved: z.number().int(),
  })
  .meta({ id: 'Resolution' });

export const listResolutions = endpoint({
  method: 'GET',
  path: '/api/resolutions',
  summary: 'Committee resolutions of one union, newest first',
  access: 'people.review',
  input: z.object({ orgId: orgParam, ...pageFields }),
  output: pageOf(resolutionSchema),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { orgId: '1' },
});

export const createResolution = endpoint({
  method: 'POST',
  path: '/api/resolutions',
  summary: 'Record a committee resolution that applications are approved against',
  access: 'people.approve',
  input: z.object({
    orgId: orgNumber,
    /** As the union numbers it, e.g. 昌工决〔2026〕7 号. */
    number: textField(60),
    heldOn: dateField,
    title: z.string().trim().max(120).default(''),
  }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: ['orgs.not_found', 'people.resolution_exists', 'people.resolution_future'],
  sample: { orgId: 1, number: '〔2026〕7 号', heldOn: '2026-11-20' },
});

export const attachToResolution = endpoint({
  method: 'PUT',
  path: '/api/resolutions/:id/attachment',
  summary: 'Add the scanned resolution (PDF, PNG or JPEG, at most 10 MB)',
  access: 'people.approve',
  input: z.object({ id: z.uuid(), name: textField(120) }),
  output: z.object({ bytes: z.number().int() }),
  accepts: { types: ['application/pdf', 'image/png', 'image/jpeg'], maxBytes: 10 * 1024 * 1024 },
  errors: ['people.resolution_not_found', 'people.bad_attachment'],
  sample: { id: '01890000-0000-7000-8000-000000000000', name: '决议.pdf' },
});

export const readAttachment = endpoint({
  method: 'GET',
  path: '/api/resolutions/:id/attachment',
  summary: 'The scanned resolution',
  access: 'people.review',
  input: z.object({ id: z.uuid() }),
  output: z.any(),
  produces: 'application/octet-stream',
  errors: ['people.resolution_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const approveApplications = endpoint({
  method: 'POST',
  path: '/api/resolutions/:id/approve',
  summary:
    'Approve a batch against a resolution: each becomes a member from the day it was held; each has its own outcome',
  access: 'people.approve',
  input: z.object({ id: z.uuid(), ids }),
  output: outcomes,
  errors: ['people.resolution_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000', ids: ['01890000-0000-7000-8000-000000000001'] },
});
