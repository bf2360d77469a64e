import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEYOND, BUCKETS, monthsOf, quartersOf, segmentsOf, suppress, type Cell } from './rules.ts';

/** Answers by group, in the order of the buckets. */
type Table = Readonly<Record<string, readonly number[]>>;

/** What the database tells of a table: counts below `least` as null, nothing of what nobody said. */
function cellsOf(table: Table, measure: keyof typeof BUCKETS, least: number): Cell[] {
  const sums = new Map<string, { cell: Omit<Cell, 'count'>; count: number }>();
  for (const [of, counts] of Object.entries(table))
    counts.forEach((count, at) => {
      const bucket = BUCKETS[measure][at]!;
      const beyond = BEYOND[measure].includes(bucket);
      for (const group of [of, null])
        for (const cell of [
          { of: group, beyond: null, bucket: null },
          { of: group, beyond, bucket: null },
          { of: group, beyond, bucket },
        ]) {
          const key = JSON.stringify(cell);
          sums.set(key, { cell, count: (sums.get(key)?.count ?? 0) + count });
        }
    });
  return [...sums.values()]
    .filter(({ count }) => count > 0)
    .map(({ cell, count }) => ({ ...cell, count: count < least ? null : count }));
}

const shownOf = (table: Table, measure: keyof typeof BUCKETS = 'hours', least = 10) =>
  suppress(cellsOf(table, measure, least), measure, least);

describe('what is shown', () => {
  test('is nothing of nine answers', () => {
    expect(shownOf({ courier: [0, 0, 0, 9, 0] })).toBeNull();
    expect(suppress([], 'hours', 10)).toBeNull();
  });

  test('is the number of ten that say the same, and not that the others are none', () => {
    const row = { count: 10, beyond: null, buckets: [null, null, null, null, null] };
    expect(shownOf({ courier: [0, 0, 0, 10, 0] })).toEqual({
      all: row,
      rows: [{ of: 'courier', ...row }],
      rest: 0,
    });
  });

  test.each<
    [string, Table, readonly (readonly [string, number, number | null, ...(number | null)[]])[], number]
  >([
    ['all counts of ten and more', { a: [10, 20, 30, 40, 50] }, [['a', 150, 90, 10, 20, 30, 40, 50]], 0],
    [
      'never one hidden count alone on its side of the line',
      { a: [0, 12, 25, 40, 9] },
      [['a', 86, 49, null, null, 25, null, null]],
      0,
    ],
    [
      'no sum of fewer than ten either',
      { a: [2, 3, 25, 40, 50], b: [20, 20, 30, 11, 12] },
      [
        ['a', 120, 90, null, null, null, 40, 50],
        ['b', 93, 23, null, null, null, 11, 12],
      ],
      0,
    ],
    [
      'the groups that are large enough, if the others together are',
      { a: [10, 10, 10, 20, 20], b: [2, 2, 2, 1, 2], c: [2, 2, 2, 1, 2] },
      [['a', 70, 40, 10, 10, 10, 20, 20]],
      18,
    ],
    [
      'one group fewer, if the others together are not',
      { a: [10, 10, 10, 20, 20], b: [3, 3, 3, 3, 3], c: [0, 0, 0, 0, 4] },
      [['a', 70, 40, 10, 10, 10, 20, 20]],
      19,
    ],
  ])('is %s', (_what, table, rows, rest) => {
    const shown = shownOf(table)!;
    expect(shown.rest).toBe(rest);
    expect(shown.rows.map(({ of, count, beyond, buckets }) => [of, count, beyond, ...buckets])).toEqual(rows);
  });
});

