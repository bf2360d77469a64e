import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { setPolicy } from '#kernel/policy';
import { expectProblem, nextIdNumber, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { addDays, civilDate } from '#kernel/time';
import { newDistrict } from '#orgs/factory';
import { getMe, getPerson, listPeopleTodos } from '../contract.ts';
import { newApplication, newMember, newResolution } from '../factory.ts';
import { approveApplications, getApplication } from '../review/contract.ts';
import { transferDays } from '../transfer/actions.ts';
import { openTransfer, withdrawForUndo } from './actions.ts';
import * as moves from './contract.ts';

const {
  acceptTransfer,
  answerMyTransfer,
  claimTransfer,
  getTransfer,
  listTransfers,
  recordConsent,
  refuseTransfer,
  startTransfer,
  withdrawTransfer,
} = moves;

const NOBODY = '01890000-0000-7000-8000-000000000000';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterEach(() => app.setNow(null));

/** Two districts that know nothing of each other, and a member of the first with a phone of their own. */
async function between() {
  const [old, next] = [await newDistrict(app), await newDistrict(app)];
  const giving = await app.officer('chair', old.district);
  const taking = await app.officer('chair', next.district);
  const phone = nextPhone();
  const member = await newMember(app, giving, old.primary, { phone, name: '林小满' });
  return { old, next, giving, taking, phone, member, worker: await app.worker(phone) };
}

async function started() {
  const made = await between();
  const { giving, member, next } = made;
  const answer = await giving.call(startTransfer, {
    personId: member.personId,
    toOrgId: next.primary,
    note: '调到新单位',
  });
  expect(answer.status).toBe(201);
  return { ...made, id: answer.body.id };
}

async function confirmed() {
  const made = await started();
  const { body } = await made.worker.call(answerMyTransfer, { id: made.id, agree: true });
  expect(body).toEqual({ state: 'confirmed' });
  return made;
}

async function periodsOf(by: Client, id: string) {
  const { memberships } = (await by.call(getPerson, { id })).body;
  return memberships.map(({ org, state, from, until }) => [org.id, state, from, until]);
}

const today = () => civilDate(new Date());
const templatesTo = async (phone: string) =>
  (await app.messagesTo(phone))
    .map(({ template }) => template)
    .filter((name) => /transfer|membership/.test(name));

describe('started by the old union', () => {
  test('waits for the member, then for the new union, and moves without a day between', async () => {
    const { old, next, giving, taking, phone, member, worker, id } = await started();
    await app.drain('people.transfer_step/people');
    expect(await templatesTo(phone)).toEqual(['people.transfer_asked']);
    expect((await giving.call(getPerson, { id: member.personId })).body).toMatchObject({
      standing: 'transferring',
      transferId: id,
      org: { id: old.primary },
      may: { move: true },
    });
    expect((await worker.call(getMe, {})).body).toMatchObject({
      membership: { state: 'transferring', org: { id: old.primary } },
      transfer: { id, from: { id: old.primary }, to: { id: next.primary }, state: 'requested', dueOn: null },
    });
    const agreed = await worker.call(answerMyTransfer, { id, agree: true });
    expect(agreed.body).toEqual({ state: 'confirmed' });
    expect((await worker.call(getMe, {})).body.transfer).toMatchObject({
      state: 'confirmed',
      note: '调到新单位',
      dueOn: addDays(today(), 5),
    });
    expect((await taking.call(acceptTransfer, { id })).body).toEqual({ state: 'moved' });
    expect(await periodsOf(taking, member.personId)).toEqual([
      [next.primary, 'active', today(), null],
      [old.primary, 'transferred', '2024-01-12', today()],
    ]);
    const { memberships, history } = (await taking.call(getPerson, { id: member.personId })).body;
    expect(memberships[0]!.number).toBe(memberships[1]!.number);
    expect(history.map(({ from, to }) => [from, to])).toEqual([
      [null, 'active'],
      ['active', 'transferring'],
      ['transferring', 'active'],
    ]);
    const me = (await worker.call(getMe, {})).body;
    expect(me).toMatchObject({
      membership: { org: { id: next.primary }, state: 'active' },
      transfer: null,
      refusal: null,
    });
    await app.drain('people.transfer_step/people');
    expect(await templatesTo(phone)).toEqual(['people.transfer_asked', 'people.transfer_moved']);
  });

  test('is a story that both unions can read; who moved is no longer the old one’s to see', async () => {
    const { giving, taking, member, next, id } = await confirmed();
    expect((await taking.call(getTransfer, { id })).body).toMatchObject({ name: '林小满', personId: null });
    await taking.call(acceptTransfer, { id });
    const { body } = await giving.call(getTransfer, { id });
    expect(body).toMatchObject({
      personId: null,
      name: '林小满',
      state: 'moved',
      startedBy: 'from',
      consentHow: 'phone',
      byItself: false,
      may: { accept: false, refuse: false, withdraw: false, consent: false },
    });
    expect(body.history.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [null, 'requested', '调到新单位'],
      ['requested', 'confirmed', '本人用手机同意'],
      ['confirmed', 'moved', '对方工会已同意'],
    ]);
    expectProblem(await giving.call(getPerson, { id: member.personId }), 404, 'people.person_not_found');
    const viewer = await app.officer('viewer', next.primary);
    expect((await viewer.call(getTransfer, { id })).body.personId).toBe(member.personId);
    const stranger = await app.officer('chair', next.pool);
    expectProblem(await stranger.call(getTransfer, { id }), 404, 'people.transfer_not_found');
  });

  test('of a member who joined this very day begins elsewhere tomorrow', async () => {
    const { old, next, giving, taking } = await between();
    const { id: application } = await newApplication(app, old.primary);
    const resolution = await newResolution(giving, old.primary, today());
    await giving.call(approveApplications, { id: resolution, ids: [application] });
    const personId = (await giving.call(getApplication, { id: application })).body.personId!;
    const { id } = (await giving.call(startTransfer, { personId, toOrgId: next.primary })).body;
    await giving.call(recordConsent, { id, note: '当面签字' });
    await taking.call(acceptTransfer, { id });
    const tomorrow = addDays(today(), 1);
    expect(await periodsOf(taking, personId)).toEqual([
      [next.primary, 'active', tomorrow, null],
      [old.primary, 'transferred', today(), tomorrow],
    ]);
  });

  test('settles what a roster said of their leaving, and leaves their open applications alone', async () => {
    const { next, taking, member, id } = await confirmed();
    const waiting = await newApplication(app, next.street, { idNo: member.idNo });
    await app.pool.query(`update people.person set left_on = '2026-01-01' where id = $1`, [member.personId]);
    await taking.call(acceptTransfer, { id });
    expect((await taking.call(getPerson, { id: member.personId })).body.leftOn).toBeNull();
    expect((await taking.call(getApplication, { id: waiting.id })).body.state).toBe('in_review');
  });

  test('is not started for whom, where or while it cannot be', async () => {
    const { old, next, giving, taking, member } = await started();
    const { personId } = member;
    const ask = (given: object) => giving.call(startTransfer, { personId, toOrgId: next.primary, ...given });
    expectProblem(await ask({}), 409, 'people.transfer_open');
    expectProblem(await ask({ personId: NOBODY }), 404, 'people.person_not_found');
    for (const toOrgId of [2_000_000_000, next.employer, next.pool])
      expectProblem(await ask({ toOrgId }), 404, 'orgs.not_found');
    expectProblem(await ask({ toOrgId: old.primary }), 409, 'people.same_union');
    const elsewhere = await taking.call(startTransfer, { personId, toOrgId: next.primary });
    expectProblem(elsewhere, 404, 'people.person_not_found');
    const gone = await newMember(app, giving, old.primary);
    await giving.call(moves.endMembership, {
      id: gone.personId,
      as: 'resigned',
      on: today(),
      reason: '本人书面申请',
    });
    expectProblem(await ask({ personId: gone.personId }), 409, 'people.not_a_member');
  });
});

