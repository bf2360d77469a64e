import { z } from 'zod';
import { endpoint, historySchema, pageFields, pageOf, textField, timeField } from '#kernel/contract';
import { orgNumber, orgParam, orgRef } from '#orgs/contract';
import { CONCERN_STATES, REFERRAL_LANES, STEP_KINDS, VOICE_KINDS, VOICE_STATES } from '../contract.ts';
import { referralSchema } from './refer/contract.ts';

export { answerConcern } from './answer/contract.ts';
export { endReferral, referConcern } from './refer/contract.ts';

const SAMPLE = '01890000-0000-7000-8000-000000000000';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const themeCode = z.string().max(30);
export const placeRef = z.object({ id: z.uuid(), code: z.string(), name: z.string() });
const voiceIds = z.array(z.uuid()).min(1).max(200);
const title = textField(60);
const summary = z.string().trim().max(500);

export const listThemes = endpoint({
  method: 'GET',
  path: '/api/voice-themes',
  summary: 'What a voice may be about: the list of today, in both languages',
  access: 'public',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })) }),
});

export const makeConcern = endpoint({
  method: 'POST',
  path: '/api/concerns',
  summary:
    'Groups open voices that say the same into one concern, which is handled and answered for all of them',
  access: 'voices.answer',
  input: z.object({
    /** The union that handles it: theirs, or one above all of theirs. */
    orgId: orgNumber,
    title,
    summary: summary.optional(),
    theme: themeCode.optional(),
    voiceIds,
  }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: [
    'orgs.not_found',
    'voices.concern_voice_missing',
    'voices.concern_voice_taken',
    'voices.concern_theme',
  ],
  sample: { orgId: 1, title: '夜里没有地方休息', voiceIds: [SAMPLE] },
});

export const addVoices = endpoint({
  method: 'POST',
  path: '/api/concerns/:id/voices',
  summary: 'Adds open voices to a concern that is not answered yet',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), voiceIds }),
  output: z.object({ voices: z.int() }),
  errors: [
    'voices.concern_not_found',
    'voices.concern_settled',
    'voices.concern_voice_missing',
    'voices.concern_voice_taken',
  ],
  sample: { id: SAMPLE, voiceIds: [SAMPLE] },
});

export const releaseVoices = endpoint({
  method: 'POST',
  path: '/api/concerns/:id/release',
  summary: 'Takes voices out again, which are open then; a concern without any is dissolved',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    /** Absent: all that have no answer. */
    voiceIds: voiceIds.optional(),
  }),
  output: z.object({ voices: z.int(), state: z.enum(CONCERN_STATES) }),
  errors: [
    'voices.concern_not_found',
    'voices.concern_settled',
    'voices.concern_voice_missing',
    'voices.concern_referred',
  ],
  sample: { id: SAMPLE, voiceIds: [SAMPLE] },
});

export const mergeConcern = endpoint({
  method: 'POST',
  path: '/api/concerns/:id/merge',
  summary: 'Moves everything of a concern into another that says the same',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), into: z.uuid() }),
  output: z.object({ voices: z.int() }),
  errors: [
    'voices.concern_not_found',
    'voices.concern_settled',
    'voices.concern_referred',
    'voices.concern_same',
    'voices.concern_voice_missing',
  ],
  sample: { id: SAMPLE, into: '01890000-0000-7000-8000-000000000001' },
});

export const editConcern = endpoint({
  method: 'PATCH',
  path: '/api/concerns/:id',
  summary: 'Rewrites title, summary and theme; refused where somebody else has meanwhile',
  access: 'voices.answer',
  input: z.object({
    id: z.uuid(),
    /** The one that was read. */
    version: z.int().min(1),
    title,
    summary,
    theme: themeCode.or(z.literal('')),
  }),
  output: z.object({ version: z.int() }),
  errors: [
    'voices.concern_not_found',
    'voices.concern_settled',
    'voices.concern_changed',
    'voices.concern_theme',
  ],
  sample: { id: SAMPLE, version: 1, title: '夜里没有地方休息', summary: '', theme: '' },
});

