import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { changesOf } from '#kernel/audit';
import type { Role } from '#kernel/auth';
import { getSession, listSessions, signInByPassword } from '#kernel/accounts/contract';
import { expectProblem, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { changeOrgState } from '../../life/contract.ts';
import { newDistrict } from '../../factory.ts';
import * as contract from '../contract.ts';

const password = 'ein langer Satz';

async function administered() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, admin: await app.officer('system_admin', made.district) };
}

/** Somebody who was invited and accepted, and signed in with the password on a browser. */
async function appointed(app: TestApp, by: Client, orgId: number, role: Role = 'membership_officer') {
  const phone = nextPhone();
  const { body } = await by.call(contract.inviteOfficer, { id: orgId, name: '赵敏', phone, role });
  const token = body.link.split('#')[1]!;
  await app.guest().call(contract.sendInvitationCode, { token });
  const code = (await app.messagesTo(phone)).at(-1)!.params['code']!;
  expect((await app.guest().call(contract.acceptInvitation, { token, code, password })).status).toBe(200);
  const { officers } = (await by.call(contract.listOfficers, { id: orgId })).body;
  const { id } = officers.find((officer) => officer.current && officer.role === role)!;
  const { rows } = await app.pool.query<{ userId: string }>(
    'select user_id as "userId" from orgs.officer where id = $1',
    [id],
  );
  return { id, phone, userId: rows[0]!.userId, cookie: await signIn(app, phone) };
}

async function signIn(app: TestApp, phone: string): Promise<string> {
  const answer = await app.guest().call(signInByPassword, { phone, password });
  return String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!;
}

const session = async (app: TestApp, cookie: string) =>
  (await app.guest().call(getSession, {}, { headers: { cookie } })).body;

/** As if the authenticator had been set up. */
async function withSecondFactor(app: TestApp, userId: string): Promise<void> {
  await sql`update auth."user" set "twoFactorEnabled" = true where id = ${userId}`.execute(app.app.db);
  await sql`insert into auth."twoFactor" (id, secret, "backupCodes", "userId", verified)
    values (${userId}, 'lost', 'lost', ${userId}, true)`.execute(app.app.db);
}

describe('a session ends when', () => {
  test('the role ends, and its page says that it was the role', async () => {
    const { app, admin, street } = await administered();
    const officer = await appointed(app, admin, street);
    expect((await session(app, officer.cookie)).account).toMatchObject({ id: officer.userId });
    await admin.call(contract.endOfficer, { id: officer.id, reason: '换届' });
    expect(await session(app, officer.cookie)).toEqual({ account: null, ended: 'role_changed' });
    const headers = { cookie: officer.cookie };
    expectProblem(await app.guest().call(listSessions, {}, { headers }), 401, 'kernel.role_changed');
  });

  test('another takes the role over; both begin anew', async () => {
    const { app, admin, street } = await administered();
    const before = await appointed(app, admin, street);
    const phone = nextPhone();
    const offer = { id: street, name: '李明', phone, role: 'membership_officer' as const };
    const { body } = await admin.call(contract.inviteOfficer, { ...offer, replaces: before.id });
    const token = body.link.split('#')[1]!;
    await app.guest().call(contract.sendInvitationCode, { token });
    const code = (await app.messagesTo(phone)).at(-1)!.params['code']!;
    await app.guest().call(contract.acceptInvitation, { token, code, password });
    expect((await session(app, before.cookie)).ended).toBe('role_changed');
    expect((await session(app, await signIn(app, phone))).account?.grants).toHaveLength(1);
  });

  test('the union is dissolved', async () => {
    const { app, admin, primary, district } = await administered();
    const chair = await app.officer('chair', district);
    const officer = await appointed(app, admin, primary);
    const answer = await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '单位注销' });
    expect(answer.status).toBe(200);
    expect((await session(app, officer.cookie)).ended).toBe('role_changed');
  });

  test('an administrator ends all of them; the role stays', async () => {
    const { app, admin, street, district } = await administered();
    const officer = await appointed(app, admin, street);
    const second = await signIn(app, officer.phone);
    const call = (by: Client) => by.call(contract.endOfficerSessions, { id: officer.id });
    expect((await call(admin)).body).toEqual({ ended: 2 });
    for (const cookie of [officer.cookie, second])
      expect(await session(app, cookie)).toEqual({ account: null, ended: 'by_admin' });
    expect((await session(app, await signIn(app, officer.phone))).account?.grants).toHaveLength(1);
    const chair = await app.officer('chair', district);
    expect((await call(chair)).body).toEqual({ ended: 1 });
    const stranger = await app.officer('system_admin', (await newDistrict(app)).district);
    expectProblem(await call(stranger), 404, 'orgs.officer_not_found');
    expectProblem(await call(await app.officer('viewer', district)), 403, 'kernel.forbidden');
    const auditor = await appointed(app, admin, street, 'auditor');
    const byChair = await chair.call(contract.endOfficerSessions, { id: auditor.id });
    expectProblem(byChair, 403, 'orgs.may_not_invite');
    await admin.call(contract.endOfficer, { id: officer.id, reason: '换届' });
    expectProblem(await call(admin), 404, 'orgs.officer_not_found');
  });
});

