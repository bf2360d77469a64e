import { z } from 'zod';
import { endpoint, pageFields, pageOf, textField, timeField, todoSchema } from '#kernel/contract';
import { orgNumber, orgRef } from '#orgs/contract';

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

export const makeSuggestion = endpoint({
  method: 'POST',
  path: '/api/suggestions',
  summary: 'A suggestion or complaint from any page (提意见); no account needed',
  access: 'public',
  input: z.object({
    text: textField(1000),
    /** The page it was made on: a path of ours, without its query. */
    page: z
      .string()
      .max(120)
      .regex(/^\/[^?#]*$/),
    /** Whom it concerns; the deployment’s federation when absent. */
    orgId: orgNumber.optional(),
    /** Optional: a phone or address for an answer. Kept encrypted. */
    contact: z.string().trim().max(60).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: ['orgs.not_found'],
  sample: { text: '按钮太小，戴手套点不到', page: '/join' },
  limit: 30,
});

const suggestionSchema = z
  .object({
    id: z.uuid(),
    text: z.string(),
    /** Null for what did not come from a page. */
    page: z.string().nullable(),
    org: orgRef,
    state: z.enum(VOICE_STATES),
    at: timeField,
    hasContact: z.boolean(),
    note: z.string().nullable(),
    answeredAt: timeField.nullable(),
  })
  .meta({ id: 'Suggestion' });

export const listSuggestions = endpoint({
  method: 'GET',
  path: '/api/suggestions',
  summary: 'Suggestions in your scope, newest first',
  access: 'voices.read',
  input: z.object({
    state: z.enum([...VOICE_STATES, 'all']).default('open'),
    q: z.string().trim().max(40).optional(),
    ...pageFields,
  }),
  output: pageOf(suggestionSchema).extend({ total: z.number().int() }),
  errors: ['kernel.bad_cursor'],
  sample: { state: 'open' },
});

export const answerSuggestion = endpoint({
  method: 'POST',
  path: '/api/suggestions/:id/answer',
  summary: 'Note what was done; if a phone was left, the answer is sent there',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), note: textField(300) }),
  output: z.object({ state: z.enum(VOICE_STATES) }),
  errors: ['voices.not_found', 'voices.already_answered'],
  sample: { id: '01890000-0000-7000-8000-000000000000', note: '已改大' },
});

export const listVoiceTodos = endpoint({
  method: 'GET',
  path: '/api/suggestions/todos',
  summary: 'Suggestions that wait for an answer',
  access: 'voices.read',
  input: z.object({}),
  output: z.object({ items: z.array(todoSchema) }),
});
