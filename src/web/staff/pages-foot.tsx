import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { number } from './format.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

interface PagesFootProps {
  readonly query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
  readonly shown: number;
  /** Where the server counts; a list without a count says only what is shown. */
  readonly total?: number | undefined;
  /** Instead of the number, where counting ends somewhere: "10,000 and more". */
  readonly totalText?: string | undefined;
}

/** How much of a list is shown, and the way to more. */
export function PagesFoot({ query, shown, total, totalText }: PagesFootProps) {
  const words = useWords(frameWords);
  const left = total === undefined || totalText ? 50 : Math.min(50, total - shown);
  return (
    <div className="list-foot">
      <span role="status" className="grow">
        {total === undefined
          ? words.listedOnly(number(shown))
          : words.listed(number(shown), totalText ?? number(total))}
      </span>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more(left)}
        </Button>
      )}
    </div>
  );
}
