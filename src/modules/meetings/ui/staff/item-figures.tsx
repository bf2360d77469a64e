import type { Output, Request } from '#kernel/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { exportFigures, itemFigures } from '../../items/figures/contract.ts';
import { useFilters, withoutEmpty, type Filters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { FormProblem, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { itemsWords } from './items-texts.ts';

interface FigureProps {
  readonly name: string;
  readonly value: string;
  /** What a press shows. */
  readonly show: Filters;
}

const EXACT = { exact: true, includeSearch: true } as const;

function Figure({ name, value, show }: FigureProps) {
  return (
    <Link to="/items" activeOptions={EXACT} search={show}>
      <small>{name}</small>
      <b>{value}</b>
    </Link>
  );
}

/** What came of agreed items, by their records; every number shows the items that it counts. */
export function ItemFigures() {
  const words = useWords(itemsWords).figures;
  const [{ body, from, to }] = useFilters();
  const figures = useQuery(ask<typeof itemFigures>('GET /api/meetings/figures', { body, from, to }));
  if (figures.error) return <Problem error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!figures.data || figures.data.agreed === 0) return null;
  const { data } = figures;
  const kept = withoutEmpty({ body, from, to });
  const onTime = data.closedDated > 0 ? words.onTimeOf(data.onTime, data.closedDated) : words.noneDated;
  const median = data.medianDays === null ? words.noMedian : words.days(data.medianDays);
  return (
    <section className="card item-figures" aria-label={words.title}>
      <nav className="nums" aria-label={words.title}>
        <Figure name={words.agreed} value={number(data.agreed)} show={{ ...kept, show: 'all' }} />
        <Figure name={words.open} value={number(data.open)} show={kept} />
        <Figure name={words.overdue} value={number(data.overdue)} show={{ ...kept, show: 'overdue' }} />
        <Figure name={words.onTime} value={onTime} show={{ ...kept, show: 'on_time' }} />
        <Figure name={words.median} value={median} show={{ ...kept, show: 'closed' }} />
        <Figure name={words.putOff} value={number(data.putOff)} show={{ ...kept, show: 'put_off' }} />
        <Figure name={words.failed} value={number(data.failed)} show={{ ...kept, show: 'failed' }} />
      </nav>
      <details>
        <summary>{words.byUnit}</summary>
        <Units units={data.units} kept={kept} />
        <ExportFigures wanted={{ body, from, to }} />
      </details>
      <details>
        <summary>{words.aboutTitle}</summary>
        <ul className="quiet">
          {words.about.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function ExportFigures({ wanted }: { readonly wanted: Request<typeof exportFigures> }) {
  const words = useWords(itemsWords).figures;
  const file = useDownload<typeof exportFigures>('GET /api/meetings/figures/export');
  return (
    <div className="row item-figures-out">
      <Button loading={file.isPending} onClick={() => file.mutate(wanted)}>
        {words.exportFigures}
      </Button>
      <FormProblem error={file.error} />
    </div>
  );
}

interface UnitsProps {
  readonly units: Output<typeof itemFigures>['units'];
  readonly kept: Filters;
}

/** What a press on a figure of a unit shows. */
const SHOWS = {
  agreed: 'all',
  open: undefined,
  overdue: 'overdue',
  closed: 'closed',
  onTime: 'on_time',
  putOff: 'put_off',
  failed: 'failed',
} as const;

function Units({ units, kept }: UnitsProps) {
  const words = useWords(itemsWords).figures;
  const keys = Object.keys(SHOWS) as (keyof typeof SHOWS)[];
  // Offices are called alike in every district.
  const several = new Set(units.map(({ unit }) => unit.body)).size > 1;
  return (
    <div className="scroll">
      <table className="records">
        <caption className="sr-only">{words.byUnit}</caption>
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            {keys.map((key) => (
              <th key={key} scope="col" className="num">
                {words[key]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((row) => (
            <tr key={row.unit.id}>
              <th scope="row">
                {row.unit.name}
                {several && <small>{row.unit.body}</small>}
              </th>
              {keys.map((key) => (
                <td key={key} className="num">
                  <Link to="/items" search={withoutEmpty({ ...kept, unit: row.unit.id, show: SHOWS[key] })}>
                    {number(row[key])}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
