import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { listSupplies } from '../../supplies/contract.ts';
import { useFormats } from '#web/staff/format.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import type { PlaceTabProps, PlaceView } from './place-tabs.ts';
import { AddSupply } from './supplies-add.tsx';
import { TakeAway } from './supplies-away.tsx';
import { useSupplyColumns } from './supplies-columns.tsx';
import type { SupplyRow } from './supplies-reads.ts';
import { supplyWords } from './supplies-texts.ts';

type Supplies = Output<typeof listSupplies>;

/** What a place keeps, what expires first at the top. */
export function SuppliesTab({ place }: PlaceTabProps) {
  const list = useQuery(ask<typeof listSupplies>('GET /api/places/:id/supplies', { id: place.id }));
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  return list.data ? <Tab place={place} list={list.data} /> : <Loading />;
}

function Tab({ place, list }: { readonly place: PlaceView; readonly list: Supplies }) {
  const words = useWords(supplyWords);
  const { number } = useFormats();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<SupplyRow | null>(null);
  const { columns, rows } = useSupplyColumns(list.here, place.may.manage ? setLeaving : undefined);
  return (
    <section className="card stack">
      <div className="row">
        <div className="grow">
          <h2>{words.title}</h2>
          <p className="quiet">{words.body(number(list.days))}</p>
        </div>
        {place.may.manage && <Button onClick={() => setAdding(true)}>{words.add}</Button>}
      </div>
      {rows.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <Records caption={words.title} rows={rows} columns={columns} idOf={({ id }) => id} />
      )}
      {list.gone.length > 0 && <Gone gone={list.gone} />}
      {adding && <AddSupply place={place} onClose={() => setAdding(false)} />}
      {leaving && <TakeAway supply={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

function Gone({ gone }: { readonly gone: Supplies['gone'] }) {
  const words = useWords(supplyWords);
  const { moment } = useFormats();
  return (
    <details>
      <summary className="quiet">{words.gone(gone.length)}</summary>
      <ul className="lines">
        {gone.map(({ id, item, quantity, unit, gone: end }) => (
          <li key={id}>
            <span className="grow">
              <b>{item}</b> {quantity} {unit}
              <br />
              <small>{end && `${words.ways[end.how]} · ${words.goneBy[end.by]} · ${moment(end.at)}`}</small>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
