import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { listTree } from '#orgs/contract';
import type { countMembers } from '#people/contract';
import { number } from './format.ts';
import { homeWords } from './home-texts.ts';
import { ask } from './query.ts';
import { may, useAccount } from './session.ts';
import { useWords } from './words.ts';

/** One line of numbers; each leads to the records it is counted from. */
export function HomeNumbers() {
  const words = useWords(homeWords).numbers;
  const account = useAccount();
  const tree = useQuery({
    ...ask<typeof listTree>('GET /api/orgs/tree', {}),
    enabled: may(account, 'orgs.read'),
  });
  const counts = useQuery({
    ...ask<typeof countMembers>('GET /api/people/counts', {}),
    enabled: may(account, 'people.read'),
  });
  const lines = [
    { to: '/people', label: words.members, value: sumOf(counts.data?.items.map(({ members }) => members)) },
    ...(may(account, 'people.review')
      ? [
          {
            to: '/applications',
            label: words.waiting,
            value: sumOf(counts.data?.items.map(({ waiting }) => waiting)),
          },
        ]
      : []),
    {
      to: '/orgs',
      label: words.unions,
      value: sumOf(tree.data?.items.map(({ primaryUnions }) => primaryUnions)),
    },
    { to: '/orgs', label: words.officers, value: sumOf(tree.data?.items.map(({ officers }) => officers)) },
  ];
  const known = lines.filter(({ value }) => value !== undefined);
  if (known.length === 0) return null;
  return (
    <section className="card">
      <div className="nums">
        {known.map(({ to, label: [name, unit], value = 0 }) => (
          <Link key={name} to={to}>
            <small>{name}</small>
            <b>{number(value)}</b>
            <small>{unit}</small>
          </Link>
        ))}
      </div>
    </section>
  );
}

function sumOf(values: readonly number[] | undefined): number | undefined {
  return values?.reduce((sum, value) => sum + value, 0);
}
