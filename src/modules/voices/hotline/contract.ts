import { z } from 'zod';
import { endpoint, pageFields, pageOf, timeField } from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';

/** What a column of a list of the hotline may hold. `area`: the street by its name. */
export const HOTLINE_FIELDS = [
  'caseNo',
  'date',
  'union',
  'area',
  'theme',
  'text',
  'status',
  'answer',
] as const;
export type HotlineField = (typeof HOTLINE_FIELDS)[number];

export const HOTLINE_STATES = ['mapping', 'compared', 'applied', 'undone', 'discarded'] as const;
export type HotlineState = (typeof HOTLINE_STATES)[number];

/** `known`: on record already, or earlier in the file. */
export const HOTLINE_OUTCOMES = ['new', 'known', 'refused'] as const;
export type HotlineOutcome = (typeof HOTLINE_OUTCOMES)[number];

/** What was noticed in a row; the first five keep it out. `known_open`: not answered here, but finished by the list. */
export const HOTLINE_REMARKS = [
  'no_case_no',
  'no_text',
  'known_case',
  'known_open',
  'twice_in_file',
  'unknown_union',
  'unknown_area',
  'no_date',
  'bad_date',
  'cut_text',
  'no_answer',
] as const;
export type HotlineRemark = (typeof HOTLINE_REMARKS)[number];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SAMPLE_ID = '01890000-0000-7000-8000-000000000000';
const intakeId = z.object({ id: z.uuid() });

const columnSchema = z.object({
  index: z.int().min(0).max(199),
  title: z.string(),
  field: z.enum(HOTLINE_FIELDS).nullable(),
  /** About people: its cells were not kept. */
  personal: z.boolean(),
  /** Some of its first cells. */
  samples: z.array(z.string()),
});

const intakeSchema = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    state: z.enum(HOTLINE_STATES),
    org: orgRef,
    columns: z.array(columnSchema),
    /** Numbers of people that stood in other cells, and were masked. */
    masked: z.number().int(),
    createdAt: timeField,
    undoUntil: timeField.nullable(),
    counts: z.object({
      rows: z.number().int(),
      new: z.number().int(),
      known: z.number().int(),
      refused: z.number().int(),
      /** That will be, or have been, put on record. */
      taken: z.number().int(),
      left: z.number().int(),
      /** Of those taken: answered already, by the list. */
      answered: z.number().int(),
    }),
  })
  .meta({ id: 'HotlineIntake' });

export const uploadHotline = endpoint({
  method: 'POST',
  path: '/api/hotline/intakes',
  summary: 'Begin to take in a list of hotline cases (.xlsx or .csv); columns about people are not kept',
  access: 'voices.answer',
  input: z.object({ orgId: orgParam, name: z.string().trim().min(1).max(200).describe('of the file') }),
  accepts: {
    types: [XLSX, 'text/csv', 'application/vnd.ms-excel', 'application/octet-stream'],
    maxBytes: 8 * 1024 * 1024,
  },
  output: intakeId,
  status: 201,
  errors: [
    'orgs.not_found',
    'voices.hotline_too_long',
    'voices.hotline_no_rows',
    'kernel.sheet_xls',
    'kernel.sheet_encrypted',
    'kernel.sheet_unreadable',
    'kernel.sheet_empty',
  ],
  sample: { orgId: 1, name: '12351工单.xlsx' },
});

export const listHotline = endpoint({
  method: 'GET',
  path: '/api/hotline/intakes',
  summary: 'Lists of the hotline taken in lately in your scope, the newest first',
  access: 'voices.answer',
  input: z.object(pageFields),
  output: pageOf(intakeSchema.omit({ columns: true })).extend({ total: z.number().int() }),
  errors: ['kernel.bad_cursor'],
  sample: { limit: '20' },
});

export const getHotline = endpoint({
  method: 'GET',
  path: '/api/hotline/intakes/:id',
  summary: 'How far a list of the hotline is: its columns, and what would become of its rows',
  access: 'voices.answer',
  input: intakeId,
  output: intakeSchema,
  errors: ['voices.hotline_not_found'],
  sample: { id: SAMPLE_ID },
});

