import { z } from 'zod';
import { dateField, endpoint, pageFields, pageOf, textField, timeField } from '#kernel/contract';
import { orgNumber, orgRef } from '#orgs/contract';
import { placeCode, placeId } from '../contract.ts';

export const ROOM_STATES = ['open', 'closed'] as const;
/** Who may book: unions through their officers, or anyone signed in as well. */
export const BOOKERS = ['unions', 'anyone'] as const;
/** `asked` waits for the keeper's yes. `no_show` is said of a booking, never counted about a person. */
export const BOOKING_STATES = ['asked', 'confirmed', 'refused', 'cancelled', 'done', 'no_show'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
/** What stands in the way of a time (rules.ts, `obstacleTo`). */
export const OBSTACLES = ['past', 'too_far', 'length', 'grid', 'shut', 'taken'] as const;

const minute = z.int().min(0).max(1440);

/** By which rules a room is booked. Minutes count from midnight, Asia/Shanghai. */
const roomRules = {
  who: z.enum(BOOKERS),
  approval: z.boolean(),
  fromMinute: minute,
  toMinute: minute,
  minMinutes: z.int().min(5).max(1440),
  maxMinutes: z.int().min(5).max(1440),
  stepMinutes: z.int().min(5).max(240),
  aheadDays: z.int().min(1).max(366),
  /** Bookings ahead that one person, or one union, may hold at a time. */
  mostAhead: z.int().min(1).max(200),
  /** Kept free after each booking. */
  restMinutes: z.int().min(0).max(240),
};
const roomFacts = {
  name: textField(40),
  seats: z.int().min(1).max(9_999).nullable(),
  /** Codes of facilities (`places.facilities`), or own words. */
  has: z.array(textField(20)).max(20),
  /** What whoever books has to know. */
  rules: z.string().trim().max(300).nullable(),
};

export const roomSchema = z
  .object({ id: z.uuid(), state: z.enum(ROOM_STATES), ...roomFacts, ...roomRules })
  .meta({ id: 'Room' });

const span = z.object({ from: timeField, to: timeField });

export const publicRooms = endpoint({
  method: 'GET',
  path: '/api/public/places/:code/rooms',
  summary: 'The rooms of a place that can be booked, for anyone',
  access: 'public',
  input: z.object({ code: placeCode }),
  output: z.object({
    place: z.object({
      code: z.string(),
      name: z.string(),
      address: z.string().nullable(),
      phone: z.string().nullable(),
    }),
    items: z.array(roomSchema),
  }),
  errors: ['places.not_found'],
  sample: { code: '7K3QXM' },
});

export const roomDays = endpoint({
  method: 'GET',
  path: '/api/public/rooms/:id/days',
  summary: 'When a room can be booked and when it is taken, day by day; by whom is nobody’s business',
  access: 'public',
  input: z.object({
    id: z.uuid(),
    /** Today when absent. */
    from: dateField.optional(),
    days: z.coerce.number().int().min(1).max(31).default(7),
  }),
  output: z.object({
    at: timeField,
    room: roomSchema,
    days: z.array(
      z.object({
        day: z.string(),
        /** When it can be booked at all; blackouts are cut out. */
        open: z.array(span),
        /** With the rest after each. `title` is what the booker lets everybody read. */
        taken: z.array(span.extend({ title: z.string().nullable() })),
        blackouts: z.array(span.extend({ reason: z.string() })),
      }),
    ),
  }),
  errors: ['places.room_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000', days: '7' },
});

export const listRooms = endpoint({
  method: 'GET',
  path: '/api/places/:id/rooms',
  summary: 'The rooms of a place with their rules and the times they are closed for',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z.object({
    items: z.array(
      roomSchema.extend({ blackouts: z.array(span.extend({ id: z.uuid(), reason: z.string() })) }),
    ),
  }),
  errors: ['places.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const createRoom = endpoint({
  method: 'POST',
  path: '/api/places/:id/rooms',
  summary: 'Put a room of a place on record, with the rules by which it is booked',
  access: 'places.manage',
  input: z.object({
    id: placeId,
    ...roomFacts,
    seats: roomFacts.seats.optional(),
    has: roomFacts.has.default([]),
    rules: roomFacts.rules.optional(),
    who: roomRules.who.default('anyone'),
    approval: roomRules.approval.default(true),
    fromMinute: minute.default(480),
    toMinute: minute.default(1200),
    minMinutes: roomRules.minMinutes.default(30),
    maxMinutes: roomRules.maxMinutes.default(120),
    stepMinutes: roomRules.stepMinutes.default(30),
    aheadDays: roomRules.aheadDays.default(30),
    mostAhead: roomRules.mostAhead.default(4),
    restMinutes: roomRules.restMinutes.default(0),
  }),
  output: z.object({ id: z.uuid() }),
  status: 201,
  errors: ['places.not_found', 'places.bad_room'],
  sample: { id: '01890000-0000-7000-8000-000000000000', name: '多功能厅', seats: 60 },
});

export const updateRoom = endpoint({
  method: 'PATCH',
  path: '/api/rooms/:id',
  summary: 'Change a room or its rules; `closed`: nobody books it. What is booked already stays',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    state: z.enum(ROOM_STATES).optional(),
    ...z.object({ ...roomFacts, ...roomRules }).partial().shape,
  }),
  output: z.object({ id: z.uuid() }),
  errors: ['places.room_not_found', 'places.bad_room'],
  sample: { id: '01890000-0000-7000-8000-000000000000', state: 'closed' },
});

