import { recordChanges, type PastChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate } from '#kernel/time';
import { pick, type DemoOrgs, type DemoUnion, type Rng } from '#orgs';
import { MEMBERSHIP } from '../actions.ts';
import type { DemoPerson } from '../lives/demo.ts';
import type { TransferStart, TransferState } from './contract.ts';
import { TRANSFER } from './queries.ts';

/** A rider whose transfer waits for her own answer: the demo prints this number to sign in with. */
export const demoMover = { name: '宋雨桐', phone: '13900001003' } as const;

interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly by: TransferStart;
  readonly state: TransferState;
  /** Asked so many days ago; the member answers a day later, the other union in three. */
  readonly ago: number;
  readonly note?: string;
  readonly reason?: string;
  readonly itself?: true;
}

/** By the heads of the unions' papers: 昌平, 海淀, 经开区. The first waits for an answer of Changping. */
const WANTED: readonly Wanted[] = [
  { from: '海', to: '昌', by: 'from', state: 'confirmed', ago: 3, note: '调到昌平工作' },
  { from: '海', to: '开', by: 'to', state: 'confirmed', ago: 4, note: '本月入职我司' },
  { from: '昌', to: '海', by: 'from', state: 'requested', ago: 2, note: '跟单位搬到海淀' },
  { from: '海', to: '昌', by: 'roster', state: 'requested', ago: 1 },
  { from: '开', to: '昌', by: 'to', state: 'requested', ago: 6, note: '已在我单位上班' },
  { from: '昌', to: '开', by: 'from', state: 'moved', ago: 40, note: '调到经开区分公司' },
  { from: '海', to: '昌', by: 'roster', state: 'moved', ago: 26, itself: true },
  { from: '昌', to: '昌', by: 'to', state: 'moved', ago: 55, note: '换了站点' },
  { from: '昌', to: '海', by: 'to', state: 'refused', ago: 19, reason: '本人还在我单位上班，没有调动' },
  { from: '开', to: '海', by: 'from', state: 'declined', ago: 33, reason: '本人不同意' },
  { from: '昌', to: '昌', by: 'from', state: 'withdrawn', ago: 12, reason: '选错了工会' },
];

const DAY = 86_400_000;

/** A transfer on its way into the table. */
interface Draft extends Omit<Wanted, 'from' | 'to'> {
  readonly person: DemoPerson;
  readonly union: DemoUnion;
}

/** Transfers in every state, among people with one plain membership; `mover` is the one that the demo signs in. */
export async function demoTransfers(
  ctx: TxCtx,
  rng: Rng,
  orgs: DemoOrgs,
  people: readonly DemoPerson[],
  mover: DemoPerson,
): Promise<void> {
  const joinedBy = addDays(civilDate(ctx.now), -120);
  const plain = people.slice(100).filter(({ id, periods: [first, ...more] }) => {
    const isPlain = first?.state === 'active' && more.length === 0 && id !== mover.id;
    return isPlain && first.resolution.held_on < joinedBy && !isHuilongguan(orgs, first.union);
  });
  const drafts: Draft[] = [];
  for (const wanted of WANTED) {
    const taken = drafts.map(({ person }) => person);
    const free = plain.filter((one) => one.periods[0]!.union.stamp === wanted.from && !taken.includes(one));
    const person = pick(rng, free);
    drafts.push({ ...wanted, person, union: otherUnion(rng, orgs, wanted.to, person) });
  }
  const huilongguan = orgs.unions.find(({ id }) => id === orgs.huilongguan)!;
  const own = { by: 'to', state: 'requested', ago: 2, note: '现在在回龙观送餐' } as const;
  await saveTransfers(ctx, [...drafts, { ...own, person: mover, union: huilongguan }]);
}

/** What the officer of this street finds is told by the journeys, to the last line. */
function isHuilongguan({ huilongguan }: DemoOrgs, { id, parentId }: DemoUnion): boolean {
  return id === huilongguan || parentId === huilongguan;
}

function otherUnion(rng: Rng, orgs: DemoOrgs, stamp: string, { periods }: DemoPerson): DemoUnion {
  const { trade, id } = periods[0]!.union;
  const near = orgs.unions.filter(
    (union) =>
      union.stamp === stamp && union.endedOn === null && union.id !== id && !isHuilongguan(orgs, union),
  );
  const same = near.filter((union) => union.trade === trade);
  return pick(rng, same.length > 0 ? same : near);
}

