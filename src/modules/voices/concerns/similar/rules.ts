/** When two voices may say the same. */
export interface VoiceLikeness {
  /** From this sum on. */
  readonly threshold: number;
  /** What is added to the likeness of the words, which is 0 to 1. */
  readonly samePlace: number;
  readonly sameTheme: number;
  readonly sameArea: number;
  /** What everybody writes, and what tells nothing. */
  readonly commonWords: readonly string[];
}

export interface Said {
  readonly text: string;
  readonly theme: string | null;
  readonly place_id: string | null;
  readonly area_code: string | null;
}

/** Why two voices look alike. */
export interface Why {
  /** How much of their words, 0 to 1. */
  readonly words: number;
  readonly samePlace: boolean;
  readonly sameTheme: boolean;
  readonly sameArea: boolean;
}

export interface Alike<T> {
  readonly one: T;
  readonly why: Why;
  readonly score: number;
}

/** Finds what is like a text: kernel/likeness.ts. */
export type Indexing = (
  texts: readonly string[],
) => (text: string, atLeast?: number) => ReadonlyMap<number, number>;

/** Which of `known` seem to say what somebody said, the likeliest first, itself included if it is among them. */
export function alikeTo<T extends Said>(
  known: readonly T[],
  limits: VoiceLikeness,
  indexed: Indexing,
): (said: Said) => Alike<T>[] {
  // The longest first: “有没有” leaves nothing where “没有” would leave “有”.
  const common = limits.commonWords.toSorted((a, b) => b.length - a.length);
  const find = indexed(known.map(({ text }) => bare(text, common)));
  // Less than this no place, theme and area make up for.
  const atLeast = limits.threshold - limits.samePlace - limits.sameTheme - limits.sameArea;
  return (said) =>
    [...find(bare(said.text, common), atLeast)]
      .map(([at, words]) => {
        const why = whyOf(said, known[at]!, words);
        return { one: known[at]!, why, score: scoreOf(why, limits) };
      })
      .filter(({ score }) => score >= limits.threshold)
      .toSorted((a, b) => b.score - a.score);
}

function whyOf(a: Said, b: Said, words: number): Why {
  const same = (key: 'place_id' | 'theme' | 'area_code') => a[key] !== null && a[key] === b[key];
  return { words, samePlace: same('place_id'), sameTheme: same('theme'), sameArea: same('area_code') };
}

function scoreOf(why: Why, limits: VoiceLikeness): number {
  return (
    why.words +
    (why.samePlace ? limits.samePlace : 0) +
    (why.sameTheme ? limits.sameTheme : 0) +
    (why.sameArea ? limits.sameArea : 0)
  );
}

export interface Heap<T> {
  /** The oldest comes first; the others say what it says, the likeliest first. */
  readonly first: T;
  readonly others: readonly Alike<T>[];
}

/**
 * Heaps of voices that seem to say the same, the largest first: each is gathered around its oldest, so that a chain of
 * small likenesses makes no heap of everything. `voices` are sorted, the oldest first; each is in one heap at the most.
 */
export function heapsOf<T extends Said>(
  voices: readonly T[],
  limits: VoiceLikeness,
  indexed: Indexing,
): Heap<T>[] {
  const find = alikeTo(voices, limits, indexed);
  const taken = new Set<T>();
  const heaps: Heap<T>[] = [];
  for (const first of voices) {
    if (taken.has(first)) continue;
    taken.add(first);
    const others = find(first).filter(({ one }) => !taken.has(one));
    for (const { one } of others) taken.add(one);
    if (others.length > 0) heaps.push({ first, others });
  }
  return heaps.toSorted((a, b) => b.others.length - a.others.length);
}

/** Without marks, blanks and what everybody writes; a text of nothing else is compared as it is. */
function bare(text: string, commonWords: readonly string[]): string {
  const plain = text.toLowerCase().replaceAll(/[\p{P}\p{S}\s]/gu, '');
  const left = commonWords.reduce((rest, word) => rest.replaceAll(word, ''), plain);
  return left === '' ? plain : left;
}
