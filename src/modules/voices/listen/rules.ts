import type { Measure } from './contract.ts';

/** What may be answered, in the order in which it is shown; `beyond`: past the line that the picture draws. */
export const BUCKETS = {
  hours: ['lt6', '6to8', '8to10', '10to12', 'gt12'],
  days: ['lt20', '20to22', '23to25', '26to28', 'gt28'],
  stretch: ['lt2', '2to4', '4to6', '6to8', 'gt8'],
  rest: ['station', 'shop', 'home', 'roadside', 'vehicle', 'nowhere'],
} as const satisfies Readonly<Record<Measure, readonly string[]>>;

/** More than 10 hours a day, 26 days a month and more, more than 4 hours without a rest, no proper place to rest. */
export const BEYOND: Readonly<Record<Measure, readonly string[]>> = {
  hours: ['10to12', 'gt12'],
  days: ['26to28', 'gt28'],
  stretch: ['4to6', '6to8', 'gt8'],
  rest: ['roadside', 'vehicle', 'nowhere'],
};

/**
 * A count as it leaves the database: of a group or of all (`of` null), in a bucket, on one side of the line, or whole.
 * A count below the least is null; what nobody said is not there.
 */
export interface Cell {
  readonly of: string | null;
  readonly beyond: boolean | null;
  readonly bucket: string | null;
  readonly count: number | null;
}

/** What may be shown of a group: `null` where a count is not. */
export interface ShownRow {
  readonly count: number;
  readonly beyond: number | null;
  readonly buckets: readonly (number | null)[];
}

export interface Shown {
  readonly all: ShownRow;
  /** Those of `least` answers and more, the largest first. */
  readonly rows: readonly (ShownRow & { readonly of: string })[];
  /** Answers of groups that are not listed; as many as `least`, or none. */
  readonly rest: number;
}

/**
 * A count as a pipe from one sum into another: what flows into a node flows out of it. `count` null: fewer than the
 * least, but somebody. Those that are `held` are in other pictures as well, and stay as they are.
 */
interface Pipe {
  readonly key: string;
  readonly of: string;
  readonly part: string;
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
  readonly held: boolean;
  /** The lower, the sooner it is hidden for the sake of another. */
  readonly rank: number;
  hidden: boolean;
}

const ALL = 'all';
const keyOf = (of: string, part: string) => `${of} ${part}`;

/**
 * Decides what of a picture is shown: nothing below `least`, and nothing else from which a hidden count could be
 * computed. In steps, so that pictures of other measures and groups, which hold some of the same sums, show and hide
 * those alike: the sizes of the groups, then all answers together, then the groups within; of those the two sides of the
 * line first, which is what a meeting looks for. Null: fewer than `least` in all.
 */
export function suppress(cells: readonly Cell[], measure: Measure, least: number): Shown | null {
  const counts = new Map(cells.map((cell) => [keyOf(cell.of ?? ALL, partOf(cell)), cell.count]));
  const whole = counts.get(keyOf(ALL, 'whole')) ?? null;
  if (whole === null || whole < least) return null;
  const groups = cells.filter((cell) => cell.of !== null && partOf(cell) === 'whole').map(({ of }) => of!);
  const sized = groups
    .flatMap((of) => {
      const count = counts.get(keyOf(of, 'whole')) ?? null;
      return count === null || count < least ? [] : [{ of, count }];
    })
    .sort((a, b) => b.count - a.count || (a.of < b.of ? -1 : 1));
  const { listed, rest } = listGroups(sized, whole, groups.length, least);
  const top = newRow(ALL, counts, measure, { least });
  hideEnough(top, least);
  const hiddenOfAll = hiddenBy(top);
  const table =
    groups.length === 1
      ? newRow(groups[0]!, counts, measure, { least, held: (part) => hiddenOfAll.get(keyOf(ALL, part)) })
      : decide({
          groups,
          listed: listed.map(({ of }) => of),
          counts,
          measure,
          least,
          top: hiddenOfAll,
          sides: new Map(),
        });
  const shown = new Map(table.map(({ key, count, hidden }) => [key, hidden ? null : count]));
  const ofAll = new Map(top.map(({ key, count, hidden }) => [key, hidden ? null : count]));
  return {
    all: { count: whole, ...rowOf(ALL, ofAll, measure) },
    rows: listed.map(({ of, count }) => ({ of, count, ...rowOf(of, shown, measure) })),
    rest,
  };
}

