import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { looksAt } from '#kernel/audit';
import { definePermissions } from '#kernel/auth';
import { policies, setPolicy } from '#kernel/policy';
import { expectProblem, nextIdNumber, nextPhone, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newMember, reconcileCsv, rosterCsv } from '../factory.ts';
import { acceptTransfer, recordConsent, startTransfer } from '../moves/contract.ts';
import * as contract from './contract.ts';
import { spelling } from './queries.ts';

const { deleteView, exportPeople, listPeople, listViews, lookupPerson, saveView } = contract;

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  const chair = await app.officer('chair', made.district);
  const found = async (input: object) =>
    (await chair.call(listPeople, input)).body.items.map(({ name }) => name);
  return { app, ...made, chair, found };
}

/** More people at `orgId` than are sorted at once: every fifth is no member, every seventh leaves, days repeat. */
async function crowd(orgId: number, count: number): Promise<void> {
  const { pool } = await testApp();
  await pool.query(
    `insert into people.person (id, name, pinyin, initials, sex, occupation, id_type, id_sealed, id_hash, created_at,
       updated_at, org_id, on_roster, standing, joined_on, left_on)
     select gen_random_uuid(), (array['贾', '江', '金'])[n % 3 + 1] || chr(19968 + n), (array['jia', 'jiang', 'jin'])[n % 3 + 1],
       'jx', 'male', 'other', 'resident_id', '', sha256(($1 || n)::bytea), now(), now(), $2, n % 5 = 0,
       case when n % 5 = 0 then 'known' else 'active' end,
       case when n % 5 > 0 then '2020-01-01'::date + n % 400 end, case when n % 35 = 7 then '2026-01-01'::date end
     from generate_series(1, $3::integer) as n`,
    [`crowd ${orgId} `, orgId, count],
  );
}

