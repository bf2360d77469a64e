import { z } from 'zod';
import { endpoint, textField, timeField } from '#kernel/contract';
import { ITEM_STATES, recordId, TOPIC_KINDS, TOPIC_STATES, unitRef } from '../../contract.ts';
import { topicConcern } from '../concerns/contract.ts';

const ID = '01890000-0000-7000-8000-000000000000';
const done = z.object({ done: z.literal(true) });

const fileSchema = z.object({
  id: recordId,
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
  addedAt: timeField,
});

const meetingRef = z.object({ id: recordId, title: z.string() });

export const topicSchema = z
  .object({
    id: recordId,
    kind: z.enum(TOPIC_KINDS),
    title: z.string(),
    background: z.string().nullable(),
    research: z.string().nullable(),
    /** Who brought or reports it; null for the union itself. */
    unit: unitRef.nullable(),
    reporter: z.string().nullable(),
    state: z.enum(TOPIC_STATES),
    reason: z.string().nullable(),
    /** What may become of it now. */
    steps: z.array(z.enum(TOPIC_STATES)),
    /** The meeting that left it for this one, and the one that it was left for. */
    from: meetingRef.nullable(),
    next: meetingRef.nullable(),
    madeAt: timeField,
    files: z.array(fileSchema),
    /** What many said that it takes up. */
    concerns: z.array(topicConcern),
  })
  .meta({ id: 'MeetingTopic' });

export const getAgenda = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/agenda',
  summary:
    'The agenda: what earlier meetings left open comes first and cannot be taken off; then the topics in order',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    carried: z.array(
      z.object({
        id: recordId,
        text: z.string(),
        state: z.enum(ITEM_STATES),
        leadUnit: z.string(),
        dueOn: z.string().nullable(),
        overdue: z.boolean(),
        reason: z.string().nullable(),
        /** The meeting that agreed it. */
        from: z.string(),
        /** It ended since the last meeting: only to be told. */
        over: z.boolean(),
      }),
    ),
    topics: z.array(topicSchema),
    /** Units that may report a topic. */
    units: z.array(unitRef),
    /** Whether topics may still be changed. */
    open: z.boolean(),
  }),
  errors: ['meetings.not_found'],
  sample: { id: ID },
});

const facts = {
  kind: z.enum(TOPIC_KINDS),
  title: textField(120),
  background: textField(2000).nullable(),
  research: textField(20_000).nullable(),
  unitId: recordId.nullable(),
  reporter: textField(60).nullable(),
};

export const proposeTopic = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/topics',
  summary: 'Propose a topic: the union itself, or for a unit that said so',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    ...z.object(facts).partial().required({ kind: true, title: true }).shape,
    /** On the agenda at once, where nobody has to weigh it. */
    accepted: z.boolean().default(false),
  }),
  output: z.object({ id: recordId }),
  status: 201,
  errors: ['meetings.not_found', 'meetings.meeting_closed', 'meetings.unit_unknown'],
  sample: { id: ID, kind: 'report', title: '海淀职工文化宫建设情况' },
});

export const changeTopic = endpoint({
  method: 'PATCH',
  path: '/api/meeting-topics/:id',
  summary: 'Change a topic, its background, its research or who reports; fields left out stay',
  access: 'meetings.manage',
  input: z.object({ id: recordId, ...z.object(facts).partial().shape }),
  output: done,
  errors: ['meetings.not_found', 'meetings.meeting_closed', 'meetings.unit_unknown'],
  sample: { id: ID, research: '走访 7 家企业' },
});

export const decideTopic = endpoint({
  method: 'POST',
  path: '/api/meeting-topics/:id/decide',
  summary:
    'Put a topic on the agenda, decline it or leave it for the next meeting (with the reason), open it again; once held: say that it was heard',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    to: z.enum(TOPIC_STATES),
    reason: textField(200).optional(),
  }),
  output: z.object({ state: z.enum(TOPIC_STATES) }),
  errors: [
    'meetings.not_found',
    'meetings.topic_bad_step',
    'meetings.topic_no_next',
    'meetings.topic_reason_needed',
  ],
  sample: { id: ID, to: 'accepted' },
});

export const moveTopic = endpoint({
  method: 'POST',
  path: '/api/meeting-topics/:id/move',
  summary: 'One place up or down in the agenda; at its end nothing happens',
  access: 'meetings.manage',
  input: z.object({ id: recordId, to: z.enum(['up', 'down']) }),
  output: done,
  errors: ['meetings.not_found', 'meetings.meeting_closed'],
  sample: { id: ID, to: 'up' },
});

export const addTopicFile = endpoint({
  method: 'POST',
  path: '/api/meeting-topics/:id/files',
  summary: 'Research or material of a topic: PDF, Word, Excel, JPEG or PNG, at most 10 MB',
  access: 'meetings.manage',
  input: z.object({ id: recordId, name: textField(120) }),
  output: z.object({ id: recordId }),
  status: 201,
  accepts: {
    types: [
      'application/pdf',
      'image/png',
      'image/jpeg',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    maxBytes: 10 * 1024 * 1024,
  },
  errors: [
    'meetings.not_found',
    'meetings.meeting_closed',
    'meetings.topic_bad_file',
    'meetings.topic_too_many_files',
  ],
  sample: { id: ID, name: '调研报告.pdf' },
});

export const readTopicFile = endpoint({
  method: 'GET',
  path: '/api/meeting-topics/:id/files/:file',
  summary: 'A file of a topic',
  access: 'meetings.read',
  input: z.object({ id: recordId, file: recordId }),
  output: z.any(),
  produces: 'application/octet-stream',
  errors: ['meetings.not_found'],
  sample: { id: ID, file: ID },
});

export const removeTopicFile = endpoint({
  method: 'DELETE',
  path: '/api/meeting-topics/:id/files/:file',
  summary: 'Take a file of a topic away',
  access: 'meetings.manage',
  input: z.object({ id: recordId, file: recordId }),
  output: done,
  errors: ['meetings.not_found', 'meetings.meeting_closed'],
  sample: { id: ID, file: ID },
});
