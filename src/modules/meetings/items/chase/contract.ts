import { z } from 'zod';
import { endpoint, textField } from '#kernel/contract';
import { CHASED_WHOM, recordId } from '../../contract.ts';

export const chaseItem = endpoint({
  method: 'POST',
  path: '/api/items/:id/chase',
  summary: 'Note that somebody was chased by hand, and what they said (催办)',
  access: 'meetings.manage',
  input: z.object({ id: recordId, whom: z.enum(CHASED_WHOM), note: textField(300) }),
  output: z.object({ done: z.literal(true) }),
  status: 201,
  errors: ['meetings.not_found', 'meetings.item_bad_step'],
  sample: { id: '01890000-0000-7000-8000-000000000000', whom: 'owner', note: '电话催办，答复本周内报' },
});
