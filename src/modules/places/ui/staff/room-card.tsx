import { useQuery } from '@tanstack/react-query';
import { Button, Typography } from 'antd';
import { useState } from 'react';
import type { getPlaceTerms } from '#places/contract';
import type { liftBlackout, roomCalendar, updateRoom } from '#places/venues/contract';
import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { minuteClock } from '../../venues/rules.ts';
import type { PlaceView } from './place-tabs.ts';
import { RoomBlackout } from './room-blackout.tsx';
import { RoomDialog } from './room-dialog.tsx';
import { ROOM_READS, type Room } from './room-reads.ts';
import { roomWords } from './room-texts.ts';

interface RoomCardProps {
  readonly room: Room;
  readonly place: PlaceView;
}

/** A room with its rules in words, and what can be done with it. */
export function RoomCard({ room, place }: RoomCardProps) {
  const words = useWords(roomWords);
  const { moment } = useFormats();
  const nameOf = useFacilityNames();
  const [open, setOpen] = useState<'edit' | 'blackout' | null>(null);
  const update = useSend<typeof updateRoom>('PATCH /api/rooms/:id', ROOM_READS);
  const lift = useSend<typeof liftBlackout>('POST /api/blackouts/:id/lift', ROOM_READS);
  const calendar = useDownload<typeof roomCalendar>('GET /api/rooms/:id/calendar');
  const closed = room.state === 'closed';
  const { from, to, min, max } = {
    from: minuteClock(room.fromMinute),
    to: minuteClock(room.toMinute),
    min: room.minMinutes,
    max: room.maxMinutes,
  };
  const facts = [room.seats !== null && words.seatsIs(room.seats), ...room.has.map(nameOf)].filter(Boolean);
  const rules = [
    words.sum(from, to, min, max),
    words.whoIs[room.who],
    words.approvalIs[room.approval ? 'yes' : 'no'],
    words.aheadIs(room.aheadDays),
    room.restMinutes > 0 && words.restIs(room.restMinutes),
    words.mostAheadIs(room.mostAhead),
  ].filter(Boolean);
  return (
    <section className="card stack">
      <div className="row">
        <h2 className="grow">
          {room.name} {closed && <Tag tone="mind">{words.closedTag}</Tag>}
        </h2>
        {place.may.manage && (
          <>
            <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
            <Button onClick={() => setOpen('blackout')}>{words.blackout}</Button>
            <Button
              loading={update.isPending}
              onClick={() => update.mutate({ id: room.id, state: closed ? 'open' : 'closed' })}
            >
              {closed ? words.reopen : words.close}
            </Button>
            <Button loading={calendar.isPending} onClick={() => calendar.mutate({ id: room.id })}>
              {words.calendar}
            </Button>
          </>
        )}
      </div>
      {facts.length > 0 && <div>{facts.join(' · ')}</div>}
      <div className="quiet">{rules.join(' · ')}</div>
      {room.rules && <blockquote className="said">{room.rules}</blockquote>}
      <small>
        {words.link}{' '}
        <Typography.Text copyable>{`${location.origin}/book?place=${place.code}`}</Typography.Text> ·{' '}
        {words.linkNote}
      </small>
      {room.blackouts.length > 0 && (
        <ul className="stack" aria-label={words.blackouts}>
          {room.blackouts.map((one) => (
            <li key={one.id} className="row">
              <Tag tone="mind">{words.blackouts}</Tag>
              <span>
                {moment(one.from)} – {moment(one.to)} · {one.reason}
              </span>
              {place.may.manage && (
                <Button size="small" onClick={() => lift.mutate({ id: one.id })}>
                  {words.lift}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <FormProblem error={update.error ?? lift.error ?? calendar.error} />
      {open === 'edit' && <RoomDialog place={place} room={room} onClose={() => setOpen(null)} />}
      {open === 'blackout' && <RoomBlackout room={room} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** Codes of facilities in words; what an officer wrote stays as it is. */
function useFacilityNames(): (code: string) => string {
  const language = useLocale();
  const terms = useQuery(ask<typeof getPlaceTerms>('GET /api/public/place-terms', {}));
  return (code) => terms.data?.facilities.find((one) => one.code === code)?.[language] ?? code;
}
