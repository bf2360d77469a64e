import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextIdNumber, nextPhone, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { compareFile, newMember, reconcileCsv, rosterCsv } from '../../factory.ts';
import {
  confirmImport,
  discardImport as discard,
  getImport,
  listImportRows,
  undoImport,
} from '../contract.ts';
import { applyRoster } from './actions.ts';

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

type Chaired = Awaited<ReturnType<typeof chaired>>;
type Line = readonly [name: string, idNo: string, phone: string, work: string, department: string];

/** Everything that the district has on record of people, in words: sealed values opened, ids of rows left out. */
async function snapshot({ app, district }: Chaired) {
  const { rows } = await app.pool.query(
    `select p.id, p.name, p.pinyin, p.initials, p.phone_sealed, p.occupation, p.employment, p.employer_id,
       p.employer_name, p.details_sealed, p.left_on, p.org_id, p.standing, p.number, p.joined_on, p.on_roster,
       (select json_agg(json_build_array(e.org_id, e.since, e.until) order by e.org_id, e.since, e.until)
        from people.roster_entry as e where e.person_id = p.id) as entries,
       (select json_agg(json_build_array(m.org_id, m.state, m.during, m.number) order by m.during)
        from people.membership as m where m.person_id = p.id) as memberships
     from people.person as p join orgs.organisation as o on o.id = p.org_id
     where o.path <@ (select path from orgs.organisation where id = $1) order by p.id`,
    [district],
  );
  const open = (sealed: Buffer | null) => sealed && app.app.crypto.open(sealed);
  return rows.map(({ phone_sealed, details_sealed, ...row }) => ({
    ...row,
    phone: open(phone_sealed),
    details: open(details_sealed),
  }));
}

const WORK = ['合同制', '劳务派遣', '快递员', '编外', ''];
const DEPARTMENTS = ['后勤', '一部', '二部', ''];

/** What a later roster says of somebody on an earlier one: gone, the same, or changed. */
const fate = fc.record({
  stays: fc.boolean(),
  work: fc.constantFrom(...WORK),
  department: fc.constantFrom(...DEPARTMENTS),
  newPhone: fc.boolean(),
  rename: fc.boolean(),
});
const plan = fc.record({
  fates: fc.array(fate, { minLength: 1, maxLength: 6 }),
  fresh: fc.nat({ max: 3 }),
  members: fc.nat({ max: 2 }),
  ofUnion: fc.boolean(),
});

async function prepared(
  at: Chaired,
  { fates, fresh, members, ofUnion }: typeof plan extends fc.Arbitrary<infer T> ? T : never,
) {
  const first = fates.map((_, nth): Line => [`原${nth}人`, nextIdNumber(), nextPhone(), '合同制', '后勤']);
  const orgId = ofUnion ? at.primary : at.employer;
  await reconcileCsv(at.app, at.chair, orgId, rosterCsv(first));
  for (let nth = 0; nth < members; nth += 1)
    await newMember(at.app, at.chair, at.primary, { name: '常在册' });
  const next = first.flatMap(([name, id, phone], nth): Line[] => {
    const { stays, work, department, newPhone, rename } = fates[nth]!;
    return stays ? [[rename ? `${name}改` : name, id, newPhone ? nextPhone() : phone, work, department]] : [];
  });
  const added = Array.from({ length: fresh }, (_, nth): Line => [`新${nth}人`, nextIdNumber(), '', '', '']);
  return { orgId, rows: [...next, ...added] };
}

/** One with nobody in it would be no roster. */
const withSomebody = plan.filter(({ fates, fresh }) => fresh > 0 || fates.some(({ stays }) => stays));

