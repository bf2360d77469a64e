import { z } from 'zod';
import { dateField, endpoint, historySchema, textField, timeField } from '#kernel/contract';
import { orgRef } from '#orgs/contract';
import { CONSENSUS, MEETING_STATES, recordId } from '../contract.ts';
import { LACKS } from './rules.ts';

const ID = '01890000-0000-7000-8000-000000000000';

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
  summary: 'One joint meeting: when, where, who chairs, where it stands, and what its next step lacks',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: meetingSchema
    .extend({
      /** Counts the changes of time, place, chair and title: send it along with the next one. */
      sequence: z.int(),
      noticedAt: timeField.nullable(),
      /** What was changed after the notice and why, in the caller's language. */
      changeNote: z.string().nullable(),
      changedAt: timeField.nullable(),
      /** Which leader approved the topics, on which day, and the number of the paper that says so. */
      approval: z.object({ by: z.string(), on: dateField, no: z.string().nullable() }).nullable(),
      /** Steps of preparing that may be taken now; `lacks` keeps one from being taken, `back` asks for a reason. */
      steps: z.array(
        z.object({ to: z.enum(MEETING_STATES), back: z.boolean(), lacks: z.array(z.enum(LACKS)) }),
      ),
      /** Since when it is in its state. */
      since: timeField,
      history: historySchema,
    })
    .meta({ id: 'MeetingWhole' }),
  errors: ['meetings.not_found'],
  sample: { id: ID },
});

export const stepMeeting = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/step',
  summary: 'Take a meeting one step on, back (with a reason), or cancel it (with a reason)',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    /** The state that the officer saw: of two at once the second one is told. */
    from: z.enum(MEETING_STATES),
    to: z.enum(MEETING_STATES),
    reason: textField(200).optional(),
    /** For the step to `leader_approved`: who, on which day (not ahead of us), and the number of the paper if it has one. */
    approval: z
      .object({ by: textField(60), on: dateField, no: textField(60).nullable().default(null) })
      .optional(),
  }),
  output: z.object({ state: z.enum(MEETING_STATES) }),
  errors: [
    'meetings.not_found',
    'meetings.meeting_bad_step',
    'meetings.meeting_not_ready',
    'meetings.meeting_reason_needed',
    'meetings.meeting_approval_needed',
  ],
  sample: { id: ID, from: 'year_plan', to: 'topic_call' },
});

export const changeMeeting = endpoint({
  method: 'PATCH',
  path: '/api/meetings/:id',
  summary:
    'Set time, place, chair, title or month; fields left out stay. After the notice it needs a reason, and the units are told',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    /** As it was read: another number now means that somebody else has changed it. */
    sequence: z.int().min(0),
    title: textField(100).optional(),
    month: z.int().min(1).max(12).nullable().optional(),
    startsAt: timeField.nullable().optional(),
    endsAt: timeField.nullable().optional(),
    venue: textField(100).nullable().optional(),
    chairName: textField(40).nullable().optional(),
    chairTitle: textField(60).nullable().optional(),
    reason: textField(200).optional(),
  }),
  output: z.object({ sequence: z.int() }),
  errors: [
    'meetings.not_found',
    'meetings.meeting_changed',
    'meetings.meeting_closed',
    'meetings.meeting_bad_times',
    'meetings.meeting_not_ready',
    'meetings.meeting_reason_needed',
  ],
  sample: { id: ID, sequence: 0, venue: '区政府第一会议室' },
});
