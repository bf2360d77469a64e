import { describe, expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import {
  changeOrgState,
  createOrg,
  getOrg,
  listMyOrgs,
  listOrgTodos,
  listTree,
  moveOrg,
} from './contract.ts';
import { ORG_STATES, updateOrg, type OrgState } from './contract.ts';
import { newDistrict } from './factory.ts';

/** A district with its chair. */
async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

const reason = '区划调整';

describe('the tree', () => {
  test('begins at the tops of one’s scope: a top below another is none', async () => {
    const app = await testApp();
    const { district, pool, primary, street } = await newDistrict(app);
    const officer = await app.officer('viewer', street);
    await app.grant(officer.userId, primary, 'chair');
    await app.grant(officer.userId, pool, 'viewer');
    const { body } = await officer.call(listTree, {});
    expect(body.items.map(({ id }) => id).sort((a, b) => a - b)).toEqual([street, pool]);
    expect((await (await app.officer('chair', district)).call(listTree, {})).body.items).toMatchObject([
      { id: district, level: 'district', formation: 'federation', state: 'active' },
    ]);
  });

  test('counts unions below, active primary unions and officers of the subtree', async () => {
    const { app, chair, district, pool, primary, street } = await chaired();
    await chair.call(createOrg, { parentId: street, kind: 'union', level: 'primary', name: '拟建工会' });
    await chair.call(createOrg, { parentId: street, kind: 'employer', name: '某公司' });
    const officer = await app.officer('viewer', primary);
    await app.grant(officer.userId, street, 'viewer');
    await app.officer('auditor', street);
    const top = await chair.call(listTree, {});
    expect(top.body.items).toMatchObject([{ id: district, children: 2, primaryUnions: 1, officers: 3 }]);
    const below = await chair.call(listTree, { parentId: district });
    expect(below.body.items).toMatchObject([
      { id: street, children: 2, primaryUnions: 1, officers: 2 },
      { id: pool, children: 0, primaryUnions: 0, officers: 0 },
    ]);
    expect((await chair.call(listTree, { parentId: pool })).body.items).toEqual([]);
  });
});

describe('the steps of a union', () => {
  test('are taken in order, each kept with who took it', async () => {
    const { chair, street } = await chaired();
    const made = await chair.call(createOrg, {
      parentId: street,
      kind: 'union',
      level: 'primary',
      name: '新',
    });
    const { id } = made.body;
    for (const to of ['approved_by_upper', 'founded', 'active'] as const)
      expect((await chair.call(changeOrgState, { id, to })).body).toEqual({ state: to });
    await chair.call(changeOrgState, { id, to: 'dissolved', reason });
    const { history } = (await chair.call(getOrg, { id })).body;
    expect(history.map(({ from, to, reason: why }) => [from, to, why])).toEqual([
      [null, 'planning', null],
      ['planning', 'approved_by_upper', null],
      ['approved_by_upper', 'founded', null],
      ['founded', 'active', null],
      ['active', 'dissolved', reason],
    ]);
    expect(new Set(history.map(({ by }) => by))).toEqual(new Set(['测试chair']));
  });

  test.each<[OrgState]>(ORG_STATES.filter((state) => state !== 'dissolved').map((state) => [state]))(
    'from active to %s does not follow',
    async (to) => {
      const { chair, primary } = await chaired();
      expectProblem(await chair.call(changeOrgState, { id: primary, to, reason }), 409, 'orgs.bad_step');
    },
  );

  test('an end needs a reason, and nothing below', async () => {
    const { chair, primary, street } = await chaired();
    const end = { to: 'dissolved', reason } as const;
    const silent = await chair.call(changeOrgState, { id: primary, to: 'dissolved' });
    expectProblem(silent, 400, 'orgs.reason_needed', 'reason');
    const early = await chair.call(changeOrgState, { id: street, ...end });
    expectProblem(early, 409, 'orgs.has_children');
    expect(early.problem.message).toContain('1');
    expect((await chair.call(changeOrgState, { id: primary, ...end })).status).toBe(200);
    expect((await chair.call(changeOrgState, { id: street, ...end })).status).toBe(200);
    expectProblem(await chair.call(changeOrgState, { id: street, ...end }), 409, 'orgs.bad_step');
  });
});

describe('moving a union', () => {
  test('moves all below it and the rights over it, at once', async () => {
    const { app, chair, district, pool, primary, street } = await chaired();
    const ofStreet = await app.officer('chair', street);
    const ofPool = await app.officer('viewer', pool);
    const ofPrimary = await app.officer('viewer', primary);
    for (let i = 0; i < 3; i++) expect((await ofPrimary.call(getOrg, { id: primary })).status).toBe(200);
    expect((await ofStreet.call(getOrg, { id: primary })).status).toBe(200);
    expect((await ofPool.call(getOrg, { id: primary })).status).toBe(404);
    const leaf = (await chair.call(createOrg, { parentId: primary, kind: 'employer', name: '分部' })).body.id;
    expect((await chair.call(moveOrg, { id: primary, parentId: pool, reason })).body).toEqual({
      id: primary,
    });
    for (const id of [primary, leaf]) {
      expectProblem(await ofStreet.call(getOrg, { id }), 404, 'orgs.not_found');
      const seen = await ofPool.call(getOrg, { id });
      expect(seen.body.ancestors.map((org) => org.id)).toEqual(expect.arrayContaining([district, pool]));
    }
    // Whose rights are cached with the old place has them at the new one.
    expect((await ofPrimary.call(getOrg, { id: leaf })).status).toBe(200);
    const moved = (await ofPool.call(getOrg, { id: primary })).body;
    expect(moved.parent?.id).toBe(pool);
    expect(moved.history.at(-1)).toMatchObject({ from: 'active', to: 'active' });
    expect(moved.history.at(-1)!.reason).toMatch(/^区划调整（→ .*待转入库）$/);
  });

  test('keeps where it stood and until when', async () => {
    const { app, chair, district, pool, primary, street } = await chaired();
    for (const parentId of [pool, district, street])
      await chair.call(moveOrg, { id: primary, parentId, reason });
    const { rows } = await app.pool.query(
      `select parent_id, upper(during) is null as open,
         lag(upper(during)) over (order by during) is not distinct from lower(during) as joined
       from orgs.placement where org_id = $1 order by during`,
      [primary],
    );
    expect(rows.map(({ parent_id }) => parent_id)).toEqual([street, pool, district, street]);
    expect(rows.map(({ open }) => open)).toEqual([false, false, false, true]);
    expect(rows.slice(1).every(({ joined }) => joined)).toBe(true);
  });

  test('is refused below itself, and for the root', async () => {
    const { app, chair, district, primary, root, street } = await chaired();
    for (const parentId of [street, primary])
      expectProblem(await chair.call(moveOrg, { id: street, parentId, reason }), 409, 'orgs.cycle');
    const top = await app.officer('chair', root);
    expectProblem(await top.call(moveOrg, { id: root, parentId: district, reason }), 409, 'orgs.cycle');
  });

  test('needs the right over both ends', async () => {
    const { app, pool, primary } = await chaired();
    const officer = await app.officer('chair', primary);
    expectProblem(
      await officer.call(moveOrg, { id: primary, parentId: pool, reason }),
      404,
      'orgs.not_found',
    );
    await app.grant(officer.userId, pool, 'chair');
    expect((await officer.call(moveOrg, { id: primary, parentId: pool, reason })).status).toBe(200);
  });

  test('of two moves at once that would make a circle, one is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const { app, chair, pool, street } = await chaired();
      const both = await Promise.all([
        chair.call(moveOrg, { id: street, parentId: pool, reason }),
        chair.call(moveOrg, { id: pool, parentId: street, reason }),
      ]);
      expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
      const { rows } = await app.pool.query(
        'select id, parent_id, path from orgs.organisation where id = any($1)',
        [[street, pool]],
      );
      for (const row of rows)
        expect(row.path.split('.').slice(-2)).toEqual([`${row.parent_id}`, `${row.id}`]);
    }
  });

  test('many moves of one union at once all come through, one after the other', async () => {
    const { app, chair, district, pool, primary, street } = await chaired();
    const targets = Array.from({ length: 24 }, (_one, i) => [pool, district, street][i % 3]!);
    const all = await Promise.all(
      targets.map((parentId) => chair.call(moveOrg, { id: primary, parentId, reason })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    const { rows } = await app.pool.query('select from orgs.placement where org_id = $1', [primary]);
    expect(rows).toHaveLength(25);
  });
});

describe('what is mine', () => {
  test('the organisations of one’s roles; none for somebody without', async () => {
    const { app, chair, district, tag } = await chaired();
    expect((await chair.call(listMyOrgs, {})).body.items).toEqual([
      {
        role: 'chair',
        org: { id: district, name: `测试区${tag}总工会`, kind: 'union' },
        areaName: null,
        until: null,
      },
    ]);
    const worker = await app.worker('13700000001');
    expect((await worker.call(listMyOrgs, {})).body.items).toEqual([]);
  });

  test('a union whose term ends is a thing to do; from the day after it is another', async () => {
    const { app, chair, primary } = await chaired();
    expect((await chair.call(listOrgTodos, {})).body.items).toEqual([]);
    await chair.call(updateOrg, { id: primary, termEndsOn: '2090-11-20' });
    try {
      app.setNow(new Date('2090-11-20T15:59:59Z'));
      expect((await chair.call(listOrgTodos, {})).body.items).toEqual([
        {
          code: 'orgs.term_expiring',
          count: 1,
          oldest: '2090-11-20T16:00:00.000Z',
          minutes: expect.any(Number),
          href: expect.stringMatching(/^\/staff\//),
        },
      ]);
      app.setNow(new Date('2090-11-20T16:00:00Z'));
      expect((await chair.call(listOrgTodos, {})).body.items).toEqual([
        {
          code: 'orgs.term_overdue',
          count: 1,
          oldest: '2090-11-19T16:00:00.000Z',
          minutes: expect.any(Number),
          href: expect.stringMatching(/^\/staff\//),
        },
      ]);
    } finally {
      app.setNow(null);
    }
  });
});
