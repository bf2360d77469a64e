import type { TxCtx } from '#kernel/ctx';
import { applyItemAnswer } from '../../items/actions.ts';
import { applyPrepAnswer } from '../../prep/answers/actions.ts';
import { toAnswer } from '../asked/queries.ts';
import type { Errand, Submission } from '../queries.ts';

/**
 * What a confirmed answer brings about; nothing of it happens before an officer has confirmed the source. What is said of
 * the minutes stays where it is: their page shows it. `errand` and its meeting or item are the actor's to manage. Throws
 * what {@link applyItemAnswer} throws.
 */
export async function applyAnswer(ctx: TxCtx, errand: Errand, submission: Submission): Promise<void> {
  const { said } = toAnswer(submission);
  const { unit_id: unitId } = errand;
  switch (said.kind) {
    case 'no_topics':
    case 'agree':
    case 'comments':
      return;
    case 'topics':
      await applyPrepAnswer(ctx, {
        kind: 'topics',
        meetingId: errand.meeting_id!,
        unitId,
        what: said.topics.map(({ title, background }) => ({ title, background: background || null })),
      });
      return;
    case 'attend':
      await applyPrepAnswer(ctx, {
        kind: 'attend',
        meetingId: errand.meeting_id!,
        unitId,
        what: { ...said, person: said.person ?? null, title: said.title ?? null, note: said.note ?? null },
      });
      return;
    case 'accept': {
      const sealed = submission.contact_sealed;
      const ownerPhone = sealed ? ctx.app.crypto.open(sealed) : undefined;
      await applyItemAnswer(ctx, { itemId: errand.item_id!, unitId, what: { ...said, ownerPhone } });
      return;
    }
    case 'report':
      await fileWithItem(ctx, errand, submission);
      await applyItemAnswer(ctx, { itemId: errand.item_id!, unitId, what: said });
      return;
    case 'dispute':
    case 'progress':
    case 'defer':
      await applyItemAnswer(ctx, { itemId: errand.item_id!, unitId, what: said });
  }
}

/** The evidence of a report belongs to the item from now on. */
async function fileWithItem(ctx: TxCtx, { item_id }: Errand, { id }: Submission): Promise<void> {
  await ctx.db
    .updateTable('meetings.file')
    .set({ submission_id: null, item_id })
    .where('submission_id', '=', id)
    .execute();
}
