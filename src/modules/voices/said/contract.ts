import { z } from 'zod';
import { endpoint, timeField } from '#kernel/contract';
import { delaySchema, STEP_KINDS, VOICE_KINDS, VOICE_STATES } from '../contract.ts';

const tokenField = z.string().min(20).max(100);

export const ADDITION_MAX = 500;

const addition = z.object({
  text: z.string(),
  helped: z.boolean().nullable(),
  at: timeField,
  /** The answer that opened again with it. */
  answer: z.string().nullable(),
});

export const viewSaid = endpoint({
  method: 'POST',
  path: '/api/public/voices/said',
  summary: 'What came of what one said, by the token of its link; writes nothing',
  access: 'public',
  input: z.object({ token: tokenField }),
  output: z
    .object({
      kind: z.enum(VOICE_KINDS),
      text: z.string(),
      place: z.object({ code: z.string(), name: z.string() }).nullable(),
      union: z.object({ name: z.string(), phone: z.string().nullable() }),
      state: z.enum(VOICE_STATES),
      at: timeField,
      /** Since when it waits: said, or opened again. */
      since: timeField,
      /** Within how many days an answer is due, and whether that is over. */
      answerDays: z.number().int(),
      overdue: z.boolean(),
      answer: z.string().nullable(),
      answeredAt: timeField.nullable(),
      additions: z.array(addition),
      /** Why it takes longer: all that the union has told, oldest first, and the last where it still waits so. */
      delays: z.array(delaySchema),
      delay: delaySchema.nullable(),
      /** How many others said the same and are answered together with it; null: it stands alone. */
      others: z.number().int().nullable(),
      /** The way it went, oldest first. */
      steps: z.array(z.object({ kind: z.enum(STEP_KINDS), text: z.string(), at: timeField })),
      /** `138****1234`; null where none was left or it is deleted already. */
      contact: z.string().nullable(),
      /** `冯**`. */
      name: z.string().nullable(),
      /** Months after the answer until contact and name, and the words, are deleted. */
      keptMonths: z.object({ contact: z.number().int(), words: z.number().int() }),
    })
    .meta({ id: 'SaidVoice' }),
  errors: ['kernel.link_unknown', 'kernel.link_over'],
  sample: { token: 'x'.repeat(27) },
  limit: 60,
});

export const addSaid = endpoint({
  method: 'POST',
  path: '/api/public/voices/said/add',
  summary: 'Add to what one said, or say whether the answer helped; unless it did, the voice is open again',
  access: 'public',
  input: z.object({
    token: tokenField,
    text: z.string().trim().max(ADDITION_MAX).optional(),
    helped: z.boolean().optional(),
  }),
  output: z.object({ state: z.enum(VOICE_STATES) }),
  errors: [
    'kernel.link_unknown',
    'kernel.link_over',
    'voices.addition_empty',
    'voices.additions_full',
    'voices.addition_unanswered',
  ],
  sample: { token: 'x'.repeat(27), text: '还是点不到' },
  limit: 30,
});

export const forgetSaid = endpoint({
  method: 'POST',
  path: '/api/public/voices/said/forget',
  summary: 'Delete the name and contact that one left; what was said stays and is answered by the link',
  access: 'public',
  input: z.object({ token: tokenField }),
  output: z.object({ done: z.literal(true) }),
  errors: ['kernel.link_unknown', 'kernel.link_over'],
  sample: { token: 'x'.repeat(27) },
  limit: 30,
});
