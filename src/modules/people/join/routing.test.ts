import { describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextIdNumber, nextPhone, openTestApp, testApp, type TestApp } from '#kernel/testing';
import { findOrg, insertOrg } from '#orgs';
import { changeOrgState, relateOrgs, setServedAreas } from '#orgs/contract';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { getApplication } from '../review/contract.ts';
import { submitApplication, trackApplication, type Occupation } from './contract.ts';

/** A district with an employer that the primary union organises, and a street that the street union serves. */
async function settled() {
  const app = await testApp();
  const made = await newDistrict(app);
  const chair = await app.officer('chair', made.district);
  const { rows } = await app.pool.query<{ code: string }>(
    `select code from orgs.area where level = 'street' and code not in (select area_code from orgs.served_area)
     order by random() limit 1`,
  );
  const area = rows[0]!.code;
  await chair.call(setServedAreas, { id: made.street, codes: [area] });
  const organised = await add(app, made.district, { kind: 'employer', name: `有工会${made.tag}` });
  await chair.call(relateOrgs, { id: made.primary, kind: 'organises', toId: organised });
  return { app, ...made, chair, area, organised };
}

async function add(
  app: TestApp,
  parentId: number,
  given: { kind: 'employer' | 'union'; name: string; sectors?: string[] },
) {
  const parent = (await findOrg(app.ctx(), parentId))!;
  const union =
    given.kind === 'union' ? ({ level: 'association', formation: 'sector_association' } as const) : {};
  return inTx(app.ctx(), (tx) => insertOrg(tx, parent, { state: 'active', ...union, ...given }));
}

type Settled = Awaited<ReturnType<typeof settled>>;
type Form = { qrOrgId?: number; employerId?: number; employerName?: string; areaCode?: string };

async function send(app: TestApp, form: Form, occupation: Occupation = 'courier') {
  const person = {
    name: '路由',
    idNo: nextIdNumber(),
    phone: nextPhone(),
    occupation,
    consent: true as const,
  };
  const answer = await app.guest().call(submitApplication, { ...person, ...form });
  expect(answer.status).toBe(201);
  return answer.body;
}

const ways: readonly [
  what: string,
  form: (s: Settled) => Form,
  to: keyof TestDistrict,
  reason: string,
  state: string,
][] = [
  ['the QR of a primary union', (s) => ({ qrOrgId: s.primary }), 'primary', 'qr_union', 'in_review'],
  ['the QR of a street union', (s) => ({ qrOrgId: s.street }), 'street', 'qr_union', 'in_review'],
  [
    'a union’s QR before employer and street',
    (s) => ({ qrOrgId: s.street, employerId: s.organised, areaCode: s.area }),
    'street',
    'qr_union',
    'in_review',
  ],
  [
    'an employer with a union',
    (s) => ({ employerId: s.organised, areaCode: s.area }),
    'primary',
    'employer_union',
    'in_review',
  ],
  [
    'an employer without one, and a street',
    (s) => ({ employerId: s.employer, areaCode: s.area }),
    'street',
    'street_union',
    'in_review',
  ],
  ['a street', (s) => ({ areaCode: s.area }), 'street', 'street_union', 'in_review'],
  [
    'a street, and an employer known by name only',
    (s) => ({ areaCode: s.area, employerName: '某站点' }),
    'street',
    'street_union',
    'in_review',
  ],
  [
    'the QR of the district: where, not which',
    (s) => ({ qrOrgId: s.district }),
    'pool',
    'holding_pool',
    'pooled',
  ],
  ['the QR of the pool itself', (s) => ({ qrOrgId: s.pool }), 'pool', 'holding_pool', 'pooled'],
  [
    'an employer without a union and no street',
    (s) => ({ employerId: s.employer }),
    'pool',
    'holding_pool',
    'pooled',
  ],
  [
    'a QR that names no union, and a street',
    (s) => ({ qrOrgId: s.employer, areaCode: s.area }),
    'street',
    'street_union',
    'in_review',
  ],
  [
    'a QR and an employer that do not exist, and a street',
    (s) => ({ qrOrgId: 2_000_000_000, employerId: 2_000_000_000, areaCode: s.area }),
    'street',
    'street_union',
    'in_review',
  ],
];

describe('an application goes to the union that', () => {
  test.each(ways)('%s leads to', async (_what, form, to, reason, state) => {
    const s = await settled();
    const { id } = await send(s.app, form(s));
    const { body } = await s.chair.call(getApplication, { id });
    expect(body).toMatchObject({ org: { id: s[to] }, routeReason: reason, state });
    expect(body.history.map(({ to: step }) => step)).toEqual(['submitted', 'auto_checked', state]);
  });

  test('a sector association takes its occupations, in its own district and no other', async () => {
    const s = await settled();
    const association = await add(s.app, s.district, {
      kind: 'union',
      name: `快递${s.tag}`,
      sectors: ['courier'],
    });
    const routed = async (of: Settled, form: Form, occupation: Occupation) => {
      const { id } = await send(s.app, form, occupation);
      const { org, routeReason } = (await of.chair.call(getApplication, { id })).body;
      return [org.id, routeReason];
    };
    expect(await routed(s, { areaCode: s.area }, 'courier')).toEqual([association, 'sector_association']);
    expect(await routed(s, { qrOrgId: s.district }, 'courier')).toEqual([association, 'sector_association']);
    expect(await routed(s, { areaCode: s.area }, 'office')).toEqual([s.street, 'street_union']);
    const employed = { employerId: s.organised, areaCode: s.area };
    expect(await routed(s, employed, 'courier')).toEqual([s.primary, 'employer_union']);
    const other = await settled();
    expect(await routed(other, { areaCode: other.area }, 'courier')).toEqual([other.street, 'street_union']);
    expect(await routed(other, { qrOrgId: other.district }, 'courier')).toEqual([other.pool, 'holding_pool']);
  });

  test('a union that was dissolved takes nobody in, by QR, by employer or by street', async () => {
    const s = await settled();
    for (const id of [s.primary, s.street])
      expect((await s.chair.call(changeOrgState, { id, to: 'dissolved', reason: '撤销' })).status).toBe(200);
    for (const form of [
      { qrOrgId: s.primary },
      { employerId: s.organised },
      { qrOrgId: s.street, employerId: s.organised },
    ]) {
      const { id } = await send(s.app, form);
      const { body } = await s.chair.call(getApplication, { id });
      expect(body.routeReason).toBe('holding_pool');
      expect(body.org.id).toBe(s.pool);
    }
  });

  test('nothing at all leads to a holding pool: nobody is refused for not having a unit', async () => {
    const { app } = await settled();
    const { token } = await send(app, {});
    const { body } = await app.guest().call(trackApplication, { token });
    expect(body).toMatchObject({
      state: 'pooled',
      routeReason: 'holding_pool',
      union: { name: expect.stringMatching(/待转入库$/) },
    });
  });
});

test('where a federation has set up no union and no pool yet, the applicant is told so', async () => {
  const app = await openTestApp(`nounion_${process.pid}`);
  const person = { name: '早', idNo: nextIdNumber(), phone: nextPhone(), occupation: 'courier' as const };
  const answer = await app.guest().call(submitApplication, { ...person, consent: true });
  expectProblem(answer, 409, 'people.no_union');
  await app.stop();
});
