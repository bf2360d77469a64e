import type { Over } from '../kit/over.ts';
import { createStore, useStore } from '../kit/store.ts';

const expired = createStore<Over | null>(null);

/** The server no longer knows us: the shell asks for the password over the page, which keeps what was typed. */
export function expireSession(why: Over): void {
  expired.set(why);
}

export function sessionRenewed(): void {
  expired.set(null);
}

/** Why the session is over; null while it is not. */
export function useSessionExpired(): Over | null {
  return useStore(expired);
}
