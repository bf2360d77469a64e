import { useSyncExternalStore } from 'react';

/** A value that several components read and anyone may set. */
export interface Store<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (heard: () => void) => () => void;
}

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const ears = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      ears.forEach((heard) => heard());
    },
    subscribe(heard) {
      ears.add(heard);
      return () => ears.delete(heard);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
