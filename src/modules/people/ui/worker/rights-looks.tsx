import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { listMyLooks } from '../../rights/contract.ts';
import { texts } from './rights-texts.ts';

/** Who looked: the office and its union, what for; further back on demand. */
export function Looks() {
  const say = useText(texts);
  const dates = useDates();
  const looks = useInfiniteQuery({
    queryKey: ['mine', 'looks'],
    queryFn: ({ pageParam }) =>
      call<typeof listMyLooks>('GET /api/my/rights/looks', pageParam === '' ? {} : { before: pageParam }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  return (
    <section className="card stack tight">
      <h2>{say('looks')}</h2>
      <Answer query={looks}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <p>{say('looksNone')}</p>;
          return (
            <>
              <small>{say('looksHint')}</small>
              <ol className="stack tight">
                {items.map(({ at, what, union, role, purpose }, nth) => (
                  <li key={nth}>
                    <div>{what}</div>
                    <small>
                      {dates.time(at)} · {union ?? say('someone')} {role}
                      {purpose && ` · ${say('purpose', { purpose })}`}
                    </small>
                  </li>
                ))}
              </ol>
            </>
          );
        }}
      </Answer>
      {looks.hasNextPage && (
        <button
          type="button"
          className="btn line small"
          disabled={looks.isFetchingNextPage}
          onClick={() => void looks.fetchNextPage()}
        >
          {say('looksMore')}
        </button>
      )}
    </section>
  );
}
