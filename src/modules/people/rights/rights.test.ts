import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERASURES_FILE } from '#kernel/backup';
import { inTx } from '#kernel/ctx';
import { queueMessage } from '#kernel/notify';
import { expectProblem, nextIdNumber, nextPhone, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getMe, getPerson, listPeopleTodos, revealPerson } from '../contract.ts';
import { newApplication, newMember, onRoster } from '../factory.ts';
import { listPeople } from '../find/contract.ts';
import { releasePhone, sendTrackCode, submitApplication, verifyTrackCode } from '../join/contract.ts';
import { acceptTransfer, answerMyTransfer, startTransfer, warnMember } from '../moves/contract.ts';
import { rejectApplications } from '../review/contract.ts';
import * as rights from './contract.ts';
import { replayErasures } from './erase/actions.ts';
import { freshCode, whereInDatabase } from './factory.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

let people = 0;
/** A name that no other test has. */
const newName = (): string => `验${String.fromCodePoint(0x4e00 + people++ * 7, 0x5b00 + people * 3)}`;

/** A union with an officer and a member who is signed in. */
async function setting(given: { name?: string } = {}) {
  const at = await newDistrict(t);
  const officer = await t.officer('chair', at.district);
  const made = await newMember(t, officer, at.primary, { name: newName(), ...given });
  const me = await t.worker(made.phone);
  return { ...at, officer, made, me };
}

async function ask(
  { me, made }: { me: Awaited<ReturnType<TestApp['worker']>>; made: { phone: string } },
  input: Omit<Parameters<typeof me.call<typeof rights.askByRight>>[1], 'code'>,
) {
  const code = await freshCode(t, me, made.phone, input.kind);
  return me.call(rights.askByRight, { ...input, code });
}

describe('what is held', () => {
  test('is told by category, numbers masked, with basis and term, and nothing of anybody else', async () => {
    const { me, made, officer, primary, employer } = await setting();
    await onRoster(t, employer, primary, made.personId);
    await officer.call(warnMember, { id: made.personId, on: '2025-03-01', how: 'phone', note: '提醒交会费' });
    const { status, body } = await me.call(rights.getMyRights, {});
    expect(status).toBe(200);
    expect(body.held.map(({ category }) => category)).toEqual(
      'identity contact work membership warnings rosters applications consents messages account places'.split(
        ' ',
      ),
    );
    const all = JSON.stringify(body);
    expect(all).toContain(made.name);
    expect(all).not.toContain(made.idNo);
    expect(all).not.toContain(made.phone);
    expect(all).toContain('提醒交会费');
    expect(body.consents).toMatchObject([
      { purpose: 'membership', inForce: true, how: 'join_form', textVersion: '2026-11' },
      { purpose: 'news', inForce: true, givenAt: null },
    ]);
    expect(body).toMatchObject({
      answerDays: 15,
      record: { name: made.name },
      union: { phone: '010-60000000' },
    });
    expect(body.erasure).toMatchObject({ how: 'by_union' });
    for (const { basisText, kept } of body.held) expect(basisText && kept).not.toBe('');
  });

  test('is told to an applicant, and to an account that has nothing', async () => {
    const at = await newDistrict(t);
    const application = await newApplication(t, at.primary, { name: newName() });
    const applicant = await t.worker(application.phone);
    const { body } = await applicant.call(rights.getMyRights, {});
    expect(body.held.map(({ category }) => category)).toContain('applications');
    expect(body).toMatchObject({ record: null, erasure: { how: 'at_once' } });
    const nobody = await t.worker(nextPhone());
    const bare = (await nobody.call(rights.getMyRights, {})).body;
    expect(bare.held.map(({ category }) => category)).toEqual(['account', 'places']);
    expect(bare).toMatchObject({ record: null, phone: null, union: null });
    expect(bare.erasure.goes).toContain('account');
  });

  test('tells who looked: the office, its union and the purpose, not the name', async () => {
    const { me, made, officer, district } = await setting();
    await officer.call(getPerson, { id: made.personId });
    await officer.call(revealPerson, { id: made.personId, purpose: '办理会员卡' });
    const foreign = await setting();
    await foreign.officer.call(getPerson, { id: made.personId });
    await t.drain();
    const { body } = await me.call(rights.listMyLooks, { limit: 1 });
    expect(body.items).toMatchObject([{ what: '看了完整号码', role: '主席', purpose: '办理会员卡' }]);
    const older = await me.call(rights.listMyLooks, { before: body.next! });
    expect(older.body.items[0]).toMatchObject({ what: '打开了您的资料', role: '主席', purpose: null });
    expect(older.body.next).toBeNull();
    expect(JSON.stringify(older.body)).toContain('打开了您的申请');
    expect(JSON.stringify([body, older.body])).not.toContain('测试chair');
    expect(body.items[0]!.union).toContain('测试区');
    expect(district).toBeGreaterThan(0);
    const english = await me.call(rights.listMyLooks, {}, { locale: 'en' });
    expect(english.body.items[0]).toMatchObject({ what: 'saw the whole number', role: 'chair' });
    expect((await (await t.worker(nextPhone())).call(rights.listMyLooks, {})).body.items).toEqual([]);
  });
});

