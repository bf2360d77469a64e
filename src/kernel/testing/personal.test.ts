import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { writeAudit } from '../audit.ts';
import { newId } from '../ids.ts';
import { dropTestApp, idNumber, openTestApp } from '../testing.ts';
import { findPersonal, leaksIn, leaksOf, personalIn } from './personal.ts';

const PHONE = '13812345678';
const ID = idNumber('leak');

describe('a number in a text', () => {
  test.each([
    PHONE,
    `phone=${PHONE}&x=1`,
    `{"phone":"${PHONE}"}`,
    `手机号${PHONE}已被占用`,
    '138-1234-5678',
    '138 1234 5678',
    `+86${PHONE}`,
    `0086 ${PHONE}`,
    `[sms → ${PHONE}]`,
    ID,
    `resident_id:${ID}`,
    `证件号码${ID}。`,
    '11010519491231002X',
    '11010519491231002x',
  ])('is found: %s', (text) => {
    expect(findPersonal(text)).toHaveLength(1);
  });

  test.each([
    ['a masked phone', '138****5678'],
    ['our own example', '如 138 0013 8000'],
    ['a masked ID', '110***********002X'],
    ['a moment in milliseconds', '{"time":1763800000123}'],
    ['one in microseconds', '1763800000123456'],
    ['an ISO time', '2026-11-22T18:42:03.13812345678Z'],
    ['a UUID', '018f3e5a-1381-7345-8678-138123456789'],
    ['a UUID without dashes', '018f3e5a138173458678138123456789'],
    ['a hash in hex', '9f13812345678ab0'],
    ['base64url', 'x_13812345678a'],
    ['a landline', '010-60000000'],
    ['a service number', '12351'],
    ['a longer number', '6222013812345678901'],
    ['a fraction', '0.13812345678'],
    ['an ID with a wrong check digit', `${ID.slice(0, 17)}${ID.endsWith('0') ? 1 : 0}`],
    ['18 digits without a date', '991234201399991238'],
    ['a credit code', '91110105MA01234567'],
    ['too few digits', '1381234567'],
    ['no mobile prefix', '12812345678'],
  ])('is not found in %s', (_what, text) => {
    expect(findPersonal(text)).toEqual([]);
  });
});

describe('a planted leak', () => {
  const quiet = { url: '/api/people', status: 200, payload: '', disposition: '' };

  test.each([
    ['an address', { ...quiet, url: `/api/people?q=${PHONE}` }],
    ['an encoded address', { ...quiet, url: `/api/people?q=%20${PHONE}` }],
    ['an error', { ...quiet, status: 409, payload: `{"message":"${ID} is known"}` }],
    ['the name of a file', { ...quiet, disposition: `attachment; filename*=UTF-8''%E7%8E%8B-${PHONE}.pdf` }],
  ])('in %s is found, and not told on', (_where, exchange) => {
    const leaks = personalIn(exchange);
    expect(leaks).toHaveLength(1);
    expect(findPersonal(leaks.join())).toEqual([]);
  });

  test('in a right answer there is none: it is the one who asked that reads it', () => {
    expect(personalIn({ ...quiet, payload: `{"phone":"${PHONE}"}` })).toEqual([]);
  });

  test('in the address of a request, and in a line of the log, is found after the run', async () => {
    const runDir = mkdtempSync(join(tmpdir(), 'zhijia-leak-'));
    const t = await openTestApp(`leak_${process.pid}`, { runDir });
    await t.server.inject(`/api/people?q=${PHONE}`);
    t.server.log.error({ phone: PHONE }, 'planted');
    await dropTestApp(t);
    expect(leaksOf(runDir, new Set())).toEqual([
      'address of /api/people: 138…5678 (11 characters)',
      expect.stringMatching(/^log: 138…5678/),
    ]);
  });

  test('in a job, in the audit log and in a reason is found in the database', async () => {
    const t = await openTestApp(`planted_${process.pid}`);
    const client = new pg.Client(t.connection);
    await client.connect();
    expect(await leaksIn(client)).toEqual([]);
    await t.app.jobs.send(t.app.db, 'kernel.deliver', { id: newId(), phone: PHONE });
    await writeAudit(t.ctx(), { action: 'test.leak', purpose: `call ${PHONE}`, detail: { idNo: ID } });
    const planted = await leaksIn(client);
    await client.end();
    await dropTestApp(t);
    expect(planted.map((leak) => leak.slice(0, leak.indexOf(':'))).sort()).toEqual([
      'jobs.job.data',
      'kernel.audit_entry.detail',
      'kernel.audit_entry.purpose',
    ]);
  });
});