describe('claimed by the new union', () => {
  test('by whole ID number and name, and answered by the old', async () => {
    const { old, next, giving, taking, member, worker } = await between();
    const claim = { toOrgId: next.primary, name: ' 林小满', idNo: member.idNo.toLowerCase(), note: '' };
    const { status, body, raw } = await taking.call(claimTransfer, claim);
    expect(status).toBe(201);
    expect(raw.toString()).not.toContain(`测试公司${old.tag}`);
    const { id } = body;
    const seen = (await giving.call(getTransfer, { id })).body;
    expect(seen).toMatchObject({ startedBy: 'to', personId: member.personId, note: null });
    expect(seen.may).toEqual({ accept: true, refuse: true, withdraw: false, consent: false });
    await worker.call(answerMyTransfer, { id, agree: true });
    expect((await giving.call(acceptTransfer, { id })).body).toEqual({ state: 'moved' });
    expect((await taking.call(getPerson, { id: member.personId })).body.org.id).toBe(next.primary);
  });

  test('tells nothing about anybody else, and leaves a line in the audit log each time', async () => {
    const { next, giving, taking, member, old } = await between();
    const gone = await newMember(app, giving, old.primary, { name: '林小满' });
    await giving.call(moves.endMembership, {
      id: gone.personId,
      as: 'resigned',
      on: today(),
      reason: '本人书面申请',
    });
    const claim = (idNo: string, name = '林小满') =>
      taking.call(claimTransfer, { toOrgId: next.primary, name, idNo });
    const answers = [
      await claim(nextIdNumber()),
      await claim(member.idNo, '林大满'),
      await claim(gone.idNo),
      await claim('12345'),
    ];
    for (const answer of answers) {
      expectProblem(answer, 404, 'people.no_such_member');
      expect(answer.raw.toString()).toBe(answers[0]!.raw.toString());
    }
    await app.drain();
    const { rows } = await app.pool.query(
      `select entity_id, detail from kernel.audit_entry where action = 'people.claim' and actor = $1 order by id`,
      [taking.userId],
    );
    expect(rows).toEqual([1, 2, 3, 4].map(() => ({ entity_id: null, detail: { found: false } })));
  });

  test('is refused where one is open, for one’s own member, and at a union that is not one’s own', async () => {
    const { old, next, giving, taking, member } = await started();
    const claim = { name: '林小满', idNo: member.idNo };
    expectProblem(
      await taking.call(claimTransfer, { ...claim, toOrgId: next.primary }),
      409,
      'people.transfer_open',
    );
    expectProblem(
      await giving.call(claimTransfer, { ...claim, toOrgId: old.primary }),
      409,
      'people.same_union',
    );
    for (const toOrgId of [old.primary, next.pool, next.employer])
      expectProblem(await taking.call(claimTransfer, { ...claim, toOrgId }), 404, 'orgs.not_found');
  });
});