/** Every table that shows the same as `shown`, given how large the groups are that it does not list. */
function* tablesLike(shown: NonNullable<ReturnType<typeof suppress>>, groups: readonly string[]) {
  const line = BUCKETS.hours.map((bucket) => BEYOND.hours.includes(bucket));
  const open = groups.filter((of) => !shown.rows.some((row) => row.of === of));
  const fits = (
    row: readonly number[],
    told: { beyond: number | null; buckets: readonly (number | null)[] },
  ) =>
    told.buckets.every((count, at) => count === null || count === row[at]) &&
    (told.beyond === null || told.beyond === row.reduce((sum, count, at) => sum + (line[at] ? count : 0), 0));
  function* rowsOf(total: number, parts: number): Generator<number[]> {
    if (parts === 1) yield [total];
    else
      for (let first = 0; first <= total; first++)
        for (const others of rowsOf(total - first, parts - 1)) yield [first, ...others];
  }
  function* fill(left: readonly string[], rest: number): Generator<Map<string, number[]>> {
    const [of, ...others] = left;
    if (of === undefined) {
      yield new Map();
      return;
    }
    const told = shown.rows.find((row) => row.of === of);
    const isLastOpen = !told && !others.some((other) => open.includes(other));
    const sizes = told ? [told.count] : isLastOpen ? [rest] : Array.from({ length: rest + 1 }, (_, n) => n);
    for (const size of sizes)
      for (const row of rowsOf(size, line.length)) {
        if (told && !fits(row, told)) continue;
        for (const more of fill(others, told ? rest : rest - size)) yield more.set(of, row);
      }
  }
  for (const table of fill(groups, shown.rest)) {
    const all = line.map((_, at) => groups.reduce((sum, of) => sum + table.get(of)![at]!, 0));
    if (fits(all, shown.all)) yield { table, all };
  }
}

