import { describe, expect, test } from 'vitest';
import { expectProblem, testApp, type Client } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getPerson, listPeopleTodos } from '../contract.ts';
import { newApplication, newMember, newResolution } from '../factory.ts';
import { trackApplication } from '../join/contract.ts';
import * as contract from './contract.ts';

const { approveApplications, bounceApplications, getApplication, listApplications } = contract;
const { offerApplications, rejectApplications, returnApplications, revealApplication } = contract;

const NOBODY = '01890000-0000-7000-8000-000000000000';

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

const stateOf = async (who: Client, id: string) => (await who.call(getApplication, { id })).body.state;

describe('the list', () => {
  test('has what waits, the longest first, in pages that meet exactly', async () => {
    const { app, chair, pool, primary, street } = await chaired();
    const made = [];
    for (const org of [primary, pool, street, primary, primary])
      made.push(await newApplication(app, org, { name: `列表${made.length}` }));
    await chair.call(rejectApplications, { ids: [made[3]!.id], reason: '重复' });
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const { body } = await chair.call(listApplications, { limit: 2, ...(cursor ? { cursor } : {}) });
      expect(body.total).toBe(4);
      pages.push(body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(pages).toEqual([
      [made[0]!.id, made[1]!.id],
      [made[2]!.id, made[4]!.id],
    ]);
    const found = async (input: object) =>
      (await chair.call(listApplications, input)).body.items.map(({ name }) => name);
    expect(await found({ state: 'pooled' })).toEqual(['列表1']);
    expect(await found({ state: 'rejected' })).toEqual(['列表3']);
    expect(await found({ state: 'all', orgId: street })).toEqual(['列表0', '列表2', '列表3', '列表4']);
    expect(await found({ orgId: primary })).toEqual(['列表0', '列表4']);
    expect(await found({ q: '表2' })).toEqual(['列表2']);
    expect(await found({ q: '列_2' })).toEqual([]);
  });

  test('is kept to one’s scope, and the look is one line in the audit', async () => {
    const { app, chair, primary, street } = await chaired();
    const { id } = await newApplication(app, primary);
    await newApplication(app, (await newDistrict(app)).primary);
    const { userId, ...officer } = await app.officer('membership_officer', street);
    const { body } = await officer.call(listApplications, {});
    expect(body.items.map((row) => row.id)).toEqual([id]);
    await app.drain();
    const { rows } = await app.pool.query(
      `select detail from kernel.audit_entry where action = 'people.list_applications' and actor = $1`,
      [userId],
    );
    expect(rows).toEqual([{ detail: { state: 'open', applications: [id] } }]);
    const foreign = await newDistrict(app);
    for (const orgId of [foreign.primary, foreign.root, 2_000_000_000])
      expectProblem(await chair.call(listApplications, { orgId }), 404, 'orgs.not_found');
    const cursor = Buffer.from(JSON.stringify(['yesterday', id])).toString('base64url');
    expectProblem(await chair.call(listApplications, { cursor }), 400, 'kernel.bad_cursor');
  });

  test('flags what an officer should know before deciding', async () => {
    const { app, chair, primary, street } = await chaired();
    const member = await newMember(app, chair, street);
    const flags = async (given: { idNo?: string; phone?: string }) => {
      const { id } = await newApplication(app, primary, given);
      return (await chair.call(getApplication, { id })).body.flags;
    };
    expect(await flags({})).toEqual(['phone_unverified']);
    expect(await flags({ phone: member.phone })).toEqual(['phone_taken', 'phone_unverified']);
    expect(await flags({ idNo: member.idNo })).toEqual(['known_member', 'phone_unverified']);
    expect(await flags({ idNo: member.idNo })).toEqual([
      'known_member',
      'same_id_pending',
      'phone_unverified',
    ]);
    await app.pool.query(
      `update people.membership set state = 'resigned', during = daterange(lower(during), '2024-10-01')
       where person_id = $1`,
      [member.personId],
    );
    expect(await flags({ idNo: member.idNo })).toContain('known_person');
  });

  test('of things to do tells how many wait in each queue, and since when', async () => {
    const { app, pool, primary, street } = await chaired();
    const officer = await app.officer('membership_officer', street);
    expect((await officer.call(listPeopleTodos, {})).body.items).toEqual([]);
    for (let i = 0; i < 5; i++) await newApplication(app, primary);
    await newApplication(app, pool);
    const { items } = (await officer.call(listPeopleTodos, {})).body;
    expect(items).toEqual([
      {
        code: 'people.applications_waiting',
        count: 5,
        oldest: expect.stringMatching(/Z$/),
        minutes: 2,
        href: expect.stringMatching(/^\/staff\//),
      },
    ]);
    const chair = await app.officer('chair', pool);
    expect((await chair.call(listPeopleTodos, {})).body.items).toMatchObject([
      { code: 'people.pool_waiting', count: 1, minutes: 1 },
    ]);
  });
});

describe('one application', () => {
  test('shows numbers masked; showing them whole is recorded with its purpose first', async () => {
    const { app, chair, primary } = await chaired();
    const { id, idNo, phone } = await newApplication(app, primary, { name: '王小明' });
    const seen = await chair.call(getApplication, { id });
    expect(seen.body).toMatchObject({
      name: '王小明',
      birthYear: 1990,
      idNo: `${idNo.slice(0, 3)}${'*'.repeat(14)}${idNo.slice(-1)}`,
      phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      personId: null,
      may: { decide: true, offer: true, bounce: false },
    });
    for (const secret of [idNo, phone]) expect(seen.raw.toString()).not.toContain(secret);
    const purposes = async () => {
      await app.drain();
      const { rows } = await app.pool.query(
        `select action, purpose, actor from kernel.audit_entry
         where entity = 'people.application' and entity_id = $1 and action ~ '(reveal|view_application)$' order by id`,
        [id],
      );
      return rows;
    };
    const actor = chair.userId;
    expect(await purposes()).toEqual([{ action: 'people.view_application', purpose: null, actor }]);
    const empty = await chair.call(revealApplication, { id, purpose: ' ' });
    expectProblem(empty, 400, 'kernel.bad_request', 'purpose');
    const shown = await chair.call(revealApplication, { id, purpose: '电话核对本人' });
    expect(shown.body).toEqual({ idNo, phone });
    expect((await purposes()).at(-1)).toEqual({ action: 'people.reveal', purpose: '电话核对本人', actor });
  });

  test('does not exist for a viewer’s eyes, in another scope, or at all', async () => {
    const { app, pool, primary } = await chaired();
    const { id } = await newApplication(app, primary);
    const viewer = await app.officer('viewer', primary);
    expectProblem(await viewer.call(getApplication, { id }), 403, 'kernel.forbidden');
    const sibling = await app.officer('chair', pool);
    for (const unknown of [id, NOBODY]) {
      const seen = await sibling.call(getApplication, { id: unknown });
      expectProblem(seen, 404, 'people.application_not_found');
      const shown = await sibling.call(revealApplication, { id: unknown, purpose: '看' });
      expectProblem(shown, 404, 'people.application_not_found');
    }
  });
});

describe('decisions', () => {
  const acts = [
    ['return', (who: Client, ids: string[]) => who.call(returnApplications, { ids, reason: '请补充' })],
    ['reject', (who: Client, ids: string[]) => who.call(rejectApplications, { ids, reason: '不符' })],
    ['bounce', (who: Client, ids: string[]) => who.call(bounceApplications, { ids, reason: '不在本街道' })],
  ] as const;

  test.each(acts)(
    '%s: another union’s applications do not exist; each has its own outcome',
    async (_what, act) => {
      const { app, chair, pool, primary, street } = await chaired();
      const mine = await newApplication(app, primary);
      await chair.call(offerApplications, { ids: [mine.id], orgId: street });
      const foreign = await newApplication(app, pool);
      const officer = await app.officer('membership_officer', street);
      const { body, status } = await act(officer, [foreign.id, mine.id, NOBODY, mine.id]);
      expect(status).toBe(200);
      expect(body.done).toBe(1);
      expect(body.outcomes).toEqual([
        { id: foreign.id, ok: false, code: 'people.application_not_found', message: expect.any(String) },
        { id: mine.id, ok: true, code: null, message: null },
        { id: NOBODY, ok: false, code: 'people.application_not_found', message: expect.any(String) },
      ]);
      expect(await stateOf(chair, foreign.id)).toBe('pooled');
      const again = await act(officer, [mine.id]);
      expect(again.body.done).toBe(0);
    },
  );

  test.each(acts)('%s needs a reason', async (_what, act) => {
    const { chair } = await chaired();
    const answer = await act(
      { call: (given, input, options) => chair.call(given, { ...input, reason: ' ' }, options) },
      [NOBODY],
    );
    expectProblem(answer, 400, 'kernel.bad_request', 'reason');
  });

  test('what went wrong is told in the caller’s language', async () => {
    const { chair } = await chaired();
    const input = { ids: [NOBODY], reason: 'x' };
    const { body } = await chair.call(rejectApplications, input, { locale: 'en' });
    expect(body.outcomes[0]!.message).toMatch(/^[\x20-\x7e’]+$/);
  });
});

describe('the holding pool', () => {
  test('offers to any union, which accepts by approving', async () => {
    const { app, chair, pool, primary } = await chaired();
    const { id, token } = await newApplication(app, pool);
    expect((await chair.call(offerApplications, { ids: [id], orgId: primary })).body.done).toBe(1);
    const offered = (await chair.call(getApplication, { id })).body;
    expect(offered).toMatchObject({
      state: 'offered',
      org: { id: primary },
      routeReason: 'officer',
      may: { bounce: true },
    });
    const officer = await app.officer('chair', primary);
    const resolution = await newResolution(officer, primary);
    expect((await officer.call(approveApplications, { id: resolution, ids: [id] })).body.done).toBe(1);
    const tracked = await app.guest().call(trackApplication, { token });
    expect(tracked.body.history.map(({ to }) => to)).toEqual([
      'submitted',
      'auto_checked',
      'pooled',
      'offered',
      'approved',
    ]);
  });

  test('gets back what is bounced; a wrong route goes back to the union it came from', async () => {
    const { app, chair, pool, primary, street } = await chaired();
    const [pooled, routed] = [await newApplication(app, pool), await newApplication(app, street)];
    const ids = [pooled.id, routed.id];
    expect((await chair.call(offerApplications, { ids, orgId: primary })).body.done).toBe(2);
    // Handed on twice, it still goes back to where it began.
    const third = (await newDistrict(app)).primary;
    await chair.call(offerApplications, { ids, orgId: third });
    const elsewhere = await app.officer('chair', third);
    expect((await elsewhere.call(bounceApplications, { ids, reason: '不在本区' })).body.done).toBe(2);
    const back = async (id: string) => {
      const { state, org, reason } = (await chair.call(getApplication, { id })).body;
      return { state, org: org.id, reason };
    };
    expect(await back(pooled.id)).toEqual({ state: 'pooled', org: pool, reason: '不在本区' });
    expect(await back(routed.id)).toEqual({ state: 'in_review', org: street, reason: '不在本区' });
    const twice = await chair.call(bounceApplications, { ids, reason: '再退' });
    expect(twice.body.outcomes.map(({ code }) => code)).toEqual(['people.bad_step', 'people.bad_step']);
  });

  test('offers to no employer, no pool, nothing dissolved, and not to where it is', async () => {
    const { app, chair, employer, pool, primary, street } = await chaired();
    const { id } = await newApplication(app, street);
    await app.pool.query(`update orgs.organisation set state = 'dissolved' where id = $1`, [primary]);
    for (const orgId of [employer, pool, primary, 2_000_000_000])
      expectProblem(await chair.call(offerApplications, { ids: [id], orgId }), 404, 'orgs.not_found');
    const same = await chair.call(offerApplications, { ids: [id], orgId: street });
    expect(same.body.outcomes).toMatchObject([{ ok: false, code: 'people.bad_step' }]);
  });

  test('does not approve by itself', async () => {
    const { app, chair, pool } = await chaired();
    const { id } = await newApplication(app, pool);
    const resolution = await newResolution(chair, pool);
    const { body } = await chair.call(approveApplications, { id: resolution, ids: [id] });
    expect(body.outcomes).toMatchObject([{ ok: false, code: 'people.bad_step' }]);
    expect(await stateOf(chair, id)).toBe('pooled');
  });
});

describe('approving a batch', () => {
  test('takes the good ones in and tells of each of the others why not', async () => {
    const { app, chair, primary, street } = await chaired();
    const member = await newMember(app, chair, street);
    const holder = await newMember(app, chair, street);
    const good = [await newApplication(app, primary), await newApplication(app, primary)];
    const known = await newApplication(app, primary, { idNo: member.idNo });
    const taken = await newApplication(app, primary, { phone: holder.phone });
    const elsewhere = await newApplication(app, street);
    const returned = await newApplication(app, primary);
    await chair.call(returnApplications, { ids: [returned.id], reason: '请补充' });
    const id = await newResolution(chair, primary, '2024-03-01');
    const ids = [known, good[0]!, taken, elsewhere, returned, good[1]!].map((of) => of.id);
    const { body } = await chair.call(approveApplications, { id, ids: [...ids, NOBODY] });
    expect(body.done).toBe(2);
    expect(body.outcomes.map((of) => [of.id, of.code])).toEqual([
      [known.id, 'people.already_member'],
      [good[0]!.id, null],
      [taken.id, 'people.phone_taken'],
      [elsewhere.id, 'people.wrong_union'],
      [returned.id, 'people.bad_step'],
      [good[1]!.id, null],
      [NOBODY, 'people.application_not_found'],
    ]);
    expect(body.outcomes[0]!.message).toContain('测试街道');
    for (const { id: goodId } of good) {
      const seen = (await chair.call(getApplication, { id: goodId })).body;
      expect(seen).toMatchObject({
        state: 'approved',
        resolution: { id },
        flags: [],
        may: { decide: false },
      });
      const person = (await chair.call(getPerson, { id: seen.personId! })).body;
      expect(person.memberships).toMatchObject([
        { org: { id: primary }, state: 'active', from: '2024-03-01' },
      ]);
    }
    // The failed ones left nothing behind: no person, and the member as before.
    for (const of of [known, taken]) expect(await stateOf(chair, of.id)).toBe('in_review');
    const { rows } = await app.pool.query('select from people.person where id_hash = $1', [
      app.app.crypto.hash('id', `resident_id:${taken.idNo}`),
    ]);
    expect(rows).toHaveLength(0);
    const { memberships } = (await chair.call(getPerson, { id: member.personId })).body;
    expect(memberships).toHaveLength(1);
  });

  test('tells the approved, and nobody else', async () => {
    const { app, chair, primary } = await chaired();
    const [good, other] = [await newApplication(app, primary), await newApplication(app, primary)];
    const id = await newResolution(chair, primary);
    await chair.call(approveApplications, { id, ids: [good.id] });
    await app.drain();
    const sent = async (phone: string) => (await app.messagesTo(phone)).map(({ template }) => template);
    expect(await sent(good.phone)).toEqual(['people.received', 'people.approved']);
    expect(await sent(other.phone)).toEqual(['people.received']);
  });

  test('needs a resolution in one’s scope', async () => {
    const { app, chair, pool, primary } = await chaired();
    const { id } = await newApplication(app, primary);
    const resolution = await newResolution(chair, primary);
    const sibling = await app.officer('chair', pool);
    for (const unknown of [resolution, NOBODY]) {
      const answer = await sibling.call(approveApplications, { id: unknown, ids: [id] });
      expectProblem(answer, 404, 'people.resolution_not_found');
    }
  });
});
