/** Of an agreed item, what figures are made from. Days are `YYYY-MM-DD`. */
export interface Done {
  readonly agreedOn: string;
  readonly dueOn: string | null;
  /** Null while it is open. */
  readonly endedOn: string | null;
  readonly failed: boolean;
}

export interface Figures {
  readonly all: number;
  readonly open: number;
  readonly overdue: number;
  readonly closed: number;
  readonly failed: number;
  /** Of those closed that had a date, and how many of them by it. */
  readonly dated: number;
  readonly onTime: number;
  /** From the meeting to the day it was closed, the middle one; null where nothing is closed. */
  readonly medianDays: number | null;
}

/** An item is overdue from the day after its date as it stands now, as long as it is open. */
export function isOverdue({ dueOn, endedOn }: Pick<Done, 'dueOn' | 'endedOn'>, today: string): boolean {
  return endedOn === null && dueOn !== null && dueOn < today;
}

export function figuresOf(items: readonly Done[], today: string): Figures {
  const closed = items.filter(({ endedOn, failed }) => endedOn !== null && !failed);
  const dated = closed.filter(({ dueOn }) => dueOn !== null);
  return {
    all: items.length,
    open: items.filter(({ endedOn }) => endedOn === null).length,
    overdue: items.filter((item) => isOverdue(item, today)).length,
    closed: closed.length,
    failed: items.filter(({ failed }) => failed).length,
    dated: dated.length,
    onTime: dated.filter(({ endedOn, dueOn }) => endedOn! <= dueOn!).length,
    medianDays: median(closed.map(({ agreedOn, endedOn }) => daysBetween(agreedOn, endedOn!))),
  };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The middle one; of an even number the mean of the two in the middle. */
function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
