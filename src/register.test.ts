import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { testApp } from '#kernel/testing';

const text = readFileSync(new URL('../docs/data-register.md', import.meta.url), 'utf8');
const CELLS = ['column', 'what', 'purpose', 'basis', 'retention', 'protection'];

/** Rows of the table: `schema.table.column` and what is said of it. */
const rows = [...text.matchAll(/^\| `([\w.]+)` \|(.+)\|$/gm)].map(([, column, rest]) => ({
  column: column!,
  cells: rest!.split('|').map((cell) => cell.trim()),
}));
const personal = rows.map(({ column }) => column);

/** The list below it: `schema.table.column`, or `schema.table.*`. */
const others = [...text.matchAll(/^- `(\w+\.\w+)`: (.+)$/gm)].flatMap(([, table, columns]) =>
  columns!.split(',').map((column) => `${table}.${column.trim()}`),
);

let columns: string[];
beforeAll(async () => {
  const { pool } = await testApp();
  const found = await pool.query<{ name: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema')
       and not (select relispartition from pg_class
         where oid = format('%I.%I', table_schema, table_name)::regclass)`,
  );
  columns = found.rows.map(({ name }) => name);
  expect(columns.length).toBeGreaterThan(200);
});

const tableOf = (column: string): string => column.slice(0, column.lastIndexOf('.'));

test('every column of the database is in the register, or listed as not personal', () => {
  const known = new Set([...personal, ...others]);
  const undecided = columns.filter((column) => !known.has(column) && !known.has(`${tableOf(column)}.*`));
  expect(undecided).toEqual([]);
});

test('the register and the list name no column that does not exist', () => {
  const existing = new Set([...columns, ...columns.map((column) => `${tableOf(column)}.*`)]);
  expect([...personal, ...others].filter((column) => !existing.has(column))).toEqual([]);
});

test('no column is in both, or twice', () => {
  const all = [...personal, ...others];
  expect(all.filter((column, i) => all.indexOf(column) !== i)).toEqual([]);
});

test('a whole table is waved through only where it is a library’s own', () => {
  const whole = others.filter((column) => column.endsWith('.*'));
  expect(whole.filter((column) => !column.startsWith('jobs.'))).toEqual([]);
});

test('of every column the register says what, what for, on what basis, how long and how protected', () => {
  expect(text).toContain(`| ${CELLS.join(' | ')} |`);
  for (const { column, cells } of rows) {
    expect({ column, cells: cells.filter((cell) => cell !== '').length }).toEqual({
      column,
      cells: CELLS.length - 1,
    });
    expect(cells[2]).toMatch(/^(consent|request|roster|office|duty)$/);
  }
});

test('what is sealed is called so, and every hash is keyed', () => {
  for (const column of columns.filter((name) => name.endsWith('_sealed') && !name.startsWith('jobs.')))
    expect([column, rows.find((row) => row.column === column)?.cells[4]]).toEqual([
      column,
      expect.stringMatching(/^sealed/),
    ]);
  for (const column of columns.filter((name) => /(phone|id|token|to|code)_hash$/.test(name)))
    expect([column, rows.find((row) => row.column === column)?.cells[4]]).toEqual([column, 'keyed hash']);
});
