import type { TxCtx } from '#kernel/ctx';
import type { CivilDate } from '#kernel/time';
import type { Formation, UnionLevel } from './contract.ts';
import type { AreaTable } from './tables.ts';
import * as texts from './texts/demo-names.ts';
import type { Trade } from './texts/demo-names.ts';
import { save } from './tree/actions.ts';
import {
  addEmployer,
  addFederation,
  addGigAssociation,
  addOther,
  addPrimary,
  addTownship,
  addUnfinished,
  addUnion,
  newPlan,
  officePhone,
  organise,
  type Draft,
  type Plan,
} from './tree/demo.ts';
import { pick, seeded, type Rng } from './tree/rules.ts';

export { between, pick, seeded, shuffled, type Rng } from './tree/rules.ts';

/** A union that has, or had, members. */
export interface DemoUnion {
  readonly id: number;
  readonly parentId: number;
  readonly name: string;
  readonly level: UnionLevel;
  readonly formation: Formation;
  readonly areaCode: string | null;
  readonly foundedOn: CivilDate;
  /** The day a dissolved union ended; null for an active one. */
  readonly endedOn: CivilDate | null;
  readonly trade: Trade;
  /** Members, measured against those of the other unions. */
  readonly size: number;
  readonly employers: readonly { readonly id: number; readonly name: string }[];
  /** How its resolutions are headed: 昌工决〔2025〕3 号. */
  readonly stamp: string;
}

export interface DemoOrgs {
  readonly root: number;
  readonly changping: number;
  /** 回龙观街道总工会. */
  readonly huilongguan: number;
  readonly haidian: number;
  readonly bda: number;
  readonly railway: number;
  /** 昌平区快递行业工会联合会. */
  readonly courierAssociation: number;
  readonly changpingPool: number;
  readonly unions: readonly DemoUnion[];
  /** Of the large demo only: more primary unions in the streets. */
  readonly moreUnions: readonly DemoUnion[];
}

/**
 * The organisations of the source page in a made-up city (source-facts.md), and `more` primary unions in each street
 * beside them. `orgs.area` must be filled.
 */
export async function demoOrgs(ctx: TxCtx, rng: Rng, more = 0): Promise<DemoOrgs> {
  const plan = newPlan(ctx, rng);
  const root = addUnion(plan, null, {
    name: '北京市总工会',
    level: 'city',
    formation: 'federation',
    area_code: '110000',
    phone: '12351',
    stamp: '京',
    termIn: 900,
  });
  // Before all others: it takes in whoever works in a district that has no pool.
  addPool(plan, root, '北京市');
  const changping = plantChangping(plan, root, await streetsOf(ctx, '110114'));
  const haidian = plantHaidian(plan, root, await streetsOf(ctx, '110108'));
  const bda = plantBda(plan, root);
  const railway = plantRailway(plan, root);
  const known = plan.orgs.length;
  plantMore({ ...plan, rng: seeded(MORE_SEED) }, more);
  await save(ctx, plan);
  await ctx.audit({ action: 'orgs.demo', orgId: root.row.id, detail: { organisations: plan.orgs.length } });
  const ids = { root, ...changping, haidian, bda, railway };
  return {
    ...(Object.fromEntries(Object.entries(ids).map(([key, org]) => [key, org.row.id])) as Record<
      keyof typeof ids,
      number
    >),
    unions: plan.orgs.slice(0, known).flatMap(unionOf),
    moreUnions: plan.orgs.slice(known).flatMap(unionOf),
  };
}

/** Of its own, so that the other organisations are the same with more of them and without. */
const MORE_SEED = 77;

function plantMore(plan: Plan, more: number): void {
  const townships = plan.orgs.filter(({ row }) => row.level === 'township');
  for (const township of townships)
    for (let made = 0; made < more; made += 1)
      addPrimary(plan, township, { trade: TOWN_TRADES[made % TOWN_TRADES.length]!, size: 8 });
}

function addPool(plan: Plan, upper: Draft, place: string): Draft {
  const name = `${place}新就业形态劳动者待转入库`;
  return addUnion(plan, upper, { name, level: 'association', formation: 'pool' });
}

