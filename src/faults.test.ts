import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { diskRoom, ready } from '#kernel/http/contract';
import { openTestApp, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { fullOnSmallDisk } from '../torture/full.ts';
import { gone } from '../torture/gone.ts';
import { kills } from '../torture/kills.ts';
import { makeVoice } from './modules/voices/contract.ts';

/** `npm run torture` in short, so that nobody has to remember it; its long form has more rounds and a full disk. */
describe('under load, in short', () => {
  test('kill -9 of the server, then of PostgreSQL: every answered write is there, once', async () => {
    const result = await kills({ rounds: 2, seed: 11, rate: 40 });
    expect(result.findings).toEqual({ lost: [], doubled: [], untraced: [], wrong: [], unanswered: [] });
    expect(result.acknowledged).toBeGreaterThan(20);
    expect(result.unasked).toBe(0);
  }, 180_000);

  test('the check finds a loss that was planted: answers before the commit', async () => {
    const { findings } = await kills({ rounds: 1, seed: 12, rate: 80, plant: 'early' });
    expect(findings.lost.length).toBeGreaterThan(0);
  }, 180_000);

  test('a database by DATABASE_URL is gone for a while: 503 in plain words, pages come, all goes on', async () => {
    const result = await gone({ way: 'external', seconds: 3, seed: 13, rate: 20 });
    expect(result).toMatchObject({ clean: true, odd: [] });
    expect(Object.keys(result.meanwhile)).toEqual(['503 kernel.unavailable']);
  }, 180_000);
});

test('a disk that fills up: writes say why, reads and signing in go on, and all recovers by itself', async ({
  skip,
}) => {
  const result = fullOnSmallDisk(14);
  if (!result) skip('this machine does not let us mount a small disk');
  expect(result).toMatchObject({ clean: true, missed: [] });
}, 180_000);

describe('a connection that breaks', () => {
  let t: TestApp | undefined;
  afterAll(() => t?.stop());
  const idea = { text: '把等候区的椅子修一修', page: '/' };

  /** Ends every connection of the app’s, as a restart of PostgreSQL would. */
  async function cut(app: TestApp, where = 'true'): Promise<void> {
    const client = new pg.Client(app.connection);
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and ${where}`,
    );
    await client.end();
  }

  test('during the commit: says that it may be saved; the same key finds out', async () => {
    t = await openTestApp(`faults_${process.pid}`);
    // The commit itself waits, and is cut off there.
    await t.pool.query(`
      create function public.dawdle() returns trigger language plpgsql as $$
      begin perform pg_sleep(30); return null; end $$;
      create constraint trigger dawdle after insert on voices.voice
        deferrable initially deferred for each row execute function public.dawdle()`);
    const guest = t.guest();
    const first = guest.call(makeVoice, idea, { key: 'one-intention-and-no-other' });
    await expect
      .poll(
        async () =>
          (
            await t!.pool.query(
              `select from pg_stat_activity where query = 'commit' and wait_event = 'PgSleep'`,
            )
          ).rowCount,
      )
      .toBe(1);
    await cut(t, `query = 'commit' and wait_event = 'PgSleep'`);
    const cutOff = await first;
    expect(cutOff.status).toBe(503);
    expect(cutOff.problem).toMatchObject({ code: 'kernel.outcome_unknown' });
    expect(cutOff.problem.message).toContain('可能已保存');
    expect(cutOff.headers['retry-after']).toBe('3');
    await t.pool.query('drop trigger dawdle on voices.voice');
    const again = await guest.call(makeVoice, idea, { key: 'one-intention-and-no-other' });
    expect(again.status).toBe(201);
    const { rows } = await t.pool.query('select id from voices.voice where text = $1', [idea.text]);
    expect(rows).toEqual([{ id: again.body.id }]);
  });

  test('between two statements of a transaction: 503, and the process lives on', async () => {
    const app = t!;
    await app.pool.query(`
      create function public.think() returns trigger language plpgsql as $$
      begin perform pg_sleep(1); return new; end $$;
      create trigger think before insert on voices.voice for each row execute function public.think()`);
    const asked = app.guest().call(makeVoice, idea);
    await sleep(300);
    await cut(app, `application_name = 'zhijia'`);
    const { status, problem } = await asked;
    expect({ status, code: problem.code }).toEqual({ status: 503, code: 'kernel.unavailable' });
    await app.pool.query('drop trigger think on voices.voice');
    expect((await app.guest().call(makeVoice, idea)).status).toBe(201);
  });

  test('PostgreSQL’s own word that the disk is full is passed on', async () => {
    const app = t!;
    await app.pool.query(`
      create function public.burst() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
      create trigger burst before insert on voices.voice for each row execute function public.burst()`);
    const { status, problem, headers } = await app.guest().call(makeVoice, idea);
    expect({ status, code: problem.code }).toEqual({ status: 507, code: 'kernel.disk_full' });
    expect(problem.hint).toContain('系统管理员');
    expect(headers['retry-after']).toBe('60');
    await app.pool.query('drop trigger burst on voices.voice');
  });

  test('of the listener and of the jobs: they come back by themselves', async () => {
    const app = t!;
    const listeners = async (): Promise<number> => {
      const { rows } = await app.pool.query<{ n: number }>(
        `select count(*) as n from pg_stat_activity
         where application_name = 'zhijia-listen' and datname = current_database()`,
      );
      return rows[0]!.n;
    };
    await cut(app, `application_name <> 'zhijia'`);
    await expect.poll(listeners, { timeout: 10_000 }).toBe(1);
    await sleep(2_500);
    expect(await listeners()).toBe(1);
    await app.guest().call(makeVoice, { ...idea, contact: '13800138000' });
    expect(await app.drain()).toBeGreaterThanOrEqual(0);
  });
});

describe('whoever asks how things are', () => {
  test('a page that waits is told that the database answers, and that things can be saved', async () => {
    const app = await testApp();
    expect((await app.guest().call(ready, {})).body).toEqual({ ok: true, saving: true });
  });

  test('the administrator is told how much room there is', async () => {
    const app = await testApp();
    const { root } = await newDistrict(app);
    const admin = await app.officer('system_admin', root);
    const { status, body } = await admin.call(diskRoom, {});
    expect(status).toBe(200);
    expect(['ok', 'low']).toContain(body.level);
    expect(body.freeBytes).toBeGreaterThan(0);
  });
});