describe('a copy', () => {
  test('has whole numbers only with a fresh code, as JSON and as PDF', async () => {
    const { me, made } = await setting();
    const masked = await me.call(rights.takeMyData, {});
    expect(masked.body).toMatchObject({ whole: false, format: 'zhijia-my-data-1' });
    expect(JSON.stringify(masked.body)).not.toContain(made.idNo);
    const code = await freshCode(t, me, made.phone);
    const wrong = await me.call(rights.takeMyData, { code: code === '000000' ? '000001' : '000000' });
    expectProblem(wrong, 422, 'accounts.wrong_code');
    const whole = await me.call(rights.takeMyData, { code });
    expect(whole.body.person).toMatchObject({ idNo: made.idNo, phone: made.phone, name: made.name });
    expect(whole.body.memberships).toHaveLength(1);
    expect(rights.myDataSchema.parse(whole.body)).toEqual(whole.body);
    expectProblem(await me.call(rights.takeMyData, { code }), 422, 'accounts.wrong_code');
    const pdf = await me.call(rights.printMyData, {});
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const again = await freshCode(t, me, made.phone);
    expect((await me.call(rights.printMyData, { code: again }, { locale: 'en' })).status).toBe(200);
    expectProblem(await me.call(rights.printMyData, { code: again }), 422, 'accounts.wrong_code');
    const { body } = await me.call(rights.getMyRights, {});
    expect(body.requests).toMatchObject([
      { kind: 'copy', state: 'done' },
      { kind: 'copy', state: 'done' },
    ]);
  });

  test('of an account alone: the phone is typed, and has to be its own', async () => {
    const phone = nextPhone();
    const nobody = await t.worker(phone);
    expectProblem(await nobody.call(rights.sendMyCode, { use: 'copy' }), 422, 'people.phone_needed', 'phone');
    expectProblem(
      await nobody.call(rights.sendMyCode, { use: 'copy', phone: nextPhone() }),
      422,
      'people.not_your_phone',
      'phone',
    );
    const code = await freshCode(t, nobody, phone);
    expectProblem(
      await nobody.call(rights.sendMyCode, { use: 'copy', phone }),
      429,
      'accounts.code_too_soon',
    );
    expectProblem(await nobody.call(rights.takeMyData, { code }), 422, 'people.phone_needed', 'phone');
    expect((await nobody.call(rights.takeMyData, { code, phone })).body).toMatchObject({ person: null });
  });
});

