import { describe, expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import * as contract from './contract.ts';
import { newDistrict } from './factory.ts';

const { endRelation, findUnions, getOrg, listOrgs, listOrgTodos, relateOrgs, updateOrg } = contract;

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
    const { items } = (await chair.call(listOrgs, { overdue: 'true' })).body;
    expect(items.map(({ id }) => id)).toEqual([primary]);
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
    expectProblem(await stranger.call(endRelation, { id: made.body.id }), 404, 'orgs.not_found');
  });
});
