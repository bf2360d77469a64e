import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePolicy, policies, policyAt, setPolicy } from './policy.ts';
import { testApp } from './testing.ts';

let made = 0;

/** A policy that no other test touches. */
function newPolicy() {
  made += 1;
  return definePolicy({
    key: `test.${process.pid}.${made}`,
    about: 'A number for a test',
    schema: z.number().int(),
    fallback: 0,
    source: 'test',
  });
}

type Given = readonly (readonly [value: number, from: string, area?: string])[];

async function given(records: Given) {
  const t = await testApp();
  const policy = newPolicy();
  for (const [value, from, area] of records)
    await setPolicy(t.ctx(), policy, { value, from, source: 'test', ...(area ? { area } : {}) });
  return { policy, at: (area: string | null, on: string) => policyAt(t.ctx(), policy, area, on) };
}

describe('a dated rule', () => {
  const records: Given = [
    [300, '2019-05-01'],
    [500, '2026-01-01'],
  ];
  test.each([
    ['2019-04-30', 0],
    ['2019-05-01', 300],
    ['2025-12-31', 300],
    ['2026-01-01', 500],
    ['2199-01-01', 500],
  ])('on %s is %i', async (on, value) => {
    const { at } = await given(records);
    expect(await at(null, on)).toBe(value);
  });

  test('without a date is the one of today in Shanghai', async () => {
    const t = await testApp();
    const { policy } = await given(records);
    try {
      t.setNow(new Date('2025-12-31T15:59:59Z'));
      expect(await policyAt(t.ctx(), policy)).toBe(300);
      t.setNow(new Date('2025-12-31T16:00:00Z'));
      expect(await policyAt(t.ctx(), policy)).toBe(500);
    } finally {
      t.setNow(null);
    }
  });
});

describe('a regional rule', () => {
  const records: Given = [
    [1, '2020-01-01'],
    [11, '2020-01-01', '110000'],
    [1101, '2020-01-01', '110100'],
    [114, '2020-01-01', '110114'],
    [7, '2020-01-01', '110114007'],
    [600, '2020-01-01', '110106100'],
  ];
  test.each([
    ['nowhere in particular', null, 1],
    ['another province', '310101', 1],
    ['the province', '110000', 11],
    ['a county without one', '120101', 1],
    ['the city', '110100', 1101],
    ['another county of the city', '110105', 1101],
    ['the county', '110114', 114],
    ['a street without one', '110114008', 114],
    ['the street', '110114007', 7],
    ['a street whose code ends in zeros', '110106100', 600],
    ['its neighbour', '110106101', 1101],
  ])('for %s', async (_where, area, value) => {
    const { at } = await given(records);
    expect(await at(area, '2026-01-01')).toBe(value);
  });

  test('nearer wins only while it is in force', async () => {
    const { at } = await given([
      [1, '2020-01-01'],
      [114, '2026-06-01', '110114'],
    ]);
    expect(await at('110114007', '2026-05-31')).toBe(1);
    expect(await at('110114007', '2026-06-01')).toBe(114);
  });
});

describe('writing a rule', () => {
  test('a second value for a day that has one is refused, and changes nothing', async () => {
    const t = await testApp();
    const { policy, at } = await given([
      [1, '2020-01-01'],
      [2, '2026-01-01'],
    ]);
    for (const from of ['2026-01-01', '2025-06-01', '2019-01-01']) {
      const second = setPolicy(t.ctx(), policy, { value: 9, from, source: 'test' });
      await expect(second).rejects.toMatchObject({ code: '23P01' });
      expect([await at(null, '2025-12-31'), await at(null, '2026-01-01')]).toEqual([1, 2]);
    }
  });

  test('what does not fit the schema, or has no source, is refused', async () => {
    const t = await testApp();
    const policy = newPolicy();
    await expect(
      setPolicy(t.ctx(), policy, { value: 1.5, from: '2020-01-01', source: 'test' }),
    ).rejects.toThrow(z.ZodError);
    await expect(
      setPolicy(t.ctx(), policy, { value: 1, from: '2020-01-01', source: '' }),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('a record that no longer fits the schema stops who asks, rather than being used', async () => {
    const t = await testApp();
    const { policy } = await given([]);
    await t.pool.query(
      `insert into kernel.policy (key, area, during, value, source) values ($1, '', '[2020-01-01,)', '"x"', 'test')`,
      [policy.key],
    );
    await expect(policyAt(t.ctx(), policy)).rejects.toThrow(z.ZodError);
  });

  test('is audited', async () => {
    const t = await testApp();
    const { policy } = await given([[1, '2020-01-01', '110000']]);
    const { rows } = await t.pool.query(
      `select action, actor, detail from kernel.audit_entry where entity = 'policy' and entity_id = $1`,
      [policy.key],
    );
    expect(rows).toEqual([
      { action: 'policy.set', actor: 'system:test', detail: { area: '11', from: '2020-01-01' } },
    ]);
  });
});

test('every rule of the program has a source, an explanation and a fallback that fits', () => {
  expect(policies.size).toBeGreaterThan(5);
  for (const { key, about, source, schema, fallback } of policies.values()) {
    expect(key).toMatch(/^[a-z]+\.[\w.]+$/);
    expect(about).not.toBe('');
    expect(source).not.toBe('');
    expect(schema.parse(fallback)).toEqual(fallback);
  }
});
