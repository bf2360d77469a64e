import { beforeAll, describe, expect, test } from 'vitest';
import { permissionTable, ROLES } from '#kernel/auth';
import type { Contract } from '#kernel/contract';
import { statusesOf } from '#kernel/http/describe';
import { expectProblem, nextPhone, place, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { modules } from './compose.ts';

const contracts = modules.flatMap(({ routes }) => routes.map(({ contract }) => contract));
const nameOf = ({ method, path }: Contract): string => `${method} ${path}`;
const named = (some: readonly Contract[]) => some.map((contract) => [nameOf(contract), contract] as const);

const closed = contracts.filter(({ access }) => access !== 'public');
const permitted = contracts.filter(({ access }) => access !== 'public' && access !== 'person');

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

/** What a client sends for the sample. */
const file = { bytes: Buffer.from('%PDF-1.7'), type: 'application/pdf' };
const sampleOf = (contract: Contract) => [contract.sample ?? {}, contract.accepts ? { file } : {}] as const;

describe('every contract', () => {
  test('is alone on its method and path', () => {
    expect(new Set(contracts.map(nameOf)).size).toBe(contracts.length);
    expect(contracts.length).toBeGreaterThan(50);
  });

  test.each(named(contracts))('%s carries a sample that its own input takes', (_name, contract) => {
    if (Object.keys(contract.input.shape).length === 0) return;
    expect(contract.sample).toBeDefined();
    expect(contract.input.safeParse(contract.sample).error).toBeUndefined();
    // What stands in the path or query arrives as text.
    const { url, body } = place(contract, contract.sample!, contract.accepts !== undefined);
    const inUrl = Object.entries(contract.sample!).filter(([key]) => !body || !(key in body));
    const typed = { ...body, ...Object.fromEntries(inUrl.map(([key, value]) => [key, String(value)])) };
    expect(contract.input.safeParse(typed).error).toBeUndefined();
    expect(url).toMatch(/^\/api\/[\w\-/.%?&=+]+$/);
  });

  test.each(named(permitted))(
    '%s asks for a permission that somebody defined and some role has',
    (_name, contract) => {
      expect(permissionTable().get(contract.access)?.size).toBeGreaterThan(0);
    },
  );

  test.each(named(contracts))(
    '%s says what it does in a line, and which of our codes it can answer',
    (_name, contract) => {
      expect(contract.summary).toMatch(/^\S.{4,150}[^.\s]$/);
      expect(statusesOf(contract).every((status) => status >= 400 && status < 600)).toBe(true);
    },
  );
});

describe('a file', () => {
  const uploads = contracts.filter(({ accepts }) => accepts !== undefined);

  test.each(named(uploads))(
    '%s is refused when it is larger than the contract says',
    async (_name, contract) => {
      const chair = await t.officer('chair', (await newDistrict(t)).root);
      const { maxBytes, types } = contract.accepts!;
      const large = { bytes: Buffer.alloc(maxBytes + 1), type: types[0]! };
      const answer = await chair.call(contract, contract.sample ?? {}, { file: large });
      expectProblem(answer, 413, 'kernel.too_large');
    },
  );
});

describe('access', () => {
  test.each(named(closed))('%s is not for guests', async (_name, contract) => {
    const answer = await t.guest().call(contract, ...sampleOf(contract));
    expectProblem(answer, 401, 'kernel.unauthenticated');
    const headers = { authorization: 'Bearer nobody', cookie: 'zhijia.session_token=nobody.bm9ib2R5' };
    const pretending = await t
      .guest()
      .call(contract, sampleOf(contract)[0], { ...sampleOf(contract)[1], headers });
    expectProblem(pretending, 401, 'kernel.unauthenticated');
  });

  test.each(named(permitted))('%s is not for somebody without a role', async (_name, contract) => {
    const worker = await t.worker(nextPhone());
    expectProblem(await worker.call(contract, ...sampleOf(contract)), 403, 'kernel.forbidden');
  });

  test('follows the roles of the permission table, for every endpoint and every role', async () => {
    const { district } = await newDistrict(t);
    for (const role of ROLES) {
      const officer = await t.officer(role, district);
      for (const contract of permitted) {
        const answer = await officer.call(contract, ...sampleOf(contract));
        const allowed = permissionTable().get(contract.access)!.has(role);
        const refused = answer.status === 403 && answer.problem.code === 'kernel.forbidden';
        expect({ role, name: nameOf(contract), allowed: !refused }).toEqual({
          role,
          name: nameOf(contract),
          allowed,
        });
        // Nobody gets past the door by a request that would not have got there.
        if (allowed) expect([400, 401, 413, 415, 429]).not.toContain(answer.status);
      }
    }
  });
});

describe('limits', () => {
  /** Somebody who gets as far as the limit. */
  async function callerOf({ access }: Contract) {
    if (access === 'public') return t.guest();
    if (access === 'person') return t.worker(nextPhone());
    const [role] = permissionTable().get(access)!;
    return t.officer(role!, (await newDistrict(t)).district);
  }

  test.each(named(contracts.filter(({ limit }) => limit !== undefined)))(
    '%s has one',
    async (_name, contract) => {
      const somebody = await callerOf(contract);
      const statuses: number[] = [];
      // Nothing in it: a limit counts what is malformed as well.
      for (let i = 0; i <= contract.limit!; i++) statuses.push((await somebody.call(contract, {})).status);
      expect(statuses.pop()).toBe(429);
      expect(statuses).not.toContain(429);
    },
  );

  test('every public write has one: it costs money, space or somebody’s time', () => {
    const writes = contracts.filter(({ access, method }) => access === 'public' && method !== 'GET');
    expect(writes.filter(({ limit }) => limit === undefined).map(nameOf)).toEqual(['DELETE /api/session']);
  });
});

describe('the description', () => {
  interface Operation {
    readonly summary?: string;
    readonly tags?: string[];
    readonly parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
    readonly requestBody?: { content: Record<string, { schema: object }> };
    readonly responses: Record<
      string,
      { description?: string; content?: Record<string, { schema?: object }> }
    >;
    readonly security?: Record<string, string[]>[];
  }
  interface Document {
    readonly openapi: string;
    readonly info: { title: string; version: string };
    readonly paths: Record<string, Record<string, Operation>>;
    readonly components: Record<string, Record<string, object>>;
  }
  let document: Document;
  beforeAll(async () => {
    const { statusCode, payload } = await t.server.inject({ url: '/api/openapi.json' });
    expect(statusCode).toBe(200);
    document = JSON.parse(payload) as Document;
  });
  const operationOf = ({ method, path }: Contract): Operation | undefined =>
    document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

  test('is OpenAPI 3.1 and has every endpoint, and nothing else', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const listed = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(listed.sort()).toEqual(contracts.map(nameOf).sort());
  });

  test('leaves no reference hanging', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
    expect(references.length).toBeGreaterThan(10);
    for (const reference of new Set(references)) {
      const keys = reference.replace(/^#\//, '').split('/');
      const target = keys.reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        document,
      );
      expect({ reference, found: typeof target }).toEqual({ reference, found: 'object' });
    }
  });

  test.each(named(contracts))('tells of %s what it takes, who may, and every status', (_name, contract) => {
    const operation = operationOf(contract)!;
    expect(operation.summary).toBe(contract.summary);
    const statuses = [contract.status ?? 200, ...statusesOf(contract)].map(String);
    expect(Object.keys(operation.responses).sort()).toEqual(statuses.sort());
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(response.description).toEqual(expect.any(String));
      if (status >= '400')
        expect(JSON.stringify(response.content)).toMatch(/#\/components\/schemas\/Problem/);
    }
    const inPath = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
    const parameters = operation.parameters ?? [];
    const told = parameters.filter((parameter) => parameter.in === 'path');
    expect(told.map(({ name, required }) => [name, required])).toEqual(inPath.map((name) => [name, true]));
    const fields = Object.keys(contract.input.shape).length - inPath.length;
    const inQuery = ['GET', 'DELETE'].includes(contract.method) || contract.accepts !== undefined;
    const taken = contract.accepts?.types ?? (inQuery || fields === 0 ? [] : ['application/json']);
    expect(Object.keys(operation.requestBody?.content ?? {})).toEqual(taken);
    if (inQuery) expect(parameters).toHaveLength(inPath.length + fields);
    const success = operation.responses[contract.status ?? 200]!;
    expect(Object.keys(success.content ?? {})).toEqual([contract.produces ?? 'application/json']);
    const schemes = (operation.security ?? []).flatMap((one) => Object.keys(one));
    expect(schemes.length > 0).toBe(contract.access !== 'public');
    for (const scheme of schemes) expect(document.components['securitySchemes']).toHaveProperty(scheme);
  });

  test('is there for people as well, with every endpoint', async () => {
    const { statusCode, headers, payload } = await t.server.inject({ url: '/api' });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const { method, path, summary } of contracts) {
      expect(payload).toContain(`<code>${method} ${path}</code>`);
      expect(payload).toContain(summary.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    }
    expect(payload).not.toMatch(/<script|undefined|\[object/);
  });
});