describe('correcting', () => {
  test('what one does and for whom holds at once', async () => {
    const { me, made } = await setting();
    const changed = await me.call(rights.changeMyWork, { occupation: 'truck_driver', employer: '顺通速运' });
    expect(changed.status).toBe(200);
    const { body } = await me.call(rights.getMyRights, {});
    expect(body.record).toEqual({ name: made.name, occupation: 'truck_driver', employer: '顺通速运' });
    const nobody = await t.worker(nextPhone());
    expectProblem(await nobody.call(rights.changeMyWork, { occupation: 'other' }), 409, 'people.no_record');
  });

  test('the phone: the new one by its code, the person by the old one or the ID', async () => {
    const { me, made, officer } = await setting();
    const phone = nextPhone();
    expect((await me.call(rights.sendNewPhoneCode, { phone })).status).toBe(202);
    expectProblem(await me.call(rights.sendNewPhoneCode, { phone }), 429, 'accounts.code_too_soon');
    const code = (await t.messagesTo(phone)).at(-1)!.params['code']!;
    expectProblem(await me.call(rights.changeMyPhone, { phone, code }), 422, 'people.wrong_proof');
    expectProblem(
      await me.call(rights.changeMyPhone, { phone, code, idNo: nextIdNumber() }),
      422,
      'people.wrong_proof',
    );
    expectProblem(
      await me.call(rights.changeMyPhone, { phone, code: '000000', idNo: made.idNo }),
      422,
      'accounts.wrong_code',
    );
    const oldCode = await freshCode(t, me, made.phone, 'phone');
    expect((await me.call(rights.changeMyPhone, { phone, code, oldCode })).status).toBe(200);
    await t.drain();
    expectProblem(await me.call(rights.getMyRights, {}), 401, 'kernel.unauthenticated');
    const moved = await t.worker(phone);
    expect((await moved.call(rights.getMyRights, {})).body.record).toMatchObject({ name: made.name });
    expect((await officer.call(getPerson, { id: made.personId })).body.phone).not.toBeNull();
    const nobody = await t.worker(nextPhone());
    const other = nextPhone();
    await nobody.call(rights.sendNewPhoneCode, { phone: other });
    const given = { phone: other, code: (await t.messagesTo(other)).at(-1)!.params['code']! };
    expectProblem(
      await nobody.call(rights.changeMyPhone, { ...given, idNo: made.idNo }),
      409,
      'people.no_record',
    );
  });

  test('an officer checks name and ID, sees old and new masked, and sex and birth year follow', async () => {
    const at = await setting();
    const { me, made, officer } = at;
    const idNo = nextIdNumber('19850305');
    const asked = await ask(at, { kind: 'correct', name: '改 名', idNo, reason: '登记时写错' });
    expect(asked.status).toBe(201);
    const { id } = asked.body;
    expect(asked.body).toMatchObject({ state: 'identity_checked' });
    await t.drain('people.rights_step/people');
    expect((await t.messagesTo(made.phone)).map(({ template }) => template)).toContain(
      'people.rights_identity_checked',
    );
    const again = await ask(at, { kind: 'correct', name: '又改' });
    expectProblem(again, 409, 'people.request_open');

    const list = await officer.call(rights.listRequests, {});
    expect(list.body).toMatchObject({ total: 1, items: [{ id, kind: 'correct', overdue: false }] });
    const todo = (await officer.call(listPeopleTodos, {})).body.items;
    expect(todo).toContainEqual(
      expect.objectContaining({ code: 'people.rights_waiting', count: 1, minutes: 2, href: '/staff/rights' }),
    );
    const one = await officer.call(rights.getRequest, { id });
    expect(one.body).toMatchObject({
      reason: '登记时写错',
      sameAs: null,
      may: { answer: true, reveal: true },
    });
    expect(one.body.fields.map(({ field }) => field)).toEqual(['name', 'idNo']);
    expect(JSON.stringify(one.body)).not.toContain(idNo);
    const revealed = await officer.call(rights.revealRequest, { id, purpose: '对照证件' });
    expect(revealed.body).toEqual({ idNo: made.idNo, wished: idNo, phone: made.phone });
    const done = await officer.call(rights.doRequest, { id, note: '已对照' });
    expect(done.body).toEqual({ state: 'done' });
    expectProblem(await officer.call(rights.doRequest, { id }), 409, 'people.request_step');
    expectProblem(
      await officer.call(rights.refuseRequest, { id, reason: '晚了' }),
      409,
      'people.request_step',
    );
    expect((await officer.call(getPerson, { id: made.personId })).body).toMatchObject({
      name: '改 名',
      birthYear: 1985,
    });
    expect((await me.call(rights.takeMyData, {})).body.applications).toHaveLength(1);
    await t.drain('people.rights_step/people');
    expect((await t.messagesTo(made.phone)).at(-1)!.template).toBe('people.rights_done');
  });

  test('an ID that stands on another record is told and not written', async () => {
    const at = await setting();
    const twin = await newMember(t, at.officer, at.primary);
    const asked = await ask(at, { kind: 'correct', idNo: twin.idNo });
    const { id } = asked.body;
    const one = await at.officer.call(rights.getRequest, { id });
    expect(one.body.sameAs).toEqual({ name: twin.name, personId: twin.personId });
    expectProblem(await at.officer.call(rights.doRequest, { id }), 409, 'people.id_taken', 'idNo');
    expect((await at.officer.call(rights.getRequest, { id })).body.state).toBe('identity_checked');
  });

  test('a refusal has a reason, which the person reads with whom to turn to', async () => {
    const at = await setting();
    const { id } = (await ask(at, { kind: 'correct', name: '另名' })).body;
    const refused = await at.officer.call(rights.refuseRequest, { id, reason: '请带证件来核对' });
    expect(refused.body).toEqual({ state: 'refused' });
    const { body } = await at.me.call(rights.getMyRights, {});
    expect(body.requests).toMatchObject([{ kind: 'correct', state: 'refused', answer: '请带证件来核对' }]);
    expect(body.union!.phone).toBe('010-60000000');
    await t.drain('people.rights_step/people');
    const last = (await t.messagesTo(at.made.phone)).at(-1)!;
    expect(last.template).toBe('people.rights_refused');
    expect(Object.values(last.params).join()).not.toContain(at.made.name);
    const refusedList = await at.officer.call(rights.listRequests, {
      state: 'refused',
      orgId: String(at.street),
    });
    expect(refusedList.body.items).toMatchObject([{ id }]);
    expect((await at.officer.call(rights.listRequests, { state: 'all' })).body.total).toBe(1);
  });

  test('what cannot be asked for is refused at once', async () => {
    const at = await setting();
    expectProblem(await ask(at, { kind: 'correct' }), 400, 'people.nothing_asked', 'name');
    expectProblem(await ask(at, { kind: 'correct', idNo: '123456' }), 400, 'people.bad_id_number', 'idNo');
    expectProblem(await ask(at, { kind: 'delete' }), 409, 'people.still_a_member');
    const phone = nextPhone();
    const nobody = { me: await t.worker(phone), made: { phone } };
    expectProblem(await ask(nobody, { kind: 'withdraw', phone }), 409, 'people.no_union_needed');
    expectProblem(await ask(nobody, { kind: 'correct', name: '新名', phone }), 409, 'people.no_record');
    const code = await freshCode(t, nobody.me, phone, 'delete');
    expectProblem(
      await nobody.me.call(rights.askByRight, { kind: 'delete', code }),
      422,
      'people.phone_needed',
      'phone',
    );
    expectProblem(
      await nobody.me.call(rights.askByRight, { kind: 'delete', code: '000000', phone }),
      422,
      'accounts.wrong_code',
    );
  });

  test('a foreign officer sees and does nothing', async () => {
    const at = await setting();
    const { id } = (await ask(at, { kind: 'correct', name: '另名' })).body;
    const foreign = (await setting()).officer;
    expect((await foreign.call(rights.listRequests, { state: 'all' })).body.items).toEqual([]);
    expectProblem(
      await foreign.call(rights.listRequests, { orgId: String(at.primary) }),
      404,
      'orgs.not_found',
    );
    expectProblem(await foreign.call(rights.listRequests, { cursor: 'x' }), 400, 'kernel.bad_cursor');
    expectProblem(await foreign.call(rights.getRequest, { id }), 404, 'people.request_not_found');
    const reveal = await foreign.call(rights.revealRequest, { id, purpose: '看看' });
    expectProblem(reveal, 404, 'people.request_not_found');
    expectProblem(await foreign.call(rights.doRequest, { id }), 404, 'people.request_not_found');
    expectProblem(
      await foreign.call(rights.refuseRequest, { id, reason: '不' }),
      404,
      'people.request_not_found',
    );
  });

  test('what is past its day is marked, in the list and on the home page', async () => {
    const at = await setting();
    await ask(at, { kind: 'correct', name: '另名' });
    t.setNow(new Date(Date.now() + 17 * 86_400_000));
    try {
      const officer = await t.officer('membership_officer', at.primary);
      expect((await officer.call(rights.listRequests, { limit: 1 })).body.items).toMatchObject([
        { overdue: true },
      ]);
      const codes = (await officer.call(listPeopleTodos, {})).body.items.map(({ code }) => code);
      expect(codes).toContain('people.rights_overdue');
    } finally {
      t.setNow(null);
    }
  });
});

