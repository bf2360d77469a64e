/** One measured number beside its baseline from the same run. */
export interface Figure {
  readonly figure: string;
  readonly ours: number;
  readonly baseline: number;
  readonly unit: string;
  /** What the baseline is, and what else one must know to read the number. */
  readonly note: string;
}

/** Prints the figure's one JSON line; `ratio` is ours / baseline. */
export function print({ figure, ours, baseline, unit, note }: Figure): void {
  const line = {
    figure,
    ours: short(ours),
    baseline: short(baseline),
    ratio: short(ours / baseline),
    unit,
    note,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Three significant digits: more would claim what two shared cores cannot keep. */
export function short(value: number): number {
  return Number(value.toPrecision(3));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
