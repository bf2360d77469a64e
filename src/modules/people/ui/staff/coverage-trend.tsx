import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type { getCoverageTrend } from '#people/coverage/contract';
import { number, useFormats } from '#web/staff/format.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { coverageWords } from './coverage-texts.ts';
import { LineChart } from './line-chart.tsx';

type Points = Output<typeof getCoverageTrend>['points'];

const LINES = ['known', 'members', 'notReached'] as const;

/** How the figures went: a chart, a sentence, and the numbers themselves. */
export function CoverageTrend({ orgId }: { readonly orgId: string | undefined }) {
  const words = useWords(coverageWords).trend;
  const trend = useQuery(ask<typeof getCoverageTrend>('GET /api/coverage/trend', { orgId }));
  return (
    <section className="card stack">
      <h2>{words.title}</h2>
      {trend.isLoading && <Loading rows={3} />}
      {trend.error && <Problem error={trend.error} onRetry={() => void trend.refetch()} />}
      {trend.data && <Trend points={trend.data.points} />}
    </section>
  );
}

function Trend({ points }: { readonly points: Points }) {
  const { trend: words, figures } = useWords(coverageWords);
  const { day } = useFormats();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return <p className="quiet">{words.one}</p>;
  const change = (key: 'members' | 'notReached'): string => {
    const by = last[key] - first[key];
    if (by === 0) return words.same;
    return by > 0 ? words.up(number(by)) : words.down(number(-by));
  };
  return (
    <>
      <p>{words.change(change('members'), change('notReached'))}</p>
      <LineChart
        label={words.chart(day(first.day), day(last.day))}
        days={points.map((point) => point.day)}
        lines={LINES.map((key) => ({
          key,
          name: figures[key],
          values: points.map((point) => point[key]),
        }))}
      />
      <details>
        <summary>{words.table}</summary>
        <div className="scroll">
          <table className="records">
            <thead>
              <tr>
                <th scope="col">{words.day}</th>
                {LINES.map((key) => (
                  <th key={key} scope="col" className="num">
                    {figures[key]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...points].reverse().map((point) => (
                <tr key={point.day}>
                  <th scope="row">{day(point.day)}</th>
                  {LINES.map((key) => (
                    <td key={key} className="num">
                      {number(point[key])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
