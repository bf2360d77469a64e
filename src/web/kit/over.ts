import type { SessionEnd } from '#kernel/accounts/contract';
import { ApiError } from '../client.ts';

/** Why one has to sign in again: time, a change of role, or somebody who ended the session. */
export type Over = 'expired' | 'role_changed' | 'ended';

const CODES: Readonly<Record<string, Over>> = {
  'kernel.unauthenticated': 'expired',
  'kernel.role_changed': 'role_changed',
  'kernel.session_ended': 'ended',
};

/** What an error says of the session; null if nothing. */
export function overOf(error: unknown): Over | null {
  return error instanceof ApiError ? (CODES[error.code] ?? null) : null;
}

/** The same of what `GET /api/session` says. */
export function overBy(ended: SessionEnd | undefined): Over | null {
  if (ended === undefined) return null;
  return ended === 'role_changed' ? 'role_changed' : 'ended';
}