describe('consent', () => {
  test('to news is withdrawn at once, also for what waits to be sent, and given again', async () => {
    const { me, made } = await setting();
    expect((await me.call(rights.chooseNews, { wanted: false })).body).toEqual({ wanted: false });
    const news = async () =>
      (await me.call(rights.getMyRights, {})).body.consents.find(({ purpose }) => purpose === 'news')!;
    expect(await news()).toMatchObject({ inForce: false, givenAt: null, withdrawnAt: expect.any(String) });
    const opted = await t.pool.query('select 1 from kernel.opt_out where to_hash = $1', [
      t.app.crypto.hash('phone', made.phone),
    ]);
    expect(opted.rowCount).toBe(1);
    await me.call(rights.chooseNews, { wanted: true });
    expect(await news()).toMatchObject({ inForce: true, givenAt: expect.any(String), withdrawnAt: null });
    await me.call(rights.chooseNews, { wanted: false });
    expect(await news()).toMatchObject({ inForce: false, givenAt: expect.any(String) });
  });

  test('to the membership is withdrawn by leaving, which the union does', async () => {
    const at = await setting();
    const { id } = (await ask(at, { kind: 'withdraw', reason: '换城市了' })).body;
    expect((await at.officer.call(rights.doRequest, { id })).body).toEqual({ state: 'done' });
    const { body } = await at.me.call(rights.getMyRights, {});
    expect(body.consents[0]).toMatchObject({ purpose: 'membership', inForce: false });
    expect((await at.me.call(getMe, {})).body.membership).toBeNull();
    expect(body.erasure.how).toBe('at_once');
  });
});

