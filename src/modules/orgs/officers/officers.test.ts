import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#kernel/auth';
import { sql } from 'kysely';
import { expectProblem, nextPhone, testApp, type TestApp } from '#kernel/testing';
import { getOrg } from '../contract.ts';
import { newDistrict } from '../factory.ts';
import * as contract from './contract.ts';

const { acceptInvitation, endOfficer, inviteOfficer, listOfficers, lookAtInvitation } = contract;
const { revokeInvitation, sendInvitationCode } = contract;

const password = 'ein langer Satz';
const DAY = 86_400_000;

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

type Chair = Awaited<ReturnType<typeof chaired>>['chair'];

/** Invites somebody new; the token is what stands behind the # of the link. */
async function invite(
  chair: Chair,
  id: number,
  given: { phone?: string; role?: Role; name?: string; until?: string; replaces?: string } = {},
) {
  const phone = given.phone ?? nextPhone();
  const input = { id, name: '赵敏', role: 'membership_officer' as Role, ...given, phone };
  const answer = await chair.call(inviteOfficer, input);
  expect(answer.status).toBe(201);
  return { phone, id: answer.body.id, token: answer.body.link.split('#')[1]! };
}

async function codeFor(app: TestApp, { phone, token }: { phone: string; token: string }): Promise<string> {
  expect((await app.guest().call(sendInvitationCode, { token })).status).toBe(202);
  return (await app.messagesTo(phone)).at(-1)!.params['code']!;
}

async function accept(app: TestApp, invited: { phone: string; token: string }, given = {}) {
  const code = await codeFor(app, invited);
  return app.guest().call(acceptInvitation, { token: invited.token, code, password, ...given });
}

/** A signed-in client of the account of a phone. */
const as = (app: TestApp, phone: string) => app.worker(phone);

async function current(chair: Chair, id: number) {
  const { officers } = (await chair.call(listOfficers, { id })).body;
  return officers.filter((officer) => officer.current);
}