export const mapHotline = endpoint({
  method: 'PUT',
  path: '/api/hotline/intakes/:id/mapping',
  summary: 'What the columns hold; every row is looked at anew',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    columns: z
      .array(z.object({ index: z.int().min(0).max(199), field: z.enum(HOTLINE_FIELDS) }))
      .max(HOTLINE_FIELDS.length),
  }),
  output: intakeSchema,
  errors: [
    'voices.hotline_not_found',
    'voices.hotline_over',
    'voices.hotline_needs_columns',
    'voices.hotline_field_twice',
    'voices.hotline_personal_column',
  ],
  sample: {
    id: SAMPLE_ID,
    columns: [
      { index: 0, field: 'caseNo' },
      { index: 1, field: 'text' },
    ],
  },
});

export const listHotlineRows = endpoint({
  method: 'GET',
  path: '/api/hotline/intakes/:id/rows',
  summary: 'The rows of a list of the hotline, with what was noticed',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    show: z.enum(['all', ...HOTLINE_OUTCOMES, 'left']).default('all'),
    ...pageFields,
  }),
  output: pageOf(
    z.object({
      no: z.number().int(),
      caseNo: z.string(),
      text: z.string(),
      day: z.string().nullable(),
      org: orgRef,
      answered: z.boolean(),
      outcome: z.enum(HOTLINE_OUTCOMES),
      skip: z.boolean(),
      remarks: z.array(z.object({ code: z.enum(HOTLINE_REMARKS), text: z.string() })),
    }),
  ),
  errors: ['voices.hotline_not_found', 'kernel.bad_cursor'],
  sample: { id: SAMPLE_ID, show: 'refused' },
});

export const skipHotlineRow = endpoint({
  method: 'PUT',
  path: '/api/hotline/intakes/:id/rows/:no',
  summary: 'Leave a row of a list of the hotline out, or take it in after all',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), no: orgNumber.or(orgParam), skip: z.boolean() }),
  output: intakeSchema,
  errors: ['voices.hotline_not_found', 'voices.hotline_over', 'voices.hotline_row_refused'],
  sample: { id: SAMPLE_ID, no: 2, skip: true },
});

export const applyHotline = endpoint({
  method: 'POST',
  path: '/api/hotline/intakes/:id/apply',
  summary: 'Put the cases that are left on record as voices, all or none',
  access: 'voices.answer',
  input: intakeId,
  output: intakeSchema,
  errors: ['voices.hotline_not_found', 'voices.hotline_over', 'voices.hotline_not_mapped'],
  sample: { id: SAMPLE_ID },
});

export const exportLeftOut = endpoint({
  method: 'GET',
  path: '/api/hotline/intakes/:id/left',
  summary: 'The rows that are left out, each with why, as a sheet',
  access: 'voices.answer',
  input: intakeId,
  output: z.unknown(),
  produces: XLSX,
  errors: ['voices.hotline_not_found'],
  sample: { id: SAMPLE_ID },
});

export const undoHotline = endpoint({
  method: 'POST',
  path: '/api/hotline/intakes/:id/undo',
  summary: 'Take the cases of a list off record again; those that somebody has touched since stay',
  access: 'voices.answer',
  input: intakeId,
  output: z.object({
    removed: z.number().int(),
    kept: z.array(z.object({ id: z.uuid(), caseNo: z.string() })),
  }),
  errors: ['voices.hotline_not_found', 'voices.hotline_undo_over'],
  sample: { id: SAMPLE_ID },
});

export const discardHotline = endpoint({
  method: 'DELETE',
  path: '/api/hotline/intakes/:id',
  summary: 'Throw a list of the hotline away that has not been taken in',
  access: 'voices.answer',
  input: intakeId,
  output: z.object({ done: z.literal(true) }),
  errors: ['voices.hotline_not_found', 'voices.hotline_over'],
  sample: { id: SAMPLE_ID },
});