describe('answers', () => {
  test('of the other union before the member’s are remembered: it moves at the member’s word', async () => {
    const { giving, taking, worker, member, next, id } = await started();
    expect((await taking.call(acceptTransfer, { id })).body).toEqual({ state: 'requested' });
    expectProblem(await taking.call(acceptTransfer, { id }), 409, 'people.transfer_step');
    const { body } = await taking.call(getTransfer, { id });
    expect(body.may).toEqual({ accept: false, refuse: true, withdraw: false, consent: false });
    expect((await giving.call(getPerson, { id: member.personId })).body.standing).toBe('transferring');
    expect((await worker.call(answerMyTransfer, { id, agree: true })).body).toEqual({ state: 'moved' });
    const me = (await worker.call(getMe, {})).body;
    expect(me).toMatchObject({ membership: { org: { id: next.primary } }, transfer: null });
    expect((await taking.call(getTransfer, { id })).body).toMatchObject({ dueOn: null, byItself: false });
  });

  test('of the member: who declines stays where they are', async () => {
    const { old, giving, worker, member, id } = await started();
    expect((await worker.call(answerMyTransfer, { id, agree: false })).body).toEqual({ state: 'declined' });
    expect(await periodsOf(giving, member.personId)).toEqual([[old.primary, 'active', '2024-01-12', null]]);
    const person = (await giving.call(getPerson, { id: member.personId })).body;
    expect(person).toMatchObject({ standing: 'active', transferId: null });
    expect(person.history.at(-1)).toMatchObject({ from: 'transferring', to: 'active', reason: '本人不同意' });
    for (const agree of [true, false])
      expectProblem(await worker.call(answerMyTransfer, { id, agree }), 409, 'people.transfer_step');
  });

  test('of the member are for nobody else to give', async () => {
    const { giving, id } = await started();
    const other = await app.worker(nextPhone());
    for (const who of [other, giving])
      expectProblem(await who.call(answerMyTransfer, { id, agree: true }), 404, 'people.transfer_not_found');
    expectProblem(
      await other.call(answerMyTransfer, { id: NOBODY, agree: true }),
      404,
      'people.transfer_not_found',
    );
  });

  test('a refusal says why, to both unions, and the member hears of it', async () => {
    const { old, next, giving, taking, worker, phone, member, id } = await confirmed();
    const empty = await taking.call(refuseTransfer, { id, reason: ' ' });
    expectProblem(empty, 400, 'kernel.bad_request', 'reason');
    const refused = await taking.call(refuseTransfer, { id, reason: '不在本单位工作' });
    expect(refused.body).toEqual({ state: 'refused' });
    expect((await giving.call(getTransfer, { id })).body).toMatchObject({ reason: '不在本单位工作' });
    expect((await worker.call(getMe, {})).body).toMatchObject({
      transfer: null,
      refusal: { from: { id: old.primary }, to: { id: next.primary }, reason: '不在本单位工作' },
    });
    expect(await periodsOf(giving, member.personId)).toEqual([[old.primary, 'active', '2024-01-12', null]]);
    await app.drain('people.transfer_step/people');
    const told = (await app.messagesTo(phone)).at(-1)!;
    expect(told.template).toBe('people.transfer_refused');
    expect(told.params).toEqual({ phone: '010-60000000', link: 'http://zhijia.test/me' });
  });

  test('the union that asked may take it back, and the member is not asked any more', async () => {
    const { giving, phone, worker, member, id } = await started();
    expect((await giving.call(withdrawTransfer, { id, reason: '填错了人' })).body).toEqual({
      state: 'withdrawn',
    });
    await app.drain('people.transfer_step/people');
    expect(await templatesTo(phone)).toEqual([]);
    expect((await worker.call(getMe, {})).body).toMatchObject({
      transfer: null,
      membership: { state: 'active' },
    });
    expect((await giving.call(getTransfer, { id })).body).toMatchObject({
      state: 'withdrawn',
      reason: '填错了人',
      closedAt: expect.any(String),
    });
    // It is open to be asked again.
    const again = await giving.call(startTransfer, {
      personId: member.personId,
      toOrgId: (await newDistrict(app)).primary,
    });
    expect(again.status).toBe(201);
  });

  test('on paper before the officer who asked, with a note', async () => {
    const { giving, taking, id } = await started();
    expectProblem(await taking.call(recordConsent, { id, note: '签字' }), 403, 'kernel.forbidden');
    const { body } = await giving.call(recordConsent, { id, note: '11 月 20 日到办公室签字' });
    expect(body).toEqual({ state: 'confirmed' });
    const seen = (await taking.call(getTransfer, { id })).body;
    expect(seen).toMatchObject({ consentHow: 'paper', dueOn: addDays(today(), 5) });
    expect(seen.history.at(-1)!.reason).toBe('纸面同意：11 月 20 日到办公室签字');
    expectProblem(await giving.call(recordConsent, { id, note: '再来' }), 409, 'people.transfer_step');
  });

  test('each union gives only its own, once, and none where it has no part', async () => {
    const { giving, taking, next, id } = await confirmed();
    const reason = '试试';
    expectProblem(await giving.call(acceptTransfer, { id }), 403, 'kernel.forbidden');
    expectProblem(await giving.call(refuseTransfer, { id, reason }), 403, 'kernel.forbidden');
    expectProblem(await taking.call(withdrawTransfer, { id, reason }), 403, 'kernel.forbidden');
    const stranger = await app.officer('chair', next.pool);
    const asks = [
      (who: Client) => who.call(acceptTransfer, { id }),
      (who: Client) => who.call(refuseTransfer, { id, reason }),
      (who: Client) => who.call(withdrawTransfer, { id, reason }),
      (who: Client) => who.call(recordConsent, { id, note: reason }),
    ];
    for (const ask of asks) expectProblem(await ask(stranger), 404, 'people.transfer_not_found');
    await taking.call(acceptTransfer, { id });
    const both = await app.officer('chair', next.district);
    await app.grant(both.userId, (await newDistrict(app)).root, 'chair');
    for (const ask of asks) expectProblem(await ask(both), 409, 'people.transfer_step');
  });

  test('a retained member is retained again for the same reason, or active where they move to', async () => {
    const { next, giving, taking, member } = await between();
    const { personId } = member;
    await giving.call(moves.retainMember, { id: personId, as: 'unemployed', on: '2026-01-05' });
    const ask = async () => (await giving.call(startTransfer, { personId, toOrgId: next.primary })).body.id;
    await taking.call(refuseTransfer, { id: await ask(), reason: '还没有入职' });
    expect((await giving.call(getPerson, { id: personId })).body.memberships[0]).toMatchObject({
      state: 'retained',
      retainedAs: 'unemployed',
    });
    const id = await ask();
    await giving.call(recordConsent, { id, note: '签字' });
    await taking.call(acceptTransfer, { id });
    const { memberships } = (await taking.call(getPerson, { id: personId })).body;
    expect(memberships.map(({ state, retainedAs }) => [state, retainedAs])).toEqual([
      ['active', null],
      ['transferred', null],
    ]);
  });
});

