import { z } from 'zod';
import { endpoint, textField, timeField } from '#kernel/contract';
import { CONSENSUS, MEETING_STATES, recordId, SECTION_KINDS } from '../contract.ts';

/** Characters of one section: some thirty pages. */
export const SECTION_MAX = 20_000;

const sampleId = '01890000-0000-7000-8000-000000000000';
const heading = textField(100);
const text = z.string().max(SECTION_MAX);

export const sectionSchema = z
  .object({
    id: recordId,
    kind: z.enum(SECTION_KINDS),
    topicId: recordId.nullable(),
    heading: z.string(),
    text: z.string(),
    /** Grows with each change; a change names the one it was made from. */
    version: z.int(),
    /** Name of the account that changed it last; null for one without a name. */
    by: z.string().nullable(),
    mine: z.boolean(),
    at: timeField,
  })
  .meta({ id: 'MinutesSection' });

/** What a unit answered to the draft, by its link: submitted until an officer confirms its source. */
const remark = z.object({
  unit: z.string(),
  signer: z.string(),
  state: z.enum(['submitted', 'confirmed', 'returned']),
  /** `false`: it has something to change. */
  agrees: z.boolean(),
  /** Null for the draft as a whole. */
  sectionId: recordId.nullable(),
  text: z.string(),
  at: timeField,
});

export const getMinutes = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/minutes',
  summary: 'The minutes of a meeting, section by section, with what units said of the draft',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    state: z.enum(MEETING_STATES),
    consensus: z.enum(CONSENSUS).nullable(),
    conclusion: z.string().nullable(),
    /** Since when it stands where it stands; null before the meeting was held. */
    since: timeField.nullable(),
    /** Why it was taken back from circulation, the last time. */
    takenBack: z.string().nullable(),
    mayEdit: z.boolean(),
    /** How many items of earlier meetings it has not said of what it heard: they are the first thing on every agenda. */
    unheard: z.int(),
    sections: z.array(sectionSchema),
    /** Taken out; they can come back. */
    removed: z.array(sectionSchema),
    remarks: z.array(remark),
  }),
  errors: ['meetings.not_found'],
  sample: { id: sampleId },
});

export const beginMinutes = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/minutes/begin',
  summary:
    'Begin the minutes: a section for the opening, the items carried over, each topic and the conclusion',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: z.object({ sections: z.int() }),
  status: 201,
  errors: ['meetings.not_found', 'meetings.minutes_not_held', 'meetings.minutes_begun'],
  sample: { id: sampleId },
});

export const minutesFromRecords = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/minutes/records',
  summary:
    'What the records say now for opening, items carried over and conclusion: to write these sections anew',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({ opening: z.string(), carried: z.string(), conclusion: z.string() }),
  errors: ['meetings.not_found'],
  sample: { id: sampleId },
});

export const editSection = endpoint({
  method: 'PATCH',
  path: '/api/minutes/sections/:id',
  summary: 'Change a section, made from `version`; refused where somebody changed it meanwhile',
  access: 'meetings.manage',
  input: z.object({ id: recordId, version: z.int().min(1), text, heading: heading.optional() }),
  output: sectionSchema,
  errors: [
    'meetings.not_found',
    'meetings.section_changed',
    'meetings.minutes_not_open',
    'meetings.minutes_issued',
  ],
  sample: { id: sampleId, version: 1, text: '会议听取了汇报。' },
});

export const sectionHistory = endpoint({
  method: 'GET',
  path: '/api/minutes/sections/:id/history',
  summary: 'Every version of a section, the newest first, with who wrote it and when',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    items: z.array(
      z.object({
        version: z.int(),
        heading: z.string(),
        text: z.string(),
        by: z.string().nullable(),
        at: timeField,
      }),
    ),
  }),
  errors: ['meetings.not_found'],
  sample: { id: sampleId },
});

export const addSection = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/minutes/sections',
  summary: 'Add a section of one’s own before the conclusion',
  access: 'meetings.manage',
  input: z.object({ id: recordId, heading, text: text.default('') }),
  output: sectionSchema,
  status: 201,
  errors: ['meetings.not_found', 'meetings.minutes_not_open', 'meetings.minutes_issued'],
  sample: { id: sampleId, heading: '其他事项' },
});

export const moveSection = endpoint({
  method: 'POST',
  path: '/api/minutes/sections/:id/move',
  summary: 'Take a section out, or put it back: `out`, `back`. Its words are kept',
  access: 'meetings.manage',
  input: z.object({ id: recordId, to: z.enum(['out', 'back']) }),
  output: z.object({ done: z.literal(true) }),
  errors: [
    'meetings.not_found',
    'meetings.section_fixed',
    'meetings.minutes_not_open',
    'meetings.minutes_issued',
  ],
  sample: { id: sampleId, to: 'out' },
});

export const orderSections = endpoint({
  method: 'PUT',
  path: '/api/meetings/:id/minutes/order',
  summary: 'Put the sections in another order: all of them, by their ids',
  access: 'meetings.manage',
  input: z.object({ id: recordId, ids: z.array(recordId).min(1).max(200) }),
  output: z.object({ done: z.literal(true) }),
  errors: [
    'meetings.not_found',
    'meetings.minutes_order_changed',
    'meetings.minutes_not_open',
    'meetings.minutes_issued',
  ],
  sample: { id: sampleId, ids: [sampleId] },
});

const conclusion = z.string().trim().max(2000).nullable();

export const setConsensus = endpoint({
  method: 'PUT',
  path: '/api/meetings/:id/consensus',
  summary: 'State how far the meeting agreed, and its conclusion in a few words',
  access: 'meetings.manage',
  input: z.object({
    id: recordId,
    consensus: z.enum(CONSENSUS),
    conclusion,
    /** What the officer saw before: refused where it says something else by now. */
    was: z.object({ consensus: z.enum(CONSENSUS).nullable(), conclusion: z.string().nullable() }),
  }),
  output: z.object({ state: z.enum(MEETING_STATES) }),
  errors: [
    'meetings.not_found',
    'meetings.minutes_not_held',
    'meetings.consensus_changed',
    'meetings.minutes_not_open',
    'meetings.minutes_issued',
  ],
  sample: {
    id: sampleId,
    consensus: 'preliminary',
    conclusion: null,
    was: { consensus: null, conclusion: null },
  },
});

const state = z.object({ state: z.enum(MEETING_STATES) });

export const circulateMinutes = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/minutes/circulate',
  summary: 'Circulate the draft to the units; the text stands until it is taken back',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: state.extend({
    /** A link for each unit to answer by, told this once: to be copied, printed or sent. */
    links: z.array(z.object({ unit: z.string(), url: z.string() })),
  }),
  errors: ['meetings.not_found', 'meetings.minutes_bad_step', 'meetings.minutes_not_ready'],
  sample: { id: sampleId },
});

export const reopenMinutes = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/minutes/reopen',
  summary: 'Take a circulated draft back to be changed, with the reason',
  access: 'meetings.manage',
  input: z.object({ id: recordId, reason: textField(200) }),
  output: state,
  errors: ['meetings.not_found', 'meetings.minutes_bad_step'],
  sample: { id: sampleId, reason: '财政局对第二项有修改意见' },
});

export const issueMinutes = endpoint({
  method: 'POST',
  path: '/api/meetings/:id/minutes/issue',
  summary: 'Issue the minutes: they do not change any more, whatever becomes of their records',
  access: 'meetings.manage',
  input: z.object({ id: recordId }),
  output: state,
  errors: ['meetings.not_found', 'meetings.minutes_bad_step'],
  sample: { id: sampleId },
});
