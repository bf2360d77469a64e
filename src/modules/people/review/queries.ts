import { sql, type SqlBool } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import {
  areaNames,
  escapeLike,
  maskPhone,
  mayAt,
  orgFor,
  orgInScope,
  orgRefs,
  orgWithin,
  withNames,
} from '#orgs';
import { peopleError } from '../errors.ts';
import { ENTITY } from '../join/queries.ts';
import { maskIdNo, OPEN_STATES } from '../join/rules.ts';
import { OPEN_MEMBERSHIP } from '../rules.ts';
import type * as contract from './contract.ts';

/** Of applications that the caller may see, whether the same person or phone is on record anywhere. */
function rowsOf(ctx: Ctx, ids: readonly string[]) {
  return beyond(ctx, 'whether an ID or a phone is on record, wherever', (wide) =>
    ids.length === 0 ? Promise.resolve([]) : rows(wide).where('a.id', 'in', ids).execute(),
  );
}

function rows(ctx: Ctx) {
  return ctx.db
    .selectFrom('people.application as a')
    .selectAll('a')
    .select((eb) => [
      eb
        .selectFrom('people.membership as m')
        .innerJoin('people.person as p', 'p.id', 'm.person_id')
        .select('m.org_id')
        .whereRef('p.id_hash', '=', 'a.id_hash')
        .where('m.state', 'in', OPEN_MEMBERSHIP)
        .limit(1)
        .as('member_at'),
      eb
        .exists(eb.selectFrom('people.person as p').select('p.id').whereRef('p.id_hash', '=', 'a.id_hash'))
        .as('known'),
      eb
        .exists(
          eb
            .selectFrom('people.application as b')
            .select('b.id')
            .whereRef('b.id_hash', '=', 'a.id_hash')
            .whereRef('b.id', '<>', 'a.id')
            .where('b.state', 'in', OPEN_STATES),
        )
        .as('pending'),
      eb
        .exists(
          eb
            .selectFrom('people.person as p')
            .select('p.id')
            .whereRef('p.phone_hash', '=', 'a.phone_hash')
            .whereRef('p.id_hash', '<>', 'a.id_hash'),
        )
        .as('taken'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function flagsOf(row: Row) {
  if (!(OPEN_STATES as readonly string[]).includes(row.state)) return [];
  return [
    ...(row.member_at !== null ? ['known_member' as const] : row.known ? ['known_person' as const] : []),
    ...(row.pending ? ['same_id_pending' as const] : []),
    ...(row.taken ? ['phone_taken' as const] : []),
    ...(row.phone_verified_at ? [] : ['phone_unverified' as const]),
  ];
}

async function toRows(ctx: Ctx, found: readonly Row[]) {
  const orgs = await orgRefs(ctx, [
    ...new Set(found.flatMap((row) => [row.org_id, row.employer_id ?? row.org_id])),
  ]);
  const areas = await areaNames(ctx, [...new Set(found.flatMap((row) => row.area_code ?? []))]);
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    occupation: row.occupation,
    state: row.state,
    org: orgs.get(row.org_id)!,
    routeReason: row.route_reason,
    employer: (row.employer_id === null ? null : orgs.get(row.employer_id)?.name) ?? row.employer_name,
    areaName: areas.get(row.area_code ?? '') ?? null,
    submittedAt: row.submitted_at.toISOString(),
    flags: flagsOf(row),
  }));
}

export async function listApplications(
  ctx: Ctx,
  input: Input<typeof contract.listApplications>,
): Promise<Output<typeof contract.listApplications>> {
  const after = readCursor(input.cursor, ['time', 'uuid']);
  const under = input.orgId === undefined ? undefined : await orgFor(ctx, 'people.review', input.orgId);
  const matching = sql<SqlBool>`${orgInScope(ctx, 'people.review', 'a.org_id')}
    and ${under ? orgWithin('a.org_id', [under.path]) : sql`true`}
    and ${input.q ? sql<SqlBool>`a.name ilike ${`%${escapeLike(input.q)}%`}` : sql`true`}
    and ${stateFilter(input.state)}`;
  let query = ctx.db.selectFrom('people.application as a').select(['a.id', 'a.submitted_at']).where(matching);
  if (after)
    query = query.where(sql<SqlBool>`(a.submitted_at, a.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('a.submitted_at')
    .orderBy('a.id')
    .limit(input.limit + 1)
    .execute();
  const { total } = await ctx.db
    .selectFrom('people.application as a')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow();
  const result = page(found, input.limit, (row) => [row.submitted_at.toISOString(), row.id]);
  ctx.look({
    action: 'people.list_applications',
    detail: { state: input.state },
    applications: result.items.map((row) => row.id),
  });
  const ids = result.items.map(({ id }) => id);
  const byId = new Map((await rowsOf(ctx, ids)).map((row) => [row.id, row]));
  const items = ids.flatMap((id) => byId.get(id) ?? []);
  return { items: await toRows(ctx, items), next: result.next, total };
}

function stateFilter(state: Input<typeof contract.listApplications>['state']) {
  if (state === 'all') return sql<SqlBool>`true`;
  return state === 'open'
    ? sql<SqlBool>`a.state in ('in_review', 'pooled', 'offered')`
    : sql<SqlBool>`a.state = ${state}`;
}

/** An application where the actor holds `permission`; elsewhere it does not exist for them. */
export async function applicationFor(ctx: Ctx, permission: string, id: string): Promise<Row> {
  const seen = await ctx.db
    .selectFrom('people.application as a')
    .select('a.id')
    .where('a.id', '=', id)
    .where(orgInScope(ctx, permission, 'a.org_id'))
    .executeTakeFirst();
  const [row] = seen ? await rowsOf(ctx, [seen.id]) : [];
  if (!row) throw peopleError('application_not_found');
  return row;
}

export async function getApplication(
  ctx: Ctx,
  { id }: Input<typeof contract.getApplication>,
): Promise<Output<typeof contract.getApplication>> {
  const row = await applicationFor(ctx, 'people.review', id);
  const [base] = await toRows(ctx, [row]);
  const phone = ctx.app.crypto.open(row.phone_sealed);
  const decide = await mayAt(ctx, 'people.approve', row.org_id);
  const open = (OPEN_STATES as readonly string[]).includes(row.state);
  const resolution = row.resolution_id
    ? await ctx.db
        .selectFrom('people.resolution')
        .select(['id', 'number', 'held_on as heldOn'])
        .where('id', '=', row.resolution_id)
        .executeTakeFirst()
    : undefined;
  ctx.look({ action: 'people.view_application', entity: ENTITY, entityId: id, orgId: row.org_id });
  return {
    ...base!,
    sex: row.sex,
    birthYear: row.birth_year,
    idType: row.id_type,
    idNo: maskIdNo(ctx.app.crypto.open(row.id_sealed)),
    phone: maskPhone(phone),
    reason: row.reason,
    resolution: resolution ?? null,
    personId: row.person_id,
    history: await withNames(ctx, await changesOf(ctx, ENTITY, id)),
    may: { decide: open && decide, offer: open, bounce: row.state === 'offered' },
  };
}

export async function listResolutions(
  ctx: Ctx,
  input: Input<typeof contract.listResolutions>,
): Promise<Output<typeof contract.listResolutions>> {
  const org = await orgFor(ctx, 'people.review', input.orgId);
  const after = readCursor(input.cursor, ['date', 'uuid']);
  let query = ctx.db
    .selectFrom('people.resolution as r')
    .select(['r.id', 'r.number', 'r.held_on as heldOn', 'r.title', 'r.attachment_name'])
    .select((eb) => [
      sql<number | null>`octet_length(r.attachment)`.as('bytes'),
      eb
        .selectFrom('people.application as a')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('a.resolution_id', '=', 'r.id')
        .as('approved'),
    ])
    .where('r.org_id', '=', org.id);
  if (after) query = query.where(sql<SqlBool>`(r.held_on, r.id) < (${after[0]}::date, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('r.held_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(input.limit + 1)
    .execute();
  const result = page(found, input.limit, (row) => [row.heldOn, row.id]);
  const ref = { id: org.id, name: org.name, kind: org.kind };
  const items = result.items.map(({ attachment_name, bytes, approved, ...row }) => ({
    ...row,
    org: ref,
    approved: approved ?? 0,
    attachment: attachment_name === null ? null : { name: attachment_name, bytes: bytes ?? 0 },
  }));
  return { items, next: result.next };
}

/** A resolution where the actor holds `permission`. */
export async function resolutionFor(ctx: Ctx, permission: string, id: string) {
  const row = await ctx.db
    .selectFrom('people.resolution')
    .select(['id', 'org_id', 'number', 'held_on', 'attachment_name'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || !(await mayAt(ctx, permission, row.org_id))) throw peopleError('resolution_not_found');
  return row;
}

export async function readAttachment(ctx: Ctx, { id }: Input<typeof contract.readAttachment>) {
  await resolutionFor(ctx, 'people.review', id);
  const row = await ctx.db
    .selectFrom('people.resolution')
    .select(['attachment', 'attachment_name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (!row.attachment || !row.attachment_name) throw peopleError('resolution_not_found');
  return { bytes: row.attachment, name: row.attachment_name };
}
