import { expect } from 'vitest';
import { newId } from '#kernel/ids';
import { nextIdNumber, nextPhone, type Client, type TestApp } from '#kernel/testing';
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
): Promise<string> {
  const idNo = nextIdNumber();
  await pool.query(
    `insert into people.person (id, name, occupation, id_type, id_sealed, id_hash, details_sealed, created_at, updated_at)
     values ($1, '在册人', 'other', 'resident_id', $2, $3, $4, now(), now()) on conflict do nothing`,
    [
      personId,
      app.crypto.seal(idNo),
      app.crypto.hash('id', `resident_id:${idNo}`),
      app.crypto.seal(JSON.stringify({ department: '运营部', migrant: true, skill: null })),
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