describe('a lost second factor', () => {
  const reset = (by: Client, id: string) =>
    by.call(contract.resetSecondFactor, { id, reason: '手机丢失，备用码也找不到' });

  test('is taken off by an administrator: sessions end, the officer is told, the reason is kept', async () => {
    const { app, admin, street } = await administered();
    const officer = await appointed(app, admin, street);
    expectProblem(await reset(admin, officer.id), 409, 'orgs.no_second_factor');
    await withSecondFactor(app, officer.userId);
    expect((await reset(admin, officer.id)).body).toEqual({ told: true });
    expect((await session(app, officer.cookie)).ended).toBe('by_admin');
    const { rows } = await app.pool.query(
      `select u."twoFactorEnabled" as enabled, f.id as kept from auth."user" u
       left join auth."twoFactor" f on f."userId" = u.id where u.id = $1`,
      [officer.userId],
    );
    expect(rows).toEqual([{ enabled: false, kept: null }]);
    const last = (await app.messagesTo(officer.phone)).at(-1);
    expect(last).toMatchObject({ template: 'orgs.second_factor_reset', params: {} });
    expect(await changesOf(app.ctx(), 'account', officer.userId)).toMatchObject([
      { to: 'second_factor_reset', reason: '手机丢失，备用码也找不到', actor: admin.userId },
    ]);
    // Signing in asks to set it up, or lets in where no policy asks for it: here the tests' own.
    const again = await app.guest().call(signInByPassword, { phone: officer.phone, password });
    expect(again.body).toEqual({ next: 'done' });
    expectProblem(await reset(admin, officer.id), 409, 'orgs.no_second_factor');
  });

  test('is not told where no number is on record', async () => {
    const { app, admin, street } = await administered();
    const officer = await app.officer('viewer', street);
    await withSecondFactor(app, officer.userId);
    const { officers } = (await admin.call(contract.listOfficers, { id: street })).body;
    expect((await reset(admin, officers[0]!.id)).body).toEqual({ told: false });
  });

  test('is nobody’s own to take off, nor a chair’s, nor a stranger’s', async () => {
    const { app, admin, district, street } = await administered();
    const officer = await appointed(app, admin, street);
    await withSecondFactor(app, officer.userId);
    const { officers } = (await admin.call(contract.listOfficers, { id: district })).body;
    const own = officers.find(({ role }) => role === 'system_admin')!;
    expectProblem(await reset(admin, own.id), 409, 'orgs.not_yourself');
    expectProblem(await reset(await app.officer('chair', district), officer.id), 403, 'kernel.forbidden');
    const stranger = await app.officer('system_admin', (await newDistrict(app)).district);
    expectProblem(await reset(stranger, officer.id), 404, 'orgs.officer_not_found');
    const nobody = '01890000-0000-7000-8000-000000000000';
    expectProblem(await reset(admin, nobody), 404, 'orgs.officer_not_found');
    const empty = await admin.call(contract.resetSecondFactor, { id: officer.id, reason: ' ' });
    expectProblem(empty, 400, 'kernel.bad_request', 'reason');
  });

  test('of somebody who also holds a role elsewhere is for the administrator above', async () => {
    const { app, admin, district, street, primary } = await administered();
    const officer = await appointed(app, admin, primary);
    await withSecondFactor(app, officer.userId);
    await app.grant(officer.userId, district, 'viewer');
    const below = await app.officer('system_admin', street);
    expectProblem(await reset(below, officer.id), 409, 'orgs.roles_elsewhere');
    expect((await reset(admin, officer.id)).status).toBe(200);
  });
});
