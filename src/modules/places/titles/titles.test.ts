import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { textOf } from '#kernel/testing/attempts';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { listPlaceTodos } from '../contract.ts';
import { newPlace } from '../factory.ts';
import * as steps from './cases/contract.ts';
import * as contract from './contract.ts';
import { newCase, newTemplate, RULES, type Stage } from './factory.ts';
import * as templates from './templates/contract.ts';

const START = '2026-11-24T03:00:00Z';
const NOWHERE = '01890000-0000-7000-8000-000000000000';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const at = (day: string) => t.setNow(new Date(`${day}T03:00:00Z`));

interface Stand {
  readonly d: TestDistrict;
  /** Of the street: grants. */
  readonly chair: Client & { readonly userId: string };
  /** Of the street too: applies. */
  readonly clerk: Client & { readonly userId: string };
  readonly templateId: string;
  readonly stand: (stage: Stage) => Promise<{ id: string; placeId: string; code: string }>;
}

async function begin(given: Parameters<typeof newTemplate>[2] = {}): Promise<Stand> {
  t.setNow(new Date(START));
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.street);
  const clerk = await t.officer('membership_officer', d.street);
  const templateId = await newTemplate(chair, d.street, given);
  const stand = async (stage: Stage) => {
    const { id: placeId, code } = await newPlace(chair, d.street);
    const id = await newCase(t.app, { applicant: clerk, grantor: chair }, { placeId, templateId, stage });
    return { id, placeId, code };
  };
  return { d, chair, clerk, templateId, stand };
}

test('a title from the self-check to the plaque, to the re-check and away again', async () => {
  const { chair, clerk, stand } = await begin();
  const { id, placeId, code } = await stand('visited');
  const { body: notices } = await chair.call(steps.startNotices, { ids: [id] });
  expect(notices).toMatchObject({ done: 1 });

  const guest = t.guest();
  const { body: shown } = await guest.call(contract.getNotice, { id });
  expect(shown).toMatchObject({
    place: { code },
    title: '示范驿站',
    from: '2026-11-24',
    until: '2026-11-29',
    over: false,
    phone: '010-60000000',
    criteria: [
      { code: 'water', by: 'records' },
      { code: 'rules', by: 'visit' },
      { code: 'sign', by: 'visit' },
    ],
  });
  const listed = await guest.call(contract.listNotices, {});
  expect(listed.body.items.map((notice) => notice.id)).toContain(id);

  at('2026-11-29');
  expectProblem(await chair.call(steps.awardTitle, { id }), 409, 'places.title_bad_step');
  at('2026-11-30');
  const award = await chair.call(steps.awardTitle, { id, objections: '没有收到意见' });
  expect(award.body).toEqual({ state: 'awarded', plaqueNo: '〔2026〕001 号', dueOn: '2028-11-30' });
  expect((await guest.call(contract.getNotice, { id })).body.over).toBe(true);
  const paper = await chair.call(contract.titleCertificate, { id });
  expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');

  at('2028-11-29');
  await dueJob();
  expect((await clerk.call(contract.getTitle, { id })).body.state).toBe('awarded');
  at('2028-11-30');
  await dueJob();
  const due = await chair.call(contract.getTitle, { id });
  expect(due.body).toMatchObject({ state: 'reinspection_due', next: 'reinspect' });
  const asked = { id, what: '更换饮水机', until: '2028-12-31' };
  expect((await chair.call(steps.rectifyTitle, asked)).body).toEqual({ state: 'rectify' });
  const kept = await chair.call(steps.reinspectTitle, { id, note: '已更换' });
  expect(kept.body).toEqual({ state: 'awarded', dueOn: '2030-11-30' });
  const held = await chair.call(contract.listPlaceTitles, { id: placeId });
  expect(held.body.cases).toMatchObject([{ state: 'awarded', plaqueNo: '〔2026〕001 号' }]);
  expect(held.body.open).toEqual([]);
  await chair.call(steps.revokeTitle, { id, reason: '长期不开门' });

  const { body: whole } = await chair.call(contract.getTitle, { id });
  expect(whole.history.map(({ to }) => to)).toEqual([
    'self_check',
    'applied',
    'site_visit',
    'site_visit',
    'public_notice',
    'awarded',
    'reinspection_due',
    'rectify',
    'awarded',
    'revoked',
  ]);
  expect(whole.history.at(-1)).toMatchObject({ reason: '长期不开门' });
  // The chain has no gap: each step begins where the one before ended.
  for (const [step, change] of whole.history.slice(1).entries())
    expect(change.from).toBe(whole.history[step]!.to);
  // Revoked, it may be applied for once more.
  const again = await chair.call(contract.listPlaceTitles, { id: placeId });
  expect(again.body.open).toHaveLength(1);
  expectProblem(await chair.call(contract.titleCertificate, { id }), 409, 'places.title_bad_step');
});

