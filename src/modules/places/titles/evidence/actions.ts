import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { Upload } from '#kernel/module';
import { actorId, caseToStep } from '../actions.ts';
import type * as contract from '../cases/contract.ts';
import { ENTITY, type TitleCaseRow } from '../cases/queries.ts';
import { titlesError } from '../errors.ts';
import type { TitleEvidenceTable } from '../tables.ts';

/** Of one case. */
const EVIDENCE_MAX = 40;

const TYPES = { jpeg: 'image/jpeg', png: 'image/png', pdf: 'application/pdf' } as const;

/** One case while its applicant works on it. */
async function caseToFill(ctx: TxCtx, id: string, criterion?: string): Promise<TitleCaseRow> {
  const row = await caseToStep(ctx, id, 'apply');
  if (row.state !== 'self_check' && row.state !== 'returned') throw titlesError('title_bad_step');
  if (criterion !== undefined && !row.criteria.some(({ code }) => code === criterion))
    throw titlesError('title_unknown_criterion', { field: 'criterion' });
  return row;
}

type Given = Pick<TitleEvidenceTable, 'criterion'> & Partial<TitleEvidenceTable>;

async function keep(ctx: TxCtx, row: TitleCaseRow, given: Given): Promise<{ id: string }> {
  const { count } = await ctx.db
    .selectFrom('places.title_evidence')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('case_id', '=', row.id)
    .executeTakeFirstOrThrow();
  if (count >= EVIDENCE_MAX) throw titlesError('title_too_much', { params: { limit: EVIDENCE_MAX } });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.title_evidence')
    .values({
      note: null,
      file: null,
      file_name: null,
      file_type: null,
      ...given,
      id,
      case_id: row.id,
      added_by: actorId(ctx),
      added_at: ctx.now,
    })
    .execute();
  await ctx.audit({ action: 'places.title_evidence', entity: ENTITY, entityId: row.id, orgId: row.orgId });
  return { id };
}

export async function addTitleNote(
  ctx: TxCtx,
  { id, criterion, note }: Input<typeof contract.addTitleNote>,
): Promise<Output<typeof contract.addTitleNote>> {
  return keep(ctx, await caseToFill(ctx, id, criterion), { criterion, note });
}

export async function addTitleFile(
  ctx: TxCtx,
  { id, criterion, name }: Input<typeof contract.addTitleFile>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.addTitleFile>> {
  const row = await caseToFill(ctx, id, criterion);
  const refuse = (): Error => titlesError('title_bad_file');
  const file = checkFile(upload, { name, kinds: ['jpeg', 'png', 'pdf'], refuse });
  const file_type = TYPES[file.kind as keyof typeof TYPES];
  return keep(ctx, row, { criterion, file: file.bytes, file_name: file.name, file_type });
}

export async function removeTitleEvidence(
  ctx: TxCtx,
  { id, item }: Input<typeof contract.removeTitleEvidence>,
): Promise<Output<typeof contract.removeTitleEvidence>> {
  const row = await caseToFill(ctx, id);
  const gone = await ctx.db
    .deleteFrom('places.title_evidence')
    .where('id', '=', item)
    .where('case_id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!gone) throw titlesError('title_not_found');
  await ctx.audit({ action: 'places.title_evidence_remove', entity: ENTITY, entityId: id, orgId: row.orgId });
  return { done: true };
}
