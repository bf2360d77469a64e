// The load client, a process of its own: `fork` it, send it a Load, and it answers with a Result. It speaks HTTP/1.1
// over bare sockets, because node:http as a client costs more than the servers it is to measure.
import { connect } from 'node:net';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly cookie: string;
  readonly connections: number;
  readonly seconds: number;
  /** JSON to POST; a GET without. */
  readonly body?: string;
  /** Ends after so many requests, if the time is not over before. */
  readonly most?: number;
}

export interface Result {
  /** Answered requests a second. */
  readonly rate: number;
  readonly requests: number;
  /** Milliseconds from the last byte sent to the last byte received. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Length of a body in bytes. */
  readonly bytes: number;
  /** Cores this client was busy on; near 1 the client is the bottleneck. */
  readonly cores: number;
}

/** Addresses to come from, as behind a reverse proxy: from one alone our rate limit would refuse most of the load. */
const ADDRESSES = 1_000;
const HEAD_END = Buffer.from('\r\n\r\n');

/** Keeps `connections` sockets busy, one request at a time each. Rejects on any answer but 200. */
async function drive(load: Load): Promise<Result> {
  const { port, path, cookie, connections, seconds, body: given, most = Infinity } = load;
  const about =
    given === undefined
      ? ''
      : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(given)}\r\n`;
  const requests = Array.from({ length: ADDRESSES }, (_, i) =>
    Buffer.from(
      `${given === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: application/json\r\n` +
        `X-Forwarded-For: 10.0.${i >> 8}.${i & 255}\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}${about}\r\n${given ?? ''}`,
    ),
  );
  const times: number[] = [];
  let bytes = 0;
  let sent = 0;
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const end = begin + seconds * 1_000;

  function keepBusy(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let since = 0;
      let head = Buffer.alloc(0);
      /** Bytes of the body still to come; undefined while the head is being read. */
      let left: number | undefined;
      const ask = (): void => {
        since = performance.now();
        socket.write(requests[sent++ % ADDRESSES]!);
      };
      const answered = (): void => {
        const now = performance.now();
        times.push(now - since);
        left = undefined;
        if (now < end && sent < most) return ask();
        socket.destroy();
        resolve();
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('close', () => reject(new Error(`${path}: the server closed the connection`)));
      socket.on('data', (chunk) => {
        let body = chunk.length;
        if (left === undefined) {
          head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
          const headEnd = head.indexOf(HEAD_END);
          if (headEnd < 0) return;
          const text = head.toString('latin1', 0, headEnd);
          const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
          if (!text.startsWith('HTTP/1.1 200') || !length)
            return void socket.destroy(new Error(`${path}: ${text}`));
          bytes = left = Number(length);
          body = head.length - headEnd - HEAD_END.length;
          head = Buffer.alloc(0);
        }
        left -= body;
        if (left === 0) answered();
      });
    });
  }

  await Promise.all(Array.from({ length: connections }, keepBusy));
  const took = (performance.now() - begin) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return {
    rate: times.length / took,
    requests: times.length,
    p50: times[Math.floor(times.length * 0.5)]!,
    p95: times[Math.floor(times.length * 0.95)]!,
    p99: times[Math.floor(times.length * 0.99)]!,
    bytes,
    cores: (user + system) / 1e6 / took,
  };
}

process.once('disconnect', () => process.exit()); // whoever asked is gone
process.on('message', (load: Load) => {
  drive(load).then(
    (result) => process.send?.(result),
    (error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    },
  );
});