/** Runs the job as its clock does. */
async function dueJob(): Promise<void> {
  await t.app.jobs.send(t.app.db, 'places.titles_due', {});
  await t.drain('places.titles_due');
}

test('what is missing is said in words, and evidence lets one apply', async () => {
  const { chair, clerk, d } = await begin();
  const templateId = await newTemplate(chair, d.street, {
    nameZh: '四难示范点',
    criteria: [
      {
        code: 'equipment',
        zh: '设备',
        en: 'Equipment',
        how: 'computed',
        rule: { fact: 'facilities', has: ['water', 'heat_food', 'seats'] },
        required: true,
      },
      {
        code: 'staff',
        zh: '管理员',
        en: 'Staff',
        how: 'computed',
        rule: { fact: 'administrators', atLeast: 1 },
        required: true,
      },
    ],
  });
  const { id: placeId } = await newPlace(chair, d.street, { administrators: 0 });
  const { body } = await clerk.call(contract.listPlaceTitles, { id: placeId });
  const open = body.open.find(({ title }) => title.templateId === templateId)!;
  expect(open.lacks).toEqual(['热饭、桌椅', '管理员 1 名']);
  const { id } = (await clerk.call(steps.openTitle, { placeId, templateId })).body;
  const refused = await clerk.call(steps.applyForTitle, { id });
  expectProblem(refused, 409, 'places.title_gaps');
  expect(refused.problem.message).toBe('还差：热饭、桌椅；管理员 1 名。');
  await clerk.call(steps.addTitleNote, { id, criterion: 'equipment', note: '隔壁食堂可以热饭，有桌椅' });
  await clerk.call(steps.addTitleNote, { id, criterion: 'staff', note: '保安兼管' });
  expect((await clerk.call(steps.applyForTitle, { id })).body).toEqual({ state: 'applied' });
  const { body: applied } = await chair.call(contract.getTitle, { id });
  expect(applied.checks.map(({ verdict }) => verdict)).toEqual(['backed', 'backed']);
  expect(applied.checkedAt).toBe('2026-11-24T03:00:00.000Z');
});