describe('a union that does not answer', () => {
  async function moveDueOn(day: string): Promise<void> {
    app.setNow(new Date(`${day}T07:30:00+08:00`));
    await app.app.jobs.send(app.app.db, 'people.move_due', {});
    await app.drain('people.move_due');
    app.setNow(null);
  }

  test('lets the membership move by itself, on the day after its time', async () => {
    const { old, next, giving, taking, phone, member, id } = await confirmed();
    const dueOn = addDays(today(), 5);
    await moveDueOn(dueOn);
    expect((await giving.call(getTransfer, { id })).body.state).toBe('confirmed');
    const day = addDays(dueOn, 1);
    await moveDueOn(day);
    expect(await periodsOf(taking, member.personId)).toEqual([
      [next.primary, 'active', day, null],
      [old.primary, 'transferred', '2024-01-12', day],
    ]);
    const told = {
      code: 'people.transfers_moved',
      count: 1,
      minutes: 1,
      href: '/staff/transfers?state=moved',
    };
    for (const union of [giving, taking]) {
      const { body } = await union.call(getTransfer, { id });
      expect(body).toMatchObject({ state: 'moved', byItself: true });
      expect(body.history.at(-1)).toMatchObject({ to: 'moved', reason: '到期自动接转' });
      const { items } = (await union.call(listPeopleTodos, {})).body;
      expect(items).toEqual([{ ...told, oldest: body.closedAt }]);
    }
    await app.drain('people.transfer_step/people');
    expect((await templatesTo(phone)).at(-1)).toBe('people.transfer_moved_by_itself');
    await moveDueOn(addDays(day, 1));
    expect(await periodsOf(taking, member.personId)).toHaveLength(2);
  });

  test('never moves anybody who has not agreed', async () => {
    const { giving, taking, member, id } = await started();
    await taking.call(acceptTransfer, { id });
    await moveDueOn(addDays(today(), 300));
    expect((await giving.call(getPerson, { id: member.personId })).body.standing).toBe('transferring');
  });

  test('has as many days as its region gives', async () => {
    const { giving, taking, worker, next, id } = await started();
    const area = '110114';
    await app.pool.query('update orgs.organisation set area_code = $1 where id = $2', [area, next.primary]);
    await inTx(app.ctx(), (tx) =>
      setPolicy(tx, transferDays, { value: 9, from: '2020-01-01', area, source: '测试' }),
    );
    await worker.call(answerMyTransfer, { id, agree: true });
    expect((await taking.call(getTransfer, { id })).body.dueOn).toBe(addDays(today(), 9));
    await giving.call(withdrawTransfer, { id, reason: '测试' });
    await app.pool.query('delete from kernel.policy where key = $1', [transferDays.key]);
  });

  test('that is no more keeps nobody waiting in front of the others', async () => {
    const [stuck, fine] = [await confirmed(), await confirmed()];
    await app.pool.query(`update orgs.organisation set state = 'dissolved' where id = $1`, [
      stuck.next.primary,
    ]);
    await moveDueOn(addDays(today(), 6));
    expect((await stuck.giving.call(getTransfer, { id: stuck.id })).body.state).toBe('confirmed');
    expect((await fine.giving.call(getTransfer, { id: fine.id })).body.state).toBe('moved');
    expectProblem(await stuck.taking.call(acceptTransfer, { id: stuck.id }), 409, 'people.transfer_step');
  });
});

