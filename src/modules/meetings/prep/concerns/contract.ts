import { z } from 'zod';
import { endpoint, timeField } from '#kernel/contract';
import { CONCERN_STATES } from '#voices/contract';
import { recordId } from '../../contract.ts';

const ID = '01890000-0000-7000-8000-000000000000';

/** What many said, as far as a meeting needs it: no voice, no person. */
export const topicConcern = z
  .object({
    id: recordId,
    title: z.string(),
    theme: z.string().nullable(),
    voices: z.int(),
    /** Since when the oldest of its voices has waited. */
    oldest: timeField,
    state: z.enum(CONCERN_STATES),
  })
  .meta({ id: 'TopicConcern' });

export const listTopicConcerns = endpoint({
  method: 'GET',
  path: '/api/meetings/:id/concerns',
  summary:
    'Concerns that were referred to a joint meeting and wait in the reach of its union, the oldest first',
  access: 'meetings.manage',
  input: z.object({ id: recordId, q: z.string().trim().max(60).optional() }),
  output: z.object({
    items: z.array(
      topicConcern.extend({
        /** Whether a topic of this body has taken it up, at any meeting. */
        taken: z.boolean(),
      }),
    ),
  }),
  errors: ['meetings.not_found'],
  sample: { id: ID },
});

export const linkConcerns = endpoint({
  method: 'PUT',
  path: '/api/meeting-topics/:id/concerns',
  summary: 'Which concerns a topic takes up; those whose voices are in them are told',
  access: 'meetings.manage',
  input: z.object({ id: recordId, concernIds: z.array(recordId).max(50) }),
  output: z.object({ linked: z.int() }),
  errors: ['meetings.not_found', 'meetings.meeting_closed', 'meetings.topic_concern_unknown'],
  sample: { id: ID, concernIds: [] },
});
