import { createStore, useStore } from '../kit/store.ts';

const expired = createStore(false);

/** The server no longer knows us: the shell asks for the password over the page, which keeps what was typed. */
export function expireSession(): void {
  expired.set(true);
}

export function sessionRenewed(): void {
  expired.set(false);
}

export function useSessionExpired(): boolean {
  return useStore(expired);
}
