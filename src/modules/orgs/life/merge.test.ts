import { RawNode, type KyselyPlugin } from 'kysely';
import { describe, expect, test } from 'vitest';
import { inTx, makeCtx } from '#kernel/ctx';
import { expectProblem, nextPhone, testApp, type TestApp } from '#kernel/testing';
import { relateOrgs as relate } from '../actions.ts';
import * as contract from '../contract.ts';
import { newDistrict } from '../factory.ts';
import { inviteOfficer, listOfficers, lookAtInvitation } from '../officers/contract.ts';
import * as actions from './actions.ts';

const { createOrg, getJoinTarget, getOrg, listOrgs, mergeOrg, relateOrgs, setServedAreas } = contract;

const reason = '两家企业合并';

/** A district with its chair and a second primary union beside the first. */
async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  const chair = await app.officer('chair', made.district);
  return { app, ...made, chair, other: await newUnion(app, chair, made.street, `另一${made.tag}工会`) };
}

type Chair = Awaited<ReturnType<TestApp['officer']>>;

async function newUnion(app: TestApp, chair: Chair, parentId: number, name: string): Promise<number> {
  const union = { kind: 'union', level: 'primary', formation: 'single', name } as const;
  const { id } = (await chair.call(createOrg, { parentId, ...union })).body;
  await app.pool.query(`update orgs.organisation set state = 'active' where id = $1`, [id]);
  return id;
}

async function freeStreet(app: TestApp): Promise<string> {
  const { rows } = await app.pool.query<{ code: string }>(
    `select code from orgs.area where level = 'street' and code not in (select area_code from orgs.served_area)
     order by random() limit 1`,
  );
  return rows[0]!.code;
}

