import { z } from 'zod';
import { dateField, endpoint, phoneField, textField, timeField } from '#kernel/contract';
import {
  CONSENSUS,
  ERRAND_KINDS,
  ERRAND_STATES,
  ITEM_STATES,
  recordId,
  SUBMISSION_STATES,
  SUBMISSION_VIA,
  TOPIC_STATES,
} from '../contract.ts';
import { HALTS, SAYINGS } from './rules.ts';

export const token = z.string().min(10).max(80);
export const SAMPLE_TOKEN = 'abcdefghijklmnopqrstuvwxyz0';
export const SAMPLE_ID = '01890000-0000-7000-8000-000000000000';

export const MOST_FILES = 5;
export const FILE_BYTES = 10 * 1024 * 1024;
export const FILE_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;

const words = textField(1_000);

/** What a unit answers; its kind follows from what it is asked (see rules.ts). */
export const saidSchema = z.discriminatedUnion('kind', [
  /** Up to five; none here where they stand in a file. */
  z.object({
    kind: z.literal('topics'),
    topics: z
      .array(z.object({ title: textField(60), background: z.string().trim().max(1_000).default('') }))
      .max(5),
  }),
  z.object({ kind: z.literal('no_topics') }),
  z.object({
    kind: z.literal('attend'),
    coming: z.boolean(),
    person: textField(40).optional(),
    title: textField(60).optional(),
    note: textField(300).optional(),
  }),
  /** Nothing to say against the draft of the minutes. */
  z.object({ kind: z.literal('agree') }),
  z.object({
    kind: z.literal('comments'),
    comments: z
      .array(z.object({ section: recordId, text: words }))
      .min(1)
      .max(40),
  }),
  z.object({
    kind: z.literal('accept'),
    ownerName: textField(40),
    ownerTitle: textField(60).optional(),
    /** For chasing the owner and nobody else. Kept sealed. */
    ownerPhone: phoneField.optional(),
  }),
  z.object({ kind: z.literal('dispute'), reason: words }),
  z.object({ kind: z.literal('progress'), text: words }),
  z.object({ kind: z.literal('report'), text: words }),
  z.object({ kind: z.literal('defer'), reason: words, dueOn: dateField }),
]);
export type Said = z.output<typeof saidSchema>;

/** What was answered, as it is shown: never a phone number, only whether one was left. */
export const answerSchema = z
  .object({
    id: recordId,
    at: timeField,
    via: z.enum(SUBMISSION_VIA),
    signer: z.string(),
    signerTitle: z.string().nullable(),
    said: saidSchema,
    hasPhone: z.boolean(),
    files: z.array(z.object({ id: recordId, name: z.string() })),
    state: z.enum(SUBMISSION_STATES),
    /** Why it was given back. */
    reason: z.string().nullable(),
    decidedAt: timeField.nullable(),
  })
  .meta({ id: 'ErrandAnswer' });

/** The page of a unit: one unit and one meeting or item, and nothing else. */
export const errandPage = z
  .object({
    /** Of the errand: a draft is found again by it when the link was renewed. */
    id: recordId,
    at: timeField,
    kind: z.enum(ERRAND_KINDS),
    state: z.enum(ERRAND_STATES),
    unit: z.string(),
    body: z.string(),
    union: z.object({ name: z.string(), phone: z.string() }),
    /** Of the meeting, also the one that agreed on an item. */
    title: z.string(),
    askedAt: timeField,
    dueOn: dateField.nullable(),
    receivedAt: timeField.nullable(),
    expiresAt: timeField.nullable(),
    /** What can be answered now; nothing when it is over. */
    may: z.array(z.enum(Object.values(SAYINGS).flat())),
    /** Why nothing can be answered now. */
    halt: z.enum(HALTS).nullable(),
    /** Why the meeting was cancelled. */
    why: z.string().nullable(),
    /** Who took the seat of a unit that has left, or leads the item in its place. */
    heir: z.string().nullable(),
    /** Null, as `item`, where the unit has no more to do with it. */
    meeting: z
      .object({
        /** What became of the topics that the unit brought; for the call for topics. */
        topics: z.array(
          z.object({
            title: z.string(),
            state: z.enum(TOPIC_STATES),
            reason: z.string().nullable(),
          }),
        ),
        startsAt: timeField.nullable(),
        endsAt: timeField.nullable(),
        venue: z.string().nullable(),
        chair: z.string().nullable(),
        noticeNo: z.string().nullable(),
        notice: z.string().nullable(),
        /** What was changed after the notice, and why. */
        change: z.string().nullable(),
        consensus: z.enum(CONSENSUS).nullable(),
        agenda: z.array(z.string()),
        /** Of the draft while it is sent round; empty for the other kinds. */
        sections: z.array(z.object({ id: recordId, heading: z.string(), text: z.string() })),
      })
      .nullable(),
    item: z
      .object({
        text: z.string(),
        measure: z.string(),
        state: z.enum(ITEM_STATES),
        reason: z.string().nullable(),
        outcome: z.string().nullable(),
        consensus: z.enum(CONSENSUS),
        dueOn: dateField.nullable(),
        owner: z.string().nullable(),
        lead: z.string(),
        supporting: z.array(z.string()),
        leads: z.boolean(),
        history: z.array(z.object({ at: timeField, to: z.enum(ITEM_STATES), reason: z.string().nullable() })),
      })
      .nullable(),
    answers: z.array(answerSchema),
  })
  .meta({ id: 'ErrandPage' });

