import { requireAccount } from '#kernel/auth';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import type { MeetingState } from '../contract.ts';
import { hearTopics } from '../prep/ends/actions.ts';
import { MEETING, meetingFor, type Meeting } from '../queries.ts';
import { mayGo } from '../rules.ts';
import type * as contract from './contract.ts';
import { minutesError } from './errors.ts';
import { sectionsOf, type Section } from './queries.ts';
import { recordsOf } from './records/queries.ts';
import { isReady, obstacleToWriting } from './rules.ts';
import { askForReview, endReview } from './round/actions.ts';
import { replaceSection, writeSections } from './sections/actions.ts';
import { conclusionText } from './texts/draft.ts';

type Stands = Output<typeof contract.reopenMinutes>;

/** Makes the sections from what is on record; the meeting may still be going on. */
export async function beginMinutes(
  ctx: TxCtx,
  { id }: Input<typeof contract.beginMinutes>,
): Promise<Output<typeof contract.beginMinutes>> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (meeting.state !== 'held') {
    const begun = ['minutes_draft', 'minutes_circulated', 'issued'].includes(meeting.state);
    throw minutesError(begun ? 'minutes_begun' : 'minutes_not_held');
  }
  if ((await sectionsOf(ctx, id)).length > 0) throw minutesError('minutes_begun');
  const sections = await writeSections(ctx, meeting, await recordsOf(ctx, meeting));
  await ctx.audit({ action: 'meetings.minutes_begun', entity: MEETING, entityId: id, orgId: meeting.org_id });
  if (meeting.consensus !== null) await step(ctx, meeting, 'minutes_draft');
  return { sections };
}

/** States how far the meeting agreed. With that the minutes are a draft of something, and a conclusion that nobody wrote says it. */
export async function setConsensus(
  ctx: TxCtx,
  { id, consensus, conclusion, was }: Input<typeof contract.setConsensus>,
): Promise<Stands> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  const obstacle = obstacleToWriting(meeting.state);
  if (obstacle) throw minutesError(obstacle);
  if (meeting.consensus !== was.consensus || meeting.conclusion !== was.conclusion)
    throw minutesError('consensus_changed');
  const words = conclusion || null;
  await ctx.db
    .updateTable('meetings.meeting')
    .set({ consensus, conclusion: words })
    .where('id', '=', id)
    .execute();
  await ctx.audit({
    action: 'meetings.consensus_set',
    entity: MEETING,
    entityId: id,
    orgId: meeting.org_id,
    detail: { from: meeting.consensus, to: consensus },
  });
  const sections = await sectionsOf(ctx, id);
  await tellConclusion(ctx, sections, meeting, { consensus, conclusion: words });
  if (meeting.state !== 'held' || sections.length === 0) return { state: meeting.state };
  return step(ctx, meeting, 'minutes_draft');
}

/** Writes the conclusion anew where it is empty or still says what the records said before. */
async function tellConclusion(
  ctx: TxCtx,
  sections: readonly Section[],
  meeting: Meeting,
  stated: Pick<Meeting, 'consensus' | 'conclusion'>,
): Promise<void> {
  const section = sections.find(({ kind }) => kind === 'conclusion');
  if (!section) return;
  const records = await recordsOf(ctx, meeting);
  if (section.text.trim() !== '' && section.text !== conclusionText(records)) return;
  const text = conclusionText({ ...records, ...stated });
  if (text !== section.text) await replaceSection(ctx, section, { heading: section.heading, text });
}

/** Shows the draft to every unit, by a link of its own; the text stands meanwhile. */
export async function circulateMinutes(
  ctx: TxCtx,
  { id }: Input<typeof contract.circulateMinutes>,
): Promise<Output<typeof contract.circulateMinutes>> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  const sections = await sectionsOf(ctx, id);
  if (meeting.state === 'held' && sections.length > 0) throw minutesError('minutes_not_ready');
  if (!mayGo(meeting.state, 'minutes_circulated')) throw minutesError('minutes_bad_step');
  if (!isReady(meeting.consensus, sections)) throw minutesError('minutes_not_ready');
  const { state } = await step(ctx, meeting, 'minutes_circulated');
  return { state, links: await askForReview(ctx, meeting) };
}

export async function reopenMinutes(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.reopenMinutes>,
): Promise<Stands> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (meeting.state !== 'minutes_circulated') throw minutesError('minutes_bad_step');
  // Another text has to be read anew.
  await endReview(ctx, meeting, ['waiting', 'submitted', 'confirmed', 'returned']);
  return step(ctx, meeting, 'minutes_draft', reason);
}

/** From here on the minutes say what they said, also where a unit is renamed or an agreed item changes. */
export async function issueMinutes(ctx: TxCtx, { id }: Input<typeof contract.issueMinutes>): Promise<Stands> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (!mayGo(meeting.state, 'issued')) throw minutesError('minutes_bad_step');
  await endReview(ctx, meeting, ['waiting', 'returned']);
  const spoken = (await sectionsOf(ctx, id)).flatMap(({ topic_id }) => topic_id ?? []);
  await hearTopics(ctx, meeting, spoken);
  const facts = JSON.stringify(await recordsOf(ctx, meeting));
  const { userId } = requireAccount(ctx);
  await ctx.db
    .insertInto('meetings.issued')
    .values({ meeting_id: id, facts, issued_by: userId, at: ctx.now })
    .execute();
  await ctx.db.updateTable('meetings.meeting').set({ issued_at: ctx.now }).where('id', '=', id).execute();
  return step(ctx, meeting, 'issued');
}

async function step(ctx: TxCtx, meeting: Meeting, to: MeetingState, reason?: string): Promise<Stands> {
  const { id, org_id, state: from } = meeting;
  await ctx.db.updateTable('meetings.meeting').set({ state: to }).where('id', '=', id).execute();
  await recordChange(ctx, { entity: MEETING, entityId: id, from, to, reason: reason ?? null }, org_id);
  return { state: to };
}
