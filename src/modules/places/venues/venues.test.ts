import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextPhone, openTestApp, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { changePlaceState, listPlaceTodos } from '../contract.ts';
import { newPlace } from '../factory.ts';
import { emptyBookings } from './bookings/jobs.ts';
import * as contract from './contract.ts';
import { newBooking, newRoom, slot } from './factory.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';
const HOUR = 3_600_000;
let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
// So that the next whole hour is the same one all through a test.
beforeEach(() => t.setNow(new Date('2026-12-01T02:00:00Z')));
afterEach(() => t.setNow(null));

/** A district whose street keeps a room; `given`: its rules. */
async function keeping(given: Parameters<typeof newRoom>[2] = {}, app: TestApp = t) {
  const d = await newDistrict(app);
  const chair = await app.officer('chair', d.street);
  return { ...d, chair, ...(await newRoom(chair, d.street, given)) };
}

const later = (at: string, hours: number): string => new Date(Date.parse(at) + hours * HOUR).toISOString();

describe('a room', () => {
  test('is found by anybody with its rules, and its times day by day', async () => {
    const d = await newDistrict(t);
    const chair = await t.officer('chair', d.street);
    const { id, code } = await newPlace(chair, d.street, { roles: ['venue'] });
    const made = await chair.call(contract.createRoom, {
      id,
      name: '排练厅',
      seats: 40,
      has: ['空调', 'water'],
      rules: '请换软底鞋',
      fromMinute: 600,
      toMinute: 1320,
      approval: false,
    });
    expect(made.status).toBe(201);
    const found = await t.guest().call(contract.publicRooms, { code });
    expect(found.body.items).toMatchObject([{ name: '排练厅', seats: 40, has: ['空调', 'water'] }]);
    const { body } = await t.guest().call(contract.roomDays, { id: made.body.id, days: '5' });
    // The place opens at eight and closes at six on working days; the room opens at ten.
    expect(body.days.map(({ day, open }) => [day, open])).toEqual([
      ['2026-12-01', [{ from: '2026-12-01T02:00:00.000Z', to: '2026-12-01T10:00:00.000Z' }]],
      ['2026-12-02', [{ from: '2026-12-02T02:00:00.000Z', to: '2026-12-02T10:00:00.000Z' }]],
      ['2026-12-03', [{ from: '2026-12-03T02:00:00.000Z', to: '2026-12-03T10:00:00.000Z' }]],
      ['2026-12-04', [{ from: '2026-12-04T02:00:00.000Z', to: '2026-12-04T10:00:00.000Z' }]],
      ['2026-12-05', []],
    ]);
  });

  test('whose rules leave nothing to book is refused', async () => {
    const { chair, placeId, roomId } = await keeping();
    const wrong = { id: placeId, name: '小厅', fromMinute: 600, toMinute: 610 };
    expectProblem(await chair.call(contract.createRoom, wrong), 422, 'places.bad_room', 'fromMinute');
    const worse = await chair.call(contract.updateRoom, { id: roomId, minMinutes: 600 });
    expectProblem(worse, 422, 'places.bad_room', 'fromMinute');
  });

  test('that is closed takes no bookings and is not shown, and what is booked is in conflict', async () => {
    const { chair, roomId, code } = await keeping();
    await newBooking(t, roomId);
    await chair.call(contract.updateRoom, { id: roomId, state: 'closed' });
    expect((await t.guest().call(contract.publicRooms, { code })).body.items).toEqual([]);
    const worker = await t.worker(nextPhone());
    const wish = { roomId, ...slot(t, 3), purpose: '开会' };
    expectProblem(await worker.call(contract.bookRoom, wish), 409, 'places.room_closed');
    const { items } = (await chair.call(contract.listBookings, { what: 'conflicts' })).body;
    expect(items).toMatchObject([{ conflict: true, state: 'asked' }]);
    const todos = (await chair.call(listPlaceTodos, {})).body.items.map((todo) => [todo.code, todo.count]);
    expect(todos).toEqual(
      expect.arrayContaining([
        ['places.bookings_waiting', 1],
        ['places.booking_conflicts', 1],
      ]),
    );
  });

  test('of nowhere is not found', async () => {
    const { chair, street } = await keeping();
    const guest = t.guest();
    const worker = await t.worker(nextPhone());
    const wish = { roomId: NOWHERE, ...slot(t), purpose: '开会' };
    const id = NOWHERE;
    const notFound = [
      [await guest.call(contract.publicRooms, { code: '222222' }), 'places.not_found'],
      [await guest.call(contract.roomDays, { id }), 'places.room_not_found'],
      [await chair.call(contract.listRooms, { id }), 'places.not_found'],
      [await chair.call(contract.createRoom, { id, name: '厅' }), 'places.not_found'],
      [await chair.call(contract.updateRoom, { id }), 'places.room_not_found'],
      [await chair.call(contract.roomCollisions, { id, ...slot(t) }), 'places.room_not_found'],
      [await chair.call(contract.blackoutRoom, { id, ...slot(t), reason: '检修' }), 'places.room_not_found'],
      [await chair.call(contract.liftBlackout, { id }), 'places.blackout_not_found'],
      [await chair.call(contract.bookForUnion, { ...wish, orgId: street }), 'places.room_not_found'],
      [await worker.call(contract.bookRoom, wish), 'places.room_not_found'],
      [await worker.call(contract.cancelMyBooking, { id }), 'places.booking_not_found'],
      [await chair.call(contract.roomCalendar, { id }), 'places.room_not_found'],
      [await chair.call(contract.decideBooking, { id, to: 'confirmed' }), 'places.booking_not_found'],
      [await chair.call(contract.withdrawBooking, { id }), 'places.booking_not_found'],
    ] as const;
    for (const [answer, code] of notFound) expectProblem(answer, 404, code);
  });
});

