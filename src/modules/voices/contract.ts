import { z } from 'zod';
import { dateField, endpoint, pageFields, pageOf, textField, timeField, todoSchema } from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { placeCode } from '#places/contract';

/**
 * How a voice reached us: from any page, as a wish, beside the taps of an interview, on a visit, as a fault that nobody
 * mends, or in the list of a hotline.
 */
export const VOICE_KINDS = ['suggestion', 'wish', 'interview', 'visit', 'fault', 'hotline'] as const;
/** `grouped`: it waits for the answer to a concern, which is one for several. */
export const VOICE_STATES = ['open', 'grouped', 'answered'] as const;

/** `merged` into another that says the same; `dissolved`: its voices were taken out again, one by one. */
export const CONCERN_STATES = ['open', 'referred', 'answered', 'merged', 'dissolved'] as const;
/** Whom a concern is handed to (domain.md C7). */
export const REFERRAL_LANES = ['hardship', 'legal', 'hotline', 'station_fault', 'joint_topic'] as const;
/** What came of it there. */
export const OUTCOMES = ['solved', 'partly', 'not_possible', 'passed_on'] as const;
/** The way of a concern, as those are told whose voices are in it. */
export const STEP_KINDS = [
  'referred',
  'outcome',
  'topic',
  'agenda',
  'agreed',
  'progress',
  'deferred',
  'closed',
  'failed',
  'answered',
] as const;

export const VISIT_STATES = ['planned', 'done', 'cancelled'] as const;
export const STOP_STATES = ['planned', 'done', 'skipped'] as const;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const voiceId = z.uuid();

export const makeVoice = endpoint({
  method: 'POST',
  path: '/api/voices',
  summary:
    'A suggestion, complaint or wish from any page (提意见); no account needed, followed by a secret link',
  access: 'public',
  input: z.object({
    kind: z.enum(['suggestion', 'wish']).default('suggestion'),
    text: textField(1000),
    /** The page it was made on: a path of ours, without its query. */
    page: z
      .string()
      .max(120)
      .regex(/^\/[^?#]*$/)
      .optional(),
    /** Whom it concerns; absent: the union of the place, or the deployment’s federation. */
    orgId: orgNumber.optional(),
    /** Optional: a phone or address for an answer. Kept encrypted. */
    contact: z.string().trim().max(60).optional(),
    /** Optional, and only together with `nameConsent`. Kept encrypted. */
    name: z.string().trim().max(30).optional(),
    nameConsent: z.literal(true).optional(),
    /** The place that it is about, by the code on its sign. */
    placeCode: placeCode.optional(),
    /** A code of `GET /api/voice-themes`. */
    theme: z.string().max(30).optional(),
  }),
  /** `token` opens `/said#token`, where the teller follows what comes of it; it is told once. */
  output: z.object({ id: voiceId, token: z.string() }),
  status: 201,
  errors: ['orgs.not_found', 'places.not_found', 'voices.name_consent', 'voices.concern_theme'],
  sample: { text: '按钮太小，戴手套点不到', page: '/join' },
  limit: 30,
});

/** What a teller is told of an answer that takes longer; `until`: when it is expected. */
export const delaySchema = z.object({
  reason: z.string(),
  until: dateField.nullable(),
  at: timeField,
});

const voiceSchema = z
  .object({
    id: voiceId,
    kind: z.enum(VOICE_KINDS),
    /** A code of `GET /api/voice-themes`; of an older list perhaps. */
    theme: z.string().nullable(),
    text: z.string(),
    /** Null for what did not come from a page. */
    page: z.string().nullable(),
    org: orgRef,
    place: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
    area: z.string().nullable().describe('name of the street or district'),
    state: z.enum(VOICE_STATES),
    at: timeField,
    /** Since when it waits: said, or opened again by who said it. */
    since: timeField,
    /** It waits longer than answers take (policy voices.answer_days). */
    overdue: z.boolean(),
    hasContact: z.boolean(),
    hasName: z.boolean(),
    concernId: z.uuid().nullable(),
    /** What the teller added, oldest first, with the answer that it was about. */
    additions: z.array(
      z.object({
        text: z.string(),
        helped: z.boolean().nullable(),
        at: timeField,
        answer: z.string().nullable(),
      }),
    ),
    /** Why it takes longer, as its teller was told since it waits; the latest. */
    delay: delaySchema.nullable(),
    note: z.string().nullable(),
    answeredAt: timeField.nullable(),
  })
  .meta({ id: 'Voice' });

const voiceFilters = {
  /** Absent: `open`; together with `overdue`, whatever waits. */
  state: z.enum([...VOICE_STATES, 'all']).optional(),
  kind: z.enum(VOICE_KINDS).optional(),
  theme: z.string().trim().max(40).optional(),
  /** Waiting longer than answers take. */
  overdue: z.enum(['yes']).optional(),
  q: z.string().trim().max(40).optional(),
  under: orgParam.optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
};

export const listVoices = endpoint({
  method: 'GET',
  path: '/api/voices',
  summary: 'What was said to the unions in your scope, and what waits for an answer',
  access: 'voices.read',
  input: z.object({ ...voiceFilters, ...pageFields }),
  output: pageOf(voiceSchema).extend({
    total: z.number().int(),
    /** Within how many days an answer is due. */
    answerDays: z.number().int(),
  }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { state: 'open' },
});

export const exportVoices = endpoint({
  method: 'GET',
  path: '/api/voices/export',
  summary: 'The filtered list as Excel, without names and contacts',
  access: 'voices.read',
  input: z.object(voiceFilters),
  output: z.any(),
  produces: XLSX,
  errors: ['orgs.not_found', 'voices.export_too_long'],
  sample: { state: 'all' },
});

export const answerVoice = endpoint({
  method: 'POST',
  path: '/api/voices/:id/answer',
  summary: 'Answer a voice; the teller reads it by their link, and on the phone or address that they left',
  access: 'voices.answer',
  input: z.object({ id: voiceId, note: textField(300) }),
  output: z.object({ state: z.enum(VOICE_STATES) }),
  errors: ['voices.not_found', 'voices.already_answered', 'voices.answered_with_concern'],
  sample: { id: '01890000-0000-7000-8000-000000000000', note: '已改大' },
});

export const delayVoice = endpoint({
  method: 'POST',
  path: '/api/voices/:id/delay',
  summary:
    'Tell the teller why the answer takes longer, and until when; the voice waits on and stays overdue',
  access: 'voices.answer',
  input: z.object({ id: voiceId, reason: textField(300), until: dateField.optional() }),
  output: z.object({ state: z.enum(VOICE_STATES) }),
  errors: [
    'voices.not_found',
    'voices.already_answered',
    'voices.answered_with_concern',
    'voices.delay_past',
  ],
  sample: { id: '01890000-0000-7000-8000-000000000000', reason: '要等换热水器的招标结束' },
});

export const revealVoice = endpoint({
  method: 'POST',
  path: '/api/voices/:id/reveal',
  summary: 'Show the name and contact that a teller left, for a stated purpose; recorded before it is shown',
  access: 'voices.answer',
  input: z.object({ id: voiceId, purpose: textField(100) }),
  output: z.object({ name: z.string().nullable(), contact: z.string().nullable() }),
  errors: ['voices.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000', purpose: '电话回复' },
  light: true,
});

export const listVoiceTodos = endpoint({
  method: 'GET',
  path: '/api/voices/todos',
  summary: 'Voices that wait for an answer, and those that wait too long',
  access: 'voices.read',
  input: z.object({}),
  output: z.object({ items: z.array(todoSchema) }),
});
