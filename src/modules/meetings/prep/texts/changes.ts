import { timeInChinese } from './notice.ts';

/** What of a meeting its units have to know. */
export interface Announced {
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly venue: string | null;
  readonly chair_name: string | null;
  readonly chair_title: string | null;
}

const OPEN = '待定';

function linesOf(row: Announced) {
  return [
    ['时间', timeInChinese(row.starts_at, row.ends_at)],
    ['地点', row.venue ?? OPEN],
    ['主持人', [row.chair_title, row.chair_name].filter(Boolean).join(' ') || OPEN],
  ] as const;
}

/**
 * What differs between `row` and `next`, in one line for those who have the notice (null: nothing of it); whether it moved
 * in time or place; and how `row` stands `now`.
 */
export function changesOfMeeting(
  row: Announced,
  next: Announced = row,
): { now: string; note: string | null; moved: boolean } {
  const [before, after] = [linesOf(row), linesOf(next)];
  const changed = before.flatMap(([what, was], at) => {
    const is = after[at]![1];
    return is === was ? [] : [{ what, text: `${what}由${was}改为${is}` }];
  });
  return {
    now: before.map(([what, was]) => `${what} ${was}`).join('；'),
    note: changed.length > 0 ? changed.map(({ text }) => text).join('；') : null,
    moved: changed.some(({ what }) => what !== '主持人'),
  };
}
