import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextPhone, openTestApp, type TestApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { makeVoice } from '../../contract.ts';
import { plantVoice } from '../../factory.ts';

const NOW = new Date('2026-11-24T04:00:00Z');

let t: TestApp;
beforeAll(async () => {
  t = await openTestApp(`voices_keep_${process.pid}`);
  t.setNow(NOW);
});
afterAll(() => t.stop());

async function clearAt(now: string): Promise<void> {
  t.setNow(new Date(now));
  await t.app.jobs.send(t.owner, 'people.retention', {});
  await t.drain('people.retention');
}

test('contact and name go half a year after the answer, the words after three years, with their links; what waits stays', async () => {
  const { primary } = await newDistrict(t);
  const ids: string[] = [];
  for (let i = 0; i < 2; i++) {
    const given = { text: '有联系方式', contact: nextPhone(), name: '陈大河', nameConsent: true as const };
    ids.push((await done(t.guest(), makeVoice, { ...given, orgId: primary })).id);
  }
  const [answered, waits] = ids;
  await t.pool.query(
    `update voices.voice set state = 'answered', note = '好', answered_at = $2 where id = $1`,
    [answered, NOW],
  );
  await t.owner
    .insertInto('voices.addition')
    .values({ id: await plantVoice(t, primary), voice_id: answered!, text: '谢谢', helped: true, at: NOW })
    .execute();
  const left = async () =>
    (
      await t.pool.query(
        `select id, contact_sealed is not null as contact, name_sealed is not null as name,
           (select count(*) from kernel.link where kind = 'voices.voice' and subject = v.id::text) as links
         from voices.voice v where id = any($1) order by id`,
        [ids],
      )
    ).rows;
  const whole = { contact: true, name: true, links: 1 };
  await clearAt('2027-05-24T03:59:00Z');
  expect(await left()).toEqual(ids.map((id) => ({ id, ...whole })));
  await clearAt('2027-05-25T04:00:00Z');
  const empty = { contact: false, name: false, links: 1 };
  expect(await left()).toEqual([
    { id: answered, ...empty },
    { id: waits, ...whole },
  ]);
  await clearAt('2029-11-25T04:00:00Z');
  expect(await left()).toEqual([{ id: waits, ...whole }]);
  const { rows } = await t.pool.query(
    `select (select count(*) from voices.addition) as additions,
       (select count(*) from kernel.link where subject = $1) as links`,
    [answered],
  );
  expect(rows).toEqual([{ additions: 0, links: 0 }]);
  const told = await t.pool.query(
    `select category, action, count from people.retention_run where category like 'voice%' order by at`,
  );
  expect(told.rows).toEqual([
    { category: 'voice_contacts', action: 'anonymise', count: 1 },
    { category: 'voices', action: 'delete', count: 1 },
  ]);
});
