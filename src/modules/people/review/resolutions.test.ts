import { describe, expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newMember, newResolution } from '../factory.ts';
import { attachToResolution, createResolution, listResolutions, readAttachment } from './contract.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';
const PDF = Buffer.from('%PDF-1.7\n中文 \0\xff binary');
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a46', 'hex');

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

describe('a resolution', () => {
  test('has a number once in its union, and a day that has come', async () => {
    const { app, chair, primary, street } = await chaired();
    const input = { orgId: primary, number: '〔2026〕7 号', heldOn: '2024-11-20', title: '接收会员' };
    expect((await chair.call(createResolution, input)).status).toBe(201);
    const again = { ...input, number: ' 〔2026〕7 号 ' };
    expectProblem(await chair.call(createResolution, again), 409, 'people.resolution_exists', 'number');
    expect((await chair.call(createResolution, { ...input, orgId: street })).status).toBe(201);
    try {
      app.setNow(new Date('2090-11-24T15:59:59Z'));
      const early = { ...input, number: '8', heldOn: '2090-11-25' };
      expectProblem(await chair.call(createResolution, early), 400, 'people.resolution_future', 'heldOn');
      app.setNow(new Date('2090-11-24T16:00:00Z'));
      expect((await chair.call(createResolution, early)).status).toBe(201);
    } finally {
      app.setNow(null);
    }
  });

  test.each(['2024-02-30', '0000-01-01', '26-1-1', '2024-11-20T00:00:00Z', ''])(
    'is not of %j',
    async (heldOn) => {
      const { chair, primary } = await chaired();
      const answer = await chair.call(createResolution, { orgId: primary, number: '1', heldOn });
      expectProblem(answer, 400, 'kernel.bad_request', 'heldOn');
    },
  );

  test('is listed newest first, with how many were approved by it, in pages that meet exactly', async () => {
    const { app, chair, primary } = await chaired();
    const member = await newMember(app, chair, primary);
    const days = ['2024-01-10', '2024-03-01', '2024-03-01', '2023-12-31'];
    const made = [member.resolutionId];
    for (const day of days) made.push(await newResolution(chair, primary, day));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const input = { orgId: primary, limit: 2, ...(cursor ? { cursor } : {}) };
      const { body } = await chair.call(listResolutions, input);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual([made[3], made[2], made[0], made[1], made[4]]);
    const { items } = (await chair.call(listResolutions, { orgId: primary })).body;
    expect(items.map(({ approved }) => approved)).toEqual([0, 0, 1, 0, 0]);
    expect(items[0]).toMatchObject({ org: { id: primary }, heldOn: '2024-03-01', attachment: null });
    const made2 = Buffer.from('["2026-02-30","x"]').toString('base64url');
    expectProblem(
      await chair.call(listResolutions, { orgId: primary, cursor: made2 }),
      400,
      'kernel.bad_cursor',
    );
  });

  test('of another union does not exist', async () => {
    const { app, chair, pool, primary } = await chaired();
    const id = await newResolution(chair, primary);
    const sibling = await app.officer('chair', pool);
    const input = { orgId: primary, number: '9', heldOn: '2024-01-01' };
    expectProblem(await sibling.call(createResolution, input), 404, 'orgs.not_found');
    expectProblem(await sibling.call(listResolutions, { orgId: primary }), 404, 'orgs.not_found');
    const file = { bytes: PDF, type: 'application/pdf' };
    for (const unknown of [id, NOBODY]) {
      const put = await sibling.call(attachToResolution, { id: unknown, name: 'a.pdf' }, { file });
      expectProblem(put, 404, 'people.resolution_not_found');
      expectProblem(await sibling.call(readAttachment, { id: unknown }), 404, 'people.resolution_not_found');
    }
  });
});

