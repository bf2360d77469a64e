import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { setPolicy } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import {
  changeOrgState,
  createOrg,
  getOrg,
  listOrgs,
  listOrgTodos,
  reelectOrg,
  updateOrg,
} from '../contract.ts';
import { newDistrict } from '../factory.ts';
import { acceptInvitation, inviteOfficer, sendInvitationCode } from '../officers/contract.ts';
import { tellOfTerms } from './actions.ts';
import { termNotices } from './jobs.ts';
import { termNoticeDays } from './queries.ts';

/** Tomorrow: a role that begins while the test runs is held that whole day. */
const today = addDays(civilDate(new Date()), 1);

afterEach(async () => (await testApp()).setNow(null));

async function chaired() {
  const app = await testApp();
  const made = await newDistrict(app);
  return { app, ...made, chair: await app.officer('chair', made.district) };
}

/** A chair as they come: invited by phone. Whoever was put in otherwise has no number that we know. */
async function invitedChair(app: TestApp, chair: Client, id: number): Promise<string> {
  const phone = nextPhone();
  const invited = await chair.call(inviteOfficer, { id, name: '赵敏', phone, role: 'chair' });
  const token = invited.body.link.split('#')[1]!;
  await app.guest().call(sendInvitationCode, { token });
  const code = (await app.messagesTo(phone)).at(-1)!.params['code']!;
  const accepted = await app.guest().call(acceptInvitation, { token, code, password: 'ein langer Satz' });
  expect(accepted.status).toBe(200);
  return phone;
}

/** The morning of a day: the job runs at its hour. */
async function morning(app: TestApp, day: string): Promise<void> {
  app.setNow(new Date(`${day}T08:30:00+08:00`));
  await app.app.jobs.send(app.app.db, termNotices.name, {});
  await app.drain(termNotices.name);
}

/** What a phone was told about terms. */
async function told(app: TestApp, phone: string) {
  const messages = await app.messagesTo(phone);
  return messages
    .filter(({ template }) => template.startsWith('orgs.term'))
    .map(({ template, params }) => [template, params['days'] ?? params['count']]);
}

describe('the notices before a term ends', () => {
  test('come 180, 90 and 30 days before and when it is over, once each', async () => {
    const { app, chair, primary, tag } = await chaired();
    const phone = await invitedChair(app, chair, primary);
    const endsOn = addDays(today, 200);
    await chair.call(updateOrg, { id: primary, termEndsOn: endsOn });
    const days = [190, 181, 180, 179, 100, 91, 90, 90, 31, 30, 29, 0, -1, -2, -300];
    for (const left of days) await morning(app, addDays(endsOn, -left));
    expect(await told(app, phone)).toEqual([
      ['orgs.term_expiring', 180],
      ['orgs.term_expiring', 90],
      ['orgs.term_expiring', 30],
      ['orgs.term_overdue', -1],
    ]);
    const [first] = (await app.messagesTo(phone)).filter(({ template }) => template === 'orgs.term_expiring');
    expect(first!.params).toEqual({
      union: `测试公司${tag}工会`,
      date: endsOn,
      days: 180,
      link: `http://zhijia.test/staff/orgs/${primary}`,
    });
    const { rows } = await app.pool.query(
      'select days_before from orgs.term_notice where org_id = $1 order by at',
      [primary],
    );
    expect(rows.map(({ days_before }) => days_before)).toEqual([180, 90, 30, 0]);
  });

  test('start where they stand for a union that comes late, and anew after an election', async () => {
    const { app, chair, primary } = await chaired();
    const phone = await invitedChair(app, chair, primary);
    await chair.call(updateOrg, { id: primary, termEndsOn: addDays(today, 45) });
    await morning(app, today);
    await morning(app, addDays(today, 1));
    expect(await told(app, phone)).toEqual([['orgs.term_expiring', 45]]);
    const elected = { id: primary, heldOn: today, termEndsOn: addDays(today, 1100) };
    expect((await chair.call(reelectOrg, elected)).status).toBe(200);
    await morning(app, addDays(today, 50));
    expect(await told(app, phone)).toHaveLength(1);
    await morning(app, addDays(today, 1100 - 180));
    expect(await told(app, phone)).toEqual([
      ['orgs.term_expiring', 45],
      ['orgs.term_expiring', 180],
    ]);
  });

  test('go to the nearest chair above where the union has none who can be reached, as one message', async () => {
    const { app, chair, district, primary, street } = await chaired();
    const above = await invitedChair(app, chair, district);
    const beside = await invitedChair(app, chair, street);
    // The union's own chair was put in without an invitation: there is no number.
    await app.officer('chair', primary);
    for (const id of [primary, street]) await chair.call(updateOrg, { id, termEndsOn: addDays(today, 60) });
    await morning(app, today);
    expect(await told(app, beside)).toEqual([['orgs.terms_several', 2]]);
    expect(await told(app, above)).toEqual([]);
  });

  test('are none for a union that is not active, nor where nobody can be reached; it is noted all the same', async () => {
    const { app, chair, primary, street } = await chaired();
    const made = {
      parentId: street,
      kind: 'union',
      level: 'primary',
      name: '拟建',
      termEndsOn: today,
    } as const;
    const planned = (await chair.call(createOrg, made)).body.id;
    await chair.call(updateOrg, { id: primary, termEndsOn: today });
    await morning(app, today);
    const { rows } = await app.pool.query('select org_id from orgs.term_notice where org_id = any($1)', [
      [planned, primary],
    ]);
    expect(rows).toEqual([{ org_id: primary }]);
  });

  test('follow a setting that is dated', async () => {
    const { app, chair, primary } = await chaired();
    const phone = await invitedChair(app, chair, primary);
    await chair.call(updateOrg, { id: primary, termEndsOn: addDays(today, 365) });
    app.setNow(new Date(`${today}T08:30:00+08:00`));
    // Undone in the end: the setting holds for every test of this database.
    const notices = inTx(app.ctx(), async (tx) => {
      await setPolicy(tx, termNoticeDays, { value: [365], from: today, source: 'test' });
      await tellOfTerms(tx);
      const { rows } = await sql<{ days: number }>`
        select days_before as days from orgs.term_notice where org_id = ${primary}`.execute(tx.db);
      throw new Error(`noted: ${rows.map(({ days }) => days).join()}`);
    });
    await expect(notices).rejects.toThrow('noted: 365');
    expect(await told(app, phone)).toEqual([]);
  });
});

