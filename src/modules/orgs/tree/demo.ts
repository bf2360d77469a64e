import type { TxCtx } from '#kernel/ctx';
import { addDays, civilDate, type CivilDate } from '#kernel/time';
import type { Formation, OrgKind, OrgState, RelationKind, UnionLevel } from '../contract.ts';
import { isUscc } from '../rules.ts';
import type { AreaTable } from '../tables.ts';
import { between, noonOf, pick, shuffled, yearsBefore, type Rng } from './rules.ts';
import { SECTORS, STEMS, TRADES, type Trade } from '../texts/demo-names.ts';

export interface Milestone {
  readonly state: OrgState;
  readonly on: CivilDate;
  readonly reason?: string;
}

/** A row of the table; `id` and `path` are given out just before it is written. */
interface Row {
  id: number;
  path: string;
  parent_id: number | null;
  readonly kind: OrgKind;
  readonly name: string;
  readonly uscc: string | null;
  readonly phone: string | null;
  readonly area_code: string | null;
  readonly state: OrgState;
  readonly level: UnionLevel | null;
  readonly formation: Formation | null;
  readonly sectors: readonly string[];
  readonly founded_on: CivilDate | null;
  readonly approval_no: string | null;
  readonly term_ends_on: CivilDate | null;
  readonly created_at: string;
}

/** An organisation on its way into the table. */
export interface Draft {
  readonly row: Row;
  readonly parent: Draft | null;
  readonly history: readonly Milestone[];
  /** Of a union: what its members do, how many they are beside those of others, how its papers are headed. */
  readonly trade: Trade | null;
  readonly size: number;
  readonly stamp: string;
  readonly employers: Draft[];
}

/** What the demo's organisations will be, before any is written; a parent stands before its children. */
export interface Plan {
  readonly rng: Rng;
  readonly today: CivilDate;
  readonly orgs: Draft[];
  readonly relations: {
    kind: RelationKind;
    from: Draft;
    to: Draft;
    on: CivilDate;
    until: CivilDate | null;
  }[];
  readonly served: { readonly areaCode: string; readonly org: Draft }[];
  /** Stems of company names that are still to be used in this round. */
  readonly stems: string[];
  readonly names: Set<string>;
}

export function newPlan(ctx: TxCtx, rng: Rng): Plan {
  return { rng, today: civilDate(ctx.now), orgs: [], relations: [], served: [], stems: [], names: new Set() };
}

const BLANK = {
  id: 0,
  path: '',
  parent_id: null,
  uscc: null,
  phone: null,
  level: null,
  formation: null,
  sectors: [],
  founded_on: null,
  approval_no: null,
  term_ends_on: null,
} as const;

interface UnionGiven extends Partial<Pick<Row, 'sectors' | 'area_code' | 'phone'>> {
  readonly name: string;
  readonly level: UnionLevel;
  readonly formation: Formation;
  readonly trade?: Trade;
  readonly size?: number;
  readonly stamp?: string;
  readonly state?: OrgState;
  /** Days until the term ends; by chance where it is not given. */
  readonly termIn?: number;
}

export function addUnion(plan: Plan, parent: Draft | null, given: UnionGiven): Draft {
  const { trade = null, size = 0, stamp = parent?.stamp ?? '', state = 'active', termIn, ...facts } = given;
  const { history, ...dates } = lifeOf(plan, state, given.level === 'primary' ? 'primary' : 'upper', termIn);
  const row: Row = {
    ...BLANK,
    area_code: parent?.row.area_code ?? null,
    ...facts,
    ...dates,
    kind: 'union',
    state,
    approval_no: approvalNo(plan, parent?.stamp ?? '', history),
    created_at: noonOf(history[0]!.on),
  };
  const org = { row, parent, history, trade, size, stamp, employers: [] };
  plan.orgs.push(org);
  return org;
}

