import { recall, remember } from '#web/kit/storage.ts';
import { createStore, useStore } from '#web/kit/store.ts';

/** A station whose link was opened on this phone; the token opens it again. */
export interface KeptStation {
  readonly token: string;
  readonly code: string;
  readonly name: string;
}

const KEY = 'host';
/** The last opened first. */
const list = createStore<readonly KeptStation[]>(recall<KeptStation[]>(KEY) ?? []);

function write(next: readonly KeptStation[]): void {
  list.set(next);
  remember(KEY, next.length > 0 ? next : null);
}

export function useKeptStations(): readonly KeptStation[] {
  return useStore(list);
}

/** Keeps a station, once for each code; false where the browser keeps nothing. */
export function keepStation(station: KeptStation): boolean {
  const others = list.get().filter(({ code }) => code !== station.code);
  write([station, ...others].slice(0, 20));
  return recall<KeptStation[]>(KEY)?.some(({ token }) => token === station.token) ?? false;
}

export function forgetStation(token: string): void {
  write(list.get().filter((kept) => kept.token !== token));
}