const linkErrors = [
  'kernel.link_unknown',
  'meetings.errand_link_newer',
  'meetings.errand_link_back',
  'meetings.errand_link_ended',
];

export const openErrand = endpoint({
  method: 'POST',
  path: '/api/errand',
  summary: 'What a unit is asked, by its link; looking writes nothing',
  access: 'public',
  input: z.object({ token }),
  output: errandPage,
  errors: linkErrors,
  sample: { token: SAMPLE_TOKEN },
  limit: 120,
  // A look leaves nothing behind, not even its key.
  transaction: false,
  light: true,
});

export const receiveErrand = endpoint({
  method: 'POST',
  path: '/api/errand/received',
  summary: 'A unit says that it has received what it is asked',
  access: 'public',
  input: z.object({ token }),
  output: errandPage,
  errors: linkErrors,
  sample: { token: SAMPLE_TOKEN },
  limit: 60,
});

export const unitCalendar = endpoint({
  method: 'POST',
  path: '/api/errand/calendar',
  summary: 'The meeting that a unit is called to, as a file for its calendar (RFC 5545)',
  access: 'public',
  input: z.object({ token }),
  output: z.any(),
  produces: 'text/calendar; charset=utf-8',
  errors: [...linkErrors, 'meetings.errand_not_this', 'meetings.calendar_no_time'],
  sample: { token: SAMPLE_TOKEN },
  limit: 60,
  transaction: false,
  light: true,
});

export const answerFields = {
  /** Who answers for the unit: an officer confirms the source with them. */
  signer: textField(40),
  signerTitle: textField(60).optional(),
  said: saidSchema,
  /** Files that were sent before, by their ids. */
  files: z.array(recordId).max(MOST_FILES).default([]),
};

export const answerErrand = endpoint({
  method: 'POST',
  path: '/api/errand/answer',
  summary: 'A unit answers by its link; nothing comes of it until an officer confirms the source',
  access: 'public',
  input: z.object({ token, ...answerFields }),
  output: errandPage,
  errors: [
    ...linkErrors,
    'meetings.errand_over',
    'meetings.errand_not_this',
    'meetings.errand_nothing',
    'meetings.errand_too_many',
    'meetings.errand_too_often',
    'meetings.errand_file_gone',
    'meetings.errand_bad_date',
    'meetings.errand_who',
    'meetings.errand_section_gone',
  ],
  sample: { token: SAMPLE_TOKEN, signer: '王建国', said: { kind: 'no_topics' } },
  limit: 30,
});

export const ticketForFile = endpoint({
  method: 'POST',
  path: '/api/errand/ticket',
  summary: 'A ticket for sending one file: an upload tells its input in the address, where no link may stand',
  access: 'public',
  input: z.object({ token }),
  output: z.object({ ticket: z.string().describe('for one file, within ten minutes') }),
  errors: [...linkErrors, 'meetings.errand_over'],
  sample: { token: SAMPLE_TOKEN },
  limit: 60,
});

export const sendFile = endpoint({
  method: 'POST',
  path: '/api/errand/file',
  summary: 'A file of a unit, kept for a day until it is answered with; `token` is the ticket',
  access: 'public',
  input: z.object({ token, name: textField(200) }),
  output: z.object({ id: recordId, name: z.string() }),
  status: 201,
  errors: ['kernel.link_unknown', 'meetings.errand_ticket_over', 'meetings.errand_bad_file'],
  sample: { token: SAMPLE_TOKEN, name: '议题材料.pdf' },
  limit: 60,
  accepts: { types: FILE_TYPES, maxBytes: FILE_BYTES },
});