/** As the union above numbers its approvals: 昌工批〔2019〕12 号. */
function approvalNo(plan: Plan, stamp: string, history: readonly Milestone[]): string | null {
  const approved = history.find(({ state }) => state === 'approved_by_upper');
  if (!approved || stamp === '') return null;
  return `${stamp}工批〔${approved.on.slice(0, 4)}〕${between(plan.rng, 1, 120)} 号`;
}

/** Days from the state to the founding meeting (domain.md C4, `stepsTo`). */
const AHEAD = { planning: 60, approved_by_upper: 30, founded: 0 } as const;

function lifeOf(plan: Plan, state: OrgState, kind: 'primary' | 'upper', termIn: number | undefined) {
  const { rng, today } = plan;
  // 工会法 §16: a primary union is elected for 3 or 5 years, all others for 5.
  const years = kind === 'primary' && rng() < 0.4 ? 3 : 5;
  if (state === 'planning' || state === 'approved_by_upper' || state === 'founded') {
    const founded = addDays(today, AHEAD[state] - between(rng, 8, 25));
    const dates = state === 'founded' ? [founded, yearsBefore(founded, -years)] : [null, null];
    return { founded_on: dates[0] ?? null, term_ends_on: dates[1] ?? null, history: stepsTo(state, founded) };
  }
  const termEndsOn = addDays(today, termIn ?? daysLeft(rng, years));
  const founded = yearsBefore(termEndsOn, years * between(rng, 1, kind === 'primary' ? 2 : 6));
  const history = stepsTo('active', founded);
  if (state === 'dissolved') {
    history.push({
      state,
      on: addDays(today, -between(rng, 30, 100)),
      reason: '企业注销，经上级工会批准撤销',
    });
  }
  return { founded_on: founded, term_ends_on: termEndsOn, history };
}

/** Some terms are over, some end within 180 days. */
function daysLeft(rng: Rng, years: number): number {
  const chance = rng();
  if (chance < 0.05) return -between(rng, 10, 380);
  return chance < 0.13 ? between(rng, 5, 175) : between(rng, 190, years * 365 - 130);
}

/** Two months from the first plan to the founding meeting. */
function stepsTo(last: OrgState, founded: CivilDate): Milestone[] {
  const steps: Milestone[] = [
    { state: 'planning', on: addDays(founded, -60) },
    { state: 'approved_by_upper', on: addDays(founded, -30) },
    { state: 'founded', on: founded },
    { state: 'active', on: addDays(founded, 5) },
  ];
  return steps.slice(0, steps.findIndex(({ state }) => state === last) + 1);
}

/** An organisation that is not a union: `parent` looks after its record. */
export function addOther(plan: Plan, parent: Draft, given: Pick<Row, 'kind' | 'name'> & Partial<Row>): Draft {
  const history: Milestone[] = [{ state: 'active', on: addDays(plan.today, -between(plan.rng, 200, 2000)) }];
  if (given.state === 'dissolved')
    history.push({ state: 'dissolved', on: addDays(plan.today, -110), reason: '企业注销' });
  const created_at = noonOf(history[0]!.on);
  const row: Row = { ...BLANK, area_code: parent.row.area_code, state: 'active', created_at, ...given };
  const org = { row, parent, history, trade: null, size: 0, stamp: '', employers: [] };
  plan.orgs.push(org);
  return org;
}

export function addEmployer(plan: Plan, parent: Draft, trade: Trade, given: Partial<Row> = {}): Draft {
  const name = given.name ?? companyName(plan, trade);
  plan.names.add(name);
  return addOther(plan, parent, { ...given, kind: 'employer', name, uscc: usccOf(plan.names.size) });
}

function companyName(plan: Plan, trade: Trade): string {
  for (;;) {
    if (plan.stems.length === 0) plan.stems.push(...shuffled(plan.rng, STEMS.split(' ')));
    const stem = plan.stems.pop()!;
    const name = `北京${stem}${pick(plan.rng, TRADES[trade])}${trade === 'clinic' ? '' : '有限公司'}`;
    if (!plan.names.has(name)) return name;
  }
}

