import { z } from 'zod';
import { endpoint, textField, timeField } from '#kernel/contract';

const day = z.iso.date().check(z.regex(/^2[01]/));

/** Days off as a notice names them, both included. */
const holiday = z.object({ name: textField(20), from: day, to: day });

const yearFields = {
  year: z.int().min(2000).max(2199),
  holidays: z.array(holiday).min(1).max(20),
  /** Weekend days that are worked in exchange (调休上班). */
  workdays: z.array(day).max(20),
  /** The notice: 国办发明电〔2025〕7号. */
  source: textField(120),
};
const holidayYear = z.object(yearFields);
export type HolidayYear = z.output<typeof holidayYear>;

export const getHolidays = endpoint({
  method: 'GET',
  path: '/api/public/holidays',
  summary:
    'Public holidays and the weekend days worked in exchange, year by year, as the State Council announced them',
  access: 'public',
  input: z.object({}),
  output: z.object({
    /** The latest year first. */
    years: z.array(
      holidayYear.extend({
        /** When it was entered here; null for those that came with the program. */
        setAt: timeField.nullable(),
      }),
    ),
    /** Whether the caller may enter a year: officers of the federation that runs this installation. */
    maySet: z.boolean(),
  }),
});

export const setHolidays = endpoint({
  method: 'PUT',
  path: '/api/holidays/:year',
  summary: 'Enter the holidays of a year for all places; what was entered before stays as history',
  access: 'places.settings',
  input: z.object({ ...yearFields, year: z.coerce.number().int().min(2000).max(2199) }),
  output: z.object({ year: z.int() }),
  errors: ['places.calendar_bad_day'],
  sample: {
    year: 2199,
    holidays: [{ name: '元旦', from: '2199-01-01', to: '2199-01-01' }],
    workdays: [],
    source: '国务院办公厅通知',
  },
});
