import type { TxCtx } from '#kernel/ctx';
import { MEETING, type Meeting } from '../../queries.ts';
import { expectUnits } from '../come/actions.ts';
import { isAhead } from '../rules.ts';
import { addTopic } from '../topics/actions.ts';
import { nextMeetingOf } from '../topics/queries.ts';

export type PrepAnswer = { readonly meetingId: string; readonly unitId: string } & (
  | {
      readonly kind: 'topics';
      readonly what: readonly { readonly title: string; readonly background?: string | null }[];
    }
  | {
      readonly kind: 'attend';
      readonly what: {
        readonly coming: boolean;
        readonly person?: string | null;
        readonly title?: string | null;
        readonly note?: string | null;
      };
    }
);

/**
 * Takes a unit's confirmed answer into a meeting: topics become proposed ones of that unit, once each by their title; who
 * comes goes to the attendance. Whoever asks: the caller has checked that the source was confirmed.
 */
export async function applyPrepAnswer(ctx: TxCtx, answer: PrepAnswer): Promise<void> {
  const meeting = await ctx.db
    .selectFrom('meetings.meeting')
    .selectAll()
    .where('id', '=', answer.meetingId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return answer.kind === 'attend' ? noteComing(ctx, meeting, answer) : noteTopics(ctx, meeting, answer);
}

async function noteTopics(
  ctx: TxCtx,
  asked: Meeting,
  { unitId, what }: Extract<PrepAnswer, { kind: 'topics' }>,
): Promise<void> {
  // Confirmed late, a topic goes where it can still be heard.
  const meeting = isAhead(asked.state) ? asked : ((await nextMeetingOf(ctx, asked)) ?? asked);
  const known = await ctx.db
    .selectFrom('meetings.topic')
    .select('title')
    .where('meeting_id', '=', meeting.id)
    .where('unit_id', '=', unitId)
    .execute();
  const titles = new Set(known.map(({ title }) => title));
  for (const { title, background = null } of what) {
    if (titles.has(title)) continue;
    titles.add(title);
    await addTopic(ctx, meeting, { kind: 'discuss', title, background, unit_id: unitId });
  }
}

async function noteComing(
  ctx: TxCtx,
  meeting: Meeting,
  { unitId, what }: Extract<PrepAnswer, { kind: 'attend' }>,
): Promise<void> {
  const unit = await ctx.db
    .selectFrom('meetings.unit')
    .selectAll()
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow();
  // Who answers before the notice, or came later than it, has no line yet.
  await expectUnits(ctx, meeting, [unit]);
  const state = what.coming ? 'coming' : 'not_coming';
  await ctx.db
    .updateTable('meetings.attendance')
    .set({ state, person: what.person ?? null, title: what.title ?? null, note: what.note ?? null })
    .where('meeting_id', '=', meeting.id)
    .where('unit_id', '=', unitId)
    // What was seen on the day is not undone by an answer that is confirmed late.
    .where('state', 'in', ['expected', 'coming', 'not_coming'])
    .execute();
  await ctx.audit({
    action: 'meetings.attend',
    entity: MEETING,
    entityId: meeting.id,
    orgId: meeting.org_id,
  });
}
