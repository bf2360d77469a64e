import { z } from 'zod';
import { endpoint, timeField } from '../contract.ts';

/** For system administrators of the root: a backup holds everybody. */
export const getBackups = endpoint({
  method: 'GET',
  path: '/api/system/backups',
  summary: 'The nightly backups that are there, and whether the last one succeeded',
  access: 'kernel.system',
  input: z.object({}),
  output: z.object({
    running: z.boolean(),
    late: z.boolean().meta({ description: 'none for two days' }),
    since: timeField.meta({ description: 'of the last one, or of the beginning where there is none' }),
    failure: z.object({ at: timeField, error: z.enum(['disk_full', 'unwritable', 'other']) }).nullable(),
    keptDays: z.number().int(),
    items: z.array(
      z.object({
        at: timeField,
        file: z.string(),
        bytes: z.number().int(),
        milliseconds: z.number().int(),
      }),
    ),
  }),
  errors: ['kernel.root_only'],
});

export const takeBackupNow = endpoint({
  method: 'POST',
  path: '/api/system/backups',
  summary: 'Takes a backup now, in the background; GET tells how it goes',
  access: 'kernel.system',
  input: z.object({}),
  output: z.object({ queued: z.literal(true) }),
  status: 202,
  errors: ['kernel.root_only', 'kernel.backup_running'],
});