describe('an invitation', () => {
  test('is looked at, proved by a code, accepted, and gives the role', async () => {
    const { app, chair, street, tag } = await chaired();
    const invited = await invite(chair, street);
    expect(await app.messagesTo(invited.phone)).toMatchObject([
      { template: 'orgs.invitation', params: { org: `测试街道${tag}总工会`, role: '会员工作人员' } },
    ]);
    const seen = await app.guest().call(lookAtInvitation, { token: invited.token });
    const mask = `${invited.phone.slice(0, 3)}****${invited.phone.slice(-4)}`;
    expect(seen.body).toMatchObject({
      name: '赵敏',
      role: 'membership_officer',
      phone: mask,
      hasPassword: false,
    });
    const listed = (await chair.call(listOfficers, { id: street })).body.invitations;
    expect(listed).toMatchObject([{ id: invited.id, name: '赵敏', phone: mask, expired: false }]);
    const accepted = await accept(app, invited);
    expect(accepted).toMatchObject({
      status: 200,
      body: { org: `测试街道${tag}总工会`, role: 'membership_officer' },
    });
    expect(await current(chair, street)).toMatchObject([
      { name: '赵敏', role: 'membership_officer', until: null },
    ]);
    expect((await chair.call(listOfficers, { id: street })).body.invitations).toEqual([]);
    const officer = await as(app, invited.phone);
    expect((await officer.call(getOrg, { id: street })).body.may).toEqual({ manage: true, officers: false });
    expectProblem(
      await app.guest().call(lookAtInvitation, { token: invited.token }),
      410,
      'orgs.invitation_gone',
    );
  });

  test('is sent in the language of who sends it', async () => {
    const { app, chair, street } = await chaired();
    const phone = nextPhone();
    await chair.call(inviteOfficer, { id: street, name: 'Zhao', phone, role: 'viewer' }, { locale: 'en' });
    expect(await app.messagesTo(phone)).toMatchObject([{ params: { role: 'viewer' } }]);
  });

  test('with a wrong code gives nothing; the right one still works', async () => {
    const { app, chair, street } = await chaired();
    const invited = await invite(chair, street);
    const code = await codeFor(app, invited);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const { token } = invited;
    const refused = await app.guest().call(acceptInvitation, { token, code: wrong, password });
    expectProblem(refused, 422, 'accounts.wrong_code');
    expect(await current(chair, street)).toEqual([]);
    expect((await app.guest().call(acceptInvitation, { token, code, password })).status).toBe(200);
  });

  test('needs a password only where there is none, and never replaces one', async () => {
    const { app, chair, pool, street } = await chaired();
    const invited = await invite(chair, street);
    const code = await codeFor(app, invited);
    const bare = await app.guest().call(acceptInvitation, { token: invited.token, code });
    expectProblem(bare, 400, 'orgs.password_missing', 'password');
    const weak = await app
      .guest()
      .call(acceptInvitation, { token: invited.token, code, password: '12345678' });
    expectProblem(weak, 400, 'accounts.weak_password', 'password');
    expect((await app.guest().call(acceptInvitation, { token: invited.token, code, password })).status).toBe(
      200,
    );
    const hash = async () =>
      (
        await app.pool.query(
          `select a.password from auth.account a join auth."user" u on u.id = a."userId" where u."phoneNumber" = $1`,
          [app.app.crypto.hash('phone', invited.phone).toString('base64')],
        )
      ).rows;
    const before = await hash();
    expect(before).toHaveLength(1);
    const second = await invite(chair, pool, { phone: invited.phone, role: 'viewer' });
    expect((await app.guest().call(lookAtInvitation, { token: second.token })).body.hasPassword).toBe(true);
    expect((await accept(app, second, { password: 'another passphrase' })).status).toBe(200);
    expect(await hash()).toEqual(before);
  });

  test('is gone when withdrawn, when expired, and when it never was', async () => {
    const { app, chair, street } = await chaired();
    const withdrawn = await invite(chair, street);
    expect((await chair.call(revokeInvitation, { id: withdrawn.id })).body).toEqual({ done: true });
    expectProblem(await chair.call(revokeInvitation, { id: withdrawn.id }), 410, 'orgs.invitation_gone');
    const expired = await invite(chair, street);
    const code = await codeFor(app, expired);
    try {
      // A second more: once in many runs it was not over yet at this very instant; a clock set back would do that.
      app.setNow(new Date(Date.now() + 7 * DAY + 1_000));
      for (const token of [withdrawn.token, expired.token, 'never-was-such-a-token']) {
        const guest = app.guest();
        expectProblem(await guest.call(lookAtInvitation, { token }), 410, 'orgs.invitation_gone');
        expectProblem(await guest.call(sendInvitationCode, { token }), 410, 'orgs.invitation_gone');
        expectProblem(
          await guest.call(acceptInvitation, { token, code, password }),
          410,
          'orgs.invitation_gone',
        );
      }
      const listed = (await chair.call(listOfficers, { id: street })).body.invitations;
      expect(listed).toMatchObject([{ id: expired.id, expired: true }]);
      // An expired one does not stand in the way.
      expect((await invite(chair, street, { phone: expired.phone })).id).not.toBe(expired.id);
    } finally {
      app.setNow(null);
    }
  });

  test('of one phone for one role is open once', async () => {
    const { chair, pool, street } = await chaired();
    const { phone } = await invite(chair, street);
    const again = await chair.call(inviteOfficer, {
      id: street,
      name: '赵',
      phone,
      role: 'membership_officer',
    });
    expectProblem(again, 409, 'orgs.already_invited', 'phone');
    await invite(chair, street, { phone, role: 'viewer' });
    await invite(chair, pool, { phone });
  });

  test('taken up twice at once works once', async () => {
    const { app, chair, street } = await chaired();
    const invited = await invite(chair, street);
    const code = await codeFor(app, invited);
    const both = await Promise.all(
      [1, 2].map(() => app.guest().call(acceptInvitation, { token: invited.token, code, password })),
    );
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(both.every(({ status }) => [200, 410, 422].includes(status))).toBe(true);
    expect(await current(chair, street)).toHaveLength(1);
  });

  test('a second code within a minute is too soon', async () => {
    const { app, chair, street } = await chaired();
    const { token } = await invite(chair, street);
    expect((await app.guest().call(sendInvitationCode, { token })).body).toEqual({ retryAfterSeconds: 60 });
    expectProblem(await app.guest().call(sendInvitationCode, { token }), 429, 'accounts.code_too_soon');
  });
});

