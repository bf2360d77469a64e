import { recordChanges, type PastChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import type { DemoOrgs } from '#orgs';
import { VOICE } from '../actions.ts';
import { ALIKE, DEMO_CONCERNS, type DemoConcern } from '../texts/demo-concerns.ts';
import { CONCERN } from './queries.ts';
import { HANDED } from './texts/steps.ts';

const DAY_MS = 86_400_000;

/** Ids of the concerns of the demo: `nightRest` and `joining` are offered to the joint meeting of Haidian. */
export type DemoConcerns = Readonly<Record<keyof typeof DEMO_CONCERNS, string>>;

/** What couriers said at visits and on pages, grouped by officers; two concerns are on their way to a joint meeting. */
export async function demoConcerns(ctx: TxCtx, orgs: DemoOrgs): Promise<DemoConcerns> {
  await sayAlike(ctx, orgs.huilongguan);
  const made: [string, string][] = [];
  for (const [key, concern] of Object.entries(DEMO_CONCERNS))
    made.push([key, await demoConcern(ctx, orgs[concern.at], concern)]);
  return Object.fromEntries(made) as DemoConcerns;
}

const ago = (ctx: TxCtx, days: number) => new Date(ctx.now.getTime() - days * DAY_MS);

async function demoConcern(ctx: TxCtx, orgId: number, concern: DemoConcern): Promise<string> {
  const { title, summary, theme, groupedDaysAgo, topicDaysAgo, answer } = concern;
  const opened = ago(ctx, groupedDaysAgo);
  const id = newId(opened.getTime());
  const state = answer ? 'answered' : topicDaysAgo === undefined ? 'open' : 'referred';
  await ctx.db
    .insertInto('voices.concern')
    .values({
      id,
      org_id: orgId,
      title,
      summary: summary || null,
      theme,
      place_id: null,
      area_code: null,
      state,
      answer: answer?.text ?? null,
      opened_by: 'system',
      opened_at: opened,
      answered_at: answer ? ago(ctx, answer.daysAgo) : null,
    })
    .execute();
  const changes = await demoVoicesOf(ctx, orgId, id, concern);
  const handed = topicDaysAgo === undefined ? [] : await demoTopic(ctx, orgId, id, ago(ctx, topicDaysAgo));
  if (answer) await demoStep(ctx, id, 'answered', answer.text, ago(ctx, answer.daysAgo));
  const change = (from: string | null, to: string, at: Date) => ({
    entity: CONCERN,
    entityId: id,
    from,
    to,
    at,
  });
  await recordChanges(ctx, [
    ...changes,
    change(null, 'open', opened),
    ...handed.map((at) => change('open', 'referred', at)),
    ...(answer ? [change('open', 'answered', ago(ctx, answer.daysAgo))] : []),
  ]);
  return id;
}

/** Its voices. Returns what happened to them. */
async function demoVoicesOf(
  ctx: TxCtx,
  orgId: number,
  concernId: string,
  { voices, theme, groupedDaysAgo, answer }: DemoConcern,
): Promise<PastChange[]> {
  const changes: PastChange[] = [];
  for (const { text, kind, daysAgo } of voices) {
    const at = ago(ctx, daysAgo);
    const id = newId(at.getTime());
    const outcome = answer
      ? { state: 'answered' as const, note: answer.text, answered_at: ago(ctx, answer.daysAgo) }
      : { state: 'grouped' as const };
    await ctx.db
      .insertInto('voices.voice')
      .values({ id, org_id: orgId, kind, text, theme, at, concern_id: concernId, ...outcome })
      .execute();
    const change = (from: string | null, to: string, when: Date) => ({
      entity: VOICE,
      entityId: id,
      from,
      to,
      at: when,
    });
    changes.push({ ...change(null, 'open', at), actor: { kind: 'guest' } });
    changes.push(change('open', 'grouped', ago(ctx, groupedDaysAgo)));
    if (answer) changes.push(change('grouped', 'answered', ago(ctx, answer.daysAgo)));
  }
  return changes;
}

async function demoTopic(ctx: TxCtx, orgId: number, concernId: string, at: Date): Promise<Date[]> {
  await ctx.db
    .insertInto('voices.referral')
    .values({
      id: newId(at.getTime()),
      concern_id: concernId,
      lane: 'joint_topic',
      to_org: orgId,
      note: null,
      made_by: 'system',
      made_at: at,
      how: null,
      outcome: null,
      ended_at: null,
    })
    .execute();
  await demoStep(ctx, concernId, 'referred', HANDED.joint_topic(null), at);
  return [at];
}

async function demoStep(
  ctx: TxCtx,
  concernId: string,
  kind: 'referred' | 'answered',
  text: string,
  at: Date,
): Promise<void> {
  const href = kind === 'referred' ? '/staff/meetings' : null;
  await ctx.db
    .insertInto('voices.step')
    .values({ id: newId(at.getTime()), concern_id: concernId, kind, text, href, at })
    .execute();
}

async function sayAlike(ctx: TxCtx, orgId: number): Promise<void> {
  const rows = ALIKE.map(({ text, kind, daysAgo }) => {
    const at = ago(ctx, daysAgo);
    return { id: newId(at.getTime()), org_id: orgId, kind, text, at, state: 'open' as const };
  });
  await ctx.db.insertInto('voices.voice').values(rows).execute();
  await recordChanges(
    ctx,
    rows.map(({ id, at }) => ({
      entity: VOICE,
      entityId: id,
      from: null,
      to: 'open',
      at,
      actor: { kind: 'guest' } as const,
    })),
  );
}
