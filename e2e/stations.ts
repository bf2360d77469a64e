import { randomUUID } from 'node:crypto';
import type { RunningServer } from './server.ts';
import { CHAIR } from './steps.ts';

const JSON_BODY = { 'content-type': 'application/json' };
export const ALL_DAY = week([{ from: '00:00', to: '24:00' }]);

/** The same hours on every day. */
export function week(spans: readonly { from: string; to: string }[]) {
  return { week: Array.from({ length: 7 }, () => spans) };
}

/** Puts open stations on record before a journey begins, as the chair of the district would. Returns the codes of their signs. */
export async function newStations(
  { url, password }: RunningServer,
  stations: readonly Readonly<Record<string, unknown>>[],
): Promise<string[]> {
  const signed = await fetch(`${url}/api/session/password`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ phone: CHAIR, password }),
  });
  const cookie = signed.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const session = await fetch(`${url}/api/session`, { headers: { cookie } });
  const { account } = (await session.json()) as { account: { grants: { orgId: number }[] } };
  const usual = { kind: 'warm_station', roles: ['station'], buildMode: 'own', state: 'open' };
  const codes: string[] = [];
  for (const station of stations) {
    const answer = await fetch(`${url}/api/places`, {
      method: 'POST',
      headers: { ...JSON_BODY, cookie, 'idempotency-key': randomUUID() },
      body: JSON.stringify({ ...usual, orgId: account.grants[0]!.orgId, ...station }),
    });
    if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
    codes.push(((await answer.json()) as { code: string }).code);
  }
  return codes;
}
