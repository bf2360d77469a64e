import { z } from 'zod';
import { endpoint, timeField } from '#kernel/contract';
import { orgRef } from '#orgs/contract';
import { CONSENSUS, MEETING_STATES, recordId } from '../contract.ts';

/** A meeting as lists and the head of its page show it. */
export const meetingSchema = z
  .object({
    id: recordId,
    body: z.object({ id: recordId, name: z.string() }),
    org: orgRef,
    year: z.int(),
    ordinal: z.int(),
    title: z.string(),
    state: z.enum(MEETING_STATES),
    month: z.int().nullable(),
    startsAt: timeField.nullable(),
    endsAt: timeField.nullable(),
    venue: z.string().nullable(),
    chairName: z.string().nullable(),
    chairTitle: z.string().nullable(),
    consensus: z.enum(CONSENSUS).nullable(),
    conclusion: z.string().nullable(),
    /** Where its state may go now. */
    next: z.array(z.enum(MEETING_STATES)),
    mayManage: z.boolean(),
  })
  .meta({ id: 'Meeting' });

export const getMeeting = endpoint({
  method: 'GET',
  path: '/api/meetings/:id',
  summary: 'One joint meeting: when, where, who chairs, and where it stands',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: meetingSchema,
  errors: ['meetings.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});
