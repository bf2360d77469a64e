import { inTx } from '#kernel/ctx';
import type { TestApp } from '#kernel/testing';
import {
  atPlace,
  done,
  mixed,
  ofOwn,
  openToAll,
  sharedByAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { insertOrg } from './actions.ts';
import * as contract from './contract.ts';
import { findOrg, rootOrg, type Org } from './queries.ts';

let made = 0;

/** A union of its own for one test: a district below the root with a street union, a primary union and a pool. */
export interface TestDistrict {
  readonly root: number;
  readonly district: number;
  readonly street: number;
  readonly primary: number;
  readonly pool: number;
  readonly employer: number;
  /** Something that no other test's names contain. */
  readonly tag: string;
}

export async function newDistrict(test: TestApp): Promise<TestDistrict> {
  made += 1;
  const tag = `${process.pid}号${made}`;
  const ctx = test.ctx();
  const root = await rootOrg(ctx);
  if (!root) throw new Error('the test database has no root');
  return inTx(ctx, async (tx) => {
    const add = async (
      parent: Pick<Org, 'id' | 'path'>,
      given: Partial<Parameters<typeof insertOrg>[2]> & { name: string },
    ) => {
      const id = await insertOrg(tx, parent, {
        kind: 'union',
        level: 'primary',
        formation: 'single',
        state: 'active',
        ...given,
      });
      return { id, path: `${parent.path}.${id}` };
    };
    const district = await add(root, {
      name: `测试区${tag}总工会`,
      level: 'district',
      formation: 'federation',
      phone: '010-60000000',
    });
    const street = await add(district, {
      name: `测试街道${tag}总工会`,
      level: 'township',
      formation: 'federation',
    });
    const primary = await add(street, { name: `测试公司${tag}工会` });
    const pool = await add(district, {
      name: `测试区${tag}待转入库`,
      level: 'association',
      formation: 'pool',
    });
    const employer = await insertOrg(tx, district, {
      kind: 'employer',
      state: 'active',
      name: `测试公司${tag}`,
    });
    return {
      root: root.id,
      district: district.id,
      street: street.id,
      primary: primary.id,
      pool: pool.id,
      employer,
      tag,
    };
  });
}

type New = Partial<Parameters<typeof insertOrg>[2]> & { name: string };

/** A standing organisation below `parentId`; a primary union unless told otherwise. Returns its id. */
export async function newOrg({ ctx }: Pick<TestApp, 'ctx'>, parentId: number, given: New): Promise<number> {
  const parent = (await findOrg(ctx(), parentId))!;
  const union = { level: 'primary', formation: 'single' } as const;
  return inTx(ctx(), (tx) =>
    insertOrg(tx, parent, {
      kind: 'union',
      state: 'active',
      ...(given.kind === undefined ? union : {}),
      ...given,
    }),
  );
}

/** The world of the matrix, with nothing in it but organisations and their officers. */
export async function newWorld(t: TestApp): Promise<World> {
  const top = (await rootOrg(t.ctx()))!.id;
  const union = (parent: number, name: string, level: 'district' | 'township') =>
    newOrg(t, parent, { kind: 'union', name, level, formation: 'federation' });
  const [east, west] = [
    await union(top, '鼎区总工会', 'district'),
    await union(top, '鬲区总工会', 'district'),
  ];
  const here = await placeAt(t, await union(east, '彝街道总工会', 'township'), '彝', '龘');
  return {
    t,
    root: await placeAt(t, top, '市', '齾'),
    upper: await placeAt(t, east, '鼎', '龖'),
    here,
    below: await placeAt(t, here.primary, '爵', '爨'),
    sibling: await placeAt(t, await union(east, '簋街道总工会', 'township'), '簋', '靐'),
    foreign: await placeAt(t, west, '鬲', '齉'),
  };
}

async function placeAt(t: TestApp, id: number, sign: string, mark: string): Promise<Place> {
  const primary = await newOrg(t, id, { name: `${sign}公司工会` });
  const employer = await newOrg(t, id, { kind: 'employer', name: `${sign}公司` });
  const [chair, admin] = [await t.officer('chair', id), await t.officer('system_admin', id)];
  await done(chair, contract.relateOrgs, { id, kind: 'organises', toId: employer });
  return { id, sign, mark, primary, employer, chair, admin };
}

/** What lists and to-dos about organisations count: a union whose term is over, and an employer. */
export async function plantOrgs({ t }: World, at: Place): Promise<void> {
  await newOrg(t, at.id, { name: `${at.sign}站工会`, termEndsOn: '2026-01-31' });
  await newOrg(t, at.id, { kind: 'employer', name: `${at.sign}站` });
}

const reason = '街道调整';
const freshUnion = ({ t }: World, { id, sign }: Place) => newOrg(t, id, { name: `${sign}新工会` });
const freshEmployer = ({ t }: World, { id, sign }: Place) =>
  newOrg(t, id, { kind: 'employer', name: `${sign}新厂` });
const related = async (world: World, { id, ...at }: Place) =>
  ({ id, kind: 'hosts', toId: await freshEmployer(world, { id, ...at }) }) as const;

/** Endpoints that read one organisation. */
const reads = [contract.getOrg, contract.joinPoster].map((one) =>
  atPlace(one, async (_world, at) => ({ input: { id: at.id } })),
);

export const orgsLive: readonly Live[] = [
  ...reads,
  ofOwn(contract.listTree, {}),
  atPlace(contract.listTree, async (_world, at) => ({ input: { parentId: at.id } })),
  ofOwn(contract.listOrgs, { q: '站' }),
  atPlace(contract.listOrgs, async (_world, at) => ({ input: { under: at.id } })),
  ofOwn(contract.listOrgTodos, {}),
  ofOwn(contract.listMyOrgs, {}, { still: true, why: 'the roles of the account that asks' }),
  atPlace(contract.createOrg, async (_world, at) => ({
    input: { parentId: at.id, kind: 'employer' as const, name: `${at.sign}新厂` },
  })),
  atPlace(contract.updateOrg, async (_world, at) => ({ input: { id: at.id, address: `${at.sign}街 1 号` } })),
  atPlace(contract.changeOrgState, async ({ t }, at) => ({
    input: {
      id: await newOrg(t, at.id, { name: `${at.sign}筹建工会`, state: 'planning' }),
      to: 'approved_by_upper' as const,
    },
  })),
  atPlace(contract.mergeOrg, async (world, at) => ({
    input: { id: await freshUnion(world, at), intoId: await freshUnion(world, at), reason },
  })),
  mixed(contract.mergeOrg, async (world, at, own) => ({
    input: { id: await freshUnion(world, at), intoId: own.id, reason },
  })),
  mixed(
    contract.mergeOrg,
    async (world, at, own) => ({
      input: { id: await freshUnion(world, own), intoId: await freshUnion(world, at), reason },
    }),
    {
      netHas: ['below', 'sibling', 'foreign'],
      why: 'who gives away a union gives away their own row: that the successor is in reach is the application’s',
    },
  ),
  atPlace(contract.reelectOrg, async (_world, at) => ({
    input: { id: at.id, heldOn: '2026-06-01', termEndsOn: '2031-06-01' },
  })),
  atPlace(contract.moveOrg, async (world, at) => ({
    input: { id: await freshUnion(world, at), parentId: at.primary, reason },
  })),
  mixed(contract.moveOrg, async (world, at, own) => ({
    input: { id: await freshUnion(world, at), parentId: own.id, reason },
  })),
  mixed(contract.moveOrg, async (world, at, own) => ({
    input: { id: await freshUnion(world, own), parentId: at.id, reason },
  })),
  atPlace(contract.relateOrgs, async (world, at) => ({ input: await related(world, at) })),
  mixed(
    contract.relateOrgs,
    async (world, at, own) => ({
      input: { ...(await related(world, at)), id: own.id },
    }),
    {
      netHas: ['below', 'sibling', 'foreign'],
      why: 'a relation is its own union’s row: that the other side has to be in reach as well is the application’s',
    },
  ),
  mixed(contract.relateOrgs, async (world, at, own) => ({
    input: { ...(await related(world, own)), id: at.id },
  })),
  atPlace(contract.endRelation, async (world, at) => ({
    input: { id: (await done(at.chair, contract.relateOrgs, await related(world, at))).id },
  })),
  atPlace(contract.setServedAreas, async (_world, at) => ({ input: { id: at.id, codes: [] } })),
  sharedByAll(
    contract.findUnions,
    async () => ({ input: { q: '总工会' } }),
    'names of unions are public; members and applications are handed on to any of them',
  ),
  openToAll(contract.listAreas, async () => ({ input: {} }), 'GB/T 2260'),
  openToAll(contract.findEmployers, async () => ({ input: { q: '公司' } }), 'names only, for the join form'),
  openToAll(
    contract.getJoinTarget,
    async (_world, at) => ({ input: { u: at.id } }),
    'what a poster on the wall says',
  ),
];
