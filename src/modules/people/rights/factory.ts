import { sql } from 'kysely';
import { systemCtx } from '#kernel/ctx';
import type { TestApp } from '#kernel/testing';
import { sendMyCode } from './contract.ts';
import type { CodeUse } from './rules.ts';

/** Asks for a fresh code as `who`, and reads it from the message to `phone`. */
export async function freshCode(
  test: TestApp,
  who: Awaited<ReturnType<TestApp['worker']>>,
  phone: string,
  use: CodeUse = 'copy',
): Promise<string> {
  // A code a minute for each phone: the one before is forgotten.
  await sql`delete from auth.code where phone_hash = ${test.app.crypto.hash('phone', phone)}`.execute(
    systemCtx(test.app, 'test').db,
  );
  const sent = await who.call(sendMyCode, { use, phone });
  if (sent.status !== 202) throw new Error(`no code: ${sent.problem.code}`);
  const messages = await test.messagesTo(phone);
  return messages.findLast(({ params }) => params['code'])!.params['code']!;
}

/** Where a piece of text or a number stands, in any table: plain, keyed or sealed. `schema.table.column` of each hit. */
export async function whereInDatabase({ app, pool }: TestApp, needles: readonly string[]): Promise<string[]> {
  const { rows: columns } = await pool.query<{ s: string; t: string; c: string; type: string }>(
    `select table_schema as s, table_name as t, column_name as c, data_type as type
     from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const hashes = needles.flatMap((needle) => [
    ...(['id', 'phone', 'token', 'code'] as const).map((use) => app.crypto.hash(use, needle)),
    app.crypto.hash('id', `resident_id:${needle}`),
  ]);
  const words = [
    ...needles,
    ...hashes.flatMap((hash) => [hash.toString('base64'), hash.toString('hex')]),
  ].map((word) => word.toLowerCase());
  const found = new Set<string>();
  for (const { s, t, c, type } of columns) {
    if (/^(boolean|integer|smallint|bigint|timestamp|date|numeric|double)/.test(type)) continue;
    const { rows } = await pool.query<{ value: unknown }>(
      `select distinct "${c}"::${type === 'bytea' ? 'bytea' : 'text'} as value from "${s}"."${t}" where "${c}" is not null`,
    );
    for (const { value } of rows)
      if (readings(app, value).some((text) => words.some((word) => text.includes(word))))
        found.add(`${s}.${t}.${c}`);
  }
  return [...found].sort();
}

/** A value as text, and what is sealed in it opened. */
function readings({ crypto }: TestApp['app'], value: unknown): string[] {
  if (!Buffer.isBuffer(value)) return [String(value).toLowerCase()];
  const plain = [value.toString('hex'), value.toString('utf8')];
  try {
    plain.push(crypto.open(value));
  } catch {
    // Not sealed: a hash, a file.
  }
  return plain.map((text) => text.toLowerCase());
}
