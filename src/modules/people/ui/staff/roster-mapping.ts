import type { ImportColumn, RosterField } from '#people/roster/contract';

/** From here on a guess needs no second look: the title and the contents say the same. */
const SURE = 0.75;
/** Without these nobody can be known. */
const NEEDED: readonly RosterField[] = ['name', 'idNo'];

/** A column and what it is taken for now: the guess, or what the person chose in its place. */
export interface MappedColumn extends ImportColumn {
  readonly guessed: boolean;
}

/** What the person chose, by the place of the column; `null` leaves it out. */
export type Choices = Readonly<Record<number, RosterField | null>>;

export function mappedColumns(columns: readonly ImportColumn[], choices: Choices): MappedColumn[] {
  return columns.map((column) => {
    const choice = choices[column.index];
    const guessed = choice === undefined && !column.chosen;
    return { ...column, field: choice === undefined ? column.field : choice, guessed };
  });
}

/** Whether a guess should be looked at; by the guess, not by the choice, so that no line moves while one chooses. */
export function isUnsure({ sure, chosen }: Pick<ImportColumn, 'sure' | 'chosen'>): boolean {
  return !chosen && sure < SURE;
}

/** Those not sure first, then those that are used; what is left out for sure stands apart. */
export function inOrderOfDoubt(columns: readonly ImportColumn[]): {
  readonly shown: ImportColumn[];
  readonly out: ImportColumn[];
} {
  const unsure = columns.filter(isUnsure);
  const sure = columns.filter((column) => !isUnsure(column));
  return {
    shown: [...unsure, ...sure.filter(({ field }) => field !== null)],
    out: sure.filter(({ field }) => field === null),
  };
}

export interface MappingFaults {
  readonly missing: readonly RosterField[];
  readonly twice: readonly { readonly field: RosterField; readonly columns: readonly MappedColumn[] }[];
}

/** What stands in the way of a comparison: a field that is missing, or two columns for one. */
export function mappingFaults(columns: readonly MappedColumn[]): MappingFaults {
  const used = [...new Set(columns.flatMap(({ field }) => field ?? []))];
  const of = (field: RosterField) => columns.filter((column) => column.field === field);
  return {
    missing: NEEDED.filter((field) => !used.includes(field)),
    twice: used.filter((field) => of(field).length > 1).map((field) => ({ field, columns: of(field) })),
  };
}

/** The letter by which a table program names a column: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}
