import { z } from 'zod';
import { dateField, endpoint, textField, timeField } from '#kernel/contract';
import { CONFIRMED_HOW, ERRAND_KINDS, ERRAND_STATES, recordId, unitRef } from '../../contract.ts';
import { answerFields, answerSchema, SAMPLE_ID } from '../contract.ts';
import { HALTS, SAYINGS } from '../rules.ts';

/** Where an item has moved on since its unit answered. */
const itemErrors = ['meetings.item_bad_step', 'meetings.item_date_past'];

/** What one unit is asked, where it stands, and every answer that came. */
const errandSchema = z
  .object({
    id: recordId,
    kind: z.enum(ERRAND_KINDS),
    unit: unitRef,
    state: z.enum(ERRAND_STATES),
    askedAt: timeField,
    dueOn: dateField.nullable(),
    receivedAt: timeField.nullable(),
    /** What can be answered now, by the step of the meeting or the state of the item; and if nothing, why. */
    may: z.array(z.enum(Object.values(SAYINGS).flat())),
    halt: z.enum(HALTS).nullable(),
    /** Who took the seat of a unit that has left. */
    heir: z.string().nullable(),
    /** The newest link: until when it opens the page; and when something was last done by it or one before. */
    link: z
      .object({ expiresAt: timeField.nullable(), usedAt: timeField.nullable(), live: z.boolean() })
      .nullable(),
    contact: z.object({ name: z.string().nullable(), title: z.string().nullable(), hasPhone: z.boolean() }),
    answers: z.array(answerSchema),
  })
  .meta({ id: 'Errand' });

const listed = z.object({
  items: z.array(errandSchema),
  /** Of the meeting, also the one that agreed on the item. */
  title: z.string(),
  /** Whom units call, by name and number. */
  union: z.object({ union: z.string(), phone: z.string() }),
  /** Members now that can be asked, and for what. */
  units: z.array(unitRef),
  kinds: z.array(z.enum(ERRAND_KINDS)),
  /** Of the minutes as they are: for what is said of them. */
  sections: z.array(z.object({ id: recordId, heading: z.string() })),
  mayManage: z.boolean(),
});

export const listErrands = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/errands',
  summary: 'What the units of a meeting were asked, who has answered and what waits to be confirmed',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: listed,
  errors: ['meetings.not_found'],
  sample: { id: SAMPLE_ID },
});

export const listItemErrands = endpoint({
  method: 'GET',
  path: '/api/items/:id/errands',
  summary: 'What units were asked about an agreed item, and what they answered',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: listed,
  errors: ['meetings.not_found'],
  sample: { id: SAMPLE_ID },
});

const link = z.object({
  id: recordId,
  token: z.string().describe('shown once'),
  expiresAt: timeField,
});

export const askUnit = endpoint({
  method: 'POST',
  path: '/api/errands',
  summary: 'Ask one unit one thing of a meeting or an item, by a link of its own; told once',
  access: 'meetings.manage',
  input: z.object({
    kind: z.enum(ERRAND_KINDS),
    unitId: recordId,
    /** The item for the kind `item`, the meeting for the others. */
    about: recordId,
    dueOn: dateField.optional(),
  }),
  output: link,
  status: 201,
  errors: ['meetings.not_found'],
  sample: { kind: 'topics', unitId: SAMPLE_ID, about: SAMPLE_ID },
});

export const renewErrandLink = endpoint({
  method: 'POST',
  path: '/api/errands/:id/link',
  summary: 'A new link for a unit; the one before ends. Told once',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: link,
  status: 201,
  errors: ['meetings.not_found', 'meetings.errand_unit_left'],
  sample: { id: SAMPLE_ID },
});

export const renewMeetingLinks = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/errand-links',
  summary: 'New links for every unit of a meeting that has not answered yet; those before end. Told once',
  access: 'meetings.manage',
  input: z.object({ id: recordId, kind: z.enum(['topics', 'attend', 'review']) }),
  output: z.object({
    items: z.array(z.object({ id: recordId, unit: z.string(), token: z.string() })),
    expiresAt: timeField,
  }),
  status: 201,
  errors: ['meetings.not_found'],
  sample: { id: SAMPLE_ID, kind: 'topics' },
});

export const endErrandLink = endpoint({
  method: 'POST',
  path: '/api/errands/:id/end-link',
  summary: 'Call the link of a unit back for good',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: z.object({ ended: z.boolean() }),
  errors: ['meetings.not_found'],
  sample: { id: SAMPLE_ID },
});

export const sendErrandLink = endpoint({
  method: 'POST',
  path: '/api/errands/:id/send-link',
  summary: 'A new link to the phone of who answers for the unit, by SMS; the one before ends',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: z.object({ sent: z.literal(true) }),
  errors: ['meetings.not_found', 'meetings.errand_no_phone', 'meetings.errand_unit_left'],
  sample: { id: SAMPLE_ID },
});

export const confirmAnswers = endpoint({
  method: 'POST',
  path: '/api/errand-answers/confirm',
  summary: 'Confirm where answers came from, and how that was found out: only now anything comes of them',
  access: 'meetings.manage',
  input: z.object({ ids: z.array(recordId).min(1).max(50), how: z.enum(CONFIRMED_HOW) }),
  output: z.object({ confirmed: z.int() }),
  errors: ['meetings.not_found', 'meetings.errand_decided', ...itemErrors],
  sample: { ids: [SAMPLE_ID], how: 'phone' },
});

export const giveBackAnswer = endpoint({
  method: 'POST',
  path: '/api/errand-answers/:id/give-back',
  summary: 'Give an answer back to its unit, which reads the reason on its page',
  access: 'meetings.manage',
  input: z.object({ id: recordId, reason: textField(300) }),
  output: z.object({ state: z.enum(ERRAND_STATES) }),
  errors: ['meetings.not_found', 'meetings.errand_decided'],
  sample: { id: SAMPLE_ID, reason: '请写明由谁牵头办理' },
});

export const enterAnswer = endpoint({
  method: 'POST',
  path: '/api/errands/:id/answers',
  summary: 'Write down what a unit has told an officer; it counts at once',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    signer: answerFields.signer,
    signerTitle: answerFields.signerTitle,
    said: answerFields.said,
    how: z.enum(CONFIRMED_HOW),
  }),
  output: z.object({ id: recordId }),
  status: 201,
  errors: [
    'meetings.not_found',
    'meetings.errand_over',
    'meetings.errand_not_this',
    'meetings.errand_nothing',
    'meetings.errand_who',
    'meetings.errand_bad_date',
    'meetings.errand_too_many',
    'meetings.errand_section_gone',
    ...itemErrors,
  ],
  sample: { id: SAMPLE_ID, signer: '王建国', said: { kind: 'no_topics' }, how: 'phone' },
});

export const readErrandFile = endpoint({
  method: 'GET',
  path: '/api/errands/:id/files/:file',
  summary: 'A file that a unit answered with',
  access: 'meetings.read',
  input: z.object({ id: recordId, file: recordId }),
  output: z.any(),
  produces: 'application/octet-stream',
  errors: ['meetings.not_found'],
  sample: { id: SAMPLE_ID, file: SAMPLE_ID },
});
