interface Waiting {
  readonly code: string;
  readonly oldest: string | null;
}

/** What is past its date, and what keeps somebody waiting; by the last word of the code. All else is housekeeping. */
const FIRST = [
  /(overdue|escalated|missing)$/,
  /(waiting|doubt|conflicts|review|returned|disputed|reported|confirm)$/,
];

/** The home shows five: first what is past its date, then what keeps somebody waiting, the longest first. */
export function byNeed(a: Waiting, b: Waiting): number {
  return rankOf(a) - rankOf(b) || since(a) - since(b) || a.code.localeCompare(b.code);
}

function rankOf({ code }: Waiting): number {
  const rank = FIRST.findIndex((ending) => ending.test(code));
  return rank === -1 ? FIRST.length : rank;
}

function since({ oldest }: Waiting): number {
  return oldest === null ? Number.MAX_SAFE_INTEGER : Date.parse(oldest);
}
