import { describe, expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import * as contract from './contract.ts';
import { newDistrict } from './factory.ts';
import { findOrgByCode } from './queries.ts';
import { organiserOf } from './routing/queries.ts';

const { changeOrgState, createOrg, endRelation, findUnions, getOrg } = contract;
const { listOrgs, listOrgTodos, relateOrgs, updateOrg } = contract;

/** The worked example of GB 32100-2015. */
const USCC = '91350100M000100Y43';

describe('finding', () => {
  test('a union to hand something on to reaches beyond one’s own scope, but finds no pool', async () => {
    const app = await testApp();
    const { primary } = await newDistrict(app);
    const other = await newDistrict(app);
    const officer = await app.officer('membership_officer', primary);
    const { items } = (await officer.call(findUnions, { q: other.tag })).body;
    expect(new Set(items.map(({ id }) => id))).toEqual(
      new Set([other.district, other.primary, other.street]),
    );
  });

  test('unions past their term is what the to-do counts and its list shows', async () => {
    const app = await testApp();
    const { district, primary, street } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    expect((await chair.call(listOrgTodos, {})).body.items).toEqual([]);
    await chair.call(updateOrg, { id: primary, termEndsOn: '2020-01-01' });
    await chair.call(updateOrg, { id: street, termEndsOn: '2999-01-01' });
    expect((await chair.call(listOrgTodos, {})).body.items).toMatchObject([
      { code: 'orgs.term_overdue', count: 1 },
    ]);
    const { items } = (await chair.call(listOrgs, { term: 'overdue' })).body;
    expect(items.map(({ id }) => id)).toEqual([primary]);
  });
});

describe('an organisation in a list that people typed', () => {
  test('is found by number, credit code, or a name that one standing organisation has', async () => {
    const app = await testApp();
    const { district, employer, primary, street, tag } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    const find = async (code: string) => (await findOrgByCode(app.ctx(), code))?.id;
    expect(await find(` ${primary} `)).toBe(primary);
    expect(await find(`测试公司${tag}`)).toBe(employer);
    expect(await find(`试公司${tag}`)).toBeUndefined();
    await app.pool.query('update orgs.organisation set uscc = $1 where id = $2', [USCC, employer]);
    expect(await find(USCC.toLowerCase())).toBe(employer);
    const twin = { parentId: street, kind: 'employer', name: `测试公司${tag}` } as const;
    const { id } = (await chair.call(createOrg, twin)).body;
    expect(await find(`测试公司${tag}`)).toBeUndefined();
    await chair.call(changeOrgState, { id, to: 'dissolved', reason: '企业注销' });
    expect(await find(`测试公司${tag}`)).toBe(employer);
    for (const nothing of ['', '0', '-1', '1.5', '999999999', '99999999999', '%', '\\'])
      expect(await find(nothing)).toBeUndefined();
  });

  test('an employer is in the charge of who organises it, else of who looks after its record', async () => {
    const app = await testApp();
    const { district, employer, primary, street } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    const other = await chair.call(createOrg, { parentId: street, kind: 'employer', name: '二公司' });
    const made = await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
    const inCharge = async () =>
      Object.fromEntries(await organiserOf(app.ctx(), [employer, other.body.id, 2_000_000_000]));
    expect(await inCharge()).toEqual({ [employer]: primary, [other.body.id]: street });
    await chair.call(endRelation, { id: made.body.id });
    expect(await inCharge()).toEqual({ [employer]: district, [other.body.id]: street });
    expect((await organiserOf(app.ctx(), [])).size).toBe(0);
  });
});

describe('the occupations of a sector association', () => {
  test('are set there, once each, and nowhere else', async () => {
    const app = await testApp();
    const { district, primary } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    const association = {
      parentId: district,
      kind: 'union',
      level: 'association',
      formation: 'sector_association',
      name: '快递行业工会联合会',
    } as const;
    const { id } = (await chair.call(createOrg, association)).body;
    const set = (on: number, sectors: string[]) => chair.call(updateOrg, { id: on, sectors });
    expect((await set(id, ['courier', 'truck_driver', 'courier'])).status).toBe(200);
    expect((await chair.call(getOrg, { id })).body.sectors).toEqual(['courier', 'truck_driver']);
    expect((await chair.call(updateOrg, { id, phone: '1' })).status).toBe(200);
    expect((await chair.call(getOrg, { id })).body.sectors).toHaveLength(2);
    expectProblem(await set(primary, ['courier']), 409, 'orgs.no_sector_association', 'sectors');
    expect((await set(primary, [])).status).toBe(200);
    expectProblem(await set(id, ['快递员']), 400, 'kernel.bad_request', 'sectors.0');
    expect((await set(id, [])).status).toBe(200);
    expect((await chair.call(getOrg, { id })).body.sectors).toEqual([]);
  });
});

describe('a relation', () => {
  test('ends, stays in the history, and may be recorded anew', async () => {
    const app = await testApp();
    const { district, employer, primary, street } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    const made = await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
    expect((await chair.call(endRelation, { id: made.body.id })).body).toEqual({ done: true });
    const { relations } = (await chair.call(getOrg, { id: primary })).body;
    expect(relations).toMatchObject([{ id: made.body.id, until: expect.any(String) }]);
    expectProblem(await chair.call(endRelation, { id: made.body.id }), 404, 'orgs.relation_not_found');
    expect((await chair.call(relateOrgs, { id: street, kind: 'organises', toId: employer })).status).toBe(
      201,
    );
  });

  test('of another district cannot be ended', async () => {
    const app = await testApp();
    const { district, employer, primary } = await newDistrict(app);
    const made = await (
      await app.officer('chair', district)
    ).call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
    const stranger = await app.officer('chair', (await newDistrict(app)).district);
    expectProblem(await stranger.call(endRelation, { id: made.body.id }), 404, 'orgs.relation_not_found');
  });
});
