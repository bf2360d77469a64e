import type { Cell } from './cells.ts';

/** What people write above the column of each field, the surest word first; normalised as {@link guessFields} does. */
export type TitleWords<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** How a list that people bring is read. */
export interface ListWords<Field extends string> {
  readonly words: TitleWords<Field>;
  /** Whether a row under which these fields are headed is the head of the table. */
  readonly isHead: (fields: readonly Field[]) => boolean;
}

/** The number of the row, from 0, that heads the table; the first row where none does. */
export function headOf<Field extends string>(
  rows: readonly (readonly Cell[])[],
  { words, isHead }: ListWords<Field>,
): number {
  const at = rows.findIndex((cells) => {
    const fields = guessFields(
      cells.map((cell) => String(cell ?? '')),
      words,
    );
    return isHead(fields.filter((field) => field !== null));
  });
  return Math.max(0, at);
}

/** What each column holds, by its heading; a field is given once, to the column whose heading is the surest. */
export function guessFields<Field extends string>(
  titles: readonly string[],
  words: TitleWords<Field>,
): (Field | null)[] {
  const keys = titles.map(titleKey);
  const given = new Map<number, Field>();
  for (const [field, known] of Object.entries(words) as [Field, readonly string[]][]) {
    for (const word of known) {
      const at = keys.findIndex((key, index) => key === word && !given.has(index));
      if (at < 0) continue;
      given.set(at, field);
      break;
    }
  }
  return titles.map((_title, index) => given.get(index) ?? null);
}

/** Without what stands in brackets, blanks and marks. */
function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s:：*]/g, '')
    .toLowerCase();
}
