import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditRestored, tellVerdict, verifyAudit } from '#kernel/audit';
import { systemCtx, type App } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { openTestApp, type TestApp } from '#kernel/testing';
import { sealAll } from '#kernel/testing/sealing';

let t: TestApp;
let app: App;
beforeAll(async () => {
  t = await openTestApp(`audit_verify_${process.pid}`);
});
afterAll(() => t.stop());

const verify = () => verifyAudit({ db: app.db, crypto: app.crypto, dataDir: app.config.dataDir });
const kindsFound = async () => [...new Set((await verify()).findings.map(({ kind }) => kind))].sort();

/** A log from its beginning: five seals of three entries each and three that are not sealed yet. */
async function freshLog(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhijia-audit-'));
  app = { ...t.app, config: { ...t.app.config, dataDir } };
  await asOwner('delete from kernel.audit_entry; delete from kernel.audit_seal');
  for (let seal = 1; seal <= 6; seal++) {
    for (let i = 1; i <= 3; i++) {
      await systemCtx(app, `test_${seal}`).audit({
        action: 'test.look',
        entity: 'test',
        entityId: `${seal}.${i}`,
        orgId: 10 + i,
        purpose: '核对',
        detail: { people: [newId(), newId()], z: { b: 1.5, a: null }, 中: '文' },
      });
    }
    if (seal < 6) await sealAll(app);
  }
}

/** What the database's owner can do: anything, and no trigger runs. */
async function asOwner(statements: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const client = await t.pool.connect();
  try {
    await client.query(`set session_replication_role = 'replica'`);
    return await client.query(statements, values.length > 0 ? [...values] : undefined);
  } finally {
    await client.query(`set session_replication_role = 'origin'`);
    client.release();
  }
}

const row = (seal: number, i = 2) => `entity = 'test' and entity_id = '${seal}.${i}'`;
const copied = (columns: string, values: string, where: string) =>
  `insert into kernel.audit_entry (id, at, actor, action, entity, entity_id, org_id, purpose, detail, request_id, ip,
     era, xid, mac) select ${columns.replace('VALUES', values)} from kernel.audit_entry where ${where}`;
const COPY = `gen_random_uuid(), at, actor, action, entity, entity_id, org_id, purpose, detail, request_id, ip, VALUES`;

describe('negative control', () => {
  test('an untouched log is whole', async () => {
    await freshLog();
    const verdict = await verify();
    expect(verdict).toEqual({
      ok: true,
      entries: 18,
      seals: 5,
      unsealed: 3,
      before: 0,
      pruned: null,
      heads: 2,
      findings: [],
      found: 0,
    });
    expect(tellVerdict(verdict).at(-1)).toContain('The audit log is whole');
    await sealAll(app);
    expect(await verify()).toMatchObject({ ok: true, seals: 6, unsealed: 0 });
  });
});

