import { z } from 'zod';
import { endpoint, textField } from '#kernel/contract';
import { recordId } from '../../contract.ts';

export const ITEM_FILE_BYTES = 10 * 1024 * 1024;

export const addItemFile = endpoint({
  method: 'POST',
  path: '/api/items/:id/files',
  summary: 'Lay evidence before those who verify an item: PDF, picture or sheet',
  access: 'meetings.manage',
  input: z.object({ id: recordId, name: textField(120) }),
  accepts: {
    types: [
      'application/pdf',
      'image/png',
      'image/jpeg',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    maxBytes: ITEM_FILE_BYTES,
  },
  output: z.object({ id: recordId }),
  status: 201,
  errors: ['meetings.not_found', 'meetings.item_bad_file', 'meetings.item_many_files'],
  sample: { id: '01890000-0000-7000-8000-000000000000', name: '验收单.pdf' },
});

export const readItemFile = endpoint({
  method: 'GET',
  path: '/api/items/:id/files/:file',
  summary: 'One file of an item as it was given',
  access: 'meetings.read',
  input: z.object({ id: recordId, file: recordId }),
  output: z.unknown(),
  produces: 'application/octet-stream',
  errors: ['meetings.not_found'],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    file: '01890000-0000-7000-8000-000000000000',
  },
});