function unionOf({ row, parent, history, trade, size, stamp, employers }: Draft): DemoUnion[] {
  if (trade === null || row.level === null || row.formation === null || row.founded_on === null) return [];
  if (row.state !== 'active' && row.state !== 'dissolved') return [];
  return [
    {
      id: row.id,
      parentId: parent?.row.id ?? row.id,
      name: row.name,
      level: row.level,
      formation: row.formation,
      areaCode: row.area_code,
      foundedOn: row.founded_on,
      endedOn: row.state === 'dissolved' ? history.at(-1)!.on : null,
      trade,
      size,
      employers: employers.map((employer) => ({ id: employer.row.id, name: employer.row.name })),
      stamp,
    },
  ];
}

type Street = Pick<AreaTable, 'code' | 'name'>;

function streetsOf(ctx: TxCtx, county: string): Promise<Street[]> {
  return ctx.db
    .selectFrom('orgs.area')
    .select(['code', 'name'])
    .where('parent', '=', county)
    .orderBy('code')
    .execute();
}

function plantChangping(plan: Plan, root: Draft, streets: readonly Street[]) {
  const changping = addFederation(plan, root, '昌平区总工会', '110114', '昌');
  const changpingPool = addPool(plan, changping, '昌平区');
  const associations = texts.SECTORS.map(({ trade, name, occupation, size }) => {
    const union = addUnion(plan, changping, {
      name: `昌平区${name}工会联合会`,
      level: 'association',
      formation: 'sector_association',
      sectors: [occupation],
      phone: officePhone(plan),
      trade,
      size,
    });
    organise(
      plan,
      union,
      texts.KNOWN_EMPLOYERS[trade].map((known) => addEmployer(plan, changping, trade, { name: known })),
    );
    return union;
  });
  const townships = streets.map((street, index) => {
    const township = addTownship(plan, changping, street, 8);
    addTownPrimaries(plan, township, index);
    return township;
  });
  addUnfinished(plan, townships[0]!, 'shop');
  addUnfinished(
    plan,
    townships.find(({ row }) => row.area_code === '110114115')!,
    'food',
  );
  for (let index = 0; index < 30; index += 1)
    addEmployer(plan, pick(plan.rng, townships), pick(plan.rng, TOWN_TRADES));
  const huilongguan = townships.find(({ row }) => row.area_code === texts.HUILONGGUAN)!;
  addHosts(plan, huilongguan);
  return { changping, changpingPool, huilongguan, courierAssociation: associations[0]! };
}

const TOWN_TRADES: readonly Trade[] = [
  'shop',
  'food',
  'property',
  'technology',
  'software',
  'express',
  'pharma',
  'clinic',
];

function addTownPrimaries(plan: Plan, township: Draft, index: number): void {
  const place = township.row.name.replace(/(街道|镇|地区)总工会$/, '');
  const huitian = texts.HUITIAN.includes(township.row.area_code ?? '');
  const joint = texts.JOINT_UNIONS.slice(0, huitian ? 4 : 2);
  // One union of Huilongguan has let its term run out, for the officer of the street to see.
  const overdue = township.row.area_code === texts.HUILONGGUAN ? { termIn: -97 } : {};
  joint.forEach(({ name, trade }, nth) => {
    addPrimary(plan, township, { trade, size: 11, name: place + name, ...(nth === 0 ? overdue : {}) });
  });
  for (let made = 0; made < (huitian ? 4 : 2); made += 1) {
    addPrimary(plan, township, { trade: TOWN_TRADES[(index + made) % TOWN_TRADES.length]!, size: 8 });
  }
}

function addHosts(plan: Plan, township: Draft): void {
  for (const name of ['京北惠民银行回龙观支行', '邻里优选便利店（回龙观店）', '白坊家圆社区服务中心']) {
    const from = addOther(plan, township, { kind: 'host', name, phone: officePhone(plan) });
    plan.relations.push({ kind: 'hosts', from, to: township, on: plan.today, until: null });
  }
}

