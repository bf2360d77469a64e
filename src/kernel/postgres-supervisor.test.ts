import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { explain } from './datalock.ts';
import { run, type Child } from './postgres-host.ts';
import { supervise, type Supervised } from './postgres-supervisor.ts';

const runner = { prefix: [], owner: process.getuid?.() ?? 0 };
const program = (script: string): Child => run(runner, 'sh', ['-c', script]);

/** Supervises programs in the place of PostgreSQL: `scripts` in turn, the last one again and again. */
function supervised(...scripts: string[]) {
  const told: (number | 'up' | null)[] = [];
  const given = Promise.withResolvers<void>();
  const back = Promise.withResolvers<void>();
  let starts = 0;
  const next = (): Child => program(scripts[Math.min(starts++, scripts.length - 1)]!);
  const it: Supervised = supervise(next(), {
    launch: async () => {
      const child = next();
      const died = await Promise.race([child.ended, new Promise((done) => setTimeout(done, 300))]);
      if (typeof died === 'string') throw new Error(`postgres: ${died}\n${child.log()}`);
      return child;
    },
    explain: (error) => explain(error, tmpdir()),
    free: () => undefined,
    watcher: {
      down(_why, wait) {
        told.push(wait);
        if (wait === null) given.resolve();
      },
      up() {
        told.push('up');
        back.resolve();
      },
    },
    firstWaitMs: 1,
  });
  return { it, told, givenUp: given.promise, back: back.promise, starts: () => starts };
}

test('starts it again at once, and what then lives is not started twice', async () => {
  const { it, told, back, starts } = supervised('exit 3', 'exec sleep 60');
  await back;
  expect(told).toEqual([0, 'up']);
  expect(starts()).toBe(2);
  expect(() => process.kill(it.pid(), 0)).not.toThrow();
  await Promise.all([it.stop(), it.stop()]);
  expect(() => process.kill(it.pid(), 0)).toThrow('ESRCH');
  expect(told).toEqual([0, 'up']);
});

test('waits longer each time, and gives up after ten failures in a row', async () => {
  const { it, told, givenUp, starts } = supervised('echo "no_such_setting" >&2; exit 1');
  await givenUp;
  expect(told).toEqual([0, 2, 4, 8, 16, 32, 64, 128, 256, 512, null]);
  expect(starts()).toBe(11);
  await it.stop();
});

test('never gives up because the disk is full: room can be made at any time', async () => {
  const full = 'echo "PANIC: could not write to file: No space left on device" >&2; exit 1';
  const { it, told, back } = supervised(...Array.from({ length: 14 }, () => full), 'exec sleep 60');
  await back;
  expect(told).not.toContain(null);
  expect(told.at(-1)).toBe('up');
  await it.stop();
});

test('a stop while it waits ends the waiting', async () => {
  const { it, told } = supervised('exit 1');
  await expect.poll(() => told.length).toBeGreaterThan(5);
  await it.stop();
  const then = told.length;
  await new Promise((done) => setTimeout(done, 600));
  expect(told.length).toBe(then);
});
