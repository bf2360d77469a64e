import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { putVoices } from '../../received/actions.ts';
import { HOTLINE, openIntake } from '../actions.ts';
import type * as contract from '../contract.ts';
import { hotlineError } from '../errors.ts';
import { getHotline, intakeFor } from '../queries.ts';

const UNDO_DAYS = 7;

/** Puts the cases on record, all in one transaction; one that another list brought meanwhile is left out and told. */
export async function applyHotline(
  ctx: TxCtx,
  { id }: Input<typeof contract.applyHotline>,
): Promise<Output<typeof contract.applyHotline>> {
  const intake = await openIntake(ctx, id);
  if (intake.state !== 'compared') throw hotlineError('hotline_not_mapped');
  const rows = await ctx.db
    .selectFrom('voices.hotline_row')
    .select(['no', 'read'])
    .where('intake_id', '=', id)
    .where('skip', '=', false)
    .orderBy('no')
    .execute();
  const voices = await putVoices(
    ctx,
    rows.map(({ read }) => ({
      org_id: read!.orgId,
      kind: 'hotline' as const,
      text: read!.text,
      theme: read!.theme,
      place_id: null,
      area_code: read!.areaCode,
      source_ref: read!.caseNo,
      visit_id: null,
      note: read!.note,
      at: read!.day === null ? ctx.now : new Date(`${read!.day}T00:00:00+08:00`),
    })),
  );
  const came = rows.map(({ no }, at) => ({ no, voice: voices[at]! }));
  await sql`update voices.hotline_row as r set voice_id = given.voice,
      skip = given.voice is null,
      outcome = case when given.voice is null then 'known' else outcome end,
      remarks = case when given.voice is null then remarks || '[{"code":"known_case","text":""}]'::jsonb else remarks end
    from jsonb_to_recordset(${JSON.stringify(came)}::jsonb) as given (no integer, voice uuid)
    where r.intake_id = ${id} and r.no = given.no`.execute(ctx.db);
  const taken = voices.filter((voice) => voice !== null).length;
  const { left } = (
    await sql<{ left: number }>`select count(*)::integer as left from voices.hotline_row
      where intake_id = ${id} and skip`.execute(ctx.db)
  ).rows[0]!;
  await ctx.db
    .updateTable('voices.hotline_intake')
    .set({
      state: 'applied',
      applied_at: ctx.now,
      undo_until: new Date(ctx.now.getTime() + UNDO_DAYS * 86_400_000),
      taken,
      left_out: left,
    })
    .where('id', '=', id)
    .execute();
  const detail = { voices: taken, left };
  await ctx.audit({
    action: 'voices.hotline_apply',
    entity: HOTLINE,
    entityId: id,
    orgId: intake.org_id,
    detail,
  });
  return getHotline(ctx, { id });
}

export async function undoHotline(
  ctx: TxCtx,
  { id }: Input<typeof contract.undoHotline>,
): Promise<Output<typeof contract.undoHotline>> {
  const intake = await intakeFor(ctx, id, { lock: true });
  if (intake.state !== 'applied' || intake.undo_until! <= ctx.now) throw hotlineError('hotline_undo_over');
  const made = await ctx.db
    .selectFrom('voices.hotline_row as r')
    .innerJoin('voices.voice as v', 'v.id', 'r.voice_id')
    .select(['v.id', 'v.source_ref', 'r.read'])
    .where('r.intake_id', '=', id)
    .orderBy('r.no')
    .execute();
  const kept: { id: string; caseNo: string }[] = [];
  for (const { id: voiceId, source_ref, read } of made)
    if (!(await removeUntouched(ctx, voiceId, read!.note)))
      kept.push({ id: voiceId, caseNo: source_ref ?? '' });
  await ctx.db.updateTable('voices.hotline_intake').set({ state: 'undone' }).where('id', '=', id).execute();
  const detail = { removed: made.length - kept.length, kept: kept.length };
  await ctx.audit({
    action: 'voices.hotline_undo',
    entity: HOTLINE,
    entityId: id,
    orgId: intake.org_id,
    detail,
  });
  return { removed: made.length - kept.length, kept };
}

/** Takes a voice off record that is as the list brought it; whatever refers to it keeps it, by the database’s own word. */
async function removeUntouched(ctx: TxCtx, id: string, note: string | null): Promise<boolean> {
  await sql`savepoint before_removal`.execute(ctx.db);
  try {
    const { rows } = await sql`delete from voices.voice where id = ${id} and concern_id is null
      and note is not distinct from ${note} and state = ${note === null ? 'open' : 'answered'} returning id`.execute(
      ctx.db,
    );
    await sql`release savepoint before_removal`.execute(ctx.db);
    return rows.length > 0;
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error;
    await sql`rollback to savepoint before_removal`.execute(ctx.db);
    return false;
  }
}
