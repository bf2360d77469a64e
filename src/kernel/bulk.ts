import pg from 'pg';

/** Sends one statement in the caller's transaction; resolves with its rows. */
export type Send = <Row extends object>(text: string) => Promise<readonly Row[]>;

interface Definition {
  readonly drop: string;
  readonly make: string;
  readonly name: string;
}

/**
 * Runs `work` while `tables` have no index but their primary keys, no other constraint but their checks, and no triggers
 * of ours; then makes all of it anew, as it was: a million rows sorted once cost far less than each put into its place.
 * In the caller's transaction: whatever fails, nothing has changed. `made` hears of each index and constraint that
 * stands again.
 */
export async function withoutIndexes(
  send: Send,
  tables: readonly string[],
  work: () => Promise<void>,
  made: (name: string) => void = () => undefined,
): Promise<void> {
  const definitions = await send<Definition>(definitionsOf(tables));
  // A statement over a million rows takes its time, and sorts the faster the more it may keep in memory.
  await send(`set local statement_timeout = 0`);
  await send(`set local maintenance_work_mem = '512MB'`);
  for (const table of tables) await send(`alter table ${table} disable trigger user`);
  for (const { drop } of definitions.toReversed()) await send(drop);
  await work();
  for (const { make, name } of definitions) {
    await send(make);
    made(name);
  }
  for (const table of tables) await send(`alter table ${table} enable trigger user`);
  for (const table of tables) await send(`analyze ${table}`);
}

/** In the order to make them: a foreign key is checked by the others. */
function definitionsOf(tables: readonly string[]): string {
  const ours = `any(array[${tables.map((name) => pg.escapeLiteral(name)).join(', ')}]::regclass[])`;
  return `
    select format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as make,
      c.relname as name, 0 as turn
    from pg_index as i join pg_class as c on c.oid = i.indexrelid
    where i.indrelid = ${ours} and not exists (select from pg_constraint where conindid = i.indexrelid)
    union all
    select format('alter table %s drop constraint %I', conrelid::regclass, conname),
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
      conname, 1 + (contype = 'f')::integer
    from pg_constraint where conrelid = ${ours} and contype in ('u', 'x', 'f')
    order by turn, name`;
}
