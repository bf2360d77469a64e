import { describe, expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import {
  changeOrgState,
  createOrg,
  findEmployers,
  getJoinTarget,
  joinPoster,
  relateOrgs,
} from './contract.ts';
import { newDistrict } from './factory.ts';

describe('employers for the join form', () => {
  test('are found by part of their name: the name, and whether a union is there', async () => {
    const app = await testApp();
    const { district, employer, primary, tag } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    await chair.call(createOrg, { parentId: district, kind: 'employer', name: `测试公司${tag}二分部` });
    await chair.call(createOrg, { parentId: district, kind: 'hospital', name: `测试公司${tag}医院` });
    await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
    const { status, body } = await app.guest().call(findEmployers, { q: `公司${tag}` });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { id: employer, name: `测试公司${tag}`, hasUnion: true },
      { id: expect.any(Number), name: `测试公司${tag}二分部`, hasUnion: false },
    ]);
  });

  test('are at most eight, without those that are gone; wildcards are letters', async () => {
    const app = await testApp();
    const { district, employer, tag } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    for (let i = 0; i < 9; i++)
      await chair.call(createOrg, { parentId: district, kind: 'employer', name: `_${tag}_${i}` });
    await chair.call(changeOrgState, { id: employer, to: 'dissolved', reason: '注销' });
    const guest = app.guest();
    expect((await guest.call(findEmployers, { q: tag })).body.items).toHaveLength(8);
    expect((await guest.call(findEmployers, { q: `测试公司${tag}` })).body.items).toEqual([]);
    expect((await guest.call(findEmployers, { q: `_${tag}_3` })).body.items).toHaveLength(1);
    expect((await guest.call(findEmployers, { q: `%${tag}%` })).body.items).toEqual([]);
    expectProblem(await guest.call(findEmployers, { q: '  ' }), 400, 'kernel.bad_request', 'q');
  });
});

describe('what a join QR names', () => {
  test('a union with the nearest telephone, a street, or nothing; always the federation', async () => {
    const app = await testApp();
    const { employer, primary, tag } = await newDistrict(app);
    const guest = app.guest();
    const federation = { name: '测试市总工会', phone: '12351', areaCode: null };
    expect((await guest.call(getJoinTarget, { u: primary, a: '110114007' })).body).toEqual({
      // Neither the primary nor the street union has a telephone of its own: the district's.
      union: { id: primary, name: `测试公司${tag}工会`, phone: '010-60000000' },
      area: { code: '110114007', name: expect.any(String) },
      federation,
    });
    const nothing = { union: null, area: null, federation };
    expect((await guest.call(getJoinTarget, {})).body).toEqual(nothing);
    expect((await guest.call(getJoinTarget, { u: employer, a: '999999' })).body).toEqual(nothing);
    expect((await guest.call(getJoinTarget, { u: 2_000_000_000 })).body).toEqual(nothing);
  });

  test('no union that has been dissolved', async () => {
    const app = await testApp();
    const { district, primary } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    expect((await app.guest().call(getJoinTarget, { u: primary })).body.union).toBeNull();
  });
});

describe('the join poster', () => {
  test('is a PDF, also for the oddest name', async () => {
    const app = await testApp();
    const { district, primary } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    const name = `龘𠮷\u202e😀(<b>[&amp;${'长'.repeat(50)}`;
    const odd = await chair.call(createOrg, { parentId: district, kind: 'union', level: 'primary', name });
    expect(odd.status).toBe(201);
    for (const id of [primary, odd.body.id]) {
      const answer = await chair.call(joinPoster, { id });
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf' });
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''\S+\.pdf$/);
      expect(answer.raw.toString('latin1', 0, 5)).toBe('%PDF-');
      expect(answer.raw.toString('latin1')).toMatch(/%%EOF\s*$/);
    }
  });
});
