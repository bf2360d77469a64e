import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { countPlaces } from '../../find/contract.ts';
import type { Request } from '#kernel/contract';
import { useFilters, withoutEmpty } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { ask } from '#web/staff/query.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { placeNames, placesWords } from './places-texts.ts';

/** A link is where one is only with its very filters. */
const EXACT = { exact: true, includeSearch: true } as const;

/** How many there are and how far they can be trusted; a press shows those. */
export function PlaceCounts() {
  const words = useWords(placesWords);
  const { trusts } = useWords(placeNames);
  const [{ role, under }] = useFilters();
  const asked = { role: role as Request<typeof countPlaces>['role'], under };
  const counts = useQuery(ask<typeof countPlaces>('GET /api/places/counts', asked));
  if (!counts.data) return null;
  const { data } = counts;
  const kept = withoutEmpty({ role, under });
  return (
    <nav className="card nums place-counts" aria-label={words.counts}>
      <Link to="/places" activeOptions={EXACT} search={kept}>
        <small>{words.total}</small>
        <b>{number(data.total)}</b>
      </Link>
      {keysOf(trusts).map((one) => (
        <Link key={one} to="/places" activeOptions={EXACT} search={{ ...kept, trust: one }}>
          <small>{trusts[one]}</small>
          <b>{number(data[one])}</b>
        </Link>
      ))}
      <Link to="/places" activeOptions={EXACT} search={{ ...kept, unlocated: 'yes' }}>
        <small>{words.unlocated}</small>
        <b>{number(data.unlocated)}</b>
      </Link>
    </nav>
  );
}
