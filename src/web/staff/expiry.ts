import { useSyncExternalStore } from 'react';

let expired = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === expired) return;
  expired = next;
  for (const listener of listeners) listener();
}

/** The server no longer knows us: the shell asks for the password over the page, which keeps what was typed. */
export function expireSession(): void {
  set(true);
}

export function sessionRenewed(): void {
  set(false);
}

export function useSessionExpired(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => expired,
  );
}
