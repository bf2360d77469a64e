import type pg from 'pg';
import { forgetActor, type Grant } from './auth.ts';
import { checkCode, sendCode, type CodeAsker, type Proof } from './accounts/codes.ts';
import { passwordField, type SessionEnd } from './accounts/contract.ts';
import {
  createToken,
  endSessions,
  eraseAccount,
  findCredential,
  namesOf,
  phoneHashesOf,
  sessionsOf,
  resetTotp,
  setPassword,
  upsertUser,
} from './accounts/directory.ts';
import { accountsError } from './accounts/errors.ts';
import { openLibrary } from './accounts/library.ts';
import { apart, keepParts } from './accounts/parts.ts';
import type { Config } from './config.ts';
import type { Crypto } from './crypto.ts';
import type { Ctx, TxCtx } from './ctx.ts';
import { openDatabase } from './db.ts';
import { withOption } from './roles.ts';

export { accountJobs } from './accounts/jobs.ts';
export { accountRoutes } from './accounts/routes.ts';
export { totpPolicy, totpRequired } from './accounts/sessions.ts';

/** Who people are: accounts by phone, the codes that prove a phone, and access tokens. */
export interface Accounts {
  /** The session cookie, and the secret that signs it. */
  readonly cookieName: string;
  readonly cookieSecret: string;
  /** After a turn of the keys: cookies are signed by the newest, and those signed before count no longer. */
  renew(): Promise<void>;
  /**
   * Sends a six-digit code to `phone` for `purpose`: one a minute for each phone and purpose, ten a day for each phone
   * (policy `accounts.code`). `other`: whoever asks does not say that the phone is theirs, and takes none of those ten.
   * Stays sent when the caller's transaction fails. Throws `accounts.code_too_soon` {seconds}, and kernel.rate_limited
   * for an address that asks for too many.
   */
  sendCode(
    ctx: Ctx,
    phone: string,
    purpose: string,
    askedBy?: CodeAsker,
  ): Promise<{ retryAfterSeconds: number }>;
  /**
   * Checks and uses up a code, also when the caller's transaction fails. Throws `accounts.wrong_code`, the same for an
   * unknown, an expired and a wrong one; after five wrong tries the code is void. Throws kernel.rate_limited for an
   * address with too many wrong ones.
   */
  checkCode(ctx: Ctx, phone: string, purpose: string, code: string): Promise<void>;
  /** The same for a code that may be the answer to any of `proofs`: one guess, whose index it returns. */
  checkOneOf(ctx: Ctx, proofs: readonly Proof[], code: string): Promise<number>;
  findByPhone(phone: string): Promise<{ userId: string; hasPassword: boolean } | null>;
  /**
   * Makes the account of a phone if missing, sets its name, and its password if given; a new password ends its
   * sessions. Returns its id. Throws `accounts.weak_password`. For invitations, the demo and the command line.
   */
  ensure(input: { phone: string; name: string; password?: string }): Promise<string>;
  /** Ids that are no account's are left out. */
  namesOf(userIds: readonly string[]): Promise<Map<string, string>>;
  /**
   * The keyed hash of each account's phone, by account id: the number itself is not kept with an account. Whoever keeps
   * a sealed number that its owner gave finds by it whose it is.
   */
  phoneHashesOf(userIds: readonly string[]): Promise<Map<string, Buffer>>;
  /** Makes an access token valid for `days` and returns it, this once. Part of the caller's transaction. */
  createToken(ctx: Ctx, userId: string, name: string, days: number): Promise<string>;
  /** The sessions of an account that stand open now, by when they began. */
  sessionsOf(ctx: Ctx, userId: string): Promise<Date[]>;
  /**
   * Erases the account of a phone (its keyed hash) with sessions, tokens, codes and kept answers, in the caller's
   * transaction. An officer's stays: their name stands in the history. Returns the id of what went.
   */
  erase(ctx: TxCtx, phoneHash: Buffer): Promise<string | null>;
  /** Breaks the connections of its own: who waits on one is told that it is lost. */
  cut(): void;
  /**
   * Ends every session of an account at once, in every process, if and only if the caller's transaction commits; its
   * open pages say why. Access tokens stay. Returns how many there were.
   */
  endSessions(ctx: TxCtx, userId: string, why: SessionEnd): Promise<number>;
  /** Takes the second factor off an account and ends its sessions. False if it has none. Part of the transaction. */
  resetTotp(ctx: TxCtx, userId: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface AccountsOptions {
  readonly connection: pg.PoolConfig;
  readonly config: Config;
  readonly crypto: Crypto;
  /** Roles of an account, from the module that keeps them; the same as for `startActors`. */
  grantsOf(userId: string): Promise<readonly Grant[]>;
}

const POOL_SIZE = 6;

/** Opens the account library with a few connections of its own. The tables must be there. */
export async function startAccounts(options: AccountsOptions): Promise<Accounts> {
  const { config, crypto } = options;
  const database = openDatabase(withOption(options.connection, '-c search_path=auth'), POOL_SIZE);
  const { db } = database;
  let library = await openLibrary(database.pool, config, crypto);
  const accounts: Accounts = {
    cookieName: library.cookieName,
    get cookieSecret() {
      return library.cookieSecret;
    },
    async renew() {
      library = await openLibrary(database.pool, config, crypto);
    },
    sendCode: (ctx, phone, purpose, askedBy = 'holder') => sendCode(apart(ctx, db), phone, purpose, askedBy),
    async checkCode(ctx, phone, purpose, code) {
      await checkCode(apart(ctx, db), [{ phone, purpose }], code);
    },
    checkOneOf: (ctx, proofs, code) => checkCode(apart(ctx, db), proofs, code),
    async findByPhone(phone) {
      const found = await findCredential(db, crypto, phone);
      return found && { userId: found.userId, hasPassword: found.hash !== null };
    },
    async ensure({ phone, name, password }) {
      if (password !== undefined && !passwordField.safeParse(password).success)
        throw accountsError('weak_password');
      const userId = await upsertUser(db, crypto, phone, name);
      if (password !== undefined) await setPassword(db, userId, await library.hashPassword(password));
      await forgetActor(db, userId);
      return userId;
    },
    namesOf: (userIds) => namesOf(db, userIds),
    phoneHashesOf: (userIds) => phoneHashesOf(db, userIds),
    createToken,
    sessionsOf,
    erase: eraseAccount,
    cut: () => database.cut(),
    endSessions,
    resetTotp,
    close: () => database.close(),
  };
  return keepParts(accounts, {
    get library() {
      return library;
    },
    db,
    grantsOf: (userId) => options.grantsOf(userId),
  });
}
