import { randomUUID } from 'node:crypto';
import type { RunningServer } from './server.ts';

/** Asks the API as an officer would; what a journey does not do by hand is done by it. */
export type Office = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Signs an officer of the demo in, by password. */
export async function officeOf({ url, password }: RunningServer, phone: string): Promise<Office> {
  const json = { 'content-type': 'application/json' };
  const signed = await fetch(`${url}/api/session/password`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ phone, password }),
  });
  const cookie = signed.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : json), cookie, 'idempotency-key': randomUUID() },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}
