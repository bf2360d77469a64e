import type { Selectable } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { orgInScope, orgRefs } from '#orgs';
import { meetingsError } from './errors.ts';
import type { BodyTable, ItemTable, MeetingTable, TopicTable, UnitTable } from './tables.ts';

export const MEETING = 'meetings.meeting';
export const TOPIC = 'meetings.topic';
export const ITEM = 'meetings.item';

export type Body = Selectable<BodyTable>;
export type Unit = Selectable<UnitTable>;
export type Meeting = Selectable<MeetingTable>;
export type Topic = Selectable<TopicTable>;
export type Item = Selectable<ItemTable>;

interface Held {
  readonly 'meetings.body': Body;
  readonly 'meetings.meeting': Meeting;
  readonly 'meetings.topic': Topic;
  readonly 'meetings.item': Item;
}

export interface Locked {
  /** Held until the transaction ends. */
  readonly lock?: boolean;
}

/** One row of `table` where the actor holds `permission`; elsewhere it does not exist for them. Throws meetings.not_found. */
async function rowFor<T extends keyof Held>(
  ctx: Ctx,
  table: T,
  permission: string,
  id: string,
  { lock = false }: Locked,
): Promise<Held[T]> {
  // The four have both columns; a union of tables is more than Kysely's types can follow.
  let query = ctx.db
    .selectFrom(table as 'meetings.meeting')
    .selectAll()
    .where('id', '=', id);
  if (ctx.actor.kind !== 'system') query = query.where(orgInScope(ctx, permission, 'org_id'));
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw meetingsError('not_found');
  return row as unknown as Held[T];
}

export function bodyFor(ctx: Ctx, permission: string, id: string, locked: Locked = {}): Promise<Body> {
  return rowFor(ctx, 'meetings.body', permission, id, locked);
}

export function meetingFor(ctx: Ctx, permission: string, id: string, locked: Locked = {}): Promise<Meeting> {
  return rowFor(ctx, 'meetings.meeting', permission, id, locked);
}

export function topicFor(ctx: Ctx, permission: string, id: string, locked: Locked = {}): Promise<Topic> {
  return rowFor(ctx, 'meetings.topic', permission, id, locked);
}

export function itemFor(ctx: Ctx, permission: string, id: string, locked: Locked = {}): Promise<Item> {
  return rowFor(ctx, 'meetings.item', permission, id, locked);
}

/** The member units of a body, those that have left too, in their order; whoever asks. */
export async function unitsOf(ctx: Ctx, bodyId: string): Promise<Unit[]> {
  return ctx.db
    .selectFrom('meetings.unit')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('seq')
    .orderBy('id')
    .execute();
}

/** Units as they are called now, by their id. */
export async function unitRefs(ctx: Ctx, units: readonly Pick<Unit, 'id' | 'org_id' | 'seat'>[]) {
  const orgs = await orgRefs(ctx, [...new Set(units.map(({ org_id }) => org_id))]);
  return new Map(
    units.map(({ id, org_id, seat }) => [id, { id, orgId: org_id, name: orgs.get(org_id)!.name, seat }]),
  );
}
