import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealingState, verifyAudit } from '#kernel/audit';
import { pruneAudit } from '#kernel/audit/prune';
import { systemCtx, type App } from '#kernel/ctx';
import { openTestApp, type TestApp } from '#kernel/testing';
import { sealAll } from '#kernel/testing/sealing';

let t: TestApp;
let app: App;
/** Two entries in each of four seals: five years, four years, seven months and five months ago, and today. */
const AGES_MONTHS = [60, 48, 7, 5, 0];
const ago = (months: number) => new Date(Date.now() - months * 31 * 86_400_000);

beforeAll(async () => {
  t = await openTestApp(`audit_prune_${process.pid}`);
  app = { ...t.app, config: { ...t.app.config, dataDir: mkdtempSync(join(tmpdir(), 'zhijia-audit-')) } };
  await t.pool.query(`set session_replication_role = 'replica'; delete from kernel.audit_entry;
    set session_replication_role = 'origin'`);
  for (const months of AGES_MONTHS) {
    t.setNow(ago(months));
    for (let i = 0; i < 2; i++) await ctx().audit({ action: 'test.old', detail: { months } });
    await sealAll(app);
  }
  t.setNow(null);
});
afterAll(() => t.stop());

const ctx = () => systemCtx(app, 'test');
const verify = () => verifyAudit({ db: app.db, crypto: app.crypto, dataDir: app.config.dataDir });
const count = async (where: string) =>
  Number((await t.pool.query(`select count(*) as n from kernel.audit_entry where ${where}`)).rows[0].n);
const refused = (seal: number) =>
  t.pool.query('select kernel.prune_audit($1, now(), $2)', [seal, Buffer.alloc(33)]).then(
    () => 'done',
    (error: { message: string }) => error.message,
  );

describe('pruning', () => {
  test('is refused by the database for what is younger than six months, and for seals that are not there', async () => {
    expect(await refused(4)).toContain('younger than six months');
    expect(await refused(99)).toContain('no seal');
    // A seal that claims to be old does not make its entries so.
    await t.pool.query('alter table kernel.audit_seal disable trigger user');
    const { rows } = await t.pool.query('select sealed_at from kernel.audit_seal where seq = 4');
    await t.pool.query(`update kernel.audit_seal set sealed_at = now() - interval '3 years' where seq = 4`);
    expect(await refused(4)).toContain('younger than six months');
    await t.pool.query('update kernel.audit_seal set sealed_at = $1 where seq = 4', [rows[0].sealed_at]);
    await t.pool.query('alter table kernel.audit_seal enable trigger user');
    expect(await verify()).toMatchObject({ ok: true, seals: 5 });
  });

  test('removes by whole seals what the policy no longer keeps; the rest stays whole, and it is written down', async () => {
    expect(await pruneAudit(ctx())).toEqual({ seals: 2, entries: 4 });
    expect(await count(`action = 'test.old'`)).toBe(6);
    const { rows } = await t.pool.query(`select detail from kernel.audit_entry where action = 'audit.prune'`);
    expect(rows).toEqual([{ detail: { seal: 2, seals: 2, entries: 4, sealed: 4, months: 36 } }]);
    expect(await verify()).toMatchObject({ ok: true, seals: 4, pruned: { seal: 2 }, unsealed: 1, found: 0 });
    await sealAll(app);
    expect(await verify()).toMatchObject({ ok: true, seals: 5, unsealed: 0 });
    expect(await pruneAudit(ctx())).toEqual({ seals: 0, entries: 0 });
  });

  test('again goes on from there', async () => {
    await t.pool.query(
      `insert into kernel.policy (key, area, during, value, source)
       values ('audit.retention_months', '', '[2020-01-01,)', '6', 'test')`,
    );
    expect(await pruneAudit(ctx())).toEqual({ seals: 1, entries: 2 });
    expect(await verify()).toMatchObject({ ok: true, pruned: { seal: 3 }, unsealed: 1 });
    await sealAll(app);
    expect(await verify()).toMatchObject({ ok: true, unsealed: 0 });
    expect(await sealingState(app.db)).toMatchObject({ unsealed: 0, sealedAt: expect.any(Date) });
  });

  test('by hand is found: entries of the first seal left, and the mark of an older pruning on a newer seal', async () => {
    await t.pool.query(`alter table kernel.audit_entry disable trigger user`);
    await t.pool.query(`alter table kernel.audit_seal disable trigger user`);
    const [mark] = (await t.pool.query('select pruned_mark, pruned_at from kernel.audit_seal where seq = 3'))
      .rows;
    await t.pool.query(
      'delete from kernel.audit_entry where xid < (select to_xid from kernel.audit_seal where seq = 4)',
    );
    await t.pool.query('delete from kernel.audit_seal where seq = 3');
    await t.pool.query('update kernel.audit_seal set pruned_at = $1, pruned_mark = $2 where seq = 4', [
      mark.pruned_at,
      mark.pruned_mark,
    ]);
    expect(await verify()).toMatchObject({ ok: false, findings: [{ kind: 'bad_prune', seal: 4 }] });
  });
});
