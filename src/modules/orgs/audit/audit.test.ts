import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { policies, setPolicy } from '#kernel/policy';
import type { AuditEntry } from '#kernel/audit';
import type { Request } from '#kernel/contract';
import { makeCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '../factory.ts';
import { exportAudit, getAuditEntry, getAuditSeal, listAudit } from './contract.ts';

/** A district with an auditor, and three entries of its officer: two below, one elsewhere. */
async function audited() {
  const app = await testApp();
  const { district, street, primary, root } = await newDistrict(app);
  const elsewhere = await newDistrict(app);
  const auditor = await app.officer('auditor', district);
  const chair = await app.officer('chair', district);
  const person = newId();
  const write = (entry: AuditEntry) =>
    makeCtx({ ...app.ctx(), actor: actorOf(chair.userId, district) }).audit(entry);
  await write({
    action: 'people.reveal',
    entity: 'people.person',
    entityId: person,
    orgId: primary,
    purpose: '核对证件',
  });
  await write({ action: 'people.list', people: [person, newId()], detail: { state: 'open' } });
  await write({
    action: 'orgs.update',
    entity: 'orgs.organisation',
    entityId: '1',
    orgId: elsewhere.primary,
  });
  const list = async (asked: Request<typeof listAudit>) => (await auditor.call(listAudit, asked)).body.items;
  return { app, auditor, chair, person, district, street, primary, root, elsewhere, list };
}

function actorOf(userId: string, orgId: number) {
  const grants = [{ role: 'chair', orgId, path: String(orgId) }] as const;
  return { kind: 'account', userId, sessionId: 's', phone: null, grants } as const;
}

describe('the auditor’s list', () => {
  test('has the entries of their own subtree, newest first, and writes down that it was read', async () => {
    const { app, auditor, chair, person, district, primary, list } = await audited();
    const items = await list({});
    expect(items.map(({ action }) => action).slice(0, 2)).toEqual(['people.list', 'people.reveal']);
    expect(items.map(({ action }) => action)).not.toContain('orgs.update');
    expect(items[0]).toMatchObject({
      actor: { id: chair.userId, name: '测试chair' },
      org: { id: district },
      shown: 2,
    });
    expect(items[1]).toMatchObject({ org: { id: primary }, entityId: person, purpose: '核对证件', shown: 0 });
    await app.drain();
    const [look] = await list({ group: 'system' });
    expect(look).toMatchObject({
      action: 'audit.list',
      actor: { id: auditor.userId },
      org: { id: district },
    });
  });

  test('is filtered by day, officer, kind, organisation, person and purpose', async () => {
    const { app, person, primary, street, list, elsewhere } = await audited();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(app.app.now());
    const actions = async (asked: Request<typeof listAudit>) =>
      (await list(asked)).map(({ action }) => action);
    const both = ['people.list', 'people.reveal'];
    expect(await actions({ about: person })).toEqual(both);
    expect(await actions({ about: person, from: today, to: today })).toEqual(both);
    expect(await actions({ about: person, from: '2199-01-01' })).toEqual([]);
    expect(await actions({ about: person, to: '2001-01-01' })).toEqual([]);
    expect(await actions({ about: person, group: 'reveal' })).toEqual(['people.reveal']);
    expect(await actions({ about: person, actor: '测试cha' })).toEqual(both);
    for (const actor of ['没有这个人', 'system', '访客'])
      expect(await actions({ about: person, actor })).toEqual([]);
    expect(await actions({ about: person, org: String(primary) })).toEqual(['people.reveal']);
    expect(await actions({ about: person, org: String(street) })).toEqual(['people.reveal']);
    const { rows } = await app.pool.query('select name from orgs.organisation where id = $1', [primary]);
    expect(await actions({ about: person, org: rows[0].name })).toEqual(['people.reveal']);
    for (const org of [String(elsewhere.primary), '没有这个组织']) expect(await actions({ org })).toEqual([]);
    expect(await actions({ about: person, q: '证件' })).toEqual(['people.reveal']);
    expect(await actions({ about: person, q: '%' })).toEqual([]);
  });

  test('goes on page by page', async () => {
    const { auditor, person } = await audited();
    const first = (await auditor.call(listAudit, { about: person, limit: 1 })).body;
    expect(first.items).toHaveLength(1);
    const second = (await auditor.call(listAudit, { about: person, limit: 1, cursor: first.next! })).body;
    expect(second).toMatchObject({ items: [{ action: 'people.reveal' }], next: null });
    expectProblem(await auditor.call(listAudit, { cursor: 'x' }), 400, 'kernel.bad_cursor');
  });

  test('at the root has everything, also what belongs to no organisation', async () => {
    const { app, root, person } = await audited();
    const auditor = await app.officer('auditor', root);
    const orgless = newId();
    await app.ctx().audit({ action: 'accounts.locked', entity: 'account', entityId: orgless });
    expect((await auditor.call(listAudit, { about: auditor.userId })).body.items).toMatchObject([
      { action: 'accounts.token_created', account: '测试auditor', actor: { id: 'system:test', name: null } },
    ]);
    for (const about of [person, orgless])
      expect((await auditor.call(listAudit, { about })).body.items).not.toEqual([]);
    const [entry] = (await auditor.call(listAudit, { about: orgless, actor: '系统' })).body.items;
    expect(entry).toMatchObject({ actor: { id: 'system:test', name: null }, org: null });
    expect((await auditor.call(listAudit, { about: orgless, org: String(root) })).body.items).toEqual([]);
  });

  test('is for auditors alone', async () => {
    const { app, chair, district } = await audited();
    const admin = await app.officer('system_admin', district);
    for (const who of [chair, admin]) {
      expectProblem(await who.call(listAudit, {}), 403, 'kernel.forbidden');
      expectProblem(await who.call(getAuditEntry, { id: newId() }), 403, 'kernel.forbidden');
      expectProblem(await who.call(getAuditSeal, {}), 403, 'kernel.forbidden');
      expectProblem(await who.call(exportAudit, { purpose: '看' }), 403, 'kernel.forbidden');
    }
    expectProblem(await app.guest().call(listAudit, {}), 401, 'kernel.unauthenticated');
    expectProblem(await app.guest().call(getAuditEntry, { id: newId() }), 401, 'kernel.unauthenticated');
    expectProblem(await app.guest().call(getAuditSeal, {}), 401, 'kernel.unauthenticated');
    expectProblem(await app.guest().call(exportAudit, { purpose: '看' }), 401, 'kernel.unauthenticated');
  });
});

describe('one entry', () => {
  test('is shown with everything, in scope', async () => {
    const { app, auditor, person, elsewhere, list } = await audited();
    const [line] = await list({ about: person });
    expectProblem(
      await auditor.call(getAuditEntry, { id: 'no number of ours' }),
      400,
      'kernel.bad_request',
      'id',
    );
    const { body } = await auditor.call(getAuditEntry, { id: line!.id });
    expect(body).toMatchObject({
      ...line,
      detail: { state: 'open' },
      applications: [],
      ip: null,
      requestId: 'test',
    });
    expect(body.people).toHaveLength(2);
    const foreign = await app.officer('auditor', elsewhere.district);
    for (const id of [line!.id, newId()])
      expectProblem(await foreign.call(getAuditEntry, { id }), 404, 'orgs.no_such_entry');
  });
});

describe('the export', () => {
  test('is a sheet in plain words, with its purpose on record', async () => {
    const { app, auditor, person } = await audited();
    const answer = await auditor.call(exportAudit, { about: person, purpose: '年度审计' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(answer.raw as unknown as ArrayBuffer);
    const rows: unknown[][] = [];
    workbook.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(2, 8)));
    expect(rows.map(([who, what, , purpose, shown]) => [who, what, purpose, shown])).toEqual([
      ['谁', '做了什么', '用途', '涉及人数'],
      ['测试chair', '看人员名单', undefined, 2],
      ['测试chair', '显示完整号码或打印登记表', '核对证件', 0],
    ]);
    const { rows: noted } = await app.pool.query(
      `select purpose, detail from kernel.audit_entry where action = 'audit.export' and actor = $1`,
      [auditor.userId],
    );
    expect(noted).toMatchObject([{ purpose: '年度审计', detail: { count: 2, about: person } }]);
  });

  test('stops where there are too many', async () => {
    const { app, auditor, person } = await audited();
    const policy = policies.get('orgs.audit_export_rows')!;
    await setPolicy(app.ctx(), policy, { value: 1, from: '2024-01-01', source: 'test' });
    try {
      const answer = await auditor.call(exportAudit, { about: person, purpose: '看' });
      expectProblem(answer, 422, 'orgs.audit_too_long');
    } finally {
      await app.pool.query(`delete from kernel.policy where key = $1`, [policy.key]);
    }
  });
});

test('the state of sealing tells how much waits and what was verified last', async () => {
  const { app, auditor } = await audited();
  await app.ctx().audit({
    action: 'audit.verify',
    entity: 'audit',
    entityId: 'verify',
    detail: { entries: 9, seals: 1, unsealed: 0, found: 2 },
  });
  const { body } = await auditor.call(getAuditSeal, {});
  expect(body.unsealed).toBeGreaterThan(0);
  expect(body).toMatchObject({ sealedAt: null, found: 2, verifiedAt: expect.any(String) });
});