/** By day: at night the last word waits for the morning, and with it the number it goes to. */
function byDay(): void {
  beforeAll(() => t.setNow(new Date(`${new Date().toISOString().slice(0, 10)}T02:00:00Z`)));
  afterAll(() => t.setNow(null));
}

describe('deleting', () => {
  byDay();

  /** Everything a member can have: a transfer, a reminder, a roster, messages, news, sessions, requests. */
  async function fullLife() {
    const at = await setting();
    const { made, officer, me, employer, primary } = at;
    await onRoster(t, employer, primary, made.personId);
    await officer.call(warnMember, { id: made.personId, on: '2025-03-01', how: 'phone', note: made.name });
    await me.call(rights.chooseNews, { wanted: false });
    await officer.call(getPerson, { id: made.personId });
    const rejected = await newApplication(t, primary, made);
    await officer.call(rejectApplications, { ids: [rejected.id], reason: `${made.name}重复申请` });
    await inTx(t.ctx(), (tx) =>
      queueMessage(tx, { channel: 'sms', to: made.phone, template: 'people.approved', params: {} }),
    );
    return at;
  }

  test('a member: the union ends the membership and all goes in one step; nothing is found in any table', async () => {
    const at = await fullLife();
    const twin = await fullLife();
    const asked = await ask(at, { kind: 'deregister', reason: `我是${at.made.name}` });
    const { body } = await at.me.call(rights.getMyRights, {});
    expect(body.erasure).toMatchObject({ how: 'by_union' });
    expect(body.erasure.stays.map(({ what }) => what)).toEqual(
      'membership audit periods resolutions employer backups'.split(' '),
    );
    const done = await at.officer.call(rights.doRequest, { id: asked.body.id });
    expect(done.body).toEqual({ state: 'done' });
    await t.drain();

    const needles = ({ made }: typeof at) => [made.name, made.idNo, made.phone];
    expect(await whereInDatabase(t, needles(at))).toEqual([]);
    expect((await whereInDatabase(t, needles(twin))).length).toBeGreaterThan(8);
    expectProblem(await at.me.call(rights.getMyRights, {}), 401, 'kernel.unauthenticated');
    expectProblem(await at.officer.call(getPerson, { id: at.made.personId }), 404, 'people.person_not_found');
    const { rows: periods } = await t.pool.query('select state from people.past_period where org_id = $1', [
      at.primary,
    ]);
    expect(periods).toEqual([{ state: 'resigned' }]);
    const ledger = readFileSync(join(t.app.config.dataDir, ERASURES_FILE), 'utf8');
    expect(ledger).toContain(` people.person ${at.made.personId}\n`);
    expect(ledger).not.toContain(twin.made.personId);
    expect(statSync(join(t.app.config.dataDir, ERASURES_FILE)).mode & 0o777).toBe(0o600);
    const seen = await at.officer.call(rights.listRequests, { state: 'done' });
    expect(seen.body.items).toMatchObject([{ id: asked.body.id, name: null, personId: null }]);
    const gone = await at.officer.call(rights.getRequest, { id: asked.body.id });
    expect(gone.body).toMatchObject({ reason: null, fields: [] });
    const reveal = await at.officer.call(rights.revealRequest, { id: asked.body.id, purpose: '看' });
    expectProblem(reveal, 404, 'people.request_not_found');
  });

  test('somebody who is no member: at once, with the last word by SMS', async () => {
    const at = await newDistrict(t);
    const officer = await t.officer('chair', at.district);
    const application = await newApplication(t, at.primary, { name: newName() });
    await officer.call(rejectApplications, { ids: [application.id], reason: '不属于本会' });
    const me = await t.worker(application.phone);
    const asked = await ask({ me, made: application }, { kind: 'delete' });
    expect(asked.body.state).toBe('identity_checked');
    await t.drain('people.rights_step/people');
    expect((await t.messagesTo(application.phone)).map(({ template }) => template)).toEqual([
      'people.erased',
    ]);
    await t.drain();
    expect(await whereInDatabase(t, [application.name, application.idNo, application.phone])).toEqual([]);
    expectProblem(await me.call(rights.getMyRights, {}), 401, 'kernel.unauthenticated');
  });

  test('an account alone: nothing is left of it', async () => {
    const phone = nextPhone();
    const me = await t.worker(phone);
    await me.call(rights.chooseNews, { wanted: false });
    const asked = await ask({ me, made: { phone } }, { kind: 'delete', phone });
    expect(asked.status).toBe(201);
    await t.drain();
    expect(await whereInDatabase(t, [phone])).toEqual([]);
    const { rows } = await t.pool.query('select state from people.rights_request where id = $1', [
      asked.body.id,
    ]);
    expect(rows).toEqual([{ state: 'done' }]);
  });

  test('an officer keeps the account of the office', async () => {
    const at = await setting();
    await t.app.accounts.ensure({ phone: at.made.phone, name: '兼职干部' });
    const { body } = await at.me.call(rights.getMyRights, {});
    expect(body.erasure.stays.map(({ what }) => what)).toContain('office');
    const { id } = (await ask(at, { kind: 'deregister' })).body;
    await at.officer.call(rights.doRequest, { id });
    await t.drain();
    expect((await at.me.call(rights.getMyRights, {})).body.record).toBeNull();
  });

  test('the history keeps its steps without the words, and still refuses to be changed otherwise', async () => {
    const at = await fullLife();
    const change = () =>
      t.pool.query<{ to_state: string; reason: string | null }>(
        'select to_state, reason from kernel.state_change where entity_id = $1 order by at, id',
        [at.made.personId],
      );
    const { id } = (await ask(at, { kind: 'deregister' })).body;
    await at.officer.call(rights.doRequest, { id });
    expect((await change()).rows.some(({ reason }) => reason !== null)).toBe(true);
    const blank = () =>
      t.pool.query('update kernel.state_change set reason = null where entity_id = $1', [at.made.personId]);
    await expect(blank()).rejects.toMatchObject({ code: '42501' });
    await t.drain();
    const { rows } = await change();
    expect(rows.map(({ to_state }) => to_state)).toEqual(['active', 'resigned']);
    expect(rows.every(({ reason }) => reason === null)).toBe(true);
    const rewrite = (sql: string) => t.pool.query(sql, [at.made.personId]);
    await expect(
      rewrite(`update kernel.state_change set reason = null, actor = 'x' where entity_id = $1`),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(rewrite('delete from kernel.state_change where entity_id = $1')).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('a restored backup is gone through with the ledger', async () => {
    const [at, twin] = [await fullLife(), await fullLife()];
    const application = await newApplication(t, at.primary, { name: newName() });
    const phone = nextPhone();
    const bare = await t.worker(phone);
    const ids = [at.made.personId, application.id, bare.userId, 'system', crypto.randomUUID()];
    await inTx(t.ctx(), (tx) => replayErasures(tx, ids));
    await inTx(t.ctx(), (tx) => replayErasures(tx, ids));
    expect(await whereInDatabase(t, [at.made.name, at.made.idNo, at.made.phone])).toEqual([]);
    expect(await whereInDatabase(t, [application.name, application.idNo])).toEqual([]);
    expectProblem(await bare.call(rights.getMyRights, {}), 401, 'kernel.unauthenticated');
    expect((await twin.me.call(rights.getMyRights, {})).body.record).not.toBeNull();
  });

  test('deleting and transferring at once: one goes first, and neither leaves half a thing', async () => {
    for (let round = 0; round < 4; round++) {
      const at = await setting();
      const other = await newDistrict(t);
      const theirs = await t.officer('chair', other.district);
      const opened = await at.officer.call(startTransfer, {
        personId: at.made.personId,
        toOrgId: other.primary,
      });
      const { id } = (await ask(at, { kind: 'deregister' })).body;
      await at.me.call(answerMyTransfer, { id: opened.body.id, agree: true });
      const [done, moved] = await Promise.all([
        at.officer.call(rights.doRequest, { id }),
        theirs.call(acceptTransfer, { id: opened.body.id }),
      ]);
      // Moved first, the request went with the person: their union answers it.
      const answered = done.status === 200 ? done : await theirs.call(rights.doRequest, { id });
      expect([done.status, moved.status].every((status) => [200, 404, 409].includes(status))).toBe(true);
      expect(answered.body).toEqual({ state: 'done' });
      await t.drain();
      expect(await whereInDatabase(t, [at.made.name, at.made.idNo])).toEqual([]);
      const { rows } = await t.pool.query<{ open: boolean }>(
        'select upper_inf(during) as open from people.past_period where org_id = any($1)',
        [[at.primary, other.primary]],
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every(({ open }) => !open)).toBe(true);
    }
  });
});

describe('a phone that went to somebody else', () => {
  test('shows its new holder nothing of the old one, and deleting takes nothing of theirs', async () => {
    const at = await setting();
    const newcomer = { name: newName(), idNo: nextIdNumber(), phone: at.made.phone };
    const { token } = (
      await t.guest().call(submitApplication, {
        ...newcomer,
        occupation: 'courier',
        consent: true,
        qrOrgId: at.primary,
      })
    ).body;
    await t.pool.query('delete from auth.code');
    await t.guest().call(sendTrackCode, { token });
    const code = (await t.messagesTo(newcomer.phone)).findLast(({ params }) => params['code'])!.params[
      'code'
    ]!;
    await t.guest().call(verifyTrackCode, { token, code });
    expect((await t.guest().call(releasePhone, { token })).status).toBe(200);

    const { body } = await at.me.call(rights.getMyRights, {});
    expect(JSON.stringify(body)).not.toContain(at.made.name);
    expect(JSON.stringify(body)).toContain(newcomer.name);
    expect(body.record).toBeNull();
    await ask({ me: at.me, made: newcomer }, { kind: 'delete' });
    await t.drain();
    expect(await whereInDatabase(t, [newcomer.name, newcomer.idNo])).toEqual([]);
    const { body: left } = await at.officer.call(getPerson, { id: at.made.personId });
    expect(left).toMatchObject({ name: at.made.name, phone: null, standing: 'active' });
  });
});

describe('somebody with a history in two unions', () => {
  byDay();

  test('is answered by the union that looks after them now, and leaves a figure at both', async () => {
    const at = await setting();
    const other = await newDistrict(t);
    const theirs = await t.officer('chair', other.district);
    const { id: transfer } = (
      await at.officer.call(startTransfer, { personId: at.made.personId, toOrgId: other.primary })
    ).body;
    await at.me.call(answerMyTransfer, { id: transfer, agree: true });
    await theirs.call(acceptTransfer, { id: transfer });
    const { id } = (await ask(at, { kind: 'deregister' })).body;
    expectProblem(await at.officer.call(rights.doRequest, { id }), 404, 'people.request_not_found');
    await theirs.call(rights.doRequest, { id });
    await t.drain();
    expect(await whereInDatabase(t, [at.made.name, at.made.idNo, at.made.phone])).toEqual([]);
    const { rows } = await t.pool.query(
      'select org_id, state from people.past_period where org_id = any($1) order by state desc',
      [[at.primary, other.primary]],
    );
    expect(rows).toEqual([
      { org_id: at.primary, state: 'transferred' },
      { org_id: other.primary, state: 'resigned' },
    ]);
    expect((await theirs.call(listPeople, { group: 'all' })).body.items).toEqual([]);
  });
});
