import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Group, listPeople } from '#people/find/contract';
import { number } from '#web/staff/format.ts';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { peopleOf, type Compared, type OrgRef } from './roster-reads.ts';
import { resultWords } from './roster-result-texts.ts';

/** Where one goes on from a reconciled roster: those in no union yet, those who left, the transfers that began. */
export function RosterNext({ one: { org, union, counts } }: { readonly one: Compared }) {
  const words = useWords(resultWords);
  const notReached = useTotal(org, 'not_reached');
  // Whoever left no longer belongs to the employer: they are their union's to settle.
  const left = useTotal(union, 'left');
  return (
    <section className="card">
      <h2>{words.next}</h2>
      <ul className="lines">
        {notReached > 0 && (
          <li>
            <Link to="/people" search={peopleOf(org, 'not_reached')}>
              {words.notReached(number(notReached))}
            </Link>
            <small>{words.notReachedWhy}</small>
          </li>
        )}
        {left > 0 && (
          <li>
            <Link to="/people" search={peopleOf(union, 'left')}>
              {words.left(union.name, number(left))}
            </Link>
            <small>{words.leftWhy}</small>
          </li>
        )}
        {counts.transfers > 0 && (
          <li>
            <Link to="/transfers">{words.transfersNext}</Link>
            <small>{words.transfersWhy}</small>
          </li>
        )}
        <li>
          <Link to="/people" search={peopleOf(org, 'known')}>
            {words.people}
          </Link>
        </li>
      </ul>
    </section>
  );
}

/** How many there are in a group, as its list says. */
function useTotal(org: OrgRef, group: Group): number {
  const where = org.kind === 'employer' ? { employerId: org.id } : { orgId: org.id };
  const list = useQuery(ask<typeof listPeople>('GET /api/people', { group, ...where, limit: 1 }));
  return list.data?.total ?? 0;
}