describe('what the owner of the database does is found', () => {
  const CONTENT = [
    ['id', `gen_random_uuid()`],
    ['at', `at + interval '1 microsecond'`],
    ['actor', `'system:other'`],
    ['action', `'test.other'`],
    ['entity', `'other'`],
    ['entity_id', `'x'`],
    ['org_id', `99`],
    ['org_id', `null`],
    ['purpose', `'另一个'`],
    ['detail', `jsonb_set(detail, '{people,0}', '"nobody"')`],
    ['detail', `detail - 'z'`],
    ['request_id', `'x'`],
    ['ip', `'10.0.0.1'`],
    ['mac', `null`],
    ['mac', `set_byte(mac, 5, get_byte(mac, 5) # 1)`],
  ] as const;
  test.each(CONTENT)('%s changed to %s', async (column, value) => {
    await freshLog();
    const before = (await t.pool.query(`select id from kernel.audit_entry where ${row(3)}`)).rows[0].id;
    const change = `update kernel.audit_entry set ${column} = ${value} where ${row(3)}`;
    expect((await asOwner(change)).rowCount).toBe(1);
    const { findings, found } = await verify();
    expect(found).toBe(1);
    expect(findings[0]).toMatchObject({ kind: 'changed_row', seal: 3 });
    if (column !== 'id') expect(findings[0]).toMatchObject({ id: before });
  });

  test.each(CONTENT)('of an entry not sealed yet: %s changed to %s', async (column, value) => {
    await freshLog();
    await asOwner(`update kernel.audit_entry set ${column} = ${value} where ${row(6)}`);
    expect(await kindsFound()).toEqual(['added_row']);
  });

  const ODD = `'{"x":1}', request_id, ip,`;
  const forged = COPY.replace('detail, request_id, ip,', ODD);
  test.each([
    {
      name: 'an entry removed',
      tamper: `delete from kernel.audit_entry where ${row(2)}`,
      found: ['missing_rows'],
    },
    {
      name: 'an entry replaced by a forged one',
      tamper: `update kernel.audit_entry set id = gen_random_uuid(), actor = 'guest', mac = decode(repeat('01', 33), 'hex') where ${row(2)}`,
      found: ['changed_row'],
    },
    {
      name: 'an entry added with an old number',
      tamper: copied(COPY, 'era, xid, mac', row(2)),
      found: ['added_row'],
    },
    {
      name: 'a forged entry without a mark',
      tamper: copied(forged, 'era, xid, null', row(2)),
      found: ['added_row'],
    },
    {
      name: 'a fresh entry that the application did not write',
      tamper: copied(forged, 'era, pg_current_xact_id(), mac', row(2)),
      found: ['added_row'],
    },
    {
      name: 'an entry of a transaction that is still to come',
      tamper: `update kernel.audit_entry set xid = '${2n ** 63n}' where ${row(6)}`,
      found: ['added_row'],
    },
    {
      name: 'an entry at the very end of time',
      tamper: copied(COPY, `2147483647, '18446744073709551615'::xid8, mac`, row(2)),
      found: ['added_row'],
    },
    {
      name: 'an entry that claims to be older than sealing',
      tamper: copied(forged, `0, '0'::xid8, null`, row(2)),
      found: ['added_row'],
    },
    {
      name: 'an entry moved from one seal into another',
      tamper: `update kernel.audit_entry set xid = (select xid from kernel.audit_entry where ${row(4)}) where ${row(2)}`,
      found: ['extra_rows', 'missing_rows'],
    },
    {
      name: 'two entries of a seal that change places',
      tamper: `update kernel.audit_entry as a set xid = b.xid from kernel.audit_entry as b
        where a.entity_id in ('2.1', '2.3') and b.entity_id in ('2.1', '2.3') and a.id <> b.id`,
      found: ['other_rows'],
    },
    {
      name: 'two entries that exchange what they say',
      tamper: `update kernel.audit_entry as a set entity_id = b.entity_id, detail = b.detail from kernel.audit_entry as b
        where a.entity_id in ('2.1', '4.1') and b.entity_id in ('2.1', '4.1') and a.id <> b.id`,
      found: ['changed_row'],
    },
    {
      name: 'a seal removed',
      tamper: `delete from kernel.audit_seal where seq = 3`,
      found: ['missing_seals'],
    },
    {
      name: 'the first seal removed',
      tamper: `delete from kernel.audit_seal where seq = 1`,
      found: ['missing_seals', 'other_head'],
    },
    {
      name: 'a seal and its entries removed',
      tamper: `delete from kernel.audit_entry where entity_id like '3.%'; delete from kernel.audit_seal where seq = 3`,
      found: ['missing_seals'],
    },
    {
      name: 'a seal removed and the others moved up',
      tamper: `delete from kernel.audit_entry where entity_id like '3.%'; delete from kernel.audit_seal where seq = 3;
        update kernel.audit_seal set prev = (select root from kernel.audit_seal where seq = 2) where seq = 4;
        update kernel.audit_seal set seq = 3 where seq = 4; update kernel.audit_seal set seq = 4 where seq = 5`,
      found: ['broken_seal', 'tail_cut'],
    },
    {
      name: 'a seal that counts one entry fewer',
      tamper: `delete from kernel.audit_entry where ${row(2)}; update kernel.audit_seal set entries = 2 where seq = 2`,
      found: ['broken_seal', 'other_rows'],
    },
    ...['era', 'entries'].map((column) => ({
      name: `${column} of a seal changed`,
      tamper: `update kernel.audit_seal set ${column} = ${column} + 1 where seq = 3`,
      found: [expect.anything()],
    })),
    ...['leaves', 'prev', 'root'].map((column) => ({
      name: `${column} of a seal changed`,
      tamper: `update kernel.audit_seal set ${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1) where seq = 3`,
      found: column === 'leaves' ? ['broken_seal', 'other_rows'] : ['broken_seal'],
    })),
    {
      name: 'time of a seal changed',
      tamper: `update kernel.audit_seal set sealed_at = sealed_at + interval '1 microsecond' where seq = 3`,
      found: ['broken_seal'],
    },
    {
      name: 'a seal passed off as pruned',
      tamper: `delete from kernel.audit_entry where entity_id like '1.%' or entity_id like '2.%';
        delete from kernel.audit_seal where seq = 1;
        update kernel.audit_seal set pruned_at = now(), pruned_mark = root where seq = 2`,
      found: ['bad_prune'],
    },
    {
      name: 'the end cut off',
      tamper: `delete from kernel.audit_entry where left(entity_id, 1) > '3'; delete from kernel.audit_seal where seq > 3`,
      found: ['tail_cut'],
    },
    {
      name: 'everything removed',
      tamper: `delete from kernel.audit_entry; delete from kernel.audit_seal`,
      found: ['tail_cut'],
    },
    {
      name: 'another database under the same keys',
      tamper: `delete from kernel.audit_entry; delete from kernel.audit_seal; update kernel.audit_era set log = gen_random_uuid()`,
      found: ['other_log'],
    },
  ])('$name', async ({ tamper, found }) => {
    await freshLog();
    await asOwner(tamper);
    const verdict = await verify();
    expect(verdict.ok).toBe(false);
    const kinds = [...new Set(verdict.findings.map(({ kind }) => kind))].sort();
    if (typeof found[0] === 'string') expect(kinds).toEqual(found);
    const told = tellVerdict(verdict).join('\n');
    expect(told).toContain('keep the database');
    expect(told).not.toMatch(/\{\w+\}/);
  });

  test('the end cut off and sealed anew: what was shown outside is not overwritten', async () => {
    await freshLog();
    await asOwner(
      `delete from kernel.audit_entry where left(entity_id, 1) > '3'; delete from kernel.audit_seal where seq > 3`,
    );
    for (let i = 0; i < 4; i++) {
      await systemCtx(app, 'test').audit({ action: 'test.after' });
      await sealAll(app);
    }
    expect(await verify()).toMatchObject({ ok: false, findings: [{ kind: 'other_head', seal: 5 }] });
  });

  test('lines of the roots that nobody can read', async () => {
    await freshLog();
    appendFileSync(join(app.config.dataDir, 'audit-roots.log'), '{"day":"20');
    expect(await kindsFound()).toEqual(['unreadable']);
    await systemCtx(app, 'test').audit({ action: 'test.after' });
    await sealAll(app);
    expect(await verify()).toMatchObject({ found: 1, heads: 2 });
  });

  test('without what was shown outside a cut end is not noticed, and the verdict says so', async () => {
    await freshLog();
    rmSync(app.config.dataDir, { recursive: true });
    await asOwner(
      `delete from kernel.audit_entry where left(entity_id, 1) > '3'; delete from kernel.audit_seal where seq > 3`,
    );
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: true, heads: 0 });
    expect(tellVerdict(verdict).join('\n')).toContain('a cut end could not be noticed');
  });
});

