import { describe, expect, test } from 'vitest';
import { testApp } from '#kernel/testing';
import { createOrg, getOrg } from '#orgs/contract';
import { newDistrict } from '../modules/orgs/factory.ts';

describe('idempotency', () => {
  test('the same key gets the first answer and does nothing twice', async () => {
    const app = await testApp();
    const { district } = await newDistrict(app);
    const chair = await app.officer('chair', district);
    const input = { parentId: district, kind: 'employer', name: '一次公司' } as const;
    const first = await chair.call(createOrg, input, { key: 'key-0001' });
    const again = await chair.call(createOrg, input, { key: 'key-0001' });
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers['idempotent-replay']).toBe('true');
    expect((await chair.call(getOrg, { id: first.body.id })).body.name).toBe('一次公司');
  });
});
