import { route } from '#kernel/module';
import { blackoutRoom, createRoom, liftBlackout, updateRoom } from './actions.ts';
import * as bookings from './bookings/actions.ts';
import { listBookings, roomCollisions } from './bookings/queries.ts';
import { myCalendar, roomCalendar } from './calendar/queries.ts';
import * as contract from './contract.ts';
import { listRooms, publicRooms, roomDays } from './queries.ts';

/** Rooms of a place and their bookings. */
export const venueRoutes = [
  route(contract.publicRooms, publicRooms),
  route(contract.roomDays, roomDays),
  route(contract.listRooms, listRooms),
  route(contract.createRoom, createRoom),
  route(contract.updateRoom, updateRoom),
  route(contract.listBookings, listBookings),
  route(contract.roomCollisions, roomCollisions),
  route(contract.blackoutRoom, blackoutRoom),
  route(contract.liftBlackout, liftBlackout),
  route(contract.bookForUnion, bookings.bookForUnion),
  route(contract.bookRoom, bookings.bookRoom),
  route(contract.myBookings, bookings.myBookings),
  route(contract.cancelMyBooking, bookings.cancelMyBooking),
  route(contract.myCalendar, myCalendar),
  route(contract.roomCalendar, roomCalendar),
  route(contract.decideBooking, bookings.decideBooking),
  route(contract.withdrawBooking, bookings.withdrawBooking),
];
