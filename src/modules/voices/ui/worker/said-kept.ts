import { recall, remember } from '#web/kit/storage.ts';
import { createStore, useStore } from '#web/kit/store.ts';

/** Something said on this phone: its token opens the page that follows it. Nothing of the person is kept with it. */
export interface KeptSaid {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const KEY = 'said';
/** Whoever says more than that gets the oldest out of the list; their links still open. */
const MOST = 30;
/** Newest first. */
const list = createStore<readonly KeptSaid[]>(recall<KeptSaid[]>(KEY) ?? []);

function write(next: readonly KeptSaid[]): void {
  list.set(next);
  remember(KEY, next.length > 0 ? next : null);
}

export function useKeptSaid(): readonly KeptSaid[] {
  return useStore(list);
}

export function keepSaid(token: string): void {
  const others = list.get().filter((kept) => kept.token !== token);
  write([{ token, at: Date.now() }, ...others].slice(0, MOST));
}

export function dropSaid(token: string): void {
  write(list.get().filter((kept) => kept.token !== token));
}
