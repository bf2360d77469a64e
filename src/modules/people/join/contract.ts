import { z } from 'zod';
import {
  dateField,
  endpoint,
  historySchema,
  pageFields,
  pageOf,
  phoneField,
  textField,
  timeField,
} from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';

/** What people do (domain.md §A): the four key groups of new forms of employment first, then the rest. */
export const OCCUPATIONS = [
  'courier',
  'delivery_rider',
  'ride_hailing_driver',
  'truck_driver',
  'other_nef',
  'office',
  'factory',
  'builder',
  'service',
  'public_sector',
  'other',
] as const;
export type Occupation = (typeof OCCUPATIONS)[number];

/** GB 11643 number; residence permits of Hong Kong, Macao and Taiwan; foreign permanent residence card; passport. */
export const ID_TYPES = [
  'resident_id',
  'hmt_residence_permit',
  'foreign_residence_card',
  'passport',
] as const;
export type IdType = (typeof ID_TYPES)[number];

/** domain.md C1. `pooled` and `offered` are the holding pool (待转入) on its way to a union. */
export const APPLICATION_STATES = [
  'submitted',
  'auto_checked',
  'in_review',
  'pooled',
  'offered',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** Why an application went where it went (domain.md C1, routing). */
export const ROUTE_REASONS = [
  'qr_union',
  'employer_union',
  'sector_association',
  'street_union',
  'holding_pool',
  'officer',
] as const;
export type RouteReason = (typeof ROUTE_REASONS)[number];

/** Who pays decides who may have it (product.md, "fund source"). */
export const FUND_SOURCES = ['union_funds', 'public_money', 'donation'] as const;
export type FundSource = (typeof FUND_SOURCES)[number];

const token = z.string().min(10).max(80);

const form = {
  name: textField(60),
  idType: z.enum(ID_TYPES).default('resident_id'),
  idNo: z.string().trim().min(5).max(30),
  phone: phoneField,
  occupation: z.enum(OCCUPATIONS),
  /** Optional: an employer found by name … */
  employerId: orgNumber.optional(),
  /** … or as the person calls it … */
  employerName: z.string().trim().max(80).optional(),
  /** … or the street where they work or live. */
  areaCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
};

export const submitApplication = endpoint({
  method: 'POST',
  path: '/api/join',
  summary: 'Apply to join: four fields. The answer never tells whether the ID or phone is known',
  access: 'public',
  input: z.object({
    ...form,
    /** The union that the QR named. */
    qrOrgId: orgNumber.optional(),
    /** The privacy notice was shown and agreed to (PIPL §14, §17). */
    consent: z.literal(true, 'people.consent_needed'),
  }),
  output: z.object({ id: z.uuid(), token: z.string().describe('opens the tracking page; shown once') }),
  status: 201,
  errors: ['people.bad_id_number', 'people.too_young', 'people.consent_needed', 'people.no_union'],
  sample: {
    name: '王小明',
    idNo: '11010519491231002X',
    phone: '13800138000',
    occupation: 'courier',
    consent: true,
  },
  limit: 60,
});

const trackView = z
  .object({
    state: z.enum(APPLICATION_STATES),
    name: z.string().describe('masked: 王**'),
    submittedAt: timeField,
    /** The union that decides; null while it is not settled. */
    union: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
    routeReason: z.enum(ROUTE_REASONS),
    /** Of a return or rejection. */
    reason: z.string().nullable(),
    /** A policy: within how many working days the union answers. */
    answerDays: z.number().int(),
    phone: z.object({ masked: z.string(), verified: z.boolean(), conflict: z.boolean() }),
    /** What can be used now, by fund source. */
    benefits: z.array(z.enum(FUND_SOURCES)),
    history: z.array(
      z.object({ at: timeField, to: z.enum(APPLICATION_STATES), reason: z.string().nullable() }),
    ),
    /** The owner of a known ID, once proved: the union where they are a member, masked. */
    memberAt: z.string().nullable(),
    /** Present when approved. */
    member: z.object({ number: z.string(), since: z.string() }).nullable(),
  })
  .meta({ id: 'Tracking' });

export const trackApplication = endpoint({
  method: 'POST',
  path: '/api/join/track',
  summary: 'Where an application stands; the token comes from the link’s fragment',
  access: 'public',
  input: z.object({ token }),
  output: trackView,
  errors: ['people.application_not_found'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0' },
  limit: 120,
});

export const sendTrackCode = endpoint({
  method: 'POST',
  path: '/api/join/track/code',
  summary: 'Send a code to the phone given; if the ID is on record, another to the phone on record',
  access: 'public',
  input: z.object({ token }),
  output: z.object({ retryAfterSeconds: z.number().int() }),
  status: 202,
  errors: ['people.application_not_found', 'accounts.code_too_soon'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0' },
  limit: 30,
  transaction: false,
});

export const verifyTrackCode = endpoint({
  method: 'POST',
  path: '/api/join/track/verify',
  summary: 'Prove a phone. The owner of a known ID learns here, and only here, that and where it is a member',
  access: 'public',
  input: z.object({
    token,
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'accounts.bad_code'),
  }),
  output: z.object({
    result: z.enum(['verified', 'phone_conflict', 'already_member']),
    /** With `already_member`: the union’s name, masked. */
    union: z.string().nullable(),
  }),
  errors: ['people.application_not_found', 'accounts.wrong_code'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0', code: '123456' },
  limit: 30,
  transaction: false,
});

export const releasePhone = endpoint({
  method: 'POST',
  path: '/api/join/track/release',
  summary: 'After the code: the number is mine now, take it off the other person’s record',
  access: 'public',
  input: z.object({ token }),
  output: z.object({ done: z.literal(true) }),
  errors: ['people.application_not_found', 'people.phone_not_verified'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0' },
  limit: 30,
});

export const correctApplication = endpoint({
  method: 'POST',
  path: '/api/join/track/correct',
  summary: 'Send a returned application again with corrections; fields left out stay',
  access: 'public',
  input: z.object({
    token,
    name: form.name.optional(),
    idType: z.enum(ID_TYPES).optional(),
    idNo: form.idNo.optional(),
    phone: phoneField.optional(),
    occupation: form.occupation.optional(),
    employerId: form.employerId,
    employerName: form.employerName,
    areaCode: form.areaCode,
  }),
  output: z.object({ state: z.enum(APPLICATION_STATES) }),
  errors: [
    'people.application_not_found',
    'people.bad_step',
    'people.bad_id_number',
    'people.too_young',
    'people.no_union',
  ],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0', name: '王晓明' },
  limit: 30,
});

export const withdrawApplication = endpoint({
  method: 'POST',
  path: '/api/join/track/withdraw',
  summary: 'Withdraw an application before it is decided',
  access: 'public',
  input: z.object({ token }),
  output: z.object({ done: z.literal(true) }),
  errors: ['people.application_not_found', 'people.bad_step'],
  sample: { token: 'abcdefghijklmnopqrstuvwxyz0' },
  limit: 30,
});

export const openMyApplication = endpoint({
  method: 'POST',
  path: '/api/my/applications/:id/link',
  summary: 'A tracking link for an application made with the phone you signed in with',
  access: 'person',
  input: z.object({ id: z.uuid() }),
  output: z.object({ token: z.string() }),
  status: 201,
  errors: ['people.application_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
  limit: 60,
});

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