test('review goes up level by level to the union that grants, and back to the applicant with a reason', async () => {
  const { d } = await begin();
  const district = await t.officer('chair', d.district);
  const street = await t.officer('chair', d.street);
  const own = await t.officer('chair', d.primary);
  const templateId = await newTemplate(district, d.district, { level: 'district' });
  const { id: placeId } = await newPlace(own, d.primary);
  const { id } = (await own.call(steps.openTitle, { placeId, templateId })).body;
  await own.call(steps.addTitleNote, { id, criterion: 'rules', note: '制度上墙' });
  await own.call(steps.applyForTitle, { id });
  const where = async () => {
    const { state, reviewOrg } = (await district.call(contract.getTitle, { id })).body;
    return [state, reviewOrg?.id ?? null];
  };
  expect(await where()).toEqual(['applied', d.primary]);
  // The street's to-do is not yet there; that of the union's own chair is.
  const todos = async (who: Client) =>
    (await who.call(listPlaceTodos, {})).body.items.map(({ code }) => code);
  expect(await todos(own)).toContain('places.title_review');
  expect(await todos(street)).not.toContain('places.title_review');
  await own.call(steps.passTitle, { id });
  expect(await where()).toEqual(['reviewing', d.street]);
  expectProblem(await own.call(steps.passTitle, { id }), 403, 'kernel.forbidden');
  await street.call(steps.returnTitle, { id, reason: '请补照片' });
  expect(await where()).toEqual(['returned', null]);
  expect(await todos(own)).toContain('places.title_returned');
  await own.call(steps.applyForTitle, { id });
  await own.call(steps.passTitle, { id });
  await street.call(steps.passTitle, { id, note: '同意推荐' });
  expect(await where()).toEqual(['reviewing', d.district]);
  expectProblem(await street.call(steps.planVisit, { id, on: '2026-12-01' }), 403, 'kernel.forbidden');
  await district.call(steps.passTitle, { id });
  expect(await where()).toEqual(['site_visit', null]);
  expect(await todos(district)).toContain('places.title_visit');
  // Beside them nobody sees it.
  const other = await t.officer('chair', (await newDistrict(t)).district);
  expectProblem(await other.call(contract.getTitle, { id }), 404, 'places.title_not_found');
});

test('who applied does not award, and who came to the visit must have seen what is required', async () => {
  const { d, chair, templateId } = await begin();
  const { id: placeId } = await newPlace(chair, d.street);
  const given = { placeId, templateId, stage: 'passed' } as const;
  const id = await newCase(t.app, { applicant: chair, grantor: chair }, given);
  const visit = { id, on: '2026-11-24', findings: '没有标识' };
  await chair.call(steps.recordVisit, { ...visit, marks: [{ code: 'rules', met: true }] });
  const early = await chair.call(steps.startNotices, { ids: [id, NOWHERE] });
  expect(new Set(early.body.outcomes.map(({ code }) => code))).toEqual(
    new Set(['places.title_gaps', 'places.title_not_found']),
  );
  const marks = [
    { code: 'rules', met: true },
    { code: 'sign', met: true },
  ];
  await chair.call(steps.recordVisit, { ...visit, findings: '已装标识', marks });
  await chair.call(steps.startNotices, { ids: [id] });
  at('2026-12-01');
  expect((await chair.call(contract.getTitle, { id })).body.steps).not.toContain('award');
  expectProblem(await chair.call(steps.awardTitle, { id }), 409, 'places.title_own_application');
  const other = await t.officer('chair', d.district);
  expect((await other.call(steps.awardTitle, { id })).status).toBe(200);
  // The database holds it by itself.
  await expect(
    t.pool.query('update places.title_case set awarded_by = applied_by where id = $1', [id]),
  ).rejects.toThrow('title_two_people');
  await expect(
    t.pool.query('update places.title_case set notice_until = awarded_on where id = $1', [id]),
  ).rejects.toThrow('title_after_notice');
});

