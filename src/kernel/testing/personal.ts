import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** A mobile number, as it is typed and as it is dialled from abroad; not a piece of a longer number, hash or id. */
const MOBILE = /(?<![0-9A-Za-z]|\d\.)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])/g;
/** A resident ID by its shape: a date in the middle. */
const RESIDENT =
  /(?<![0-9A-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g;

/** The number that our own sentences show as an example: the operator's, nobody's. */
const EXAMPLE = /138 ?0013 ?8000$/;

/** Numbers of persons in a text: mobile numbers, and resident IDs with a right check digit (GB 11643). */
export function findPersonal(text: string): string[] {
  const phones = (text.match(MOBILE) ?? []).filter((found) => !EXAMPLE.test(found));
  const ids = (text.match(RESIDENT) ?? []).filter(isChecked);
  return [...phones, ...ids];
}

function isChecked(id: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, n) => total + weight * Number(id[n]), 0);
  return id[17]!.toUpperCase() === '10X98765432'[sum % 11];
}

/** What a request left in places that are written down: its address, an error it was answered with, a file's name. */
export interface Exchange {
  readonly url: string;
  readonly status: number;
  readonly payload: unknown;
  readonly disposition: string;
}

/** One line for each place in which an exchange holds a number. */
export function personalIn({ url, status, payload, disposition }: Exchange): string[] {
  const path = url.split('?', 1)[0]!;
  const tell = (place: string, text: string) =>
    findPersonal(text).map((found) => `${place} of ${path}: ${hide(found)}`);
  return [
    ...tell('address', plain(url)),
    ...(status >= 400 && typeof payload === 'string' ? tell(`error ${status}`, payload) : []),
    ...tell('file name', plain(disposition)),
  ];
}

/** As a person reads an address; what cannot be decoded stays as it is. */
function plain(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Enough to look for it, and no number. */
function hide(found: string): string {
  return `${found.slice(0, 3)}…${found.slice(-4)} (${found.length} characters)`;
}

const LEAKS = 'leaks.txt';
const JUNK = 'junk.txt';
const LOG = 'log.txt';

/** Where the server and the jobs of a run write what they print. */
export function logOf(runDir: string): string {
  return join(runDir, LOG);
}

export function noteLeaks(runDir: string, leaks: readonly string[]): void {
  if (leaks.length > 0) appendFileSync(join(runDir, LEAKS), leaks.map((leak) => `${leak}\n`).join(''));
}

/** Notes a database whose persons are drawn at random: any word of a log may be the name of one, and one was `NaN`. */
export function noteJunk(runDir: string, database: string): void {
  appendFileSync(join(runDir, JUNK), `${database}\n`);
}

export function junkOf(runDir: string): readonly string[] {
  return linesOf(join(runDir, JUNK));
}

/** The leaks that were noted in a run, and what stands in its log: numbers, and the names of `people`. */
export function leaksOf(runDir: string, people: ReadonlySet<string>): string[] {
  const noted = linesOf(join(runDir, LEAKS));
  const log = linesOf(logOf(runDir)).flatMap((line) => [
    ...findPersonal(line).map((found) => `log: ${hide(found)} in ${line.slice(0, 60)}…`),
    ...[...people].filter((name) => line.includes(name)).map((name) => `log: the name ${name}`),
  ]);
  return [...new Set([...noted, ...log])];
}

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}

/** Columns that hold no number of a person, though they hold words or JSON. */
const SILENT = [
  'kernel.audit_entry.detail',
  'kernel.audit_entry.purpose',
  'kernel.state_change.reason',
  'jobs.job.data',
  'jobs.job.output',
  'auth.session.token',
  'auth.session.userAgent',
  'auth.session.ipAddress',
  'auth.verification.value',
  'auth.user.name',
  'auth.user.email',
  'auth.user.phoneNumber',
  'auth.lockout.subject',
] as const;

/** Numbers in those columns of a database. */
export async function leaksIn(client: Client): Promise<string[]> {
  const leaks: string[] = [];
  for (const at of SILENT) {
    const [schema, table, column] = at.split('.') as [string, string, string];
    const name = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
    // Of the many rows only those with a number long enough come here.
    const { rows } = await client.query<{ text: string }>(
      `select distinct ${client.escapeIdentifier(column)}::text as text from ${name}
       where ${client.escapeIdentifier(column)}::text ~ '1[3-9]\\d[- ]?\\d{4}|\\d{17}'`,
    );
    for (const { text } of rows)
      leaks.push(...findPersonal(text).map((found) => `${at}: ${hide(found)} in ${text.slice(0, 80)}`));
  }
  return leaks;
}

/** Names of the persons in a database; one of a single character says nothing. */
export async function namesIn(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from people.person union select name from people.application`,
  );
  return rows.map(({ name }) => name).filter((name) => name.length > 1);
}