describe('a term that ends', () => {
  test('shows on the page, in the list and as a thing to do, with its days', async () => {
    const { app, chair, district, primary, street } = await chaired();
    await chair.call(updateOrg, { id: primary, termEndsOn: addDays(today, 87) });
    await chair.call(updateOrg, { id: street, termEndsOn: addDays(today, -3) });
    await chair.call(updateOrg, { id: district, termEndsOn: addDays(today, 181) });
    app.setNow(new Date(`${today}T10:00:00+08:00`));
    const due = async (id: number) => (await chair.call(getOrg, { id })).body.termDue;
    expect(await due(primary)).toEqual({ stage: 'expiring', days: 87 });
    expect(await due(street)).toEqual({ stage: 'overdue', days: 3 });
    expect(await due(district)).toBeNull();
    const list = async (term: 'expiring' | 'overdue') =>
      (await chair.call(listOrgs, { term })).body.items.map(({ id, termDue }) => [id, termDue?.days]);
    expect(await list('expiring')).toEqual([[primary, 87]]);
    expect(await list('overdue')).toEqual([[street, 3]]);
    const { items } = (await chair.call(listOrgTodos, {})).body;
    expect(items).toEqual([
      expect.objectContaining({
        code: 'orgs.term_expiring',
        count: 1,
        oldest: new Date(`${addDays(today, 88)}T00:00:00+08:00`).toISOString(),
        href: '/staff/orgs?list=1&term=expiring',
      }),
      expect.objectContaining({
        code: 'orgs.term_overdue',
        count: 1,
        oldest: new Date(`${addDays(today, -3)}T00:00:00+08:00`).toISOString(),
        href: '/staff/orgs?list=1&term=overdue',
      }),
    ]);
    await chair.call(changeOrgState, { id: primary, to: 'dissolved', reason: '企业注销' });
    expect(await due(primary)).toBeNull();
  });
});

describe('an election', () => {
  const heldOn = addDays(today, -2);
  const termEndsOn = addDays(today, 3 * 365);

  test('sets the new term and stands in the history with its day', async () => {
    const { chair, primary } = await chaired();
    await chair.call(updateOrg, { id: primary, termEndsOn: addDays(today, -90) });
    const answer = await chair.call(reelectOrg, { id: primary, heldOn, termEndsOn });
    expect(answer).toMatchObject({ status: 200, body: { termEndsOn } });
    const { body } = await chair.call(getOrg, { id: primary });
    expect(body).toMatchObject({ state: 'active', termEndsOn, termDue: null });
    expect(body.history.at(-1)).toMatchObject({
      from: 'active',
      to: 'active',
      reason: `${heldOn} 换届，本届到 ${termEndsOn}`,
      by: '测试chair',
    });
    expect((await chair.call(listOrgTodos, {})).body.items).toEqual([]);
  });

  test('held today counts; one still to come does not, nor one after its own term', async () => {
    const { app, chair, primary } = await chaired();
    const record = (given: object) => chair.call(reelectOrg, { id: primary, heldOn, termEndsOn, ...given });
    app.setNow(new Date(`${today}T23:59:00+08:00`));
    expect((await record({ heldOn: today })).status).toBe(200);
    expectProblem(await record({ heldOn: addDays(today, 1) }), 400, 'orgs.held_in_future', 'heldOn');
    expectProblem(await record({ termEndsOn: heldOn }), 400, 'orgs.term_ends_early', 'termEndsOn');
    expectProblem(await record({ heldOn: '2026-02-30' }), 400, 'kernel.bad_request', 'heldOn');
  });

  test('is of an active union, recorded by who may', async () => {
    const { app, chair, employer, pool, primary, street } = await chaired();
    const made = { parentId: street, kind: 'union', level: 'primary', name: '拟建' } as const;
    for (const id of [employer, (await chair.call(createOrg, made)).body.id])
      expectProblem(await chair.call(reelectOrg, { id, heldOn, termEndsOn }), 409, 'orgs.bad_step');
    const viewer = await app.officer('viewer', primary);
    const mine = { id: primary, heldOn, termEndsOn };
    expectProblem(await viewer.call(reelectOrg, mine), 403, 'kernel.forbidden');
    const stranger = await app.officer('chair', pool);
    expectProblem(await stranger.call(reelectOrg, mine), 404, 'orgs.not_found');
  });
});