test('every step is refused where it is not to be taken, and for what is not there', async () => {
  const { clerk, chair, stand } = await begin();
  const { id } = await stand('begun');
  const wrong: readonly (readonly [Client, Parameters<Client['call']>[0], object])[] = [
    [chair, steps.passTitle, {}],
    [chair, steps.returnTitle, { reason: '补' }],
    [chair, steps.rejectTitle, { reason: '拆' }],
    [chair, steps.planVisit, { on: '2026-12-01' }],
    [chair, steps.recordVisit, { on: '2026-11-24', findings: '好', marks: [] }],
    [chair, steps.awardTitle, {}],
    [chair, steps.reinspectTitle, {}],
    [chair, steps.rectifyTitle, { what: '修', until: '2026-12-01' }],
    [chair, steps.revokeTitle, { reason: '关' }],
    [chair, contract.titleCertificate, {}],
  ];
  for (const [who, step, more] of wrong)
    expectProblem(await who.call(step, { id, ...more }), 409, 'places.title_bad_step');
  await clerk.call(steps.withdrawTitle, { id, reason: '不申请了' });
  const file = { bytes: Buffer.from('ffd8ffe0', 'hex'), type: 'image/jpeg' };
  expectProblem(await clerk.call(steps.withdrawTitle, { id }), 409, 'places.title_bad_step');
  expectProblem(await clerk.call(steps.applyForTitle, { id }), 409, 'places.title_bad_step');
  const note = { id, criterion: 'rules', note: '有' };
  expectProblem(await clerk.call(steps.addTitleNote, note), 409, 'places.title_bad_step');
  const named = { id, criterion: 'rules', name: '照片.jpg' };
  expectProblem(await clerk.call(steps.addTitleFile, named, { file }), 409, 'places.title_bad_step');
  expectProblem(
    await clerk.call(steps.removeTitleEvidence, { id, item: NOWHERE }),
    409,
    'places.title_bad_step',
  );
  expectProblem(await t.guest().call(contract.getNotice, { id }), 404, 'places.title_not_found');
  expectProblem(await clerk.call(contract.listTitles, { cursor: 'x' }), 400, 'kernel.bad_cursor');
});

test('evidence: notes and pictures, nothing else, and only while one fills it in', async () => {
  const { clerk, chair, stand } = await begin();
  const { id } = await stand('begun');
  const named = { id, criterion: 'rules', name: '制度.jpg' };
  const picture = { bytes: Buffer.from('ffd8ffe000104a464946', 'hex'), type: 'image/jpeg' };
  const { id: file } = (await clerk.call(steps.addTitleFile, named, { file: picture })).body;
  const read = await chair.call(steps.readTitleFile, { id, file });
  expect(read.raw).toEqual(picture.bytes);
  const page = { bytes: Buffer.from('<svg onload=alert(1)>'), type: 'image/png' };
  expectProblem(await clerk.call(steps.addTitleFile, named, { file: page }), 422, 'places.title_bad_file');
  const big = { bytes: Buffer.alloc(5 * 1024 * 1024 + 1, 0xff), type: 'image/jpeg' };
  expectProblem(await clerk.call(steps.addTitleFile, named, { file: big }), 413, 'kernel.too_large');
  const unknown = { id, criterion: 'nothing' };
  const noted = await clerk.call(steps.addTitleNote, { ...unknown, note: '有' });
  expectProblem(noted, 422, 'places.title_unknown_criterion', 'criterion');
  const { body } = await chair.call(contract.getTitle, { id });
  expect(body.evidence).toMatchObject([{ criterion: 'rules', file: { name: '制度.jpg', bytes: 10 } }]);
  expect((await clerk.call(steps.removeTitleEvidence, { id, item: file })).status).toBe(200);
  expectProblem(await clerk.call(steps.readTitleFile, { id, file }), 404, 'places.title_not_found');
  for (let n = 0; n < 40; n += 1)
    await clerk.call(steps.addTitleNote, { id, criterion: 'rules', note: `第 ${n} 条` });
  const over = await clerk.call(steps.addTitleNote, { id, criterion: 'rules', note: '再一条' });
  expectProblem(over, 409, 'places.title_too_much');
});

test('a year after a case came to nothing its files are gone', async () => {
  const { clerk, stand } = await begin();
  const [gone, kept] = [await stand('applied'), await stand('applied')];
  await clerk.call(steps.withdrawTitle, { id: gone.id });
  const count = async () => {
    await t.app.jobs.send(t.app.db, 'places.title_evidence_forget', {});
    await t.drain('places.title_evidence_forget');
    const found = await t.pool.query(
      'select case_id as id from places.title_evidence where case_id = any($1)',
      [[gone.id, kept.id]],
    );
    return found.rows.map(({ id }) => id as string);
  };
  at('2027-11-20');
  expect((await count()).sort()).toEqual([gone.id, kept.id].sort());
  at('2027-11-25');
  expect(await count()).toEqual([kept.id]);
});

