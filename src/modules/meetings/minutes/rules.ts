import type { MeetingState, SECTION_KINDS } from '../contract.ts';

type SectionKind = (typeof SECTION_KINDS)[number];

/** Why the text of the minutes cannot be changed in this state; null where it can. */
export function obstacleToWriting(
  state: MeetingState,
): 'minutes_not_held' | 'minutes_not_open' | 'minutes_issued' | null {
  if (state === 'held' || state === 'minutes_draft') return null;
  if (state === 'minutes_circulated') return 'minutes_not_open';
  return state === 'issued' ? 'minutes_issued' : 'minutes_not_held';
}

/** Sections made from records stay; those of topics and of one's own may be taken out and come back. */
export function mayTakeOut(kind: SectionKind): boolean {
  return kind === 'other' || kind === 'topic';
}

/** Whether the draft may be shown to the units: it says how far they agreed, and no section is empty. */
export function isReady(consensus: string | null, sections: readonly { readonly text: string }[]): boolean {
  return consensus !== null && sections.length > 0 && sections.every(({ text }) => text.trim() !== '');
}

/** Whether `ids` are exactly the sections that stand, in another order. */
export function isOrderOf(ids: readonly string[], now: readonly string[]): boolean {
  return ids.length === now.length && new Set(ids).size === ids.length && ids.every((id) => now.includes(id));
}

/** What an answer of a unit says of the draft: of it as a whole, and of single sections. Read with care: units send it. */
export function remarkIn(
  what: Readonly<Record<string, unknown>>,
): { readonly agrees: boolean | null; readonly sectionId: string | null; readonly text: string }[] {
  const agrees = typeof what['agrees'] === 'boolean' ? what['agrees'] : null;
  const words = (value: unknown): string => (typeof value === 'string' ? value : '');
  const parts = Array.isArray(what['sections']) ? (what['sections'] as Record<string, unknown>[]) : [];
  const whole = words(what['text']) || words(what['note']);
  return [
    ...(whole || parts.length === 0 ? [{ agrees, sectionId: null, text: whole }] : []),
    ...parts.map((part) => ({
      agrees,
      sectionId: words(part['sectionId']) || null,
      text: words(part['text']),
    })),
  ];
}

/** A section as one writer has it before them. */
export interface Words {
  readonly heading: string;
  readonly text: string;
}

export interface Versioned extends Words {
  readonly version: number;
}

/**
 * How the words of a writer stand to those on the server, `from` being what they began with: `even` nothing to do; `typing`
 * theirs are to be saved; `adopt` the server's are newer and nothing stands against them; `clash` both have changed.
 */
export function standing(
  from: Versioned,
  mine: Words,
  now: Versioned,
): 'even' | 'typing' | 'adopt' | 'clash' {
  const same = (a: Words, b: Words): boolean => a.heading === b.heading && a.text === b.text;
  // An answer of before may come late: it is no news.
  if (now.version <= from.version) return same(mine, from) ? 'even' : 'typing';
  return same(mine, from) || same(mine, now) ? 'adopt' : 'clash';
}

/** Both texts line by line, in the order of either: what both have stands once, and no line of either is lost. */
export function joinLines(theirs: string, mine: string): string {
  const [a, b] = [theirs.split('\n'), mine.split('\n')];
  const common = longestCommon(a, b);
  const joined: string[] = [];
  let [i, j] = [0, 0];
  for (const [nextA, nextB] of [...common, [a.length, b.length] as const]) {
    joined.push(...a.slice(i, nextA), ...b.slice(j, nextB), ...a.slice(nextA, nextA + 1));
    [i, j] = [nextA + 1, nextB + 1];
  }
  return joined.join('\n');
}

/** Where the longest sequence of lines that both have stands in each. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  const length = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      length[i]![j] =
        a[i] === b[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
  const found: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;)
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (length[i + 1]![j]! >= length[i]![j + 1]!) i += 1;
    else j += 1;
  return found;
}