describe('a restore', () => {
  /** What an older backup brings back: the log as it was after the third seal, with one entry not sealed. */
  const back = `delete from kernel.audit_entry where left(entity_id, 1) > '4' or entity_id in ('4.2', '4.3');
    delete from kernel.audit_seal where seq > 3`;

  test('raises the era, after which numbers begin anew and everything is sealed and whole', async () => {
    await freshLog();
    await asOwner(back);
    await auditRestored(app);
    expect(await verify()).toMatchObject({ ok: true, seals: 3, unsealed: 1 });
    // The other cluster counted further than this one does.
    await asOwner(`update kernel.audit_entry set xid = '${2n ** 40n}' where entity_id = '4.1'`);
    await systemCtx(app, 'test').audit({ action: 'test.after' });
    expect((await sealAll(app)).map(({ seq, entries }) => [seq, entries])).toEqual([
      [4, 1],
      [5, 1],
    ]);
    expect(await verify()).toMatchObject({ ok: true, seals: 5, unsealed: 0 });
  });

  test('that nobody announced is found', async () => {
    await freshLog();
    await asOwner(back);
    expect(await kindsFound()).toEqual(['tail_cut']);
  });

  test('that only a forged line announces is found', async () => {
    await freshLog();
    await asOwner(back);
    appendFileSync(
      join(app.config.dataDir, 'audit-roots.log'),
      `\n${JSON.stringify({ restored: new Date().toISOString(), head: null, mark: '00'.repeat(33) })}\n`,
    );
    expect(await kindsFound()).toEqual(['tail_cut']);
  });

  test('by other means into a cluster that counts less is noticed by the sealer', async () => {
    await freshLog();
    await asOwner(
      `update kernel.audit_seal set to_xid = '${2n ** 40n}' where seq = 5; delete from kernel.audit_entry where left(entity_id, 1) = '6'`,
    );
    const { era } = (await t.pool.query('select era from kernel.audit_era')).rows[0];
    await sealAll(app);
    await systemCtx(app, 'test').audit({ action: 'test.after' });
    expect(await sealAll(app)).toMatchObject([{ seq: 6, era: era + 1, entries: 1 }]);
  });
});

