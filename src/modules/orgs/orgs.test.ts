import { describe, expect, test } from 'vitest';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import * as contract from './contract.ts';
import { newDistrict } from './factory.ts';

const { createOrg, getOrg, joinPoster, listAreas, listOrgs, relateOrgs, setServedAreas, updateOrg } =
  contract;

/** A district with its chair. */
async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

let usccs = 0;

/** A valid credit code (GB 32100-2015) that no other test uses. */
function nextUscc(): string {
  usccs += 1;
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = `91110114${String(process.pid % 10_000).padStart(4, '0')}${String(usccs).padStart(5, '0')}`;
  const sum = [...body].reduce(
    (total, character, i) => total + alphabet.indexOf(character) * (3 ** i % 31),
    0,
  );
  return body + alphabet[(31 - (sum % 31)) % 31]!;
}

describe('registering an organisation', () => {
  test('a union starts as planned, anything else as active; both keep all their facts', async () => {
    const { chair, street, tag } = await chaired();
    const facts = {
      name: `顺达快运${tag}`,
      phone: '010-69741234',
      address: '回龙观东大街 1 号',
      areaCode: '110114007',
      foundedOn: '2020-05-01',
      approvalNo: '昌工发〔2020〕3 号',
      termEndsOn: '2030-05-01',
    };
    const union = {
      parentId: street,
      kind: 'union',
      level: 'primary',
      formation: 'single',
      ...facts,
    } as const;
    const made = await chair.call(createOrg, { ...union, uscc: nextUscc().toLowerCase() });
    expect(made.status).toBe(201);
    const { body } = await chair.call(getOrg, { id: made.body.id });
    expect(body).toMatchObject({ ...facts, state: 'planning', level: 'primary', parent: { id: street } });
    expect(body.uscc).toMatch(/^91110114/);
    expect(body.history).toEqual([expect.objectContaining({ from: null, to: 'planning', by: '测试chair' })]);
    const employer = await chair.call(createOrg, { parentId: street, kind: 'employer', name: `顺达${tag}` });
    expect((await chair.call(getOrg, { id: employer.body.id })).body).toMatchObject({
      state: 'active',
      level: null,
    });
  });

  test('a credit code stands for one organisation, also where another district asks', async () => {
    const { app, chair, district, tag } = await chaired();
    const uscc = nextUscc();
    const input = { parentId: district, kind: 'employer', name: `一${tag}`, uscc } as const;
    expect((await chair.call(createOrg, input)).status).toBe(201);
    const other = await newDistrict(app);
    const elsewhere = await app.officer('chair', other.district);
    const again = await elsewhere.call(createOrg, { ...input, parentId: other.district });
    expectProblem(again, 409, 'orgs.uscc_taken', 'uscc');
    const mine = await chair.call(createOrg, { parentId: district, kind: 'employer', name: `二${tag}` });
    expectProblem(await chair.call(updateOrg, { id: mine.body.id, uscc }), 409, 'orgs.uscc_taken', 'uscc');
  });

  test.each([
    ['a union without a level', { kind: 'union' }, 'orgs.union_needs_level', 'level'],
    ['an employer with one', { kind: 'employer', level: 'primary' }, 'orgs.union_needs_level', 'level'],
    ['a wrong check character', { kind: 'employer', uscc: '91350100M000100Y44' }, 'orgs.bad_uscc', 'uscc'],
    ['a code with an I', { kind: 'employer', uscc: '91350100I000100Y43' }, 'orgs.bad_uscc', 'uscc'],
    [
      'an area that does not exist',
      { kind: 'employer', areaCode: '999999' },
      'orgs.unknown_area',
      'areaCode',
    ],
    [
      'a day that does not exist',
      { kind: 'employer', foundedOn: '2026-02-30' },
      'kernel.bad_request',
      'foundedOn',
    ],
    ['the year 0', { kind: 'employer', foundedOn: '0000-01-01' }, 'kernel.bad_request', 'foundedOn'],
  ] as const)('refuses %s', async (_what, given, code, field) => {
    const { chair, district } = await chaired();
    const answer = await chair.call(createOrg, { parentId: district, name: '某单位', ...given });
    expectProblem(answer, 400, code, field);
  });

  test('nothing stands below an employer, nor below a union that is no more', async () => {
    const { chair, district, employer, primary } = await chaired();
    const below = (parentId: number) => chair.call(createOrg, { parentId, kind: 'employer', name: '下级' });
    expectProblem(await below(employer), 409, 'orgs.bad_parent', 'parentId');
    await chair.call(contract.changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    expectProblem(await below(primary), 409, 'orgs.bad_parent', 'parentId');
    const move = { id: employer, reason: '整理' };
    expectProblem(
      await chair.call(contract.moveOrg, { ...move, parentId: primary }),
      409,
      'orgs.bad_parent',
      'parentId',
    );
    expect((await chair.call(contract.moveOrg, { ...move, parentId: district })).status).toBe(200);
  });
});

describe('correcting facts', () => {
  test('changes what is given, clears what is null, keeps the rest, and says in the audit which', async () => {
    const { app, chair, primary } = await chaired();
    await chair.call(updateOrg, { id: primary, phone: '010-1', address: '旧址' });
    const answer = await chair.call(updateOrg, { id: primary, phone: null, areaCode: '110114007' });
    expect(answer).toMatchObject({ status: 200, body: { id: primary } });
    const { body } = await chair.call(getOrg, { id: primary });
    expect(body).toMatchObject({ phone: null, address: '旧址', areaCode: '110114007' });
    expect(body.areaName).not.toBeNull();
    const { rows } = await app.pool.query(
      `select detail from kernel.audit_entry where action = 'orgs.update' and org_id = $1 order by id`,
      [primary],
    );
    expect(rows.map(({ detail }) => detail.fields)).toEqual([
      ['phone', 'address'],
      ['phone', 'area_code'],
    ]);
  });

  test('an empty correction changes nothing', async () => {
    const { chair, primary } = await chaired();
    const before = await chair.call(getOrg, { id: primary });
    expect((await chair.call(updateOrg, { id: primary })).status).toBe(200);
    expect((await chair.call(getOrg, { id: primary })).body).toEqual(before.body);
  });
});

describe('finding organisations', () => {
  test('by name, kind, level, state and subtree, in pages that meet exactly', async () => {
    const { chair, district, street, tag } = await chaired();
    for (const name of ['甲', '乙', '丙_', '丁%', '戊\\'])
      await chair.call(createOrg, { parentId: street, kind: 'employer', name: `${name}${tag}` });
    const ids = async (input: Parameters<typeof chair.call<typeof listOrgs>>[1]) =>
      (await chair.call(listOrgs, input)).body.items.map(({ name }) => name.replace(tag, ''));
    expect(await ids({ q: tag, kind: 'employer', under: street })).toEqual(
      ['丁%', '丙_', '乙', '甲', '戊\\'].sort(),
    );
    expect(await ids({ q: '丙_' })).toEqual(['丙_']);
    expect(await ids({ q: '\\' })).toEqual(['戊\\']);
    expect(await ids({ q: `%${tag}` })).toEqual(['丁%']);
    expect(await ids({ level: 'primary' })).toEqual(['测试公司工会']);
    expect(await ids({ state: 'planning' })).toEqual([]);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const { body } = await chair.call(listOrgs, {
        under: district,
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      pages.push(body.items.map(({ name }) => name));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(pages.map((page) => page.length)).toEqual([3, 3, 3, 1]);
    expect(new Set(pages.flat()).size).toBe(10);
  });

  test('a page that ends in the longest name there is has a next one', async () => {
    const { chair, primary } = await chaired();
    const name = '长'.repeat(80);
    for (let i = 0; i < 3; i++) await chair.call(createOrg, { parentId: primary, kind: 'employer', name });
    const first = await chair.call(listOrgs, { under: primary, kind: 'employer', limit: 1 });
    const next = await chair.call(listOrgs, {
      under: primary,
      kind: 'employer',
      limit: 1,
      cursor: first.body.next!,
    });
    expect(next.status).toBe(200);
    expect(next.body.items[0]!.id).not.toBe(first.body.items[0]!.id);
  });

  test('a made-up cursor is refused', async () => {
    const { chair } = await chaired();
    const cursor = Buffer.from('["x",1e300]').toString('base64url');
    expectProblem(await chair.call(listOrgs, { cursor }), 400, 'kernel.bad_cursor');
  });
});

describe('scope', () => {
  /** Every call about one organisation. */
  const calls: readonly [string, (who: Client, id: number) => ReturnType<Client['call']>][] = [
    ['looking', (who, id) => who.call(getOrg, { id })],
    ['the tree below', (who, id) => who.call(contract.listTree, { parentId: id })],
    ['searching below', (who, id) => who.call(listOrgs, { under: id })],
    ['registering below', (who, id) => who.call(createOrg, { parentId: id, kind: 'employer', name: '外' })],
    ['correcting', (who, id) => who.call(updateOrg, { id, phone: '1' })],
    ['a step', (who, id) => who.call(contract.changeOrgState, { id, to: 'dissolved', reason: '外' })],
    ['areas', (who, id) => who.call(setServedAreas, { id, codes: [] })],
    ['the poster', (who, id) => who.call(joinPoster, { id })],
    ['moving', (who, id) => who.call(contract.moveOrg, { id, parentId: id, reason: '外' })],
    ['relating', (who, id) => who.call(relateOrgs, { id, kind: 'organises', toId: id })],
  ];

  test.each(calls)(
    '%s: another district, a sibling and the levels above do not exist',
    async (_what, ask) => {
      const app = await testApp();
      const [mine, foreign] = [await newDistrict(app), await newDistrict(app)];
      const chair = await app.officer('chair', mine.primary);
      for (const id of [
        foreign.district,
        foreign.employer,
        mine.pool,
        mine.street,
        mine.district,
        mine.root,
        2_000_000_000,
      ])
        expectProblem(await ask(chair, id), 404, 'orgs.not_found');
    },
  );

  test.each(
    calls.filter(([what]) => !['looking', 'the tree below', 'searching below', 'the poster'].includes(what)),
  )('%s is not for somebody who may only look', async (_what, ask) => {
    const app = await testApp();
    const { district, primary } = await newDistrict(app);
    expectProblem(await ask(await app.officer('viewer', district), primary), 403, 'kernel.forbidden');
  });

  test('somebody who may change things in one place only looks in the other', async () => {
    const app = await testApp();
    const { primary, pool } = await newDistrict(app);
    const officer = await app.officer('chair', primary);
    await app.grant(officer.userId, pool, 'viewer');
    expect((await officer.call(getOrg, { id: pool })).body.may).toEqual({ manage: false, officers: false });
    expect((await officer.call(getOrg, { id: primary })).body.may).toEqual({ manage: true, officers: true });
    expectProblem(await officer.call(updateOrg, { id: pool, phone: '1' }), 404, 'orgs.not_found');
  });

  test('the way up is named to whoever may look here, without its facts', async () => {
    const app = await testApp();
    const { district, primary, root, street } = await newDistrict(app);
    const { body } = await (await app.officer('viewer', primary)).call(getOrg, { id: primary });
    expect(body.ancestors.map(({ id }) => id)).toEqual([root, district, street]);
  });
});

describe('relations', () => {
  test('show on both sides, and one union organises an employer', async () => {
    const { chair, employer, pool, primary } = await chaired();
    expect((await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer })).status).toBe(
      201,
    );
    const from = await chair.call(getOrg, { id: primary });
    expect(from.body.relations).toMatchObject([
      { kind: 'organises', direction: 'to', org: { id: employer } },
    ]);
    const to = await chair.call(getOrg, { id: employer });
    expect(to.body.relations).toMatchObject([{ direction: 'from', org: { id: primary }, until: null }]);
    const again = { kind: 'organises', toId: employer } as const;
    expectProblem(
      await chair.call(relateOrgs, { id: primary, ...again }),
      409,
      'orgs.already_related',
      'toId',
    );
    expectProblem(await chair.call(relateOrgs, { id: pool, ...again }), 409, 'orgs.already_related', 'toId');
    const itself = await chair.call(relateOrgs, { id: primary, kind: 'hosts', toId: primary });
    expectProblem(itself, 409, 'orgs.already_related', 'toId');
    expect((await chair.call(relateOrgs, { id: pool, kind: 'hosts', toId: employer })).status).toBe(201);
  });

  test('need sight of the other side', async () => {
    const { app, chair, primary } = await chaired();
    const { employer } = await newDistrict(app);
    const answer = await chair.call(relateOrgs, { id: primary, kind: 'organises', toId: employer });
    expectProblem(answer, 404, 'orgs.not_found');
  });
});

describe('areas', () => {
  /** Streets that nobody serves yet. */
  async function freeStreets(app: TestApp, count: number): Promise<string[]> {
    const { rows } = await app.pool.query<{ code: string }>(
      `select code from orgs.area where level = 'street' and code not in (select area_code from orgs.served_area)
       order by random() limit $1`,
      [count],
    );
    return rows.map(({ code }) => code);
  }

  test('a street is served by one union; taking it over needs the other to let go', async () => {
    const { app, chair, pool, street } = await chaired();
    const [one, two] = (await freeStreets(app, 2)) as [string, string];
    expect((await chair.call(setServedAreas, { id: street, codes: [one, two, one] })).body).toEqual({
      count: 2,
    });
    expect((await chair.call(getOrg, { id: street })).body.serves.map(({ code }) => code)).toEqual(
      [one, two].sort(),
    );
    const taken = await chair.call(setServedAreas, { id: pool, codes: [one] });
    expectProblem(taken, 409, 'orgs.area_served', 'codes');
    expect(taken.problem.message).toContain('测试街道');
    await chair.call(setServedAreas, { id: street, codes: [two] });
    expect((await chair.call(setServedAreas, { id: pool, codes: [one] })).status).toBe(200);
    await chair.call(setServedAreas, { id: street, codes: [] });
    expect((await chair.call(getOrg, { id: street })).body.serves).toEqual([]);
  });

  test('an area that does not exist changes nothing', async () => {
    const { app, chair, street } = await chaired();
    const codes = await freeStreets(app, 1);
    await chair.call(setServedAreas, { id: street, codes });
    const wrong = await chair.call(setServedAreas, { id: street, codes: ['999999'] });
    expectProblem(wrong, 400, 'orgs.unknown_area', 'codes');
    expect((await chair.call(getOrg, { id: street })).body.serves.map(({ code }) => code)).toEqual(codes);
  });

  test('of two unions that claim a street at once, one gets it and the other is told', async () => {
    const { app, chair, pool, street } = await chaired();
    for (const code of await freeStreets(app, 3)) {
      const both = await Promise.all(
        [street, pool].map((id) => chair.call(setServedAreas, { id, codes: [code] })),
      );
      expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    }
  });

  test('anyone can go down from the province to the streets, or look for a name', async () => {
    const guest = (await testApp()).guest();
    const [province] = (await guest.call(listAreas, {})).body.items;
    expect(province).toMatchObject({ level: 'province', parent: null });
    const streets = (await guest.call(listAreas, { parent: '110114' })).body.items;
    expect(streets.length).toBeGreaterThan(10);
    expect(new Set(streets.map(({ level }) => level))).toEqual(new Set(['street']));
    expect((await guest.call(listAreas, { q: '回龙观' })).body.items.map(({ name }) => name)).toContain(
      '回龙观街道',
    );
    expect((await guest.call(listAreas, { q: '%' })).body.items).toEqual([]);
  });
});
