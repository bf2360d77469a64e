import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { Upload } from '#kernel/module';
import { ITEM, itemFor } from '../../queries.ts';
import { itemsError } from '../errors.ts';
import type * as contract from './contract.ts';

/** Of one item. */
const FILES_MAX = 40;

const TYPES = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export async function addItemFile(
  ctx: TxCtx,
  { id, name }: Input<typeof contract.addItemFile>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.addItemFile>> {
  const item = await itemFor(ctx, 'meetings.manage', id, { lock: true });
  const refuse = (): Error => itemsError('item_bad_file');
  const file = checkFile(upload, { name, kinds: ['jpeg', 'png', 'pdf', 'xlsx'], refuse });
  const { count } = await ctx.db
    .selectFrom('meetings.file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('item_id', '=', id)
    .executeTakeFirstOrThrow();
  if (count >= FILES_MAX) throw itemsError('item_many_files', { params: { limit: FILES_MAX } });
  const fileId = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.file')
    .values({
      id: fileId,
      org_id: item.org_id,
      topic_id: null,
      meeting_id: null,
      item_id: id,
      submission_id: null,
      name: file.name,
      type: TYPES[file.kind as keyof typeof TYPES],
      bytes: file.bytes,
      added_at: ctx.now,
    })
    .execute();
  await ctx.audit({ action: 'meetings.item_file', entity: ITEM, entityId: id, orgId: item.org_id });
  return { id: fileId };
}
