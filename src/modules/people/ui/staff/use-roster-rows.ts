import { useInfiniteQuery } from '@tanstack/react-query';
import type { listImportRows, Outcome, Remark, RowState } from '#people/roster/contract';
import { call } from '#web/client.ts';
import { askPages } from '#web/staff/query.ts';
import type { RosterRow } from './roster-reads.ts';

/** A roster is looked through from top to bottom. */
const AT_ONCE = 100;
/** As many as the server gives, and as many as it takes. */
const MOST_READ = 200;
const MOST_SENT = 500;

export interface RowsWanted {
  readonly id: string;
  readonly outcome?: Outcome | undefined;
  readonly remark?: Remark | undefined;
  readonly applied?: RowState | undefined;
  readonly q?: string | undefined;
}

export type FoundRows = ReturnType<typeof useRosterRows>;

/** Rows of a reconcile, page after page. */
export function useRosterRows(wanted: RowsWanted) {
  const list = useInfiniteQuery(
    askPages<typeof listImportRows>('GET /api/roster-imports/:id/rows', { ...wanted, limit: AT_ONCE }),
  );
  const rows: readonly RosterRow[] = list.data?.pages.flatMap((page) => page.items) ?? [];
  return { wanted, list, rows };
}

/** The numbers of all rows that are wanted, listed or not: to act on thousands nobody has to scroll. */
export async function everyNumber(wanted: RowsWanted): Promise<number[]> {
  const numbers: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await call<typeof listImportRows>('GET /api/roster-imports/:id/rows', {
      ...wanted,
      cursor,
      limit: MOST_READ,
    });
    numbers.push(...page.items.map(({ no }) => no));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return numbers;
}

/** Does something to many rows, as many at a time as the server takes; returns the answers. */
export async function inBatches<T>(
  numbers: readonly number[],
  send: (batch: number[]) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  for (let at = 0; at < numbers.length; at += MOST_SENT) {
    answers.push(await send(numbers.slice(at, at + MOST_SENT)));
  }
  return answers;
}
