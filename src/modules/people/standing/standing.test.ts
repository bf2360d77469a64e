import { beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { setPolicy } from '#kernel/policy';
import { expectProblem, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { addDays, civilDate } from '#kernel/time';
import { newDistrict } from '#orgs/factory';
import { getMe, getPerson } from '../contract.ts';
import { newApplication, newMember, newResolution } from '../factory.ts';
import {
  deemResigned,
  endMembership,
  getTransfer,
  restoreMember,
  retainMember,
  startTransfer,
  warnMember,
} from '../moves/contract.ts';
import { approveApplications } from '../review/contract.ts';
import { deemedMonths } from './actions.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});

const today = () => civilDate(new Date());

/** A member since 2024-01-12 with a phone. */
async function oneMember() {
  const made = await newDistrict(app);
  const chair = await app.officer('chair', made.district);
  const phone = nextPhone();
  const { personId: id } = await newMember(app, chair, made.primary, { phone });
  return { ...made, chair, phone, id };
}

async function told(phone: string): Promise<string[]> {
  await app.drain('people.membership_step/people');
  const messages = await app.messagesTo(phone);
  return messages.map(({ template }) => template).filter((name) => name.startsWith('people.membership'));
}

async function lastStep(chair: Client, id: string) {
  const { body } = await chair.call(getPerson, { id });
  return { standing: body.standing, leftOn: body.leftOn, step: body.history.at(-1), may: body.may.move };
}

describe('retaining', () => {
  test('keeps the period and says why; taking it up again is the way back', async () => {
    const { chair, id, phone } = await oneMember();
    await app.pool.query(`update people.person set left_on = '2026-01-01' where id = $1`, [id]);
    const retained = await chair.call(retainMember, {
      id,
      as: 'retired',
      on: '2026-01-05',
      note: '办完手续',
    });
    expect(retained.body).toEqual({ state: 'retained' });
    const { memberships } = (await chair.call(getPerson, { id })).body;
    expect(memberships).toMatchObject([{ state: 'retained', retainedAs: 'retired', until: null }]);
    expect(await lastStep(chair, id)).toMatchObject({
      standing: 'retained',
      leftOn: null,
      may: true,
      step: { from: 'active', to: 'retained', reason: '退休，保留会籍，自 2026-01-05 起：办完手续' },
    });
    const worker = await app.worker(phone);
    expect((await worker.call(getMe, {})).body.membership).toMatchObject({ retainedAs: 'retired' });
    expect((await chair.call(restoreMember, { id, note: '返聘' })).body).toEqual({ state: 'active' });
    expect(await lastStep(chair, id)).toMatchObject({
      standing: 'active',
      step: { from: 'retained', to: 'active', reason: '返聘' },
    });
    expect(await told(phone)).toEqual(['people.membership_changed', 'people.membership_changed']);
  });

  test('is on a day of the membership, not of the future', async () => {
    const { chair, id } = await oneMember();
    for (const on of ['2024-01-11', addDays(today(), 1)]) {
      const answer = await chair.call(retainMember, { id, as: 'unemployed', on });
      expectProblem(answer, 400, 'people.move_date', 'on');
      expect(answer.problem.message).toContain('2024-01-12');
    }
    for (const on of ['2024-01-12', today()]) {
      expect((await chair.call(retainMember, { id, as: 'unemployed', on })).status).toBe(200);
      await chair.call(restoreMember, { id });
    }
  });

  test('is of active members only, and only those are taken up again who are retained', async () => {
    const { chair, id } = await oneMember();
    expectProblem(await chair.call(restoreMember, { id }), 409, 'people.move_step');
    await chair.call(retainMember, { id, as: 'retired', on: today() });
    expectProblem(
      await chair.call(retainMember, { id, as: 'retired', on: today() }),
      409,
      'people.move_step',
    );
    const { primary } = await newDistrict(app);
    await chair.call(startTransfer, { personId: id, toOrgId: primary });
    for (const answer of [
      await chair.call(retainMember, { id, as: 'retired', on: today() }),
      await chair.call(restoreMember, { id }),
    ])
      expectProblem(answer, 409, 'people.move_step');
  });
});

describe('ending', () => {
  test.each(['resigned', 'deceased'] as const)('%s: the period is closed on the day', async (as) => {
    const { chair, id, primary, phone } = await oneMember();
    await app.pool.query(`update people.person set left_on = '2026-01-01' where id = $1`, [id]);
    const ended = await chair.call(endMembership, { id, as, on: '2026-01-05', reason: '书面材料在档' });
    expect(ended.body).toEqual({ state: as });
    const { body } = await chair.call(getPerson, { id });
    expect(body).toMatchObject({
      standing: as,
      leftOn: null,
      org: { id: primary },
      memberships: [{ state: as, from: '2024-01-12', until: '2026-01-05' }],
      may: { move: false },
    });
    expect(body.history.at(-1)).toMatchObject({ from: 'active', to: as, reason: '书面材料在档' });
    expect(await told(phone)).toEqual(as === 'deceased' ? [] : ['people.membership_changed']);
    const again = await chair.call(endMembership, { id, as, on: today(), reason: '再来' });
    expectProblem(again, 409, 'people.move_step');
  });

  test('on the day of joining leaves that one day; a later joining opens a new period', async () => {
    const { chair, id, primary } = await oneMember();
    await chair.call(endMembership, { id, as: 'resigned', on: '2024-01-12', reason: '本人书面申请' });
    const { rows } = await app.pool.query('select id_sealed from people.person where id = $1', [id]);
    const { id: application } = await newApplication(app, primary, {
      idNo: app.app.crypto.open(rows[0].id_sealed),
    });
    const resolution = await newResolution(chair, primary, '2024-01-13');
    const { body } = await chair.call(approveApplications, { id: resolution, ids: [application] });
    expect(body.done).toBe(1);
    const { memberships } = (await chair.call(getPerson, { id })).body;
    expect(memberships.map(({ from, until, state }) => [from, until, state])).toEqual([
      ['2024-01-13', null, 'active'],
      ['2024-01-12', '2024-01-13', 'resigned'],
    ]);
  });

  test('takes back a transfer that was on its way', async () => {
    const { chair, id } = await oneMember();
    const { primary } = await newDistrict(app);
    const { body: transfer } = await chair.call(startTransfer, { personId: id, toOrgId: primary });
    await chair.call(endMembership, { id, as: 'deceased', on: today(), reason: '病故' });
    expect((await chair.call(getTransfer, transfer)).body).toMatchObject({
      state: 'withdrawn',
      reason: '会籍已终止',
    });
    const { body } = await chair.call(getPerson, { id });
    expect(body).toMatchObject({ standing: 'deceased', transferId: null });
  });

  test('of a retained member leaves no reason to retain', async () => {
    const { chair, id } = await oneMember();
    await chair.call(retainMember, { id, as: 'retired', on: today() });
    await chair.call(endMembership, { id, as: 'deceased', on: today(), reason: '病故' });
    const { memberships } = (await chair.call(getPerson, { id })).body;
    expect(memberships).toMatchObject([{ state: 'deceased', retainedAs: null }]);
  });

  test('by expulsion needs a resolution of the union, before it and in the membership', async () => {
    const { chair, id, primary, street } = await oneMember();
    const expel = (given: object) =>
      chair.call(endMembership, { id, as: 'expelled', on: '2026-01-05', reason: '刑事处罚', ...given });
    expectProblem(await expel({}), 400, 'people.resolution_needed', 'resolutionId');
    expectProblem(await expel({ resolutionId: NOBODY }), 404, 'people.resolution_not_found');
    const others = await newResolution(chair, street, '2025-12-01');
    expectProblem(await expel({ resolutionId: others }), 404, 'people.resolution_not_found');
    const early = await newResolution(chair, primary, '2024-01-11');
    expectProblem(await expel({ resolutionId: early }), 400, 'people.resolution_needed', 'resolutionId');
    const late = await newResolution(chair, primary, '2026-01-06');
    expectProblem(await expel({ resolutionId: late }), 400, 'people.move_date', 'on');
    const resolutionId = await newResolution(chair, primary, '2025-12-20');
    expect((await expel({ resolutionId })).body).toEqual({ state: 'expelled' });
    const { rows } = await app.pool.query(
      'select state, ended_by, upper(during) as until from people.membership where person_id = $1',
      [id],
    );
    expect(rows).toEqual([{ state: 'expelled', ended_by: resolutionId, until: '2026-01-05' }]);
  });

  test('is on a day of the membership', async () => {
    const { chair, id } = await oneMember();
    for (const on of ['2024-01-11', addDays(today(), 1)])
      expectProblem(
        await chair.call(endMembership, { id, as: 'resigned', on, reason: '本人书面申请' }),
        400,
        'people.move_date',
        'on',
      );
  });
});

describe('deeming resigned', () => {
  /** Warned on 2026-03-01; unpaid and absent for 2026; resolved on 2026-08-03. */
  async function evidence() {
    const made = await oneMember();
    const { chair, id, primary } = made;
    const warned = await chair.call(warnMember, { id, on: '2026-03-01', how: 'phone', note: '电话提醒' });
    expect(warned.status).toBe(201);
    const given = {
      id,
      unpaidSince: '2026-01-01',
      absentSince: '2026-02-01',
      warningId: warned.body.id,
      resolutionId: await newResolution(chair, primary, '2026-08-03'),
    };
    return { ...made, given };
  }

  test('takes a warning on record, six months of both and a resolution after', async () => {
    const { chair, id, given, phone, primary } = await evidence();
    expect((await chair.call(getPerson, { id })).body.warnings).toEqual([
      { id: given.warningId, on: '2026-03-01', how: 'phone', note: '电话提醒', by: '测试chair' },
    ]);
    const { body } = await chair.call(deemResigned, given);
    expect(body).toEqual({ state: 'deemed_resigned' });
    const person = (await chair.call(getPerson, { id })).body;
    expect(person).toMatchObject({
      standing: 'deemed_resigned',
      org: { id: primary },
      memberships: [{ state: 'deemed_resigned', until: '2026-08-03' }],
    });
    expect(person.history.at(-1)!.reason).toMatch(
      /^自 2026-01-01 未交会费、自 2026-02-01 未参加活动，2026-03-01 教育后仍不改正，.+决定视为自动退会$/,
    );
    const { rows } = await app.pool.query(
      'select evidence, ended_by from people.membership where person_id = $1',
      [id],
    );
    const { unpaidSince, absentSince, warningId, resolutionId } = given;
    expect(rows).toEqual([{ evidence: { unpaidSince, absentSince, warningId }, ended_by: resolutionId }]);
    expect(await told(phone)).toEqual(['people.membership_changed']);
    expectProblem(await chair.call(deemResigned, given), 409, 'people.move_step');
  });

  test('says what is missing where the time is too short', async () => {
    const { chair, given } = await evidence();
    const answer = await chair.call(deemResigned, { ...given, absentSince: '2026-02-04' });
    expectProblem(answer, 422, 'people.evidence_short');
    expect(answer.problem.message).toMatch(/满 7 个月.*满 5 个月.*满 6 个月/);
  });

  test('says what stands where the order is wrong', async () => {
    const { chair, given } = await evidence();
    for (const change of [
      { absentSince: '2026-03-02' },
      { unpaidSince: '2026-03-02' },
      { unpaidSince: '2024-01-11' },
    ]) {
      const answer = await chair.call(deemResigned, { ...given, ...change });
      expectProblem(answer, 422, 'people.evidence_order');
      expect(answer.problem.message).toContain('教育 2026-03-01');
    }
  });

  test('takes a warning of this very person and a resolution of this very union', async () => {
    const { chair, given, primary, street } = await evidence();
    const other = await newMember(app, chair, primary);
    const { body } = await chair.call(warnMember, {
      id: other.personId,
      on: '2026-03-01',
      how: 'letter',
      note: '挂号信',
    });
    for (const warningId of [body.id, NOBODY])
      expectProblem(await chair.call(deemResigned, { ...given, warningId }), 404, 'people.warning_not_found');
    for (const resolutionId of [await newResolution(chair, street, '2026-08-03'), NOBODY])
      expectProblem(
        await chair.call(deemResigned, { ...given, resolutionId }),
        404,
        'people.resolution_not_found',
      );
  });

  test('takes as long as the region’s policy says', async () => {
    const { chair, given, primary } = await evidence();
    const area = '110115';
    await app.pool.query('update orgs.organisation set area_code = $1 where id = $2', [area, primary]);
    await inTx(app.ctx(), (tx) =>
      setPolicy(tx, deemedMonths, { value: 12, from: '2020-01-01', area, source: '测试' }),
    );
    expectProblem(await chair.call(deemResigned, given), 422, 'people.evidence_short');
    await app.pool.query('delete from kernel.policy where key = $1', [deemedMonths.key]);
  });

  test('a warning is on a day of the membership, and not for who is retained', async () => {
    const { chair, id } = await oneMember();
    const warn = (on: string) => chair.call(warnMember, { id, on, how: 'in_person', note: '面谈' });
    for (const on of ['2024-01-11', addDays(today(), 1)])
      expectProblem(await warn(on), 400, 'people.move_date', 'on');
    await chair.call(retainMember, { id, as: 'retired', on: today() });
    expectProblem(await warn(today()), 409, 'people.move_step');
  });
});

test('nobody does any of this to people of another scope', async () => {
  const { id, pool } = await oneMember();
  const stranger = await app.officer('chair', pool);
  const day = today();
  const asks = [
    (who: string) => stranger.call(retainMember, { id: who, as: 'retired', on: day }),
    (who: string) => stranger.call(restoreMember, { id: who }),
    (who: string) => stranger.call(endMembership, { id: who, as: 'resigned', on: day, reason: '试试' }),
    (who: string) => stranger.call(warnMember, { id: who, on: day, how: 'phone', note: '试试' }),
    (who: string) =>
      stranger.call(deemResigned, {
        id: who,
        unpaidSince: day,
        absentSince: day,
        warningId: NOBODY,
        resolutionId: NOBODY,
      }),
  ];
  for (const ask of asks)
    for (const who of [id, NOBODY]) expectProblem(await ask(who), 404, 'people.person_not_found');
});