const concernRow = z
  .object({
    id: z.uuid(),
    org: orgRef,
    title: z.string(),
    theme: z.string().nullable(),
    state: z.enum(CONCERN_STATES),
    voices: z.int(),
    /** Since when the oldest of its voices has waited. */
    oldest: timeField,
    /** Whether that is longer than the policy `voices.concern_days` allows. */
    late: z.boolean(),
    /** Where it lies without an outcome, and since when. */
    waits: z.array(
      z.object({
        lane: z.enum(REFERRAL_LANES),
        since: timeField,
        /** Whether that is longer than the policy `voices.referral_days` allows. */
        late: z.boolean(),
      }),
    ),
    /** Voices of it whose tellers said that the answer does not help. */
    reopened: z.int(),
  })
  .meta({ id: 'Concern' });

const filters = {
  q: z.string().trim().max(40).optional(),
  /**
   * `waiting`: open or referred. `referred`: in other hands, whatever was answered meanwhile; `stalled`: for too long.
   * `reopened`: answered, and somebody said that it does not help.
   */
  state: z.enum(['waiting', 'open', 'referred', 'stalled', 'answered', 'reopened', 'all']).default('waiting'),
  theme: themeCode.optional(),
  lane: z.enum(REFERRAL_LANES).optional(),
  late: z.stringbool().optional(),
  under: orgParam.optional(),
  order: z.enum(['age', 'voices']).default('age'),
};

export const listConcerns = endpoint({
  method: 'GET',
  path: '/api/concerns',
  summary: 'Concerns in your scope: those that wait longest first, or those of most voices',
  access: 'voices.read',
  input: z.object({ ...filters, ...pageFields }),
  output: pageOf(concernRow).extend({
    total: z.int(),
    /** In your scope, whatever the filters. */
    counts: z.object({ waiting: z.int(), late: z.int(), reopened: z.int() }),
    lateDays: z.int(),
  }),
  errors: ['kernel.bad_cursor', 'orgs.not_found'],
  sample: { state: 'waiting' },
});

export const exportConcerns = endpoint({
  method: 'GET',
  path: '/api/concerns/export',
  summary: 'The filtered concerns as an Excel sheet',
  access: 'voices.read',
  input: z.object(filters),
  output: z.any(),
  produces: XLSX,
  errors: ['orgs.not_found'],
  sample: {},
});

export const getConcern = endpoint({
  method: 'GET',
  path: '/api/concerns/:id',
  summary: 'The trail of a concern: the voices, where it went, what came of it',
  access: 'voices.read',
  input: z.object({ id: z.uuid() }),
  output: concernRow.extend({
    summary: z.string().nullable(),
    version: z.int(),
    themeCode: z.string().nullable(),
    place: placeRef.nullable(),
    answer: z.string().nullable(),
    openedAt: timeField,
    answeredAt: timeField.nullable(),
    mergedInto: z.object({ id: z.uuid(), title: z.string() }).nullable(),
    /** The oldest first, 500 at most; no contact. */
    said: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(VOICE_KINDS),
        text: z.string(),
        place: placeRef.nullable(),
        org: orgRef,
        at: timeField,
        state: z.enum(VOICE_STATES),
        note: z.string().nullable(),
        hasContact: z.boolean(),
        /** Its teller said that the answer does not help. */
        reopened: z.boolean(),
      }),
    ),
    steps: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(STEP_KINDS),
        text: z.string(),
        href: z.string().nullable(),
        at: timeField,
      }),
    ),
    referrals: z.array(referralSchema),
    history: historySchema,
    may: z.object({ answer: z.boolean() }),
  }),
  errors: ['voices.concern_not_found'],
  sample: { id: SAMPLE },
});