describe('a role with an end', () => {
  test('ends by itself, and is listed with its end', async () => {
    const { app, chair, street } = await chaired();
    const past = { id: street, name: '赵', phone: nextPhone(), role: 'viewer', until: '2020-01-01' } as const;
    expectProblem(await chair.call(inviteOfficer, past), 400, 'orgs.until_past', 'until');
    const invited = await invite(chair, street, { until: '2099-01-01' });
    await accept(app, invited);
    expect(await current(chair, street)).toMatchObject([{ until: '2098-12-31T16:00:00.000Z' }]);
    try {
      app.setNow(new Date('2098-12-31T16:00:00Z'));
      const after = (await chair.call(listOfficers, { id: street })).body.officers;
      expect(after).toMatchObject([{ current: false }]);
    } finally {
      app.setNow(null);
    }
  });
});

describe('hand-over', () => {
  test('ends the role of the one before when, and only when, the new one accepts', async () => {
    const { app, chair, street } = await chaired();
    const before = await app.officer('membership_officer', street);
    const [entry] = await current(chair, street);
    const invited = await invite(chair, street, { replaces: entry!.id });
    expect((await before.call(getOrg, { id: street })).status).toBe(200);
    expect((await accept(app, invited)).status).toBe(200);
    expectProblem(await before.call(getOrg, { id: street }), 403, 'kernel.forbidden');
    expect(await current(chair, street)).toMatchObject([{ name: '赵敏' }]);
    const ended = (await chair.call(listOfficers, { id: street })).body.officers.find(
      ({ id }) => id === entry!.id,
    );
    expect(ended).toMatchObject({ current: false, endReason: '交接' });
  });

  test('is of the same role at the same place: a chair cannot end an administrator by it', async () => {
    const { app, chair, pool, street } = await chaired();
    await app.officer('system_admin', street);
    await app.officer('viewer', pool);
    const [admin] = await current(chair, street);
    const [elsewhere] = await current(chair, pool);
    for (const replaces of [admin!.id, elsewhere!.id, '01890000-0000-7000-8000-000000000000']) {
      const input = { id: street, name: '赵', phone: nextPhone(), role: 'viewer', replaces } as const;
      expectProblem(await chair.call(inviteOfficer, input), 404, 'orgs.officer_not_found', 'replaces');
    }
  });
});

describe('who may appoint', () => {
  test.each((['chair', 'system_admin'] as const).flatMap((by) => ROLES.map((role) => [by, role] as const)))(
    'a %s invites for %s',
    async (by, role) => {
      const app = await testApp();
      const { district, street } = await newDistrict(app);
      const sender = await app.officer(by, district);
      const answer = await sender.call(inviteOfficer, { id: street, name: '赵', phone: nextPhone(), role });
      if (by === 'system_admin' || !['system_admin', 'auditor'].includes(role))
        expect(answer.status).toBe(201);
      else expectProblem(answer, 403, 'orgs.may_not_invite');
    },
  );

  test('a chair withdraws no invitation that a chair could not send', async () => {
    const { app, chair, street } = await chaired();
    const admin = await app.officer('system_admin', street);
    const invited = await invite(admin, street, { role: 'auditor' });
    expectProblem(await chair.call(revokeInvitation, { id: invited.id }), 403, 'orgs.may_not_invite');
    expect((await admin.call(revokeInvitation, { id: invited.id })).status).toBe(200);
  });

  test('nobody reaches into another scope', async () => {
    const { app, chair, street } = await chaired();
    const invited = await invite(chair, street);
    await app.officer('viewer', street);
    const [entry] = await current(chair, street);
    const foreign = await app.officer('chair', (await newDistrict(app)).district);
    const input = { id: street, name: '赵', phone: nextPhone(), role: 'viewer' } as const;
    expectProblem(await foreign.call(listOfficers, { id: street }), 404, 'orgs.not_found');
    expectProblem(await foreign.call(inviteOfficer, input), 404, 'orgs.not_found');
    expectProblem(await foreign.call(revokeInvitation, { id: invited.id }), 410, 'orgs.invitation_gone');
    expectProblem(
      await foreign.call(endOfficer, { id: entry!.id, reason: '外' }),
      404,
      'orgs.officer_not_found',
    );
  });
});

