// The product with a fault planted into its driver: a commit is acknowledged at once and done a little later. Not before
// it serves: what the start commits, its own next connection needs.
import pg from 'pg';

type Query = (...args: unknown[]) => Promise<unknown>;

let serving = false;
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
  serving ||= String(chunk).includes('Ctrl-C');
  return write(chunk, ...rest);
};
const prototype = pg.Client.prototype as unknown as { query: Query };
const query = prototype.query;
prototype.query = function (this: pg.Client, ...args: unknown[]): Promise<unknown> {
  const [first] = args as [string | { text?: string }];
  const text = typeof first === 'string' ? first : first.text;
  if (!serving || text?.toLowerCase() !== 'commit') return query.apply(this, args);
  // What is asked on this connection next waits behind both.
  query.call(this, 'select pg_sleep(0.05)').catch(() => undefined);
  query.call(this, 'commit').catch(() => undefined);
  return Promise.resolve({ command: 'COMMIT', rowCount: null, rows: [], fields: [] });
};

await import('../src/cli.ts');
