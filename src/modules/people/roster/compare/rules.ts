/** What can differ between a row and a record: `null` in a row says nothing, so nothing is changed by it. */
export type Facts = Readonly<Record<string, string | boolean | null | undefined>>;

/** Of what is compared, what is kept in the person's sealed details. */
export const DETAILS = [
  'department',
  'position',
  'hiredOn',
  'memberNo',
  'education',
  'politics',
  'ethnicity',
  'skill',
  'idValidUntil',
  'residence',
  'migrant',
] as const;

/** Compared one by one, in this order; everything else of a row is read and not kept. */
export const COMPARED = ['name', 'phone', 'occupation', 'employment', 'employer', ...DETAILS] as const;
export type Compared = (typeof COMPARED)[number];

export interface Difference {
  readonly field: Compared;
  readonly from: string | null;
  readonly to: string;
}

/** What a row says otherwise than the record, in the order of {@link COMPARED}. */
export function differences(record: Facts, row: Facts): Difference[] {
  return COMPARED.flatMap((field) => {
    const [from, to] = [textOf(record[field]), textOf(row[field])];
    return to === null || to === from ? [] : [{ field, from, to }];
  });
}

function textOf(value: string | boolean | null | undefined): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === undefined || value === '' ? null : value;
}

/** Adds each of `codes` once to a tally. */
export function countOf(tally: Record<string, number>, codes: readonly string[]): void {
  for (const code of new Set(codes)) tally[code] = (tally[code] ?? 0) + 1;
}
