// The baseline of bench/start.ts: the least a Node program with an embedded PostgreSQL must do before it can answer.
// Starts the same PostgreSQL by the same launcher, asks it one question for each request, and knows nothing else.
import { createServer } from 'node:http';
import pg from 'pg';
import { startEmbedded } from '#kernel/postgres';

const [dataDir = '', port = ''] = process.argv.slice(2);
const postgres = await startEmbedded(dataDir);
const pool = new pg.Pool(postgres.connection);
const server = createServer((_request, response) => {
  void pool.query('select 1').then(() => response.end('ready'));
});
server.listen(Number(port), '127.0.0.1');
process.once('SIGINT', () => {
  pool.on('error', () => undefined); // PostgreSQL may end a connection sooner than the pool does
  server.closeAllConnections();
  server.close();
  void pool.end().then(() => postgres.stop());
});
