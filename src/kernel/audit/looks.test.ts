import { expect, test } from 'vitest';
import { looksAt } from '#kernel/audit';
import { newId } from '#kernel/ids';
import { testApp } from '#kernel/testing';

test('finds every entry that showed a person or was about them, newest first, page by page', async () => {
  const t = await testApp();
  const [person, other, application] = [newId(), newId(), newId()];
  const wrote = [
    { action: 'people.list', people: [other, person] },
    { action: 'people.list_applications', applications: [application] },
    { action: 'people.reveal', entity: 'people.person', entityId: person, orgId: 7, purpose: '核对' },
    { action: 'people.list', people: [other] },
    { action: 'people.form_export', detail: { people: 12 } },
  ];
  const start = Date.now() - 60_000;
  for (const [i, entry] of wrote.entries()) {
    t.setNow(new Date(start + i * 1000));
    await t.ctx().audit(entry);
  }
  t.setNow(null);
  const ask = (subject: string | readonly string[], limit: number, before?: Date) =>
    looksAt(t.ctx(), subject, { limit, ...(before ? { before } : {}) });
  const all = await ask([person, application], 10);
  expect(all.map(({ action }) => action)).toEqual([
    'people.reveal',
    'people.list_applications',
    'people.list',
  ]);
  expect(all[0]).toEqual({
    at: new Date(start + 2000),
    action: 'people.reveal',
    orgId: 7,
    purpose: '核对',
    actor: 'system:test',
  });
  expect((await ask(person, 10)).map(({ action }) => action)).toEqual(['people.reveal', 'people.list']);
  expect(await ask([person, application], 2)).toEqual(all.slice(0, 2));
  expect(await ask([person, application], 2, all[1]!.at)).toEqual(all.slice(2));
});

test('more people than one entry should name are named by several', async () => {
  const t = await testApp();
  const people = Array.from({ length: 5_001 }, () => newId());
  await t.ctx().audit({ action: 'people.export', purpose: '核对', people, detail: { count: people.length } });
  for (const person of [people[0]!, people.at(-1)!])
    expect(await looksAt(t.ctx(), person, { limit: 5 })).toMatchObject([{ purpose: '核对' }]);
  const { rows } = await t.pool.query(
    `select jsonb_array_length(detail->'people') as n, detail->'part' as part, detail->'parts' as parts
     from kernel.audit_entry where detail->'people' ?| $1 order by id`,
    [[people[0], people.at(-1)]],
  );
  expect(rows).toEqual([
    { n: 5_000, part: 1, parts: 2 },
    { n: 1, part: 2, parts: 2 },
  ]);
});

test('entries of one instant come together', async () => {
  const t = await testApp();
  const person = newId();
  t.setNow(new Date('2025-03-01T00:00:00Z'));
  for (let i = 0; i < 3; i++) await t.ctx().audit({ action: 'people.list', people: [person] });
  t.setNow(null);
  expect(await looksAt(t.ctx(), person, { limit: 2 })).toHaveLength(3);
});
