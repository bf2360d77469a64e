import { z } from 'zod';
import { endpoint, phoneField, textField, timeField } from '#kernel/contract';
import { orgNumber } from '#orgs/contract';

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
  light: true,
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
