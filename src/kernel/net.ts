import { sql } from 'kysely';
import { scopesOf, type Actor } from './auth.ts';
import type { Access } from './contract.ts';
import type { Crypto } from './crypto.ts';
import type { Db } from './db.ts';
import type { Roles } from './roles.ts';

/**
 * What PostgreSQL lets a piece of work see and write, whatever the code asks for: the second net under the checks of
 * the actions (decision 0009).
 * - `own`: public tables, and what belongs to this account or its phone;
 * - `staff`: what belongs to these organisations and those below them, and to this account;
 * - `all`: everything.
 */
export type Net =
  | { readonly kind: 'own'; readonly userId: string | null; readonly phone: string | null }
  | { readonly kind: 'staff'; readonly userId: string; readonly orgs: readonly number[] }
  | { readonly kind: 'all' };

export const EVERYTHING: Net = { kind: 'all' };
const NOTHING: Net = { kind: 'own', userId: null, phone: null };

/**
 * What a request to an endpoint with this `access` may reach: an officer the organisations where they hold its
 * permission, so that neither the wrong place nor the wrong role sees a row; everybody else what is their own.
 */
export function netOf(actor: Actor, access: Access): Net {
  if (actor.kind === 'system') return EVERYTHING;
  if (actor.kind === 'guest') return NOTHING;
  const { userId, phone } = actor;
  if (access === 'public' || access === 'person') return { kind: 'own', userId, phone };
  const paths = scopesOf(actor, access);
  // The root's subtree is everything: said so, PostgreSQL need not look at each row.
  if (paths.some((path) => !path.includes('.'))) return EVERYTHING;
  return { kind: 'staff', userId, orgs: paths.map((path) => Number(path.split('.').at(-1))) };
}

export function roleFor(net: Net, roles: Roles): string {
  return { own: roles.app, staff: roles.staff, all: roles.all }[net.kind];
}

/** Bounds the transaction at hand by `net`, until it ends or is bounded again. */
export async function spread(
  tx: Db,
  net: Net,
  { roles, crypto }: { roles: Roles; crypto: Crypto },
): Promise<void> {
  const phone = net.kind === 'own' ? net.phone : null;
  const forms = phone === null ? [] : crypto.variants('phone', Buffer.from(phone, 'base64'));
  const phones = `{${forms.map((form) => `"\\\\x${form.toString('hex')}"`).join(',')}}`;
  const scope = net.kind === 'staff' ? `{${net.orgs.join(',')}}` : '{}';
  const user = net.kind === 'all' ? '' : (net.userId ?? '');
  await sql`
    select set_config('role', ${roleFor(net, roles)}, true), set_config('zhijia.scope', ${scope}, true),
      set_config('zhijia.user', ${user}, true), set_config('zhijia.phones', ${phones}, true)`.execute(tx);
}

/** Takes the transaction at hand out of its bounds, or back into them. */
export async function setRole(tx: Db, role: string): Promise<void> {
  await sql`select set_config('role', ${role}, true)`.execute(tx);
}
