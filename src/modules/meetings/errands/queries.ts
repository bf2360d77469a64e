import { z } from 'zod';
import type { Selectable } from 'kysely';
import type { todoSchema } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import { meetingsError } from '../errors.ts';
import { unitRefs, type Locked } from '../queries.ts';
import type { ErrandTable, SubmissionTable } from '../tables.ts';
import { OPEN_WHILE } from './rules.ts';

export const ERRAND = 'meetings.errand';
/** The kind of the links that units get (kernel/links.ts); each opens one errand. */
export const ERRAND_LINK = 'meetings.errand';

export type Errand = Selectable<ErrandTable>;
export type Submission = Selectable<SubmissionTable>;

export const errandLinkDays = definePolicy({
  key: 'meetings.link_days',
  about: 'How long a link of a unit opens its page after it was made or renewed',
  schema: z.number().int().min(1).max(365),
  fallback: 60,
  source: 'inference',
});

const DAY_MS = 86_400_000;

/** Until when a link that is made now opens its page. */
export async function linkEnd(ctx: Ctx): Promise<Date> {
  return new Date(ctx.now.getTime() + (await policyAt(ctx, errandLinkDays)) * DAY_MS);
}

/** One errand where the actor holds `permission`; elsewhere it does not exist for them. Throws meetings.not_found. */
export async function errandFor(
  ctx: Ctx,
  permission: string,
  id: string,
  { lock = false }: Locked = {},
): Promise<Errand> {
  let query = ctx.db.selectFrom('meetings.errand').selectAll().where('id', '=', id);
  if (ctx.actor.kind !== 'system') query = query.where(orgInScope(ctx, permission, 'org_id'));
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw meetingsError('not_found');
  return row;
}

type Todo = z.output<typeof todoSchema>;

/** Answers that an officer has to confirm, and units that have not answered by their date. */
export async function errandsTodos(ctx: Ctx): Promise<Todo[]> {
  const mine = orgInScope(ctx, 'meetings.manage', 'e.org_id');
  const submitted = await ctx.db
    .selectFrom('meetings.submission as s')
    .innerJoin('meetings.errand as e', 'e.id', 's.errand_id')
    .select(['s.at as since', 'e.meeting_id', 'e.item_id'])
    .where('s.state', '=', 'submitted')
    .where('e.state', '<>', 'closed')
    .where(mine)
    .orderBy('s.at')
    .execute();
  const late = await ctx.db
    .selectFrom('meetings.errand as e')
    .leftJoin('meetings.meeting as m', 'm.id', 'e.meeting_id')
    .leftJoin('meetings.item as i', 'i.id', 'e.item_id')
    .innerJoin('meetings.unit as u', 'u.id', 'e.unit_id')
    .select(['e.made_at as since', 'e.meeting_id', 'e.item_id'])
    .where('e.state', 'in', ['waiting', 'returned'])
    .where('e.due_on', '<', civilDate(ctx.now))
    .where('u.left_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('e.kind', '=', 'topics').and('m.state', 'in', OPEN_WHILE.topics),
        eb('e.kind', '=', 'attend').and('m.state', 'in', OPEN_WHILE.attend),
        eb('e.kind', '=', 'review').and('m.state', 'in', OPEN_WHILE.review),
        eb('e.kind', '=', 'item').and('i.closed_at', 'is', null),
      ]),
    )
    .where(mine)
    .orderBy('e.made_at')
    .execute();
  return [...todo('meetings.answers_to_confirm', submitted, 1), ...todo('meetings.answers_waiting', late, 2)];
}

interface Waiting {
  readonly since: Date;
  readonly meeting_id: string | null;
  readonly item_id: string | null;
}

/** One sentence for all; it leads to where the oldest waits. */
function todo(code: string, rows: readonly Waiting[], minutesEach: number): Todo[] {
  const [first] = rows;
  if (!first) return [];
  const { meeting_id, item_id, since } = first;
  return [
    {
      code,
      count: rows.length,
      oldest: since.toISOString(),
      minutes: Math.min(20, rows.length * minutesEach),
      href: item_id ? `/staff/items/${item_id}` : `/staff/meetings/${meeting_id}?tab=answers`,
    },
  ];
}

/** What a unit said of the minutes, for those who write them; only a confirmed source counts. */
export interface Review {
  readonly unitId: string;
  readonly unit: string;
  readonly signer: string;
  readonly at: Date;
  readonly state: Submission['state'];
  /** By section; empty where the unit agrees. */
  readonly comments: readonly { readonly section: string; readonly text: string }[];
}

/** What units answered to the draft that was sent round, the newest of each unit; whoever asks may read the meeting. */
export async function reviewsOf(ctx: Ctx, meetingId: string): Promise<Review[]> {
  const rows = await ctx.db
    .selectFrom('meetings.submission as s')
    .innerJoin('meetings.errand as e', 'e.id', 's.errand_id')
    .innerJoin('meetings.unit as u', 'u.id', 'e.unit_id')
    .distinctOn('e.unit_id')
    .select(['s.signer', 's.at', 's.state', 's.what', 'u.id', 'u.org_id', 'u.seat'])
    .where('e.meeting_id', '=', meetingId)
    .where('e.kind', '=', 'review')
    .where('s.state', '<>', 'returned')
    // Asked anew of another draft, what was said of the one before counts no more.
    .where('e.state', 'not in', ['waiting', 'returned'])
    .orderBy('e.unit_id')
    .orderBy('s.at', 'desc')
    .execute();
  const units = await unitRefs(ctx, rows);
  return rows.map(({ id, what, signer, at, state }) => ({
    unitId: id,
    unit: units.get(id)!.name,
    signer,
    at,
    state,
    comments: (what['comments'] ?? []) as Review['comments'],
  }));
}
