import { z } from 'zod';
import { endpoint, textField } from '#kernel/contract';

export const answerConcern = endpoint({
  method: 'POST',
  path: '/api/concerns/:id/answer',
  summary: 'One answer to everybody whose voice is in it; sent to those who left a phone or address',
  access: 'voices.answer',
  input: z.object({ id: z.uuid(), text: textField(300) }),
  output: z.object({ answered: z.int(), sent: z.int() }),
  errors: ['voices.concern_not_found', 'voices.concern_settled'],
  sample: { id: '01890000-0000-7000-8000-000000000000', text: '从下月起夜里也开门' },
});