describe('the list', () => {
  test('has what waits for one’s answer first, then the oldest, in pages that meet exactly', async () => {
    const [old, next] = [await newDistrict(app), await newDistrict(app)];
    const giving = await app.officer('chair', old.district);
    const taking = await app.officer('membership_officer', next.district);
    const ids: string[] = [];
    for (const name of ['甲一', '乙二', '丙三', '丁四', '戊五']) {
      const { personId } = await newMember(app, giving, old.primary, { name });
      const opened = await giving.call(startTransfer, { personId, toOrgId: next.street });
      ids.push(opened.body.id);
    }
    for (const at of [3, 1]) await giving.call(recordConsent, { id: ids[at]!, note: '签字' });
    await giving.call(withdrawTransfer, { id: ids[0]!, reason: '填错了人' });
    const list = async (who: Client, input: object) => (await who.call(listTransfers, input)).body;
    const names = async (who: Client, input: object) =>
      (await list(who, input)).items.map(({ name }) => name);
    expect(await names(taking, {})).toEqual(['乙二', '丁四', '丙三', '戊五']);
    expect(await names(giving, {})).toEqual(['乙二', '丙三', '丁四', '戊五']);
    expect(await names(taking, { state: 'mine' })).toEqual(['乙二', '丁四']);
    expect(await names(giving, { state: 'mine' })).toEqual([]);
    expect(await names(taking, { state: 'withdrawn' })).toEqual(['甲一']);
    expect(await names(taking, { state: 'all', q: '戊' })).toEqual(['戊五']);
    expect(await names(taking, { state: 'all', q: '%' })).toEqual([]);
    expect(await names(taking, { orgId: next.primary })).toEqual([]);
    expect(await names(taking, { orgId: next.street })).toHaveLength(4);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const body = await list(taking, { state: 'all', limit: 2, ...(cursor ? { cursor } : {}) });
      expect(body.total).toBe(5);
      seen.push(...body.items.map(({ name }) => name));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['乙二', '丁四', '甲一', '丙三', '戊五']);
    const { items } = (await taking.call(listPeopleTodos, {})).body;
    const [, second] = (await list(taking, { state: 'mine' })).items;
    expect(items).toEqual([
      {
        code: 'people.transfers_waiting',
        count: 2,
        minutes: 2,
        href: '/staff/transfers?state=mine',
        // Of the two, the one agreed to first.
        oldest: second!.consentAt,
      },
    ]);
    const viewer = await app.officer('viewer', next.street);
    expect(await names(viewer, {})).toHaveLength(4);
    expect(await names(viewer, { state: 'mine' })).toEqual([]);
    await app.drain();
    const { rows } = await app.pool.query(
      `select detail from kernel.audit_entry where action = 'people.list_transfers' and actor = $1 order by id`,
      [viewer.userId],
    );
    expect(rows[0].detail.people).toHaveLength(4);
  });

  test('is of one’s own scope', async () => {
    const { next } = await started();
    const stranger = await app.officer('chair', next.pool);
    const { body } = await stranger.call(listTransfers, { state: 'all' });
    expect(body).toEqual({ items: [], next: null, total: 0 });
    expectProblem(await stranger.call(listTransfers, { orgId: next.primary }), 404, 'orgs.not_found');
    expectProblem(await stranger.call(listTransfers, { cursor: 'x' }), 400, 'kernel.bad_cursor');
  });
});

