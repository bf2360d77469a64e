import { recall, remember } from '#web/kit/storage.ts';
import { createStore, useStore } from '#web/kit/store.ts';

/** A report made on this phone: its token opens the tracking page again. Nothing of the person is kept with it. */
export interface KeptFault {
  readonly token: string;
  /** Of the report; null where only a link was opened. */
  readonly id: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const KEY = 'faults';
const MOST = 10;
/** Newest first. */
const list = createStore<readonly KeptFault[]>(recall<KeptFault[]>(KEY) ?? []);

function write(next: readonly KeptFault[]): void {
  list.set(next);
  remember(KEY, next.length > 0 ? next : null);
}

export function useKeptFaults(): readonly KeptFault[] {
  return useStore(list);
}

export function keepFault(fault: KeptFault): void {
  write([fault, ...list.get().filter(({ token }) => token !== fault.token)].slice(0, MOST));
}

export function forgetFault(token: string): void {
  write(list.get().filter((kept) => kept.token !== token));
}
