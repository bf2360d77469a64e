// The baseline of bench/roster.ts: `import FILE` writes the cells of a sheet to one table of text, `export FILE` writes
// a table of as many rows to a sheet. exceljs and pg, nothing else; on a PostgreSQL of the same kind.
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import pg from 'pg';
import { startEmbedded } from '#kernel/postgres';

const BATCH = 1_000;
const [, , what, file] = process.argv;
const embedded = await startEmbedded(join(process.env['BENCH_DIR']!, `bare-${what}`));
const client = new pg.Client(embedded.connection);
await client.connect();
await (what === 'import' ? importFile(file!) : exportFile(file!));
await client.end();
await embedded.stop();

async function importFile(path: string): Promise<void> {
  await client.query('create table row (no int primary key, cells jsonb not null)');
  let batch: { no: number; cells: unknown }[] = [];
  const flush = async (): Promise<void> => {
    await client.query(
      'insert into row select no, cells from jsonb_to_recordset($1::jsonb) as given (no int, cells jsonb)',
      [JSON.stringify(batch)],
    );
    batch = [];
  };
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { worksheets: 'emit', sharedStrings: 'cache' });
  for await (const sheet of reader)
    for await (const row of sheet) {
      batch.push({ no: row.number, cells: row.values });
      if (batch.length === BATCH) await flush();
    }
  await flush();
}

async function exportFile(path: string): Promise<void> {
  await client.query(`create table person as
    select n, '姓名' || n as name, '9901141990010' || n as id_no, '139' || n as phone, '单位' || n % 100 as employer
    from generate_series(1, 100000) as n`);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path });
  const sheet = workbook.addWorksheet('rows');
  for (let after = 0; after < 100_000; after += BATCH) {
    const { rows } = await client.query('select * from person where n > $1 order by n limit $2', [
      after,
      BATCH,
    ]);
    for (const row of rows) sheet.addRow(Object.values(row as object)).commit();
  }
  await workbook.commit();
}
