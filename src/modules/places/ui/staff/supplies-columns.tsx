import { Button } from 'antd';
import { useState } from 'react';
import { today, useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import type { Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import type { SupplyRow } from './supplies-reads.ts';
import { supplyWords } from './supplies-texts.ts';

type Order = 'item' | 'quantity' | 'placedOn' | 'expiresOn';

/** The columns of a list of lots and its rows in the order that a column was pressed for; what expires first, at first. */
export function useSupplyColumns<R extends SupplyRow>(given: readonly R[], onAway?: (row: R) => void) {
  const words = useWords(supplyWords);
  const { day, number } = useFormats();
  const [order, setOrder] = useState<{ by: Order; down: boolean }>({ by: 'expiresOn', down: false });
  const rows = [...given].sort((a, b) => compare(a, b, order.by) * (order.down ? -1 : 1));
  const sort = (by: Order) => ({
    now: order.by !== by ? ('none' as const) : order.down ? ('descending' as const) : ('ascending' as const),
    onSort: () => setOrder({ by, down: order.by === by && !order.down }),
  });
  const columns: Column<R>[] = [
    { key: 'item', title: words.item, cell: ({ item }) => <b>{item}</b>, sort: sort('item'), bare: true },
    {
      key: 'quantity',
      title: words.quantity,
      className: 'num',
      cell: ({ quantity, unit }) => `${number(quantity)} ${unit}`,
      sort: sort('quantity'),
    },
    {
      key: 'placedOn',
      title: words.placedOn,
      className: 'nowrap',
      cell: ({ placedOn }) => day(placedOn),
      sort: sort('placedOn'),
    },
    {
      key: 'expiresOn',
      title: words.expiresOn,
      cell: ({ expiresOn }) => <Expiry on={expiresOn} />,
      sort: sort('expiresOn'),
    },
    ...(onAway
      ? [
          {
            key: 'away',
            title: '',
            bare: true,
            cell: (row: R) => (
              <Button
                type="link"
                size="small"
                aria-label={`${words.away} ${row.item}`}
                onClick={() => onAway(row)}
              >
                {words.away}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return { columns, rows };
}

/** What does not expire comes last. */
function compare(a: SupplyRow, b: SupplyRow, by: Order): number {
  if (by === 'quantity') return a.quantity - b.quantity;
  if (by === 'item') return a.item.localeCompare(b.item, 'zh-CN');
  return (a[by] ?? '9999') < (b[by] ?? '9999') ? -1 : 1;
}

function Expiry({ on }: { readonly on: string | null }) {
  const words = useWords(supplyWords);
  const { day, number } = useFormats();
  if (on === null) return <span className="quiet">{words.never}</span>;
  const left = Math.round((Date.parse(on) - Date.parse(today())) / 86_400_000);
  const tone = left < 0 ? 'alarm' : left <= 30 ? 'mind' : 'plain';
  const word = left < 0 ? words.over(number(-left)) : left === 0 ? words.today : words.left(number(left));
  return (
    <>
      {day(on)} <Tag tone={tone}>{word}</Tag>
    </>
  );
}
