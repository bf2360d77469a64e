import { z } from 'zod';
import { endpoint, timeField } from '#kernel/contract';
import { recordId } from '../contract.ts';
import { LACKS, PAPERS } from './rules.ts';

const id = '01890000-0000-7000-8000-000000000000';

export const listPapers = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/papers',
  summary: 'The documents of a meeting, and what each still lacks',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    items: z.array(
      z.object({
        paper: z.enum(PAPERS),
        /** Can be made: minutes only once they were begun. */
        ready: z.boolean(),
        lacks: z.array(z.enum(LACKS)),
      }),
    ),
    calendar: z.object({
      ready: z.boolean(),
      /** The meeting was called off: the file takes it out of calendars. */
      withdraws: z.boolean(),
      sequence: z.int(),
    }),
    /** When the minutes were issued: from then on they are printed as they were. */
    issuedAt: timeField.nullable(),
  }),
  errors: ['meetings.not_found'],
  sample: { id },
});

export const paperAsWord = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/papers/:paper/docx',
  summary: 'A document of a meeting for Word, in official layout with room for the seal',
  access: 'meetings.read',
  input: z.object({ id: recordId, paper: z.enum(PAPERS) }),
  output: z.never(),
  produces: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  errors: ['meetings.not_found', 'meetings.paper_no_minutes'],
  sample: { id, paper: 'notice' },
});

export const paperAsPdf = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/papers/:paper/pdf',
  summary: 'A document of a meeting as a PDF to print, with room for the seal',
  access: 'meetings.read',
  input: z.object({ id: recordId, paper: z.enum(PAPERS) }),
  output: z.never(),
  produces: 'application/pdf',
  errors: ['meetings.not_found', 'meetings.paper_no_minutes'],
  sample: { id, paper: 'notice' },
});

export const getMeetingCalendar = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/calendar.ics',
  summary:
    'A meeting as a file for a calendar (RFC 5545): changed it updates, called off it withdraws itself',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.never(),
  produces: 'text/calendar; charset=utf-8',
  errors: ['meetings.not_found', 'meetings.calendar_no_time'],
  sample: { id },
});
