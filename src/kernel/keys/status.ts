import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';
import { keyState, laggards, type KeyState } from '../keys.ts';
import { bytesOf, placeOf, type KeyedColumns } from './columns.ts';

/** How the keys stand, for `zhijia keys status`. */
export interface KeysStatus extends KeyState {
  /** Versions in the file. */
  readonly versions: readonly number[];
  /** Values that are not yet under the newest version, by column; columns with none are left out. */
  readonly older: Readonly<Record<string, number>>;
  /** Processes that have not heard of the newest state. */
  readonly behind: number;
}

export async function keysStatus(ctx: Ctx, columns: KeyedColumns): Promise<KeysStatus> {
  const state = await keyState(ctx.db);
  const versions = ctx.app.crypto.versions();
  return {
    ...state,
    versions,
    older: await olderThan(ctx, columns, versions.at(-1)!),
    behind: await laggards(ctx.db, state.generation),
  };
}

/** Values under another version than `version`, by column. */
export async function olderThan(
  ctx: Ctx,
  { sealed, hashed }: KeyedColumns,
  version: number,
): Promise<Record<string, number>> {
  const counts: (readonly [string, number])[] = [];
  const count = async (at: string, older: ReturnType<typeof sql>): Promise<void> => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from ${placeOf(at).table} where ${older}`.execute(ctx.db);
    counts.push([at, rows[0]!.n]);
  };
  for (const at of sealed)
    await count(at, sql`substring(${placeOf(at).column} for 1) <> ${Buffer.from([version])}`);
  for (const column of hashed)
    await count(column.at, sql`kernel.hash_version(${bytesOf(column)}) <> ${version}`);
  // The library writes the version in front of what it seals (`$ba$2$…`).
  await count('auth.twoFactor.secret', sql`secret not like ${`$ba$${version}$%`}`);
  await count('auth.twoFactor.backupCodes', sql`"backupCodes" not like ${`$ba$${version}$%`}`);
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}
