// Whom the clients act for: officers of the demo, and people who were never seen before.
import { randomBytes } from 'node:crypto';
import { DEMO_OFFICERS, DEMO_PASSWORD } from '../src/demo.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A valid number of an area that does not exist (GB 11643), another one for each `n` below 90 million. */
export function idNumber(n: number): string {
  const area = String(Math.floor(n / 1000) % 10_000).padStart(4, '0');
  const body = `98${area}1991020${1 + Math.floor(n / 1e7)}${String(n % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11];
}

export function phoneNumber(n: number): string {
  return `137${String(n).padStart(8, '0')}`;
}

/** An address for each caller: from one alone the rate limit would refuse most of them. */
export function address(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}

export function newKey(): string {
  return randomBytes(16).toString('hex');
}

export const CHAIR = DEMO_OFFICERS.find(({ at, role }) => at === 'changping' && role === 'chair')!;
export const ADMIN = DEMO_OFFICERS.find(({ role }) => role === 'system_admin')!;

/** The session cookie of a demo officer. */
export async function signIn(url: string, phone: string): Promise<string> {
  const answer = await fetch(`${url}/api/session/password`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address(Math.floor(Math.random() * 1e6)),
    },
    body: JSON.stringify({ phone, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  return cookieOf(answer);
}

export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