test('rules in use get a new version, and a case keeps the one it is judged by', async () => {
  const { d, chair, templateId, stand } = await begin();
  const { id } = await stand('applied');
  const longer = { ...RULES, noticeDays: 7 };
  const change = { id: templateId, ...longer };
  const early = await chair.call(templates.changeTitleTemplate, { ...change, from: '2026-01-01' });
  expectProblem(early, 422, 'places.title_bad_dates', 'from');
  const next = await chair.call(templates.changeTitleTemplate, { ...change, from: '2026-11-24' });
  expect(next.body.version).toBe(2);
  expect(next.body.id).not.toBe(templateId);
  expect((await chair.call(contract.getTitle, { id })).body).toMatchObject({
    title: { version: 1 },
    noticeDays: 5,
  });
  // Not yet in use: it is corrected as it stands.
  const again = { id: next.body.id, ...longer, from: '2026-11-24' };
  expect((await chair.call(templates.changeTitleTemplate, again)).body).toEqual(next.body);
  const back = await chair.call(templates.changeTitleTemplate, { ...again, from: '2026-06-01' });
  expectProblem(back, 422, 'places.title_bad_dates', 'from');
  const old = await chair.call(templates.changeTitleTemplate, { ...change, from: '2026-12-01' });
  expectProblem(old, 409, 'places.title_not_newest');
  const twice = { ...RULES, criteria: [RULES.criteria[0]!, RULES.criteria[0]!] };
  const bad = { orgId: d.street, ...twice, from: '2026-01-01' };
  expectProblem(
    await chair.call(templates.createTitleTemplate, bad),
    422,
    'places.title_bad_criteria',
    'criteria',
  );
  expectProblem(
    await chair.call(templates.changeTitleTemplate, { ...again, ...twice }),
    422,
    'places.title_bad_criteria',
    'criteria',
  );
  const end = { id: next.body.id, on: '2026-11-23' };
  expectProblem(await chair.call(templates.endTitleTemplate, end), 422, 'places.title_bad_dates', 'on');
  expect((await chair.call(templates.endTitleTemplate, { ...end, on: '2026-11-25' })).status).toBe(200);
  const twiceEnded = await chair.call(templates.endTitleTemplate, { ...end, on: '2026-11-26' });
  expectProblem(twiceEnded, 409, 'places.title_not_newest');
  at('2026-11-25');
  const { id: placeId } = await newPlace(chair, d.street);
  const late = await chair.call(steps.openTitle, { placeId, templateId: next.body.id });
  expectProblem(late, 422, 'places.title_not_for_place', 'templateId');
  const { body } = await chair.call(templates.listTitleTemplates, {});
  const versions = body.items.filter(({ line }) => line === templateId);
  expect(versions.map(({ version, from, until, cases }) => [version, from, until, cases])).toEqual([
    [2, '2026-11-24', '2026-11-25', 0],
    [1, '2026-01-01', '2026-11-24', 1],
  ]);
  expect(body.ready.map(({ nameZh }) => nameZh)).toContain('最美驿站');
});

test('a title is for places of its kind, its area and its union’s tree', async () => {
  const { d, chair, stand, templateId } = await begin({ areaCode: '110114' });
  const open = async (placeId: string) => chair.call(steps.openTitle, { placeId, templateId });
  const far = await newPlace(chair, d.street, { areaCode: '110108' });
  expectProblem(await open(far.id), 422, 'places.title_not_for_place', 'templateId');
  const room = await newPlace(chair, d.street, {
    kind: 'reading_room',
    roles: ['reading_room'],
    areaCode: '110114011',
  });
  expectProblem(await open(room.id), 422, 'places.title_not_for_place', 'templateId');
  const near = await newPlace(chair, d.street, { areaCode: '110114011' });
  expect((await open(near.id)).status).toBe(201);
  expectProblem(await open(near.id), 409, 'places.title_open_already');
  expectProblem(
    await chair.call(steps.openTitle, { placeId: near.id, templateId: NOWHERE }),
    404,
    'places.title_template_not_found',
  );
  await expect(stand('begun')).rejects.toThrow('422');
});

