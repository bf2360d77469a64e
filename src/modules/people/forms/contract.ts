import { z } from 'zod';
import { endpoint, pageFields, pageOf, textField, timeField } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';
import { GROUPS } from '../find/contract.ts';
import { XLSX } from '../roster/contract.ts';

/** What of ours can go into a column of a form. */
export const FORM_FIELDS = [
  'name',
  'sex',
  'idType',
  'idNo',
  'idValidUntil',
  'birthDate',
  'phone',
  'occupation',
  'employment',
  'employer',
  'department',
  'position',
  'union',
  'unionCode',
  'memberNo',
  'joinedOn',
  'standing',
  'education',
  'politics',
  'ethnicity',
  'skill',
  'residence',
  'migrant',
  'rowNo',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** How a date is written. */
export const DATE_STYLES = ['2026-11-22', '20261122', '2026/11/22', '2026.11.22', '2026年11月22日'] as const;

/**
 * One column: a field of ours, or the same text in every row; with neither it is emptied, examples and all. Columns that
 * are not named keep what stands in them, formulas among it.
 */
const columnSchema = z.object({
  index: z.number().int().min(0).max(500),
  field: z.enum(FORM_FIELDS).nullable(),
  /** Where `field` is null: what stands in every row. */
  constant: z.string().max(200).nullable().default(null),
  /**
   * Code table: our value (`yes` and `no` for migrant; '' for what we do not know) → theirs, e.g. `{"male":"1","female":"2"}`.
   * What is not in it is written in words.
   */
  codes: z.record(z.string().max(60), z.string().max(100)).default({}),
  dates: z.enum(DATE_STYLES).nullable().default(null),
});

export type FormColumn = z.output<typeof columnSchema>;

const formSchema = z
  .object({
    id: z.uuid(),
    org: orgRef,
    name: z.string(),
    fileName: z.string(),
    sheet: z.string().nullable(),
    headerRow: z.number().int().nullable(),
    firstRow: z.number().int().nullable(),
    columns: z.array(columnSchema),
    /** Mapped and ready to be exported. */
    ready: z.boolean(),
    updatedAt: timeField,
    may: z.object({ change: z.boolean(), export: z.boolean() }),
  })
  .meta({ id: 'Form' });

const formId = z.object({ id: z.uuid() });
const id = '01890000-0000-7000-8000-000000000000';

export const listForms = endpoint({
  method: 'GET',
  path: '/api/forms',
  summary: 'Forms of your unions and of those above: what upper unions want filled in',
  access: 'people.read',
  input: z.object({ ...pageFields }),
  output: pageOf(formSchema),
  errors: ['kernel.bad_cursor'],
  sample: {},
});

export const uploadForm = endpoint({
  method: 'POST',
  path: '/api/forms',
  summary: 'Upload the form an upper union wants (.xlsx); it is kept as it is',
  access: 'people.import',
  input: z.object({ orgId: orgParam, name: textField(60), fileName: textField(200) }),
  accepts: { types: [XLSX, 'application/octet-stream'], maxBytes: 10 * 1024 * 1024 },
  output: formId,
  status: 201,
  errors: [
    'orgs.not_found',
    'people.form_exists',
    'people.too_many_forms',
    'people.form_not_xlsx',
    'kernel.sheet_xls',
    'kernel.sheet_encrypted',
    'kernel.sheet_unreadable',
    'kernel.sheet_empty',
  ],
  sample: { orgId: 1, name: '北京工会会员信息采集表', fileName: '会员信息.xlsx' },
});

export const getForm = endpoint({
  method: 'GET',
  path: '/api/forms/:id',
  summary: 'One form: its sheets and columns as they are, and how ours go into them (a guess until saved)',
  access: 'people.read',
  input: formId,
  output: formSchema.extend({
    sheets: z.array(
      z.object({
        name: z.string(),
        isProtected: z.boolean(),
        /** The header row that was found (0: none), and the first row for data, below lines on how to fill in. */
        headerRow: z.number().int(),
        firstRow: z.number().int(),
        /** Example rows below the header, which an export replaces. */
        examples: z.number().int(),
        columns: z.array(
          z.object({
            index: z.number().int(),
            letter: z.string(),
            title: z.string(),
            /** From the cell's drop-down list. */
            choices: z.array(z.string()).nullable(),
            guess: columnSchema.nullable(),
          }),
        ),
      }),
    ),
  }),
  errors: ['people.form_not_found'],
  sample: { id },
});

export const mapForm = endpoint({
  method: 'PUT',
  path: '/api/forms/:id/mapping',
  summary: 'Say once which of ours goes into which column, with code tables',
  access: 'people.import',
  input: formId.extend({
    sheet: z.string().min(1).max(100),
    headerRow: z.number().int().min(0).max(1000),
    firstRow: z.number().int().min(1).max(1001),
    columns: z.array(columnSchema).min(1).max(200),
  }),
  output: formId,
  errors: [
    'people.form_not_found',
    'people.mapping_unknown',
    'people.mapping_twice',
    'kernel.sheet_form_blocked',
  ],
  sample: { id, sheet: '会员信息', headerRow: 1, firstRow: 2, columns: [{ index: 0, field: 'name' }] },
});

export const deleteForm = endpoint({
  method: 'DELETE',
  path: '/api/forms/:id',
  summary: 'Delete a form',
  access: 'people.import',
  input: formId,
  output: z.object({ done: z.literal(true) }),
  errors: ['people.form_not_found'],
  sample: { id },
});

export const exportForm = endpoint({
  method: 'POST',
  path: '/api/forms/:id/export',
  summary:
    'That very file, filled in with the people of a union: sheets, formats and locks untouched. Audited',
  access: 'people.export',
  input: formId.extend({
    orgId: z.number().int().min(1).max(2_147_483_647),
    group: z.enum(GROUPS).default('members'),
    purpose: textField(100),
  }),
  output: z.any(),
  produces: XLSX,
  transaction: false,
  limit: 30,
  errors: [
    'people.form_not_found',
    'people.form_not_ready',
    'people.form_nobody',
    'people.export_too_long',
    'orgs.not_found',
    'kernel.sheet_form_blocked',
  ],
  sample: { id, orgId: 1, purpose: '报市总实名制数据' },
  light: true,
});