describe('whatever a roster says', () => {
  test('applied and undone, everything is as it was', async () => {
    const at = await chaired();
    await fc.assert(
      fc.asyncProperty(withSomebody, async (given) => {
        const { orgId, rows } = await prepared(at, given);
        const before = await snapshot(at);
        const done = await reconcileCsv(at.app, at.chair, orgId, rosterCsv(rows));
        const undone = await at.chair.call(undoImport, { id: done.id });
        expect(undone.status).toBe(202);
        await at.app.drain('people.undo_roster');
        expect(await snapshot(at)).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });

  test('applied twice it is applied once, and the same file again changes nothing', async () => {
    const at = await chaired();
    await fc.assert(
      fc.asyncProperty(withSomebody, async (given) => {
        const { orgId, rows } = await prepared(at, given);
        const compared = await compareFile(at.app, at.chair, orgId, rosterCsv(rows));
        const { id } = compared;
        await Promise.all([at.chair.call(confirmImport, { id }), at.chair.call(confirmImport, { id })]);
        await Promise.all([applyRoster(at.app.ctx(), id), applyRoster(at.app.ctx(), id)]);
        await at.app.drain('people.apply_roster');
        const once = await snapshot(at);
        await applyRoster(at.app.ctx(), id);
        expect(await snapshot(at)).toEqual(once);
        const again = await compareFile(at.app, at.chair, orgId, rosterCsv(rows));
        expect(again.counts).toMatchObject({ joined: 0, left: 0, changed: 0, unchanged: rows.length });
        await reconcileCsvAgain(at, again.id);
        expect(await snapshot(at)).toEqual(once);
      }),
      { numRuns: 8 },
    );
  });

  test('the order of its rows does not matter', async () => {
    const at = await chaired();
    await fc.assert(
      fc.asyncProperty(withSomebody, fc.infiniteStream(fc.nat()), async (given, keys) => {
        const { orgId, rows } = await prepared(at, given);
        const shuffled = rows
          .map((row) => ({ row, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        const told = [];
        for (const order of [rows, shuffled]) {
          const { id, counts } = await compareFile(at.app, at.chair, orgId, rosterCsv(order));
          const { body } = await at.chair.call(listImportRows, { id, limit: 200 });
          const lines = body.items.map((row) => JSON.stringify({ ...row, no: 0 })).sort();
          told.push({ counts, lines });
          await at.chair.call(discard, { id });
        }
        expect(told[1]).toEqual(told[0]);
      }),
      { numRuns: 8 },
    );
  });
});

async function reconcileCsvAgain({ app, chair }: Chaired, id: string): Promise<void> {
  await chair.call(confirmImport, { id });
  await app.drain('people.apply_roster');
}

describe('a crash', () => {
  test('in the middle loses nothing and repeats nothing: another run goes on where it stood', async () => {
    const at = await chaired();
    const rows = Array.from({ length: 1200 }, (_, nth): Line => [`众${nth}人`, nextIdNumber(), '', '', '']);
    const { id } = await compareFile(at.app, at.chair, at.employer, rosterCsv(rows));
    await at.chair.call(confirmImport, { id });
    await at.app.pool.query(`
      create function people.break_down() returns trigger language plpgsql as $$
        begin raise exception 'the disk is gone'; end $$;
      create trigger break_down before update on people.roster_row for each row
        when (new.import_id = '${id}' and new.no = 700) execute function people.break_down()`);
    await expect(applyRoster(at.app.ctx(), id)).rejects.toThrow('the disk is gone');
    const half = await at.chair.call(getImport, { id });
    expect(half.body).toMatchObject({ state: 'applying', progress: { done: 500, total: 1200 } });
    await at.app.pool.query(
      'drop trigger break_down on people.roster_row; drop function people.break_down()',
    );
    at.app.setNow(new Date(Date.now() + 120_000));
    try {
      await at.app.app.jobs.send(at.app.app.db, 'people.resume_imports', {});
      await at.app.drain('people.resume_imports');
      await at.app.drain('people.apply_roster');
    } finally {
      at.app.setNow(null);
    }
    expect((await at.chair.call(getImport, { id })).body).toMatchObject({ state: 'applied', stale: 0 });
    const { rows: counted } = await at.app.pool.query(
      `select count(*) as entries, count(distinct person_id) as people from people.roster_entry where org_id = $1`,
      [at.employer],
    );
    expect(counted).toEqual([{ entries: 1200, people: 1200 }]);
  });
});