describe('separated duties', () => {
  test('an officer cannot become administrator; the refusal leaves the account as it was', async () => {
    const { app, chair, pool, street } = await chaired();
    const admin = await app.officer('system_admin', pool);
    const phone = nextPhone();
    const { userId } = await app.worker(phone);
    await app.grant(userId, street, 'viewer');
    const invited = await invite(admin, pool, { phone, role: 'auditor', name: '另一个名字' });
    expectProblem(await accept(app, invited), 409, 'orgs.duties_separated');
    expect(await app.app.accounts.findByPhone(phone)).toEqual({ userId, hasPassword: false });
    expect((await app.app.accounts.namesOf([userId])).get(userId)).toBe('');
    const [entry] = await current(chair, street);
    await chair.call(endOfficer, { id: entry!.id, reason: '改任审计' });
    expect((await app.guest().call(lookAtInvitation, { token: invited.token })).status).toBe(200);
  });

  test('hold in the database, whoever writes', async () => {
    const { app, street } = await chaired();
    const officer = await app.officer('chair', street);
    await expect(app.grant(officer.userId, street, 'auditor')).rejects.toMatchObject({
      code: 'orgs.duties_separated',
    });
  });
});

describe('ending a role', () => {
  test('works at once in a session whose rights are cached, and says why', async () => {
    const { app, chair, street } = await chaired();
    const officer = await app.officer('membership_officer', street);
    for (let i = 0; i < 3; i++) expect((await officer.call(getOrg, { id: street })).status).toBe(200);
    const [entry] = await current(chair, street);
    expect((await chair.call(endOfficer, { id: entry!.id, reason: '换届' })).body).toEqual({ done: true });
    expectProblem(await officer.call(getOrg, { id: street }), 403, 'kernel.forbidden');
    const { officers } = (await chair.call(listOfficers, { id: street })).body;
    expect(officers).toMatchObject([{ current: false, endReason: '换届', until: expect.any(String) }]);
    const again = await chair.call(endOfficer, { id: entry!.id, reason: '换届' });
    expectProblem(again, 404, 'orgs.officer_not_found');
  });

  test('of an administrator or auditor is not for a chair', async () => {
    const { app, chair, street } = await chaired();
    await app.officer('auditor', street);
    const [entry] = await current(chair, street);
    expectProblem(
      await chair.call(endOfficer, { id: entry!.id, reason: '换届' }),
      403,
      'orgs.may_not_invite',
    );
  });

  test('of the last administrator of all is refused, also when two end each other at once', async () => {
    const app = await testApp();
    const { root, street } = await newDistrict(app);
    for (let round = 0; round < 5; round++) {
      // The only administrators there are: those of before end.
      await endAdministrators(app);
      const one = await app.officer('system_admin', root);
      const [mine] = await current(one, root);
      expectProblem(await one.call(endOfficer, { id: mine!.id, reason: '退休' }), 409, 'orgs.last_admin');
      const two = await app.officer('system_admin', root);
      const theirs = (await current(one, root)).find(({ id }) => id !== mine!.id)!;
      const both = await Promise.all([
        one.call(endOfficer, { id: theirs.id, reason: '互撤' }),
        two.call(endOfficer, { id: mine!.id, reason: '互撤' }),
      ]);
      const [first, second] = both.map(({ status }) => status).sort((a, b) => a - b);
      expect(first).toBe(200);
      // The second may have lost its rights before it began.
      expect(second).toBeOneOf([403, 409]);
    }
    await app.officer('system_admin', street);
  });

  async function endAdministrators(app: TestApp): Promise<void> {
    await sql`update orgs.officer set during = tstzrange(lower(during), now())
      where role = 'system_admin' and upper_inf(during) and lower(during) < now()`.execute(app.app.db);
  }
});
