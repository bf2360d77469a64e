import { expect } from 'vitest';
import { newId } from '#kernel/ids';
import { nextIdNumber, nextPhone, type Client, type TestApp } from '#kernel/testing';
import {
  atPlace,
  done,
  ofOwn,
  ofPerson,
  once,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { createOrg } from '#orgs/contract';
import {
  countMembers,
  getMe,
  getPerson,
  listPeopleTodos,
  printRegistration,
  revealPerson,
} from './contract.ts';
import { submitApplication } from './join/contract.ts';
import { approveApplications, createResolution, getApplication } from './review/contract.ts';
import { confirmImport, getImport, mapImport, uploadRoster, type RosterMode } from './roster/contract.ts';

/** Applies to join `orgId` as somebody new, by the public endpoint. */
export async function newApplication(
  test: TestApp,
  orgId: number,
  given: { idNo?: string; phone?: string; name?: string } = {},
) {
  const form = {
    name: given.name ?? '测试人',
    idNo: given.idNo ?? nextIdNumber(),
    phone: given.phone ?? nextPhone(),
    occupation: 'courier' as const,
    consent: true as const,
    qrOrgId: orgId,
  };
  const answer = await test.guest().call(submitApplication, form);
  expect(answer.status).toBe(201);
  return { ...answer.body, ...form };
}

let resolutions = 0;

/** A resolution of `orgId`, recorded by somebody who may. Returns its id. */
export async function newResolution(by: Client, orgId: number, heldOn = '2024-01-12'): Promise<string> {
  resolutions += 1;
  const answer = await by.call(createResolution, { orgId, number: `〔2026〕${resolutions} 号`, heldOn });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** A member of `orgId`, admitted on an application by somebody who may. */
export async function newMember(
  test: TestApp,
  by: Client,
  orgId: number,
  given: Parameters<typeof newApplication>[2] = {},
) {
  const application = await newApplication(test, orgId, given);
  const resolutionId = await newResolution(by, orgId);
  const approved = await by.call(approveApplications, { id: resolutionId, ids: [application.id] });
  expect(approved.body).toMatchObject({ done: 1 });
  const { body } = await by.call(getApplication, { id: application.id });
  return { ...application, resolutionId, personId: body.personId! };
}

/** Lines of a roster as its .csv file, with the titles a roster usually has. */
export function rosterCsv(
  rows: readonly (readonly string[])[],
  titles = ['姓名', '身份证号', '手机号', '用工形式', '部门'],
) {
  const lines = [titles, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(','));
  return Buffer.from(lines.join('\r\n'), 'utf8');
}

/** Uploads a roster and has it compared, its columns as they are guessed. Returns the dry run. */
export async function compareFile(
  test: TestApp,
  by: Client,
  orgId: number,
  bytes: Buffer,
  { mode = 'staff', transfers = true }: { mode?: RosterMode; transfers?: boolean } = {},
) {
  const begun = await by.call(
    uploadRoster,
    { orgId, name: '花名册.csv', mode },
    { file: { bytes, type: 'text/csv' } },
  );
  expect(begun.status).toBe(201);
  const { id } = begun.body;
  const { sheet, headerRow, columns } = (await by.call(getImport, { id })).body;
  const named = columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  const mapped = await by.call(mapImport, { id, sheet, headerRow, columns: named, mode, transfers });
  expect(mapped.problem.code).toBeUndefined();
  await test.drain('people.compare_roster');
  const { body } = await by.call(getImport, { id });
  return body;
}

/** {@link compareFile}, and then applied. */
export async function reconcileCsv(...given: Parameters<typeof compareFile>) {
  const [test, by] = given;
  const compared = await compareFile(...given);
  expect(compared.state).toBe('compared');
  await by.call(confirmImport, { id: compared.id });
  await test.drain('people.apply_roster');
  const { body } = await by.call(getImport, { id: compared.id });
  expect(body.state).toBe('applied');
  return body;
}

/**
 * Puts somebody who is no member on the roster of `orgId`, which `unionId` looks after, or `personId` who is one. Returns
 * the person's id. As a reconcile leaves them, without a file.
 */
export async function onRoster(
  { app, pool }: TestApp,
  orgId: number,
  unionId: number,
  personId: string = newId(),
  name = '在册人',
): Promise<string> {
  const idNo = nextIdNumber();
  await pool.query(
    `insert into people.person (id, name, occupation, id_type, id_sealed, id_hash, details_sealed, created_at, updated_at)
     values ($1, $5, 'other', 'resident_id', $2, $3, $4, now(), now()) on conflict do nothing`,
    [
      personId,
      app.crypto.seal(idNo),
      app.crypto.hash('id', `resident_id:${idNo}`),
      app.crypto.seal(JSON.stringify({ department: '运营部', migrant: true, skill: null })),
      name,
    ],
  );
  await pool.query('insert into people.roster (org_id, union_id) values ($1, $2) on conflict do nothing', [
    orgId,
    unionId,
  ]);
  await pool.query(
    `insert into people.roster_entry (id, org_id, person_id, since) values ($1, $2, $3, '2025-01-01')`,
    [newId(), orgId, personId],
  );
  return personId;
}

/** An application that waits at the union at `at`, whatever its level: a QR of a district alone routes nobody there. */
export async function applicationAt(
  { t }: World,
  at: Place,
  given: Parameters<typeof newApplication>[2] = {},
) {
  const made = await newApplication(t, at.primary, { name: `${at.mark}小满`, ...given });
  await t.pool.query('update people.application set org_id = $2 where id = $1', [made.id, at.id]);
  return made;
}

/** Another organisation below the union at `at`: a standing primary union, or an employer that it organises. */
export async function newOrgBelow(
  { t }: World,
  { id: parentId, chair, sign }: Place,
  kind: 'union' | 'employer' = 'union',
): Promise<number> {
  const union = kind === 'union' ? ({ level: 'primary', formation: 'single' } as const) : {};
  const { id } = await done(chair, createOrg, { parentId, kind, name: `${sign}另一家`, ...union });
  await t.pool.query(`update orgs.organisation set state = 'active' where id = $1`, [id]);
  return id;
}

/** A resolution of the union at `at`. */
export async function resolutionAt(at: Place, heldOn = '2024-01-12'): Promise<string> {
  resolutions += 1;
  const given = { orgId: at.id, number: `${at.mark}工决〔2026〕${resolutions} 号`, heldOn };
  return (await done(at.chair, createResolution, given)).id;
}

/** A member of the union at `at`, with a phone. */
export async function memberAt(world: World, at: Place) {
  const application = await applicationAt(world, at);
  const id = await once(at, 'resolution', () => resolutionAt(at));
  await done(at.chair, approveApplications, { id, ids: [application.id] });
  const { personId } = await done(at.chair, getApplication, { id: application.id });
  return { ...application, personId: personId! };
}

/** A member who may be read by all, and whom nothing is done to. */
export const aMember = (world: World, at: Place) => once(at, 'member', () => memberAt(world, at));

/**
 * What lists, counts and to-dos about people count: applications that wait, one of them in a holding pool's state; a
 * member, and one who left; somebody on a roster that is old.
 */
export async function plantPeople(world: World, at: Place): Promise<void> {
  const { pool } = world.t;
  await applicationAt(world, at);
  const { id } = await applicationAt(world, at);
  await pool.query(`update people.application set state = 'pooled' where id = $1`, [id]);
  await memberAt(world, at);
  const { personId } = await memberAt(world, at);
  await pool.query(`update people.person set left_on = '2026-01-05' where id = $1`, [personId]);
  await onRoster(world.t, at.employer, at.id, undefined, `${at.mark}在册`);
  await pool.query(
    `update people.roster set reconciled_at = '2026-01-05', reconciled_by = 'system' where org_id = $1`,
    [at.employer],
  );
}

const who = async (world: World, at: Place) => ({ id: (await aMember(world, at)).personId });

export const peopleLive: readonly Live[] = [
  atPlace(getPerson, async (world, at) => ({ input: await who(world, at) })),
  atPlace(revealPerson, async (world, at) => ({
    input: { ...(await who(world, at)), purpose: '办理会员卡' },
  })),
  atPlace(printRegistration, async (world, at) => ({ input: await who(world, at) })),
  ofOwn(countMembers, {}),
  atPlace(countMembers, async (_world, at) => ({ input: { parentId: at.id } })),
  ofOwn(listPeopleTodos, {}),
  ofPerson(getMe, async (world, at) => ({
    input: {},
    owner: await world.t.worker((await aMember(world, at)).phone),
  })),
];
