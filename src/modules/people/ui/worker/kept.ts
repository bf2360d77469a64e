import { recall, remember } from '#web/kit/storage.ts';
import { createStore, useStore } from '#web/kit/store.ts';
import type { Occupation } from '../../join/contract.ts';

/**
 * An application made on this phone: its token opens the tracking page again, name and phone fill the form if it is
 * returned. The ID number is never kept here.
 */
export interface Kept {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly occupation?: Occupation;
}

const KEY = 'applications';
/** Newest first. */
const list = createStore<readonly Kept[]>(recall<Kept[]>(KEY) ?? []);

function write(next: readonly Kept[]): void {
  list.set(next);
  remember(KEY, next.length > 0 ? next : null);
}

export function useKept(): readonly Kept[] {
  return useStore(list);
}

export function keep(application: Kept): void {
  write([application, ...list.get().filter(({ token }) => token !== application.token)].slice(0, 5));
}

export function forget(token: string): void {
  write(list.get().filter((kept) => kept.token !== token));
}

/** Once decided there is nothing left to correct: only the token stays. */
export function trim(token: string): void {
  const kept = list.get().find((each) => each.token === token);
  if (!kept?.phone) return;
  const { name: _name, phone: _phone, occupation: _occupation, ...rest } = kept;
  write(list.get().map((each) => (each.token === token ? rest : each)));
}
