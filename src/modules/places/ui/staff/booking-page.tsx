import './room.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { listBookings } from '#places/venues/contract';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, RowOpener, type Column } from '#web/staff/records.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { clockOf } from '../../venues/rules.ts';
import { BookingDialog } from './booking-dialog.tsx';
import { BookingElsewhere } from './booking-elsewhere.tsx';
import { toneOfBooking } from './booking-tone.ts';
import { bookingWords } from './booking-texts.ts';
import type { Booking } from './room-reads.ts';

type What = keyof (typeof bookingWords)['zh']['lists'];

/** 预约: what waits for a yes, what is coming, what no longer fits the opening times. */
export function BookingsPage() {
  const frame = useWords(frameWords);
  const words = useWords(bookingWords);
  const mayBook = useMay('places.book');
  const [elsewhere, setElsewhere] = useState(false);
  const [filters, setFilters] = useFilters();
  const what: What = keysOf(words.lists).find((one) => one === filters.what) ?? 'waiting';
  const list = useInfiniteQuery(askPages<typeof listBookings>('GET /api/bookings', { what, limit: 50 }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns((id) => setFilters({ open: id }));
  const open = rows.find(({ id }) => id === filters.open);
  return (
    <>
      <div className="head">
        <h1>{frame.pages.bookings}</h1>
        {mayBook && <Button onClick={() => setElsewhere(true)}>{words.elsewhere}</Button>}
      </div>
      <section className="card list">
        <div className="filters">
          <Segmented
            aria-label={words.list}
            value={what}
            onChange={(value) => setFilters({ what: value, open: undefined })}
            options={keysOf(words.lists).map((value) => ({ value, label: words.lists[value] }))}
          />
        </div>
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <Blank title={words.none[what]}>{words.noneNext}</Blank>}
        {rows.length > 0 && (
          <>
            <Records caption={frame.pages.bookings} rows={rows} columns={columns} idOf={({ id }) => id} />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
      </section>
      {elsewhere && <BookingElsewhere onClose={() => setElsewhere(false)} />}
      {open && <BookingDialog booking={open} onClose={() => setFilters({ open: undefined })} />}
    </>
  );
}

function useColumns(open: (id: string) => void): Column<Booking>[] {
  const words = useWords(bookingWords);
  const { moment } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'when',
      title: columns.when,
      className: 'nowrap',
      bare: true,
      cell: ({ id, from, to }) => (
        <RowOpener onOpen={() => open(id)}>
          {moment(from)}–{clockOf(to)}
        </RowOpener>
      ),
    },
    { key: 'room', title: columns.room, cell: ({ place, room }) => `${place.name} · ${room.name}` },
    { key: 'for', title: columns.for, cell: ({ org }) => org?.name ?? words.person },
    { key: 'purpose', title: columns.purpose, cell: ({ purpose }) => purpose ?? '—' },
    {
      key: 'state',
      title: columns.state,
      className: 'nowrap',
      bare: true,
      cell: (row) => (
        <Tag tone={toneOfBooking(row)}>{row.conflict ? words.conflict : words.states[row.state]}</Tag>
      ),
    },
  ];
}
