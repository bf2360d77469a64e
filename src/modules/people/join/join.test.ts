import { afterEach, describe, expect, test } from 'vitest';
import { policies, setPolicy } from '#kernel/policy';
import { expectProblem, nextIdNumber, nextPhone, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getPerson } from '../contract.ts';
import { newApplication, newMember, newResolution } from '../factory.ts';
import * as review from '../review/contract.ts';
import * as contract from './contract.ts';

const { correctApplication, releasePhone } = contract;
const { approveApplications, getApplication, rejectApplications } = review;
const { sendTrackCode, submitApplication, trackApplication, verifyTrackCode } = contract;
const { returnApplications } = review;

afterEach(async () => (await testApp()).setNow(null));

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  const chair = await app.officer('chair', made.district);
  const track = async (token: string) => (await app.guest().call(trackApplication, { token })).body;
  return { app, ...made, chair, track };
}

const base = { name: '王小明', occupation: 'courier', consent: true } as const;

describe('the form', () => {
  test.each([
    ['a wrong check digit', { idNo: '110105194912310021' }, 400, 'people.bad_id_number', 'idNo'],
    [
      'a day of birth that does not exist',
      { idNo: '110105194913310026' },
      400,
      'people.bad_id_number',
      'idNo',
    ],
    ['fifteen digits', { idNo: '110105491231002' }, 400, 'people.bad_id_number', 'idNo'],
    ['a phone that is none', { phone: '12345678901' }, 400, 'kernel.bad_phone', 'phone'],
    ['no consent', { consent: false }, 400, 'people.consent_needed', 'consent'],
    ['an empty name', { name: '　 ' }, 400, 'kernel.bad_request', 'name'],
    ['an occupation that is none', { occupation: 'pirate' }, 400, 'kernel.bad_request', 'occupation'],
    ['NUL in the name', { name: '王\0' }, 400, 'kernel.bad_request', 'name'],
  ])('refuses %s, and keeps nothing', async (_what, given, status, code, field) => {
    const { app, primary, chair } = await chaired();
    const form = { ...base, idNo: nextIdNumber(), phone: nextPhone(), qrOrgId: primary, ...given };
    expectProblem(await app.guest().call(submitApplication, form as never), status, code, field);
    expect((await chair.call(review.listApplications, { orgId: primary, state: 'all' })).body.total).toBe(0);
  });

  test('is read as people type it', async () => {
    const { app, primary, chair } = await chaired();
    const phone = nextPhone();
    const idNo = nextIdNumber();
    const typed = {
      ...base,
      name: ' 阿卜杜拉 • 买买提 ',
      idNo: ` ${idNo.slice(0, 6)} ${idNo.slice(6).toLowerCase()}`,
      phone: `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
      qrOrgId: primary,
    };
    const { body } = await app.guest().call(submitApplication, typed);
    expect(await app.messagesTo(phone)).toMatchObject([{ template: 'people.received' }]);
    const shown = await chair.call(review.revealApplication, { id: body.id, purpose: '核对' });
    expect(shown.body).toEqual({ idNo, phone });
    expect((await chair.call(getApplication, { id: body.id })).body.name).toBe('阿卜杜拉·买买提');
  });

  test('is for people of sixteen; where a region says otherwise, of its age', async () => {
    const { app, primary } = await chaired();
    app.setNow(new Date('2026-11-22T16:00:00Z'));
    const send = (birth: string, areaCode?: string) =>
      app.guest().call(submitApplication, {
        ...base,
        idNo: nextIdNumber(birth),
        phone: nextPhone(),
        qrOrgId: primary,
        ...(areaCode ? { areaCode } : {}),
      });
    expect((await send('20101123')).status).toBe(201);
    const young = await send('20101124');
    expectProblem(young, 422, 'people.too_young', 'idNo');
    expect(young.problem.message).toContain('16');
    const minimum = policies.get('join.minimum_age')!;
    await setPolicy(app.ctx(), minimum, { value: 18, from: '2026-01-01', area: '990101', source: 'test' });
    expectProblem(await send('20101123', '990101007'), 422, 'people.too_young', 'idNo');
    expect((await send('20081123', '990101007')).status).toBe(201);
  });

  test('takes other kinds of ID; the same number of another kind is another person', async () => {
    const { app, primary, chair } = await chaired();
    const number = `E${nextPhone().slice(-8)}`;
    for (const idType of ['passport', 'foreign_residence_card'] as const) {
      const form = { ...base, idType, idNo: number, phone: nextPhone(), qrOrgId: primary };
      const { body } = await app.guest().call(submitApplication, form);
      const seen = (await chair.call(getApplication, { id: body.id })).body;
      expect(seen).toMatchObject({ idType, sex: null, birthYear: null, flags: ['phone_unverified'] });
      expect(seen.idNo).toBe(`E*******${number.at(-1)}`);
    }
  });
});

describe('tracking', () => {
  test('shows the applicant a masked name, the union with whom to call, and what can be used now', async () => {
    const { app, primary, tag, track } = await chaired();
    const { token, phone } = await newApplication(app, primary, { name: '王小明' });
    expect(await track(token)).toMatchObject({
      state: 'in_review',
      name: '王**',
      union: { name: `测试公司${tag}工会`, phone: '010-60000000' },
      reason: null,
      answerDays: 3,
      phone: { masked: `${phone.slice(0, 3)}****${phone.slice(-4)}`, verified: false, conflict: false },
      benefits: ['public_money', 'donation'],
      member: null,
    });
  });

  test('with a token that opens nothing finds nothing, whatever is asked', async () => {
    const guest = (await testApp()).guest();
    const token = 'never-was-such-a-token';
    for (const ask of [
      guest.call(trackApplication, { token }),
      guest.call(sendTrackCode, { token }),
      guest.call(verifyTrackCode, { token, code: '123456' }),
      guest.call(releasePhone, { token }),
      guest.call(correctApplication, { token, name: '甲' }),
      guest.call(contract.withdrawApplication, { token }),
    ])
      expectProblem(await ask, 404, 'people.application_not_found');
  });

  test('the link that opens it goes to the phone, and the database keeps no token', async () => {
    const { app, primary } = await chaired();
    const { token, phone, id } = await newApplication(app, primary);
    const [message] = await app.messagesTo(phone);
    expect(message!.params).toEqual({ link: `http://zhijia.test/track#${token}` });
    const { rows } = await app.pool.query('select a::text as row from people.application a where id = $1', [
      id,
    ]);
    expect(rows[0]!.row).not.toContain(token);
    expect(rows[0]!.row).not.toContain(phone);
  });
});

describe('correcting', () => {
  test('returned with a reason, corrected, approved: the applicant sees each step', async () => {
    const { app, chair, primary, track } = await chaired();
    const { token, id, phone } = await newApplication(app, primary, { name: '王晓明' });
    await chair.call(returnApplications, { ids: [id], reason: '姓名与证件不一致' });
    expect(await track(token)).toMatchObject({ state: 'returned', reason: '姓名与证件不一致' });
    expect(await app.drain()).toBeGreaterThan(0);
    expect((await app.messagesTo(phone)).map(({ template }) => template)).toContain('people.returned');
    const corrected = await app.guest().call(correctApplication, { token, name: '王小明' });
    expect(corrected).toMatchObject({ status: 200, body: { state: 'in_review' } });
    expect(await track(token)).toMatchObject({ state: 'in_review', reason: null });
    const resolution = await newResolution(chair, primary, '2024-02-03');
    await chair.call(approveApplications, { id: resolution, ids: [id] });
    const done = await track(token);
    expect(done).toMatchObject({
      state: 'approved',
      reason: null,
      member: { since: '2024-02-03', number: expect.stringMatching(/^\d{10}$/) },
      benefits: ['union_funds', 'public_money', 'donation'],
    });
    expect(done.history.map(({ to, reason }) => [to, reason])).toEqual([
      ['submitted', null],
      ['auto_checked', null],
      ['in_review', null],
      ['returned', '姓名与证件不一致'],
      ['submitted', null],
      ['auto_checked', null],
      ['in_review', null],
      ['approved', null],
    ]);
    await app.drain();
    expect((await app.messagesTo(phone)).at(-1)!.template).toBe('people.approved');
  });

  test('checks the form again, keeps what is left out, and goes the way of what is new', async () => {
    const { app, chair, primary, track } = await chaired();
    const { token, id, phone, idNo } = await newApplication(app, primary);
    const guest = app.guest();
    expectProblem(await guest.call(correctApplication, { token, name: '甲' }), 409, 'people.bad_step');
    await chair.call(returnApplications, { ids: [id], reason: '请补充' });
    const bad = await guest.call(correctApplication, { token, idNo: '110105194912310021' });
    expectProblem(bad, 400, 'people.bad_id_number', 'idNo');
    const young = await guest.call(correctApplication, { token, idNo: nextIdNumber('20200101') });
    expectProblem(young, 422, 'people.too_young', 'idNo');
    expect(await track(token)).toMatchObject({ state: 'returned', reason: '请补充' });
    await guest.call(correctApplication, { token, employerName: '新单位' });
    const seen = (await chair.call(getApplication, { id })).body;
    expect(seen).toMatchObject({
      employer: '新单位',
      name: '测试人',
      org: { id: primary },
      state: 'in_review',
    });
    expect((await chair.call(review.revealApplication, { id, purpose: '核对' })).body).toEqual({
      idNo,
      phone,
    });
    // Its union is gone meanwhile: the way is found anew.
    await chair.call(returnApplications, { ids: [id], reason: '请补充' });
    await app.pool.query(`update orgs.organisation set state = 'dissolved' where id = $1`, [primary]);
    await guest.call(correctApplication, { token, name: '乙' });
    expect((await chair.call(getApplication, { id })).body).toMatchObject({ state: 'pooled' });
  });

  test('another phone has to be proved again; the same one stays proved', async () => {
    const { app, chair, primary, track } = await chaired();
    const { token, id, phone } = await newApplication(app, primary);
    await app.guest().call(sendTrackCode, { token });
    const code = (await app.messagesTo(phone)).at(-1)!.params['code']!;
    await app.guest().call(verifyTrackCode, { token, code });
    expect((await track(token)).phone.verified).toBe(true);
    await chair.call(returnApplications, { ids: [id], reason: '请补充' });
    await app.guest().call(correctApplication, { token, phone: ` ${phone} ` });
    expect((await track(token)).phone.verified).toBe(true);
    await chair.call(returnApplications, { ids: [id], reason: '请补充' });
    await app.guest().call(correctApplication, { token, phone: nextPhone() });
    expect((await track(token)).phone.verified).toBe(false);
  });
});

describe('an end', () => {
  test('rejection shows its reason and is final', async () => {
    const { app, chair, primary, track } = await chaired();
    const { token, id, phone } = await newApplication(app, primary);
    await chair.call(rejectApplications, { ids: [id], reason: '不属于本工会' });
    const seen = await track(token);
    expect(seen).toMatchObject({
      state: 'rejected',
      reason: '不属于本工会',
      union: { phone: '010-60000000' },
    });
    await app.drain();
    expect((await app.messagesTo(phone)).map(({ template }) => template)).toContain('people.rejected');
    expectProblem(await app.guest().call(contract.withdrawApplication, { token }), 409, 'people.bad_step');
    expectProblem(await app.guest().call(correctApplication, { token, name: '甲' }), 409, 'people.bad_step');
  });

  test.each(['in_review', 'pooled', 'offered', 'returned'] as const)(
    'can be withdrawn while %s',
    async (state) => {
      const { app, chair, pool, primary, street, track } = await chaired();
      const { token, id } = await newApplication(app, state === 'pooled' ? pool : primary);
      if (state === 'offered') await chair.call(review.offerApplications, { ids: [id], orgId: street });
      if (state === 'returned') await chair.call(returnApplications, { ids: [id], reason: '请补充' });
      expect((await track(token)).state).toBe(state);
      const done = await app.guest().call(contract.withdrawApplication, { token });
      expect(done).toMatchObject({ status: 200, body: { done: true } });
      expect(await track(token)).toMatchObject({ state: 'withdrawn', member: null });
      expectProblem(await app.guest().call(contract.withdrawApplication, { token }), 409, 'people.bad_step');
      const resolution = await newResolution(chair, primary);
      const late = await chair.call(approveApplications, { id: resolution, ids: [id] });
      expect(late.body.outcomes[0]!.ok).toBe(false);
    },
  );

  test('a member cannot withdraw the application that made them one', async () => {
    const { app, chair, primary } = await chaired();
    const { token, personId } = await newMember(app, chair, primary);
    expectProblem(await app.guest().call(contract.withdrawApplication, { token }), 409, 'people.bad_step');
    expect((await chair.call(getPerson, { id: personId })).status).toBe(200);
  });
});
