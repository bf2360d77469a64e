import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import { useFormats } from '#web/staff/format.ts';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { listEvents } from '../../events/contract.ts';
import { EventDialog } from './event-dialog.tsx';
import { photoWords } from './photo-texts.ts';
import type { PlaceView } from './place-tabs.ts';

export type PlaceEvent = Output<typeof listEvents>['items'][number];

/** What happened at a place, each with the one before beside it. */
export function EventList({ place }: { readonly place: PlaceView }) {
  const words = useWords(photoWords);
  const { day, number } = useFormats();
  const [open, setOpen] = useState<PlaceEvent | 'new' | null>(null);
  const list = useQuery(ask<typeof listEvents>('GET /api/places/:id/events', { id: place.id }));
  const items = list.data?.items ?? [];
  const came = (count: number | null) => (count === null ? '' : ` · ${words.attendancesIs(number(count))}`);
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.events}</h2>
        {place.may.manage && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
            {words.record}
          </Button>
        )}
      </div>
      {list.isLoading && <Loading rows={3} />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <Blank title={words.noEvents}>{words.noEventsNext}</Blank>}
      <ul className="events">
        {items.map((event) => (
          <li key={event.id} className="row">
            <div className="grow">
              <b>{event.title}</b> {!event.isPublic && <Tag tone="plain">{words.hidden}</Tag>}
              <div>
                {day(event.on)}
                {came(event.attendances)}
              </div>
              {event.about && <div className="quiet">{event.about}</div>}
              {event.follows && (
                <small>
                  {words.before(day(event.follows.on), event.follows.title)}
                  {came(event.follows.attendances)}
                </small>
              )}
            </div>
            {place.may.manage && <Button onClick={() => setOpen(event)}>{words.edit}</Button>}
          </li>
        ))}
      </ul>
      {open && (
        <EventDialog
          place={place}
          all={items}
          {...(open === 'new' ? {} : { event: open })}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
