import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SETTINGS } from '#kernel/config';
import { freePort } from '#kernel/testing/ports';

/** Zhijia as a person starts it, with the demo federation. */
export interface RunningServer {
  readonly url: string;
  /** Of every officer of the demo, as printed at the start. */
  readonly password: string;
  /** The six digits of the next message to `phone` that was not read yet; waits for it. */
  codeFor(phone: string): Promise<string>;
  /** What the server has printed so far, for whoever looks for the cause of a failure. */
  output(): string;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START_MS = 120_000;
const MESSAGE_MS = 20_000;
const STOP_MS = 15_000;

/**
 * On a data folder of its own, which goes with it: a copy of `made`, that of a server which has stopped, or an empty one
 * that it fills with the demo.
 */
export function startServer(made?: string): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'zhijia-e2e-'));
  // Owners and modes too: as root PostgreSQL may be another user, and it refuses a folder that others can read.
  if (made) execFileSync('cp', ['-a', `${made}/.`, data]);
  return startOn(data, () => rmSync(data, { recursive: true, force: true, maxRetries: 5 }));
}

/** On this data folder; `ended` is called when it has stopped. */
export async function startOn(data: string, ended = (): void => undefined): Promise<RunningServer> {
  const port = await freePort();
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), ['src/cli.ts', 'serve'], {
    cwd: ROOT,
    env: { ...cleanEnvironment(), PORT: String(port), ZHIJIA_DATA: data, ZHIJIA_DEMO: 'page' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Its PostgreSQL goes down with it.
  const orphan = (): void => void child.kill('SIGKILL');
  process.once('exit', orphan);
  let output = '';
  const hear = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const server: RunningServer = {
    url: `http://127.0.0.1:${port}`,
    get password() {
      return /password: ([\w-]+)/.exec(output)?.[1] ?? '';
    },
    codeFor: codeReader(child, () => output),
    output: () => output,
    async stop() {
      process.off('exit', orphan);
      await end(child);
      ended();
    },
  };
  try {
    await until(child, START_MS, () => output.includes('Ctrl-C'));
  } catch (error) {
    await server.stop();
    throw new Error(`the server did not start:\n${output}`, { cause: error });
  }
  return server;
}

/** What a developer has set for a server of their own must not reach this one. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of [...SETTINGS.map((setting) => setting.name), 'NODE_ENV', 'NODE_OPTIONS'])
    delete env[name];
  return env;
}

/** Reads each message once, in order, so that a second code is not taken for the first. */
function codeReader(child: ChildProcess, output: () => string): RunningServer['codeFor'] {
  const read = new Map<string, number>();
  return async (phone) => {
    // The console masks a number as the screens do.
    const to = `[sms → ${phone.slice(0, 3)}****${phone.slice(-4)}]`;
    const codes = (): string[] =>
      output()
        .split('\n')
        .filter((line) => line.startsWith(to))
        .flatMap((line) => /\b\d{6}\b/.exec(line.slice(to.length)) ?? []);
    const nth = read.get(phone) ?? 0;
    try {
      await until(child, MESSAGE_MS, () => codes().length > nth);
    } catch (error) {
      throw new Error(`no code for ${phone} in:\n${output()}`, { cause: error });
    }
    read.set(phone, nth + 1);
    return codes()[nth]!;
  };
}

async function until(child: ChildProcess, patienceMs: number, reached: () => boolean): Promise<void> {
  for (const start = Date.now(); !reached();) {
    if (hasEnded(child)) throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}`);
    if (Date.now() - start > patienceMs) throw new Error(`waited ${patienceMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGINT');
  await gone;
  clearTimeout(impatience);
}