describe('spelling', () => {
  test.each([
    ['张小雨', 'zhangxiaoyu', 'zxy'],
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['吕一文', 'lvyiwen', 'lyw'],
    ['欧阳娜国', 'ouyangnaguo', 'oyng'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['Anna Élise', 'annaelise', 'ae'],
    ['😀', '?', '?'],
  ])('%s', (name, pinyin, initials) => {
    expect(spelling(name)).toEqual({ pinyin, initials });
  });

  test('of names that came from elsewhere is made up for', async () => {
    const { app, chair, primary, found } = await chaired();
    const { personId } = await newMember(app, chair, primary, { name: '郝补拼' });
    await app.pool.query(`update people.person set pinyin = '', initials = '' where id = $1`, [personId]);
    expect(await found({ q: 'hbp' })).toEqual([]);
    await app.app.jobs.send(app.app.db, 'people.spell', {});
    await app.drain('people.spell');
    expect(await found({ q: 'hbp' })).toEqual(['郝补拼']);
  });
});

describe('the list', () => {
  test('is sorted as a Chinese reader expects, in pages that meet exactly; counted on the first', async () => {
    const { app, chair, pool, primary, street } = await chaired();
    const names = ['张三', '李四', '阿依古丽', '王五', '王五', '陈一'];
    for (const [i, name] of names.entries())
      await newMember(app, chair, i % 2 === 0 ? primary : street, { name });
    const empty = await chair.call(listPeople, { orgId: pool });
    expect(empty.body).toEqual({ items: [], next: null, total: 0, more: false });
    const seen: string[] = [];
    const totals: (number | null)[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await chair.call(listPeople, { limit: 4, ...(cursor ? { cursor } : {}) });
      totals.push(body.total);
      seen.push(...body.items.map(({ name }) => name));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['阿依古丽', '陈一', '李四', '王五', '王五', '张三']);
    expect(totals).toEqual([6, null]);
  });

  test('is sorted by the day of joining either way, those without one last, in pages that meet', async () => {
    const { app, chair, primary, employer } = await chaired();
    const csv = rosterCsv(
      ['2019-05-04', '2021-03-01', '2020-01-02'].map((day) => [
        `会员${day}`,
        nextIdNumber(),
        nextPhone(),
        day,
      ]),
      ['姓名', '证件号码', '手机', '入会日期'],
    );
    await reconcileCsv(app, chair, primary, csv, { mode: 'members' });
    await reconcileCsv(app, chair, employer, rosterCsv([['未入会', nextIdNumber(), '', '', '']]));
    for (const [sort, order] of [
      ['joined', ['会员2019-05-04', '会员2020-01-02', '会员2021-03-01', '未入会']],
      ['joined_desc', ['会员2021-03-01', '会员2020-01-02', '会员2019-05-04', '未入会']],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await chair.call(listPeople, {
          sort,
          group: 'all',
          limit: 1,
          ...(cursor ? { cursor } : {}),
        });
        seen.push(...page.body.items.map(({ name }) => name));
        cursor = page.body.next ?? undefined;
      } while (cursor);
      expect(seen).toEqual(order);
    }
  });

  test('is searched by part of a name, surname, pinyin, initials and member number', async () => {
    const { app, chair, primary, street, found } = await chaired();
    await newMember(app, chair, primary, { name: '王_明' });
    await newMember(app, chair, street, { name: '王小明' });
    await newMember(app, chair, street, { name: '欧阳小雨' });
    await newMember(app, chair, street, { name: 'Anna Li' });
    expect(await found({ q: '王' })).toEqual(['王_明', '王小明']);
    expect(await found({ q: '小明' })).toEqual(['王小明']);
    expect(await found({ q: '阳小雨' })).toEqual(['欧阳小雨']);
    expect(await found({ q: '阳雨' })).toEqual([]);
    expect(await found({ q: '_明' })).toEqual(['王_明']);
    expect(await found({ q: '%明' })).toEqual([]);
    expect(await found({ q: 'wxm' })).toEqual(['王小明']);
    expect(await found({ q: 'OYX' })).toEqual(['欧阳小雨']);
    expect(await found({ q: 'wang xiao' })).toEqual(['王小明']);
    expect(await found({ q: 'anna' })).toEqual(['Anna Li']);
    const { body } = await chair.call(listPeople, { q: 'wxm' });
    expect(await found({ q: body.items[0]!.number! })).toEqual(['王小明']);
  });

  test('never searches by a phone or an ID number, which would stand in its address', async () => {
    const { app, chair, primary } = await chaired();
    const member = await newMember(app, chair, primary);
    for (const q of [member.phone, member.idNo])
      expect((await chair.call(listPeople, { q }, { onPurpose: true })).body.items).toEqual([]);
  });

  test('is filtered by union, employer, occupation, employment, standing and day', async () => {
    const { app, chair, primary, street, employer, found } = await chaired();
    await newMember(app, chair, primary, { name: '甲甲' });
    await newMember(app, chair, street, { name: '乙乙' });
    const staff = [
      ['丙丙', nextIdNumber(), nextPhone(), '编外', ''],
      ['丁丁', nextIdNumber(), nextPhone(), '劳务派遣', ''],
    ];
    await reconcileCsv(app, chair, employer, rosterCsv(staff));
    expect(await found({ orgId: primary })).toEqual(['甲甲']);
    expect(await found({ orgId: street })).toEqual(['甲甲', '乙乙']);
    expect(await found({ employerId: employer, group: 'all' })).toEqual(
      ['丙丙', '丁丁'].sort((a, b) => a.localeCompare(b, 'zh')),
    );
    expect(await found({ occupation: 'courier' })).toHaveLength(2);
    expect(await found({ occupation: 'office' })).toEqual([]);
    expect(await found({ occupation: 'nef' })).toHaveLength(2);
    expect(await found({ group: 'not_reached', employment: 'off' })).toHaveLength(2);
    expect(await found({ group: 'not_reached', employment: 'dispatched' })).toEqual(['丁丁']);
    expect(await found({ group: 'all', standing: 'known' })).toHaveLength(2);
    expect(await found({ joinedFrom: '2024-01-12', joinedTo: '2024-01-12' })).toHaveLength(2);
    expect(await found({ joinedFrom: '2024-01-13' })).toEqual([]);
    expect(await found({ joinedTo: '2024-01-11' })).toEqual([]);
    const cursor = Buffer.from('["王","not a uuid"]').toString('base64url');
    expectProblem(await chair.call(listPeople, { cursor }), 400, 'kernel.bad_cursor');
  });

  test('has a member who moved on with the new union alone', async () => {
    const { app, chair, primary, street, found } = await chaired();
    const { personId } = await newMember(app, chair, primary, { name: '转走' });
    const old = await app.officer('chair', primary);
    const { id } = (await chair.call(startTransfer, { personId, toOrgId: street })).body;
    await chair.call(recordConsent, { id, note: '本人到场' });
    expect((await chair.call(acceptTransfer, { id })).body.state).toBe('moved');
    expect(await found({ orgId: street })).toEqual(['转走']);
    expect(await found({ orgId: primary })).toEqual([]);
    expect((await old.call(listPeople, { group: 'all' })).body.items).toEqual([]);
  });
});

describe('a list of more than are sorted at once', () => {
  const COUNT = 4_321;

  test('has the same order and pages as a short one, whichever way it is sorted and searched', async () => {
    const { app, chair, primary, street } = await chaired();
    await crowd(primary, COUNT);
    const all = async (input: object) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = { group: 'all' as const, limit: 200, ...(cursor ? { cursor } : {}) };
        const { body } = await chair.call(listPeople, { ...page, ...input });
        if (!cursor) expect(body).toMatchObject({ more: false });
        ids.push(...body.items.map(({ id }) => id));
        cursor = body.next ?? undefined;
      } while (cursor);
      return ids;
    };
    const sorted = async (order: string, where = 'true') => {
      const text = `select id from people.person where org_id = $1 and ${where} order by ${order}`;
      const { rows } = await app.pool.query<{ id: string }>(text, [primary]);
      return rows.map(({ id }) => id);
    };
    const name = 'name collate "zh-x-icu", id';
    expect(await all({})).toEqual(await sorted(name));
    expect(await all({ orgId: street, q: 'j' })).toEqual(await sorted(name));
    expect(await all({ q: 'jia' })).toEqual(await sorted(name, `name ~ '^[贾江]'`));
    expect(await all({ q: 'jin' })).toEqual(await sorted(name, `name ~ '^金'`));
    expect(await all({ q: '江' })).toEqual(await sorted(name, `name ~ '^江'`));
    expect(await all({ sort: 'joined' })).toEqual(await sorted('joined_on, id'));
    expect(await all({ sort: 'joined_desc' })).toEqual(await sorted('joined_on desc nulls last, id desc'));
    expect(await all({ sort: 'joined_desc', group: 'left' })).toEqual(
      await sorted('joined_on desc nulls last, id desc', `left_on is not null and standing = 'active'`),
    );
    const { body } = await chair.call(listPeople, { group: 'all', limit: 1 });
    expect(body.total).toBe(COUNT);
    await app.pool.query('delete from people.person where org_id = $1', [primary]);
  });

  test('is counted up to ten thousand, and goes on', async () => {
    const { app, chair, primary } = await chaired();
    await crowd(primary, 10_001);
    const { rows } = await app.pool.query<{ id: string }>(
      'select id from people.person where org_id = $1 order by name collate "zh-x-icu", id limit 300',
      [primary],
    );
    const expected = rows.map(({ id }) => id);
    for (const input of [{}, { q: 'j' }]) {
      const ask = { ...input, group: 'all' as const, limit: 150 };
      const { body } = await chair.call(listPeople, ask);
      expect(body).toMatchObject({ total: 10_000, more: true });
      const second = (await chair.call(listPeople, { ...ask, cursor: body.next! })).body;
      expect(second).toMatchObject({ total: null, more: false });
      expect([...body.items, ...second.items].map(({ id }) => id)).toEqual(expected);
    }
    await app.pool.query('delete from people.person where id = $1', [expected[0]]);
    for (const input of [{}, { q: 'j' }]) {
      const { body } = await chair.call(listPeople, { ...input, group: 'all' });
      expect(body).toMatchObject({ total: 10_000, more: false });
    }
    await app.pool.query('delete from people.person where org_id = $1', [primary]);
  });
});

