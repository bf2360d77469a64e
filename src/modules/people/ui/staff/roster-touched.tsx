import { TriangleAlert } from 'lucide-react';
import { number } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { useWords } from '#web/staff/words.ts';
import { diffWords } from './roster-diff-texts.ts';
import type { Compared } from './roster-reads.ts';
import { resultWords } from './roster-result-texts.ts';
import { RowName } from './roster-row-columns.tsx';
import { useRosterRows } from './use-roster-rows.ts';

interface LeftAloneProps {
  readonly one: Compared;
  /** `stale`: changed by somebody before it was applied; `touched`: afterwards, so that it was not undone. */
  readonly state: 'stale' | 'touched';
}

/** The people whom somebody changed in between: nothing was done to them, and somebody should look. */
export function LeftAlone({ one, state }: LeftAloneProps) {
  const words = useWords(resultWords);
  const { row, gone } = useWords(diffWords);
  const { list, rows } = useRosterRows({ id: one.id, applied: state });
  if (rows.length === 0) return null;
  const count = list.hasNextPage ? `${number(rows.length)}+` : number(rows.length);
  return (
    <section className="card roster-alone">
      <h2>
        <TriangleAlert size={20} aria-hidden className="alarm" />{' '}
        {words[state](state === 'stale' ? number(one.stale) : count)}
      </h2>
      <small>{state === 'stale' ? words.staleNext : words.touchedNext}</small>
      <ul className="lines">
        {rows.map((each) => (
          <li key={each.no}>
            <span className="grow">
              <RowName row={each} />
            </span>
            <small>{each.outcome === 'left' ? gone : row(each.no)}</small>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <PagesFoot query={list} shown={rows.length} />}
    </section>
  );
}