const bookingBase = {
  id: z.uuid(),
  /** Told at the door. */
  code: z.string(),
  room: z.object({ id: z.uuid(), name: z.string() }),
  place: z.object({ id: placeId, code: z.string(), name: z.string() }),
  from: timeField,
  to: timeField,
  state: z.enum(BOOKING_STATES),
  purpose: z.string().nullable(),
  title: z.string().nullable(),
  /** Why it was refused or cancelled. */
  reason: z.string().nullable(),
  cancelledBy: z.enum(['booker', 'keeper']).nullable(),
  series: z.uuid().nullable(),
  /** The place or the room is closed at that time by now. */
  conflict: z.boolean(),
};

export const bookingSchema = z
  .object({
    ...bookingBase,
    /** The union it is for; null where somebody booked for themselves. */
    org: orgRef.nullable(),
    /** Name of the account that made it; null for one without a name, and once it is erased. */
    by: z.string().nullable(),
    createdAt: timeField,
    may: z.object({
      /** Answer it, and say what became of it. */
      keep: z.boolean(),
      /** Give it up for the union. */
      withdraw: z.boolean(),
    }),
  })
  .meta({ id: 'Booking' });

/** `held`: all that have, or had, the room, whenever. */
export const BOOKING_LISTS = ['waiting', 'coming', 'conflicts', 'past', 'held'] as const;

export const listBookings = endpoint({
  method: 'GET',
  path: '/api/bookings',
  summary: 'Bookings at places in your scope, and those made for your unions; the next first',
  access: 'places.read',
  input: z.object({
    what: z.enum(BOOKING_LISTS).default('coming'),
    placeId: placeId.optional(),
    /** Days that they touch, both included. */
    from: dateField.optional(),
    to: dateField.optional(),
    ...pageFields,
  }),
  output: pageOf(bookingSchema).extend({ total: z.number().int() }),
  errors: ['kernel.bad_cursor'],
  sample: { what: 'waiting' },
});

export const roomCollisions = endpoint({
  method: 'GET',
  path: '/api/rooms/:id/collisions',
  summary: 'The bookings that a time of closing would call off',
  access: 'places.manage',
  input: z.object({ id: z.uuid(), from: timeField, to: timeField }),
  output: z.object({ items: z.array(bookingSchema) }),
  errors: ['places.room_not_found'],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    from: '2026-12-01T00:00:00Z',
    to: '2026-12-02T00:00:00Z',
  },
});

export const blackoutRoom = endpoint({
  method: 'POST',
  path: '/api/rooms/:id/blackouts',
  summary: 'Close a room for a time; the bookings in it are cancelled with the reason',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    from: timeField,
    to: timeField,
    reason: textField(60),
    /** How many bookings the officer has been shown that this calls off. */
    cancels: z.int().min(0).max(1000).default(0),
  }),
  output: z.object({ id: z.uuid(), cancelled: z.number().int() }),
  status: 201,
  errors: ['places.room_not_found', 'places.bad_blackout', 'places.collisions_changed'],
  sample: {
    id: '01890000-0000-7000-8000-000000000000',
    from: '2026-12-01T00:00:00Z',
    to: '2026-12-02T00:00:00Z',
    reason: '灯光检修',
  },
});

