import { sql, type NotNull, type SqlBool } from 'kysely';
import { changesOf } from '#kernel/audit';
import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import {
  areaNames,
  branchesOf,
  branchIds,
  findOrg,
  maskPhone,
  mayAt,
  orgInScope,
  orgRefs,
  phoneFor,
  withNames,
} from '#orgs';
import type * as contract from './contract.ts';
import { coverageTodos } from './coverage/queries.ts';
import { peopleError } from './errors.ts';
import { IN_GROUP } from './find/queries.ts';
import { currentBenefits, promisedDays } from './join/queries.ts';
import { birthDateOf, maskIdNo, OPEN_STATES } from './join/rules.ts';
import { openTransferOf, refusalOf, transferOfMine, transferTodos } from './moves/queries.ts';
import { rightsTodos } from './rights/answer/queries.ts';
import { OPEN_MEMBERSHIP } from './rules.ts';
import { detailsOf, rostersOf, warningsOf } from './standing/queries.ts';

/** A person whom a union looks after where the actor holds `permission`: not one who has moved out of it. */
export async function personFor(ctx: Ctx, permission: string, id: string) {
  const row = await ctx.db
    .selectFrom('people.person as p')
    .selectAll('p')
    .where('p.id', '=', id)
    .where(orgInScope(ctx, permission, 'p.org_id'))
    .$narrowType<{ org_id: NotNull }>()
    .executeTakeFirst();
  if (!row) throw peopleError('person_not_found');
  return row;
}

type Person = Awaited<ReturnType<typeof personFor>>;

/** All periods of a person, the latest first. */
export async function membershipsOf(ctx: Ctx, personId: string) {
  const rows = await ctx.db
    .selectFrom('people.membership as m')
    .leftJoin('people.resolution as r', 'r.id', 'm.resolution_id')
    .select([
      'm.org_id',
      'm.state',
      'm.number',
      'm.retained_as as retainedAs',
      'r.id as resolutionId',
      'r.number as resolutionNumber',
      'r.held_on as heldOn',
    ])
    .select([sql<string>`lower(m.during)`.as('from'), sql<string | null>`upper(m.during)`.as('until')])
    .where('m.person_id', '=', personId)
    .orderBy(sql`m.during desc`)
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.map((row) => row.org_id))]);
  return rows.map((row) => ({
    org: orgs.get(row.org_id)!,
    state: row.state,
    number: row.number,
    from: row.from,
    until: row.until,
    resolution:
      row.resolutionId === null
        ? null
        : { id: row.resolutionId, number: row.resolutionNumber ?? '', heldOn: row.heldOn ?? '' },
    retainedAs: row.retainedAs,
  }));
}

/** The open period of a person. */
export function openPeriodOf(ctx: Ctx, personId: string) {
  return ctx.db
    .selectFrom('people.membership')
    .select(['id', 'org_id', 'state', 'number', sql<string>`lower(during)`.as('from')])
    .where('person_id', '=', personId)
    .where(sql<SqlBool>`upper_inf(during)`)
    .executeTakeFirst();
}

export type OpenPeriod = NonNullable<Awaited<ReturnType<typeof openPeriodOf>>>;

export async function getPerson(
  ctx: Ctx,
  { id }: Input<typeof contract.getPerson>,
): Promise<Output<typeof contract.getPerson>> {
  const person = await personFor(ctx, 'people.read', id);
  const areas = await areaNames(ctx, person.area_code === null ? [] : [person.area_code]);
  const orgs = await orgRefs(ctx, [person.org_id]);
  const reveal = await mayAt(ctx, 'people.reveal', person.org_id);
  const isMember = (OPEN_MEMBERSHIP as readonly string[]).includes(person.standing);
  const { crypto } = ctx.app;
  ctx.look({ action: 'people.view', entity: 'people.person', entityId: id, orgId: person.org_id });
  return {
    id,
    name: person.name,
    sex: person.sex,
    birthYear: person.birth_year,
    occupation: person.occupation,
    employer: await employerOf(ctx, person),
    areaName: areas.get(person.area_code ?? '') ?? null,
    idType: person.id_type,
    idNo: maskIdNo(crypto.open(person.id_sealed)),
    phone: person.phone_sealed === null ? null : maskPhone(crypto.open(person.phone_sealed)),
    standing: person.standing,
    employment: person.employment,
    org: orgs.get(person.org_id)!,
    leftOn: person.left_on,
    details: detailsOf(ctx, person.details_sealed),
    memberships: await membershipsOf(ctx, id),
    rosters: await rostersOf(ctx, id),
    transferId: (await openTransferOf(ctx, id))?.id ?? null,
    warnings: await warningsOf(ctx, id),
    history: await withNames(ctx, await changesOf(ctx, 'people.membership', id)),
    may: {
      reveal,
      print: reveal,
      move: isMember && (await mayAt(ctx, 'people.move', person.org_id)),
    },
  };
}

