import { requireAccount } from '#kernel/auth';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { calendarFile, type Entry } from '#kernel/ical';
import type { FileAnswer } from '#kernel/module';
import { ownRows, rowsOfRoom, type BookingRow } from '../bookings/queries.ts';
import type * as contract from '../contract.ts';
import { roomFor } from '../queries.ts';

const STATUS = {
  asked: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  done: 'CONFIRMED',
  no_show: 'CONFIRMED',
  refused: 'CANCELLED',
  cancelled: 'CANCELLED',
} as const satisfies Record<BookingRow['state'], Entry['status']>;

function toEntry(ctx: Ctx, row: BookingRow, summary: string): Entry {
  return {
    uid: `${row.id}@${new URL(ctx.app.config.url).hostname}`,
    sequence: row.sequence,
    stamp: row.changed_at.getTime(),
    from: row.begins.getTime(),
    to: row.ends.getTime(),
    status: STATUS[row.state],
    summary,
    location: [row.place_name, row.address].filter(Boolean).join(' '),
    description: row.code,
  };
}

/** One's own bookings; those called off take themselves out of the calendar. */
export async function myCalendar(ctx: Ctx): Promise<FileAnswer> {
  const rows = await ownRows(ctx, requireAccount(ctx).userId);
  const entries = rows.map((row) => toEntry(ctx, row, `${row.place_name} ${row.room_name}`));
  return fileOf(ctx.locale === 'zh' ? '我的预约' : 'My bookings', entries);
}

/** The bookings of a room, with what they are for: the keeper's own. */
export async function roomCalendar(
  ctx: Ctx,
  { id }: Input<typeof contract.roomCalendar>,
): Promise<FileAnswer> {
  const { room } = await roomFor(ctx, 'places.manage', id);
  const rows = await rowsOfRoom(ctx, id);
  const entries = rows.map((row) => toEntry(ctx, row, row.title ?? row.purpose ?? room.name));
  return fileOf(room.name, entries);
}

function fileOf(name: string, entries: readonly Entry[]): FileAnswer {
  return { bytes: Buffer.from(calendarFile({ name, product: 'Bookings' }, entries)), name: `${name}.ics` };
}
