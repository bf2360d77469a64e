import { recordChanges, writeAudit } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate } from '#kernel/time';
import type { DemoOrgs } from '#orgs';
import { PERSON } from '../actions.ts';
import { demoMember } from '../demo.ts';
import { REQUEST, type Wish } from './rules.ts';

const DAYS_AGO = 3;
const ANSWER_DAYS = 15;

/** The chair of Changping has looked at the courier, for a card; and a member of hers wants a name corrected. */
export async function demoRights(ctx: TxCtx, orgs: DemoOrgs, chair: string): Promise<void> {
  const courier = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'org_id'])
    .where('phone_hash', '=', ctx.app.crypto.hash('phone', demoMember.phone))
    .executeTakeFirstOrThrow();
  const account = { kind: 'account', userId: chair, sessionId: '', phone: null, grants: [] } as const;
  const looked = { entity: PERSON, entityId: courier.id, orgId: courier.org_id };
  await writeAudit({ ...ctx, actor: account }, { action: 'people.view', ...looked });
  const purpose = '办理会员卡';
  await writeAudit({ ...ctx, actor: account }, { action: 'people.reveal', ...looked, purpose });
  await openCorrection(ctx, orgs.courierAssociation, courier.id);
}

async function openCorrection(ctx: TxCtx, orgId: number, butNot: string): Promise<void> {
  const person = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'name'])
    .where('org_id', '=', orgId)
    .where('standing', '=', 'active')
    .where('id', '<>', butNot)
    .orderBy('id')
    .executeTakeFirst();
  if (!person) return;
  const created_at = new Date(ctx.now.getTime() - DAYS_AGO * 86_400_000);
  const [id, user_id] = [newId(created_at.getTime()), newId(created_at.getTime())];
  const wish: Wish = { name: `${person.name.slice(0, -1)}晨`, idType: null, idNo: null };
  const reason = '登记时把最后一个字写错了';
  await ctx.db
    .insertInto('people.rights_request')
    .values({
      id,
      kind: 'correct',
      state: 'identity_checked',
      person_id: person.id,
      user_id,
      org_id: orgId,
      wish_sealed: ctx.app.crypto.seal(JSON.stringify(wish)),
      reason,
      answer: null,
      due_on: addDays(civilDate(created_at), ANSWER_DAYS),
      created_at,
      closed_at: null,
      closed_by: null,
    })
    .execute();
  const step = { entity: REQUEST, entityId: id, at: created_at, actor: { kind: 'guest' } } as const;
  await recordChanges(ctx, [
    { ...step, from: null, to: 'requested', reason },
    { ...step, from: 'requested', to: 'identity_checked' },
  ]);
}
