import type { OpenNow } from '../hours/contract.ts';

export type What = 'open' | 'closed';
/** Who says so: somebody who stands there, somebody who used it and read the key on its sign, its host, an officer. */
export type Source = 'visitor' | 'use' | 'host' | 'officer';
/** Decides alone, together with others who do not know each other, or not at all. */
export type Weight = 'alone' | 'together' | 'none';

/** Who says something, as far as two can be told apart: by their network and, of those signed in, by their account. */
export interface Witness {
  /** Null where nothing is known of it; all of those count as one. */
  readonly network: string | null;
  readonly account: string | null;
}

/** Somebody's word about a place; `at` in milliseconds since 1970. */
export interface Sighting extends Witness {
  readonly what: What;
  readonly source: Source;
  readonly weight: Weight;
  readonly at: number;
}

/** What is kept with a place. */
export interface Facts {
  readonly confirmedAt: number | null;
  readonly confirmedBy: Source | null;
  readonly usedAt: number | null;
  readonly doubtedAt: number | null;
}

export interface TrustLimits {
  /** So many independent visitors within so many days who found it closed put it in doubt. */
  readonly doubt: { readonly reports: number; readonly days: number };
  /** So many independent visitors within so many hours who found it open confirm it. */
  readonly agree: { readonly reports: number; readonly hours: number };
}

const HOUR_MS = 3_600_000;

/**
 * How much a word weighs. Who answers for the place, or holds the key on its sign, decides alone; a visitor only with
 * others. That a place is closed when its hours say so is no news.
 */
export function weightOf(what: What, source: Source, opening: OpenNow): Weight {
  if (source !== 'visitor') return 'alone';
  return what === 'closed' && opening === 'closed' ? 'none' : 'together';
}

/** What a place's facts are after one more word; `before` are the words before it that weigh something, in any order. */
export function afterSighting(
  facts: Facts,
  before: readonly Sighting[],
  next: Sighting,
  { doubt, agree }: TrustLimits,
  count: (witnesses: readonly Witness[]) => number = independentOf,
): Facts {
  if (next.weight === 'none') return facts;
  const together = (since: number) =>
    [...before, next].filter(
      ({ what, weight, at }) => what === next.what && weight === 'together' && at > since,
    );
  if (next.what === 'open') {
    // What was said before the doubt arose is no answer to it.
    const since = Math.max(next.at - agree.hours * HOUR_MS, facts.doubtedAt ?? -Infinity);
    const sure = next.weight === 'alone' || count(together(since)) >= agree.reports;
    return sure ? confirmed(facts, next) : facts;
  }
  if (facts.doubtedAt !== null) return facts;
  const since = Math.max(next.at - doubt.days * 24 * HOUR_MS, facts.confirmedAt ?? -Infinity);
  const doubted = next.weight === 'alone' || count(together(since)) >= doubt.reports;
  return doubted ? { ...facts, doubtedAt: next.at } : facts;
}

function confirmed({ usedAt }: Facts, { at, source }: Sighting): Facts {
  return {
    confirmedAt: at,
    confirmedBy: source,
    usedAt: source === 'use' ? at : usedAt,
    doubtedAt: null,
  };
}

/**
 * How many of them certainly do not share a network or an account: the most that can be picked so that no two share
 * either (a largest matching of networks and accounts, Kuhn 1955). A hundred phones behind one router are one; so is one
 * account on a hundred networks. A phone that changes its network without signing in counts twice: so no number of
 * reports does more than put a label on a place.
 */
export function independentOf(witnesses: readonly Witness[]): number {
  const accountsOf = new Map<string, Set<string>>();
  for (const [nth, { network, account }] of witnesses.entries()) {
    const known = accountsOf.get(network ?? '') ?? new Set<string>();
    accountsOf.set(network ?? '', known.add(account ?? `guest ${nth}`));
  }
  const networkOf = new Map<string, string>();
  const place = (network: string, tried: Set<string>): boolean => {
    for (const account of accountsOf.get(network)!) {
      if (tried.has(account)) continue;
      tried.add(account);
      const other = networkOf.get(account);
      if (other !== undefined && !place(other, tried)) continue;
      networkOf.set(account, network);
      return true;
    }
    return false;
  };
  return [...accountsOf.keys()].filter((network) => place(network, new Set())).length;
}
