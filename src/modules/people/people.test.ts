import { describe, expect, test } from 'vitest';
import { expectProblem, nextPhone, testApp, type Client } from '#kernel/testing';
import { changeOrgState } from '#orgs/contract';
import { newDistrict } from '#orgs/factory';
import * as contract from './contract.ts';
import { newApplication, newMember, newResolution, onRoster } from './factory.ts';
import { listPeople } from './find/contract.ts';
import * as moves from './moves/contract.ts';
import { approveApplications } from './review/contract.ts';

const { countMembers, getMe, getPerson, listPeopleTodos, printRegistration, revealPerson } = contract;

const NOBODY = '01890000-0000-7000-8000-000000000000';

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

async function endMembership(by: Client, id: string, on: string): Promise<void> {
  const ended = await by.call(moves.endMembership, { id, as: 'resigned', on, reason: '本人书面申请' });
  expect(ended.status).toBe(200);
}

describe('the register', () => {
  test('has no numbers and is kept to one’s scope; whom one has looked at is one line in the audit', async () => {
    const { app, chair, pool, primary, street } = await chaired();
    const member = await newMember(app, chair, primary);
    const viewer = await app.officer('viewer', street);
    const { body, raw } = await viewer.call(listPeople, {});
    expect(body.items).toEqual([
      {
        id: member.personId,
        name: '测试人',
        sex: expect.stringMatching(/male$/),
        birthYear: 1990,
        occupation: 'courier',
        employer: null,
        org: { id: primary, name: expect.any(String), kind: 'union' },
        standing: 'active',
        employment: null,
        leftOn: null,
        number: expect.stringMatching(/^\d{10}$/),
        joinedOn: '2024-01-12',
      },
    ]);
    for (const secret of [member.idNo, member.phone, member.idNo.slice(6, 14)])
      expect(raw.toString()).not.toContain(secret);
    const sibling = await app.officer('chair', pool);
    expect((await sibling.call(listPeople, {})).body.total).toBe(0);
    for (const orgId of [primary, 2_000_000_000])
      expectProblem(await sibling.call(listPeople, { orgId }), 404, 'orgs.not_found');
    await app.drain();
    const { rows } = await app.pool.query(
      `select detail from kernel.audit_entry where action = 'people.list' and actor = any($1) order by id`,
      [[viewer.userId, sibling.userId]],
    );
    expect(rows.map(({ detail }) => detail.people)).toEqual([[member.personId], []]);
  });

  test('has nobody whose membership has ended', async () => {
    const { app, chair, primary } = await chaired();
    const { personId } = await newMember(app, chair, primary);
    await endMembership(chair, personId, '2024-10-01');
    expect((await chair.call(listPeople, {})).body.total).toBe(0);
    const { memberships } = (await chair.call(getPerson, { id: personId })).body;
    expect(memberships).toMatchObject([{ state: 'resigned', from: '2024-01-12', until: '2024-10-01' }]);
  });
});

describe('one person', () => {
  test('who came back has two periods, the latest first, and belongs where they are now', async () => {
    const { app, chair, primary, street } = await chaired();
    const { personId: id, idNo } = await newMember(app, chair, primary);
    await endMembership(chair, id, '2024-06-01');
    const again = await newApplication(app, street, { idNo });
    const resolution = await newResolution(chair, street, '2024-07-01');
    await chair.call(approveApplications, { id: resolution, ids: [again.id] });
    const { memberships } = (await chair.call(getPerson, { id })).body;
    expect(memberships.map(({ org, from, until }) => [org.id, from, until])).toEqual([
      [street, '2024-07-01', null],
      [primary, '2024-01-12', '2024-06-01'],
    ]);
    await app.drain();
    const { rows } = await app.pool.query(
      `select org_id from kernel.audit_entry where action = 'people.view' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ org_id: street }]);
  });

  test('shows masked numbers, every period and its history; the look is audited', async () => {
    const { app, chair, primary } = await chaired();
    const {
      personId: id,
      idNo,
      phone,
      resolutionId,
    } = await newMember(app, chair, primary, { name: '王小明' });
    const { body, raw } = await chair.call(getPerson, { id });
    expect(body).toMatchObject({
      name: '王小明',
      idType: 'resident_id',
      idNo: `${idNo.slice(0, 3)}${'*'.repeat(14)}${idNo.slice(-1)}`,
      phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      memberships: [{ org: { id: primary }, state: 'active', until: null, resolution: { id: resolutionId } }],
      history: [{ from: null, to: 'active', by: '测试chair' }],
      may: { reveal: true, print: true, move: true },
    });
    for (const secret of [idNo, phone]) expect(raw.toString()).not.toContain(secret);
    await app.drain();
    const { rows } = await app.pool.query(
      `select actor, org_id from kernel.audit_entry where action = 'people.view' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor: chair.userId, org_id: primary }]);
  });

  test('is shown whole for a purpose, which is recorded with who asked', async () => {
    const { app, chair, primary } = await chaired();
    const { personId: id, idNo, phone } = await newMember(app, chair, primary);
    const empty = await chair.call(revealPerson, { id, purpose: '' });
    expectProblem(empty, 400, 'kernel.bad_request', 'purpose');
    const shown = await chair.call(revealPerson, { id, purpose: '办理会员卡' });
    expect(shown.body).toEqual({ idNo, phone });
    const { rows } = await app.pool.query(
      `select actor, purpose, org_id, detail::text from kernel.audit_entry
       where action = 'people.reveal' and entity = 'people.person' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor: chair.userId, purpose: '办理会员卡', org_id: primary, detail: '{}' }]);
  });

  test('is printed on the official form, which counts as showing', async () => {
    const { app, chair, primary } = await chaired();
    const { personId: id } = await newMember(app, chair, primary, { name: '龘𠮷·阿卜杜拉\u202e😀' });
    const printed = await chair.call(printRegistration, { id });
    expect(printed).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(printed.raw.toString('latin1', 0, 5)).toBe('%PDF-');
    const { rows } = await app.pool.query(
      `select purpose from kernel.audit_entry where action = 'people.reveal' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ purpose: '打印入会登记表' }]);
  });

  test('who only stands on a roster is looked after by its union, and printed to join', async () => {
    const { app, chair, primary, employer } = await chaired();
    const id = await onRoster(app, employer, primary);
    expect((await chair.call(getPerson, { id })).body).toMatchObject({
      org: { id: primary },
      standing: 'known',
      memberships: [],
      rosters: [{ org: { id: employer }, since: '2025-01-01', until: null }],
      details: { department: '运营部', migrant: 'true' },
      may: { reveal: true, print: true, move: false },
    });
    const printed = await chair.call(printRegistration, { id });
    expect(printed.status).toBe(200);
    expect(decodeURIComponent(String(printed.headers['content-disposition']))).toMatch(/入会登记表\.pdf$/);
  });

  test('does not exist in another scope; a viewer sees no whole number anywhere', async () => {
    const { app, chair, pool, primary } = await chaired();
    const { personId } = await newMember(app, chair, primary);
    const asks: ((who: Client, id: string) => ReturnType<Client['call']>)[] = [
      (who, id) => who.call(getPerson, { id }),
      (who, id) => who.call(revealPerson, { id, purpose: '看' }),
      (who, id) => who.call(printRegistration, { id }),
    ];
    const sibling = await app.officer('chair', pool);
    for (const ask of asks)
      for (const id of [personId, NOBODY])
        expectProblem(await ask(sibling, id), 404, 'people.person_not_found');
    const viewer = await app.officer('viewer', primary);
    expect((await viewer.call(getPerson, { id: personId })).body.may).toEqual({
      reveal: false,
      print: false,
      move: false,
    });
    for (const ask of asks.slice(1)) expectProblem(await ask(viewer, personId), 403, 'kernel.forbidden');
  });
});

