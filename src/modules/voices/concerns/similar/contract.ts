import { z } from 'zod';
import { endpoint, timeField } from '#kernel/contract';
import { orgRef } from '#orgs/contract';
import { VOICE_KINDS } from '../../contract.ts';
import { placeRef } from '../contract.ts';

const likeVoice = z
  .object({
    id: z.uuid(),
    kind: z.enum(VOICE_KINDS),
    text: z.string(),
    theme: z.string().nullable(),
    place: placeRef.nullable(),
    org: orgRef,
    at: timeField,
  })
  .meta({ id: 'LikeVoice' });

/** Why two voices look alike: how much of their words, 0 to 1, and what they share besides. */
const whySchema = z.object({
  words: z.number(),
  samePlace: z.boolean(),
  sameTheme: z.boolean(),
  sameArea: z.boolean(),
});

export const suggestLike = endpoint({
  method: 'GET',
  path: '/api/concerns/suggestions',
  summary: 'Open voices, and concerns not answered yet, that seem to say what one voice says',
  access: 'voices.read',
  input: z.object({ voiceId: z.uuid() }),
  output: z.object({
    voices: z.array(likeVoice.extend({ why: whySchema })),
    concerns: z.array(
      z.object({ id: z.uuid(), title: z.string(), org: orgRef, voices: z.int(), why: whySchema }),
    ),
  }),
  errors: ['voices.not_found'],
  sample: { voiceId: '01890000-0000-7000-8000-000000000000' },
});

export const listAlike = endpoint({
  method: 'GET',
  path: '/api/concerns/alike',
  summary: 'Open voices in your scope that seem to say the same, in heaps, the largest first',
  access: 'voices.read',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        /** The lowest union that reaches all of them, where the caller may group. */
        org: orgRef.nullable(),
        voices: z.array(likeVoice.extend({ why: whySchema.nullable() })),
      }),
    ),
    /** Open voices that were compared. */
    compared: z.int(),
  }),
});
