import { sql, type RawBuilder } from 'kysely';
import type { NumberPurpose } from '../crypto.ts';

/** A column of keyed hashes, `schema.table.column`; `base64` where a library wants text. */
export interface HashedColumn {
  readonly at: string;
  readonly purpose: NumberPurpose;
  readonly as?: 'base64';
}

/** What a module keeps under the keys: rotating them goes through every column named here. */
export interface KeyedColumns {
  /** `schema.table.column` of values made by `crypto.seal`. */
  readonly sealed: readonly string[];
  readonly hashed: readonly HashedColumn[];
}

/** The kernel's own. The tries of passwords (`auth.lockout`) are not among them: they are forgotten within a day. */
export const kernelColumns: KeyedColumns = {
  sealed: ['kernel.message.to_sealed', 'kernel.idempotency.answer'],
  hashed: [
    { at: 'kernel.message.to_hash', purpose: 'phone' },
    { at: 'kernel.opt_out.to_hash', purpose: 'phone' },
    { at: 'auth.code.phone_hash', purpose: 'phone' },
    { at: 'auth.code_quota.phone_hash', purpose: 'phone' },
    { at: 'auth.user.phoneNumber', purpose: 'phone', as: 'base64' },
  ],
};

export interface Place {
  readonly table: RawBuilder<unknown>;
  readonly column: RawBuilder<unknown>;
}

export function placeOf(at: string): Place {
  const [schema = '', table = '', column = ''] = at.split('.');
  return { table: sql.id(schema, table), column: sql.id(column) };
}

/** The hash in a column, as bytes. */
export function bytesOf({ at, as }: HashedColumn): RawBuilder<unknown> {
  const { column } = placeOf(at);
  return as === 'base64' ? sql`decode(${column}, 'base64')` : column;
}
