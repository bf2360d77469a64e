// The baseline of bench/backup.ts: `backup DIR` copies every table of ZHIJIA_DATA to a plain file in DIR, `restore DIR`
// copies those files into tables of the same columns without any index or constraint. pg and pg-copy-streams, nothing else.
import { createReadStream, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startEmbedded } from '#kernel/postgres';
import { tablesToCopy } from '../src/kernel/backup/tables.ts';
import { prepareDatabase } from '../src/compose.ts';

const [, , what, dir] = process.argv;
const folder = join(dir!, 'plain');
const list = join(folder, 'tables.json');
const embedded = await startEmbedded(process.env['ZHIJIA_DATA']!);
if (what === 'restore') await prepareDatabase(embedded.connection);
const client = new pg.Client(embedded.connection);
await client.connect();
await (what === 'backup' ? backup() : restore());
await client.end();
await embedded.stop();

async function backup(): Promise<void> {
  mkdirSync(folder);
  const tables = (await tablesToCopy(client)).map(({ name, columns }, at) => ({
    file: join(folder, String(at)),
    columns: columns.join(', '),
    name,
  }));
  let [rows, bytes] = [0, 0];
  for (const { file, name, columns } of tables) {
    const stream = client.query(copyTo(`copy ${name} (${columns}) to stdout`));
    const written = createWriteStream(file);
    await pipeline(stream, written);
    rows += stream.rowCount;
    bytes += written.bytesWritten;
  }
  writeFileSync(list, JSON.stringify(tables));
  process.stdout.write(JSON.stringify({ rows, bytes }));
}

async function restore(): Promise<void> {
  const tables = JSON.parse(readFileSync(list, 'utf8')) as { file: string; columns: string; name: string }[];
  await client.query('begin; create schema plain');
  for (const { file, name, columns } of tables) {
    const plain = `plain.${name.replace('.', '_').replaceAll('"', '')}`;
    await client.query(`create table ${plain} as select ${columns} from ${name} with no data`);
    await pipeline(createReadStream(file), client.query(copyFrom(`copy ${plain} (${columns}) from stdin`)));
  }
  await client.query('commit');
  await client.query('analyze');
}