describe('a merged union', () => {
  test('says into which, and why; the other says what it took in', async () => {
    const { app, chair, other, primary, tag } = await chaired();
    const answer = await chair.call(mergeOrg, { id: primary, intoId: other, reason });
    expect(answer).toMatchObject({ status: 200, body: { unions: 0, records: 0, streets: 0 } });
    const gone = (await chair.call(getOrg, { id: primary })).body;
    expect(gone).toMatchObject({
      state: 'merged',
      mergedInto: { id: other, name: `另一${tag}工会`, readable: true },
    });
    expect(gone.history.at(-1)).toMatchObject({
      from: 'active',
      to: 'merged',
      reason: `${reason}（→ 另一${tag}工会）`,
      by: '测试chair',
    });
    const kept = (await chair.call(getOrg, { id: other })).body;
    expect(kept).toMatchObject({ state: 'active', mergedInto: null });
    expect(kept.history.at(-1)!.reason).toBe(`测试公司${tag}工会并入：${reason}`);
    const { rows } = await app.pool.query(
      `select detail from kernel.audit_entry where action = 'orgs.merge' and org_id = $1`,
      [primary],
    );
    expect(rows).toEqual([{ detail: { into: other, unions: 0, records: 0, streets: 0 } }]);
  });

  test('hands over what stands below it, each with its subtree, and from when is kept', async () => {
    const { app, chair, district, other, primary, street } = await chaired();
    const below = await newUnion(app, chair, primary, '车间工会');
    const leaf = await newUnion(app, chair, below, '班组工会');
    const ended = await newUnion(app, chair, primary, '旧车间工会');
    await chair.call(contract.changeOrgState, { id: ended, to: 'dissolved', reason: '停产' });
    const record = (await chair.call(createOrg, { parentId: primary, kind: 'employer', name: '分厂' })).body
      .id;
    const ofLeaf = await app.officer('viewer', leaf);
    for (let i = 0; i < 3; i++) expect((await ofLeaf.call(getOrg, { id: leaf })).status).toBe(200);
    const { body } = await chair.call(mergeOrg, { id: primary, intoId: other, reason });
    expect(body).toEqual({ unions: 1, records: 1, streets: 0 });
    const seen = (await ofLeaf.call(getOrg, { id: leaf })).body;
    expect(seen.ancestors.map(({ id }) => id).slice(1)).toEqual([district, street, other, below]);
    for (const id of [below, record])
      expect((await chair.call(getOrg, { id })).body).toMatchObject({ parent: { id: other } });
    expect((await chair.call(getOrg, { id: below })).body.history.at(-1)!.reason).toContain(reason);
    // What had ended before stays where it ended.
    expect((await chair.call(getOrg, { id: ended })).body.parent?.id).toBe(primary);
    const { rows } = await app.pool.query(
      `select parent_id, upper_inf(during) as open,
         lag(upper(during)) over (order by during) is not distinct from lower(during) as joined
       from orgs.placement where org_id = $1 order by during`,
      [below],
    );
    expect(rows).toEqual([
      { parent_id: primary, open: false, joined: false },
      { parent_id: other, open: true, joined: true },
    ]);
  });

  test('into the union above it, leaves that one with all', async () => {
    const { chair, district, primary, street } = await chaired();
    const { body } = await chair.call(mergeOrg, { id: street, intoId: district, reason });
    expect(body).toMatchObject({ unions: 2 });
    const seen = (await chair.call(getOrg, { id: primary })).body;
    expect(seen.ancestors.map(({ id }) => id).slice(1)).toEqual([district]);
  });

  test('hands over its relations, without a gap and without a second one', async () => {
    const { app, chair, district, employer, other, primary } = await chaired();
    const add = async (kind: 'employer' | 'host', name: string) =>
      (await chair.call(createOrg, { parentId: district, kind, name })).body.id;
    const [second, host] = [await add('employer', '二公司'), await add('host', '驿站')];
    for (const toId of [employer, second])
      await chair.call(relateOrgs, { id: primary, kind: 'organises', toId });
    for (const toId of [primary, other]) await chair.call(relateOrgs, { id: host, kind: 'hosts', toId });
    await chair.call(relateOrgs, { id: primary, kind: 'member_of', toId: other });
    await chair.call(mergeOrg, { id: primary, intoId: other, reason });
    const { rows } = await app.pool.query(
      `select from_id, upper_inf(during) as open,
         lag(upper(during)) over (order by during) is not distinct from lower(during) as joined
       from orgs.relation where to_id = $1 and kind = 'organises' order by during`,
      [employer],
    );
    expect(rows).toEqual([
      { from_id: primary, open: false, joined: false },
      { from_id: other, open: true, joined: true },
    ]);
    const open = (await chair.call(getOrg, { id: other })).body.relations.filter(
      ({ until }) => until === null,
    );
    expect(open.map(({ kind, org }) => `${kind} ${org.id}`).sort()).toEqual(
      [`hosts ${host}`, `organises ${employer}`, `organises ${second}`].sort(),
    );
    const left = (await chair.call(getOrg, { id: primary })).body.relations;
    expect(left.filter(({ until }) => until === null)).toEqual([]);
    // The employer may go to yet another union from there.
    const again = await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
    expectProblem(again, 409, 'orgs.not_standing', 'id');
  });

  test('hands over its streets, and its poster leads on', async () => {
    const { app, chair, other, primary, street } = await chaired();
    const code = await freeStreet(app);
    await chair.call(setServedAreas, { id: primary, codes: [code] });
    const { body } = await chair.call(mergeOrg, { id: primary, intoId: other, reason });
    expect(body).toMatchObject({ streets: 1 });
    expect((await chair.call(getOrg, { id: other })).body.serves).toMatchObject([{ code }]);
    await chair.call(mergeOrg, { id: other, intoId: street, reason });
    const target = await app.guest().call(getJoinTarget, { u: primary });
    expect(target.body.union).toMatchObject({ id: street });
  });

  test('has no officers and no open invitations any more', async () => {
    const { app, chair, other, primary } = await chaired();
    const officer = await app.officer('chair', primary);
    const invitation = { id: primary, name: '赵敏', phone: nextPhone(), role: 'viewer' } as const;
    const { link } = (await chair.call(inviteOfficer, invitation)).body;
    expect((await officer.call(getOrg, { id: primary })).status).toBe(200);
    await chair.call(mergeOrg, { id: primary, intoId: other, reason });
    expectProblem(await officer.call(getOrg, { id: primary }), 403, 'kernel.forbidden');
    const { officers, invitations } = (await chair.call(listOfficers, { id: primary })).body;
    expect(officers).toMatchObject([{ current: false, endReason: expect.stringContaining(reason) }]);
    expect(invitations).toEqual([]);
    const token = link.split('#')[1]!;
    expectProblem(await app.guest().call(lookAtInvitation, { token }), 410, 'orgs.invitation_gone');
    const anew = await chair.call(inviteOfficer, { ...invitation, phone: nextPhone() });
    expectProblem(anew, 409, 'orgs.not_standing', 'id');
    expect(anew.problem.message).toContain('测试公司');
  });

  test('is told to the other modules, with each employer that changed hands', async () => {
    const { app, employer, other, primary } = await chaired();
    const told: unknown[] = [];
    await inTx(app.ctx(), async (tx) => {
      const emit = async (...event: unknown[]): Promise<void> => void told.push(event);
      const relation = { id: primary, kind: 'organises', toId: employer } as const;
      await relate({ ...tx, emit }, relation);
      await actions.mergeOrg({ ...tx, emit }, { id: primary, intoId: other, reason });
      await actions.changeOrgState({ ...tx, emit }, { id: other, to: 'dissolved', reason });
    });
    expect(told).toEqual([
      ['orgs.employer_union_changed', { employerId: employer }],
      ['orgs.employer_union_changed', { employerId: employer }],
      ['orgs.union_merged', { orgId: primary, intoId: other }],
      ['orgs.employer_union_changed', { employerId: employer }],
      ['orgs.union_dissolved', { orgId: other, upperId: expect.any(Number) }],
    ]);
  });

  test('stays merged', async () => {
    const { chair, other, primary, street } = await chaired();
    await chair.call(mergeOrg, { id: primary, intoId: other, reason });
    for (const to of ['active', 'dissolved'] as const)
      expectProblem(
        await chair.call(contract.changeOrgState, { id: primary, to, reason }),
        409,
        'orgs.bad_step',
      );
    expectProblem(await chair.call(mergeOrg, { id: primary, intoId: street, reason }), 409, 'orgs.bad_step');
    const below = { parentId: primary, kind: 'employer', name: '新单位' } as const;
    expectProblem(await chair.call(createOrg, below), 409, 'orgs.bad_parent', 'parentId');
    const merged = (await chair.call(listOrgs, { state: 'merged' })).body.items;
    expect(merged.map(({ id }) => id)).toEqual([primary]);
  });
});