export const liftBlackout = endpoint({
  method: 'POST',
  path: '/api/blackouts/:id/lift',
  summary: 'The room is free again; bookings that were cancelled stay so',
  access: 'places.manage',
  input: z.object({ id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  errors: ['places.blackout_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

const bookingInput = {
  roomId: z.uuid(),
  from: timeField,
  to: timeField,
  /** For the keeper alone. */
  purpose: textField(60),
  /** Shown to everybody in the calendar; nothing when absent. */
  title: textField(30).optional(),
  /** The same time in so many weeks, this one included. */
  weeks: z.int().min(1).max(26).default(1),
  /** Weeks in which it is not free are left out; else nothing is booked at all. */
  skip: z.boolean().default(false),
};
const booked = z.object({
  items: z.array(
    z.object({ id: z.uuid(), code: z.string(), from: timeField, state: z.enum(['asked', 'confirmed']) }),
  ),
  skipped: z.array(z.object({ from: timeField, why: z.enum(OBSTACLES) })),
});
const bookingErrors = [
  'places.room_not_found',
  'places.room_closed',
  'places.slot_taken',
  'places.slot_wrong',
  'places.series_conflicts',
  'places.too_many_ahead',
] as const;

export const bookForUnion = endpoint({
  method: 'POST',
  path: '/api/bookings',
  summary: 'Book a room for a union in your scope',
  access: 'places.book',
  input: z.object({ ...bookingInput, orgId: orgNumber }),
  output: booked,
  status: 201,
  errors: [...bookingErrors, 'orgs.not_found'],
  sample: {
    roomId: '01890000-0000-7000-8000-000000000000',
    orgId: 1,
    from: '2026-12-02T04:00:00Z',
    to: '2026-12-02T05:00:00Z',
    purpose: '读书会',
  },
});

export const bookRoom = endpoint({
  method: 'POST',
  path: '/api/me/bookings',
  summary: 'Book a room for oneself',
  access: 'person',
  input: z.object(bookingInput),
  output: booked,
  status: 201,
  errors: [...bookingErrors, 'places.unions_only'],
  sample: {
    roomId: '01890000-0000-7000-8000-000000000000',
    from: '2026-12-02T04:00:00Z',
    to: '2026-12-02T05:00:00Z',
    purpose: '乒乓球',
  },
});

export const myBookings = endpoint({
  method: 'GET',
  path: '/api/me/bookings',
  summary: 'What one has booked for oneself: to come, and of the last 30 days',
  access: 'person',
  input: z.object({}),
  output: z.object({ items: z.array(z.object(bookingBase)) }),
});

export const cancelMyBooking = endpoint({
  method: 'POST',
  path: '/api/me/bookings/:id/cancel',
  summary: 'Give up a booking of one’s own, so that others can have the room',
  access: 'person',
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.enum(BOOKING_STATES) }),
  errors: ['places.booking_not_found', 'places.bad_booking_step'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const myCalendar = endpoint({
  method: 'GET',
  path: '/api/me/bookings/calendar',
  summary: 'One’s own bookings as a file for a calendar (RFC 5545)',
  access: 'person',
  input: z.object({}),
  output: z.never(),
  produces: 'text/calendar; charset=utf-8',
});

export const roomCalendar = endpoint({
  method: 'GET',
  path: '/api/rooms/:id/calendar',
  summary: 'The bookings of a room as a file for a calendar (RFC 5545)',
  access: 'places.manage',
  input: z.object({ id: z.uuid() }),
  output: z.never(),
  produces: 'text/calendar; charset=utf-8',
  errors: ['places.room_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

/** What a keeper may say of a booking. */
export const KEEPER_STEPS = ['confirmed', 'refused', 'cancelled', 'done', 'no_show'] as const;

export const decideBooking = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/decide',
  summary: 'Say yes or no to a booking at a place of yours, call it off, or note what became of it',
  access: 'places.manage',
  input: z.object({
    id: z.uuid(),
    to: z.enum(KEEPER_STEPS),
    reason: z.string().trim().max(100).optional(),
  }),
  output: z.object({ state: z.enum(BOOKING_STATES) }),
  errors: ['places.booking_not_found', 'places.bad_booking_step', 'places.booking_reason_missing'],
  sample: { id: '01890000-0000-7000-8000-000000000000', to: 'confirmed' },
});

export const withdrawBooking = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/withdraw',
  summary: 'Give up a booking that was made for a union of yours',
  access: 'places.book',
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.enum(BOOKING_STATES) }),
  errors: ['places.booking_not_found', 'places.bad_booking_step'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});
