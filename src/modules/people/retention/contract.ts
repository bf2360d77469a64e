import { z } from 'zod';
import { endpoint, pageFields, pageOf, timeField } from '#kernel/contract';
import { RETENTION_CATEGORIES } from './rules.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const getRetention = endpoint({
  method: 'GET',
  path: '/api/retention',
  summary:
    'What is cleared away by itself: after how long, by which rule and why, what is due now and within a month',
  access: 'people.retention',
  input: z.object({}),
  output: z.object({
    rules: z.array(
      z.object({
        category: z.enum(RETENTION_CATEGORIES),
        policy: z.string(),
        value: z.number().int(),
        unit: z.enum(['months', 'days']),
        action: z.enum(['delete', 'anonymise']),
        /** Of the record in force; null: the built-in length. */
        source: z.string().nullable(),
        dueNow: z.number().int(),
        dueNextMonth: z.number().int(),
      }),
    ),
    /** Until when a backup made now is kept. */
    backupsUntil: z.string(),
    erased: z.number().int().describe('entries in the ledger of erasures'),
  }),
});

export const listRetentionRuns = endpoint({
  method: 'GET',
  path: '/api/retention/runs',
  summary: 'What was cleared away: when, what, by which rule, how many, until when copies lie in backups',
  access: 'people.retention',
  input: z.object(pageFields),
  output: pageOf(
    z.object({
      id: z.uuid(),
      at: timeField,
      category: z.enum(RETENTION_CATEGORIES),
      policy: z.string(),
      cutoff: timeField,
      action: z.enum(['delete', 'anonymise']),
      count: z.number().int(),
      backupsUntil: z.string(),
    }),
  ),
  errors: ['kernel.bad_cursor'],
  sample: { limit: '50' },
});

export const exportRetention = endpoint({
  method: 'GET',
  path: '/api/retention/export',
  summary: 'The same report as Excel',
  access: 'people.retention',
  input: z.object({}),
  output: z.any(),
  produces: XLSX,
});