describe('merging is refused', () => {
  test('into itself, what stands below, what is not active, a pool, and what is no union', async () => {
    const { chair, district, employer, other, pool, primary, street } = await chaired();
    const refuse = async (id: number, intoId: number) =>
      expectProblem(await chair.call(mergeOrg, { id, intoId, reason }), 409, 'orgs.bad_successor', 'intoId');
    await refuse(primary, primary);
    await refuse(street, primary);
    await refuse(district, street);
    await refuse(primary, pool);
    await refuse(primary, employer);
    const planned = { parentId: street, kind: 'union', level: 'primary', name: '拟建工会' } as const;
    await refuse(primary, (await chair.call(createOrg, planned)).body.id);
    await chair.call(contract.changeOrgState, { id: other, to: 'dissolved', reason });
    await refuse(primary, other);
    expect((await chair.call(getOrg, { id: primary })).body.state).toBe('active');
  });

  test('of what is not an active union', async () => {
    const { chair, employer, other, street } = await chaired();
    const planned = { parentId: street, kind: 'union', level: 'primary', name: '拟建工会' } as const;
    const { id } = (await chair.call(createOrg, planned)).body;
    for (const not of [id, employer])
      expectProblem(await chair.call(mergeOrg, { id: not, intoId: other, reason }), 409, 'orgs.bad_step');
  });

  test('without a right over both, and without a reason', async () => {
    const { app, chair, other, primary } = await chaired();
    const officer = await app.officer('chair', primary);
    const into = { id: primary, intoId: other, reason };
    expectProblem(await officer.call(mergeOrg, into), 404, 'orgs.not_found');
    const out = { id: other, intoId: primary, reason };
    expectProblem(await officer.call(mergeOrg, out), 404, 'orgs.not_found');
    const viewer = await app.officer('viewer', primary);
    expectProblem(await viewer.call(mergeOrg, into), 403, 'kernel.forbidden');
    const silent = await chair.call(mergeOrg, { ...into, reason: ' ' });
    expectProblem(silent, 400, 'kernel.bad_request', 'reason');
    await app.grant(officer.userId, other, 'membership_officer');
    expect((await officer.call(mergeOrg, into)).status).toBe(200);
  });

  test('where the last system administrator would go with it, as dissolving is', async () => {
    const { app, chair, other, primary } = await chaired();
    await app.pool.query(
      `update orgs.officer set during = tstzrange(lower(during), now())
       where role = 'system_admin' and upper_inf(during) and lower(during) < now()`,
    );
    await app.officer('system_admin', primary);
    await app.officer('system_admin', primary);
    const merge = await chair.call(mergeOrg, { id: primary, intoId: other, reason });
    expectProblem(merge, 409, 'orgs.last_admin');
    const end = await chair.call(contract.changeOrgState, { id: primary, to: 'dissolved', reason });
    expectProblem(end, 409, 'orgs.last_admin');
    await app.officer('system_admin', other);
    expect((await chair.call(mergeOrg, { id: primary, intoId: other, reason })).status).toBe(200);
  });
});

