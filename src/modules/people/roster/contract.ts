import { z } from 'zod';
import { endpoint, pageFields, pageOf, timeField } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';

/** What a column of a roster can hold. Of these `name` and `idNo` must be there; what we do not keep is left out. */
export const ROSTER_FIELDS = [
  'name',
  'idNo',
  'idType',
  'phone',
  'sex',
  'birthDate',
  'work',
  'department',
  'position',
  'employer',
  'hiredOn',
  'joinedOn',
  'memberNo',
  'education',
  'politics',
  'ethnicity',
  'skill',
  'idValidUntil',
  'residence',
  'migrant',
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

export { EMPLOYMENTS, type Employment } from '../standing/contract.ts';
export type { IdType, Occupation } from '../join/contract.ts';

/** `staff`: who works there. `members`: who is a member of this union, as its paper register has it. */
export const ROSTER_MODES = ['staff', 'members'] as const;
export type RosterMode = (typeof ROSTER_MODES)[number];

/** domain.md C3: `mapping` waits for a person, `compared` is the dry run; those in `-ing` else are at work. */
export const IMPORT_STATES = [
  'mapping',
  'comparing',
  'compared',
  'applying',
  'applied',
  'undoing',
  'discarded',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What becomes of a row. `left` rows are not in the file: they are who is on record and no longer on the roster. */
export const OUTCOMES = ['joined', 'left', 'changed', 'unchanged', 'refused', 'duplicate'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a row is refused. */
export const REFUSALS = [
  'id_missing',
  'id_lost_digits',
  'id_checksum',
  'id_length',
  'id_characters',
  'id_date',
  'id_15_digits',
  'name_missing',
  'name_bad',
  'phone_bad',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What was put right by itself in a name or an ID number. Ways to write a phone, a date or a sex are read, not repaired. */
export const REPAIRS = [
  'id_full_width',
  'id_spaces',
  'id_lower_x',
  'name_full_width',
  'name_spaces',
] as const;
export type Repair = (typeof REPAIRS)[number];

/** What an officer should look at in a row that is used all the same. */
export const REMARKS = [
  'sex_differs',
  'birth_differs',
  'date_unread',
  'work_unread',
  'code_unread',
  /** The number stands on another person's record: it is left there. */
  'phone_taken',
  'phone_shared',
  /** A member of another union, outside your reach: nothing on that record is changed. */
  'member_elsewhere',
  /** A transfer to this union starts. */
  'transfer',
  /** A member who left: what becomes of the membership is to be settled. */
  'settle',
  'phone_notice',
] as const;
export type Remark = (typeof REMARKS)[number];

/** What happened to a row when the import was applied, or its undoing. */
export const ROW_STATES = ['applied', 'skipped', 'stale', 'undone', 'touched'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** `sure`: 0–1, from the column's title and its content together; a person chose it where `chosen`. */
const columnSchema = z.object({
  index: z.number().int(),
  title: z.string(),
  field: z.enum(ROSTER_FIELDS).nullable(),
  sure: z.number(),
  chosen: z.boolean(),
  /** The first values as they stand in the file; numbers are masked. */
  values: z.array(z.string()),
});

export type ImportColumn = z.output<typeof columnSchema>;

const countsSchema = z.object({
  /** Rows with a person in them: titles, blank and totals rows are not counted. */
  rows: z.number().int(),
  valid: z.number().int(),
  invalid: z.number().int(),
  duplicates: z.number().int(),
  /** Valid rows in which a name or an ID number was put right. */
  repaired: z.number().int(),
  blank: z.number().int(),
  totals: z.number().int(),
  /** Refusals and repairs by code, over all rows. */
  byReason: z.record(z.string(), z.number().int()),
  joined: z.number().int(),
  left: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Of the rows of the dry run those that an officer leaves out. */
  skipped: z.object({ joined: z.number().int(), left: z.number().int(), changed: z.number().int() }),
  transfers: z.number().int(),
});
export type RosterCounts = z.output<typeof countsSchema>;

const importSchema = z
  .object({
    id: z.uuid(),
    org: orgRef,
    /** The union that looks after the roster. */
    union: orgRef,
    state: z.enum(IMPORT_STATES),
    mode: z.enum(ROSTER_MODES),
    /** Whether members of other unions are asked to transfer here. */
    transfers: z.boolean(),
    file: z.object({ name: z.string(), bytes: z.number().int() }),
    sheets: z.array(z.string()),
    sheet: z.string(),
    /** Of the header in the file; 0 when there is none. */
    headerRow: z.number().int(),
    columns: z.array(columnSchema),
    /** The mapping of this organisation's last import was used. */
    remembered: z.boolean(),
    /** Null before the dry run. */
    counts: countsSchema.nullable(),
    /** Rows that could not be applied because somebody touched the person in between. */
    stale: z.number().int(),
    undone: z.number().int(),
    /** While it is at work: rows done, of how many; null before the file has been counted. */
    progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
    /** A code of the errors list, with its sentence. */
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
    by: z.string(),
    createdAt: timeField,
    appliedAt: timeField.nullable(),
    /** Until when rows can be undone. */
    undoUntil: timeField.nullable(),
    may: z.object({ change: z.boolean(), confirm: z.boolean(), undo: z.boolean() }),
  })
  .meta({ id: 'RosterImport' });

/** A difference: before and after; vocabulary words as their code, numbers masked. */
const changeSchema = z.object({
  field: z.enum([...ROSTER_FIELDS, 'occupation', 'employment', 'leftOn']),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type RowChange = z.output<typeof changeSchema>;

const rowSchema = z
  .object({
    /** Row in the file; people who left have numbers after the last row. */
    no: z.number().int(),
    outcome: z.enum(OUTCOMES),
    name: z.string(),
    idNo: z.string().nullable().describe('masked'),
    personId: z.uuid().nullable().describe('null when the person is not in your reach or not known yet'),
    refusals: z.array(z.enum(REFUSALS)),
    repairs: z.array(z.enum(REPAIRS)),
    remarks: z.array(z.enum(REMARKS)),
    /** Of a refusal: what stood in the cell, masked. Of a duplicate: the row that is used. */
    shown: z.string().nullable(),
    firstRow: z.number().int().nullable(),
    changes: z.array(changeSchema),
    /** What is on record: since when a member and where, or known by a roster; null for somebody new. */
    record: z
      .object({ standing: z.string(), since: z.string().nullable(), union: z.string().nullable() })
      .nullable(),
    skipped: z.boolean(),
    applied: z.enum(ROW_STATES).nullable(),
  })
  .meta({ id: 'RosterRow' });

const importId = z.object({ id: z.uuid() });
const id = '01890000-0000-7000-8000-000000000000';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const listRosters = endpoint({
  method: 'GET',
  path: '/api/rosters',
  summary: 'Rosters in your scope and how old each is, the stalest first',
  access: 'people.import',
  input: z.object({
    orgId: orgParam.optional(),
    q: z.string().trim().max(40).optional(),
    /** Only those older than the policy `people.roster_days`, or never reconciled. */
    stale: z.enum(['yes']).optional(),
    ...pageFields,
  }),
  output: pageOf(
    z
      .object({
        org: orgRef,
        union: orgRef,
        people: z.number().int(),
        reconciledAt: timeField.nullable(),
        by: z.string().nullable(),
        /** Full days since; null when never reconciled. */
        days: z.number().int().nullable(),
        stale: z.boolean(),
        openImport: z.uuid().nullable(),
      })
      .meta({ id: 'Roster' }),
  ),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { limit: '20' },
});

export const uploadRoster = endpoint({
  method: 'POST',
  path: '/api/rosters/:orgId/imports',
  summary: 'Begin a reconcile: the file as it is (.xlsx or .csv); sheet, header row and columns are guessed',
  access: 'people.import',
  input: z.object({
    orgId: orgParam,
    name: z.string().trim().min(1).max(200).describe('of the file'),
    mode: z.enum(ROSTER_MODES).optional(),
  }),
  accepts: {
    types: [XLSX, 'text/csv', 'application/vnd.ms-excel', 'application/octet-stream'],
    maxBytes: 40 * 1024 * 1024,
  },
  output: importId,
  status: 201,
  errors: [
    'orgs.not_found',
    'people.import_open',
    'people.not_a_roster_org',
    'kernel.sheet_xls',
    'kernel.sheet_encrypted',
    'kernel.sheet_unreadable',
    'kernel.sheet_empty',
  ],
  limit: 60,
  sample: { orgId: 1, name: '员工花名册.xlsx' },
});

export const listImports = endpoint({
  method: 'GET',
  path: '/api/rosters/:orgId/imports',
  summary: 'Reconciles of one organisation, the newest first',
  access: 'people.import',
  input: z.object({ orgId: orgParam, ...pageFields }),
  output: pageOf(
    importSchema.pick({
      id: true,
      state: true,
      mode: true,
      file: true,
      counts: true,
      by: true,
      createdAt: true,
      appliedAt: true,
      undoUntil: true,
    }),
  ),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { orgId: '1' },
});

export const getImport = endpoint({
  method: 'GET',
  path: '/api/roster-imports/:id',
  summary: 'One reconcile: where it stands, how its columns are read, what it would do',
  access: 'people.import',
  input: importId,
  output: importSchema,
  errors: ['people.import_not_found'],
  sample: { id },
});

export const mapImport = endpoint({
  method: 'PUT',
  path: '/api/roster-imports/:id/mapping',
  summary:
    'Say how the columns are to be read; the dry run starts. Remembered for the organisation’s next file',
  access: 'people.import',
  input: importId.extend({
    sheet: z.string().min(1).max(100),
    /** 0: the sheet has no header. */
    headerRow: z.number().int().min(0).max(1000),
    /** Columns that are not named here are left out. */
    columns: z
      .array(z.object({ index: z.number().int().min(0).max(500), field: z.enum(ROSTER_FIELDS) }))
      .min(1)
      .max(60),
    mode: z.enum(ROSTER_MODES),
    transfers: z.boolean().default(true),
  }),
  output: importSchema.pick({ state: true }),
  errors: [
    'people.import_not_found',
    'people.import_step',
    'people.mapping_needs_name',
    'people.mapping_needs_id',
    'people.not_a_roster_org',
    'people.mapping_twice',
    'people.mapping_unknown',
  ],
  sample: {
    id,
    sheet: '员工花名册',
    headerRow: 2,
    columns: [
      { index: 1, field: 'name' },
      { index: 3, field: 'idNo' },
    ],
    mode: 'staff',
  },
});

/** A look at another sheet or header row before the mapping is confirmed. */
export const guessImport = endpoint({
  method: 'GET',
  path: '/api/roster-imports/:id/guess',
  summary: 'How the columns would be read with another sheet or header row',
  access: 'people.import',
  input: importId.extend({
    sheet: z.string().min(1).max(100),
    headerRow: z.coerce.number().int().min(0).max(1000).optional(),
  }),
  output: importSchema.pick({ sheet: true, headerRow: true, columns: true }),
  errors: ['people.import_not_found', 'people.import_step', 'people.mapping_unknown'],
  sample: { id, sheet: '员工花名册' },
});

export const remapImport = endpoint({
  method: 'POST',
  path: '/api/roster-imports/:id/remap',
  summary: 'Go back from the dry run to the columns',
  access: 'people.import',
  input: importId,
  output: importSchema.pick({ state: true }),
  errors: ['people.import_not_found', 'people.import_step'],
  sample: { id },
});

export const listImportRows = endpoint({
  method: 'GET',
  path: '/api/roster-imports/:id/rows',
  summary: 'Rows of the dry run (or of what was applied), by outcome; the look is audited as one row',
  access: 'people.import',
  input: importId.extend({
    outcome: z.enum(OUTCOMES).optional(),
    /** Only rows that an officer should look at. */
    remark: z.enum(REMARKS).optional(),
    applied: z.enum(ROW_STATES).optional(),
    q: z.string().trim().max(40).optional(),
    ...pageFields,
  }),
  output: pageOf(rowSchema),
  errors: ['people.import_not_found', 'kernel.bad_cursor'],
  sample: { id, outcome: 'changed' },
});

const rowNumbers = z.array(z.number().int().min(1).max(10_000_000)).min(1).max(500);

export const skipImportRows = endpoint({
  method: 'POST',
  path: '/api/roster-imports/:id/skip',
  summary: 'Leave rows out of what will be applied, or take them in again',
  access: 'people.import',
  input: importId.extend({ rows: rowNumbers, skip: z.boolean() }),
  output: z.object({ changed: z.number().int() }),
  errors: ['people.import_not_found', 'people.import_step'],
  sample: { id, rows: [14], skip: true },
});

export const confirmImport = endpoint({
  method: 'POST',
  path: '/api/roster-imports/:id/confirm',
  summary: 'Apply the dry run; asked twice it is applied once. Rows can be undone for seven days',
  access: 'people.import',
  input: importId,
  output: importSchema.pick({ state: true }),
  status: 202,
  errors: ['people.import_not_found', 'people.import_step'],
  sample: { id },
});

export const discardImport = endpoint({
  method: 'POST',
  path: '/api/roster-imports/:id/discard',
  summary: 'Throw a dry run away; its file is deleted',
  access: 'people.import',
  input: importId,
  output: importSchema.pick({ state: true }),
  errors: ['people.import_not_found', 'people.import_step'],
  sample: { id },
});

export const undoImportRows = endpoint({
  method: 'POST',
  path: '/api/roster-imports/:id/undo',
  summary: 'Undo applied rows, within seven days; rows that somebody touched since are listed and skipped',
  access: 'people.import',
  input: importId.extend({ rows: rowNumbers }),
  output: z.object({
    undone: z.number().int(),
    touched: z.array(z.object({ no: z.number().int(), name: z.string() })),
  }),
  errors: ['people.import_not_found', 'people.import_step', 'people.undo_over'],
  sample: { id, rows: [14] },
});

export const undoImport = endpoint({
  method: 'POST',
  path: '/api/roster-imports/:id/undo-all',
  summary: 'Undo everything that the import did and nobody touched since',
  access: 'people.import',
  input: importId,
  output: importSchema.pick({ state: true }),
  status: 202,
  errors: ['people.import_not_found', 'people.import_step', 'people.undo_over'],
  sample: { id },
});

export const downloadRefused = endpoint({
  method: 'GET',
  path: '/api/roster-imports/:id/refused',
  summary: 'The rows that cannot be used, as they came, as Excel with the reason in a column. Audited',
  access: 'people.import',
  input: importId,
  output: z.any(),
  produces: XLSX,
  errors: ['people.import_not_found', 'people.nothing_refused'],
  sample: { id },
});