describe('a look-up by a whole number', () => {
  test('finds by phone, ID and member number, however written, in one’s scope alone', async () => {
    const { app, chair, primary } = await chaired();
    const { personId, phone, idNo } = await newMember(app, chair, primary);
    const { body } = await chair.call(listPeople, {});
    const number = body.items[0]!.number!;
    for (const typed of [
      phone,
      `+86 ${phone.slice(0, 3)}-${phone.slice(3)}`,
      idNo,
      idNo.toLowerCase(),
      number,
    ])
      expect((await chair.call(lookupPerson, { number: typed })).body).toEqual({ id: personId });
    expect((await chair.call(lookupPerson, { number: nextPhone() })).body).toEqual({ id: null });
    const sibling = await app.officer('chair', (await newDistrict(app)).district);
    expect((await sibling.call(lookupPerson, { number: idNo })).body).toEqual({ id: null });
    const { rows } = await app.pool.query(
      `select detail::text as detail from kernel.audit_entry where action = 'people.lookup' and entity_id = $1`,
      [personId],
    );
    expect(rows).toHaveLength(5);
    for (const { detail } of rows) expect(detail).toBe('{"found": true}');
  });
});

async function sheetOf(raw: Buffer): Promise<unknown[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(raw as unknown as ArrayBuffer);
  const rows: unknown[][] = [];
  workbook.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

describe('an export', () => {
  test('has the filtered list with whole numbers as text, and its purpose on record first', async () => {
    const { app, chair, primary, street } = await chaired();
    const member = await newMember(app, chair, primary, { name: '导出' });
    await newMember(app, chair, street, { name: '别处' });
    const answer = await chair.call(exportPeople, {
      orgId: primary,
      q: '导出',
      columns: ['name', 'occupation', 'idNo', 'phone', 'standing'],
      purpose: '核对会员',
    });
    expect(answer.headers['content-disposition']).toContain('.xlsx');
    expect(await sheetOf(answer.raw)).toEqual([
      ['姓名', '职业', '证件号码', '手机号', '会籍状态'],
      ['导出', '快递员', member.idNo, member.phone, '在册'],
    ]);
    const { rows } = await app.pool.query(
      `select purpose, detail from kernel.audit_entry where action = 'people.export' and org_id = $1`,
      [primary],
    );
    expect(rows).toMatchObject([{ purpose: '核对会员', detail: { count: 1, searched: true } }]);
    expect(JSON.stringify(rows)).not.toContain('导出');
    const looks = await looksAt(app.ctx(), member.personId, { limit: 10 });
    expect(looks[0]).toMatchObject({ action: 'people.export_rows', orgId: primary, purpose: '核对会员' });
  });

  test('of the whole federation has whoever is meant, too', async () => {
    const { app, chair, root, primary } = await chaired();
    await newMember(app, chair, primary, { name: '全市导出' });
    const all = await app.officer('chair', root);
    const answer = await all.call(exportPeople, { q: '全市导出', columns: ['name'], purpose: '核对' });
    expect(await sheetOf(answer.raw)).toEqual([['姓名'], ['全市导出']]);
  });

  test('is for those who may, in their scope', async () => {
    const { app, district } = await chaired();
    const ask = { columns: ['name' as const], purpose: '试' };
    const viewer = await app.officer('viewer', district);
    expectProblem(await viewer.call(exportPeople, ask), 403, 'kernel.forbidden');
    expectProblem(await app.guest().call(exportPeople, ask), 401, 'kernel.unauthenticated');
    const sibling = await app.officer('chair', (await newDistrict(app)).district);
    expectProblem(await sibling.call(exportPeople, { ...ask, orgId: district }), 404, 'orgs.not_found');
    const nobody = await sibling.call(exportPeople, { ...ask, columns: ['name', 'phone'] });
    expect(await sheetOf(nobody.raw)).toEqual([['姓名', '手机号']]);
  });

  test('with whole numbers takes the right to see them; without them it does not', async () => {
    const { app, chair, primary } = await chaired();
    await newMember(app, chair, primary, { name: '留号' });
    const roles = { reveal: ['chair', 'membership_officer'] } as const;
    const ask = { purpose: '核对', columns: ['name' as const, 'phone' as const] };
    definePermissions('people', { reveal: [] });
    try {
      for (const orgId of [undefined, primary])
        expectProblem(await chair.call(exportPeople, { ...ask, orgId }), 403, 'kernel.forbidden');
      const names = await chair.call(exportPeople, { ...ask, columns: ['name'] });
      expect(await sheetOf(names.raw)).toEqual([['姓名'], ['留号']]);
    } finally {
      definePermissions('people', roles);
    }
  });

  test('is of so many people and no more', async () => {
    const { app, chair, primary } = await chaired();
    for (const name of ['甲甲', '乙乙']) await newMember(app, chair, primary, { name });
    const ask = { purpose: '核对', columns: ['name' as const] };
    const limit = policies.get('people.export_rows')!;
    await setPolicy(app.ctx(), limit, { value: 1, from: '2024-01-01', source: 'test' });
    try {
      const answer = await chair.call(exportPeople, ask);
      expectProblem(answer, 422, 'people.export_too_long');
      expect(answer.problem.message).toContain('1 人');
      expect((await chair.call(exportPeople, { ...ask, q: '甲甲' })).status).toBe(200);
    } finally {
      await setPolicy(app.ctx(), limit, { value: 200_000, from: '2024-01-02', source: 'test' });
    }
    expect((await chair.call(exportPeople, ask)).status).toBe(200);
  });

  test('goes on over several pages in the order of names, in the language asked for', async () => {
    const { app, chair, primary } = await chaired();
    await crowd(primary, 4_321);
    const answer = await chair.call(
      exportPeople,
      { group: 'all', columns: ['name', 'sex', 'standing', 'leftOn'], purpose: 'check' },
      { locale: 'en' },
    );
    const [titles, ...rows] = await sheetOf(answer.raw);
    expect(titles).toEqual(['Name', 'Sex', 'Membership', 'Left the employer on']);
    expect(rows).toHaveLength(4_321);
    expect(new Set(rows.map(([name]) => name)).size).toBe(4_321);
    expect(new Set(rows.map(([, sex, standing]) => `${String(sex)}, ${String(standing)}`))).toEqual(
      new Set(['male, member', 'male, not a member']),
    );
    await app.pool.query('delete from people.person where org_id = $1', [primary]);
  });
});

describe('saved views', () => {
  test('are one’s own, named once, and can be deleted', async () => {
    const { app, chair, district } = await chaired();
    const other = await app.officer('chair', district);
    const { body } = await chair.call(saveView, { name: '骑手', query: 'occupation=delivery_rider' });
    await chair.call(saveView, { name: '骑手', query: 'occupation=courier' });
    expect((await chair.call(listViews, {})).body.items).toEqual([
      { id: body.id, name: '骑手', query: 'occupation=courier' },
    ]);
    expect((await other.call(listViews, {})).body.items).toEqual([]);
    expectProblem(await other.call(deleteView, { id: body.id }), 404, 'people.view_not_found');
    expect((await chair.call(deleteView, { id: body.id })).body).toEqual({ done: true });
    expect((await chair.call(listViews, {})).body.items).toEqual([]);
  });

  test('are thirty at most', async () => {
    const { chair } = await chaired();
    for (let nth = 0; nth < 30; nth += 1)
      expect((await chair.call(saveView, { name: `视图${nth}`, query: '' })).status).toBe(201);
    expectProblem(await chair.call(saveView, { name: '多了', query: '' }), 409, 'people.too_many_views');
    expect((await chair.call(saveView, { name: '视图3', query: 'q=x' })).status).toBe(201);
  });
});