/** The employer’s registered name, or as the person called it. */
export async function employerOf(
  ctx: Ctx,
  person: Pick<Person, 'employer_id' | 'employer_name'>,
): Promise<string | null> {
  if (person.employer_id === null) return person.employer_name;
  return (await findOrg(ctx, person.employer_id))?.name ?? person.employer_name;
}

export async function countMembers(
  ctx: Ctx,
  input: Input<typeof contract.countMembers>,
): Promise<Output<typeof contract.countMembers>> {
  const branches = await branchIds(ctx, 'people.read', input.parentId);
  const branchOf = await branchesOf(ctx, branches);
  const orgIds = [...branchOf.keys()];
  const [members, waiting] = await Promise.all([
    ctx.db
      .selectFrom('people.person as p')
      .select((eb) => ['p.org_id as orgId', eb.fn.countAll<number>().as('count')])
      .where(IN_GROUP.members)
      .where(sql<SqlBool>`p.org_id = any(${orgIds})`)
      .groupBy('p.org_id')
      .execute(),
    ctx.db
      .selectFrom('people.application')
      .select((eb) => ['org_id as orgId', eb.fn.countAll<number>().as('count')])
      .where('state', 'in', OPEN_STATES)
      .where(sql<SqlBool>`org_id = any(${orgIds})`)
      .groupBy('org_id')
      .execute(),
  ]);
  const sum = (rows: readonly { orgId: number | null; count: number }[], branch: number) =>
    rows.reduce((total, row) => (branchOf.get(row.orgId ?? 0) === branch ? total + row.count : total), 0);
  return {
    items: branches.map((orgId) => ({ orgId, members: sum(members, orgId), waiting: sum(waiting, orgId) })),
  };
}

/** About a quarter of a minute for each application once the list is open; at least one minute. */
const MINUTES_PER_APPLICATION = 0.25;

export async function listPeopleTodos(ctx: Ctx): Promise<Output<typeof contract.listPeopleTodos>> {
  const rows = await ctx.db
    .selectFrom('people.application')
    .select((eb) => [
      sql<'pool' | 'review'>`case when state = 'pooled' then 'pool' else 'review' end`.as('queue'),
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('submitted_at').as('oldest'),
    ])
    .where('state', 'in', OPEN_STATES)
    .where(orgInScope(ctx, 'people.review', 'org_id'))
    .groupBy('queue')
    .execute();
  const applications = rows.map(({ queue, count, oldest }) => ({
    code: queue === 'pool' ? 'people.pool_waiting' : 'people.applications_waiting',
    count,
    oldest: oldest.toISOString(),
    minutes: Math.max(1, Math.ceil(count * MINUTES_PER_APPLICATION)),
    href: queue === 'pool' ? '/staff/applications?state=pooled' : '/staff/applications',
  }));
  const others = [await rightsTodos(ctx), await transferTodos(ctx), await coverageTodos(ctx)];
  return { items: [...applications, ...others.flat()] };
}

