import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { meetingsError } from '../../errors.ts';
import { itemFor } from '../../queries.ts';
import type * as contract from './contract.ts';

/** A file as it was given; the browser saves it and never shows it as a page of ours. */
export async function readItemFile(
  ctx: Ctx,
  { id, file }: Input<typeof contract.readItemFile>,
): Promise<FileAnswer> {
  await itemFor(ctx, 'meetings.read', id);
  const found = await ctx.db
    .selectFrom('meetings.file')
    .select(['bytes', 'name'])
    .where('id', '=', file)
    .where('item_id', '=', id)
    .executeTakeFirst();
  if (!found) throw meetingsError('not_found');
  return found;
}
