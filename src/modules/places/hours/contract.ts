import { z } from 'zod';
import { dateField, endpoint, textField, timeField, todoSchema } from '#kernel/contract';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * A stretch of opening hours on the wall clock of Asia/Shanghai. `to` before or at `from` lies on the next day
 * (`22:00`–`02:00`); `24:00` is midnight at the end of the day, so `00:00`–`24:00` is all day.
 */
export const spanSchema = z.object({ from: clock, to: clock.or(z.literal('24:00')) });
export type Span = z.output<typeof spanSchema>;

/** Monday first; a day without stretches is closed. */
export const weekSchema = z.array(z.array(spanSchema).max(6)).length(7);
export type Week = z.output<typeof weekSchema>;

/** `MM-DD` of a day that there is. 02-29 means the end of February: a season that begins on it begins on 03-01 in other years. */
const monthDay = z
  .string()
  .regex(/^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))$/);

/** What holds on a public holiday, or on a weekend day that is worked in exchange for one (调休). */
export const dayRuleSchema = z.discriminatedUnion('as', [
  z.object({ as: z.literal('usual') }),
  z.object({ as: z.literal('closed') }),
  /** As on this day of the week, 1 = Monday. */
  z.object({ as: z.literal('weekday'), day: z.int().min(1).max(7) }),
  z.object({ as: z.literal('spans'), spans: z.array(spanSchema).min(1).max(6) }),
]);
export type DayRule = z.output<typeof dayRuleSchema>;

export const hoursSchema = z.object({
  week: weekSchema,
  /** Each holds from one day of the year to another, both included; over the new year where `to` is before `from`. */
  seasons: z
    .array(z.object({ name: textField(20), from: monthDay, to: monthDay, week: weekSchema }))
    .max(6)
    .default([]),
  holidays: dayRuleSchema.default({ as: 'usual' }),
  swapped: dayRuleSchema.default({ as: 'weekday', day: 1 }),
});
export type Hours = z.output<typeof hoursSchema>;

/** `unknown`: nobody has told the hours. */
export const OPEN_NOW = ['open', 'closed', 'unknown'] as const;
export type OpenNow = (typeof OPEN_NOW)[number];

/** Whether a place is open at the time of the answer, and until when that holds, as far as is known. */
export const openingSchema = z.object({
  now: z.enum(OPEN_NOW),
  /** Open: when it closes. Closed: when it opens. Null where it is not known, or farther off than is worked out. */
  until: timeField.nullable(),
});
export type Opening = z.output<typeof openingSchema>;

const placeId = z.uuid();
const NOWHERE = '01890000-0000-7000-8000-000000000000';

export const setHours = endpoint({
  method: 'PUT',
  path: '/api/places/:id/hours',
  summary: 'The opening hours of a place: week, seasons, holidays; null where nobody knows them',
  access: 'places.manage',
  input: z.object({ id: placeId, hours: hoursSchema.nullable() }),
  output: z.object({ opening: openingSchema }),
  errors: ['places.not_found', 'places.bad_hours', 'places.hours_seasons_overlap'],
  sample: { id: NOWHERE, hours: { week: [[], [], [], [], [], [], [{ from: '22:00', to: '02:00' }]] } },
});

/** Whole days, both included, with hours of their own (none: closed); or from one instant to another closed, or open. */
const differing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), from: dateField, to: dateField, spans: z.array(spanSchema).max(6) }),
  z.object({ kind: z.literal('cut'), from: timeField, to: timeField }),
  z.object({ kind: z.literal('extra'), from: timeField, to: timeField }),
]);
export type Differing = z.output<typeof differing>;

const exceptionSchema = z.intersection(
  differing,
  z.object({
    id: z.uuid(),
    /** Whoever stands before the door reads it. */
    reason: z.string().nullable(),
    madeBy: z.enum(['host', 'officer']),
    madeAt: timeField,
    withdrawnAt: timeField.nullable(),
  }),
);

export const listExceptions = endpoint({
  method: 'GET',
  path: '/api/places/:id/exceptions',
  summary: 'What differs from the hours of a place: coming, and of the past 30 days; the newest word first',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z.object({ items: z.array(exceptionSchema) }),
  errors: ['places.not_found'],
  sample: { id: NOWHERE },
});

export const addException = endpoint({
  method: 'POST',
  path: '/api/places/:id/exceptions',
  summary: 'Say that a place is closed, or open at other times, for days or hours; the newest word counts',
  access: 'places.manage',
  input: z.object({
    id: placeId,
    what: differing,
    /** Needed where the place is closed. */
    reason: z.string().trim().max(60).optional(),
  }),
  output: z.object({ id: z.uuid(), opening: openingSchema }),
  status: 201,
  errors: [
    'places.not_found',
    'places.bad_hours',
    'places.reason_missing',
    'places.exception_backwards',
    'places.exception_long',
    'places.exception_over',
    'places.exception_many',
  ],
  sample: {
    id: NOWHERE,
    what: { kind: 'day', from: '2199-01-01', to: '2199-01-03', spans: [] },
    reason: '装修',
  },
});

export const withdrawException = endpoint({
  method: 'POST',
  path: '/api/places/:id/exceptions/:exceptionId/withdraw',
  summary: 'Take a word on other hours back; it stays as history',
  access: 'places.manage',
  input: z.object({ id: placeId, exceptionId: z.uuid() }),
  output: z.object({ opening: openingSchema }),
  errors: ['places.not_found', 'places.exception_not_found'],
  sample: { id: NOWHERE, exceptionId: NOWHERE },
});

export const listHolidayTodos = endpoint({
  method: 'GET',
  path: '/api/holidays/todos',
  summary: 'The year whose holidays you should enter: this one, or from November on the next',
  access: 'places.settings',
  input: z.object({}),
  output: z.object({ items: z.array(todoSchema) }),
});
