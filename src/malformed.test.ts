import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '#kernel/contract';
import { errorTexts } from '#kernel/errors';
import { statusesOf } from '#kernel/http/describe';
import { openTestApp, type TestApp } from '#kernel/testing';
import { createOrg } from '#orgs/contract';
import { inviteOfficer, listOfficers } from '#orgs/officers/contract';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { newApplication, newMember } from '#people/factory';
import { makeVoice } from '#voices/contract';
import { modules } from './compose.ts';

const contracts = modules.flatMap(({ routes }) => routes.map(({ contract }) => contract));
const RUNS = 500;
/** The same inputs each time, so that a red run is a change of ours; another number tries others. */
const SEED = Number(process.env['SEED'] ?? 2026);
/** A limited endpoint lets one account ask 30 times a minute; each of these asks less often. */
const OFFICERS = 25;

/** What exists: ids in a sample name nothing, and a request with them would not get far. */
interface Real {
  readonly district: TestDistrict;
  readonly application: string;
  readonly token: string;
  readonly invitation: string;
  readonly invitationToken: string;
  readonly officer: string;
  readonly person: string;
  readonly resolution: string;
  readonly voice: string;
}

let t: TestApp;
let real: Real;
const tokens: string[] = [];

// A database of its own: whatever is let in, the other tests do not meet it.
beforeAll(async () => {
  t = await openTestApp(`malformed_${process.pid}`, { junk: true });
  const district = await newDistrict(t);
  for (let i = 0; i < OFFICERS; i++) {
    const { userId } = await t.officer('chair', district.root);
    tokens.push(await t.app.accounts.createToken(t.ctx(), userId, 'malformed', 1));
  }
  const chair = await t.officer('chair', district.root);
  const { body: union } = await chair.call(createOrg, {
    parentId: district.street,
    kind: 'employer',
    name: '某',
  });
  expect(union.id).toBeGreaterThan(0);
  const member = await newMember(t, chair, district.primary);
  const waiting = await newApplication(t, district.primary);
  const phone = '13700137000';
  const invited = await chair.call(inviteOfficer, { id: district.street, name: '赵', phone, role: 'viewer' });
  await t.officer('viewer', district.pool);
  const { officers } = (await chair.call(listOfficers, { id: district.pool })).body;
  const said = await t.guest().call(makeVoice, { text: '提意见', page: '/', orgId: district.street });
  real = {
    district,
    application: waiting.id,
    token: waiting.token,
    invitation: invited.body.id,
    invitationToken: invited.body.link.split('#')[1]!,
    officer: officers[0]!.id,
    person: member.personId,
    resolution: member.resolutionId,
    voice: said.body.id,
  };
});
afterAll(() => t.stop());

/** A value that leads somewhere, for a field whose sample leads nowhere. */
function realValue({ path }: Contract, field: string): unknown {
  const { district } = real;
  const byPath: Record<string, unknown> = {
    orgs: district.primary,
    applications: real.application,
    resolutions: real.resolution,
    people: real.person,
    voices: real.voice,
    invitations: real.invitation,
    officers: real.officer,
  };
  const byField: Record<string, unknown> = {
    id: byPath[path.split('/')[2]!],
    ids: [real.application],
    token: path.includes('invitations') ? real.invitationToken : real.token,
    orgId: district.primary,
    parentId: district.street,
    toId: district.employer,
    under: district.district,
    u: district.primary,
    qrOrgId: district.primary,
    employerId: district.employer,
    replaces: real.officer,
  };
  return byField[field];
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  [],
  {},
  [[]],
  [null],
  ['x'],
  { a: 1 },
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '𠮷',
  '\u202e',
  '\ufeff',
  '\u0001\u001b[31m',
  '%',
  '_',
  '\\',
  "';--",
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '-infinity',
  'NaN',
  '1e3',
  '0x1',
  '１２',
  '+1',
  'null',
  'undefined',
  '01890000-0000-7000-8000-000000000000',
  'ABCDEF00-0000-7000-8000-00000000000G',
  '<script>',
  '{{7*7}}',
  '${1}',
  '../../etc/passwd',
  'a'.repeat(5_000),
  '字'.repeat(100_000),
  Array.from({ length: 2_000 }, () => 'x'),
  Array.from({ length: 501 }, () => '01890000-0000-7000-8000-000000000000'),
  JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
  { toString: 1, constructor: null },
];