describe('its attachment', () => {
  test.each([
    ['application/pdf', PDF, 'pdf'],
    ['image/png', PNG, 'png'],
    ['image/jpeg', JPEG, 'jpg'],
    ['application/pdf; charset=binary', PDF, 'pdf'],
  ])('%s comes back as it went', async (type, bytes, ending) => {
    const { chair, primary } = await chaired();
    const id = await newResolution(chair, primary);
    expectProblem(await chair.call(readAttachment, { id }), 404, 'people.resolution_not_found');
    const name = `昌工决〔2026〕7 号 "终稿".${ending}`;
    const put = await chair.call(attachToResolution, { id, name }, { file: { bytes, type } });
    expect(put).toMatchObject({ status: 200, body: { bytes: bytes.length } });
    const got = await chair.call(readAttachment, { id });
    expect(got.raw.equals(bytes)).toBe(true);
    expect(got.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    const [row] = (await chair.call(listResolutions, { orgId: primary })).body.items;
    expect(row!.attachment).toEqual({ name, bytes: bytes.length });
  });

  test.each([
    ['text called a PDF', 'application/pdf', Buffer.from('not a PDF')],
    ['a PNG called a JPEG', 'image/jpeg', PNG],
    ['the beginning of a PNG', 'image/png', PNG.subarray(0, 7)],
    ['nothing', 'application/pdf', Buffer.alloc(0)],
    ['an SVG called a PNG', 'image/png', Buffer.from('<svg onload="alert(1)"/>')],
    ['a page called a PDF', 'application/pdf', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF behind a byte', 'application/pdf', Buffer.concat([Buffer.from(' '), PDF])],
  ])('is not %s', async (_what, type, bytes) => {
    const { chair, primary } = await chaired();
    const id = await newResolution(chair, primary);
    const put = await chair.call(attachToResolution, { id, name: 'a' }, { file: { bytes, type } });
    expectProblem(put, 415, 'people.bad_attachment');
    expectProblem(await chair.call(readAttachment, { id }), 404, 'people.resolution_not_found');
  });

  test('is at most 10 MB, and one of the kinds we take', async () => {
    const { chair, primary } = await chaired();
    const id = await newResolution(chair, primary);
    const put = (bytes: Buffer, type: string) =>
      chair.call(attachToResolution, { id, name: 'a.pdf' }, { file: { bytes, type } });
    const most = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024 - PDF.length)]);
    const over = await put(Buffer.concat([most, Buffer.alloc(1)]), 'application/pdf');
    expectProblem(over, 413, 'kernel.too_large');
    expect(over.problem.hint).toContain('10 MB');
    expect((await put(most, 'application/pdf')).status).toBe(200);
    for (const type of ['image/gif', 'text/html', 'application/json'])
      expect((await put(PDF, type)).status).toBeOneOf([400, 415]);
  });

  test('can be replaced; what is there is never half of it', async () => {
    const { chair, primary } = await chaired();
    const id = await newResolution(chair, primary);
    const both = [
      { bytes: PDF, type: 'application/pdf' },
      { bytes: PNG, type: 'image/png' },
    ];
    await Promise.all(
      both.map((file) => chair.call(attachToResolution, { id, name: file.type.split('/')[1]! }, { file })),
    );
    const { raw, headers } = await chair.call(readAttachment, { id });
    const found = both.find(({ bytes }) => raw.equals(bytes));
    expect(headers['content-disposition']).toContain(`''${found!.type.split('/')[1]}.`);
  });

  test('counts for the idempotency key: another file under one key is refused', async () => {
    const { chair, primary } = await chaired();
    const id = await newResolution(chair, primary);
    const put = (bytes: Buffer) =>
      chair.call(
        attachToResolution,
        { id, name: 'a.pdf' },
        { file: { bytes, type: 'application/pdf' }, key: `key-${id}` },
      );
    const first = await put(PDF);
    expect((await put(PDF)).body).toEqual(first.body);
    expectProblem(await put(Buffer.concat([PDF, PDF])), 409, 'kernel.idempotency_mismatch');
  });
});
