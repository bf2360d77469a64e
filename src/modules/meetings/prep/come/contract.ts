import { z } from 'zod';
import { dateField, endpoint, textField, timeField } from '#kernel/contract';
import { ATTENDANCE_ROLES, ATTENDANCE_STATES, ERRAND_STATES, recordId } from '../../contract.ts';

const ID = '01890000-0000-7000-8000-000000000000';
const done = z.object({ done: z.literal(true) });

const rowSchema = z
  .object({
    id: recordId,
    unitId: recordId.nullable(),
    /** As it was called when the notice went out. */
    unit: z.string(),
    /** As it is called now, where that is another name. */
    nowCalled: z.string().nullable(),
    role: z.enum(ATTENDANCE_ROLES),
    person: z.string().nullable(),
    title: z.string().nullable(),
    state: z.enum(ATTENDANCE_STATES),
    note: z.string().nullable(),
    /** What was asked by link: where that stands, since when, and when the unit said that the notice had come. */
    asked: z
      .object({
        id: recordId,
        hasPhone: z.boolean(),
        state: z.enum(ERRAND_STATES),
        since: timeField,
        dueOn: z.string().nullable(),
        receivedAt: timeField.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Attendance' });

export const listAttendance = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/attendance',
  summary: 'Who is expected, who answered, and who was there; counts are of member units, observers apart',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    items: z.array(rowSchema),
    counts: z.object({
      units: z.int(),
      /** Of the units: those that said whether they come. */
      answered: z.int(),
      coming: z.int(),
      notComing: z.int(),
      /** Of the units: those that said that the notice had come. */
      received: z.int(),
      /** Of the units: there, themselves or by a deputy. */
      there: z.int(),
      absent: z.int(),
      observers: z.int(),
      observersThere: z.int(),
    }),
  }),
  errors: ['meetings.not_found'],
  sample: { id: ID },
});

const facts = {
  person: textField(40).nullable().optional(),
  title: textField(60).nullable().optional(),
  note: textField(200).nullable().optional(),
};

export const addAttendance = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/attendance',
  summary: 'Add somebody by hand: the leadership of the union, a guest, a delegate',
  access: 'meetings.manage',
  input: z.object({ id: recordId, unit: textField(80), role: z.enum(['union', 'guest', 'chair']), ...facts }),
  output: z.object({ id: recordId }),
  status: 201,
  errors: ['meetings.not_found', 'meetings.meeting_closed'],
  sample: { id: ID, unit: '区总工会', role: 'union', person: '张三' },
});

export const changeAttendance = endpoint({
  method: 'PATCH',
  path: '/api/meetings/:id/attendance/:row',
  summary: 'Note who comes or was there; fields left out stay',
  access: 'meetings.manage',
  input: z.object({ id: recordId, row: recordId, state: z.enum(ATTENDANCE_STATES).optional(), ...facts }),
  output: done,
  errors: ['meetings.not_found', 'meetings.meeting_closed'],
  sample: { id: ID, row: ID, state: 'present' },
});

export const removeAttendance = endpoint({
  method: 'DELETE',
  path: '/api/meetings/:id/attendance/:row',
  summary: 'Take back a line that was added by hand',
  access: 'meetings.manage',
  input: z.object({ id: recordId, row: recordId }),
  output: done,
  errors: ['meetings.not_found', 'meetings.meeting_closed', 'meetings.seat_of_unit'],
  sample: { id: ID, row: ID },
});

export const getNotice = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/notice',
  summary: 'The notice of a meeting as it is written, and as the records would have it now',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    no: z.string().nullable(),
    text: z.string().nullable(),
    /** From the records of now; Chinese, as the notice is. */
    draft: z.string(),
    /** By when units are asked to answer. */
    answerBy: z.string().nullable(),
    noticedAt: timeField.nullable(),
  }),
  errors: ['meetings.not_found'],
  sample: { id: ID },
});

export const writeNotice = endpoint({
  method: 'PUT',
  path: '/api/meetings/:id/notice',
  summary: 'Keep the number and text of the notice',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    no: textField(40).nullable(),
    text: textField(8000).nullable(),
    /** The text that the officer began with: another one now means that somebody else has written. */
    was: z.string().max(8000).nullable(),
  }),
  output: done,
  errors: ['meetings.not_found', 'meetings.notice_changed', 'meetings.meeting_closed'],
  sample: { id: ID, no: '昌政办发〔2026〕12号', text: '关于召开联席会议的通知', was: null },
});

export const askUnits = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/ask',
  summary:
    'Make a link for every unit: to answer a topic call, or the notice. Links that are there stay as they are',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    kind: z.enum(['topics', 'attend']),
    dueOn: dateField.optional(),
  }),
  output: z.object({
    /** Of the units that had no link: to be copied, printed or sent, told this once. */
    items: z.array(z.object({ unit: z.string(), token: z.string() })),
    expiresAt: timeField,
  }),
  errors: ['meetings.not_found', 'meetings.meeting_bad_step', 'meetings.meeting_not_ready'],
  sample: { id: ID, kind: 'attend', dueOn: '2026-12-01' },
});
