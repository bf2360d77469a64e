import { inTx } from '#kernel/ctx';
import type { TestApp } from '#kernel/testing';
import { insertOrg } from './actions.ts';
import { rootOrg, type Org } from './queries.ts';

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
