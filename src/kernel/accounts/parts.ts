import type { Accounts } from '../accounts.ts';
import type { Grant } from '../auth.ts';
import { makeCtx, type Ctx } from '../ctx.ts';
import type { Db } from '../db.ts';
import type { Library } from './library.ts';

/** What the handlers of this folder use behind the {@link Accounts} that everyone sees. */
export interface Parts {
  readonly library: Library;
  /**
   * A small pool of our own. Counting a wrong code must outlive the caller's rollback, and waiting for a second
   * connection of the caller's own pool could bring all of its transactions to a stand.
   */
  readonly db: Db;
  grantsOf(userId: string): Promise<readonly Grant[]>;
}

const known = new WeakMap<Accounts, Parts>();

export function keepParts(accounts: Accounts, parts: Parts): Accounts {
  known.set(accounts, parts);
  return accounts;
}

export function partsOf({ app }: Ctx): Parts {
  const parts = known.get(app.accounts);
  if (!parts) throw new Error('accounts were not made by startAccounts');
  return parts;
}

/** The same request on the pool of our own, outside the caller's transaction. */
export function apart(ctx: Ctx, db: Db = partsOf(ctx).db): Ctx {
  return makeCtx({ ...ctx, db });
}