export async function getMe(ctx: Ctx): Promise<Output<typeof contract.getMe>> {
  const { phone } = requireAccount(ctx);
  const phoneHashes = ctx.app.crypto.variants('phone', Buffer.from(phone ?? '', 'base64'));
  const person = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'name', 'id_sealed', 'phone_sealed', 'occupation', 'area_code'])
    .where('phone_hash', 'in', phoneHashes)
    .executeTakeFirst();
  const applications = await ctx.db
    .selectFrom('people.application')
    .select(['id', 'state', 'org_id', 'submitted_at', 'reason'])
    .where('phone_hash', 'in', phoneHashes)
    .orderBy('submitted_at', 'desc')
    .limit(20)
    .execute();
  const current = person
    ? (await membershipsOf(ctx, person.id)).find((period) => period.until === null)
    : undefined;
  const { crypto } = ctx.app;
  return {
    person: person
      ? {
          id: person.id,
          name: person.name,
          idNo: maskIdNo(crypto.open(person.id_sealed)),
          phone: maskPhone(crypto.open(person.phone_sealed!)),
          occupation: person.occupation,
        }
      : null,
    membership: current ? { ...current, unionPhone: await unionPhone(ctx, current.org.id) } : null,
    transfer: person ? await transferOfMine(ctx, person.id) : null,
    refusal: person ? await refusalOf(ctx, person.id) : null,
    applications: await Promise.all(
      applications.map(async (row) => {
        const org = await findOrg(ctx, row.org_id);
        return {
          id: row.id,
          state: row.state,
          union: org?.name ?? null,
          unionPhone: org ? await phoneFor(ctx, org) : null,
          submittedAt: row.submitted_at.toISOString(),
          reason: row.reason,
        };
      }),
    ),
    answerDays: await promisedDays(ctx, person?.area_code ?? null),
    benefits: await currentBenefits(ctx, current !== undefined, person?.area_code ?? null),
  };
}

async function unionPhone(ctx: Ctx, orgId: number): Promise<string | null> {
  const org = await findOrg(ctx, orgId);
  return org ? phoneFor(ctx, org) : null;
}

const OCCUPATION_NAMES: Readonly<Record<Person['occupation'], string>> = {
  courier: '快递员',
  delivery_rider: '网约配送员',
  ride_hailing_driver: '网约车司机',
  truck_driver: '货车司机',
  other_nef: '其他新就业形态劳动者',
  office: '办公室职工',
  factory: '工厂职工',
  builder: '建筑工人',
  service: '服务业职工',
  public_sector: '机关事业单位职工',
  other: '其他',
};

const ID_TYPE_NAMES: Readonly<Record<Person['id_type'], string>> = {
  resident_id: '居民身份证',
  hmt_residence_permit: '港澳台居民居住证',
  foreign_residence_card: '外国人永久居留身份证',
  passport: '护照',
};

/** What the registration form prints. What joining does not ask for stays blank for a pen. */
export async function registrationOf(ctx: Ctx, { id }: Input<typeof contract.printRegistration>) {
  const person = await personFor(ctx, 'people.reveal', id);
  await ctx.audit({
    action: 'people.reveal',
    entity: 'people.person',
    entityId: id,
    orgId: person.org_id,
    purpose: '打印入会登记表',
  });
  const [latest] = await membershipsOf(ctx, id);
  const { crypto } = ctx.app;
  const idNumber = crypto.open(person.id_sealed);
  return {
    memberNo: latest?.number ?? null,
    name: person.name,
    gender: person.sex === null ? null : person.sex === 'male' ? '男' : '女',
    bornOn: chineseDate(birthDateOf(person.id_type, idNumber)),
    ethnicity: null,
    education: null,
    nativePlace: null,
    politicalStatus: null,
    idType: ID_TYPE_NAMES[person.id_type],
    idNumber,
    phone: person.phone_sealed === null ? null : crypto.open(person.phone_sealed),
    occupation: OCCUPATION_NAMES[person.occupation],
    employer: await employerOf(ctx, person),
    position: null,
    professionalTitle: null,
    union: (latest?.org ?? (await findOrg(ctx, person.org_id)))?.name ?? '',
    opinion: latest?.resolution ? '经委员会会议讨论，同意接收为中国工会会员。' : null,
    resolutionNo: latest?.resolution?.number ?? null,
    resolvedOn: chineseDate(latest?.resolution?.heldOn ?? null),
    remark: null,
    appliedOn: null,
  };
}

/** `2026-01-12` → `2026年1月12日`. */
function chineseDate(date: string | null): string | null {
  if (date === null) return null;
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