function plantHaidian(plan: Plan, root: Draft, streets: readonly Street[]): Draft {
  const haidian = addFederation(plan, root, '海淀区总工会', '110108', '海');
  addPool(plan, haidian, '海淀区');
  addGigAssociation(plan, haidian, '海淀区新就业形态劳动者工会联合会', 120);
  for (const name of texts.GOVERNMENT_OFFICES) addOther(plan, haidian, { kind: 'government_office', name });
  for (const name of texts.OFF_ESTABLISHMENT_UNIONS) {
    addUnion(plan, haidian, { name, level: 'primary', formation: 'joint', trade: 'public', size: 60 });
  }
  plantPark(plan, haidian);
  streets.forEach((street, index) => {
    const township = addTownship(plan, haidian, street, 3);
    const place = street.name.replace(/(街道|地区)$/, '');
    const joint = texts.JOINT_UNIONS[index % texts.JOINT_UNIONS.length]!;
    addPrimary(plan, township, { trade: joint.trade, size: 7, name: place + joint.name });
    addPrimary(plan, township, {
      trade: pick(plan.rng, ['software', 'shop', 'property', 'clinic']),
      size: 6,
    });
    if (index % 9 === 4) addUnfinished(plan, township, 'software');
  });
  return haidian;
}

/** 64 of the 112 members of the federation of enterprises have a union. */
function plantPark(plan: Plan, haidian: Draft): void {
  const park = addUnion(plan, haidian, {
    name: '中关村软件园工会',
    level: 'association',
    formation: 'area_association',
    area_code: '110108028',
    phone: officePhone(plan),
    trade: 'software',
    size: 20,
  });
  const federation = addOther(plan, park, {
    kind: 'enterprise_federation',
    name: '中关村软件园企业联合会',
    phone: officePhone(plan),
  });
  for (let made = 0; made < 64; made += 1) addPrimary(plan, park, { trade: 'software', size: 11 });
  for (let made = 0; made < 48; made += 1) addEmployer(plan, park, 'software');
  const members = plan.orgs.filter(({ row, parent }) => parent === park && row.kind === 'employer');
  for (const from of members) {
    plan.relations.push({ kind: 'member_of', from, to: federation, on: '2021-12-01', until: null });
  }
  addOther(plan, park, { kind: 'hospital', name: '北京橘井国际医院', phone: officePhone(plan) });
}

/**
 * The development area: no county code, a federation all the same, with more primary unions than reading
 * rooms.
 */
function plantBda(plan: Plan, root: Draft): Draft {
  const bda = addFederation(plan, root, '北京经济技术开发区总工会', '110115403', '开');
  for (const areaCode of texts.BDA_STREETS) plan.served.push({ areaCode, org: bda });
  addGigAssociation(plan, bda, '经开区新就业形态劳动者工会联合会', 60);
  const trades: readonly Trade[] = [
    'technology',
    'technology',
    'technology',
    'pharma',
    'pharma',
    'clinic',
    'food',
    'freight',
  ];
  for (let made = 0; made < 236; made += 1) {
    const area_code = pick(plan.rng, texts.BDA_STREETS.slice(0, 2));
    const joint = made % 7 === 6 ? { name: `经开区${texts.STEMS.split(' ')[made % 100]}产业园联合工会` } : {};
    addPrimary(plan, bda, { trade: trades[made % trades.length]!, size: 6, area_code, ...joint });
  }
  addUnfinished(plan, bda, 'technology');
  addUnfinished(plan, bda, 'pharma');
  return bda;
}

function plantRailway(plan: Plan, root: Draft): Draft {
  const railway = addFederation(plan, root, `${texts.RAILWAY}工会`, null, '铁建');
  addOther(plan, railway, { kind: 'youth_league', name: `${texts.RAILWAY}团委` });
  for (const subsidiary of texts.RAILWAY_SUBSIDIARIES) {
    const name = texts.RAILWAY + subsidiary;
    const employer = addEmployer(plan, railway, 'railway', { name });
    const union = addUnion(plan, railway, {
      name: `${name}工会`,
      level: 'primary',
      formation: 'single',
      trade: 'railway',
      size: 40 * (0.4 + 1.2 * plan.rng()),
      phone: officePhone(plan),
    });
    organise(plan, union, [employer]);
  }
  return railway;
}