test('holders are counted by title and by highest title, and exported', async () => {
  const { d, chair, clerk, templateId } = await begin();
  const city = await newTemplate(chair, d.street, { nameZh: '市级示范驿站', level: 'city' });
  const held = async (placeId: string, of: string) => {
    const given = { placeId, templateId: of, stage: 'noticed' } as const;
    return newCase(t.app, { applicant: clerk, grantor: chair }, given);
  };
  const [both, one, none] = [
    await newPlace(chair, d.street, { name: '=两个都有站' }),
    await newPlace(chair, d.street),
    await newPlace(chair, d.street),
  ];
  const ids = [await held(both.id, templateId), await held(both.id, city), await held(one.id, templateId)];
  const waiting = await held(none.id, templateId);
  at('2026-12-01');
  for (const id of ids) await chair.call(steps.awardTitle, { id });
  const { body } = await clerk.call(contract.countTitles, {});
  // A place and its titles are two things: 3 titles at 2 places.
  expect(body).toMatchObject({ places: 2, titles: 3, queues: { held: 3, ready: 1, notice: 0, open: 1 } });
  expect(body.items.map(({ name, held: all, highest }) => [name, all, highest])).toEqual([
    ['市级示范驿站', 1, 1],
    ['示范驿站', 2, 1],
  ]);
  const listed = await clerk.call(contract.listTitles, { queue: 'held', limit: 2 });
  expect(listed.body).toMatchObject({ total: 3 });
  const rest = await clerk.call(contract.listTitles, { queue: 'held', limit: 2, cursor: listed.body.next! });
  expect(rest.body.items).toHaveLength(1);
  const found = await clerk.call(contract.listTitles, { queue: 'ready', q: none.code.toLowerCase() });
  expect(found.body.items.map(({ id }) => id)).toEqual([waiting]);
  const csv = textOf(await clerk.call(contract.exportTitles, { queue: 'held' }));
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  expect(csv).toContain(`"'=两个都有站"`);
  expect(csv).toContain('〔2026〕001 号');
  const todos = (await chair.call(listPlaceTodos, {})).body.items;
  expect(todos).toContainEqual(
    expect.objectContaining({ code: 'places.title_ready', count: 1, href: '/staff/titles?queue=ready' }),
  );
  at('2028-10-15');
  const later = (await chair.call(listPlaceTodos, {})).body.items;
  expect(later).toContainEqual(
    expect.objectContaining({ code: 'places.title_due', count: 3, oldest: '2028-11-30T16:00:00.000Z' }),
  );
});

test('days that do not fit are refused', async () => {
  const { chair, stand } = await begin();
  const { id } = await stand('passed');
  const plan = await chair.call(steps.planVisit, { id, on: '2026-11-23' });
  expectProblem(plan, 422, 'places.title_bad_dates', 'on');
  await chair.call(steps.planVisit, { id, on: '2026-12-10' });
  const visit = { id, findings: '好', marks: [] };
  const ahead = await chair.call(steps.recordVisit, { ...visit, on: '2026-11-25' });
  expectProblem(ahead, 422, 'places.title_bad_dates', 'on');
  const strange = { ...visit, on: '2026-11-24', marks: [{ code: 'nothing', met: true }] };
  expectProblem(await chair.call(steps.recordVisit, strange), 422, 'places.title_unknown_criterion', 'marks');
  const { id: ready } = await stand('noticed');
  at('2026-12-01');
  await chair.call(steps.awardTitle, { id: ready });
  const past = await chair.call(steps.rectifyTitle, { id: ready, what: '修', until: '2026-12-01' });
  expectProblem(past, 422, 'places.title_bad_dates', 'until');
});
