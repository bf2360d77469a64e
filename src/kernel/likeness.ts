/** Finds what is like a text: positions, each with how much, from `atLeast` on (0: whatever shares a pair). */
export type LikeText = (text: string, atLeast?: number) => Map<number, number>;

/**
 * How much texts have in common: Dice’s coefficient of their pairs of characters, 1 the same, 0 nothing. In Chinese two
 * characters are a word, so that it works without a list of words; pg_trgm takes Chinese for blanks where the database
 * speaks C, as ours does. Looked up by pairs, so that thousands are compared with thousands in a moment.
 */
export function pairIndex(texts: readonly string[]): LikeText {
  const pairs = texts.map(pairsOf);
  const byPair = positions(pairs);
  const counts = new Uint32Array(texts.length);
  return (text, atLeast = 0) => {
    const own = pairsOf(text);
    const touched: number[] = [];
    for (const at of [...own].flatMap((pair) => byPair.get(pair) ?? [])) {
      if (counts[at] === 0) touched.push(at);
      counts[at]! += 1;
    }
    const found = new Map<number, number>();
    for (const at of touched) {
      const like = (2 * counts[at]!) / (own.size + pairs[at]!.size);
      counts[at] = 0;
      if (like >= atLeast) found.set(at, like);
    }
    return found;
  };
}

/** Where each pair stands. */
function positions(pairs: readonly ReadonlySet<string>[]): Map<string, number[]> {
  const byPair = new Map<string, number[]>();
  for (const [at, own] of pairs.entries())
    for (const pair of own) {
      const list = byPair.get(pair);
      if (list) list.push(at);
      else byPair.set(pair, [at]);
    }
  return byPair;
}

/** Each pair once; of a single character that itself. */
function pairsOf(text: string): Set<string> {
  const letters = [...text];
  if (letters.length === 1) return new Set(letters);
  return new Set(letters.slice(1).map((letter, nth) => letters[nth]! + letter));
}