describe('what is not shown', () => {
  test('cannot be computed from what is', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }));
    const row = fc.tuple(count, count, count, count, count);
    const tables = fc.oneof(
      fc.record({ a: row, b: row }),
      fc.record({ a: row }),
      fc.record({
        a: row,
        b: row,
        c: fc.tuple(...Array.from({ length: 5 }, () => fc.integer({ min: 0, max: 1 }))),
      }),
    );
    fc.assert(
      fc.property(tables, (given) => {
        const least = 2;
        const table: Table = Object.fromEntries(
          Object.entries(given).filter(([, counts]) => counts.some((n) => n > 0)),
        );
        const groups = Object.keys(table);
        const total = Object.values(table)
          .flat()
          .reduce((sum, n) => sum + n, 0);
        fc.pre(total <= 12);
        const shown = shownOf(table, 'hours', least);
        if (!shown) return;
        const kinds = new Map<string, Set<number>>();
        const note = (key: string, value: number) => kinds.set(key, (kinds.get(key) ?? new Set()).add(value));
        const beyondOf = (counts: readonly number[]) => counts[3]! + counts[4]!;
        for (const like of tablesLike(shown, groups)) {
          for (const [of, counts] of [...like.table, ['', like.all] as const]) {
            counts.forEach((n, at) => note(`${of} ${at}`, n));
            note(`${of} beyond`, beyondOf(counts));
            note(
              `${of} whole`,
              counts.reduce((sum, n) => sum + n, 0),
            );
          }
        }
        const hidden: string[] = [];
        for (const [of, told] of [['', shown.all] as const, ...shown.rows.map((r) => [r.of, r] as const)]) {
          told.buckets.forEach((n, at) => n === null && hidden.push(`${of} ${at}`));
          if (told.beyond === null) hidden.push(`${of} beyond`);
        }
        const unlisted = groups.filter((of) => !shown.rows.some((r) => r.of === of));
        hidden.push(...unlisted.map((of) => `${of} whole`));
        // A count that nobody is in tells of nobody.
        const computed = hidden.filter((key) => kinds.get(key)!.size < 2 && !kinds.get(key)!.has(0));
        expect(computed).toEqual([]);
        // Nothing below the least is shown, and no remainder of a row either.
        for (const told of [shown.all, ...shown.rows]) {
          const counts = [...told.buckets, told.beyond, told.count].filter((n) => n !== null);
          expect(Math.min(...counts)).toBeGreaterThanOrEqual(least);
          if (told.buckets.includes(null)) {
            const left = told.count - told.buckets.reduce((sum: number, n) => sum + (n ?? 0), 0);
            expect(left).toBeGreaterThanOrEqual(least);
          }
        }
        expect(shown.rest === 0 || shown.rest >= least).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('is rather many buckets of a street than its side of the line', () => {
    // One street has nine within the line, and a second one must stand beside it; the others keep what a meeting asks for.
    const shown = shownOf({
      a: [3, 11, 35, 44, 30],
      b: [0, 3, 19, 33, 15],
      c: [2, 5, 17, 29, 16],
      d: [3, 7, 14, 26, 15],
      e: [1, 4, 24, 25, 10],
      f: [2, 3, 15, 24, 11],
      g: [1, 1, 7, 16, 6],
    })!;
    expect(shown.rows.map(({ of, beyond }) => [of, beyond])).toEqual([
      ['a', 74],
      ['b', 48],
      ['c', 45],
      ['d', 41],
      ['e', 35],
      ['f', null],
      ['g', null],
    ]);
  });

  test('does not hang on what the picture is of', () => {
    const table: Table = { a: [0, 30, 0, 0, 0], b: [0, 0, 0, 40, 0], c: [0, 4, 0, 0, 0] };
    const turned: Table = { a: [30, 0, 0, 0, 0], b: [0, 0, 20, 0, 20], c: [0, 0, 0, 4, 0] };
    const sizes = (shown: ReturnType<typeof shownOf>) => shown!.rows.map(({ of, count }) => [of, count]);
    expect(sizes(shownOf(turned))).toEqual(sizes(shownOf(table)));
  });
});

test.each<[string, number | null, readonly (number | null)[], readonly (readonly [string, number])[]]>([
  [
    'all shown',
    50,
    [10, 20, 20, 30, 20],
    [
      ['lt6', 10],
      ['6to8', 20],
      ['8to10', 20],
      ['10to12', 30],
      ['gt12', 20],
    ],
  ],
  [
    'two hidden on one side',
    50,
    [null, null, 20, 30, 20],
    [
      ['lt6+6to8', 30],
      ['8to10', 20],
      ['10to12', 30],
      ['gt12', 20],
    ],
  ],
  [
    'a side hidden',
    null,
    [null, 20, 50, null, null],
    [
      ['6to8', 20],
      ['8to10', 50],
      ['lt6+10to12+gt12', 30],
    ],
  ],
])('the pieces of a bar add up: %s', (_what, beyond, counts, pieces) => {
  const buckets = BUCKETS.hours.map((code) => ({ code, beyond: BEYOND.hours.includes(code) }));
  const segments = segmentsOf({ count: 100, beyond, counts }, buckets);
  expect(segments.map(({ codes, count }) => [codes.join('+'), count])).toEqual(pieces);
});

test.each([
  ['2026-11-23', '2026Q3', '2022Q1'],
  ['2026-09-30', '2026Q2', '2021Q4'],
  ['2026-10-01', '2026Q3', '2022Q1'],
  ['2027-01-01', '2026Q4', '2022Q2'],
])('on %s the quarters that are over go from %s back to %s', (today, last, first) => {
  const quarters = quartersOf(today);
  expect([quarters[0], quarters.at(-1), new Set(quarters).size]).toEqual([last, first, 19]);
  // What is older than five years is deleted by whole quarters: the oldest one shown is whole.
  expect(monthsOf(quarters.at(-1)!)[0]! >= `${Number(today.slice(0, 4)) - 5}${today.slice(4, 8)}01`).toBe(
    true,
  );
});

test('a quarter has three months', () => {
  expect(monthsOf('2026Q1')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
  expect(monthsOf('2026Q4')).toEqual(['2026-10-01', '2026-11-01', '2026-12-01']);
});