describe('entries from before sealing', () => {
  test('are taken as they are by the first seal, and protected from then on', async () => {
    await freshLog();
    await asOwner(
      `delete from kernel.audit_seal; update kernel.audit_entry set era = 0, xid = '0', mac = null where left(entity_id, 1) < '4'`,
    );
    rmSync(app.config.dataDir, { recursive: true });
    app = { ...app, config: { ...app.config, dataDir: mkdtempSync(join(tmpdir(), 'zhijia-audit-')) } };
    expect(await verify()).toMatchObject({ ok: true, before: 9, unsealed: 18 });
    await sealAll(app);
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: true, before: 9, seals: 2, unsealed: 0 });
    expect(tellVerdict(verdict).join('\n')).toContain('9 are from before sealing began');
    await asOwner(`update kernel.audit_entry set purpose = null where ${row(1)}`);
    expect(await kindsFound()).toEqual(['other_rows']);
  });
});

test('what was written is not changed, removed or truncated: by the owner not by accident, by us not at all', async () => {
  await freshLog();
  for (const statement of [
    `update kernel.audit_entry set purpose = null`,
    `delete from kernel.audit_entry`,
    `truncate kernel.audit_entry`,
    `update kernel.audit_seal set entries = 1`,
    `delete from kernel.audit_seal`,
    `truncate kernel.audit_seal`,
  ])
    for (const db of [t.owner, t.app.db])
      await expect(sql.raw(statement).execute(db)).rejects.toMatchObject({ code: '42501' });
  // Not even in the way that pruning does.
  await expect(
    t.app.db.transaction().execute(async (tx) => {
      await sql`select set_config('kernel.pruning', 'on', true)`.execute(tx);
      await sql`delete from kernel.audit_entry`.execute(tx);
    }),
  ).rejects.toMatchObject({ code: '42501' });
  await expect(sql`update kernel.audit_era set era = 9`.execute(t.app.db)).rejects.toMatchObject({
    code: '42501',
  });
});