describe('two unions merged into one another at once', () => {
  test('one goes into the other', async () => {
    for (let round = 0; round < 5; round++) {
      const { chair, other, primary } = await chaired();
      const both = await Promise.all([
        chair.call(mergeOrg, { id: primary, intoId: other, reason }),
        chair.call(mergeOrg, { id: other, intoId: primary, reason }),
      ]);
      expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
      expectProblem(
        both.find(({ status }) => status === 409)!,
        409,
        'orgs.bad_successor',
        'intoId',
      );
    }
  });

  /** Takes the tree's lock away. */
  const unlocked: KyselyPlugin = {
    transformQuery: ({ node }) =>
      node.kind === 'RawNode' && 'sqlFragments' in node && String(node.sqlFragments).startsWith('lock table')
        ? RawNode.createWithSql('select 1')
        : node,
    transformResult: async ({ result }) => result,
  };

  test('negative control: without the tree’s lock both are gone', async () => {
    let gone = 0;
    for (let round = 0; round < 5 && gone < 2; round++) {
      const { app, other, primary } = await chaired();
      const ctx = makeCtx({ ...app.ctx(), db: app.app.db.withPlugin(unlocked) });
      await Promise.all(
        [
          { id: primary, intoId: other },
          { id: other, intoId: primary },
        ].map((input) => inTx(ctx, (tx) => actions.mergeOrg(tx, { ...input, reason }))),
      ).catch(() => undefined);
      const { rows } = await app.pool.query(
        `select from orgs.organisation where id = any($1) and state = 'merged'`,
        [[primary, other]],
      );
      gone = rows.length;
    }
    expect(gone).toBe(2);
    // Whoever follows one to the other comes round: it has to end all the same.
    expect(await (await testApp()).drain('orgs.union_merged/people')).toBeGreaterThan(0);
  });
});

describe('a dissolved union', () => {
  test('ends its officers’ roles, its invitations, its relations and its streets', async () => {
    const { app, chair, district, employer, other, primary } = await chaired();
    const officer = await app.officer('membership_officer', primary);
    await chair.call(inviteOfficer, { id: primary, name: '赵敏', phone: nextPhone(), role: 'viewer' });
    await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
    const code = await freeStreet(app);
    await chair.call(setServedAreas, { id: primary, codes: [code] });
    await chair.call(contract.changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    expectProblem(await officer.call(getOrg, { id: primary }), 403, 'kernel.forbidden');
    const { officers, invitations } = (await chair.call(listOfficers, { id: primary })).body;
    expect(officers).toMatchObject([{ current: false, endReason: '撤销：企业注销' }]);
    expect(invitations).toEqual([]);
    const gone = (await chair.call(getOrg, { id: primary })).body;
    expect(gone.relations).toMatchObject([{ until: expect.any(String) }]);
    expect(gone.serves).toEqual([]);
    const street = await chair.call(setServedAreas, { id: primary, codes: [code] });
    expectProblem(street, 409, 'orgs.not_standing', 'id');
    expect((await chair.call(setServedAreas, { id: primary, codes: [] })).status).toBe(200);
    // Both are free for others.
    expect((await chair.call(setServedAreas, { id: other, codes: [code] })).status).toBe(200);
    const organise = { kind: 'organises', toId: employer } as const;
    expect((await chair.call(relateOrgs, { id: other, ...organise })).status).toBe(201);
    await chair.call(contract.changeOrgState, { id: employer, to: 'dissolved', reason: '企业注销' });
    const relation = await chair.call(relateOrgs, { id: district, ...organise });
    expectProblem(relation, 409, 'orgs.not_standing', 'toId');
  });
});
