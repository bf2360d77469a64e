import { z } from 'zod';
import { endpoint } from '#kernel/contract';
import { recordId } from '../../contract.ts';
import { topicConcern } from '../../prep/concerns/contract.ts';

const ID = '01890000-0000-7000-8000-000000000000';

export const listItemConcerns = endpoint({
  method: 'GET',
  path: '/api/items/:id/concerns',
  summary: 'Whose voices are in an agreed item, by its topic or by itself, and what else it could answer',
  access: 'meetings.read',
  input: z.object({ id: recordId }),
  output: z.object({
    linked: z.array(
      topicConcern.extend({
        /** Its topic took it up: it is in all that was agreed on it. */
        byTopic: z.boolean(),
      }),
    ),
    /** For who may link them: referred to a joint meeting, without an outcome, the oldest first. */
    offered: z.array(topicConcern),
  }),
  errors: ['meetings.not_found'],
  sample: { id: ID },
});

export const linkItemConcerns = endpoint({
  method: 'PUT',
  path: '/api/items/:id/concerns',
  summary:
    'Which concerns an agreed item answers besides those of its topic; those whose voices are in them are told',
  access: 'meetings.manage',
  input: z.object({ id: recordId, concernIds: z.array(recordId).max(50) }),
  output: z.object({ linked: z.int() }),
  errors: ['meetings.not_found', 'meetings.item_concern_unknown', 'meetings.item_concern_told'],
  sample: { id: ID, concernIds: [] },
});
