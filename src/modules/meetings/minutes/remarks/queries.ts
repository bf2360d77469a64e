import type { Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { reviewsOf } from '../../errands/queries.ts';
import type { getMinutes } from '../contract.ts';

type Remark = Output<typeof getMinutes>['remarks'][number];

/** What units said of the draft by their links, each of a section or, agreeing, of the whole; whoever asks. */
export async function remarksOf(ctx: Ctx, meetingId: string): Promise<Remark[]> {
  const reviews = await reviewsOf(ctx, meetingId);
  return reviews
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .flatMap(({ unit, signer, state, comments, at }) => {
      const said = comments.length > 0 ? comments : [{ section: null, text: '' }];
      return said.map(({ section, text }) => ({
        unit,
        signer,
        state,
        agrees: comments.length === 0,
        sectionId: section,
        text,
        at: at.toISOString(),
      }));
    });
}