/** Rather hides all buckets of a side than the side; where that does not do, sides are hidden with the buckets. */
function decide(plan: TablePlan): Pipe[] {
  const sides = sidesOf(newTable(plan));
  hideEnough(sides, plan.least);
  const table = newTable({ ...plan, sides: hiddenBy(sides) });
  hideEnough(table, plan.least);
  if (!toldIn(table)) return table;
  const joint = newTable(plan);
  hideEnough(joint, plan.least);
  return joint;
}

/** The sides alone, each side a column of its own. */
function sidesOf(table: readonly Pipe[]): Pipe[] {
  return table
    .filter(({ rank }) => rank > 0)
    .map((pipe) =>
      pipe.rank === 2 ? pipe : { ...pipe, [pipe.of === ALL ? 'from' : 'to']: `column ${pipe.part}` },
    );
}

function hiddenBy(pipes: readonly Pipe[]): ReadonlyMap<string, boolean> {
  return new Map(pipes.map(({ key, hidden }) => [key, hidden]));
}

function partOf({ beyond, bucket }: Cell): string {
  return bucket ?? (beyond === null ? 'whole' : beyond ? 'beyond' : 'within');
}

function rowOf(of: string, shown: ReadonlyMap<string, number | null>, measure: Measure) {
  return {
    beyond: shown.get(keyOf(of, 'beyond')) ?? null,
    buckets: BUCKETS[measure].map((bucket) => shown.get(keyOf(of, bucket)) ?? null),
  };
}

/** The groups that are large enough; one more than those is left out where the others' sum would tell of few. */
function listGroups<G extends { readonly count: number }>(
  sized: readonly G[],
  whole: number,
  groups: number,
  least: number,
): { listed: readonly G[]; rest: number } {
  const rest = whole - sized.reduce((sum, { count }) => sum + count, 0);
  if (sized.length === groups || rest >= least) return { listed: sized, rest };
  return { listed: sized.slice(0, -1), rest: rest + (sized.at(-1)?.count ?? 0) };
}

interface RowPlan {
  readonly least: number;
  /** Whether a part is hidden, where that was decided before. */
  readonly held?: (part: string) => boolean | undefined;
  /** All answers together, at the other end of the columns. */
  readonly reversed?: boolean;
  readonly column?: (bucket: string) => string;
  readonly hiddenWhole?: boolean;
}

/** The pipes of one row: whole → its two sides → its buckets → the columns. */
function newRow(
  of: string,
  counts: ReadonlyMap<string, number | null>,
  measure: Measure,
  { least, held = () => undefined, reversed = false, column = () => 'source', hiddenWhole = false }: RowPlan,
): Pipe[] {
  const pipe = (part: string, from: string, to: string, rank: number): Pipe => {
    const key = keyOf(of, part);
    const count = counts.has(key) ? (counts.get(key) ?? null) : 0;
    const small = count === null || count < least;
    const decided = part === 'whole' ? hiddenWhole : held(part);
    const [start, end] = reversed ? [to, from] : [from, to];
    return {
      key,
      of,
      part,
      from: start,
      to: end,
      count,
      held: decided !== undefined,
      rank,
      hidden: decided ?? (small || hiddenWhole),
    };
  };
  const sides = ['within', 'beyond'] as const;
  return [
    pipe('whole', 'source', of, 2),
    ...sides.map((side) => pipe(side, of, `${of} ${side}`, 1)),
    ...BUCKETS[measure].map((bucket) => {
      const side = BEYOND[measure].includes(bucket) ? 'beyond' : 'within';
      return pipe(bucket, `${of} ${side}`, column(bucket), 0);
    }),
  ];
}

interface TablePlan {
  readonly groups: readonly string[];
  readonly listed: readonly string[];
  readonly counts: ReadonlyMap<string, number | null>;
  readonly measure: Measure;
  readonly least: number;
  /** What is hidden of all answers together. */
  readonly top: ReadonlyMap<string, boolean>;
  /** What is hidden of the sides of the groups, where that was decided before. */
  readonly sides: ReadonlyMap<string, boolean>;
}

