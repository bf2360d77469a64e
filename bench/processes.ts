import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const ROOT = join(import.meta.dirname, '..');

/** A process of another file of this folder, to be asked by {@link ask}. */
export function companion(file: string): ChildProcess {
  // `advanced` keeps Date and Buffer what they are.
  return fork(join(import.meta.dirname, file), { serialization: 'advanced', execArgv: [] });
}

/** Sends one message, resolves with the one that comes back; rejects if the process ends instead. */
export async function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  const done = new AbortController();
  const { signal } = done;
  const answer = once(child, 'message', { signal }) as Promise<[Answer]>;
  const ended = once(child, 'exit', { signal }).then(([code]): never => {
    throw new Error(`a process of the bench ended with ${code}`);
  });
  child.send(message);
  try {
    return (await Promise.race([answer, ended]))[0];
  } finally {
    done.abort();
    await Promise.allSettled([answer, ended]);
  }
}

/** What {@link start} started: not to be left running, however we end. */
const servers = new Set<ChildProcess>();
process.once('exit', () => servers.forEach((child) => kill(child, 'SIGKILL')));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

/** Starts a server in a process group of its own, so that npm, its shell and ours can be told to stop together. */
export function start(command: string, args: readonly string[], options: StartOptions): ChildProcess {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...outerEnvironment(), ...options.env },
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  servers.add(child);
  return child;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Set by `npm run` for those it calls; and our own settings, or a bench might write to somebody's real database. */
const NOT_PASSED_ON = /^(npm_(?!config_)|ZHIJIA_|(INIT_CWD|NODE|DATABASE_URL|HOST|PORT)$)/;

/** As in a fresh terminal: without what `npm run` adds, our Node 24 in PATH not least. */
export function outerEnvironment(): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((dir) => !dir.includes('node_modules'));
  const kept = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined && !hasEnded(child)) process.kill(-child.pid, signal);
}

/** The clean way, as by Ctrl-C; by force after 15 s. */
export async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exit = once(child, 'exit');
  kill(child, 'SIGINT');
  const force = setTimeout(() => kill(child, 'SIGKILL'), 15_000);
  await exit;
  clearTimeout(force);
}

const PATIENCE_MS = 300_000;

/** Milliseconds until `url` answers 200 for the first time. Rejects if the process ends before, or after 5 minutes. */
export async function until200(child: ChildProcess, url: string): Promise<number> {
  const begin = performance.now();
  while (performance.now() - begin < PATIENCE_MS) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return performance.now() - begin;
    if (hasEnded(child)) break;
    await sleep(20);
  }
  const how = hasEnded(child) ? `ended with ${child.exitCode ?? child.signalCode}` : 'is still not ready';
  throw new Error(`${child.spawnargs.join(' ')} ${how}`);
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** CPU time a process has used, in milliseconds. */
export function cpuMs(pid: number): number {
  const [user, system] = statOf(pid).slice(11, 13).map(Number);
  return (user! + system!) * 10; // in ticks; Linux tells every program that there are 100 a second
}

export interface Memory {
  /** Megabytes resident, summed over the processes: what they share is counted each time. */
  readonly rss: number;
  /** Megabytes with what is shared divided among those who share it. */
  readonly pss: number;
  readonly processes: number;
}

/** The memory of a process and of all that it started. */
export function treeMemory(root: number): Memory {
  const parents = new Map(pids().map((pid) => [pid, Number(statOf(pid)[1])]));
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isOurs(parents.get(pid)));
  const maps = [...parents.keys()].filter(isOurs).map((pid) => read(`/proc/${pid}/smaps_rollup`));
  const sum = (field: string): number =>
    maps.reduce((total, map) => total + Number(new RegExp(`^${field}: +(\\d+)`, 'm').exec(map)?.[1] ?? 0), 0);
  return { rss: sum('Rss') / 1_024, pss: sum('Pss') / 1_024, processes: maps.length };
}

function pids(): number[] {
  return readdirSync('/proc').map(Number).filter(Boolean);
}

/** The fields of /proc/PID/stat from the third, the state, on; none when the process is gone. */
function statOf(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}

/** Node 24 itself, not a link to it in a folder that may go. */
export const NODE = realpathSync(process.execPath);

/** What a script came to. */
export interface Run {
  readonly seconds: number;
  /** Megabytes: the most that the Node process had resident. */
  readonly peak: number;
  readonly stdout: string;
}

/** Runs a script with these settings to its end and watches its memory; throws if it fails. */
export async function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const begin = performance.now();
  const child = spawn(NODE, args, {
    cwd: ROOT,
    env: { ...outerEnvironment(), ZHIJIA_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid!));
  }, 50);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stdout}`);
  return { seconds: (performance.now() - begin) / 1_000, peak, stdout };
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0; // it has just ended
  }
}
