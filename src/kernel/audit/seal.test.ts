import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealAudit, verifyAudit } from '#kernel/audit';
import type { App } from '#kernel/ctx';
import { makeCtx, systemCtx } from '#kernel/ctx';
import { openTestApp, type TestApp } from '#kernel/testing';
import { sealAll } from '#kernel/testing/sealing';

let t: TestApp;
/** With a data folder of its own: the apps of a run share one. */
let app: App;
beforeAll(async () => {
  t = await openTestApp(`audit_seal_${process.pid}`);
  app = { ...t.app, config: { ...t.app.config, dataDir: mkdtempSync(join(tmpdir(), 'zhijia-audit-')) } };
});
afterAll(() => t.stop());

const verify = () => verifyAudit({ db: app.db, crypto: app.crypto, dataDir: app.config.dataDir });
const write = (action: string) => systemCtx(app, 'test').audit({ action });

describe('sealing', () => {
  test('covers all that is committed, writes nothing when there is nothing, and shows the head outside', async () => {
    const [first] = await sealAll(app);
    expect(first).toMatchObject({ seq: 1, era: 1, from: 0n });
    expect(await sealAll(app)).toEqual([]);
    await write('test.one');
    await write('test.two');
    const [second] = await sealAll(app);
    expect(second).toMatchObject({ seq: 2, entries: 2, from: first!.to, prev: first!.root });
    const head = JSON.parse(readFileSync(join(app.config.dataDir, 'audit-head.json'), 'utf8'));
    expect(head).toMatchObject({ seq: 2, root: second!.root.toString('hex') });
    const days = readFileSync(join(app.config.dataDir, 'audit-roots.log'), 'utf8').trim().split('\n');
    expect(days).toHaveLength(1);
    expect(JSON.parse(days[0]!)).toMatchObject({ head: { seq: 1 } });
    expect(await verify()).toMatchObject({ ok: true, seals: 2, unsealed: 0, heads: 2 });
  });

  test('what commits late is sealed late and never lost, whatever else is written meanwhile', async () => {
    const late = await t.pool.connect();
    await late.query('begin');
    await late.query('select pg_current_xact_id()');
    const sealed: number[] = [];
    const writing = { on: true };
    const sealer = (async () => {
      while (writing.on) for (const { entries } of await sealAudit(app)) sealed.push(entries);
    })();
    await Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let i = 0; i < 25; i++) await write(`test.writer_${writer}`);
      }),
    );
    expect(sealed).toEqual([]);
    expect(await verify()).toMatchObject({ ok: true, unsealed: 100 });
    await late.query('commit');
    late.release();
    writing.on = false;
    await sealer;
    await sealAll(app);
    expect(await verify()).toMatchObject({ ok: true, unsealed: 0 });
  });

  test('writers and several sealers at once', async () => {
    const writing = { on: true };
    const sealers = [1, 2, 3].map(async () => {
      let made = 0;
      while (writing.on) made += (await sealAudit(app)).length;
      return made;
    });
    await Promise.all(
      Array.from({ length: 3 }, async () => {
        for (let i = 0; i < 30; i++)
          await app.db.transaction().execute(async (tx) => {
            const parts = { ...systemCtx(app, 'test'), db: tx, ip: '::1' };
            await makeCtx(parts).audit({ action: 'test.busy', detail: { b: 1, a: [{ d: 1, c: 'x' }] } });
            if (i % 3 === 0) await makeCtx(parts).audit({ action: 'test.busy', purpose: '“引号”\u2028' });
          });
      }),
    );
    writing.on = false;
    expect((await Promise.all(sealers)).reduce((sum, made) => sum + made, 0)).toBeGreaterThan(0);
    await sealAll(app);
    expect(await verify()).toMatchObject({ ok: true, unsealed: 0 });
  });
});