/** All rows, bound by their columns to the row of all answers. */
function newTable({ groups, listed, counts, measure, least, top, sides }: TablePlan): Pipe[] {
  const column = (bucket: string) => `column ${bucket}`;
  return [
    ...groups.flatMap((of) =>
      newRow(of, counts, measure, {
        least,
        held: (part) => sides.get(keyOf(of, part)),
        column,
        hiddenWhole: !listed.includes(of),
      }),
    ),
    ...newRow(ALL, counts, measure, {
      least,
      held: (part) => top.get(keyOf(ALL, part)),
      reversed: true,
      column,
    }),
  ];
}

/**
 * Hides more until no hidden count can be computed, and nothing of a group is left over that tells of fewer than `least`.
 * What nobody said is nobody's secret, but is not told on purpose either.
 */
function hideEnough(pipes: readonly Pipe[], least: number): void {
  const rows = [...new Set(pipes.map(({ of }) => of))].map((name) => pipes.filter(({ of }) => of === name));
  for (;;) {
    const thin = rows.map((row) => thinIn(row, least)).find((free) => free.length > 0);
    const next = leastOf(thin ?? nearTold(pipes));
    if (!next) return;
    next.hidden = true;
  }
}

/** Of a row whose hidden parts come to fewer than `least`: what may be hidden beside them. */
function thinIn(row: readonly Pipe[], least: number): Pipe[] {
  const whole = row.find(({ rank }) => rank === 2)!;
  const sides = row.filter(({ rank }) => rank === 1);
  const leaves = new Map(sides.map((side) => [side, row.filter((pipe) => bucketOf(pipe, side))]));
  const sums = [
    ...sides.map((side) => ({ sum: side, parts: leaves.get(side)! })),
    // Of a side that is hidden its buckets stand for it, where there are any.
    {
      sum: whole,
      parts: sides.flatMap((side) => (side.hidden && leaves.get(side)![0] ? leaves.get(side)! : side)),
    },
  ];
  for (const { sum, parts } of sums) {
    const free = parts.filter(({ hidden, held }) => !hidden && !held);
    if (sum.hidden || free.length === 0 || parts.every(({ hidden }) => !hidden)) continue;
    const left = parts.reduce((open, { hidden, count }) => open - (hidden ? 0 : count!), sum.count!);
    if (left < least) return free;
  }
  return [];
}

function bucketOf(pipe: Pipe, side: Pipe): boolean {
  const node = `${side.of} ${side.part}`;
  return pipe.rank === 0 && (pipe.from === node || pipe.to === node);
}

/** What may be hidden so that a hidden count can no longer be computed; none where there is no such count. */
function nearTold(pipes: readonly Pipe[]): readonly Pipe[] {
  const told = toldIn(pipes);
  if (!told) return [];
  const free = pipes.filter(({ hidden, held }) => !hidden && !held);
  const others = pipes.filter((pipe) => pipe.hidden && pipe !== told);
  const [ahead, behind] = [reached(others, told.to), reached(others, told.from)];
  const [back, forth] = [reached(others, told.from, 'against'), reached(others, told.to, 'against')];
  // What closes a way round, at once; else what lies next to it, and the way is looked for again.
  const closing = free.filter(({ from, to }) =>
    [
      [from, to],
      [to, from],
    ].some(([x, y]) => (ahead.has(x!) && back.has(y!)) || (behind.has(x!) && forth.has(y!))),
  );
  if (closing.length > 0) return closing;
  const near = free.filter(({ from, to }) => [ahead, behind].some((set) => set.has(from) || set.has(to)));
  // A side is hidden beside sides: buckets would be hidden for nothing.
  const alike = near.filter(({ rank }) => rank === told.rank);
  return [alike, near, free].find((some) => some.length > 0) ?? [];
}

function leastOf(free: readonly Pipe[]): Pipe | undefined {
  return free.toSorted(
    (a, b) => a.rank - b.rank || (a.count ?? 0) - (b.count ?? 0) || (a.key < b.key ? -1 : 1),
  )[0];
}

