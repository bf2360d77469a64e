import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Zhijia as a person starts it, with the demo federation, in a folder of its own. */
export interface RunningServer {
  readonly url: string;
  /** The last six-digit code that the console channel sent to `phone`; waits for it. */
  codeFor(phone: string): Promise<string>;
  /** The newest link sent to `phone`. */
  linkFor(phone: string): Promise<string>;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export async function startServer(): Promise<RunningServer> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'zhijia-e2e-'));
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), ['src/cli.ts', 'serve'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), ZHIJIA_DATA: data, ZHIJIA_DEMO: 'page' },
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await until(
    () => output.join('').includes('Ctrl-C'),
    () => output.join(''),
    child,
  );
  const sentTo = (phone: string, wanted: RegExp) =>
    until(
      () => lastMatch(output.join(''), phone, wanted),
      () => `no message to ${phone} in:\n${output.join('')}`,
      child,
    );
  return {
    url,
    codeFor: (phone) => sentTo(phone, /\b(\d{6})\b/),
    linkFor: (phone) => sentTo(phone, /(http\S+?)(?=[\s。，]|$)/),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await gone;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The console masks a number as the screens do. */
function lastMatch(output: string, phone: string, wanted: RegExp): string | undefined {
  const masked = `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  const lines = output.split('\n').filter((line) => line.startsWith('[sms') && line.includes(masked));
  return lines
    .map((line) => wanted.exec(line.slice(line.indexOf(']')))?.[1])
    .findLast((found) => found !== undefined);
}

async function until<T>(
  probe: () => T | undefined | false,
  story: () => string,
  child: ChildProcess,
): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = probe();
    if (found) return found;
    if (child.exitCode !== null) throw new Error(`the server ended: ${story()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(story());
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