const junk = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STRANGE) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.oneof(fc.double(), fc.integer(), fc.date().map(String)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

const badCursor = fc
  .array(
    fc.oneof(junk, fc.constantFrom('2026-11-20T00:00:00.000Z', '01890000-0000-7000-8000-000000000000', 1)),
    {
      maxLength: 3,
    },
  )
  .map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url'));

const badText = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '1',
    '{"a":1,}',
    '{"a":1}{"a":2}',
    '\ufeff{}',
    '{"__proto__":{}}',
  ),
  fc.constantFrom(
    '{"constructor":{"prototype":{}}}',
    '['.repeat(20_000),
    '{"a":'.repeat(5_000),
    '\0',
    '{}\0',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.json(),
);
const mediaTypes = [
  '',
  'text/plain',
  'text/xml',
  'application/pdf',
  'image/png',
  'multipart/form-data; boundary=x',
];

/** One request: fields in the place that HTTP has for them, or something that does not even get that far. */
interface Malformed {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Instead of the fields as JSON. */
  readonly text?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Behind the path, or in the query of a request that has none. */
  readonly tail: string;
}

function malformed(contract: Contract): fc.Arbitrary<Malformed> {
  const keys = Object.keys(contract.input.shape);
  const good: Record<string, fc.Arbitrary<unknown>> = {};
  for (const key of keys) {
    const value = realValue(contract, key) ?? contract.sample?.[key];
    good[key] = fc.constantFrom(value, value, contract.sample?.[key]);
  }
  const bad = (key: string): fc.Arbitrary<unknown> => (key === 'cursor' ? fc.oneof(badCursor, junk) : junk);
  const wrong = fc.record(Object.fromEntries(keys.map((key) => [key, bad(key)])), { requiredKeys: [] });
  const fields = fc.oneof(
    // One wrong field among good ones gets furthest.
    {
      weight: 6,
      arbitrary: fc.tuple(fc.record(good), oneOf(keys, bad)).map(([all, one]) => ({ ...all, ...one })),
    },
    { weight: 2, arbitrary: fc.tuple(fc.record(good), wrong).map(([all, some]) => ({ ...all, ...some })) },
    { weight: 1, arbitrary: wrong },
    { weight: 1, arbitrary: fc.record(good, { requiredKeys: [] }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.record(good), fc.dictionary(fc.string(), junk))
        .map(([all, more]) => ({ ...more, ...all })),
    },
  );
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T) =>
    fc.oneof({ weight: 9, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
  return fc.record({
    fields,
    text: rarely(
      badText.map((text): string | undefined => text),
      undefined,
    ),
    headers: rarely(badHeaders, {}),
    tail: rarely(
      fc.constantFrom('?id=x&n=1&n=2', '?a[b]=c&=&%', '?name=%00&orgId=abc', '/', '/%E0%A4%A', '?'),
      '',
    ),
  }) as fc.Arbitrary<Malformed>;
}

function oneOf(keys: readonly string[], bad: (key: string) => fc.Arbitrary<unknown>) {
  if (keys.length === 0) return fc.constant({});
  return fc.constantFrom(...keys).chain((key) => bad(key).map((value) => ({ [key]: value })));
}

const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCodePoint(code)),
  maxLength: 120,
});
const badHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc.record({ 'idempotency-key': fc.oneof(printable, fc.constantFrom('same-key-for-all', 'x'.repeat(99))) }),
  fc.record({ 'content-type': fc.constantFrom(...mediaTypes) }),
  fc.record({ 'accept-language': printable, 'x-locale': printable }),
  fc.record({ cookie: printable, 'user-agent': printable }),
  fc.record({
    cookie: fc.constantFrom('zhijia.session_token=%E0%A4%A', 'zhijia.session_token=a.b', 'a=b;'.repeat(200)),
  }),
);

let addresses = 0;

