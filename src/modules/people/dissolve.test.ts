import { expect, test } from 'vitest';
import { nextPhone, testApp } from '#kernel/testing';
import { changeOrgState } from '#orgs/contract';
import { newDistrict } from '#orgs/factory';
import { getPerson } from './contract.ts';
import { newApplication, newMember } from './factory.ts';
import { getApplication } from './review/contract.ts';

test('nobody is lost when a union is dissolved: members are retained above, applications go on there', async () => {
  const app = await testApp();
  const { district, primary, street } = await newDistrict(app);
  const chair = await app.officer('chair', district);
  const member = await newMember(app, chair, primary, { phone: nextPhone() });
  const waiting = await newApplication(app, primary);
  const ended = await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '公司注销' });
  expect(ended.status).toBe(200);
  await app.drain('orgs.union_dissolved/people');
  const { memberships } = (await chair.call(getPerson, { id: member.personId })).body;
  expect(memberships).toMatchObject([
    { org: { id: street }, state: 'retained', until: null },
    { org: { id: primary }, state: 'transferred' },
  ]);
  expect(memberships[0]!.number).toBe(memberships[1]!.number);
  expect(memberships[0]!.from).toBe(memberships[1]!.until);
  const { body } = await chair.call(getApplication, { id: waiting.id });
  expect(body).toMatchObject({ state: 'offered', org: { id: street } });
});
