import { z } from 'zod';
import { endpoint, pageFields, pageOf, timeField } from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { placeId, termCode } from '../contract.ts';

/** What a column of somebody's list may hold. `position`: both numbers in one cell. `area`: the street by its name. */
export const INTAKE_FIELDS = [
  'name',
  'kind',
  'union',
  'area',
  'address',
  'directions',
  'lat',
  'lng',
  'position',
  'hours',
  'facilities',
  'host',
  'phone',
  'areaM2',
  'seats',
  'administrators',
] as const;
export type IntakeField = (typeof INTAKE_FIELDS)[number];

/** Systems in which lists give coordinates; Baidu's is turned into GCJ-02. */
export const INTAKE_DATUMS = ['gcj02', 'wgs84', 'bd09'] as const;
export type IntakeDatum = (typeof INTAKE_DATUMS)[number];

export const INTAKE_STATES = ['mapping', 'compared', 'applied', 'undone', 'discarded'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

/** `similar`: something like it is on record, or earlier in the file: left out unless somebody says otherwise. */
export const INTAKE_OUTCOMES = ['new', 'similar', 'refused'] as const;
export type IntakeOutcome = (typeof INTAKE_OUTCOMES)[number];

/** What was noticed in a row and does not keep it out, or does. */
export const INTAKE_REMARKS = [
  'no_name',
  'long_name',
  'unknown_kind',
  'unknown_union',
  'unknown_area',
  'no_position',
  'bad_position',
  'swapped_position',
  'far_position',
  'unread_hours',
  'unread_facilities',
  'unread_number',
  'cut_text',
] as const;
export type IntakeRemark = (typeof INTAKE_REMARKS)[number];

const intakeId = z.object({ id: z.uuid() });

const columnSchema = z.object({
  index: z.int().min(0).max(199),
  title: z.string(),
  field: z.enum(INTAKE_FIELDS).nullable(),
  /** Some of its first cells. */
  samples: z.array(z.string()),
});

const intakeSchema = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    state: z.enum(INTAKE_STATES),
    org: orgRef,
    columns: z.array(columnSchema),
    datum: z.enum(INTAKE_DATUMS).nullable(),
    kind: z.string().nullable(),
    createdAt: timeField,
    undoUntil: timeField.nullable(),
    counts: z.object({
      rows: z.number().int(),
      new: z.number().int(),
      similar: z.number().int(),
      refused: z.number().int(),
      /** Of those that will be put on record: without coordinates. */
      unlocated: z.number().int(),
      /** That will be, or have been, put on record. */
      taken: z.number().int(),
    }),
  })
  .meta({ id: 'Intake' });

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const uploadIntake = endpoint({
  method: 'POST',
  path: '/api/places/intakes',
  summary: 'Begin to take in places from a list (.xlsx or .csv): what its columns hold is guessed',
  access: 'places.manage',
  input: z.object({ orgId: orgParam, name: z.string().trim().min(1).max(200).describe('of the file') }),
  accepts: {
    types: [XLSX, 'text/csv', 'application/vnd.ms-excel', 'application/octet-stream'],
    maxBytes: 8 * 1024 * 1024,
  },
  output: intakeId,
  status: 201,
  errors: [
    'orgs.not_found',
    'places.intake_too_long',
    'places.intake_no_rows',
    'kernel.sheet_xls',
    'kernel.sheet_encrypted',
    'kernel.sheet_unreadable',
    'kernel.sheet_empty',
  ],
  sample: { orgId: 1, name: '驿站名单.xlsx' },
});

