import type { Output } from '#kernel/contract';
import type { listBookings, listRooms } from '#places/venues/contract';

export type Room = Output<typeof listRooms>['items'][number];
export type Booking = Output<typeof listBookings>['items'][number];

/** What is read again after something about rooms or bookings was done. */
export const ROOM_READS = [
  'GET /api/places/:id/rooms',
  'GET /api/public/rooms/:id/days',
  'GET /api/bookings',
  'GET /api/rooms/:id/collisions',
  'GET /api/places/todos',
] as const;
