import { z } from 'zod';
import { endpoint, textField } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';
import { BUCKETS } from './rules.ts';

/** What the picture is of: each is one of the taps. */
export const MEASURES = ['hours', 'days', 'stretch', 'rest'] as const;
export type Measure = (typeof MEASURES)[number];

/** What its rows are. */
export const GROUPINGS = ['job', 'area', 'platform'] as const;

/** A quarter, as files and pages name it: 2026Q3. */
const quarterField = z.string().regex(/^20\d\dQ[1-4]$/);

/** A word in both languages, of a list that a federation keeps or of a range. */
export const interviewTerm = z.object({
  code: z.string().regex(/^[a-z0-9_]{1,30}$/),
  zh: textField(20),
  en: textField(40),
});

const termsOutput = z
  .object({
    jobs: z.array(interviewTerm),
    platforms: z.array(interviewTerm),
    hours: z.array(interviewTerm),
    days: z.array(interviewTerm),
    stretch: z.array(interviewTerm),
    rest: z.array(interviewTerm),
    /** Answers are shown in counts of so many and more. */
    least: z.number().int(),
  })
  .meta({ id: 'InterviewTerms' });

export const interviewTerms = endpoint({
  method: 'GET',
  path: '/api/interviews/terms',
  summary: 'The six questions about work and rest: what can be answered, in words',
  access: 'public',
  input: z.object({}),
  output: termsOutput,
});

export const takeInterview = endpoint({
  method: 'POST',
  path: '/api/interviews',
  summary:
    'Six taps about work and rest, of nobody by name; a note becomes a voice of its own that does not know its taps',
  access: 'public',
  input: z.object({
    job: z.string().max(30),
    platform: z.string().max(30),
    hours: z.enum(BUCKETS.hours),
    days: z.enum(BUCKETS.days),
    stretch: z.enum(BUCKETS.stretch),
    rest: z.enum(BUCKETS.rest),
    /** Where they work: a street at the most. On a visit, that of the stop. */
    areaCode: z
      .string()
      .regex(/^(\d{6}|\d{9})$/)
      .optional(),
    /** Of the link that a visit shows. */
    visitToken: z.string().max(100).optional(),
    note: textField(500).optional(),
    /** Optional, with a note: a phone or address for an answer. Kept encrypted. */
    contact: textField(60).optional(),
  }),
  /** `token`: opens the way of the note; null where none was left. */
  output: z.object({ token: z.string().nullable() }),
  status: 201,
  errors: [
    'voices.interview_term_unknown',
    'voices.interview_area_unknown',
    'kernel.link_unknown',
    'kernel.link_over',
  ],
  sample: {
    job: 'courier',
    platform: 'express',
    hours: '10to12',
    days: '26to28',
    stretch: '4to6',
    rest: 'roadside',
  },
  limit: 30,
});

const rhythmInput = z.object({
  /** One of the unions where the caller has a role; the first when absent. */
  orgId: orgParam.optional(),
  /** One that is over; the last when absent. */
  quarter: quarterField.optional(),
  by: z.enum(GROUPINGS).default('job'),
  measure: z.enum(MEASURES).default('hours'),
});

const rhythmRow = z.object({
  count: z.number().int(),
  /** So many are past the line; null where that is not shown. */
  beyond: z.number().int().nullable(),
  /** One count for each of `buckets`; null where it is not shown. */
  counts: z.array(z.number().int().nullable()),
});

const named = z.object({ zh: z.string(), en: z.string() });

export const rhythmOf = z
  .object({
    org: orgRef,
    /** Those that can be asked for. */
    orgs: z.array(orgRef),
    quarter: quarterField,
    /** Those that are over and can be asked for, the last first. */
    quarters: z.array(quarterField),
    by: z.enum(GROUPINGS),
    measure: z.enum(MEASURES),
    /** Counts below it are not shown. */
    least: z.number().int(),
    buckets: z.array(interviewTerm.extend({ beyond: z.boolean() })),
    /** All answers; null where there are too few. */
    all: rhythmRow.nullable(),
    rows: z.array(rhythmRow.extend({ code: z.string(), name: named })),
    /** Answers of groups that are not listed, each too small. */
    rest: z.number().int(),
  })
  .meta({ id: 'Rhythm' });

export const readRhythm = endpoint({
  method: 'GET',
  path: '/api/interviews/rhythm',
  summary:
    'Hours of work and rest below a union of yours in a quarter that is over, by job, area or platform: counts of ten and more',
  access: 'voices.read',
  input: rhythmInput,
  output: rhythmOf,
  errors: ['orgs.not_found', 'voices.rhythm_quarter_unknown'],
  sample: { by: 'job', measure: 'hours' },
});

export const rhythmSheet = endpoint({
  method: 'GET',
  path: '/api/interviews/rhythm.xlsx',
  summary: 'The same picture as an Excel list, with the same counts left out',
  access: 'voices.read',
  input: rhythmInput,
  output: z.any(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  errors: ['orgs.not_found', 'voices.rhythm_quarter_unknown'],
  sample: { by: 'job', measure: 'hours' },
});

export const rhythmPaper = endpoint({
  method: 'GET',
  path: '/api/interviews/rhythm.pdf',
  summary: 'The same picture on one sheet of A4, for a meeting',
  access: 'voices.read',
  input: rhythmInput,
  output: z.any(),
  produces: 'application/pdf',
  errors: ['orgs.not_found', 'voices.rhythm_quarter_unknown'],
  sample: { by: 'job', measure: 'hours' },
});
