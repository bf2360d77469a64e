import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { startPulse, type Pulse } from './pulse.ts';

const name = `pulse_${process.pid}`;
const connection = { host: inject('socketDir'), user: 'zhijia', database: name };
const admin = new pg.Client({ ...connection, database: 'postgres' });
const pulses: Pulse[] = [];

afterAll(async () => {
  await Promise.all(pulses.map((pulse) => pulse.close()));
  await admin.end();
});

async function pulsePid(): Promise<number | undefined> {
  const { rows } = await admin.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'zhijia-pulse' and datname = $1`,
    [name],
  );
  return rows[0]?.pid;
}

function isSilent(pulse: Pulse): boolean {
  try {
    pulse.requireAnswer();
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'kernel.unavailable' });
    return true;
  }
}

test('a database that stands still is noticed, those who wait are cut off, and its return is noticed too', async () => {
  await admin.connect();
  await admin.query(`create database ${name}`);
  let cuts = 0;
  const pulse = startPulse(connection, () => cuts++);
  pulses.push(pulse);
  await expect.poll(pulsePid, { timeout: 10_000 }).toBeGreaterThan(0);
  await sleep(500);
  expect(isSilent(pulse)).toBe(false);
  const still = (await pulsePid())!;
  process.kill(still, 'SIGSTOP');
  try {
    await expect.poll(() => isSilent(pulse), { timeout: 20_000 }).toBe(true);
    expect(cuts).toBe(1);
    // It asks on a new connection, and there somebody answers.
    await expect.poll(() => isSilent(pulse), { timeout: 20_000 }).toBe(false);
    expect(cuts).toBe(1);
  } finally {
    process.kill(still, 'SIGCONT');
  }
});

test('a database that refuses is left to say so by itself', async () => {
  let cuts = 0;
  const pulse = startPulse({ ...connection, database: 'no_such_database' }, () => cuts++);
  pulses.push(pulse);
  await sleep(1_000);
  expect([isSilent(pulse), cuts]).toEqual([false, 0]);
});