export const getIntake = endpoint({
  method: 'GET',
  path: '/api/places/intakes/:id',
  summary: 'How far an intake is: its columns, and what would become of its rows',
  access: 'places.manage',
  input: intakeId,
  output: intakeSchema,
  errors: ['places.intake_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const listIntakes = endpoint({
  method: 'GET',
  path: '/api/places/intakes',
  summary: 'Intakes of the last weeks in your scope, the newest first',
  access: 'places.manage',
  input: z.object(pageFields),
  output: pageOf(intakeSchema.omit({ columns: true })),
  errors: ['kernel.bad_cursor'],
  sample: { limit: '20' },
});

export const mapIntake = endpoint({
  method: 'PUT',
  path: '/api/places/intakes/:id/mapping',
  summary: 'What the columns hold, and in which system the coordinates are; every row is looked at anew',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    columns: z
      .array(z.object({ index: z.int().min(0).max(199), field: z.enum(INTAKE_FIELDS) }))
      .max(INTAKE_FIELDS.length),
    /** Needed where a column holds coordinates. */
    datum: z.enum(INTAKE_DATUMS).nullable(),
    /** Of rows that name none. */
    kind: termCode,
  }),
  output: intakeSchema,
  errors: [
    'places.intake_not_found',
    'places.intake_over',
    'places.intake_needs_name',
    'places.intake_needs_datum',
    'places.intake_field_twice',
    'places.unknown_kind',
  ],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    columns: [{ index: 0, field: 'name' }],
    datum: null,
    kind: 'warm_station',
  },
});

export const listIntakeRows = endpoint({
  method: 'GET',
  path: '/api/places/intakes/:id/rows',
  summary: 'The rows of an intake, with what was noticed',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    show: z.enum(['all', ...INTAKE_OUTCOMES, 'unlocated']).default('all'),
    ...pageFields,
  }),
  output: pageOf(
    z.object({
      no: z.number().int(),
      name: z.string(),
      address: z.string().nullable(),
      located: z.boolean(),
      outcome: z.enum(INTAKE_OUTCOMES),
      skip: z.boolean(),
      remarks: z.array(z.object({ code: z.enum(INTAKE_REMARKS), text: z.string() })),
      similar: z.array(
        z.object({
          /** Null for a row above in the same file. */
          id: placeId.nullable(),
          no: z.number().int().nullable(),
          name: z.string(),
          metres: z.number().int().nullable(),
        }),
      ),
      placeId: placeId.nullable(),
    }),
  ),
  errors: ['places.intake_not_found', 'kernel.bad_cursor'],
  sample: { id: '01890000-0000-7000-8000-000000000000', show: 'similar' },
});

export const skipIntakeRow = endpoint({
  method: 'PUT',
  path: '/api/places/intakes/:id/rows/:no',
  summary: 'Leave a row out, or take one in although something like it is on record',
  access: 'places.manage',
  input: z.object({ id: z.uuid(), no: orgNumber.or(orgParam), skip: z.boolean() }),
  output: intakeSchema,
  errors: ['places.intake_not_found', 'places.intake_over', 'places.intake_row_refused'],
  sample: { id: '01890000-0000-7000-8000-000000000000', no: 2, skip: true },
});

export const applyIntake = endpoint({
  method: 'POST',
  path: '/api/places/intakes/:id/apply',
  summary: 'Put the rows that are left on record, all or none',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    /** Open at once, or proposed. */
    state: z.enum(['open', 'proposed']),
  }),
  output: intakeSchema,
  errors: ['places.intake_not_found', 'places.intake_over', 'places.intake_not_mapped'],
  sample: { id: '01890000-0000-7000-8000-000000000000', state: 'open' },
});

export const undoIntake = endpoint({
  method: 'POST',
  path: '/api/places/intakes/:id/undo',
  summary: 'Take the places of an intake off record again; those that somebody has touched since stay',
  access: 'places.manage',
  input: intakeId,
  output: z.object({ removed: z.number().int(), kept: z.array(z.object({ id: placeId, name: z.string() })) }),
  errors: ['places.intake_not_found', 'places.intake_undo_over'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const discardIntake = endpoint({
  method: 'DELETE',
  path: '/api/places/intakes/:id',
  summary: 'Throw an intake away that has not been applied',
  access: 'places.manage',
  input: intakeId,
  output: z.object({ done: z.literal(true) }),
  errors: ['places.intake_not_found', 'places.intake_over'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});
