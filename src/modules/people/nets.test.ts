import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { newMember } from './factory.ts';
import { newDistrict } from '#orgs/factory';
import { inTx, makeCtx, type Ctx } from '#kernel/ctx';
import { netOf, type Net } from '#kernel/net';
import { assertHeld, connectAs, rolesOf, withOption, withRoles } from '#kernel/roles';
import { testApp, type TestApp } from '#kernel/testing';

/** A request that sees what `net` shows. */
function asking(t: TestApp, net: Net): Ctx {
  return makeCtx({ ...t.ctx(), db: t.app.requests, net });
}

async function peopleSeen(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from people.person`.execute(ctx.db);
  return rows[0]!.count;
}

describe('the second net', () => {
  test('refuses to serve as who is not held by it', async () => {
    const t = await testApp();
    await expect(assertHeld(t.pool)).rejects.toMatchObject({ code: 'role_too_strong' });
  });

  test('shows an officer the people of their subtree, nobody else anybody, and lasts no longer than its transaction', async () => {
    const t = await testApp();
    const { district, primary, street } = await newDistrict(t);
    const other = await newDistrict(t);
    const officer = await t.officer('chair', district);
    await newMember(t, officer, primary);
    const staff = (...orgs: number[]): Net => ({ kind: 'staff', userId: officer.userId, orgs });
    const seenAs = (net: Net) => inTx(asking(t, net), peopleSeen);
    expect(await seenAs(staff(district))).toBe(1);
    expect(await seenAs(staff(primary))).toBe(1);
    expect(await seenAs(staff(other.district, other.street))).toBe(0);
    expect(await seenAs(staff())).toBe(0);
    expect(await seenAs({ kind: 'own', userId: officer.userId, phone: null })).toBe(0);
    expect(await seenAs({ kind: 'all' })).toBeGreaterThan(0);
    expect(street).not.toBe(primary);
    // Whoever gets the connection next begins with nothing.
    for (let again = 0; again < 20; again++) expect(await peopleSeen(asking(t, { kind: 'all' }))).toBe(0);
  });

  test('takes no row where it shows none', async () => {
    const t = await testApp();
    const { district } = await newDistrict(t);
    const { primary } = await newDistrict(t);
    const write = inTx(asking(t, { kind: 'staff', userId: 'x', orgs: [district] }), ({ db }) =>
      sql`insert into people.resolution (id, org_id, number, held_on, title, created_by, created_at)
        values (gen_random_uuid(), ${primary}, '1', '2026-01-01', '决议', 'x', now())`.execute(db),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what a request may reach', () => {
  const grants = [
    { role: 'chair', orgId: 7, path: '1.7' },
    { role: 'viewer', orgId: 9, path: '1.9' },
  ] as const;
  const account = { kind: 'account', userId: 'u', sessionId: 's', phone: 'cA==', grants } as const;

  test.each([
    ['a guest nothing', { kind: 'guest' }, 'people.read', { kind: 'own', userId: null, phone: null }],
    ['a job everything', { kind: 'system', name: 'j' }, 'people.read', { kind: 'all' }],
    ['an account its own', account, 'person', { kind: 'own', userId: 'u', phone: 'cA==' }],
    ['an officer where they may read', account, 'people.read', { kind: 'staff', userId: 'u', orgs: [7, 9] }],
    ['and where they may approve', account, 'people.approve', { kind: 'staff', userId: 'u', orgs: [7] }],
    ['nowhere without the role', account, 'orgs.audit', { kind: 'staff', userId: 'u', orgs: [] }],
    [
      'an officer of the root everything',
      { ...account, grants: [{ role: 'chair', orgId: 1, path: '1' }] },
      'people.read',
      { kind: 'all' },
    ],
  ] as const)('%s', (_name, actor, access, net) => {
    expect(netOf(actor, access)).toEqual(net);
  });
});

test('a migration names the roles of its own database, and no cast is one', () => {
  const text = 'create policy p on t to :all, :staff using (a::all_of and b = :app)';
  expect(withRoles(text, rolesOf('d'))).toBe(
    'create policy p on t to "d_all", "d_staff" using (a::all_of and b = "d_app")',
  );
});

test('a session steps down where it cannot log in as the role', () => {
  expect(connectAs({ host: '/run', user: 'o' }, 'd_app')).toEqual({ host: '/run', user: 'd_app' });
  const url = { connectionString: 'postgres://o@h/d' };
  expect(withOption(connectAs(url, 'd_app'), '-c search_path=auth')).toEqual({
    ...url,
    options: '-c role=d_app -c search_path=auth',
  });
});