describe('for a reconcile', () => {
  test('a transfer is opened once, only for members elsewhere, and taken back with the import', async () => {
    const { old, next, giving, taking, member, phone } = await between();
    const importId = '01890000-0000-7000-8000-0000000000aa';
    const opening = { personId: member.personId, startedBy: 'roster', importId, note: null } as const;
    const openAt = (toOrgId: number) => inTx(app.ctx(), (tx) => openTransfer(tx, { ...opening, toOrgId }));
    for (const orgId of [old.primary, next.pool, next.employer]) expect(await openAt(orgId)).toBe(false);
    expect(await openAt(next.primary)).toBe(true);
    expect(await openAt(next.primary)).toBe(false);
    const open = (await giving.call(listTransfers, {})).body.items;
    expect(open).toMatchObject([{ startedBy: 'roster', may: { accept: true, withdraw: false } }]);
    expect((await taking.call(listTransfers, {})).body.items).toMatchObject([
      { may: { accept: false, withdraw: true, consent: true } },
    ]);
    const undo = (id: string, people: readonly string[]) =>
      inTx(app.ctx(), (tx) => withdrawForUndo(tx, id, people));
    expect(await undo(NOBODY, [member.personId])).toEqual([]);
    expect(await undo(importId, [])).toEqual([]);
    expect(await undo(importId, [member.personId, NOBODY])).toEqual([member.personId]);
    expect(await undo(importId, [member.personId])).toEqual([]);
    expect((await giving.call(getPerson, { id: member.personId })).body.standing).toBe('active');
    await app.drain('people.transfer_step/people');
    expect(await templatesTo(phone)).toEqual([]);
  });
});