describe('counts', () => {
  test('are of the whole subtree of each branch', async () => {
    const { app, chair, district, pool, primary, street } = await chaired();
    await newMember(app, chair, primary);
    const { personId } = await newMember(app, chair, primary);
    await newMember(app, chair, street);
    await endMembership(chair, personId, '2024-10-01');
    await newApplication(app, primary);
    await newApplication(app, pool);
    const top = await chair.call(countMembers, {});
    expect(top.body.items).toEqual([{ orgId: district, members: 2, waiting: 2 }]);
    const below = await chair.call(countMembers, { parentId: district });
    expect(below.body.items.sort((a, b) => a.orgId - b.orgId)).toEqual([
      { orgId: street, members: 2, waiting: 1 },
      { orgId: pool, members: 0, waiting: 1 },
    ]);
    expect((await chair.call(countMembers, { parentId: primary })).body.items).toEqual([]);
    const sibling = await app.officer('viewer', pool);
    expectProblem(await sibling.call(countMembers, { parentId: district }), 404, 'orgs.not_found');
  });

  test('of things to do are none where nothing waits', async () => {
    const { chair } = await chaired();
    expect((await chair.call(listPeopleTodos, {})).body).toEqual({ items: [] });
  });
});

describe('what a worker sees of themselves', () => {
  test('nothing where nothing is known', async () => {
    const app = await testApp();
    const worker = await app.worker(nextPhone());
    expect((await worker.call(getMe, {})).body).toEqual({
      person: null,
      membership: null,
      transfer: null,
      refusal: null,
      applications: [],
      answerDays: 3,
      benefits: ['public_money', 'donation'],
    });
  });

  test('the application, then the card, by the phone they signed in with', async () => {
    const { app, chair, primary, tag } = await chaired();
    const phone = nextPhone();
    const worker = await app.worker(phone);
    const waiting = await newApplication(app, primary, { phone });
    expect((await worker.call(getMe, {})).body).toMatchObject({
      person: null,
      applications: [
        { id: waiting.id, state: 'in_review', union: `测试公司${tag}工会`, unionPhone: '010-60000000' },
      ],
    });
    const other = nextPhone();
    const member = await newMember(app, chair, primary, { phone: other, name: '王小明' });
    const { body, raw } = await (await app.worker(other)).call(getMe, {});
    expect(body).toMatchObject({
      person: { id: member.personId, name: '王小明', occupation: 'courier' },
      membership: { org: { id: primary }, state: 'active', unionPhone: '010-60000000' },
      applications: [{ state: 'approved' }],
      benefits: ['union_funds', 'public_money', 'donation'],
    });
    for (const secret of [member.idNo, other]) expect(raw.toString()).not.toContain(secret);
  });

  test('no card any more once the membership has ended, nor another person’s number', async () => {
    const { app, chair, primary } = await chaired();
    const phone = nextPhone();
    const worker = await app.worker(phone);
    const member = await newMember(app, chair, primary, { phone });
    await endMembership(chair, member.personId, '2024-10-01');
    const { body } = await worker.call(getMe, {});
    expect(body).toMatchObject({ person: { id: member.personId }, membership: null });
    expect(body.benefits).toEqual(['public_money', 'donation']);
  });

  test('their union also when it has been dissolved since', async () => {
    const { app, chair, primary } = await chaired();
    const phone = nextPhone();
    await newMember(app, chair, primary, { phone });
    await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    const { body } = await (await app.worker(phone)).call(getMe, {});
    expect(body.membership).toMatchObject({ org: { id: primary }, state: 'active' });
  });
});