describe('a booking', () => {
  test('waits for the keeper, whose yes its booker sees; its purpose nobody else does', async () => {
    const { chair, roomId } = await keeping();
    const { id, code, owner } = await newBooking(t, roomId, { purpose: '秘密排练', title: '合唱团' });
    const waiting = await chair.call(contract.listBookings, { what: 'waiting' });
    expect(waiting.body.items).toMatchObject([
      { id, code, purpose: '秘密排练', state: 'asked', by: null, may: { keep: true, withdraw: false } },
    ]);
    const calendar = await t.guest().call(contract.roomDays, { id: roomId, days: '3' });
    const taken = calendar.body.days.flatMap((day) => day.taken);
    expect(taken).toMatchObject([{ title: '合唱团' }]);
    expect(calendar.raw.toString()).not.toContain('秘密');
    expect(calendar.raw.toString()).not.toContain(code);
    await chair.call(contract.decideBooking, { id, to: 'confirmed' });
    const mine = await owner.call(contract.myBookings, {});
    expect(mine.body.items).toMatchObject([{ id, state: 'confirmed', conflict: false }]);
    expect((await chair.call(contract.listBookings, { what: 'waiting' })).body.items).toEqual([]);
    expect((await chair.call(contract.listBookings, { what: 'coming' })).body.total).toBe(1);
  });

  test('is refused with a reason, and the time is free again', async () => {
    const { chair, roomId } = await keeping();
    const { id, owner } = await newBooking(t, roomId);
    const bare = await chair.call(contract.decideBooking, { id, to: 'refused' });
    expectProblem(bare, 422, 'places.booking_reason_missing', 'reason');
    await chair.call(contract.decideBooking, { id, to: 'refused', reason: '这天另有安排' });
    expect((await owner.call(contract.myBookings, {})).body.items).toMatchObject([
      { state: 'refused', reason: '这天另有安排' },
    ]);
    const again = await chair.call(contract.decideBooking, { id, to: 'confirmed' });
    expectProblem(again, 409, 'places.bad_booking_step');
    await newBooking(t, roomId);
  });

  test('of a time that is taken is answered with the next free ones', async () => {
    const { roomId } = await keeping({ approval: false });
    await newBooking(t, roomId);
    const worker = await t.worker(nextPhone());
    const answer = await worker.call(contract.bookRoom, { roomId, ...slot(t), purpose: '开会' });
    expectProblem(answer, 409, 'places.slot_taken', 'from');
    expect(answer.problem.hint).toMatch(/\d\d-\d\d \d\d:00、\d\d-\d\d \d\d:00/);
    const own = await worker.call(contract.bookRoom, { roomId, ...slot(t, 1), purpose: '开会' });
    expect(own).toMatchObject({ status: 201, body: { items: [{ state: 'confirmed' }], skipped: [] } });
  });

  test('keeps the room for its rest as well', async () => {
    const { roomId } = await keeping({ restMinutes: 30 });
    await newBooking(t, roomId);
    const worker = await t.worker(nextPhone());
    const next = await worker.call(contract.bookRoom, { roomId, ...slot(t, 1), purpose: '开会' });
    expectProblem(next, 409, 'places.slot_taken', 'from');
    const after = await worker.call(contract.bookRoom, { roomId, ...slot(t, 2), purpose: '开会' });
    expect(after.status).toBe(201);
  });

  test('outside the rules is refused in words', async () => {
    const { roomId, chair, street } = await keeping({ who: 'unions', approval: false });
    const worker = await t.worker(nextPhone());
    const { from } = slot(t);
    const wish = { roomId, from, to: later(from, 1), purpose: '开会' };
    expectProblem(await worker.call(contract.bookRoom, wish), 422, 'places.unions_only');
    const long = { ...wish, orgId: street, to: later(from, 9) };
    const answer = await chair.call(contract.bookForUnion, long);
    expectProblem(answer, 422, 'places.slot_wrong', 'from');
    expect(answer.problem.message).toContain('时长');
  });

  test('nobody holds a room more often than its rules allow', async () => {
    const { roomId } = await keeping({ mostAhead: 2 });
    const { owner } = await newBooking(t, roomId);
    const more = (hours: number) =>
      owner.call(contract.bookRoom, { roomId, ...slot(t, hours), purpose: '开会' });
    expect((await more(1)).status).toBe(201);
    expectProblem(await more(2), 409, 'places.too_many_ahead');
    const first = (await owner.call(contract.myBookings, {})).body.items[0]!;
    expect((await owner.call(contract.cancelMyBooking, { id: first.id })).body.state).toBe('cancelled');
    expectProblem(
      await owner.call(contract.cancelMyBooking, { id: first.id }),
      409,
      'places.bad_booking_step',
    );
    expect((await more(2)).status).toBe(201);
  });

  test('week after week: nothing is booked while one is not free, unless it may be left out', async () => {
    const { chair, roomId, street } = await keeping({ aheadDays: 60, mostAhead: 20 });
    const second = { from: later(slot(t).from, 7 * 24), to: later(slot(t).to, 7 * 24) };
    await newBooking(t, roomId, second);
    const wish = { roomId, orgId: street, ...slot(t), purpose: '读书会', weeks: 4 };
    const answer = await chair.call(contract.bookForUnion, wish);
    expectProblem(answer, 409, 'places.series_conflicts', 'weeks');
    expect((await chair.call(contract.listBookings, {})).body.total).toBe(1);
    const { body } = await chair.call(contract.bookForUnion, { ...wish, skip: true });
    expect(body.items).toHaveLength(3);
    // Whoever keeps the place need not ask themselves.
    expect(body.items.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect(body.skipped).toEqual([{ from: second.from, why: 'taken' }]);
    const listed = await chair.call(contract.listBookings, { what: 'coming', limit: 2 });
    expect(listed.body).toMatchObject({ total: 4, items: [{}, {}] });
    const rest = await chair.call(contract.listBookings, { what: 'coming', cursor: listed.body.next! });
    expect(rest.body.items).toHaveLength(2);
    expect(new Set(rest.body.items.map(({ series }) => series !== null))).toEqual(new Set([true]));
  });

  test('for a union is made and given up by its own officers, at a place of others', async () => {
    const { roomId, chair: keeper } = await keeping();
    const elsewhere = await newDistrict(t);
    const chair = await t.officer('chair', elsewhere.street);
    const wish = { roomId, orgId: elsewhere.street, ...slot(t), purpose: '联谊' };
    expectProblem(await keeper.call(contract.bookForUnion, wish), 404, 'orgs.not_found');
    const { items } = (await chair.call(contract.bookForUnion, wish)).body;
    const { id } = items[0]!;
    expect(items).toMatchObject([{ state: 'asked' }]);
    expect((await chair.call(contract.listBookings, {})).body.items).toMatchObject([
      { id, org: { id: elsewhere.street }, may: { keep: false, withdraw: true } },
    ]);
    const own = await chair.call(contract.decideBooking, { id, to: 'confirmed' });
    expectProblem(own, 404, 'places.booking_not_found');
    expect((await keeper.call(contract.listBookings, {})).body.items).toMatchObject([
      { id, may: { keep: true, withdraw: false } },
    ]);
    expect((await chair.call(contract.withdrawBooking, { id })).body.state).toBe('cancelled');
    expectProblem(await chair.call(contract.withdrawBooking, { id }), 409, 'places.bad_booking_step');
  });

  test('what became of it is said once it has begun', async () => {
    const { chair, roomId } = await keeping({ approval: false });
    const { id, owner } = await newBooking(t, roomId);
    expectProblem(
      await chair.call(contract.decideBooking, { id, to: 'no_show' }),
      409,
      'places.bad_booking_step',
    );
    t.setNow(new Date(later(slot(t).from, 2)));
    expectProblem(await owner.call(contract.cancelMyBooking, { id }), 409, 'places.bad_booking_step');
    expect((await chair.call(contract.decideBooking, { id, to: 'no_show' })).body.state).toBe('no_show');
  });
});

describe('a time of closing', () => {
  test('names the bookings it calls off before it does, and their bookers read why', async () => {
    const { chair, roomId } = await keeping();
    const { id, owner } = await newBooking(t, roomId);
    const { from } = slot(t);
    const during = { id: roomId, from: later(from, -1), to: later(from, 5) };
    const hit = await chair.call(contract.roomCollisions, during);
    expect(hit.body.items).toMatchObject([{ id }]);
    const none = await chair.call(contract.roomCollisions, { id: roomId, from, to: from });
    expect(none.body.items).toEqual([]);
    const blind = await chair.call(contract.blackoutRoom, { ...during, reason: '灯光检修' });
    expectProblem(blind, 409, 'places.collisions_changed');
    const made = await chair.call(contract.blackoutRoom, { ...during, reason: '灯光检修', cancels: 1 });
    expect(made).toMatchObject({ status: 201, body: { cancelled: 1 } });
    expect((await owner.call(contract.myBookings, {})).body.items).toMatchObject([
      { state: 'cancelled', cancelledBy: 'keeper', reason: '灯光检修' },
    ]);
    const wish = { roomId, ...slot(t), purpose: '开会' };
    expectProblem(await owner.call(contract.bookRoom, wish), 422, 'places.slot_wrong', 'from');
    const days = (await t.guest().call(contract.roomDays, { id: roomId, days: '3' })).body.days;
    expect(days.flatMap(({ blackouts }) => blackouts)).toMatchObject([{ reason: '灯光检修' }]);
    const { items } = (await chair.call(contract.listRooms, { id: await roomPlace(roomId) })).body;
    expect(items[0]!.blackouts).toMatchObject([{ id: made.body.id, reason: '灯光检修' }]);
    await chair.call(contract.liftBlackout, { id: made.body.id });
    expect((await owner.call(contract.bookRoom, wish)).status).toBe(201);
    const twice = await chair.call(contract.liftBlackout, { id: made.body.id });
    expectProblem(twice, 404, 'places.blackout_not_found');
  });

  test('that ends before it begins, or is over, is refused', async () => {
    const { chair, roomId } = await keeping();
    const { from, to } = slot(t);
    const wrong = { id: roomId, from: to, to: from, reason: '检修' };
    expectProblem(await chair.call(contract.blackoutRoom, wrong), 422, 'places.bad_blackout', 'to');
  });
});

async function roomPlace(roomId: string): Promise<string> {
  const { rows } = await t.pool.query<{ id: string }>(
    'select place_id as id from places.room where id = $1',
    [roomId],
  );
  return rows[0]!.id;
}

test('a place that closes after a booking leaves it with the keeper, and does not drop it', async () => {
  const { chair, roomId, placeId } = await keeping();
  const { id } = await newBooking(t, roomId);
  await chair.call(changePlaceState, { id: placeId, to: 'suspended', reason: '装修' });
  const { items } = (await chair.call(contract.listBookings, { what: 'conflicts' })).body;
  expect(items).toMatchObject([{ id, state: 'asked', conflict: true }]);
});

test('a calendar file has one’s own bookings alone, a room’s all of them, called off ones too', async () => {
  const { chair, roomId } = await keeping();
  const { id, code, owner } = await newBooking(t, roomId, { purpose: '合唱' });
  const mine = await owner.call(contract.myCalendar, {});
  expect(mine.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(mine.raw.toString()).toContain(`UID:${id}@zhijia.test\r\nSEQUENCE:0\r\n`);
  expect(mine.raw.toString()).toContain('STATUS:TENTATIVE\r\n');
  expect(mine.raw.toString()).toContain(`DESCRIPTION:${code}\r\n`);
  await owner.call(contract.cancelMyBooking, { id });
  const room = (await chair.call(contract.roomCalendar, { id: roomId })).raw.toString();
  expect(room).toContain(`UID:${id}@zhijia.test\r\nSEQUENCE:1\r\n`);
  expect(room).toContain('STATUS:CANCELLED\r\nSUMMARY:合唱\r\n');
  const other = await t.worker(nextPhone());
  expect((await other.call(contract.myCalendar, {})).raw.toString()).not.toContain('VEVENT');
});

describe('when it is over', () => {
  test('a confirmed booking counts as used, and an unanswered one lapses', async () => {
    const { chair, roomId } = await keeping();
    const sure = await newBooking(t, roomId);
    await chair.call(contract.decideBooking, { id: sure.id, to: 'confirmed' });
    await newBooking(t, roomId, slot(t, 1));
    t.setNow(new Date(later(slot(t).from, 48)));
    await t.app.jobs.send(t.app.db, 'places.settle_bookings', {});
    await t.drain('places.settle_bookings');
    const { items } = (await chair.call(contract.listBookings, { what: 'past' })).body;
    expect(items.map(({ state, reason }) => [state, reason])).toEqual([
      ['refused', '开始前没有答复'],
      ['done', null],
    ]);
  });

  test('who booked and for what is forgotten a year later; that it was stays', async () => {
    const { roomId } = await keeping({ approval: false });
    const { id, owner } = await newBooking(t, roomId, { title: '合唱团' });
    const at = Date.parse(slot(t).to);
    const run = async () => {
      await t.app.jobs.send(t.app.db, 'places.forget_bookers', {});
      await t.drain('places.forget_bookers');
      const { rows } = await t.pool.query(
        'select user_id, purpose, title, erased_at from places.booking where id = $1',
        [id],
      );
      return rows[0] as Record<string, unknown>;
    };
    t.setNow(new Date(at + 364 * 24 * HOUR));
    expect(await run()).toMatchObject({ user_id: owner.userId, purpose: '乒乓球', title: '合唱团' });
    t.setNow(new Date(at + 367 * 24 * HOUR));
    expect(await run()).toMatchObject({ user_id: null, purpose: null, title: null });
    const ledger = await t.pool.query('select entity from kernel.erasure where entity_id = $1', [id]);
    expect(ledger.rows).toEqual([{ entity: 'places.booking' }]);
    // What a restored backup would bring back is emptied again; it may be asked for twice.
    await inTx(t.ctx(), (tx) => emptyBookings(tx, [id, NOWHERE]));
  });

  test('an account that is erased leaves its bookings without a word of its own', async () => {
    const { roomId } = await keeping({ approval: false });
    const { id, owner } = await newBooking(t, roomId, { title: '合唱团' });
    const hash = (await t.app.accounts.phoneHashesOf([owner.userId])).get(owner.userId)!;
    await inTx(t.ctx(), (tx) => t.app.accounts.erase(tx, hash));
    const { rows } = await t.pool.query(
      'select user_id, purpose, title, state, erased_at is not null as erased from places.booking where id = $1',
      [id],
    );
    expect(rows).toEqual([{ user_id: null, purpose: null, title: null, state: 'confirmed', erased: true }]);
  });
});

describe('a race for one hour', () => {
  const rush = async (app: TestApp): Promise<number[]> => {
    const d = await newDistrict(app);
    const chair = await app.officer('chair', d.street);
    const { roomId } = await newRoom(chair, d.street, { approval: false });
    const workers = [];
    for (let nth = 0; nth < 6; nth++) workers.push(await app.worker(nextPhone()));
    const wish = { roomId, ...slot(app), purpose: '开会' };
    const answers = await Promise.all(workers.map((worker) => worker.call(contract.bookRoom, wish)));
    return answers.map(({ status }) => status).sort((a, b) => a - b);
  };

  test('is won by one', async () => {
    // The first round finds few connections open, and so little happens at once.
    for (let round = 0; round < 3; round++) expect(await rush(t)).toEqual([201, 409, 409, 409, 409, 409]);
  });

  test('negative control: without the constraint it is won by several', async () => {
    const app = await openTestApp(`booking_race_${process.pid}`);
    await app.pool.query('alter table places.booking drop constraint booking_apart');
    let most = 0;
    for (let round = 0; round < 5 && most < 2; round++)
      most = (await rush(app)).filter((status) => status === 201).length;
    await app.stop();
    expect(most).toBeGreaterThan(1);
  });
});