/**
 * Valid by its check character (GB 32100-2015), of the unassigned region 990000 so that nobody's code can
 * occur.
 */
function usccOf(serial: number): string {
  const body = `91990000MA${String(serial).padStart(7, '0')}`;
  return body + '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('').find((check) => isUscc(body + check))!;
}

/** The employers that a union organises, from the day it was founded; of a dissolved one until it ended. */
export function organise(plan: Plan, union: Draft, employers: readonly Draft[]): void {
  union.employers.push(...employers);
  const until = union.row.state === 'dissolved' ? union.history.at(-1)!.on : null;
  const on = union.row.founded_on ?? plan.today;
  for (const to of employers) plan.relations.push({ kind: 'organises', from: union, to, on, until });
}

/** No number in Beijing begins with 0: these look like office numbers and can reach nobody. */
export function officePhone(plan: Plan): string {
  return `010-0000${1001 + plan.orgs.length}`;
}

export function addFederation(
  plan: Plan,
  root: Draft,
  name: string,
  area_code: string | null,
  stamp: string,
): Draft {
  const level = area_code === null ? 'group' : 'district';
  return addUnion(plan, root, {
    name,
    level,
    formation: 'federation',
    area_code,
    stamp,
    phone: officePhone(plan),
  });
}

interface PrimaryGiven {
  readonly trade: Trade;
  readonly size: number;
  /** Of a joint union, which has several employers; a single one is named by its employer. */
  readonly name?: string;
  readonly state?: OrgState;
  readonly area_code?: string;
  readonly termIn?: number;
}

/** A primary union below `upper`, with employers whose records `upper` keeps. */
export function addPrimary(plan: Plan, upper: Draft, { size, name, ...given }: PrimaryGiven): Draft {
  const place = given.area_code === undefined ? {} : { area_code: given.area_code };
  const gone = given.state === 'dissolved' ? { state: given.state } : {};
  const count = name === undefined ? 1 : between(plan.rng, 2, 4);
  const employers = Array.from({ length: count }, () =>
    addEmployer(plan, upper, given.trade, { ...place, ...gone }),
  );
  const union = addUnion(plan, upper, {
    ...given,
    level: 'primary',
    formation: name === undefined ? 'single' : 'joint',
    name: name ?? `${employers[0]!.row.name}工会`,
    size: size * (0.4 + 1.2 * plan.rng()),
    phone: plan.rng() < 0.4 ? officePhone(plan) : null,
  });
  // A union still to be founded organises nobody yet.
  if (union.row.founded_on !== null) organise(plan, union, employers);
  return union;
}

/** One union in each state on its way (domain.md C4), and one that has ended. */
export function addUnfinished(plan: Plan, upper: Draft, trade: Trade): void {
  for (const state of ['planning', 'approved_by_upper', 'founded', 'dissolved'] as const) {
    addPrimary(plan, upper, { trade, size: 6, state });
  }
}

/** A 地区 is a 镇 to its people (一镇六街 counts 东小口 as the town), but 万柳 shares its office with another. */
export function addTownship(
  plan: Plan,
  district: Draft,
  { code, name }: Pick<AreaTable, 'code' | 'name'>,
  size: number,
): Draft {
  const township = addUnion(plan, district, {
    name: `${name.replace(/(?<!万柳)地区$/, '镇')}总工会`,
    level: 'township',
    formation: 'federation',
    area_code: code,
    phone: officePhone(plan),
    trade: 'property',
    size,
  });
  plan.served.push({ areaCode: code, org: township });
  return township;
}

export function addGigAssociation(plan: Plan, district: Draft, name: string, size: number): void {
  addUnion(plan, district, {
    name,
    level: 'association',
    formation: 'sector_association',
    sectors: SECTORS.map(({ occupation }) => occupation),
    phone: officePhone(plan),
    trade: 'delivery',
    size,
  });
}