const isClosed = ({ state }: Draft) => state !== 'requested' && state !== 'confirmed';
const hasAgreed = ({ state }: Draft) => state === 'confirmed' || state === 'moved' || state === 'refused';

function timesOf(ctx: TxCtx, draft: Draft) {
  const asked = new Date(ctx.now.getTime() - draft.ago * DAY);
  const agreed = new Date(asked.getTime() + DAY);
  // The morning after the day on which it was due.
  const itself = new Date(`${addDays(civilDate(agreed), 6)}T07:30:00+08:00`);
  const closed = draft.itself ? itself : new Date(asked.getTime() + (hasAgreed(draft) ? 3 : 1) * DAY);
  return { asked, agreed, closed };
}

async function saveTransfers(ctx: TxCtx, drafts: readonly Draft[]): Promise<void> {
  const changes: PastChange[] = [];
  for (const draft of drafts) {
    const { asked, agreed, closed } = timesOf(ctx, draft);
    const id = newId(asked.getTime());
    const answered = draft.state === 'moved' && !draft.itself;
    await ctx.db
      .insertInto('people.transfer')
      .values({
        id,
        person_id: draft.person.id,
        from_org: draft.person.periods[0]!.orgId,
        to_org: draft.union.id,
        started_by: draft.by,
        state: draft.state,
        note: draft.note ?? null,
        reason: draft.reason ?? null,
        consent_at: hasAgreed(draft) ? agreed : null,
        consent_how: hasAgreed(draft) ? 'phone' : null,
        accepted_at: answered ? closed : null,
        accepted_by: answered ? 'system' : null,
        due_on: hasAgreed(draft) ? addDays(civilDate(agreed), 5) : null,
        by_itself: draft.itself ?? false,
        import_id: null,
        was: 'active',
        created_by: 'system',
        created_at: asked,
        closed_at: isClosed(draft) ? closed : null,
      })
      .execute();
    await moveMembership(ctx, draft, civilDate(closed));
    changes.push(...historyOf(ctx, draft, id));
  }
  await recordChanges(ctx, changes);
}

async function moveMembership(ctx: TxCtx, { person, union, state }: Draft, on: string): Promise<void> {
  const open = state === 'requested' || state === 'confirmed';
  if (!open && state !== 'moved') return;
  const { number } = await ctx.db
    .updateTable('people.membership')
    .set(
      open
        ? { state: 'transferring' }
        : { state: 'transferred', during: `[${person.periods[0]!.resolution.held_on},${on})` },
    )
    .where('person_id', '=', person.id)
    .returning('number')
    .executeTakeFirstOrThrow();
  if (open) return;
  await ctx.db
    .insertInto('people.membership')
    .values({
      id: newId(Date.parse(on)),
      person_id: person.id,
      org_id: union.id,
      state: 'active',
      number,
      during: `[${on},)`,
      resolution_id: null,
      created_at: ctx.now,
    })
    .execute();
}

function historyOf(ctx: TxCtx, draft: Draft, id: string): PastChange[] {
  const { asked, agreed, closed } = timesOf(ctx, draft);
  const { state, note = null } = draft;
  const member = { entity: MEMBERSHIP, entityId: draft.person.id };
  const transfer = { entity: TRANSFER, entityId: id };
  const reason = draft.itself ? '到期自动接转' : (draft.reason ?? null);
  const last = hasAgreed(draft) ? 'confirmed' : 'requested';
  return [
    { ...transfer, from: null, to: 'requested', reason: note, at: asked },
    { ...member, from: 'active', to: 'transferring', at: asked },
    ...(hasAgreed(draft)
      ? [{ ...transfer, from: 'requested', to: 'confirmed', reason: '本人用手机同意', at: agreed }]
      : []),
    ...(isClosed(draft)
      ? [
          { ...transfer, from: last, to: state, reason, at: closed },
          { ...member, from: 'transferring', to: 'active', reason: reason ?? '会籍接转', at: closed },
        ]
      : []),
  ];
}
