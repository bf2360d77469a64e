import { z } from 'zod';
import { textField, timeField } from '#kernel/contract';

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