/** Each from an address of its own, so that no limit answers in place of the endpoint. */
async function send(contract: Contract, { fields, text, headers, tail }: Malformed, authorization?: string) {
  addresses += 1;
  const rest: Record<string, unknown> = { ...fields };
  const path = contract.path.replace(/:(\w+)/g, (_place, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(inUrl(value)) || '%20';
  });
  const inQuery = contract.method === 'GET' || contract.method === 'DELETE' || contract.accepts !== undefined;
  const query = Object.entries(rest).map(([key, value]) => `${encode(key)}=${encode(inUrl(value))}`);
  const url =
    path + tail + (inQuery && query.length > 0 ? `${tail.includes('?') ? '&' : '?'}${query.join('&')}` : '');
  const body = text ?? (inQuery ? undefined : JSON.stringify(rest));
  const type = contract.accepts?.types[addresses % contract.accepts.types.length] ?? 'application/json';
  return t.server.inject({
    method: contract.method,
    url: url.slice(0, 8_000),
    remoteAddress: `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`,
    headers: {
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(authorization ? { authorization } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: contract.accepts ? `%PDF-1.7${body}` : body }),
  });
}

function inUrl(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 3_000);
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Hashing a password and setting a page take longer than all the rest: a few that get that far are enough. */
const worked = new Map<Contract, number>();

function costsTooMuch(contract: Contract, fields: object): boolean {
  const costly = 'password' in contract.input.shape || contract.produces === 'application/pdf';
  if (!costly || !contract.input.safeParse(fields).success) return false;
  worked.set(contract, (worked.get(contract) ?? 0) + 1);
  return worked.get(contract)! > 8;
}

/** What is wrong with an answer; told in words, for `expect` takes a tenth of the time of all these requests. */
function wrongWith(
  contract: Contract,
  { statusCode: status, payload, headers: told }: Awaited<ReturnType<typeof send>>,
  { text, headers, tail }: Malformed,
): string[] {
  const declared = [contract.status ?? 200, ...statusesOf(contract)];
  // Beside what is declared: what is wrong with the HTTP itself, and with the key.
  const http = text !== undefined || tail !== '' || 'content-type' in headers ? [400, 404, 413] : [413];
  const key = 'idempotency-key' in headers ? [400, 409] : [];
  if (status >= 500 || ![...declared, ...http, ...key].includes(status)) return [`${status}: ${payload}`];
  if (status < 400) return [];
  if (told['content-type'] !== 'application/json; charset=utf-8') return [`${told['content-type']}`];
  const problem = JSON.parse(payload) as Record<string, string>;
  const names = Object.keys(problem).filter((name) => name !== 'field');
  const { code = '' } = problem;
  return [
    ...(names.join() === 'code,message,hint' ? [] : [`has ${names.join()}`]),
    ...(code === 'kernel.rate_limited' || errorTexts.get(code)?.status !== status
      ? [`${status} ${code}`]
      : []),
    // A place left unfilled; braces that a person put into a name are theirs.
    ...[problem['message'], problem['hint']].filter((said) => !/^(?!.*\{[a-z]\w*\})./is.test(said ?? '')),
  ].map(String);
}

/** How often the very same request is made: a second one may be answered in another way, a third tells nothing new. */
const REPEATS = 2;

/** Says of each request whether it was made so often already; of an endpoint without a field most are the same. */
function counter(): (request: Malformed) => boolean {
  const made = new Map<string, number>();
  return (request) => {
    // As it is sent; but a field without a value is not one that is missing.
    const seen = JSON.stringify(request, (_name, value: unknown) => (value === undefined ? '\0' : value));
    made.set(seen, (made.get(seen) ?? 0) + 1);
    return made.get(seen)! > REPEATS;
  };
}

describe.concurrent('malformed input gets an answer in our words, and never an error of ours', () => {
  test.each(contracts.map((contract) => [`${contract.method} ${contract.path}`, contract] as const))(
    '%s',
    async (_name, contract) => {
      let asked = 0;
      const isKnown = counter();
      const property = fc.asyncProperty(malformed(contract), async (request) => {
        if (isKnown(request) || costsTooMuch(contract, request.fields)) return;
        asked += 1;
        for (const token of [undefined, `Bearer ${tokens[asked % OFFICERS]}`]) {
          const wrong = wrongWith(contract, await send(contract, request, token), request);
          if (wrong.length > 0) throw new Error(wrong.join('\n'));
        }
      });
      await fc.assert(property, { numRuns: RUNS, seed: SEED });
    },
  );
});