/** A hidden count that can be computed. */
function toldIn(pipes: readonly Pipe[]): Pipe | undefined {
  return pipes.find((pipe) => pipe.hidden && pipe.count !== 0 && isTold(pipes, pipe));
}

/** Whether a hidden count can only be what it is: no way round by other hidden ones lets it be one more or one less. */
function isTold(pipes: readonly Pipe[], pipe: Pipe): boolean {
  const others = pipes.filter((each) => each.hidden && each !== pipe);
  return !reached(others, pipe.to).has(pipe.from) && !reached(others, pipe.from).has(pipe.to);
}

/**
 * Where one more may flow from `start`: along a hidden pipe, or against one in which somebody is. `against`: from where
 * one more may flow to it.
 */
function reached(hidden: readonly Pipe[], start: string, way: 'along' | 'against' = 'along'): Set<string> {
  const next = new Map<string, string[]>();
  const lead = (from: string, to: string) => next.set(from, [...(next.get(from) ?? []), to]);
  for (const { from, to, count } of hidden) {
    if (count !== 0 || way === 'along') lead(from, to);
    if (count !== 0 || way === 'against') lead(to, from);
  }
  const seen = new Set([start]);
  for (const node of seen) for (const to of next.get(node) ?? []) seen.add(to);
  return seen;
}

/** How many quarters can be asked for: those of which everything is still kept after five years. */
const QUARTERS = 19;

/** The quarters that are over on a civil date, the last first. */
export function quartersOf(today: string): string[] {
  const now = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  return Array.from({ length: QUARTERS }, (_, ago) => {
    const at = now - 1 - ago;
    return `${Math.floor(at / 4)}Q${(at % 4) + 1}`;
  });
}

/** The first days of its three months. */
export function monthsOf(quarter: string): string[] {
  const first = (Number(quarter.slice(5)) - 1) * 3 + 1;
  return [0, 1, 2].map((more) => `${quarter.slice(0, 4)}-${String(first + more).padStart(2, '0')}-01`);
}

/** A share in whole percent. */
export function percentOf(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)}%`;
}

/** A piece of a bar. `codes`: the buckets it stands for, several where they are not told apart. */
export interface Segment {
  readonly codes: readonly string[];
  readonly count: number;
  /** Past the line; null where the piece lies on both sides of it. */
  readonly beyond: boolean | null;
}

interface BarRow {
  readonly count: number;
  readonly beyond: number | null;
  readonly counts: readonly (number | null)[];
}

/** The pieces of a bar from left to right: they add up to the whole, and none of them is smaller than may be shown. */
export function segmentsOf(
  row: BarRow,
  buckets: readonly { readonly code: string; readonly beyond: boolean }[],
): Segment[] {
  const all = buckets.map(({ code, beyond }, at) => ({ code, beyond, count: row.counts[at] ?? null }));
  const left = (whole: number, of: typeof all): number =>
    of.reduce((open, { count }) => open - (count ?? 0), whole);
  const hiddenIn = (of: typeof all) => of.filter(({ count }) => count === null).map(({ code }) => code);
  const shownIn = (of: typeof all): Segment[] =>
    of.flatMap(({ code, beyond, count }) => (count === null ? [] : [{ codes: [code], count, beyond }]));
  const [within, past] = [all.filter(({ beyond }) => !beyond), all.filter(({ beyond }) => beyond)];
  const together = (of: typeof all, whole: number, beyond: boolean | null): Segment[] =>
    hiddenIn(of).length === 0 ? [] : [{ codes: hiddenIn(of), count: left(whole, of), beyond }];
  // In the order of the answers: those that stand together where the first of them would stand.
  const side = (of: typeof all, whole: number, beyond: boolean): Segment[] =>
    [...shownIn(of), ...together(of, whole, beyond)].sort((a, b) => placeOf(a) - placeOf(b));
  const placeOf = ({ codes }: Segment): number => all.findIndex(({ code }) => code === codes[0]);
  const segments =
    row.beyond === null
      ? [...shownIn(within), ...together(all, row.count, null), ...shownIn(past)]
      : [...side(within, row.count - row.beyond, false), ...side(past, row.beyond, true)];
  return segments.filter(({ count }) => count > 0);
}
