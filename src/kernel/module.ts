import type { Readable } from 'node:stream';
import type { Contract, Input, Output } from './contract.ts';
import type { Ctx, TxCtx } from './ctx.ts';
import type { Listener } from './events.ts';
import type { Job } from './jobs.ts';
import type { KeyedColumns } from './keys/columns.ts';

/** What a raw upload brought: `bytes` of a declared media `type`. */
export interface Upload {
  readonly bytes: Buffer;
  readonly type: string;
}

/** An answer that is a file: whole, or as it comes into being. `name` is offered to the browser. */
export interface FileAnswer {
  readonly bytes: Uint8Array | Readable;
  readonly name: string;
}

/** A contract together with the function that keeps it. Made by {@link route}. */
export interface Route {
  readonly contract: Contract;
  /** `extra.cookies`: Set-Cookie lines to send along. */
  run(ctx: Ctx, input: unknown, extra: RouteExtra): Promise<unknown>;
}

export interface RouteExtra {
  readonly upload: Upload | undefined;
  /** The request's headers, for the account library. */
  readonly headers: Headers;
  readonly cookies: string[];
}

type Answer<C extends Contract> = C extends { readonly produces: string } ? FileAnswer : Output<C>;
type CtxFor<C extends Contract> = C extends { readonly method: 'GET' } | { readonly transaction: false }
  ? Ctx
  : TxCtx;

/** Binds a contract to a query (GET) or an action (the others, which get a transaction). */
export function route<const C extends Contract>(
  contract: C,
  run: (ctx: CtxFor<C>, input: Input<C>, extra: RouteExtra) => Promise<Answer<C>>,
): Route {
  return { contract, run: run };
}

/**
 * A page of the worker surface that comes with its content: the server's first answer carries what the public GET
 * endpoint `first` answers to a guest, its input taken from the address. `/p/:code` names what its path holds as `first`
 * does. What the content looks like is told in `src/web/first`.
 */
export interface Page {
  readonly path: `/${string}`;
  readonly first: Contract;
}

/** A module on one page. */
export interface Module {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly pages?: readonly Page[];
  readonly migrations?: URL;
  readonly jobs?: readonly Job[];
  readonly hears?: readonly Listener[];
  /**
   * Erases again whom a restore has brought back: `ids` are those that the module had erased after the backup was taken,
   * and others' too. It must bear ids that are unknown or erased already.
   */
  replayErasures?(ctx: TxCtx, ids: readonly string[]): Promise<void>;
  readonly keyed?: KeyedColumns;
}

export function defineModule(module: Module): Module {
  return module;
}

/** A listener with the payload type of its event. */
export function listener<N extends Listener['event']>(ear: Listener<N>): Listener {
  return ear;
}
