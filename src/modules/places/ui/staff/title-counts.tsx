import { useQuery } from '@tanstack/react-query';
import type { countTitles } from '#places/titles/contract';
import { useFilters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { titleWords } from './title-texts.ts';

/** A place and its titles are two things: titles held, and each place once at its highest. */
export function TitleCounts() {
  const words = useWords(titleWords);
  const [{ org }, setFilters] = useFilters();
  const counts = useQuery(ask<typeof countTitles>('GET /api/titles/counts', { under: org }));
  if (counts.error) return <Problem error={counts.error} onRetry={() => void counts.refetch()} />;
  if (!counts.data || counts.data.titles === 0) return null;
  const { places, titles, items } = counts.data;
  return (
    <section className="card">
      <h2>{words.page.countsLine(places, titles)}</h2>
      <p className="quiet">{words.page.countsWhat}</p>
      <div className="scroll">
        <table className="records">
          <caption className="sr-only">{words.page.counts}</caption>
          <thead>
            <tr>
              <th scope="col">{words.page.line}</th>
              <th scope="col" className="num">
                {words.page.held}
              </th>
              <th scope="col" className="num">
                {words.page.highest}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ line, name, level, held, highest }) => (
              <tr key={line}>
                <td>
                  <button type="button" className="link" onClick={() => setFilters({ queue: 'held', line })}>
                    {name}
                  </button>{' '}
                  <small>{words.levels[level]}</small>
                </td>
                <td className="num">{number(held)}</td>
                <td className="num">{number(highest)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{words.page.total}</th>
              <td className="num">{number(titles)}</td>
              <td className="num">{number(places)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
