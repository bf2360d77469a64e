import { setTimeout } from 'node:timers/promises';
import type { Contract, Output, Request } from '../contract.ts';
import type { Answer, Client, TestApp } from '../testing.ts';

/** Somebody signed in, with a token. */
export type SignedIn = Client & { readonly userId: string };

/** A union of the matrix's world, and what stands around it. */
export interface Place {
  readonly id: number;
  /** Stands in the names of the organisations there, which others may read, and nowhere else in the world. */
  readonly sign: string;
  /** Stands in the names of all else there: people, forms, files, suggestions. Nobody without rights there reads it. */
  readonly mark: string;
  /** A primary union below it, and an employer that it organises. */
  readonly primary: number;
  readonly employer: number;
  /** Hold a role at the union itself: they make what is tried. */
  readonly chair: SignedIn;
  readonly admin: SignedIn;
}

/**
 * One tree for all: `here` is a township of `upper`, `sibling` another; `foreign` is another district. `below` is
 * the primary union of `here`.
 */
export interface World {
  readonly t: TestApp;
  readonly root: Place;
  readonly upper: Place;
  readonly here: Place;
  readonly below: Place;
  readonly sibling: Place;
  readonly foreign: Place;
}

/** Where callers hold their role, seen from `here`, whose things they ask for. */
export const SPOTS = ['here', 'upper', 'root', 'below', 'sibling', 'foreign'] as const;
export type Spot = (typeof SPOTS)[number];

/** A call, ready to be sent. */
export interface Ask<C extends Contract = Contract> {
  readonly input: Request<C>;
  readonly file?: { readonly bytes: Buffer; readonly type: string };
  /** Of a person’s own endpoints: whose it is. */
  readonly owner?: SignedIn;
}

type Make<C extends Contract> = (world: World, at: Place) => Promise<Ask<C>>;

/** `own` is at the caller’s union, the other thing at `at`. */
type MakeMixed<C extends Contract> = (world: World, at: Place, own: Place) => Promise<Ask<C>>;

/**
 * What an endpoint is tried with: everything the call needs is made at the union given, so that the right role there gets
 * its 2xx. How far others get is told by its kind:
 * `place` names something at that union: no answer elsewhere, all above have one;
 * `mixed` names something there and something of the caller’s own: no answer unless both are in reach;
 * `own` names nothing: each caller is answered from where they hold the role;
 * `shared` is the same for whoever holds the permission anywhere;
 * `person` is for the owner alone, whatever roles others hold; `secret` for whoever has the token;
 * `open` is for anyone and holds nothing of anybody’s; `session` takes nothing but the caller’s own session.
 */
export type Live =
  | AtPlace
  | Mixed
  | OfOwn
  | Asked<'person'>
  | Asked<'secret'>
  | Asked<'shared'>
  | Asked<'open'>
  | Session;

interface Asked<K extends string> {
  readonly kind: K;
  readonly contract: Contract;
  readonly make: Make<Contract>;
  /** Why a row is as it is, where that is no matter of course. */
  readonly why?: string;
}

interface Reach<B = never> {
  /** A 2xx that says so, for calls that answer for each of several things. */
  readonly nothing?: (body: B) => boolean;
  /** What is a union’s is there for those below it too. */
  readonly handedDown?: true;
  /** Others who have it too, by what it is: the other side of a transfer. */
  readonly with?: readonly Spot[];
  /** Of the installation as a whole, and no row of anybody’s: for the root alone, by the application alone. */
  readonly rootOnly?: true;
  /** Others whom the policies of the database let at the row, so that the application alone tells them off. */
  readonly netHas?: readonly Spot[];
  readonly why?: string;
}

type AtPlace = Asked<'place'> & Reach;
type Mixed = Omit<Asked<'mixed'>, 'make'> & Reach & { readonly make: MakeMixed<Contract> };
type OfOwn = Asked<'own'> & Reach & Still;
type Session = Omit<Asked<'session'>, 'make'>;

interface Still {
  /** Nothing that is planted shows in it. */
  readonly still?: true;
}

export function atPlace<const C extends Contract>(
  contract: C,
  make: Make<C>,
  reach: Reach<Output<C>> = {},
): Live {
  return { kind: 'place', contract, make, ...(reach as Reach) };
}

export function mixed<const C extends Contract>(
  contract: C,
  make: MakeMixed<C>,
  reach: Reach<Output<C>> = {},
): Live {
  return { kind: 'mixed', contract, make, ...(reach as Reach) };
}

export function ofOwn<const C extends Contract>(
  contract: C,
  input: Request<C>,
  reach: Reach & Still = {},
): Live {
  return { kind: 'own', contract, make: async () => ({ input }), ...reach };
}

export function ofPerson<const C extends Contract>(contract: C, make: Make<C>, why?: string): Live {
  return { kind: 'person', contract, make, ...(why ? { why } : {}) };
}

/** The input has a `token`, which is forged in turn. */
export function bySecret<const C extends Contract>(contract: C, make: Make<C>): Live {
  return { kind: 'secret', contract, make };
}

export function sharedByAll<const C extends Contract>(contract: C, make: Make<C>, why: string): Live {
  return { kind: 'shared', contract, make, why };
}

export function openToAll<const C extends Contract>(contract: C, make: Make<C>, why: string): Live {
  return { kind: 'open', contract, make, why };
}

export function ofSession(contract: Contract, why: string): Live {
  return { kind: 'session', contract, why };
}

const kept = new WeakMap<Place, Map<string, Promise<unknown>>>();

/** What is read and not used up is made once for each place. */
export function once<T>(at: Place, what: string, make: () => Promise<T>): Promise<T> {
  const here = kept.get(at) ?? new Map<string, Promise<unknown>>();
  kept.set(at, here);
  const made = (here.get(what) as Promise<T> | undefined) ?? make();
  here.set(what, made);
  return made;
}

/** The answer to a call that must succeed while a world is made. */
export async function done<C extends Contract>(
  by: Client,
  contract: C,
  input: Request<C>,
  file?: Ask['file'],
): Promise<Awaited<ReturnType<typeof by.call<C>>>['body']> {
  const answer = await patiently(() => by.call(contract, input, file ? { file } : {}));
  if (answer.status < 300) return answer.body;
  throw new Error(`${contract.method} ${contract.path}: ${answer.status} ${answer.problem?.code}`);
}

/** Asks again while the server says that it is too busy, as it does on a machine that others use as well. */
export async function patiently<C extends Contract>(ask: () => Promise<Answer<C>>): Promise<Answer<C>> {
  for (let left = 20; ; left -= 1) {
    const answer = await ask();
    if (answer.problem?.code !== 'kernel.unavailable' || left === 0) return answer;
    await setTimeout(250);
  }
}
