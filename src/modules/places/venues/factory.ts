import type { Request } from '#kernel/contract';
import { nextPhone, type Client, type TestApp } from '#kernel/testing';
import {
  atPlace,
  done,
  ofOwn,
  ofPerson,
  ofSession,
  once,
  openToAll,
  type Live,
  type Place,
  type SignedIn,
  type World,
} from '#kernel/testing/matrix';
import { newPlace } from '../factory.ts';
import * as contract from './contract.ts';

const HOUR = 3_600_000;
let made = 0;

/** A room of a place of the union `orgId`, open round the clock, put on record by `officer`; bookings need a yes. */
export async function newRoom(
  officer: Client,
  orgId: number,
  { place, name, ...given }: Partial<Request<typeof contract.createRoom>> & { place?: string } = {},
): Promise<{ roomId: string; placeId: string; code: string }> {
  made += 1;
  const at = await newPlace(officer, orgId, {
    name: place ?? `测试文化宫${process.pid}号${made}`,
    kind: 'cultural_palace',
    roles: ['venue'],
    facilities: [],
    hours: null,
  });
  const { id: roomId } = await done(officer, contract.createRoom, {
    name: name ?? `多功能厅${made}`,
    fromMinute: 0,
    toMinute: 1440,
    stepMinutes: 60,
    minMinutes: 60,
    ...given,
    id: at.id,
  });
  return { roomId, placeId: at.id, code: at.code };
}

/** The next whole hour but one in Asia/Shanghai that leaves an hour of its day: `hours` later. */
export function slot(t: TestApp, hours = 0): { from: string; to: string } {
  const next = Math.ceil(t.app.now().getTime() / HOUR) * HOUR + 24 * HOUR;
  const from = new Date(next + hours * HOUR);
  return { from: from.toISOString(), to: new Date(from.getTime() + HOUR).toISOString() };
}

/** A booking that waits for the keeper's yes, made by somebody for themselves. */
export async function newBooking(
  t: TestApp,
  roomId: string,
  given: Partial<Request<typeof contract.bookRoom>> = {},
): Promise<{ id: string; code: string; owner: SignedIn }> {
  const owner = await t.worker(nextPhone());
  const wish = { roomId, ...slot(t), purpose: '乒乓球', ...given };
  const { items } = await done(owner, contract.bookRoom, wish);
  return { ...items[0]!, owner };
}

async function bookedAt({ t }: Pick<World, 't'>, at: Place) {
  const room = await newRoom(at.chair, at.id, { place: `${at.sign}文化宫`, name: `${at.sign}厅` });
  return { ...room, ...(await newBooking(t, room.roomId, { purpose: `${at.mark}练习` })) };
}

let planted = 0;

/** One more booking at a place of the union at `at`, which waits for its keeper; the place is public and stays the same. */
export async function plantBooking({ t }: Pick<World, 't'>, at: Place): Promise<void> {
  const { roomId } = await once(at, 'room', () => newRoom(at.chair, at.id, { place: `${at.sign}活动中心` }));
  planted += 1;
  await newBooking(t, roomId, { ...slot(t, planted), purpose: `${at.mark}练习` });
}

const roomAt = (at: Place) =>
  newRoom(at.chair, at.id, { place: `${at.sign}文化宫`, name: `${at.sign}厅`, mostAhead: 20 });

const closing = (t: TestApp) => ({ ...slot(t, 48), reason: '灯光检修' });

export const venuesLive: readonly Live[] = [
  openToAll(
    contract.publicRooms,
    async (_world, at) => ({ input: { code: (await roomAt(at)).code } }),
    'rooms',
  ),
  openToAll(contract.roomDays, async (_world, at) => ({ input: { id: (await roomAt(at)).roomId } }), 'times'),
  atPlace(contract.listRooms, async (_world, at) => ({ input: { id: (await roomAt(at)).placeId } })),
  atPlace(contract.createRoom, async (_world, at) => ({
    input: { id: (await roomAt(at)).placeId, name: `${at.sign}新厅` },
  })),
  atPlace(contract.updateRoom, async (_world, at) => ({
    input: { id: (await roomAt(at)).roomId, seats: 12 },
  })),
  ofOwn(contract.listBookings, { what: 'waiting' }),
  atPlace(contract.roomCollisions, async (world, at) => ({
    input: { id: (await bookedAt(world, at)).roomId, ...slot(world.t) },
  })),
  atPlace(contract.blackoutRoom, async (world, at) => ({
    input: { id: (await roomAt(at)).roomId, ...closing(world.t) },
  })),
  atPlace(contract.liftBlackout, async ({ t }, at) => {
    const { roomId } = await roomAt(at);
    const { id } = await done(at.chair, contract.blackoutRoom, { id: roomId, ...closing(t) });
    return { input: { id } };
  }),
  atPlace(contract.bookForUnion, async ({ t }, at) => ({
    // Officers find what they booked among their own bookings, too.
    input: { roomId: (await newRoom(at.chair, at.id)).roomId, orgId: at.id, ...slot(t), purpose: '开会' },
  })),
  ofSession(contract.bookRoom, 'anybody books for themselves'),
  ofPerson(contract.myBookings, async (world, at) => ({
    input: {},
    owner: (await bookedAt(world, at)).owner,
  })),
  ofPerson(contract.cancelMyBooking, async (world, at) => {
    const { id, owner } = await bookedAt(world, at);
    return { input: { id }, owner };
  }),
  ofPerson(contract.myCalendar, async (world, at) => ({
    input: {},
    owner: (await bookedAt(world, at)).owner,
  })),
  atPlace(contract.roomCalendar, async (world, at) => ({
    input: { id: (await bookedAt(world, at)).roomId },
  })),
  atPlace(contract.decideBooking, async (world, at) => ({
    input: { id: (await bookedAt(world, at)).id, to: 'confirmed' as const },
  })),
  atPlace(contract.withdrawBooking, async ({ t }, at) => {
    const wish = { roomId: (await roomAt(at)).roomId, orgId: at.id, ...slot(t), purpose: `${at.mark}开会` };
    const { items } = await done(at.chair, contract.bookForUnion, wish);
    return { input: { id: items[0]!.id } };
  }),
];
