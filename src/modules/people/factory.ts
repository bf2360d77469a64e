import { expect } from 'vitest';
import { nextIdNumber, nextPhone, type Client, type TestApp } from '#kernel/testing';
import { submitApplication } from './join/contract.ts';
import { approveApplications, createResolution, getApplication } from './review/contract.ts';

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
