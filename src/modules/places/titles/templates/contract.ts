import { z } from 'zod';
import { dateField, endpoint, textField } from '#kernel/contract';
import { orgNumber, orgRef } from '#orgs/contract';
import { PLACE_ROLES, termCode } from '../../contract.ts';

/** Who grants a title, the highest first (domain.md B7). */
export const TITLE_LEVELS = ['national', 'city', 'district', 'township', 'primary'] as const;
export type TitleLevel = (typeof TITLE_LEVELS)[number];

/** How a criterion is shown: from records; by what the applicant lays before the reviewers; by what is seen on the spot. */
export const HOWS = ['computed', 'evidence', 'judged'] as const;

/** What a self-check says of a criterion; `backed`: evidence lies there, to be looked at; `judged`: seen on the spot. */
export const VERDICTS = ['met', 'missing', 'unknown', 'backed', 'judged'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const COUNTED_FACTS = ['areaM2', 'administrators', 'photos', 'books'] as const;
export const PLAIN_FACTS = ['hoursKnown', 'located', 'verified', 'fixedPremises', 'listed'] as const;

/** The closed language of what is computed from records. */
export const criterionRule = z.union([
  z.object({ fact: z.literal('facilities'), has: z.array(termCode).min(1).max(20) }),
  z.object({ fact: z.enum(COUNTED_FACTS), atLeast: z.number().positive().max(1_000_000) }),
  z.object({ fact: z.enum(PLAIN_FACTS) }),
]);
export type CriterionRule = z.output<typeof criterionRule>;

export const criterionSchema = z.object({
  code: termCode,
  zh: textField(80),
  en: textField(160),
  how: z.enum(HOWS),
  rule: criterionRule.nullable(),
  required: z.boolean(),
});
export type Criterion = z.output<typeof criterionSchema>;

const months = z.int().min(1).max(120).nullable();

const content = {
  nameZh: textField(40),
  nameEn: textField(80),
  level: z.enum(TITLE_LEVELS),
  /** On the plaque, where another grants than the union that keeps the rules. */
  grantedBy: z.string().trim().max(60).nullable().default(null),
  roles: z.array(z.enum(PLACE_ROLES)).min(1),
  areaCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable()
    .default(null),
  source: textField(160),
  inferred: z.boolean().default(false),
  criteria: z.array(criterionSchema).min(1).max(40),
  /** For how many days the public notice stands. */
  noticeDays: z.int().min(1).max(90),
  /** After how many months a holder is looked at again; null: never. */
  recheckMonths: months,
};

/** The content of a template that is ready to be taken over, by its key. */
const readySchema = z.object({ key: z.string(), ...content }).meta({ id: 'ReadyTitle' });

export const titleTemplate = z
  .object({
    id: z.uuid(),
    /** The same for every version of one title. */
    line: z.uuid(),
    version: z.number().int(),
    org: orgRef,
    ...content,
    areaName: z.string().nullable(),
    from: dateField,
    until: dateField.nullable(),
    inForce: z.boolean(),
    /** Cases in your reach that are judged by this very version. */
    cases: z.number().int(),
    may: z.object({ change: z.boolean() }),
  })
  .meta({ id: 'TitleTemplate' });

export const listTitleTemplates = endpoint({
  method: 'GET',
  path: '/api/title-templates',
  summary: 'The rules of all titles, version by version, and those that are ready to be taken over',
  access: 'places.read',
  input: z.object({}),
  output: z.object({ items: z.array(titleTemplate), ready: z.array(readySchema) }),
});

const SAMPLE = {
  nameZh: '街道示范驿站',
  nameEn: 'Model station of the street',
  level: 'township',
  roles: ['station'],
  source: '街道总工会通知',
  criteria: [
    {
      code: 'water',
      zh: '能喝上热水',
      en: 'Hot water',
      how: 'computed',
      rule: { fact: 'facilities', has: ['water'] },
      required: true,
    },
  ],
  noticeDays: 5,
  recheckMonths: 24,
};

export const createTitleTemplate = endpoint({
  method: 'POST',
  path: '/api/title-templates',
  summary: 'Add the rules of a title that this union grants; also a copy of another',
  access: 'places.settings',
  input: z.object({ orgId: orgNumber, ...content, from: dateField }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: ['orgs.not_found', 'places.unknown_area', 'places.title_bad_criteria'],
  sample: { orgId: 1, from: '2026-12-01', ...SAMPLE },
});

export const changeTitleTemplate = endpoint({
  method: 'PUT',
  path: '/api/title-templates/:id',
  summary:
    'Change the newest version of a title’s rules; once a case is judged by it, that makes a new version',
  access: 'places.settings',
  input: z.object({ id: z.uuid(), ...content, from: dateField }),
  output: z.object({ id: z.uuid(), version: z.number().int() }),
  errors: [
    'places.title_template_not_found',
    'places.unknown_area',
    'places.title_bad_criteria',
    'places.title_not_newest',
    'places.title_bad_dates',
  ],
  sample: { id: '01890000-0000-7000-8000-000000000000', from: '2026-12-01', ...SAMPLE },
});

export const endTitleTemplate = endpoint({
  method: 'POST',
  path: '/api/title-templates/:id/end',
  summary: 'Nobody applies for this title from a day on; cases and titles stay',
  access: 'places.settings',
  input: z.object({ id: z.uuid(), on: dateField }),
  output: z.object({ until: dateField }),
  errors: ['places.title_template_not_found', 'places.title_not_newest', 'places.title_bad_dates'],
  sample: { id: '01890000-0000-7000-8000-000000000000', on: '2027-01-01' },
});
