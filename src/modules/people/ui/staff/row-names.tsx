import { defineWords, useWords } from '#web/staff/words.ts';
import type { Application } from './application-reads.ts';

const nameWords = defineWords(
  { comma: '、', more: (names: string, count: number) => `${names}等 ${count} 人` },
  { comma: ', ', more: (names, count) => `${names} and others, ${count} in all` },
);

const NAMED = 6;

/** Whom a decision concerns: the names, or the first of them. */
export function RowNames({ rows }: { readonly rows: readonly Application[] }) {
  const words = useWords(nameWords);
  const names = rows
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join(words.comma);
  return <p className="quiet form-note">{rows.length > NAMED ? words.more(names, rows.length) : names}</p>;
}
