import { beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { testApp, type Client, type TestApp } from '#kernel/testing';
import { addDays, civilDate } from '#kernel/time';
import { changeOrgState, endRelation, mergeOrg, relateOrgs } from '#orgs/contract';
import { newDistrict } from '#orgs/factory';
import { getPerson } from '../contract.ts';
import { newApplication, newMember, newResolution, onRoster } from '../factory.ts';
import {
  acceptTransfer,
  getTransfer,
  recordConsent,
  retainMember,
  startTransfer,
} from '../moves/contract.ts';
import { approveApplications, getApplication } from '../review/contract.ts';
import { mergeMembers, retainAbove } from './actions.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});

const today = () => civilDate(new Date());

/** A district with two primary unions: `primary` is to end, `street` looks on or takes over. */
async function twoUnions() {
  const made = await newDistrict(app);
  const elsewhere = await newDistrict(app);
  const chair = await app.officer('chair', made.district);
  return { ...made, elsewhere, chair, far: await app.officer('chair', elsewhere.district) };
}

async function periodsOf(chair: Client, id: string) {
  const { memberships } = (await chair.call(getPerson, { id })).body;
  return memberships.map(({ org, state, from, until, retainedAs }) => [
    org.id,
    state,
    from,
    until,
    retainedAs,
  ]);
}

async function stepsOf(chair: Client, id: string) {
  const { history } = (await chair.call(getPerson, { id })).body;
  return history.map(({ from, to }) => `${from ?? ''}→${to}`);
}

describe('a union that is merged', () => {
  async function merged(given: Awaited<ReturnType<typeof twoUnions>>) {
    const { chair, primary, street } = given;
    const answer = await chair.call(mergeOrg, { id: primary, intoId: street, reason: '两家工会合并' });
    expect(answer.status).toBe(200);
    await app.drain();
  }

  test('leaves its members to the other as what they were, with their numbers and no day between', async () => {
    const given = await twoUnions();
    const { chair, primary, street } = given;
    const active = await newMember(app, chair, primary);
    const retired = await newMember(app, chair, primary);
    await chair.call(retainMember, { id: retired.personId, as: 'retired', on: '2026-01-05' });
    const own = await newMember(app, chair, street);
    const { id: application } = await newApplication(app, primary);
    const fresh = await newResolution(chair, primary, today());
    await chair.call(approveApplications, { id: fresh, ids: [application] });
    const newcomer = (await chair.call(getApplication, { id: application })).body.personId!;
    await merged(given);
    expect(await periodsOf(chair, active.personId)).toEqual([
      [street, 'active', today(), null, null],
      [primary, 'transferred', '2024-01-12', today(), null],
    ]);
    expect(await periodsOf(chair, retired.personId)).toEqual([
      [street, 'retained', today(), null, 'retired'],
      [primary, 'transferred', '2024-01-12', today(), null],
    ]);
    const tomorrow = addDays(today(), 1);
    expect(await periodsOf(chair, newcomer)).toEqual([
      [street, 'active', tomorrow, null, null],
      [primary, 'transferred', today(), tomorrow, null],
    ]);
    expect(await periodsOf(chair, own.personId)).toHaveLength(1);
    expect(await stepsOf(chair, retired.personId)).toEqual([
      '→active',
      'active→retained',
      'retained→retained',
    ]);
    const person = (await chair.call(getPerson, { id: active.personId })).body;
    expect(person.memberships[0]!.number).toBe(person.memberships[1]!.number);
    expect(person.history.at(-1)).toMatchObject({
      reason: '原工会合并，会籍随同接转',
      by: 'system:orgs.union_merged/people',
    });
    const { rows } = await app.pool.query(
      `select detail from kernel.audit_entry where action = 'people.merge' and org_id = $1`,
      [street],
    );
    expect(rows).toEqual([{ detail: { from: primary, members: 3, transfers: 0, rosters: 0 } }]);
  });

  test('leaves what is on its way, and who applies', async () => {
    const given = await twoUnions();
    const { chair, far, primary, street, elsewhere } = given;
    const [leaving, coming, between] = [
      await newMember(app, chair, primary),
      await newMember(app, far, elsewhere.primary),
      await newMember(app, chair, primary),
    ];
    const waiting = await newApplication(app, primary);
    const start = async (who: Client, personId: string, toOrgId: number) =>
      (await who.call(startTransfer, { personId, toOrgId })).body.id;
    const out = await start(chair, leaving.personId, elsewhere.primary);
    const inward = await start(far, coming.personId, primary);
    const across = await start(chair, between.personId, street);
    await merged(given);
    expect((await chair.call(getTransfer, { id: out })).body).toMatchObject({
      state: 'requested',
      from: { id: street },
    });
    expect((await periodsOf(chair, leaving.personId))[0]).toEqual([
      street,
      'transferring',
      today(),
      null,
      null,
    ]);
    expect((await chair.call(getTransfer, { id: inward })).body).toMatchObject({ to: { id: street } });
    expect((await chair.call(getTransfer, { id: across })).body).toMatchObject({
      state: 'withdrawn',
      reason: '两个工会已合并，不用再接转',
    });
    expect((await periodsOf(chair, between.personId))[0]).toEqual([street, 'active', today(), null, null]);
    expect((await chair.call(getApplication, { id: waiting.id })).body).toMatchObject({
      state: 'offered',
      org: { id: street },
    });
    await chair.call(recordConsent, { id: out, note: '签字' });
    expect((await far.call(acceptTransfer, { id: out })).body).toEqual({ state: 'moved' });
    await far.call(recordConsent, { id: inward, note: '签字' });
    expect((await chair.call(acceptTransfer, { id: inward })).body).toEqual({ state: 'moved' });
    expect((await periodsOf(chair, coming.personId))[0]![0]).toBe(street);
  });

  test('leaves its roster, and the rosters that it looked after', async () => {
    const given = await twoUnions();
    const { chair, primary, street, employer } = given;
    const member = await newMember(app, chair, primary);
    const worker = await onRoster(app, employer, primary);
    const own = await onRoster(app, primary, primary);
    const both = await onRoster(app, primary, primary, await onRoster(app, street, street));
    await onRoster(app, primary, primary, member.personId);
    await merged(given);
    for (const id of [worker, own, both, member.personId])
      expect((await chair.call(getPerson, { id })).body.org.id).toBe(street);
    const rostersOf = async (id: string) =>
      (await chair.call(getPerson, { id })).body.rosters.map(({ org, until }) => [org.id, until]);
    expect(await rostersOf(own)).toEqual([[street, null]]);
    expect(await rostersOf(worker)).toEqual([[employer, null]]);
    const twice = await rostersOf(both);
    expect(twice).toHaveLength(2);
    expect(twice).toEqual(
      expect.arrayContaining([
        [street, null],
        [street, today()],
      ]),
    );
    const { rows } = await app.pool.query(
      'select union_id from people.roster where org_id = any($1) group by 1',
      [[employer, primary, street]],
    );
    expect(rows).toEqual([{ union_id: street }]);
  });

  test('twice is as good as once; and whoever took over may be merged itself by then', async () => {
    const given = await twoUnions();
    const { chair, primary, street, district, pool } = given;
    const member = await newMember(app, chair, primary);
    await merged(given);
    const before = await periodsOf(chair, member.personId);
    for (let again = 0; again < 2; again++) await inTx(app.ctx(), (tx) => mergeMembers(tx, primary, street));
    expect(await periodsOf(chair, member.personId)).toEqual(before);
    expect(await stepsOf(chair, member.personId)).toHaveLength(2);
    const late = await newMember(app, chair, street);
    await app.pool.query(`update orgs.organisation set state = 'merged', merged_into = $2 where id = $1`, [
      primary,
      district,
    ]);
    await inTx(app.ctx(), (tx) => mergeMembers(tx, street, primary));
    expect((await periodsOf(chair, late.personId))[0]![0]).toBe(district);
    expect(pool).not.toBe(district);
  });
});

describe('a union that is dissolved', () => {
  test('leaves its members to the one above, retained; who was retired is so for that reason still', async () => {
    const { chair, primary, street } = await twoUnions();
    const [active, retired] = [await newMember(app, chair, primary), await newMember(app, chair, primary)];
    await chair.call(retainMember, { id: retired.personId, as: 'retired', on: '2026-01-05' });
    await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    await app.drain();
    expect(await periodsOf(chair, active.personId)).toEqual([
      [street, 'retained', today(), null, 'unit_closed'],
      [primary, 'transferred', '2024-01-12', today(), null],
    ]);
    expect((await periodsOf(chair, retired.personId))[0]).toEqual([
      street,
      'retained',
      today(),
      null,
      'retired',
    ]);
    await inTx(app.ctx(), (tx) => retainAbove(tx, primary, street));
    expect(await periodsOf(chair, active.personId)).toHaveLength(2);
    expect(await stepsOf(chair, active.personId)).toEqual(['→active', 'active→retained']);
  });

  test('closes what was on its way from it and to it', async () => {
    const { chair, far, primary, street, elsewhere } = await twoUnions();
    const [leaving, coming] = [
      await newMember(app, chair, primary),
      await newMember(app, far, elsewhere.primary),
    ];
    const out = (await chair.call(startTransfer, { personId: leaving.personId, toOrgId: elsewhere.primary }))
      .body;
    const inward = (await far.call(startTransfer, { personId: coming.personId, toOrgId: primary })).body;
    await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    await app.drain();
    for (const { id } of [out, inward])
      expect((await far.call(getTransfer, { id })).body).toMatchObject({
        state: 'withdrawn',
        reason: '原工会已撤销',
      });
    expect((await periodsOf(chair, leaving.personId))[0]).toEqual([
      street,
      'retained',
      today(),
      null,
      'unit_closed',
    ]);
    expect((await periodsOf(far, coming.personId))[0]).toEqual([
      elsewhere.primary,
      'active',
      '2024-01-12',
      null,
      null,
    ]);
  });

  test('leaves its rosters to the one above', async () => {
    const { chair, primary, street } = await twoUnions();
    const own = await onRoster(app, primary, primary);
    await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    await app.drain();
    expect((await chair.call(getPerson, { id: own })).body).toMatchObject({
      org: { id: street },
      standing: 'known',
      rosters: [{ org: { id: primary }, since: '2025-01-01', until: null }],
      details: { department: '运营部', migrant: 'true' },
      memberships: [],
      may: { reveal: true, move: false },
    });
  });
});

test('the roster of an employer goes to whichever union organises it, and back', async () => {
  const { chair, primary, district, employer } = await twoUnions();
  const worker = await onRoster(app, employer, district);
  const orgOf = async () => {
    await app.drain();
    return (await chair.call(getPerson, { id: worker })).body.org.id;
  };
  expect(await orgOf()).toBe(district);
  const { body } = await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
  expect(await orgOf()).toBe(primary);
  await chair.call(endRelation, { id: body.id });
  expect(await orgOf()).toBe(district);
});
