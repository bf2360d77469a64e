import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#kernel/audit';
import { systemCtx, type App } from '#kernel/ctx';
import { openTestApp, type TestApp } from '#kernel/testing';
import { sealAll } from '#kernel/testing/sealing';

let t: TestApp;
beforeAll(async () => {
  t = await openTestApp(`audit_chance_${process.pid}`);
});
afterAll(() => t.stop());

/** Each changes the log; `n` picks the entry or the seal. */
const TAMPERINGS = [
  (n: number) => `delete from kernel.audit_entry where id = (${nth(n)})`,
  (n: number) => `update kernel.audit_entry set purpose = purpose || '。' where id = (${nth(n)})`,
  (n: number) => `update kernel.audit_entry set detail = detail || '{"x": 1}' where id = (${nth(n)})`,
  (n: number) =>
    `update kernel.audit_entry set xid = (xid::text::numeric + 1)::text::xid8 where id = (${nth(n)})`,
  (n: number) =>
    `delete from kernel.audit_seal where seq = 1 + ${n} % (select max(seq) from kernel.audit_seal)`,
  (n: number) => `update kernel.audit_seal set entries = entries + 1
    where seq = 1 + ${n} % (select max(seq) from kernel.audit_seal)`,
];

const nth = (n: number) =>
  `select id from kernel.audit_entry order by id limit 1 offset ${n} % (select count(*) from kernel.audit_entry)`;

const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false });
const storable = (value: unknown): boolean => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value));
const entry = fc.record({
  purpose: fc.string({ unit: 'grapheme', maxLength: 20 }).filter(storable),
  detail: fc.dictionary(fc.string({ maxLength: 5 }), json, { maxKeys: 4 }).filter(storable),
});

test('whatever is written and however it is sealed: whole before it is tampered with, and not after', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: TAMPERINGS.length - 1 }),
      fc.nat(1000),
      async (seals, which, n) => {
        const dataDir = mkdtempSync(join(tmpdir(), 'zhijia-audit-'));
        const app: App = { ...t.app, config: { ...t.app.config, dataDir } };
        const owner = await t.pool.connect();
        try {
          await owner.query(`set session_replication_role = 'replica'`);
          await owner.query('delete from kernel.audit_entry; delete from kernel.audit_seal');
          for (const entries of seals) {
            for (const one of entries) await systemCtx(app, 'test').audit({ action: 'test.any', ...one });
            await sealAll(app);
          }
          const verify = () => verifyAudit({ db: app.db, crypto: app.crypto, dataDir });
          expect(await verify()).toMatchObject({ ok: true, seals: seals.length, unsealed: 0 });
          expect((await owner.query(TAMPERINGS[which]!(n))).rowCount).toBe(1);
          expect((await verify()).ok).toBe(false);
        } finally {
          await owner.query(`set session_replication_role = 'origin'`);
          owner.release();
        }
      },
    ),
    { numRuns: 40 },
  );
});
