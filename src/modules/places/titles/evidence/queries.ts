import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import type * as contract from '../cases/contract.ts';
import { caseFor } from '../cases/queries.ts';
import { titlesError } from '../errors.ts';

/** A file as it was uploaded; the browser saves it and never shows it as a page of ours. */
export async function readTitleFile(
  ctx: Ctx,
  { id, file }: Input<typeof contract.readTitleFile>,
): Promise<FileAnswer> {
  await caseFor(ctx, 'places.read', id);
  const found = await ctx.db
    .selectFrom('places.title_evidence')
    .select(['file', 'file_name'])
    .where('id', '=', file)
    .where('case_id', '=', id)
    .executeTakeFirst();
  if (!found?.file) throw titlesError('title_not_found');
  return { bytes: found.file, name: found.file_name! };
}
