import './room.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { listRooms } from '#places/venues/contract';
import { useFilters } from '#web/staff/filters.ts';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { PlaceTabProps } from './place-tabs.ts';
import { RoomCard } from './room-card.tsx';
import { RoomDialog } from './room-dialog.tsx';
import { roomWords } from './room-texts.ts';
import { RoomWeek } from './room-week.tsx';

/** 房间与预约: one room at a time, its rules and its week. */
export function RoomTab({ place }: PlaceTabProps) {
  const words = useWords(roomWords);
  const [filters, setFilters] = useFilters();
  const [adding, setAdding] = useState(false);
  const list = useQuery(ask<typeof listRooms>('GET /api/places/:id/rooms', { id: place.id }));
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const rooms = list.data.items;
  const room = rooms.find(({ id }) => id === filters.room) ?? rooms[0];
  const add = place.may.manage && (
    <Button icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <>
      {rooms.length === 0 && (
        <section className="card">
          <Blank title={words.none}>
            {words.noneNext}
            {add}
          </Blank>
        </section>
      )}
      {room && (
        <>
          <div className="row rooms">
            <Segmented
              aria-label={words.room}
              value={room.id}
              onChange={(id) => setFilters({ room: id })}
              options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
            />
            {add}
          </div>
          <RoomCard room={room} place={place} />
          <RoomWeek key={room.id} room={room} place={place} />
        </>
      )}
      {adding && (
        <RoomDialog
          place={place}
          onClose={(made) => {
            setAdding(false);
            if (made) setFilters({ room: made });
          }}
        />
      )}
    </>
  );
}
